package cn.leiting.complaint;

import static cn.leiting.Csrf.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.LeitingTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.annotation.Transactional;

/** What the hotline's system tells, and how squads end it. It is 2023-01-12, 09:00. */
@LeitingTest
@Transactional
class ComplaintCallsTests {

    private static final String NO = "SH20230110T001";
    private static final String COORDINATION = "deptCoordination";

    @Autowired
    private MockMvc browser;

    @Autowired
    private Complaints complaints;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    @Test
    void takesATicketOnce() throws Exception {
        tell(Map.of())
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.outcome").value("CREATED"));
        tell(Map.of())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("UNCHANGED"));

        assertThat(complaints.get(NO).squad()).isEqualTo("310118105");
        assertThat(complaints.get(NO).isOpen()).isTrue();
        assertThat(notes()).containsExactly("RECEIVED");
    }

    @Test
    void correctsAnOpenTicketThatIsNotOverdue() throws Exception {
        tell(Map.of());

        tell(Map.of("dueAt", "2023-01-20T17:00:00+08:00", "kind", "跨门经营"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("UPDATED"));

        assertThat(complaints.get(NO).kind()).isEqualTo("VIO_FRONT_TRADE");
        assertThat(notes()).containsExactly("RECEIVED", "CORRECTED");
        assertThat(jdbc.sql("select text from complaint_event where ticket = ? and kind = 'CORRECTED'")
                        .param(NO)
                        .query(String.class)
                        .single())
                .isEqualTo("类型：VIO_STALL→VIO_FRONT_TRADE；办理期限：2023年1月16日 17:00→2023年1月20日 17:00");
    }

    @Test
    void keepsTheReceiptOfATicket() throws Exception {
        tell(Map.of());

        refused(tell(Map.of("receivedAt", "2023-01-11T08:30:00+08:00")), 409, "诉件SH20230110T001的接单时间不能更改。");
    }

    @Test
    void movesNoDateThatHasPassed() throws Exception {
        tell(Map.of("dueAt", "2023-01-11T17:00:00+08:00"));

        refused(tell(Map.of("dueAt", "2023-01-20T17:00:00+08:00")), 409, "诉件SH20230110T001已过办理期限，不能再更改，只能办结。");
    }

    @Test
    void correctsNoClosedTicket() throws Exception {
        tell(Map.of());
        close("squadZhaoxiang", Map.of()).andExpect(status().isNoContent());

        refused(tell(Map.of("text", "路口有两个流动摊贩。")), 409, "诉件SH20230110T001已经办结，不能再更改。");
        tell(Map.of())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("UNCHANGED"));
        assertThat(complaints.get(NO).isOpen()).isFalse();
    }

    @Test
    void takesTheSquadOfThePoint() throws Exception {
        tell(with("squad", null, "point", "P-310118106-0007")).andExpect(status().isCreated());

        assertThat(complaints.get(NO).squad()).isEqualTo("310118106");
    }

    @ParameterizedTest
    @CsvSource({
        "ticketNo, SH 1, 工单号应为4至40位字母、数字、“-”或“_”。",
        "ticketNo, '', 请填写工单号。",
        "kind, VIO_NONE, 没有名为“VIO_NONE”的违法行为类型，无法归类的请填“其他”。",
        "kind, , 请填写诉件类型。",
        "receivedAt, , 请填写接单时间。",
        "receivedAt, 2023-01-13T09:11:00+08:00, 接单时间不能晚于现在。",
        "dueAt, , 请填写办理期限。",
        "dueAt, 2023-01-10T08:30:00+08:00, 办理期限应晚于接单时间。",
        "dueAt, 2024-01-12T08:30:00+08:00, 办理期限不能晚于接单后366天。",
        "squad, 火星中队, 没有名为“火星中队”的街镇中队。",
        "squad, 310118000, 没有名为“310118000”的街镇中队。",
        "squad, deptLegal, 没有名为“deptLegal”的街镇中队。",
        "squad, , 请填写中队或者点位编号。",
        "point, P-310118105-9999, 没有编号为“P-310118105-9999”的点位。",
        "point, P-310118106-0007, 点位“P-310118106-0007”不在该中队的辖区内。",
        "text, , 请填写诉求内容。",
        "text, 摊, 诉求内容不能少于2字。",
        "text, 联系电话13812345678。, 诉求内容中不能有手机号或者身份证号，请删去后再提交。",
        "text, 联系电话 138-1234 5678 请回电。, 诉求内容中不能有手机号或者身份证号，请删去后再提交。",
        "text, 联系电话１３８１２３４５６７８。, 诉求内容中不能有手机号或者身份证号，请删去后再提交。",
        "text, 2023-01-10来电13812345678, 诉求内容中不能有手机号或者身份证号，请删去后再提交。",
        "text, 身份证31011819900101123X。, 诉求内容中不能有手机号或者身份证号，请删去后再提交。"
    })
    void refusesWhatIsWrongOrPersonal(String field, String value, String sentence) throws Exception {
        refused(tell(with(field, value)), 422, sentence);

        assertThat(jdbc.sql("select count(*) from complaint where ticket_no like 'SH%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesATextOfMoreThan500Characters() throws Exception {
        refused(tell(Map.of("text", "摊".repeat(501))), 422, "诉求内容不能超过500字。");
        tell(Map.of("text", "摊".repeat(500))).andExpect(status().isCreated());
    }

    @Test
    void readsNumbersOfTicketsAndHousesAsNeitherPhoneNorIdentity() throws Exception {
        tell(Map.of("text", "外青松公路1381号2弄34-567室门口，工单20230110138123456789。")).andExpect(status().isCreated());
    }

    @Test
    void refusesWhatIsNoTime() throws Exception {
        tell(Map.of("receivedAt", "昨天")).andExpect(status().is4xxClientError());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deptSupervision",
                "deptLegal",
                "deptOffice",
                "bureauLeadership",
                "squadZhaoxiang",
                "leadZhaoxiang",
                "townZhaoxiang",
                "agencyPolice",
                "camunda-admin"
            })
    void onlyCoordinationTakesIn(String group) throws Exception {
        browser.perform(post("/api/complaints")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(with("kind", "VIO_STALL")))
                        .with(user("someone").authorities(new SimpleGrantedAuthority(group)))
                        .with(csrf()))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"squadZhaoxiang", "leadZhaoxiang", "deptCoordination"})
    void isClosedByItsSquadOrCoordination(String group) throws Exception {
        tell(Map.of());

        close(group, Map.of()).andExpect(status().isNoContent());

        Complaint.Closing closing = complaints.get(NO).closing();
        assertThat(closing).isNotNull();
        assertThat(closing.satisfied()).isTrue();
        assertThat(closing.result()).isEqualTo("已劝离并恢复原状。");
        assertThat(notes()).containsExactly("RECEIVED", "CLOSED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "squadXujing",
                "leadXujing",
                "townZhaoxiang",
                "decideZhaoxiang",
                "deptSupervision",
                "deptLegal",
                "deptOffice",
                "leadLeader",
                "camunda-admin"
            })
    void isClosedByNobodyElse(String group) throws Exception {
        tell(Map.of());

        refused(close(group, Map.of()), 403, "只有承办中队和执法协调科可以办结诉件。");
        assertThat(complaints.get(NO).isOpen()).isTrue();
    }

    @Test
    void isClosedOnce() throws Exception {
        tell(Map.of());
        close("squadZhaoxiang", Map.of());

        refused(close("squadZhaoxiang", Map.of()), 409, "诉件SH20230110T001已经办结，不能再次办结。");
    }

    @ParameterizedTest
    @CsvSource({
        "closedAt, 2023-01-10T08:29:00+08:00, 办结时间不能早于接单时间。",
        "closedAt, 2023-01-13T09:11:00+08:00, 办结时间不能晚于现在。",
        "closedAt, , 请填写办结时间。",
        "result, , 请填写办理结果。",
        "result, 已电13812345678告知。, 办理结果中不能有手机号或者身份证号，请删去后再提交。"
    })
    void refusesAClosingThatCannotBe(String field, String value, String sentence) throws Exception {
        tell(Map.of());
        Map<String, Object> changed = new HashMap<>();
        changed.put(field, value);

        refused(close("squadZhaoxiang", changed), 422, sentence);
        assertThat(complaints.get(NO).isOpen()).isTrue();
    }

    @Test
    void closesNoUnknownTicket() throws Exception {
        refused(close("squadZhaoxiang", Map.of()), 404, "没有工单号为“SH20230110T001”的诉件。");
    }

    @Test
    void needNotAskWhetherTheCitizenIsSatisfied() throws Exception {
        tell(Map.of("dueAt", "2023-01-11T17:00:00+08:00"));
        Map<String, Object> unasked = new HashMap<>();
        unasked.put("satisfied", null);

        close("squadZhaoxiang", unasked).andExpect(status().isNoContent());

        assertThat(complaints.get(NO).closing().satisfied()).isNull();
        assertThat(complaints.get(NO).isLate()).isTrue();
    }

    private ResultActions tell(Map<String, Object> changes) throws Exception {
        Map<String, Object> ticket = new HashMap<>(Map.of(
                "ticketNo", NO,
                "kind", "VIO_STALL",
                "receivedAt", "2023-01-10T08:30:00+08:00",
                "dueAt", "2023-01-16T17:00:00+08:00",
                "squad", "310118105",
                "text", "路口有流动摊贩占道经营，影响通行。"));
        ticket.putAll(changes);
        return call("/api/complaints", ticket, COORDINATION);
    }

    private static Map<String, Object> with(Object... pairs) {
        Map<String, Object> changes = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            changes.put((String) pairs[i], pairs[i + 1]);
        }
        return changes;
    }

    private ResultActions close(String group, Map<String, Object> changes) throws Exception {
        Map<String, Object> end = new HashMap<>(
                Map.of("closedAt", "2023-01-12T08:45:00+08:00", "satisfied", true, "result", "已劝离并恢复原状。"));
        end.putAll(changes);
        return call("/api/complaints/" + NO + "/close", end, group);
    }

    private ResultActions call(String path, Map<String, Object> body, String group) throws Exception {
        return browser.perform(post(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body))
                .with(user("someone").authorities(new SimpleGrantedAuthority(group)))
                .with(csrf()));
    }

    private static void refused(ResultActions answer, int status, String sentence) throws Exception {
        answer.andExpect(status().is(status)).andExpect(content().string(containsString(sentence)));
    }

    private List<String> notes() {
        return jdbc.sql("select kind from complaint_event where ticket = ? order by id")
                .param(NO)
                .query(String.class)
                .list();
    }
}
