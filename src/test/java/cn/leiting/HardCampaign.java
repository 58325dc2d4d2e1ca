package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A campaign that goes less well than the {@link MainJob}'s: reports are returned, one of them twice, two squads are late
 * and urged, two have a difficult case, two do not say that they are done, and nobody appeals.
 */
final class HardCampaign {

    private static final String CAMPAIGN = "TH-2023-02";
    private static final String LOOK_BACK = "LB-2023-02";

    private static final Set<String> LATE = Set.of("yingpu", "chonggu");
    private static final Set<String> SILENT = Set.of("huaxin", "baihe");
    private static final List<String> RETURNED = List.of("jinze", "zhujiajiao", "huaxin");
    private static final Set<String> DIFFICULT = Set.of("liantang", "xiayang");

    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");
    private static final Map<String, Object> RETURN =
            Map.of("decision", "RETURN", "defects", List.of("NARRATIVE"), "comment", "请补充问题点位的整改情况。");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");

    private final Bureau bureau;
    private final SectionExamples sections;
    private final MainJob job;
    private final Consumer<String> told;

    HardCampaign(Bureau bureau, SectionExamples sections, Consumer<String> told) {
        this.bureau = bureau;
        this.sections = sections;
        this.job = new MainJob(bureau);
        this.told = told;
    }

    /** From the next Friday on. */
    void run(Consumer<String> visited) {
        LocalDate friday = bureau.now().toLocalDate().plusDays(1).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        told.accept("a campaign that goes less well");
        launch(friday);
        inspect(friday, visited);
        told.accept("its look-back");
        lookBack(friday, visited);
        told.accept("its reports, late and returned");
        feedBack(friday);
        told.accept("its closing");
        close();
        told.accept("its scores");
        score();
    }

    private void launch(LocalDate friday) {
        Client.Answer launched = bureau.person("coordination1").post("/api/programmes/2023/planned/2/launch", Map.of());
        assertThat(launched.json().path("code").asText()).as(launched.body()).isEqualTo(CAMPAIGN);
        bureau.submit(
                "coordination1",
                CAMPAIGN,
                "defineCampaign",
                Map.of(
                        "basisType", "BOTH",
                        "basisText", "区委区政府重点工作部署。",
                        "startDate", friday.toString(),
                        "endDate", friday.plusDays(3).toString(),
                        "scope", "DISTRICT",
                        "enterpriseInspection", false,
                        "guidanceText", "突出渣土运输主要道路，做到有落实、有反馈。"));
        bureau.submit("bureau1", CAMPAIGN, "approveCampaign", APPROVE);
        bureau.settle();
        begin(CAMPAIGN, friday);
    }

    private void begin(String assignment, LocalDate day) {
        each(assignment, (name, task) -> {
            bureau.submit(name + "Lead", task, "acknowledge", Map.of("accepted", true));
            bureau.submit(name + "Lead", task, "planDuty", Bureau.duty(name, day.toString()));
        });
    }

    private void inspect(LocalDate friday, Consumer<String> visited) {
        bureau.clock(friday.plusDays(2) + "T21:00");
        visited.accept(CAMPAIGN);
        sections.supervise(CAMPAIGN, 3);
        sections.release(CAMPAIGN, friday, 1);
        each(CAMPAIGN, (name, task) -> {
            if (!SILENT.contains(name)) {
                bureau.submit(name + "1", task, "carryOut", Map.of("done", true));
            }
        });
    }

    /** Begins by itself on the day after; one report is returned. */
    private void lookBack(LocalDate friday, Consumer<String> visited) {
        bureau.clock(friday.plusDays(4) + "T10:00");
        bureau.submit("coordination1", LOOK_BACK, "confirmSamples", Map.of("confirmed", true));
        bureau.settle();
        begin(LOOK_BACK, friday.plusDays(5));
        bureau.clock(friday.plusDays(5) + "T21:00");
        visited.accept(LOOK_BACK);
        each(LOOK_BACK, (name, task) -> {
            bureau.submit(name + "1", task, "carryOut", Map.of("done", true));
            bureau.submit(name + "Lead", task, "feedBack", Bureau.feedback());
            if (name.equals("baihe")) {
                giveBack(name, task);
            }
            bureau.submit("coordination1", task, "reviewFeedback", ACCEPT);
            bureau.submit("supervision1", task, "countersign", ACCEPT);
        });
        bureau.settle();
    }

    private void feedBack(LocalDate friday) {
        each(CAMPAIGN, (name, task) -> {
            if (!LATE.contains(name)) {
                feedBack(name, task);
            }
        });
        giveBack("jinze", task("jinze"));
        RETURNED.forEach(name -> giveBack(name, task(name)));
        each(CAMPAIGN, (name, task) -> {
            if (!LATE.contains(name)) {
                accept(task);
            }
        });
        bureau.settle();
        bureau.clock(friday.plusDays(12) + "T10:00");
        LATE.forEach(name -> {
            sections.urge(Bureau.SQUADS.get(name), task(name));
            feedBack(name, task(name));
            accept(task(name));
        });
        bureau.settle();
    }

    private void feedBack(String name, String task) {
        Map<String, Object> form = new HashMap<>(Bureau.feedback());
        if (DIFFICULT.contains(name)) {
            form.put("hardCase", true);
            form.put("question", "渣土车辆由外省企业登记，当事人难以查找，应当如何送达和处理，请予指导。");
        }
        bureau.submit(name + "Lead", task, "feedBack", form);
    }

    private void giveBack(String name, String task) {
        bureau.submit("coordination1", task, "reviewFeedback", RETURN);
        bureau.submit(name + "Lead", task, "rework", Bureau.feedback());
    }

    private void accept(String task) {
        bureau.submit("coordination1", task, "reviewFeedback", ACCEPT);
        bureau.submit("supervision1", task, "countersign", ACCEPT);
    }

    private void close() {
        String guidance = bureau.called(task("liantang"));
        bureau.submit("legal1", guidance, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "COMPLEX"));
        bureau.submit(
                "legal1",
                guidance,
                "draftOpinion",
                Map.of(
                        "answer", "可以向车辆登记地邮寄送达，当事人下落不明或者以其他方式无法送达的，依法公告送达；同时商请登记地城管部门协助调查。本意见仅供办案参考，请按规定程序办理。",
                        "legalBasis", "行政处罚法第六十一条"));
        bureau.submit("legal2", guidance, "signOpinion", APPROVE);
        bureau.submit("liantang1", guidance, "recordAdoption", Map.of("adopted", "PARTLY", "reason", "先行电话联系当事人。"));
        bureau.submit(
                "legal1",
                bureau.called(task("xiayang")),
                "triageHardCase",
                Map.of("decision", "NOT_DIFFICULT", "comment", "与同期提请的问题相同，参照办理。"));
        bureau.settle();
        bureau.submit("supervision1", CAMPAIGN, "superviseCampaign", Map.of("comment", "部分中队反馈迟缓，应当督促改进。"));
        bureau.settle();
        job.check("/campaigns/" + CAMPAIGN + "/closing", Bureau.SQUADS.values());
        bureau.submit("coordination1", CAMPAIGN, "closeCampaign", Map.of("comment", "整改基本落实。"));
        bureau.settle();
        job.write(bureau.called(CAMPAIGN), "渣土运输专项整治情况专报");
        bureau.settle();
        job.publicize("office1", CAMPAIGN, "publicizeCampaign");
        bureau.settle();
        bureau.submit("supervision1", LOOK_BACK, "superviseLookBack", Map.of("comment", "个别点位问题反复，请继续跟踪。"));
        job.check("/look-backs/" + LOOK_BACK + "/closing", Bureau.SQUADS.values());
        bureau.submit("coordination1", LOOK_BACK, "closeLookBack", Map.of());
        bureau.settle();
        job.write(bureau.called(LOOK_BACK), "渣土运输专项整治回头看情况专报");
        bureau.settle();
        job.publicize("office1", LOOK_BACK, "publicizeLookBack");
        bureau.settle();
    }

    private void score() {
        for (String stage : List.of("PROVISIONAL", "FINAL")) {
            job.publish("SC-2023-02:" + stage);
            job.lock(
                    "SC-2023-02:" + stage,
                    bureau.now().toLocalDate().plusDays(15).toString());
        }
        assertThat(bureau.instances("businessKeyLike", "%-2023-02%")).isEmpty();
    }

    private static void each(String assignment, BiConsumer<String, String> work) {
        Bureau.SQUADS.forEach((name, squad) -> work.accept(name, assignment + ":" + squad));
    }

    private static String task(String name) {
        return CAMPAIGN + ":" + Bureau.SQUADS.get(name);
    }
}
