package cn.leiting.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 一条审计: what is to be written.
 *
 * @param actor the account, or {@link Audit#SYSTEM}
 * @param verb what was done, in Chinese, at most 200 characters
 * @param subject the thing's code; null when the engine's instance or task, or what was changed, names it
 * @param task the engine's task, whose name and thing are told
 * @param instance the engine's instance, whose business key is the subject
 * @param before no party, no photo, no text that people write
 * @param after the same
 */
public record Line(
        String actor,
        String verb,
        @Nullable String subject,
        @Nullable String task,
        @Nullable String instance,
        @Nullable Map<String, ?> before,
        @Nullable Map<String, ?> after,
        Outcome outcome) {

    /** What became of it. */
    public enum Outcome {
        DONE("已办理"),
        REFUSED("被拒绝"),
        FAILED("出错");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Something done in the engine. */
    public static Line ofEngine(
            String actor,
            String verb,
            @Nullable String task,
            @Nullable String instance,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after,
            Outcome outcome) {
        return new Line(actor, verb, null, task, instance, before, after, outcome);
    }

    /** Whether the other tells more of what the engine did with the same task or instance. */
    boolean goesOnWith(Line other) {
        return (task != null || instance != null)
                && actor.equals(other.actor)
                && verb.equals(other.verb)
                && Objects.equals(task, other.task)
                && Objects.equals(instance, other.instance);
    }

    Line with(Line other) {
        return new Line(
                actor,
                verb,
                subject,
                task,
                instance,
                joined(before, other.before),
                joined(after, other.after),
                outcome);
    }

    private static @Nullable Map<String, ?> joined(@Nullable Map<String, ?> one, @Nullable Map<String, ?> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Map<String, Object> both = new LinkedHashMap<>(one);
        both.putAll(other);
        return both;
    }
}
