package cn.leiting.handling;

import cn.leiting.shared.Actor;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 任务：a task of the engine as it stands, open or done; times are the bureau's.
 *
 * @param key its form's name, e.g. {@code reviewFeedback}
 * @param process e.g. {@code squadTask}
 * @param instance of the process
 * @param subject the business key, e.g. {@code TH-2023-01:310118105}
 * @param candidates the groups that may claim it
 * @param owner who delegated it, last
 * @param pending delegated and not back yet
 * @param completed ended by a submission; else it was cancelled
 * @param submitter who submitted it
 */
public record OpenTask(
        String id,
        String name,
        String key,
        String process,
        String instance,
        String subject,
        List<String> candidates,
        @Nullable String assignee,
        @Nullable String assigneeName,
        @Nullable String owner,
        @Nullable String ownerName,
        boolean pending,
        boolean suspended,
        LocalDateTime created,
        @Nullable LocalDateTime due,
        @Nullable LocalDateTime ended,
        boolean completed,
        @Nullable String submitter,
        @Nullable String submitterName) {

    public OpenTask {
        candidates = List.copyOf(candidates);
    }

    public boolean isOpen() {
        return ended == null;
    }

    public boolean isLate(LocalDateTime now) {
        return due != null && due.isBefore(now);
    }

    public boolean isOfAssignee(Actor actor) {
        return actor.id().equals(assignee);
    }

    public boolean isCandidate(Actor actor) {
        return actor.isIn(candidates.toArray(String[]::new));
    }

    /** Delegated by this person and not back yet. */
    public boolean awaits(Actor actor) {
        return pending && actor.id().equals(owner);
    }

    /** Who works on it now: its assignee, and while it has none every candidate. */
    public boolean isHandledBy(Actor actor) {
        return isOpen() && !suspended && (isOfAssignee(actor) || assignee == null && isCandidate(actor));
    }

    /** Whom it concerns, besides those who read everything. */
    public boolean concerns(Actor actor) {
        return isCandidate(actor)
                || isOfAssignee(actor)
                || actor.id().equals(owner)
                || actor.id().equals(submitter);
    }
}
