package cn.leiting.yearend;

import static cn.leiting.yearscore.ScoredYears.XUJING;
import static cn.leiting.yearscore.ScoredYears.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.assessment.Assessments;
import cn.leiting.office.Word;
import cn.leiting.score.Stage;
import cn.leiting.yearscore.ScoredYears;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of a year's end, as people see them. Each test has a year of its own. */
@LeitingTest
class YearPageTests {

    private static final Map<String, String> APPEAL =
            Map.of("subject", "CAMPAIGNS", "claimedValue", "95", "reason", "第一次行动的权重有误，按方案应为一点零，请予更正。");
    private static final Map<String, String> ORDER =
            Map.of("squad", XUJING, "subject", "CAMPAIGNS", "value", "60", "reason", "复核发现证据不实。");

    @LocalServerPort
    private int port;

    @Autowired
    private ScoredYears years;

    @Autowired
    private Assessments assessments;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void showsTheSameFrozenYearOnPageJsonAndExcelUntilTheLeadershipCorrectsIt() throws IOException {
        String code = rolledUp(2098);
        Client bureau = Client.of("bureau1", port);
        Client squad = Client.of("zhaoxiangLead", port);
        years.card("SC-2098-98:FINAL", ZHAOXIANG, "10.00");
        assertThat(bureau.get("/scores/2098").body()).contains("第1版，待核对", ">90.00<", "校验码");
        assertThat(squad.get("/scores/2098").body()).contains("实时计算", ">10.00<");

        publish(code);
        JsonNode json = bureau.get("/api/scores/2098").json();
        assertThat(json).hasSize(2);
        assertThat(json.get(0).path("total").decimalValue()).isEqualByComparingTo("90.00");
        Row row = sheet(bureau.bytes("/scores/2098.xlsx")).getRow(2);
        assertThat(row.getCell(5).getNumericCellValue()).isEqualTo(90.0);
        assertThat(row.getCell(6).getNumericCellValue()).isEqualTo(18.0);
        assertThat(squad.get("/scores/2098").body())
                .contains("已公布", ">90.00<", "第2名，共2个参评中队", "提出申诉")
                .doesNotContain("徐泾", "局领导决定更正");

        assertThat(bureau.form("/scores/2098/orders", ORDER).status()).isEqualTo(409);
        assessments.settle(code);
        assessments.lock(code);
        assertThat(squad.form("/scores/2098/appeals", APPEAL).status()).isEqualTo(409);
        assertThat(bureau.form("/scores/2098/orders", ORDER).status()).isEqualTo(302);
        assertThat(bureau.get("/scores/2098").body()).contains("第2版，已锁定", "复核发现证据不实。", "91.00 → 60.00");
        assertThat(Client.of("xujing1", port).get("/scores/2098").body()).contains("91.00 → 60.00");
    }

    @Test
    void letsEverybodyDoWhatIsTheirsAndNobodyElse() {
        String code = rolledUp(2099);
        publish(code);

        for (String user : List.of("legal1", "office1", "zhaoxiangTown1", "police1", "admin")) {
            Client client = Client.of(user, port);
            assertThat(client.get("/scores/2099").status()).as(user).isEqualTo(403);
            assertThat(client.get("/api/scores/2099").status()).as(user).isEqualTo(403);
            assertThat(client.get("/scores/2099.xlsx").status()).as(user).isEqualTo(403);
            assertThat(client.get("/scores/successions").status()).as(user).isEqualTo(403);
        }
        for (String user : List.of("coordination1", "supervision1", "lead1", "zhaoxiang1")) {
            Client client = Client.of(user, port);
            assertThat(client.form("/scores/2099/appeals", APPEAL).status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(client.form("/scores/2099/orders", ORDER).status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(Client.of("supervision1", port)
                        .form("/scores/2026/assessment", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(Client.of("coordination1", port)
                        .form("/scores/2026/assessment", Map.of())
                        .status())
                .isEqualTo(409);
        Client leader = Client.of("zhaoxiangLead", port);
        assertThat(leader.form("/scores/2099/appeals", APPEAL).status()).isEqualTo(302);
        assertThat(leader.get("/scores/2099").body()).contains("待决定");
        assertThat(leader.form("/scores/2099/appeals", APPEAL).status()).isEqualTo(409);
        assertThat(Client.of("lead1", port).get("/scores/successions").status()).isEqualTo(200);
    }

    @Test
    void printsTheYearsReviewForTheSectionsAndTheLeaders() {
        jdbc.sql("""
                        insert into annual_programme (code, year, doc_title, annual_goal, responsible_unit, min_campaigns,
                                                      status, warnings, campaigns_launched, review_approved, version)
                        select 'TH-2080', 2080, doc_title, annual_goal, responsible_unit, min_campaigns, 'DRAFT', '{}', 0,
                               false, 0
                        from annual_programme
                        where year = 2023
                        """).update();
        assertThat(Client.of("bureau1", port)
                        .get("/programmes/2080/review.docx")
                        .status())
                .isEqualTo(404);
        assertThat(Client.of("bureau1", port).get("/scores/2080").body()).doesNotContain("review.docx");
        jdbc.sql("""
                        insert into year_review (programme, seq, summary, achievements, problems, reviewed_by, reviewed_at)
                        select id, 1, repeat('全年回顾总结。', 40), '市容面貌改善。', '夜间力量不足。', 'coordination1', now()
                        from annual_programme
                        where year = 2080
                        """).update();
        jdbc.sql("""
                        insert into improvement_measure (programme, review, no, measure, owner_unit, due_on)
                        select id, 1, 1, '建立夜间巡查机制', '执法协调科', date '2022-12-31'
                        from annual_programme
                        where year = 2080
                        """).update();

        String text = Word.text(Client.of("bureau1", port).bytes("/programmes/2080/review.docx"));

        assertThat(text)
                .contains("草稿", "2080年“雷霆”8+365专项整治行动年度总结", "夜间力量不足。", "建立夜间巡查机制", "已逾期", "实时计算")
                .doesNotContain("{{");
        assertThat(Client.of("bureau1", port).get("/scores/2080").body()).contains("/programmes/2080/review.docx");
        assertThat(Word.text(Client.of("legal1", port).bytes("/programmes/2080/review.docx")))
                .contains("年度得分由执法协调科、法规监督科和局领导查看。");
        assertThat(Client.of("xujingLead", port)
                        .get("/programmes/2080/review.docx")
                        .status())
                .isEqualTo(403);
    }

    private String rolledUp(int year) {
        String campaign = years.campaign("TH-" + year + "-98");
        String scoring = years.locked(campaign, Stage.FINAL);
        years.card(scoring, ZHAOXIANG, "90.00");
        years.card(scoring, XUJING, "91.00");
        assessments.begin(year, "system");
        assessments.rollUp("AA-" + year);
        return "AA-" + year;
    }

    private void publish(String code) {
        assessments.check(code, null, "supervision1");
        assessments.confirm(code, null, "bureau1");
        assessments.publish(code);
    }

    private static org.apache.poi.ss.usermodel.Sheet sheet(byte[] file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            return workbook.getSheet("年度得分");
        }
    }
}
