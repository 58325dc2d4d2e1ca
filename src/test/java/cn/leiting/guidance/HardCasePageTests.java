package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.Question.DueKind;
import cn.leiting.overview.Rounds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class HardCasePageTests {

    private static final String ZHAOXIANG = "310118105";
    private static final String QUESTION = "占道设摊的经营者拒不提供身份信息，如何确定当事人？<b>";
    private static final String OWN_VIEW = "本中队拟以实际经营者为当事人立案，先固定现场证据。";
    private static final Opinion OPINION = new Opinion(
            "可以先以实际经营者为当事人立案，并继续查明其身份；查明以前不作出处罚决定，先责令改正并固定现场证据，防止灭失。",
            List.of("行政处罚法第四十条", "行政处罚法第五十六条"),
            "也可以请公安机关协助查明身份。");

    @Autowired
    private HardCases hardCases;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void tellsACaseFromTheRequestToItsAdoption() {
        String task = dispatched("TH-2082-31");
        long finding = findingOf(task);
        String code = hardCases.request(
                ZHAOXIANG, new Question(finding, null, QUESTION, OWN_VIEW, DueKind.URGENT), "zhaoxiang1");
        hardCases.triage(code, Triage.ACCEPT, DueKind.COMPLEX, "情况复杂，按复杂案件办理。", "legal1");
        hardCases.draft(code, OPINION, "legal1");
        hardCases.giveBack(code, "请补充法律依据。", "legal2");
        hardCases.draft(code, OPINION, "legal1");
        hardCases.sign(code, null, "legal2");
        hardCases.recordAdoption(code, Adoption.PARTLY, "当事人已主动到案。", "zhaoxiang2");

        Client.Answer page = Client.of("legal2", port).get("/hard-cases/" + code);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("指导意见不替代法制审核和处理决定。", "约束力：无", "&lt;b&gt;", OWN_VIEW)
                .contains("赵巷镇城管中队", task, "第" + finding + "号", "占", "<dd>紧急</dd>", "<dd>复杂</dd>")
                .contains("2023年1月", "按期", "已审签", "第2版", OPINION.answer(), "行政处罚法第五十六条", "也可以请公安机关")
                .contains("部分采纳", "当事人已主动到案。", "请补充法律依据。", "情况复杂", "提请指导", "审签同意");
    }

    @Test
    void showsWhatIsLate() {
        String code = hardCases.request("TH-2082-32", null, QUESTION, "supervision1");
        hardCases.triage(code, Triage.ACCEPT, DueKind.URGENT, null, "legal1");
        jdbc.sql("update hard_case set requested_at = ? where code = ?")
                .params(java.sql.Timestamp.from(Instant.parse("2023-01-11T14:30:00Z")), code)
                .update();

        Client legal = Client.of("legal1", port);

        assertThat(legal.get("/hard-cases/" + code).body()).contains("2023年1月12日 02:30", "已逾期");
        assertThat(row(legal.get("/hard-cases?status=ACCEPTED").body(), code)).contains("2023年1月12日 02:30", "已逾期");
    }

    @Test
    void showsNoTurnaroundOfACaseThatWasTurnedDown() {
        String code = hardCases.request("TH-2082-33", null, QUESTION, "supervision1");
        hardCases.triage(code, Triage.NOT_DIFFICULT, null, "请按常规程序办理。", "legal1");
        Client legal = Client.of("legal1", port);

        assertThat(legal.get("/hard-cases/" + code).body())
                .doesNotContain("应答复时间")
                .contains("不属于疑难案件");
        assertThat(row(legal.get("/hard-cases?status=NOT_DIFFICULT").body(), code))
                .contains("—");
    }

    @Test
    void filtersTheListByStateAndSquad() {
        String drafted = drafted("TH-2082-34:310118106", "310118106");
        String requested = hardCases.request("TH-2082-35:310118106", "310118106", QUESTION, "xujing1");
        String campaigns = hardCases.request("TH-2082-36", null, QUESTION, "supervision1");
        Client supervision = Client.of("supervision1", port);

        assertThat(supervision.get("/hard-cases").body()).contains(drafted, requested, campaigns, "指导意见不替代法制审核和处理决定。");
        assertThat(supervision.get("/hard-cases?squad=310118106").body())
                .contains(drafted, requested)
                .doesNotContain(campaigns);
        assertThat(supervision.get("/hard-cases?squad=310118106&status=DRAFTED").body())
                .contains(drafted)
                .doesNotContain(requested);
        assertThat(supervision.get("/hard-cases?status=OPEN").status()).isEqualTo(422);
        assertThat(supervision.get("/hard-cases?squad=310118108").status()).isEqualTo(404);
    }

    @Test
    void givesASquadItsOwnCasesAndWhatItMayAskAboutOnly() {
        String own = drafted("TH-2082-37:310118105", ZHAOXIANG);
        String others = drafted("TH-2082-38:310118106", "310118106");
        long finding = findingOf(dispatched("TH-2082-39"));
        Client squad = Client.of("zhaoxiang1", port);

        String list = squad.get("/hard-cases").body();

        assertThat(list).contains(own, "可以提请指导的问题", ">" + finding + "<").doesNotContain(others);
        assertThat(squad.get("/hard-cases?squad=310118106").status()).isEqualTo(403);
        assertThat(Client.of("xujing1", port).get("/hard-cases").body())
                .contains(others)
                .doesNotContain(own, ">" + finding + "<");
        assertThat(Client.of("zhaoxiangTown1", port).get("/hard-cases").body())
                .contains(own)
                .doesNotContain(others, "可以提请指导的问题");
    }

    @ParameterizedTest
    @CsvSource({
        "coordination1, 200",
        "supervision1, 200",
        "legal1, 200",
        "bureau1, 200",
        "lead1, 200",
        "viceHead1, 200",
        "zhaoxiang1, 200",
        "mobile1, 200",
        "office1, 403",
        "police1, 403",
        "admin, 403"
    })
    void opensTheListToWhoDealsWithCases(String person, int status) {
        assertThat(Client.of(person, port).get("/hard-cases").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "coordination1, 200",
        "supervision1, 200",
        "legal1, 200",
        "bureau1, 200",
        "lead1, 200",
        "viceHead1, 200",
        "zhaoxiang1, 200",
        "zhaoxiangTown1, 200",
        "office1, 403",
        "xujing1, 403",
        "xujingTown1, 403",
        "mobile1, 403",
        "police1, 403"
    })
    void opensACaseToWhoDealsWithItToLeadersAndToTheSquadThatAsked(String person, int status) {
        String code = drafted("TH-2082-40:310118105", ZHAOXIANG);

        assertThat(Client.of(person, port).get("/hard-cases/" + code).status()).isEqualTo(status);
    }

    @Test
    void keepsAQuestionOfTheWholeCampaignFromTheSquads() {
        String code = drafted("TH-2082-41", null);

        assertThat(Client.of("zhaoxiang1", port).get("/hard-cases/" + code).status())
                .isEqualTo(403);
        assertThat(Client.of("legal1", port).get("/hard-cases/HC-2073-001").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"supervision1", "zhaoxiang1"})
    void isReachedFromThePagesOfItsCampaignAndItsSquad(String person) {
        String task = dispatched("TH-2082-42");
        String code = hardCases.request(task, ZHAOXIANG, QUESTION, "zhaoxiangLead");
        String campaigns = hardCases.request("TH-2082-42", null, QUESTION, "supervision1");
        Client reader = Client.of(person, port);

        String campaign = reader.get("/campaigns/TH-2082-42").body();

        assertThat(campaign).contains("/hard-cases/" + code, "指导意见不替代法制审核和处理决定。");
        assertThat(campaign.contains(campaigns)).isEqualTo(person.equals("supervision1"));
        assertThat(reader.get("/campaigns/TH-2082-42/squads/" + ZHAOXIANG).body())
                .contains("/hard-cases/" + code, "指导意见不替代法制审核和处理决定。")
                .doesNotContain(campaigns);
        assertThat(Client.of("office1", port).get("/campaigns/TH-2082-42").body())
                .doesNotContain(code);
    }

    @ParameterizedTest
    @CsvSource({
        "TH-2082-44, /campaigns/TH-2082-44",
        "TH-2082-44:310118105, /campaigns/TH-2082-44",
        "LB-2082-44, /look-backs/LB-2082-44",
        "LB-2082-44:310118105, /look-backs/LB-2082-44"
    })
    void leadsToTheCampaignOrTheLookBackThatItCameFrom(String source, String page) {
        String code = hardCases.request(source, source.contains(":") ? ZHAOXIANG : null, QUESTION, "supervision1");

        assertThat(Client.of("legal1", port).get("/hard-cases/" + code).body())
                .contains("<a href=\"" + page + "\">" + source + "</a>");
    }

    @Test
    void asksTheSameForOneCaseAndForMany() {
        String task = dispatched("TH-2082-43");
        String code = drafted(task, ZHAOXIANG);
        Client supervision = Client.of("supervision1", port);
        List<String> pages = List.of(
                "/hard-cases",
                "/hard-cases/" + code,
                "/campaigns/TH-2082-43",
                "/campaigns/TH-2082-43/squads/" + ZHAOXIANG);
        List<Integer> few =
                pages.stream().map(page -> statements(supervision, page)).toList();

        for (int i = 0; i < 60; i++) {
            hardCases.request(task, ZHAOXIANG, QUESTION + i, "zhaoxiangLead");
        }
        for (int i = 0; i < 5; i++) {
            hardCases.giveBack(code, "请补充法律依据。", "legal2");
            hardCases.draft(code, OPINION, "legal1");
        }

        assertThat(pages.stream().map(page -> statements(supervision, page)).toList())
                .isEqualTo(few);
        assertThat(supervision.get("/hard-cases").body()).contains("更早的案件");
    }

    private static int statements(Client reader, String page) {
        assertThat(reader.get(page).status()).as(page).isEqualTo(200);
        return Statements.during(() -> reader.get(page));
    }

    private static String row(String list, String code) {
        int at = list.indexOf("/hard-cases/" + code + "\"");
        return list.substring(at, list.indexOf("</tr>", at));
    }

    /** In the field, with one finding of 赵巷镇城管中队; made once. */
    private String dispatched(String campaign) {
        String task = campaign + ":" + ZHAOXIANG;
        if (jdbc.sql("select count(*) from campaign where code = ?")
                        .param(campaign)
                        .query(Integer.class)
                        .single()
                == 0) {
            rounds.dispatched(campaign, ZHAOXIANG);
            rounds.visits(task, 1, "VIO_STALL");
        }
        return task;
    }

    private long findingOf(String task) {
        return jdbc.sql("""
                        select finding.id
                        from finding
                                 join inspection_purpose using (inspection)
                        where squad_task = ?
                        """).param(task).query(Long.class).single();
    }

    private String drafted(String source, @Nullable String squad) {
        String code = hardCases.request(source, squad, QUESTION, "supervision1");
        if (hardCases.get(code).status() == HardCase.Status.REQUESTED) {
            hardCases.triage(code, Triage.ACCEPT, DueKind.NORMAL, null, "legal1");
            hardCases.draft(code, OPINION, "legal1");
        }
        return code;
    }
}
