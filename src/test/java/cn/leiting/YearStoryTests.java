package cn.leiting;

import static java.math.RoundingMode.HALF_UP;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.office.Word;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One year as a story, told through the calls that Tasklist and our pages make, with the clock moving. */
@LeitingStory
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YearStoryTests {

    private static final List<String> SQUADS = List.copyOf(Bureau.SQUADS.keySet());

    private static final String CARDS = "/api/campaigns/TH-2023-0%d/scores";
    private static final String ASSESSMENT = "AA-2023";
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");

    private static Bureau bureau;

    @LocalServerPort
    private int port;

    @BeforeEach
    void opens() {
        bureau = bureau == null ? new Bureau("http://127.0.0.1:" + port) : bureau;
    }

    @Test
    @Order(1)
    void squadsConfirmTheNoticeAndDesignateTheirLeaders() {
        for (String user : List.of("coordination1", "supervision1", "legal1", "office1")) {
            bureau.submit(user, "TH-2023", "confirmReceipt", Map.of("readConfirmed", true));
        }
        for (String squad : SQUADS.subList(0, 10)) { // 白鹤 stays silent
            bureau.submit(squad + "1", "TH-2023", "confirmReceipt", Map.of("readConfirmed", true, "remark", "已传达。"));
            bureau.submit(
                    squad + "Lead",
                    "TH-2023",
                    "designateLeader",
                    Map.of("officerId", squad + "Lead", "validFrom", "2023-01-13", "phone", "13800000000"));
        }

        assertThat(bureau.tasks("xujing1", "TH-2023", "confirmReceipt")).isEmpty();
        assertThat(bureau.tasks("baihe1", "TH-2023", "confirmReceipt")).hasSize(1);
        assertThat(bureau.person("coordination1").get("/programmes/2023").body())
                .contains("白鹤镇城管中队");
    }

    @Test
    @Order(2)
    void aSilentSquadIsEscalatedOnceALevelUpToItsTown() {
        bureau.clock("2023-01-31T10:00");

        String ofTheTown = bureau.person("baiheTown1").get("/").body();
        assertThat(ofTheTown).contains("指定分管副队长或队长", "已逾期");
        assertThat(ofTheTown.split("【通报】指定分管副队长或队长", -1)).hasSize(2);
        assertThat(bureau.person("xujingTown1").get("/").body()).doesNotContain("【通报】");
    }

    @Test
    @Order(3)
    void everyMonthIsReportedInItsTurnAndTwoCampaignsAreCarriedOutAndScored() {
        report(1);
        SmallCampaign.carryOut(bureau, 1, "2023-02-02", "1.0", 1);
        bureau.clock("2023-02-28T18:00");
        report(2);
        SmallCampaign.carryOut(bureau, 3, "2023-03-02", "2.0", 2);
        for (int month = 3; month <= 11; month++) {
            bureau.clock("2023-%02d-28T18:00".formatted(month));
            report(month);
        }

        assertThat(bureau.tasks("coordination1", "TH-2023", "reportMonth")).isEmpty();
    }

    @Test
    @Order(4)
    void theYearIsReviewedReturnedAndClosed() {
        bureau.clock("2023-12-11T09:00");
        bureau.submit("coordination1", "TH-2023", "reviewYear", review());
        bureau.submit("bureau1", "TH-2023", "approveYearReview", Map.of("decision", "RETURN", "comment", "请补充长效措施。"));
        bureau.submit("coordination1", "TH-2023", "reviewYear", review());
        bureau.submit("bureau1", "TH-2023", "approveYearReview", APPROVE);

        bureau.clock("2023-12-29T18:00");
        report(12);
        bureau.clock("2023-12-31T10:00");

        assertThat(bureau.person("admin")
                        .engine("GET", "/process-instance?businessKey=TH-2023", null)
                        .json())
                .isEmpty();
        assertThat(bureau.person("lead1").get("/programmes/2023").body()).contains("建立点位长效巡查清单");
    }

    @Test
    @Order(5)
    void theNextProgrammeIsDraftedReturnedApprovedAndIssued() {
        Client coordination = bureau.person("coordination1");
        Client.Answer started = coordination.engine(
                "POST",
                "/process-definition/key/annualProgramme/submit-form",
                Map.of("variables", Client.variables(Map.of("year", 2024)), "businessKey", "TH-1999"));
        assertThat(started.status()).as(started.body()).isEqualTo(200);

        bureau.submit("coordination1", "TH-2024", "draftProgramme", Map.of("confirmed", true));
        bureau.submit("bureau1", "TH-2024", "approveProgramme", Map.of("decision", "RETURN", "comment", "请补足八次行动。"));
        bureau.submit("coordination2", "TH-2024", "draftProgramme", Map.of("confirmed", true));
        bureau.submit("bureau2", "TH-2024", "approveProgramme", APPROVE);
        bureau.submit(
                "office1",
                "TH-2024",
                "issueProgramme",
                Map.of("documentNo", "青城管执〔2024〕试1号", "issuedOn", "2023-12-31"));

        assertThat(bureau.tasks("huaxin1", "TH-2024", "confirmReceipt")).hasSize(1);
        assertThat(bureau.tasks("huaxinLead", "TH-2024", "designateLeader")).hasSize(1);
        assertThat(coordination.get("/programmes/2024").body()).contains("建立点位长效巡查清单");
    }

    @Test
    @Order(6)
    void theClockNeverGoesBackAndOnlyTheAdministratorMovesIt() {
        assertThat(bureau.person("admin")
                        .put("/api/demo/clock", Map.of("now", "2023-01-01T09:00"))
                        .status())
                .isEqualTo(422);
        assertThat(bureau.person("coordination1")
                        .put("/api/demo/clock", Map.of("now", "2030-01-01T09:00"))
                        .status())
                .isEqualTo(403);
        assertThat(bureau.person("xujing1")
                        .get("/api/demo/clock")
                        .json()
                        .path("now")
                        .asText())
                .startsWith("2023-12-31T10:");
    }

    @Test
    @Order(7)
    void theYearIsRolledUpCheckedConfirmedAndPublished() {
        assertThat(bureau.person("supervision1").get("/scores/2023").body()).contains("实时计算");
        bureau.clock("2024-01-01T10:00");
        bureau.submit("supervision1", ASSESSMENT, "checkAssessment", APPROVE);
        bureau.submit("bureau1", ASSESSMENT, "confirmAssessment", APPROVE);
        bureau.settle();

        assertThat(total("xujing"))
                .as("%s %s %s", said("/api/scores/2023"), said(CARDS.formatted(1)), said(CARDS.formatted(2)))
                .isEqualByComparingTo(weighed("xujing"));
        assertThat(card(1, "zhaoxiang")).isLessThan(card(2, "zhaoxiang"));
        assertThat(total("zhaoxiang"))
                .isEqualByComparingTo(weighed("zhaoxiang"))
                .isLessThan(total("xujing"));
        assertThat(bureau.person("zhaoxiangLead").get("/scores/2023").body())
                .contains("第1版，已公布", "第2名，共2个参评中队")
                .doesNotContain("徐泾");
    }

    @Test
    @Order(8)
    void aSquadsAppealIsGrantedConfirmedAndPublishedAnewAndTheYearLocked() {
        Map<String, String> appeal =
                Map.of("subject", "CAMPAIGNS", "claimedValue", "99.5", "reason", "第二次行动有一处点位无法进入，当日已经报告，请予更正。");
        assertThat(bureau.person("zhaoxiangLead")
                        .form("/scores/2023/appeals", appeal)
                        .status())
                .isEqualTo(302);
        Map<String, Object> change = Map.of("decision", "CHANGE", "correctedValue", 99.5, "comment", "查证属实，予以更正。");
        bureau.refuse("supervision1", ASSESSMENT, "decideAssessmentAppeal", change);
        bureau.submit("supervision2", ASSESSMENT, "decideAssessmentAppeal", change);
        bureau.clock("2024-01-09T10:00");
        bureau.submit("bureau2", ASSESSMENT, "confirmAssessment", APPROVE);
        bureau.clock("2024-01-17T10:00");

        assertThat(bureau.instances("businessKey", ASSESSMENT)).isEmpty();
        assertThat(total("zhaoxiang")).isEqualByComparingTo("99.5");
        assertThat(bureau.person("zhaoxiangLead").get("/scores/2023").body()).contains("第2版，已锁定", "查证属实，予以更正。");
        assertThat(bureau.person("zhaoxiangLead")
                        .form("/scores/2023/appeals", appeal)
                        .status())
                .isEqualTo(409);
    }

    @Test
    @Order(9)
    void pageExcelJsonAndWordSayTheSameOfTheYear() throws IOException {
        Client bureau1 = bureau.person("bureau1");
        JsonNode json = bureau1.get("/api/scores/2023").json();
        String page = bureau1.get("/scores/2023").body();
        String review = Word.text(bureau1.bytes("/programmes/2023/review.docx"));

        assertThat(json).hasSize(2);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bureau1.bytes("/scores/2023.xlsx")))) {
            for (int at = 0; at < json.size(); at++) {
                Row row = workbook.getSheet("年度得分").getRow(2 + at);
                JsonNode squad = json.get(at);
                List<String> figures = Stream.of("campaigns", "total", "yearEndPoints")
                        .map(figure ->
                                squad.path(figure).decimalValue().setScale(2).toString())
                        .toList();
                assertThat(List.of(3, 5, 6))
                        .extracting(
                                column -> "%.2f".formatted(row.getCell(column).getNumericCellValue()))
                        .isEqualTo(figures);
                assertThat(row.getCell(7).getStringCellValue())
                        .isEqualTo(squad.path("grade").asText());
                assertThat((int) row.getCell(8).getNumericCellValue())
                        .isEqualTo(squad.path("rank").asInt());
                assertThat(page)
                        .contains(figures.stream()
                                .map(figure -> ">" + figure + "<")
                                .toList());
                assertThat(review)
                        .contains(squad.path("total").decimalValue().setScale(2).toString());
            }
        }
        assertThat(review).contains("TH-2023-01", "TH-2023-02", "建立点位长效巡查清单").doesNotContain("草稿", "{{");
    }

    private static String said(String path) {
        return bureau.person("supervision1").get(path).body();
    }

    private static BigDecimal total(String squad) {
        return of(bureau.person("supervision1").get("/api/scores/2023").json(), squad);
    }

    /** The second campaign weighs twice as much as the first. */
    private static BigDecimal weighed(String squad) {
        return card(1, squad)
                .add(card(2, squad).multiply(BigDecimal.valueOf(2)))
                .divide(BigDecimal.valueOf(3), 2, HALF_UP);
    }

    private static BigDecimal card(int campaign, String squad) {
        return of(bureau.person("supervision1").get(CARDS.formatted(campaign)).json(), squad);
    }

    private static BigDecimal of(JsonNode rows, String squad) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("squad").asText().equals(Bureau.SQUADS.get(squad)))
                .filter(row -> !row.path("stage").asText().equals("PROVISIONAL"))
                .map(row -> row.path("total").decimalValue())
                .findFirst()
                .orElseThrow();
    }

    private void report(int month) {
        bureau.submit(
                "coordination1",
                "TH-2023",
                "reportMonth",
                Map.of("month", month, "doneText", "按计划推进。", "selfLight", "G", "differenceReason", "按实际进度自评。"));
    }

    private static Map<String, Object> review() {
        return Map.of(
                "summary",
                "全年雷霆行动回顾总结。".repeat(20),
                "achievements",
                "街面市容环境进一步提升。",
                "problems",
                "部分点位反弹回潮。",
                "improvements",
                List.of(Map.of("measure", "建立点位长效巡查清单", "ownerUnit", "执法协调科", "dueOn", "2024-03-31")));
    }
}
