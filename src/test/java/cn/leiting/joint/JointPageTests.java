package cn.leiting.joint;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.deadline.Deadlines;
import cn.leiting.joint.JointForms.Answer;
import cn.leiting.joint.JointForms.MatterKind;
import cn.leiting.joint.JointForms.Plan;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.joint.JointForms.Reply;
import cn.leiting.joint.JointForms.Result;
import cn.leiting.office.Word;
import cn.leiting.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of joint operations, made by the doors alone; today is 2023-01-12. */
@LeitingTest
class JointPageTests {

    private static final String POLICE = "agencyPolice";
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final Actor OFFICER = new Actor("police1", Set.of(POLICE));

    @Autowired
    private JointOperations operations;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Results results;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void tellsAnOperationFromTheProposalToTheFollowUp() {
        String code = recorded();

        String page = client("supervision1").get("/joint/" + code).body();

        assertThat(page)
                .contains("赵巷镇城管中队", "渣土车夜间运输&lt;b&gt;。", "盈港路", "2023年2月1日至2023年2月3日")
                .contains("区交通委执法大队（通知未列）", "青城管执邀〔2023〕", "2023年1月17日", "同意参加", "检查码")
                .contains("查处道路交通违法。", "查明运输单位。", "应于2023年2月20日前完成", "未登记", "登记结果", "不作为考核依据");
        assertThat(client("police1").get("/joint").body()).contains(code);
        assertThat(client("police1").get("/").body()).contains("href=\"/joint\"");
    }

    @ParameterizedTest
    @CsvSource({
        "coordination1, 200, 200",
        "supervision1, 200, 200",
        "legal1, 200, 200",
        "office1, 200, 200",
        "bureau1, 200, 200",
        "lead1, 200, 200",
        "viceHead1, 200, 200",
        "zhaoxiang1, 200, 200",
        "zhaoxiangLead, 200, 200",
        "xujing1, 200, 200",
        "huaxin1, 200, 403",
        "mobile1, 200, 403",
        "police1, 200, 200",
        "market1, 200, 403",
        "zhaoxiangTown1, 403, 403",
        "zhaoxiangDecide1, 403, 403",
        "admin, 403, 403"
    })
    void opensToSectionsLeadersTheSquadsAndTheInvitedOnly(String person, int list, int one) {
        String code = recorded();

        assertThat(client(person).get("/joint").status()).isEqualTo(list);
        assertThat(client(person).get("/joint/" + code).status()).isEqualTo(one);
        if (one == 403 && list == 200) {
            assertThat(client(person).get("/joint").body()).doesNotContain(code);
        }
    }

    @Test
    void keepsWhatIsNotSentYetFromTheAgency() {
        String code = approved();

        assertThat(client("police1").get("/joint/" + code).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"coordination1, 200", "office1, 200", "police1, 200", "market1, 403", "zhaoxiang1, 403", "lead1, 403"})
    void givesTheLetterToTheSectionsAndToItsRecipient(String person, int status) {
        String code = invited();

        assertThat(client(person)
                        .get("/joint/" + code + "/letters/agencyPolice.docx")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void writesTheLetterAsItWasSent() {
        String code = invited();
        String letter = "/joint/" + code + "/letters/agencyPolice.docx";

        String text = Word.text(client("police1").bytes(letter));

        assertThat(text)
                .contains("青浦公安分局：", "渣土车夜间运输<b>。", "盈港路", "2023年2月1日至2023年2月3日", "请贵单位于2023年1月17日前答复")
                .containsPattern("青城管执邀〔2023〕\\d+号")
                .contains("2023年1月12日")
                .doesNotContain("{{");
        assertThat(client("coordination1")
                        .get("/joint/" + code + "/letters/agencyWater.docx")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "invitations, agency=agencyWater",
        "withdrawals, agency=agencyPolice&text=本次不再邀请。",
        "days, from=2023-02-06&to=2023-02-07&text=天气原因改期。",
        "cancellation, text=事项已经解决。",
        "attendance, rows[0].squad=310118105"
    })
    void letsOnlyCoordinationChangeAnything(String change, String fields) {
        String code = invited();

        for (String person : List.of("supervision1", "lead1", "zhaoxiang1", "police1", "admin")) {
            assertThat(client(person)
                            .form("/joint/" + code + "/" + change, form(fields))
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
    }

    @Test
    void showsTheRefusalBesideTheForm() {
        String code = recorded();

        Client.Answer answer =
                client("coordination1").form("/joint/" + code + "/follow-ups", form("agency=agencyPolice&text=好"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("办结说明不能少于2字。");
    }

    @Test
    void recordsWhichSquadsCameAndWhichStayedAwayWithoutAReason() {
        String code = recorded();
        Map<String, String> rows =
                Map.of("rows[0].squad", "310118105", "rows[0].attended", "true", "rows[1].squad", "310118106");

        assertThat(client("coordination1")
                        .form("/joint/" + code + "/attendance", rows)
                        .status())
                .isEqualTo(302);

        assertThat(operations.file(code).squads())
                .extracting(JointFile.Part::inWords)
                .containsExactly("到场", "未到场，无原因");
    }

    @Test
    void letsTheAgencyFinishItsOwnFollowUpOnce() {
        String code = recorded();
        String path = "/joint/" + code + "/follow-ups";
        assertThat(client("market1")
                        .form(path, form("agency=agencyPolice&text=已经查明。"))
                        .status())
                .isEqualTo(403);

        assertThat(client("police1")
                        .form(path, form("agency=agencyPolice&text=已经查明。"))
                        .status())
                .isEqualTo(302);
        assertThat(client("police1")
                        .form(path, form("agency=agencyPolice&text=已经查明。"))
                        .status())
                .isEqualTo(409);

        assertThat(client("police1").get("/joint/" + code).body()).contains("办结：已经查明。");
        assertThat(openDeadlines(code)).isZero();
    }

    @Test
    void raisesALateFollowUpEachLevelOnce() {
        String code = recorded();
        assertThat(openDeadlines(code)).isOne();
        deadlines.move(code + "/" + POLICE, Instant.parse("2023-01-11T15:59:59Z"));

        deadlines.sweep();
        deadlines.sweep();

        assertThat(deadlines.noticesTo(Set.of(POLICE), Instant.EPOCH))
                .filteredOn(notice -> notice.subject().equals(code))
                .extracting(notice -> notice.level())
                .doesNotHaveDuplicates()
                .contains(1);
    }

    @Test
    void asksTheSameForOneOperationAndForMany() {
        String code = recorded();
        Client reader = client("coordination1");
        List<String> pages = List.of("/joint", "/joint/" + code);
        pages.forEach(reader::get);
        List<Integer> few = pages.stream()
                .map(page -> Statements.during(() -> reader.get(page)))
                .toList();

        for (int i = 0; i < 55; i++) {
            approved();
        }

        assertThat(pages.stream().map(page -> Statements.during(() -> reader.get(page))))
                .containsExactlyElementsOf(few);
        assertThat(reader.get("/joint").body()).contains("更早的联合执法");
    }

    @Test
    void refusesWhatIsNoOperationOrNoState() {
        assertThat(client("coordination1").get("/joint/JO-2054-001").status()).isEqualTo(404);
        assertThat(client("coordination1").get("/joint?status=OPEN").status()).isEqualTo(422);
    }

    private String approved() {
        String code = operations.propose(
                new Proposal(
                        MatterKind.DEBRIS,
                        "渣土车夜间运输<b>。",
                        "盈港路",
                        null,
                        List.of(POLICE),
                        List.of(POLICE, "agencyTransport"),
                        LocalDate.of(2023, 2, 1),
                        LocalDate.of(2023, 2, 3)),
                "310118105",
                "squadZhaoxiang",
                "zhaoxiang1");
        operations.screen(code, List.of(), null, "coordination1");
        operations.approve(code, null, "lead1");
        return code;
    }

    private String invited() {
        String code = approved();
        invitations.issueLetters(code, "system");
        return code;
    }

    private String recorded() {
        String code = invited();
        invitations.reply(code, POLICE, new Answer(Reply.ACCEPT, null, null), OFFICER);
        results.plan(
                code,
                new Plan(Instant.parse("2023-01-12T00:00:00Z"), "盈港路口", "执法协调科负责人", "设置警示标志。", true, false, null),
                List.of(),
                List.of("310118105", "310118106"),
                "coordination1");
        results.record(
                code, POLICE, new Result(true, 4, "查处道路交通违法。", null, 1, "查明运输单位。", LocalDate.of(2023, 2, 20)), OFFICER);
        return code;
    }

    private int openDeadlines(String code) {
        return jdbc.sql("""
                        select count(*) from deadline
                        where subject = ? and met_at is null and cancelled_at is null
                        """).param(code).query(Integer.class).single();
    }

    private static Map<String, String> form(String fields) {
        Map<String, String> form = new java.util.HashMap<>();
        for (String field : fields.split("&")) {
            form.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return form;
    }

    private Client client(String person) {
        return Client.of(person, port);
    }
}
