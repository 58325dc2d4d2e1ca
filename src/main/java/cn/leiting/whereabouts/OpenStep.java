package cn.leiting.whereabouts;

import cn.leiting.shared.Actor;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 当前环节：where a thing waits, itself or what it called.
 *
 * @param key of the instance that waits, {@code instance} its id
 * @param task null: nobody's task, the process waits for a date or for others
 * @param assignee the account of who has claimed it, {@code holder} that person's name
 * @param candidates the groups that may claim it, separated by commas
 */
record OpenStep(
        String key,
        String name,
        LocalDateTime since,
        @Nullable String task,
        @Nullable LocalDateTime due,
        boolean suspended,
        @Nullable String assignee,
        @Nullable String holder,
        @Nullable String candidates) {

    boolean isTask() {
        return task != null;
    }

    boolean isHeldBy(Actor actor) {
        return actor.id().equals(assignee);
    }

    boolean isOpenTo(Actor actor) {
        return isTask() && !suspended && groups().stream().anyMatch(actor::isIn);
    }

    Set<String> groups() {
        return candidates == null
                ? Set.of()
                : Arrays.stream(candidates.split(",")).collect(Collectors.toUnmodifiableSet());
    }

    boolean isLate(LocalDateTime now) {
        return due != null && due.isBefore(now);
    }
}
