package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.FieldDiary.Found;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A campaign of two squads and of a Thursday and a Friday, carried out from its launch to the lock of its final score in
 * three weeks: 徐泾 sees both of its points, 赵巷 as many as it is told.
 */
class SmallCampaign {

    static final List<String> SQUADS = List.of("xujing", "zhaoxiang");

    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");

    private final Bureau bureau;
    private final String code;
    private final LocalDate thursday;

    private SmallCampaign(Bureau bureau, String code, LocalDate thursday) {
        this.bureau = bureau;
        this.code = code;
        this.thursday = thursday;
    }

    /**
     * Of the year 2023's plan, with a theme whose checklist asks for stalls.
     *
     * @param thursday no public holiday lies in its three weeks
     */
    static void carryOut(Bureau bureau, int planned, String thursday, String weight, int seenByZhaoxiang) {
        Client.Answer launched =
                bureau.person("coordination1").post("/api/programmes/2023/planned/" + planned + "/launch", Map.of());
        SmallCampaign campaign =
                new SmallCampaign(bureau, launched.json().path("code").asText(), LocalDate.parse(thursday));
        campaign.dispatch(weight);
        campaign.inspect(seenByZhaoxiang);
        campaign.close();
        campaign.lookBack();
        campaign.confirmScores("PROVISIONAL", 12);
        campaign.score(campaign.lookBackCode());
        campaign.confirmScores("FINAL", 20);
    }

    private void dispatch(String weight) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (String name : SQUADS) {
            points.add(point(Bureau.SQUADS.get(name), 1));
            points.add(point(Bureau.SQUADS.get(name), 2));
        }
        assertThat(bureau.person("coordination1")
                        .put("/api/campaigns/" + code + "/points", points)
                        .status())
                .isEqualTo(200);
        bureau.submit("coordination1", code, "defineCampaign", plan(weight));
        bureau.submit("bureau1", code, "approveCampaign", APPROVE);
        bureau.settle();
    }

    private Map<String, Object> plan(String weight) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("basisType", "BOTH");
        plan.put("basisText", "区委区政府重点工作部署。");
        plan.put("startDate", thursday.toString());
        plan.put("endDate", thursday.plusDays(1).toString());
        plan.put("scope", "PARTIAL");
        plan.put("squads", SQUADS.stream().map(Bureau.SQUADS::get).toList());
        plan.put("enterpriseInspection", false);
        plan.put("weight", Double.valueOf(weight));
        plan.put("guidanceText", "突出主次干道和商业街区，做到有落实、有反馈。");
        return plan;
    }

    private static Map<String, Object> point(String squad, int number) {
        return Map.of(
                "pointId",
                "P-%s-%04d".formatted(squad, number),
                "squadCode",
                squad,
                "priority",
                2,
                "reason",
                "ROUTINE",
                "requiredRounds",
                1);
    }

    private void inspect(int seenByZhaoxiang) {
        begin(code, thursday);
        bureau.clock(thursday + "T21:00");
        diary(code, "xujing").visit(0, thursday.toString(), new Found("VIO_STALL", "CORRECTED_ON_SPOT"));
        diary(code, "xujing").visit(1, thursday.toString());
        for (int place = 0; place < seenByZhaoxiang; place++) {
            diary(code, "zhaoxiang").visit(place, thursday.toString());
        }
        bureau.clock(thursday.plusDays(4) + "T09:00");
        SQUADS.forEach(name -> report(code, name));
    }

    private void begin(String assignment, LocalDate day) {
        for (String name : SQUADS) {
            bureau.submit(name + "Lead", task(assignment, name), "acknowledge", Map.of("accepted", true));
            bureau.submit(name + "Lead", task(assignment, name), "planDuty", Bureau.duty(name, day.toString()));
        }
    }

    private void report(String assignment, String name) {
        String task = task(assignment, name);
        bureau.submit(name + "Lead", task, "feedBack", Bureau.feedback());
        bureau.submit("coordination1", task, "reviewFeedback", ACCEPT);
        bureau.submit("supervision1", task, "countersign", ACCEPT);
    }

    private void close() {
        bureau.settle();
        bureau.submit("supervision1", code, "superviseCampaign", Map.of("comment", "总体到位。"));
        check("/campaigns/" + code + "/closing");
        bureau.submit("coordination1", code, "closeCampaign", Map.of("comment", "措施到位，整改落实。"));
        publish(code, "publicizeCampaign");
        score(code);
    }

    private void lookBack() {
        String lookBack = lookBackCode();
        bureau.submit("coordination1", lookBack, "confirmSamples", Map.of("confirmed", true));
        bureau.settle();
        begin(lookBack, thursday.plusDays(4));
        bureau.clock(thursday.plusDays(4) + "T21:00");
        for (String name : SQUADS) {
            FieldDiary diary = diary(lookBack, name);
            for (int place = 0; place < diary.places(); place++) {
                diary.visit(place, thursday.plusDays(4).toString());
            }
            bureau.submit(name + "1", task(lookBack, name), "carryOut", Map.of("done", true, "remark", "样本已全部检查。"));
            report(lookBack, name);
        }
        bureau.settle();
        bureau.submit("supervision1", lookBack, "superviseLookBack", Map.of("comment", "整改总体到位。"));
        check("/look-backs/" + lookBack + "/closing");
        bureau.submit("coordination1", lookBack, "closeLookBack", Map.of("comment", "措施到位。"));
        publish(lookBack, "publicizeLookBack");
    }

    /** F-14 of both squads. */
    private void check(String page) {
        Map<String, String> checks = new HashMap<>();
        for (int at = 0; at < SQUADS.size(); at++) {
            String row = "rows[" + at + "].";
            checks.put(row + "squad", Bureau.SQUADS.get(SQUADS.get(at)));
            List.of("measures", "rectification", "longTerm").forEach(inPlace -> checks.put(row + inPlace, "true"));
        }
        Client.Answer saved = bureau.person("coordination1").form(page, checks);
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);
    }

    private void publish(String caller, String task) {
        bureau.settle();
        String report = bureau.called(caller);
        bureau.submit(
                "coordination1",
                report,
                "draftReport",
                Map.of(
                        "title", "市容环境执法保障情况专报",
                        "overall", "总体平稳有序。",
                        "progress", "两个中队均已办结。",
                        "practices", "错时勤务。",
                        "problems", "个别点位反弹。",
                        "nextSteps", "纳入日常巡查。"));
        bureau.submit("supervision1", report, "cosignReport", APPROVE);
        bureau.submit("bureau1", report, "signReport", APPROVE);
        bureau.settle();
        bureau.submit("office1", caller, task, Map.of("channel", "NONE", "proofNote", "与月度报道合并发布。"));
        bureau.settle();
    }

    private void score(String caller) {
        String scoring = bureau.called(caller);
        bureau.submit("coordination1", scoring, "supplyAdjustments", Map.of("confirmed", true));
        bureau.settle();
        bureau.submit("supervision1", scoring, "checkScores", APPROVE);
        bureau.settle();
    }

    /** @param days after the Thursday, when five working days for appeals are over */
    private void confirmScores(String stage, int days) {
        bureau.clock(thursday.plusDays(days) + "T09:00");
        bureau.submit("lead1", "SC-" + code.substring(3) + ":" + stage, "confirmScores", APPROVE);
        bureau.settle();
    }

    private String lookBackCode() {
        return "LB" + code.substring(2);
    }

    private FieldDiary diary(String assignment, String name) {
        return new FieldDiary(task(assignment, name), bureau.person(name + "1"), List.of(name + "1", name + "2"));
    }

    private static String task(String assignment, String name) {
        return assignment + ":" + Bureau.SQUADS.get(name);
    }
}
