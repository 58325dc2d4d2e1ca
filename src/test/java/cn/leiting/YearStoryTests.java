package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One year as a story, told through the calls that Tasklist and our pages make, with the clock moving. */
@LeitingTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YearStoryTests {

    private static final List<String> SQUADS = List.copyOf(Bureau.SQUADS.keySet());

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
    void everyMonthIsReportedInItsTurn() {
        report(1);
        for (int month = 2; month <= 11; month++) {
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
        bureau.submit("bureau1", "TH-2023", "approveYearReview", Map.of("decision", "APPROVE"));

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
        bureau.submit("bureau2", "TH-2024", "approveProgramme", Map.of("decision", "APPROVE"));
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
