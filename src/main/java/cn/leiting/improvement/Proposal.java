package cn.leiting.improvement;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 再提升方案 (F-20)：what 执法协调科 wants improved, and why (the notice, line 31: 全区面上发生突发问题或发现普遍情况).
 * Refuses what breaks a limit (422).
 *
 * @param evidence 1 to 1000 characters
 * @param title at most 100 characters; none: after the first focus item
 * @param theme the checklist that is checked by, e.g. {@code THEME_DEBRIS}; none: {@code THEME_APPEARANCE}, which is
 *     what the notice has looked after on all days of the year (line 19)
 * @param squads nine-digit codes, at least one
 * @param focusItems 1 to 10 of at most 100 characters
 * @param from first day in the field; an earlier one than today is today
 * @param to last day in the field, included; none: so that it lasts {@code fi.days}
 * @param guidance 1 to 1000 characters
 * @param enterpriseInspection whether enterprises are visited
 * @param urgent given to the squads at once, and approved after the fact
 */
public record Proposal(
        TriggerType triggerType,
        Source source,
        String evidence,
        @Nullable String title,
        @Nullable String theme,
        Set<String> squads,
        List<String> focusItems,
        LocalDate from,
        @Nullable LocalDate to,
        String guidance,
        boolean enterpriseInspection,
        boolean urgent) {

    static final String USUAL_THEME = "THEME_APPEARANCE";

    public enum TriggerType {
        SUDDEN_PROBLEM("突发问题"),
        COMMON_SITUATION("普遍情况");

        private final String label;

        TriggerType(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Source {
        COMPLAINT("投诉举报"),
        MEDIA("媒体反映"),
        INSPECTION("检查发现"),
        SUPERIOR("上级交办"),
        WEATHER("天气影响"),
        OTHER("其他");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 再提升要素：the plan as it holds, with what it left open.
     *
     * @param checklist the version that is checked by; null until it is submitted, as {@code guidance}
     * @param firstDay in the field, {@code lastDay} included
     */
    public record Terms(
            TriggerType triggerType,
            Source source,
            String evidence,
            String title,
            String theme,
            @Nullable String checklist,
            List<String> squads,
            List<String> focusItems,
            @Nullable String guidance,
            LocalDate firstDay,
            LocalDate lastDay,
            boolean enterpriseInspection,
            boolean needsFiling,
            boolean urgent) {

        Terms startingNotBefore(LocalDate day) {
            LocalDate first = day.isAfter(lastDay) ? lastDay : day.isAfter(firstDay) ? day : firstDay;
            return new Terms(
                    triggerType,
                    source,
                    evidence,
                    title,
                    theme,
                    checklist,
                    squads,
                    focusItems,
                    guidance,
                    first,
                    lastDay,
                    enterpriseInspection,
                    needsFiling,
                    urgent);
        }
    }

    Terms terms(String checklist, LocalDate first, LocalDate last, boolean needsFiling) {
        return new Terms(
                triggerType,
                source,
                evidence,
                name(),
                themeOrUsual(),
                checklist,
                List.copyOf(squads),
                focusItems,
                guidance,
                first,
                last,
                enterpriseInspection,
                needsFiling,
                urgent);
    }

    String themeOrUsual() {
        return theme == null ? USUAL_THEME : theme;
    }

    public Proposal {
        evidence = Limits.required("触发依据", evidence, 1000);
        title = Limits.optional("名称", title, 100);
        theme = Limits.optional("主题", theme, 40);
        guidance = Limits.required("指导要求", guidance, 1000);
        focusItems = focusItems.stream()
                .filter(item -> !item.isBlank())
                .map(item -> Limits.required("重点内容", item, 100))
                .toList();
        squads = new TreeSet<>(squads);
        require(!squads.isEmpty(), "squads", "请至少选择一个中队。");
        require(!focusItems.isEmpty() && focusItems.size() <= 10, "focusItems", "重点内容应有1至10条。");
        require(to == null || !to.isBefore(from), "to", "结束日期不能早于开始日期。");
    }

    private String name() {
        if (title != null) {
            return title;
        }
        String named = "365再提升：" + focusItems.get(0);
        return named.substring(0, named.offsetByCodePoints(0, Math.min(100, named.codePointCount(0, named.length()))));
    }

    static void require(boolean kept, String field, String sentence) {
        if (!kept) {
            throw Refusal.invalid(field, sentence);
        }
    }
}
