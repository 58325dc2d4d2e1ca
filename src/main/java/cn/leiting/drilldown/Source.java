package cn.leiting.drilldown;

import cn.leiting.tally.Trace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 一条依据, as it is shown.
 *
 * @param text what it is, in Chinese
 * @param link the address of its own page
 */
record Source(
        Trace.Kind kind,
        String reference,
        String text,
        String link,
        @Nullable LocalDate on,
        BigDecimal numerator,
        BigDecimal denominator,
        @Nullable String note) {

    /** @param names of points, findings and the like, by kind and reference with a blank between */
    static Source of(Trace trace, String campaign, Map<String, String> names) {
        String name = names.get(trace.kind() + " " + trace.reference());
        return new Source(
                trace.kind(),
                trace.reference(),
                text(trace) + (name == null ? "" : "，" + name),
                link(trace, campaign),
                trace.on(),
                trace.numerator(),
                trace.denominator(),
                trace.note());
    }

    private static String text(Trace trace) {
        String reference = trace.reference();
        return switch (trace.kind()) {
            case TASK -> task(trace.indicator());
            case DUTY_PLAN -> "勤务方案报备";
            case FEEDBACK -> reference.endsWith("feedback.final") ? "最终反馈" : "阶段反馈";
            case POINT -> "点位" + reference;
            case OWN_DAYS -> "按实际行动天数折算";
            case VISIT -> "检查" + reference;
            case FINDING -> "问题" + reference;
            case ORDER -> "责令改正" + reference;
            case SAMPLE -> "回头看样本" + second(reference);
            case CASE -> "案件" + reference;
            case ITEM -> "信息" + reference;
            case TARGET -> "目标篇数";
            case TICKET -> "诉件" + reference;
        };
    }

    private static String task(String indicator) {
        return switch (indicator) {
            case "A1" -> "责任人指定";
            case "A3" -> "任务签收";
            case "E1" -> "最终反馈";
            default -> "最终反馈的审核";
        };
    }

    private static String link(Trace trace, String campaign) {
        String reference = trace.reference();
        return switch (trace.kind()) {
            case TASK, DUTY_PLAN, OWN_DAYS, FEEDBACK -> share(first(reference));
            case POINT -> "/points/" + reference;
            case VISIT -> "/inspections/" + reference;
            case FINDING -> "/findings/" + reference;
            case ORDER -> "/orders/" + reference;
            case SAMPLE -> "/look-backs/" + first(reference);
            case CASE -> "/cases/" + reference;
            case ITEM -> "/publicity/" + reference;
            case TARGET -> "/campaigns/" + campaign;
            case TICKET -> "/complaints/" + reference;
        };
    }

    private static String share(String task) {
        return "/campaigns/" + task.replace(":", "/squads/");
    }

    private static String first(String words) {
        return words.split(" ")[0];
    }

    private static String second(String words) {
        return words.split(" ")[1];
    }
}
