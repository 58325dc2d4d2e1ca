package cn.leiting;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One case of each end, handled by 徐泾 through the product as people do it. */
public final class CaseExamples {

    private static final List<String> TWO = List.of("xujing1", "xujing2");
    private static final String FACTS = "当事人在徐泾镇人行道上设摊经营，占用人行道约三平方米，影响行人通行，有现场照片和现场检查笔录为证，当事人无异议。";

    private final Bureau bureau;
    private final Consumer<String> told;

    CaseExamples(Bureau bureau, Consumer<String> told) {
        this.bureau = bureau;
        this.told = told;
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

    /** From the filing to the payment, with a decision and a look at its file; answers its code. */
    public String ordinary() {
        told.accept("a case of the ordinary procedure");
        String code = filed();
        investigate(code);
        decide(code, "徐府罚〔2023〕一号");
        form(
                "supervision1",
                "/cases/" + code + "/documents/reviews",
                Map.of("score", "92", "defects", "现场检查笔录未写明检查起止时间。"));
        return code;
    }

    /** The same, difficult: guided by 法制科, and reviewed and discussed before the decision; answers both codes. */
    public String reviewed() {
        told.accept("a case that is difficult");
        String code = filed();
        String hard = bureau.start(
                "xujing1",
                "hardCaseGuidance",
                Map.of(
                        "caseCode", code,
                        "question", "当事人身份存疑，应当如何认定违法主体并作出处理？",
                        "ownView", "本中队拟以实际经营者为当事人，先行固定证据后处理。",
                        "urgency", "NORMAL"));
        bureau.submit("legal1", hard, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "NORMAL"));
        bureau.submit(
                "legal1",
                hard,
                "draftOpinion",
                Map.of(
                        "answer", "以实际经营者为当事人，核对其身份证件并制作询问笔录，收集能够证明其经营事实的证据后再作处理。本意见仅供办案参考，请按规定程序办理。",
                        "legalBasis", "行政处罚法第四十条"));
        bureau.submit("legal2", hard, "signOpinion", Map.of("decision", "APPROVE"));
        bureau.submit("xujing1", hard, "recordAdoption", Map.of("adopted", "ADOPTED"));
        bureau.settle();
        investigate(code);
        bureau.submit("xujingReview1", code, "legalReview", Map.of("result", "PASS", "opinion", "事实清楚，程序合法，同意处理意见。"));
        bureau.submit(
                "xujingDecide1",
                code,
                "discussCollectively",
                Map.of(
                        "heldOn", today().toString(),
                        "persons", "镇长\n分管副镇长",
                        "agreement", "AGREE",
                        "record", "经集体讨论，事实清楚，证据确凿，同意处理意见。"));
        decide(code, "徐府罚〔2023〕二号");
        return code + " " + hard;
    }

    private String filed() {
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
        return code;
    }

    /** Until the party has let its days go by. */
    private void investigate(String code) {
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
    }

    private void decide(String code, String number) {
        form(
                "xujing1",
                "/cases/" + code + "/penalty/decision",
                Map.of(
                        "decisionNo", number,
                        "decidedOn", today().toString(),
                        "verdict", "PENALTY",
                        "kind", "FINE",
                        "amount", "300",
                        "facts", FACTS,
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
    }

    private void propose(String code, String today) {
        Map<String, String> proposal = new HashMap<>();
        proposal.put("facts", FACTS);
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
                        "徐泾镇试用点位" + bureau.now().getDayOfYear() + violation,
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
        bureau.form(person, path, fields);
    }

    private LocalDate today() {
        return bureau.now().toLocalDate();
    }
}
