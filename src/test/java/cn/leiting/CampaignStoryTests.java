package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.FieldDiary.Found;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The first campaign of 2023 as a story, with the clock moving: eleven squads and one that comes late, told
 * through the calls that Tasklist, the phones and our pages make.
 */
@LeitingStory
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CampaignStoryTests {

    private static final String CODE = "TH-2023-01";
    private static final String LATE = "310118000";
    private static final int POINTS = 3;
    private static final Map<String, String> SQUADS = Bureau.SQUADS;

    /** Of the towns, who goes into the field: neither 盈浦, exempted, nor 白鹤, silent. */
    private static final List<String> IN_THE_FIELD = SQUADS.keySet().stream()
            .filter(name -> !Set.of("yingpu", "baihe").contains(name))
            .toList();

    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static Bureau bureau;
    private static final Map<String, FieldDiary> diaries = new HashMap<>();

    @LocalServerPort
    private int port;

    @BeforeEach
    void opens() {
        bureau = bureau == null ? new Bureau("http://127.0.0.1:" + port) : bureau;
    }

    @Test
    @Order(1)
    void coordinationLaunchesTheFirstPlannedCampaignAndChoosesItsPoints() {
        Client coordination = bureau.person("coordination1");
        Client.Answer launched = coordination.post("/api/programmes/2023/planned/1/launch", Map.of());
        assertThat(launched.json().path("code").asText()).as(launched.body()).isEqualTo(CODE);

        List<Map<String, Object>> rows = new ArrayList<>();
        SQUADS.values()
                .forEach(squad -> IntStream.rangeClosed(1, POINTS)
                        .forEach(number -> rows.add(point(squad, "P-%s-%04d".formatted(squad, number)))));
        rows.add(point(SQUADS.get("xujing"), "P-310118105-0009"));
        Client.Answer chosen = coordination.put("/api/campaigns/" + CODE + "/points", rows);

        assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
        assertThat(chosen.json().path("accepted").asInt()).isEqualTo(33);
        assertThat(chosen.json().path("refused")).hasSize(1);
        assertThat(chosen.json().path("refused").get(0).path("row").asInt()).isEqualTo(34);
    }

    @Test
    @Order(2)
    void theBureauApprovesItAndElevenSquadsHaveTheirTask() {
        bureau.submit(
                "coordination1",
                CODE,
                "defineCampaign",
                Map.of(
                        "basisType", "BOTH",
                        "basisText", "区委区政府春节前重点工作部署。",
                        "startDate", "2023-01-16",
                        "endDate", "2023-01-25",
                        "scope", "DISTRICT",
                        "enterpriseInspection", false,
                        "guidanceText", "突出主次干道和商业街区，做到有落实、有反馈。"));
        bureau.submit("bureau1", CODE, "approveCampaign", APPROVE);
        assertThat(row("xujing").path("state").asText()).isEqualTo("WAITING");

        bureau.clock("2023-01-12T10:00");

        assertThat(states()).isEqualTo(Map.of("ASSIGNED", 11));
        SQUADS.forEach((name, squad) -> assertThat(bureau.tasks(name + "Lead", CODE + ":" + squad, "acknowledge"))
                .hasSize(1));
        assertThat(bureau.person("coordination1")
                        .put("/api/campaigns/" + CODE + "/points", List.of(point(LATE, "P-310118105-0001")))
                        .status())
                .isEqualTo(409);
    }

    @Test
    @Order(3)
    void tenAcknowledgeAndOneOfThemIsExempted() {
        for (String name : SQUADS.keySet()) {
            if (!name.equals("baihe")) {
                bureau.submit(name + "Lead", task(name), "acknowledge", acknowledgement(name.equals("yingpu")));
            }
        }
        IN_THE_FIELD.forEach(
                name -> bureau.submit(name + "Lead", task(name), "planDuty", Bureau.duty(name, "2023-01-16")));
        bureau.submit("lead1", CODE, "decideExemption", Map.of("decision", "GRANT"));

        assertThat(states()).isEqualTo(Map.of("PLANNED", 9, "EXEMPTED", 1, "ASSIGNED", 1));
        assertThat(row("yingpu").path("exemption").asText()).isEqualTo("WHOLE");
        assertThat(bureau.tasks("yingpuLead", task("yingpu"), "planDuty")).isEmpty();
        assertThat(bureau.instances("businessKeyLike", CODE + ":%")).hasSize(10);
    }

    @Test
    @Order(4)
    void onTheFirstDayTheyGoOutAndAPhoneThatSendsTwiceCountsOnce() {
        bureau.clock("2023-01-15T23:00");
        assertThat(states()).containsEntry("PLANNED", 9);
        bureau.clock("2023-01-16T21:00");
        assertThat(states()).isEqualTo(Map.of("RUNNING", 9, "EXEMPTED", 1, "ASSIGNED", 1));

        for (String name : IN_THE_FIELD) {
            diary(name).visit(0, "2023-01-16", new Found("VIO_STALL", "CORRECTED_ON_SPOT"));
        }
        FieldDiary zhaoxiang = diary("zhaoxiang");
        Client.Answer first = zhaoxiang.visit(
                1,
                "2023-01-16",
                new Found("VIO_STALL", "EDUCATED"),
                new Found("VIO_STACKING", "ORDERED"),
                new Found("VIO_BICYCLE_PARKING", "CASE"),
                new Found("VIO_EXPOSED_WASTE", "TRANSFERRED"));
        Client.Answer again = zhaoxiang.again(Map.of());

        assertThat(first.json().path("findings")).hasSize(4);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(zhaoxiang.again(Map.of("remark", "补充说明")).status()).isEqualTo(409);
        assertThat(bureau.person("huaxin1")
                        .post("/api/field/inspections", zhaoxiang.lastSent())
                        .status())
                .isEqualTo(403);
        IN_THE_FIELD.forEach(name -> assertFigures(name, diary(name)));
    }

    @Test
    @Order(5)
    void theLeadershipAddsTheMobileSquadLate() {
        bureau.clock("2023-01-17T09:00");
        steer("squads", Map.of("squad", LATE, "reason", "节前人流集中，增派机动中队。"), 204);
        steer("squads", Map.of("squad", LATE, "reason", "节前人流集中，增派机动中队。"), 409);
        bureau.submit("mobileLead", CODE + ":" + LATE, "acknowledge", acknowledgement(false));
        bureau.submit("mobileLead", CODE + ":" + LATE, "planDuty", Bureau.duty("mobile", "2023-01-17"));
        bureau.clock("2023-01-17T10:00");

        assertThat(states()).isEqualTo(Map.of("RUNNING", 10, "EXEMPTED", 1, "ASSIGNED", 1));
        assertThat(bureau.tasks("mobile1", CODE + ":" + LATE, "carryOut")).hasSize(1);
    }

    @Test
    @Order(6)
    void aSquadThatHasSeenAllItsPointsEndsItsFieldWorkItself() {
        bureau.clock("2023-01-18T21:00");
        bureau.refuse("chonggu1", task("chonggu"), "carryOut", Map.of("done", true));
        diary("chonggu").visit(1, "2023-01-18");
        diary("chonggu").visit(2, "2023-01-18", new Found("VIO_BICYCLE_PARKING", "EDUCATED"));
        bureau.submit("chonggu1", task("chonggu"), "carryOut", Map.of("done", true, "remark", "点位已全部检查。"));

        assertThat(row("chonggu").path("state").asText()).isEqualTo("TO_FEED_BACK");
        assertFigures("chonggu", diary("chonggu"));
        assertThat(due("chonggu")).isEqualTo("2023-01-29"); // two working days after 25 January, the holiday between
    }

    @Test
    @Order(7)
    void anExtensionMovesTheEndAndWhatCountsFromIt() {
        bureau.clock("2023-01-19T09:00");
        assertThat(due("xiayang")).isEqualTo("2023-01-25");

        steer("extend", Map.of("endDate", "2023-01-29", "reason", "返程高峰，延长保障时间。"), 204);

        assertThat(rows()).allSatisfy(row -> assertThat(row.path("to").asText()).isEqualTo("2023-01-29"));
        assertThat(due("xiayang")).isEqualTo("2023-01-29");
        assertThat(due("chonggu")).isEqualTo("2023-01-31");
        assertThat(row("chonggu").path("state").asText()).isEqualTo("TO_FEED_BACK");
        JsonNode carryOut = bureau.person("xiayang1")
                .engine(
                        "GET",
                        "/task/"
                                + bureau.tasks("xiayang1", task("xiayang"), "carryOut")
                                        .get(0),
                        null)
                .json();
        assertThat(carryOut.path("due").asText()).startsWith("2023-01-29");
    }

    @Test
    @Order(8)
    void onFridayThoseInTheFieldAreAskedForFeedbackInBetween() {
        bureau.clock("2023-01-20T16:30");

        assertThat(IN_THE_FIELD.stream()
                        .filter(name -> !bureau.tasks(name + "Lead", task(name), "interimFeedback")
                                .isEmpty())
                        .toList())
                .hasSize(8)
                .doesNotContain("chonggu");
        assertThat(bureau.tasks("mobileLead", CODE + ":" + LATE, "interimFeedback"))
                .hasSize(1);
        bureau.submit("xujingLead", task("xujing"), "interimFeedback", Bureau.feedback());
        List<String> then = diary("xujing").inWords(POINTS);

        bureau.clock("2023-01-20T21:00");
        diary("xujing").visit(1, "2023-01-20");

        assertThat(report("coordination1", "xujing", "阶段反馈第1版")).contains(then);
        assertThat(then).isNotEqualTo(diary("xujing").inWords(POINTS));
    }

    @Test
    @Order(9)
    void eachSquadSeesItsOwnShareAndSupervisorsSeeAllButChangeNothing() {
        assertThat(bureau.person("xujing1").get(share("xujing")).status()).isEqualTo(200);
        assertThat(bureau.person("xujing1").get(share("zhaoxiang")).status()).isEqualTo(403);
        assertThat(bureau.person("zhaoxiangTown1").get(share("xujing")).status())
                .isEqualTo(403);
        JsonNode own = bureau.person("xujing1")
                .get("/api/campaigns/" + CODE + "/squads")
                .json();
        assertThat(own).hasSize(1);
        assertThat(own.get(0).path("squad").asText()).isEqualTo("310118106");
        assertThat(rows()).hasSize(12);

        JsonNode campaign = bureau.instances("businessKey", CODE);
        assertThat(campaign).hasSize(1);
        assertThat(bureau.instances("businessKeyLike", CODE + ":%")).hasSize(11);
        Client supervision = bureau.person("supervision1");
        String instance = "/process-instance/" + campaign.get(0).path("id").asText();
        assertThat(supervision.engine("DELETE", instance, null).status()).isEqualTo(403);
        assertThat(supervision
                        .engine("PUT", instance + "/suspended", Map.of("suspended", true))
                        .status())
                .isEqualTo(403);
        assertThat(supervision
                        .engine("GET", instance, null)
                        .json()
                        .path("suspended")
                        .asBoolean(true))
                .isFalse();
        assertThat(supervision
                        .post("/api/campaigns/" + CODE + "/cancel", Map.of("reason", "督查认为应当取消。"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(10)
    void theFieldWorkEndsWithItsLastDayAndTheFeedbackHoldsWhatWasSent() {
        bureau.clock("2023-01-28T21:00");
        for (String name : List.of("xiayang", "zhujiajiao", "liantang", "jinze", "huaxin", "xianghuaqiao")) {
            diary(name).visit(1, "2023-01-28", new Found("VIO_STACKING", "ORDERED"));
            diary(name).visit(2, "2023-01-28");
        }
        diary("zhujiajiao").visit(2, "2023-01-28", new Found("VIO_BICYCLE_PARKING", "CASE")); // a slip, voided later
        bureau.clock("2023-01-30T04:00");
        assertThat(states()).containsEntry("RUNNING", 9);
        bureau.clock("2023-01-30T09:00");
        assertThat(states()).isEqualTo(Map.of("TO_FEED_BACK", 10, "EXEMPTED", 1, "ASSIGNED", 1));
        assertThat(bureau.tasks("xiayangLead", task("xiayang"), "interimFeedback"))
                .isEmpty();

        for (String name : IN_THE_FIELD) {
            bureau.submit(name + "Lead", task(name), "feedBack", feedbackOf(name));
            assertThat(report("coordination1", name, "最终反馈第1版"))
                    .contains(diary(name).inWords(POINTS));
            assertFigures(name, diary(name));
        }
        bureau.submit("mobileLead", CODE + ":" + LATE, "feedBack", Bureau.feedback());

        assertThat(states()).isEqualTo(Map.of("FED_BACK", 10, "EXEMPTED", 1, "ASSIGNED", 1));
        assertThat(report("coordination1", "xujing", "最终反馈第1版")).contains("已检查点位不足九成。");
        assertThat(report("coordination1", "xiayang", "最终反馈第1版")).contains("未发现缺陷");
    }

    @Test
    @Order(11)
    void aDisputedFigureIsCorrectedAtItsRecordAndBothVersionsStay() {
        FieldDiary diary = diary("zhujiajiao");
        List<String> wrong = diary.inWords(POINTS);
        bureau.submit("coordination1", task("zhujiajiao"), "reviewFeedback", giveBack("DATA"));
        assertThat(diary.voidLast(bureau.person("xujingLead"), "误录，该处并无张贴。").status())
                .isEqualTo(403);
        assertThat(diary.voidLast(bureau.person("zhujiajiao1"), "误录，该处并无张贴。").status())
                .isEqualTo(403);
        assertThat(diary.voidLast(bureau.person("zhujiajiaoLead"), "误录，该处并无张贴。").status())
                .isEqualTo(204);
        bureau.submit("zhujiajiaoLead", task("zhujiajiao"), "rework", Bureau.feedback());

        List<String> right = diary.inWords(POINTS);
        assertThat(right.get(1)).isEqualTo(">3次，出动6人次；另有作废1次<");
        assertThat(wrong.get(1)).isEqualTo(">4次，出动8人次<");
        assertThat(report("zhujiajiao1", "zhujiajiao", "最终反馈第1版"))
                .contains(wrong)
                .contains("数据有误");
        assertThat(report("zhujiajiao1", "zhujiajiao", "最终反馈第2版")).contains(right);
        assertFigures("zhujiajiao", diary);
    }

    @Test
    @Order(12)
    void oneIsReturnedTwiceAndAllThatReportedAreAccepted() {
        String twice = task("liantang");
        bureau.submit("coordination1", twice, "reviewFeedback", giveBack("NARRATIVE"));
        bureau.submit("liantangLead", twice, "rework", Bureau.feedback());
        bureau.submit("coordination2", twice, "reviewFeedback", ACCEPT);
        bureau.submit("supervision1", twice, "countersign", giveBack("EVIDENCE"));
        assertThat(row("liantang").path("state").asText()).isEqualTo("RETURNED");
        bureau.submit("liantangLead", twice, "rework", Bureau.feedback());

        List<String> reported =
                new ArrayList<>(IN_THE_FIELD.stream().map(this::task).toList());
        reported.add(CODE + ":" + LATE);
        for (String task : reported) {
            bureau.submit("coordination1", task, "reviewFeedback", ACCEPT);
            bureau.submit("supervision1", task, "countersign", ACCEPT);
        }
        bureau.clock("2023-01-30T12:00");

        assertThat(row("liantang").path("returns").asInt()).isEqualTo(2);
        assertThat(row("zhujiajiao").path("returns").asInt()).isEqualTo(1);
        assertThat(row("xiayang").path("returns").asInt()).isZero();
        assertThat(report("lead1", "liantang", "最终反馈第3版")).contains("法规监督科会审");
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 10, "EXEMPTED", 1, "ASSIGNED", 1));
        for (String figure : List.of("inspections", "invalidInspections", "personTimes", "findings", "ordered")) {
            assertThat(summed(figure)).as(figure).isEqualTo(counted(figure));
        }
    }

    @Test
    @Order(13)
    void aDifficultCaseIsAnsweredByTwoOfTheLegalSectionAndTheSquadSaysWhatBecameOfIt() {
        String guidance = bureau.called(task("jinze"));
        assertThat(guidance).startsWith("HC-2023-");
        bureau.submit("legal1", guidance, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "NORMAL"));
        bureau.submit(
                "legal1",
                guidance,
                "draftOpinion",
                Map.of(
                        "answer",
                        "可以按同一当事人的连续行为处理，注意取证完整，并在办结前再次复查；认定为同一违法行为的，不重复作出处罚，指导意见不替代法制审核和处理决定。",
                        "legalBasis",
                        "行政处罚法第二十九条"));
        bureau.refuse("legal1", guidance, "signOpinion", APPROVE);
        bureau.submit("legal2", guidance, "signOpinion", APPROVE);
        assertThat(bureau.tasks("xujing1", guidance, "recordAdoption")).isEmpty();
        bureau.submit("jinze1", guidance, "recordAdoption", Map.of("adopted", "ADOPTED"));

        assertThat(bureau.instances("businessKey", task("jinze"))).isEmpty();
        assertThat(row("jinze").path("hardCase").asBoolean()).isTrue();
    }

    @Test
    @Order(14)
    void theCutOffFailsTheSilentSquadAndTheCampaignGoesOn() {
        bureau.clock("2023-02-14T23:00");
        assertThat(row("baihe").path("state").asText()).isEqualTo("ASSIGNED");
        assertThat(row("baihe").path("late").asBoolean()).isTrue();
        assertThat(bureau.tasks("supervision1", CODE, "superviseCampaign")).isEmpty();

        bureau.clock("2023-02-15T09:00"); // twelve working days after 29 January

        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 10, "EXEMPTED", 1, "FAILED", 1));
        assertThat(row("baihe").path("state").asText()).isEqualTo("FAILED");
        assertThat(bureau.instances("businessKeyLike", CODE + ":%")).isEmpty();
        bureau.submit("supervision1", CODE, "superviseCampaign", Map.of("comment", "总体到位，白鹤中队未反馈。"));
    }

    @Test
    @Order(15)
    void coordinationClosesItOnceEverySquadIsChecked() {
        bureau.refuse("coordination1", CODE, "closeCampaign", Map.of());
        Map<String, String> checks = new HashMap<>();
        List<String> checked = new ArrayList<>(SQUADS.values());
        checked.remove(SQUADS.get("yingpu"));
        checked.add(LATE);
        for (int at = 0; at < checked.size(); at++) {
            String row = "rows[" + at + "].";
            checks.put(row + "squad", checked.get(at));
            checks.put(row + "measures", "true");
            checks.put(row + "rectification", "true");
            checks.put(row + "longTerm", "true");
        }
        Client.Answer saved = bureau.person("coordination1").form("/campaigns/" + CODE + "/closing", checks);
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);

        bureau.submit("coordination1", CODE, "closeCampaign", Map.of("comment", "措施到位，整改落实。"));
        bureau.clock("2023-02-15T10:00");
    }

    @Test
    @Order(16)
    void itIsReportedPublicizedAndScored() {
        String report = bureau.called(CODE);
        assertThat(report).startsWith("SR-2023-");
        bureau.submit(
                "coordination1",
                report,
                "draftReport",
                Map.of(
                        "title", "节前市容环境执法保障情况专报",
                        "overall", "总体平稳有序。",
                        "progress", "十个中队已办结。",
                        "practices", "错时勤务。",
                        "problems", "个别点位反弹。",
                        "nextSteps", "开展回头看。"));
        bureau.submit("supervision1", report, "cosignReport", APPROVE);
        bureau.submit("bureau1", report, "signReport", APPROVE);
        bureau.clock("2023-02-15T10:05");
        bureau.submit(
                "office1",
                CODE,
                "publicizeCampaign",
                Map.of(
                        "channel", "WECHAT",
                        "title", "节前市容环境执法保障有力有序",
                        "body", "近日，区城管执法局组织各街镇城管中队开展专项整治行动，进一步提升街面市容环境，引导市民群众共同参与市容环境保障工作，共治共享平安美丽家园。",
                        "url", "https://www.example.org/2023/02/1"));
        bureau.clock("2023-02-15T11:00");
        String scoring = bureau.called(CODE);
        assertThat(scoring).isEqualTo("SC-2023-01:PROVISIONAL");
        bureau.submit("coordination1", scoring, "supplyAdjustments", Map.of("confirmed", true));
        bureau.clock("2023-02-15T11:05");
        bureau.submit("supervision1", scoring, "checkScores", APPROVE);
        bureau.clock("2023-02-15T11:10");
        assertThat(scores())
                .containsEntry("RATED", 10)
                .containsEntry("EXEMPT", 1)
                .containsEntry("NOT_RATED", 1);

        bureau.clock("2023-02-22T23:00");
        assertThat(bureau.tasks("lead1", scoring, "confirmScores")).isEmpty();
        bureau.clock("2023-02-23T09:00"); // five working days for appeals
        bureau.submit("lead1", scoring, "confirmScores", APPROVE);
    }

    /** How many squads have which kind of score. */
    private Map<String, Integer> scores() {
        Map<String, Integer> kinds = new HashMap<>();
        bureau.person("supervision1")
                .get("/api/campaigns/" + CODE + "/scores")
                .json()
                .forEach(card -> kinds.merge(card.path("status").asText(), 1, Integer::sum));
        return kinds;
    }

    @Test
    @Order(17)
    void atItsEndItIsOneOfTheEightAndCannotBeSteeredAnyMore() {
        assertThat(bureau.person("lead1").get("/programmes/2023").body()).contains("data-count=\"done\">0<");
        bureau.clock("2023-02-23T12:00");

        assertThat(bureau.instances("businessKey", CODE)).isEmpty();
        String listed = bureau.person("lead1").get("/campaigns?year=2023").body();
        assertThat(listed.substring(listed.indexOf(CODE)))
                .contains("已办结", "11／11", "计入")
                .doesNotContain("不计入：");
        assertThat(bureau.person("lead1").get("/programmes/2023").body()).contains("data-count=\"done\">1<");

        steer("extend", Map.of("endDate", "2023-03-10", "reason", "返程高峰，延长保障时间。"), 409);
        steer("cancel", Map.of("reason", "上级统一部署，本次行动取消。"), 409);
        steer("suspend", Map.of("reason", "台风蓝色预警。"), 409);
        steer("resume", Map.of(), 409);
        steer("squads", Map.of("squad", LATE, "reason", "增派机动中队。"), 409);
        steer(
                "squads/310118110/exempt",
                Map.of("kind", "WHOLE", "reason", "OTHER_ORDER", "text", "承担区里其他重大活动保障任务。"),
                409);
    }

    private static Map<String, Object> point(String squad, String point) {
        return Map.of("pointId", point, "squadCode", squad, "priority", 2, "reason", "ROUTINE", "requiredRounds", 1);
    }

    private static Map<String, Object> acknowledgement(boolean asksForExemption) {
        return asksForExemption
                ? Map.of(
                        "accepted",
                        true,
                        "requestExemption",
                        true,
                        "exemptionReason",
                        "OTHER_ORDER",
                        "exemptionText",
                        "承担区里其他重大活动保障任务。")
                : Map.of("accepted", true);
    }

    private static Map<String, Object> feedbackOf(String name) {
        Map<String, Object> form = new HashMap<>(Bureau.feedback());
        if (name.equals("jinze")) {
            form.put("hardCase", true);
            form.put("question", "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。");
        }
        if (name.equals("zhujiajiao")) {
            form.put("dataDispute", "第三个点位重复记录一次，立案数应为零。");
        }
        return form;
    }

    private static Map<String, Object> giveBack(String defect) {
        return Map.of("decision", "RETURN", "defects", List.of(defect), "comment", "请核对后补报。");
    }

    private FieldDiary diary(String name) {
        return diaries.computeIfAbsent(
                name, who -> new FieldDiary(task(who), bureau.person(who + "1"), List.of(who + "1", who + "2")));
    }

    private String task(String name) {
        return CODE + ":" + SQUADS.get(name);
    }

    private String share(String name) {
        return "/campaigns/" + CODE + "/squads/" + SQUADS.get(name);
    }

    /** The part of a squad's share that shows that report. */
    private String report(String user, String name, String title) {
        List<String> cards = Arrays.stream(
                        bureau.person(user).get(share(name)).body().split("<h3>"))
                .filter(card -> card.startsWith(title))
                .toList();
        assertThat(cards).as(title + " of " + name).hasSize(1);
        return cards.get(0);
    }

    private void assertFigures(String name, FieldDiary diary) {
        JsonNode block = row(name).path("figures");
        Map<String, Integer> told = new TreeMap<>();
        diary.counted(POINTS)
                .keySet()
                .forEach(key -> told.put(key, block.path(key).asInt(-1)));
        assertThat(told).as(name).isEqualTo(diary.counted(POINTS));

        Map<String, Integer> byViolation = new TreeMap<>();
        block.path("findingsByViolation")
                .fields()
                .forEachRemaining(
                        one -> byViolation.put(one.getKey(), one.getValue().asInt()));
        assertThat(byViolation).as(name).isEqualTo(diary.byViolation());
    }

    /** Over all squads of the 汇总表. */
    private int summed(String figure) {
        JsonNode summary = bureau.person("lead1")
                .get("/api/campaigns/" + CODE + "/summary")
                .json();
        return StreamSupport.stream(summary.spliterator(), false)
                .filter(row -> !row.path("squad").asText().isEmpty())
                .mapToInt(row -> row.path(figure).asInt())
                .sum();
    }

    private static int counted(String figure) {
        return diaries.values().stream()
                .mapToInt(diary -> diary.counted(POINTS).get(figure))
                .sum();
    }

    private List<JsonNode> rows() {
        Client.Answer answer = bureau.person("supervision1").get("/api/campaigns/" + CODE + "/squads");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().spliterator(), false).toList();
    }

    private JsonNode row(String name) {
        return rows().stream()
                .filter(row -> row.path("squad").asText().equals(SQUADS.get(name)))
                .findFirst()
                .orElseThrow();
    }

    private String due(String name) {
        return row(name).path("due").asText().substring(0, 10);
    }

    /** How many squads are how far. */
    private Map<String, Integer> states() {
        Map<String, Integer> states = new HashMap<>();
        rows().forEach(row -> states.merge(row.path("state").asText(), 1, Integer::sum));
        return states;
    }

    private void steer(String what, Map<String, ?> body, int status) {
        Client.Answer answer = bureau.person("bureau1").post("/api/campaigns/" + CODE + "/" + what, body);
        assertThat(answer.status()).as(what + ": " + answer.body()).isEqualTo(status);
    }
}
