package cn.leiting.improvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.improvement.Proposal.Source;
import cn.leiting.improvement.Proposal.TriggerType;
import cn.leiting.lookback.Traces;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages and the call of the improvements, over HTTP, in days of 2025 that no campaign of other tests has. */
@LeitingTest
class ImprovementPageTests {

    private static final String ZHAOXIANG = "310118105";
    private static final String XUJING = "310118106";
    private static final LocalDate FROM = LocalDate.of(2025, 7, 1);
    private static final String START = "/process-definition/key/furtherImprovement/submit-form";

    @Autowired
    private Improvements improvements;

    @Autowired
    private Shares shares;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    @Test
    void showsSectionsAndLeadersAllAndSquadsAndTownsTheirShare() {
        String code = released(ZHAOXIANG, XUJING);
        String page = "/improvements/" + code;

        for (String user : List.of("coordination1", "supervision1", "legal1", "bureau1", "lead1", "viceHead1")) {
            Client.Answer answer = Client.of(user, port).get(page);
            assertThat(answer.status()).as(user).isEqualTo(200);
            assertThat(answer.body()).as(user).contains("赵巷镇城管中队", "徐泾镇城管中队", "办理记录", "突出商业街区");
        }
        for (String user : List.of("zhaoxiang1", "zhaoxiangLead", "zhaoxiangTown1")) {
            Client.Answer answer = Client.of(user, port).get(page);
            assertThat(answer.status()).as(user).isEqualTo(200);
            assertThat(answer.body()).as(user).contains("赵巷镇城管中队", "突出商业街区").doesNotContain("徐泾镇城管中队", "办理记录", "登记点位");
            assertThat(Client.of(user, port).get("/improvements").body()).contains(code);
        }
        for (String user : List.of("baihe1", "police1", "admin")) {
            assertThat(Client.of(user, port).get(page).status()).as(user).isEqualTo(403);
        }
        assertThat(Client.of("baihe1", port).get("/improvements").body()).doesNotContain(code);
        assertThat(Client.of("police1", port).get("/improvements").status()).isEqualTo(403);
        assertThat(Client.of("lead1", port).get("/improvements/FI-2023-9999").status())
                .isEqualTo(404);
    }

    @Test
    void keepsAPlanFromTheSquadsUntilItIsGivenOut() {
        String code = submitted(ZHAOXIANG);

        assertThat(Client.of("zhaoxiang1", port).get("/improvements/" + code).status())
                .isEqualTo(403);
        assertThat(Client.of("lead1", port).get("/improvements").body()).contains(code, "待审定");
        assertThat(Client.of("coordination1", port).get("/improvements/" + code).body())
                .contains("登记点位");
    }

    @Test
    void takesPointsFromCoordinationAloneUntilTheyAreGivenOut() {
        String code = submitted(ZHAOXIANG);
        String call = "/api/improvements/" + code + "/points";
        List<Map<String, Object>> rows = List.of(
                row(ZHAOXIANG, 1, "COMPLAINT"),
                row(ZHAOXIANG, 2, "OTHER"),
                row(XUJING, 1, "COMPLAINT"),
                Map.of("pointId", "P-310118105-9999", "squadCode", ZHAOXIANG));

        assertThat(Client.of("zhaoxiangLead", port).put(call, rows).status()).isEqualTo(403);
        assertThat(Client.of("coordination1", port).put(call, List.of()).status())
                .isEqualTo(422);
        Client.Answer answer = Client.of("coordination1", port).put(call, rows);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().path("refused").findValuesAsText("row")).containsExactly("2", "3", "4");

        release(code);
        assertThat(Client.of("coordination1", port).put(call, rows).status()).isEqualTo(409);
        assertThat(jdbc.sql("select point from assigned_point where assignment = ?")
                        .param(code)
                        .query(String.class)
                        .list())
                .containsExactly(Traces.point(ZHAOXIANG, 1));
    }

    private static Map<String, Object> row(String squad, int point, String reason) {
        return Map.of("pointId", Traces.point(squad, point), "squadCode", squad, "reason", reason);
    }

    @Test
    void isStartedByCoordinationAloneAndRefusedInTheFormsWords() {
        Map<String, Object> plan = new HashMap<>();
        plan.put("triggerType", "SUDDEN_PROBLEM");
        plan.put("source", "WEATHER");
        plan.put("evidence", "暴雨后多处积水、垃圾堆积。");
        plan.put("squads", List.of(ZHAOXIANG));
        plan.put("focusItems", "暴露垃圾");
        plan.put("from", FROM.toString());
        plan.put("guidance", "先清理主要道路。");

        assertThat(start("zhaoxiangLead", plan).status()).isEqualTo(403);
        assertThat(start("supervision1", plan).status()).isEqualTo(403);
        assertThat(start("coordination1", plan).status()).isEqualTo(200);
        refused(plan, "guidance", "", "指导要求");
        refused(plan, "squads", List.of("999999999"), "没有代码为“999999999”的中队。");
        refused(plan, "themeCode", "THEME_NONE", "主题“THEME_NONE”在该日没有检查表。");
        refused(plan, "to", "2022-12-01", "结束日期不能早于开始日期。");
    }

    private void refused(Map<String, Object> plan, String field, Object value, String sentence) {
        Map<String, Object> wrong = new HashMap<>(plan);
        wrong.put(field, value);
        Client.Answer answer = start("coordination1", wrong);
        assertThat(answer.status()).as(field).isEqualTo(400);
        assertThat(answer.body()).as(field).contains(sentence);
    }

    private Client.Answer start(String user, Map<String, Object> plan) {
        return Client.of(user, port).engine("POST", START, Map.of("variables", Client.variables(plan)));
    }

    @Test
    void costsAsManyStatementsForElevenSquadsAsForOne() {
        String one = released(ZHAOXIANG);
        String eleven = released(jdbc.sql("select code from squad where kind <> 'MOBILE' and code like '310118%'")
                .query(String.class)
                .list()
                .toArray(String[]::new));
        Client reader = Client.of("lead1", port);

        assertThat(statements(reader, "/improvements/" + eleven)).isEqualTo(statements(reader, "/improvements/" + one));
    }

    private static int statements(Client reader, String path) {
        assertThat(reader.get(path).status()).isEqualTo(200);
        return Statements.during(() -> reader.get(path));
    }

    @Test
    void hasNoDayInsideACampaignOfItsSquadEvenWhereNobodyAsked() {
        String code = released(ZHAOXIANG);
        jdbc.sql("""
                        insert into campaign
                            (code, year, theme, title, basis_type, basis_text, starts_on, ends_on, original_ends_on, scope,
                             squads, weight, checklist, enterprise_inspection, guidance_text, info_target, status,
                             defined_by, paused_days, version)
                        values ('TH-2059-01', 2059, 'THEME_DEBRIS', '库里的行动', 'BOTH', '依据', ?, ?, ?, 'PARTIAL',
                                array ['310118105'], 1, 'THEME_DEBRIS-1', false, '要求', 2, 'SUBMITTED',
                                'coordination1', 0, 1)
                        """)
                .params(FROM.plusDays(2), FROM.plusDays(3), FROM.plusDays(3))
                .update();

        assertThatThrownBy(() -> jdbc.sql("update campaign set status = 'APPROVED' where code = 'TH-2059-01'")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("has a day inside its campaign TH-2059-01");

        transaction.executeWithoutResult(status -> {
            jdbc.sql("update campaign set status = 'APPROVED' where code = 'TH-2059-01'")
                    .update();
            shares.settle();
        });
        assertThat(lastDay(code)).isEqualTo(FROM.plusDays(1));
        assertThat(Client.of("zhaoxiang1", port).get("/improvements/" + code).body())
                .contains("TH-2059-01");

        jdbc.sql("update campaign set status = 'CANCELLED' where code = 'TH-2059-01'")
                .update();
        shares.settle();
        assertThat(lastDay(code)).isEqualTo(FROM.plusDays(9));
    }

    private LocalDate lastDay(String code) {
        return jdbc.sql("select last_day from improvement_squad where improvement = ?")
                .param(code)
                .query(LocalDate.class)
                .single();
    }

    private String submitted(String... squads) {
        Proposal plan = new Proposal(
                TriggerType.COMMON_SITUATION,
                Source.INSPECTION,
                "近期多个街镇沿街商户跨门经营回潮。",
                null,
                null,
                Set.of(squads),
                List.of("跨门经营"),
                FROM,
                null,
                "突出商业街区，劝导为先。",
                false,
                false);
        return improvements.start(plan, false, "coordination1");
    }

    private String released(String... squads) {
        String code = submitted(squads);
        release(code);
        return code;
    }

    private void release(String code) {
        improvements.approve(code, null, "lead1");
        shares.release(code);
    }
}
