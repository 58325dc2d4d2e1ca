package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One of everything that ends, done through the product as people do it: patterns of which many can be made. */
public final class Examples {

    private static final List<String> TWO = List.of("xujing1", "xujing2");
    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");

    private final Bureau bureau;
    private final Consumer<String> told;

    /** @param base an instance of the trial that has just been started for the first time */
    public Examples(String base, Consumer<String> told) {
        this.bureau = new Bureau(base);
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
            } else if (step.name().startsWith("the look-back has begun")) {
                bureau.clock("2023-01-18T12:00");
                visited.accept(MainJob.LOOK_BACK);
            }
        }
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
            String task = code + ":" + squad;
            bureau.submit(name + "Lead", task, "feedBack", Bureau.feedback());
            bureau.submit("coordination1", task, "reviewFeedback", ACCEPT);
            bureau.submit("supervision1", task, "countersign", ACCEPT);
        });
        bureau.settle();
        bureau.submit(
                "coordination1",
                code,
                "evaluateEffect",
                Map.of("solved", "YES", "text", "主要道路已经好转。", "proposeCampaign", false));
        bureau.settle();
        return code;
    }

    /** One item of 徐泾 about the campaign, published; answers its code. */
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
        return item;
    }

    /** Corrected at once, and closed without a penalty; answers its code. */
    public String educated() {
        told.accept("a case that ends with education");
        String code = found("VIO_STALL");
        register(code, "VIO_STALL", true, "NONE", "correctedOnSpot");
        close(code, "NO_PENALTY_MINOR");
        return code;
    }

    /** Ordered to correct, re-checked two days later; answers its code. */
    public String corrected() {
        told.accept("a case that ends with a correction");
        String code = found("VIO_POSTING");
        register(code, "VIO_POSTING", true, "NONE", "factsClear");
        order(code);
        bureau.submit("xujing1", code, "recheckOrder", Map.of("result", "CORRECTED", "found", "已清除并复原。"));
        close(code, "CORRECTED_NO_PENALTY");
        return code;
    }

    /** Ordered, not followed, and fined on the spot; answers its code. */
    public String simplified() {
        told.accept("a case of the simplified procedure");
        String code = found("VIO_INDIVIDUAL_SORTING");
        form(
                "xujing1",
                "/cases/" + code + "/party",
                Map.of("kind", "ORGANISATION", "name", "试用单位甲", "creditCode", "91310118MA1JKLM00N"));
        register(code, "VIO_INDIVIDUAL_SORTING", false, "NONE", "factsClear");
        order(code);
        bureau.submit("xujing1", code, "recheckOrder", Map.of("result", "NOT_CORRECTED", "found", "仍未按要求改正。"));
        Map<String, Object> decision = new HashMap<>();
        decision.put("partyKind", "ORGANISATION");
        decision.put("penaltyKind", "FINE");
        decision.put("amount", 150);
        decision.put("decisionNo", "徐泾当罚一");
        decision.put("legalBasis", "《上海市生活垃圾管理条例》第五十七条第二款");
        decision.put("officers", TWO);
        decision.put("rightsTold", true);
        decision.put("statementHeard", true);
        decision.put("handedOver", "SIGNED");
        bureau.submit("xujing1", code, "decideOnTheSpot", decision);
        bureau.settle();
        pay(code, "150");
        form("xujing1", "/cases/" + code + "/copy", Map.of("on", today().toString()));
        close(code, "FINE_SIMPLIFIED");
        return code;
    }

    /** From the filing to the payment, with a decision; answers its code. */
    public String ordinary() {
        told.accept("a case of the ordinary procedure");
        String code = found("VIO_STALL");
        form(
                "xujing1",
                "/cases/" + code + "/party",
                Map.of("kind", "CITIZEN", "name", "欧阳试用", "document", "RESIDENT_ID", "number", "310118199001011231"));
        register(code, "VIO_STALL", false, "MINOR", "factsClear");
        bureau.submit(
                "xujingDecide1",
                code,
                "fileCase",
                Map.of("decision", "FILE", "handlers", TWO, "basis", "符合立案条件，属于本镇管辖。"));
        bureau.settle();
        String today = today().toString();
        form(
                "xujing1",
                "/cases/" + code + "/inquiry/evidence",
                Map.of("kind", "DOCUMENTARY", "title", "现场照片四张", "gatheredOn", today));
        form(
                "xujing1",
                "/cases/" + code + "/inquiry/documents",
                Map.of("kind", "SITE_RECORD", "title", "现场检查笔录", "madeOn", today, "signed", "SIGNED"));
        bureau.submit("xujing1", code, "investigate", Map.of("confirmed", true));
        bureau.settle();
        propose(code, today);
        bureau.clock(today().plusDays(14) + "T09:00");
        form(
                "xujing1",
                "/cases/" + code + "/penalty/decision",
                Map.of(
                        "decisionNo", "徐府罚〔2023〕一号",
                        "decidedOn", today().toString(),
                        "verdict", "PENALTY",
                        "kind", "FINE",
                        "amount", "300",
                        "facts", "当事人在徐泾镇人行道上设摊经营，占用人行道约三平方米，影响行人通行，有现场照片和现场检查笔录为证，当事人无异议。",
                        "basis", "《上海市市容环境卫生管理条例》第二十五条",
                        "performance", "自收到决定书之日起十五日内到银行缴纳。"));
        bureau.submit("xujingDecide1", code, "decidePenalty", Map.of("decision", "DECIDE"));
        bureau.settle();
        bureau.submit(
                "xujing1",
                code,
                "serveDecision",
                Map.of("method", "DIRECT", "servedOn", today().toString(), "proof", "送达回证一份"));
        bureau.settle();
        pay(code, "300");
        bureau.submit("xujing2", code, "closeCase", Map.of("outcome", "FINE_ORDINARY", "fileComplete", true));
        bureau.settle();
        return code;
    }

    private void propose(String code, String today) {
        Map<String, String> proposal = new HashMap<>();
        proposal.put("facts", "当事人在徐泾镇人行道上设摊经营，占用人行道约三平方米，影响行人通行，有现场照片和现场检查笔录为证，当事人无异议。");
        proposal.put("factors", "当事人配合调查");
        proposal.put("reasons", "事实清楚，证据确凿，程序合法。");
        proposal.put("established", "true");
        proposal.put("age", "ADULT");
        proposal.put("harm", "MINOR");
        proposal.put("mitigation", "NONE");
        proposal.put("verdict", "PENALTY");
        proposal.put("kind", "FINE");
        proposal.put("amount", "300");
        form("xujing1", "/cases/" + code + "/penalty/proposal", proposal);
        bureau.submit("xujing2", code, "proposePenalty", Map.of("confirmed", true));
        bureau.settle();
        Map<String, String> notice = new HashMap<>();
        notice.put("kind", "FINE");
        notice.put("amount", "300");
        notice.put("facts", "当事人在徐泾镇人行道上设摊经营，占用人行道约三平方米。");
        notice.put("grounds", "事实清楚，证据确凿。");
        notice.put("basis", "《上海市市容环境卫生管理条例》第二十五条");
        notice.put("rightsTold", "true");
        notice.put("notifiedOn", today);
        form("xujing1", "/cases/" + code + "/penalty/notice", notice);
        bureau.submit("xujing1", code, "giveNotice", Map.of("confirmed", true));
        bureau.settle();
    }

    private String found(String violation) {
        return bureau.start(
                "xujing1",
                "enforcementCase",
                Map.of(
                        "source",
                        "PATROL",
                        "violationTypeId",
                        violation,
                        "place",
                        "徐泾镇试用点位" + now().getDayOfYear() + violation,
                        "facts",
                        "巡查发现的违法行为，已拍照固定。",
                        "occurredAt",
                        today().toString(),
                        "discoveredAt",
                        today().toString()));
    }

    private void register(String code, String violation, boolean unknown, String harm, String field) {
        bureau.submit(
                "xujing1",
                code,
                "registerSource",
                Map.of(
                        "violationTypeId",
                        violation,
                        "facts",
                        "巡查发现的违法行为，已拍照固定。",
                        "partyUnknown",
                        unknown,
                        "competent",
                        true,
                        "harm",
                        harm,
                        field,
                        true));
        bureau.settle();
    }

    private void order(String code) {
        bureau.submit(
                "xujing1",
                code,
                "orderCorrection",
                Map.of(
                        "demand",
                        "立即清除并恢复原状，今后不得再犯。",
                        "dueOn",
                        today().plusDays(1).toString(),
                        "officers",
                        TWO,
                        "handedOver",
                        "SIGNED"));
        bureau.clock(today().plusDays(2) + "T09:00");
    }

    private void pay(String code, String amount) {
        bureau.submit(
                "xujing1",
                code,
                "recordPerformance",
                Map.of(
                        "step",
                        "PAID",
                        "paidOn",
                        today().toString(),
                        "amount",
                        Integer.valueOf(amount),
                        "channel",
                        "BANK",
                        "receiptNo",
                        "票据" + code));
        bureau.settle();
    }

    private void close(String code, String outcome) {
        bureau.submit("xujing1", code, "closeCase", Map.of("outcome", outcome, "fileComplete", true));
        bureau.settle();
    }

    private void form(String person, String path, Map<String, String> fields) {
        Client.Answer answer = bureau.person(person).form(path, fields);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(302);
    }

    private LocalDateTime now() {
        return bureau.now();
    }

    /** Of the bureau. */
    public LocalDate today() {
        return now().toLocalDate();
    }
}
