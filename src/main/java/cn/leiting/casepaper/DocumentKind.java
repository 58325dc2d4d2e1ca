package cn.leiting.casepaper;

import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForm.Edition;
import cn.leiting.paper.PaperForms;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 文书种类 of a case (domain P6); what the product cannot render itself comes in as a scan of any of them. */
public enum DocumentKind {
    INSPECTION_RECORD("现场检查笔录", "检"),
    ORDER_TO_CORRECT("责令改正通知书", "改"),
    TRANSFER_LETTER("案件移送函", "移"),
    PRIOR_NOTICE("行政处罚事先告知书", "告"),
    ON_THE_SPOT_DECISION("当场行政处罚决定书", "当罚"),
    PENALTY_DECISION("行政处罚决定书", "罚"),
    NO_PENALTY_DECISION("不予行政处罚决定书", "不罚"),
    SERVICE_RECEIPT("送达回证", "送"),
    GUIDANCE_OPINION("疑难案件指导意见", "导"),
    OTHER("其他材料", "他");

    /** 法制科 keeps the templates of the cases, whose law it guides (notice, line 35). */
    public static final String KEEPER = "deptLegal";

    /** The templates of all of them. */
    @Component
    static class Kinds implements PaperForms {

        @Override
        public List<PaperForm> forms() {
            return Arrays.stream(values())
                    .filter(DocumentKind::isRendered)
                    .map(kind -> {
                        Map<String, String> all = new LinkedHashMap<>(kind.own());
                        all.putAll(COMMON);
                        Set<String> required = new LinkedHashSet<>(kind.own().keySet());
                        required.addAll(List.of("number", "party", "date"));
                        return new PaperForm(kind.form(), kind.label(), KEEPER, kind.editions(), all, required);
                    })
                    .toList();
        }
    }

    /** What every document may name of its case, with its meaning. */
    public static final Map<String, String> COMMON = ordered(List.of(
            "number", "文书编号",
            "caseNo", "案件编号",
            "authority", "执法机关，如赵巷镇人民政府",
            "squad", "承办中队",
            "date", "文书日期",
            "party", "当事人名称或者姓名",
            "partyNo", "当事人证件号码或者统一社会信用代码",
            "partyAddress", "当事人地址",
            "partyPhone", "当事人联系电话",
            "violation", "违法行为",
            "law", "处罚依据",
            "facts", "违法事实",
            "place", "违法地点",
            "actOn", "违法行为发生之日",
            "officers", "执法人员及执法证号"));

    private final String label;
    private final String mark;

    DocumentKind(String label, String mark) {
        this.label = label;
        this.mark = mark;
    }

    public String label() {
        return label;
    }

    /** In the number of the document, before its own. */
    String mark() {
        return mark;
    }

    /** Whether there is a template of it. */
    public boolean isRendered() {
        return this != OTHER;
    }

    /** Of its templates, e.g. {@code case-prior-notice}. */
    String form() {
        return "case-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The law of reconsideration of 2024-01-01 changed what a decision must say; a text of either time is wrong in the
     * other (domain §9.4, no. 35; 行政复议法第二十三条).
     */
    private List<Edition> editions() {
        String file = "word/" + form();
        Edition first = new Edition(LocalDate.of(2020, 1, 1), file + ".docx", null);
        return switch (this) {
            case ON_THE_SPOT_DECISION ->
                List.of(first, new Edition(LocalDate.of(2024, 1, 1), file + "-2024.docx", "应当先"));
            case PENALTY_DECISION -> List.of(first, new Edition(LocalDate.of(2024, 1, 1), file + "-2024.docx", null));
            default -> List.of(first);
        };
    }

    /** What only this one names, with its meaning; its templates must. */
    Map<String, String> own() {
        return switch (this) {
            case INSPECTION_RECORD ->
                ordered(List.of(
                        "startedAt", "检查开始时间",
                        "endedAt", "检查结束时间",
                        "told", "表明身份、告知权利情况",
                        "findings", "检查情况",
                        "signed", "当事人或者见证人签名情况",
                        "photos", "现场照片数"));
            case ORDER_TO_CORRECT -> ordered(List.of("orderNo", "责令改正编号", "orderDue", "改正期限", "requirement", "改正要求"));
            case TRANSFER_LETTER ->
                ordered(List.of("letterNo", "移送函文号", "recipient", "受移送机关", "reason", "移送理由", "goods", "随案移送物品"));
            case PRIOR_NOTICE ->
                ordered(List.of(
                        "noticeFacts", "拟处罚的事实",
                        "grounds", "理由",
                        "basis", "依据",
                        "penalty", "拟作出的处罚",
                        "hearing", "听证权利告知"));
            case ON_THE_SPOT_DECISION ->
                ordered(List.of("decisionNo", "决定书文号", "penalty", "处罚种类和金额", "statement", "陈述申辩情况", "payment", "缴款方式"));
            case PENALTY_DECISION ->
                ordered(List.of(
                        "decisionNo", "决定书文号",
                        "decisionFacts", "认定的事实和证据",
                        "basis", "处罚依据",
                        "penalty", "处罚种类和金额",
                        "defence", "陈述申辩和听证情况",
                        "payment", "履行方式和期限",
                        "remedy", "救济途径和期限"));
            case NO_PENALTY_DECISION ->
                ordered(List.of(
                        "decisionNo",
                        "决定书文号",
                        "decisionFacts",
                        "认定的事实和证据",
                        "basis",
                        "不予处罚的依据",
                        "education",
                        "教育情况",
                        "remedy",
                        "救济途径和期限"));
            case SERVICE_RECEIPT ->
                ordered(List.of("document", "送达的文书", "method", "送达方式", "servedOn", "送达之日", "proof", "送达凭证"));
            case GUIDANCE_OPINION ->
                ordered(List.of(
                        "opinionNo",
                        "疑难案件编号",
                        "question",
                        "疑难问题",
                        "answer",
                        "指导意见",
                        "bases",
                        "法律依据",
                        "notice",
                        "效力说明"));
            case OTHER -> Map.of();
        };
    }

    private static Map<String, String> ordered(List<String> pairs) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int at = 0; at < pairs.size(); at += 2) {
            all.put(pairs.get(at), pairs.get(at + 1));
        }
        return Collections.unmodifiableMap(all);
    }
}
