package cn.leiting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One of everything that ends, done through the product as people do it: patterns of which many can be made. */
public final class Examples {

    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");
    private static final String LATE = "chonggu";
    private static final String HANDED_OVER = "huaxin";
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");

    private final Bureau bureau;
    private final SectionExamples sections;
    private final CaseExamples cases;
    private final Consumer<String> told;

    /** @param base an instance of the trial that has just been started for the first time */
    public Examples(String base, Consumer<String> told) {
        this.bureau = new Bureau(base);
        this.sections = new SectionExamples(bureau, told);
        this.cases = new CaseExamples(bureau, told);
        this.told = told;
    }

    /** The eleven squads' codes by the names of their accounts. */
    public static Map<String, String> squads() {
        return Bureau.SQUADS;
    }

    /**
     * {@code TH-2023-01} with its look-back {@code LB-2023-01}, until its final scores are locked.
     *
     * @param visited after the squads' rounds, and on the look-back's second day: more records of the same task
     */
    public void campaign(Consumer<String> visited) {
        for (MainJob.Step step : new MainJob(bureau).steps()) {
            if (step.name().startsWith("page, call")) { // counts what the job did itself
                continue;
            }
            told.accept(step.name());
            step.action().run();
            if (step.name().startsWith("they inspect")) {
                visited.accept(MainJob.CAMPAIGN);
                sections.supervise(MainJob.CAMPAIGN, 4);
                sections.release(MainJob.CAMPAIGN, LocalDate.of(2023, 1, 13), 2);
            } else if (step.name().startsWith("the look-back has begun")) {
                bureau.clock("2023-01-18T12:00");
                visited.accept(MainJob.LOOK_BACK);
            }
        }
    }

    /** {@code TH-2023-02}, which goes less well: see {@link HardCampaign}. */
    public void hardCampaign(Consumer<String> visited) {
        new HardCampaign(bureau, sections, told).run(visited);
    }

    /** What the sections do beside the campaigns. */
    public SectionExamples sections() {
        return sections;
    }

    public CaseExamples cases() {
        return cases;
    }

    /** Five days of all squads; answers its code. */
    public String improvement(Consumer<String> visited) {
        told.accept("a further improvement of all squads");
        LocalDate first = today().plusDays(1);
        Map<String, Object> plan = new HashMap<>();
        plan.put("triggerType", "COMMON_SITUATION");
        plan.put("source", "COMPLAINT");
        plan.put("evidence", "一周内多个街镇收到占道设摊诉件。");
        plan.put("title", "占道设摊再提升");
        plan.put("squads", List.copyOf(Bureau.SQUADS.values()));
        plan.put("focusItems", "占道设摊\n跨门经营");
        plan.put("from", first.toString());
        plan.put("to", first.plusDays(4).toString());
        plan.put("guidance", "突出商业街区，劝导为先。");
        String code = bureau.start("coordination1", "furtherImprovement", plan);
        bureau.submit("lead1", code, "approveImprovement", APPROVE);
        bureau.settle();
        Bureau.SQUADS.forEach((name, squad) -> {
            bureau.submit(name + "Lead", code + ":" + squad, "acknowledge", Map.of("accepted", true));
            bureau.submit(name + "Lead", code + ":" + squad, "planDuty", Bureau.duty(name, first.toString()));
        });
        bureau.clock(first.plusDays(2) + "T21:00");
        visited.accept(code);
        bureau.clock(first.plusDays(5) + "T09:00");
        Bureau.SQUADS.forEach((name, squad) -> {
            if (!name.equals(LATE)) {
                feedBack(code, name, squad);
            }
        });
        bureau.settle();
        bureau.clock(first.plusDays(14) + "T09:00");
        sections.urge(Bureau.SQUADS.get(LATE), code + ":" + Bureau.SQUADS.get(LATE));
        feedBack(code, LATE, Bureau.SQUADS.get(LATE));
        bureau.settle();
        bureau.submit(
                "coordination1",
                code,
                "evaluateEffect",
                Map.of("solved", "YES", "text", "主要道路已经好转。", "proposeCampaign", false));
        bureau.settle();
        return code;
    }

    /** One is handed over on the way, and copied to somebody. */
    private void feedBack(String code, String name, String squad) {
        String task = code + ":" + squad;
        bureau.submit(name + "Lead", task, "feedBack", Bureau.feedback());
        if (name.equals(HANDED_OVER)) {
            sections.handOver(task, "reviewFeedback", "coordination1", "coordination2");
        }
        bureau.submit(name.equals(HANDED_OVER) ? "coordination2" : "coordination1", task, "reviewFeedback", ACCEPT);
        bureau.submit("supervision1", task, "countersign", ACCEPT);
    }

    /** One item of 徐泾 about the campaign, with a photo, published and read; answers its code. */
    public String information() {
        told.accept("an item of information");
        String item = bureau.start(
                "xujing1",
                "informationPublicity",
                Map.of(
                        "title",
                        "中队开展河道周边整治",
                        "body",
                        "中队组织力量对辖区开展河道周边整治，对占道设摊、乱堆物料等问题督促当场改正，并向沿街商户宣传市容环境卫生管理规定，引导商户自觉参与。",
                        "eventAt",
                        now().minusHours(2).toString(),
                        "campaignId",
                        MainJob.CAMPAIGN,
                        "author",
                        "中队信息员",
                        "containsPersons",
                        false,
                        "containsMinors",
                        false,
                        "caseInvolved",
                        false));
        sections.photograph(item, "xujing1");
        bureau.submit("office1", item, "editInformation", Map.of("decision", "ADOPT"));
        bureau.submit("office2", item, "approveInformation", APPROVE);
        bureau.settle();
        bureau.submit(
                "office1",
                item,
                "publishInformation",
                Map.of(
                        "channel",
                        "WECHAT",
                        "url",
                        "https://www.example.org/" + item,
                        "publishedAt",
                        now().toString(),
                        "level",
                        "DISTRICT"));
        sections.prove(item);
        return item;
    }

    private LocalDateTime now() {
        return bureau.now();
    }

    /** Of the bureau. */
    public LocalDate today() {
        return now().toLocalDate();
    }
}
