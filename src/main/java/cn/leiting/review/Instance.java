package cn.leiting.review;

import cn.leiting.shared.Actor;
import cn.leiting.whereabouts.Thing;
import java.time.LocalDateTime;
import java.util.Locale;
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

    /** Null for what has no page, or none that the person may open. */
    public @Nullable String page(Actor reader) {
        return businessKey == null ? null : Thing.pageOf(businessKey, reader);
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
