package cn.leiting.review;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 流程实例：one line of the list.
 *
 * @param modelId the version of the model that it follows
 * @param squad whose it is; null: of no squad
 * @param campaign the campaign, or the further improvement, that it belongs to
 * @param end the name of the event that ended it
 * @param hours office hours from its start to its end, or until now
 * @param late tasks that were done, or still wait, after their due time
 */
record Instance(
        String id,
        String modelId,
        String model,
        String modelName,
        int modelVersion,
        @Nullable String businessKey,
        @Nullable String squad,
        @Nullable String campaign,
        @Nullable String theme,
        LocalDateTime startedAt,
        @Nullable LocalDateTime endedAt,
        State state,
        @Nullable String end,
        double hours,
        int late,
        long total) {

    /** 办理结果. */
    enum State {
        RUNNING("办理中"),
        SUSPENDED("已中止"),
        COMPLETED("已办结"),
        CANCELLED("已终止");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Where our own pages show a thing, by its business key. */
    private enum Subject {
        PROGRAMME("TH-(\\d{4})", "/programmes/%s"),
        CAMPAIGN("(TH-\\d{4}-\\d{2,})(?::\\d{9})?", "/campaigns/%s"),
        LOOK_BACK("(LB-\\d{4}-\\d{2,})(?::\\d{9})?", "/look-backs/%s"),
        IMPROVEMENT("(FI-\\d{4}-\\d{2,})(?::\\d{9})?", "/improvements/%s"),
        SCORING("SC-(\\d{4}-\\d{2,}):\\w+", "/campaigns/TH-%s/scores"),
        YEAR("AA-(\\d{4})", "/scores/%s"),
        REPORT("(SR-\\d{4}-\\d{3,})", "/reports/%s"),
        INFORMATION("(INFO-\\d{4}-\\d{4,})", "/publicity/%s"),
        HARD_CASE("(HC-\\d{4}-\\d{3,})", "/hard-cases/%s"),
        JOINT("(JO-\\d{4}-\\d{3,})", "/joint/%s"),
        CASE("(CASE-\\d{9}-\\d{4}-\\d{6})", "/cases/%s");

        private final Pattern key;
        private final String page;

        Subject(String key, String page) {
            this.key = Pattern.compile(key);
            this.page = page;
        }
    }

    /** Null for what has no page. */
    public @Nullable String page() {
        return businessKey == null
                ? null
                : Arrays.stream(Subject.values())
                        .map(subject -> subject.page.formatted(code(subject.key.matcher(businessKey))))
                        .filter(page -> !page.contains("null"))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String code(Matcher key) {
        return key.matches() ? key.group(1) : null;
    }

    public String name() {
        return businessKey == null ? modelName : businessKey;
    }

    public boolean isRunning() {
        return endedAt == null;
    }

    public String duration() {
        return hours(hours);
    }

    /** As people read it: 3.5小时. */
    static String hours(double hours) {
        return String.format(Locale.ROOT, "%.1f小时", hours);
    }
}
