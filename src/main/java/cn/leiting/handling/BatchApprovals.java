package cn.leiting.handling;

import cn.leiting.handling.Operation.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 批量办理：执法协调科 and 法规监督科 agree to several tasks of one kind with one opinion. Each is submitted as its form
 * would be, in a transaction of its own; what is refused for one does not hold the others up. Only agreement: whoever
 * gives something back says why for each.
 */
@Component
public class BatchApprovals {

    private static final int MOST = 50;

    /** 可批量办理的任务, by the form's name. */
    public enum Approvable {
        reviewFeedback("审核反馈", "deptCoordination", true),
        countersign("会审", "deptSupervision", true),
        cosignReport("会签专报", "deptSupervision", false),
        checkScores("复核计分", "deptSupervision", false);

        private final String label;
        private final String group;
        private final boolean remarks;

        Approvable(String label, String group, boolean remarks) {
            this.label = label;
            this.group = group;
            this.remarks = remarks;
        }

        public String label() {
            return label;
        }

        public String group() {
            return group;
        }

        /** An opinion on a feedback is a decision of its own (F-15). */
        private Map<String, Object> form(@Nullable String opinion) {
            String agreed = remarks ? (opinion == null ? "ACCEPT" : "ACCEPT_WITH_REMARK") : "APPROVE";
            return opinion == null ? Map.of("decision", agreed) : Map.of("decision", agreed, "comment", opinion);
        }
    }

    /** What became of one row; {@code refusal} null: it is done. */
    public record Result(
            String task,
            String name,
            String subject,
            @Nullable String refusal) {

        public boolean isDone() {
            return refusal == null;
        }
    }

    private final OpenTasks tasks;
    private final EngineTasks engine;
    private final OperationRows rows;
    private final TransactionTemplate each;

    BatchApprovals(OpenTasks tasks, EngineTasks engine, OperationRows rows, PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.engine = engine;
        this.rows = rows;
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** Those that this person may approve in batches; refuses (403) all but the two sections. */
    public List<Approvable> of(Actor actor) {
        actor.require("deptCoordination", "deptSupervision");
        return Stream.of(Approvable.values())
                .filter(one -> actor.isIn(one.group()))
                .toList();
    }

    /**
     * 同意 each of them, in the order given.
     *
     * @param chosen 1 to 50 tasks
     * @param words none, or 5 to 1000 characters for all of them
     */
    @Transactional(propagation = Propagation.NEVER)
    public List<Result> approve(Approvable kind, List<String> chosen, @Nullable String words, Actor by) {
        by.require(kind.group());
        Set<String> ids = new LinkedHashSet<>(chosen);
        if (ids.isEmpty() || ids.size() > MOST) {
            throw Refusal.invalid("tasks", "请选择1至" + MOST + "项任务。");
        }
        String opinion = Limits.optional("意见", words, 1000);
        if (opinion != null && opinion.length() < 5) {
            throw Refusal.invalid("opinion", "意见不能少于5字。");
        }
        return ids.stream().map(id -> one(kind, id, opinion, by)).toList();
    }

    private Result one(Approvable kind, String id, @Nullable String opinion, Actor by) {
        try {
            return each.execute(alone -> submit(kind, id, opinion, by));
        } catch (RuntimeException failure) {
            String sentence = refusal(failure).orElseThrow(() -> failure);
            return tasks.known(id)
                    .map(task -> new Result(id, task.name(), task.subject(), sentence))
                    .orElseGet(() -> new Result(id, kind.label(), "", sentence));
        }
    }

    private Result submit(Approvable kind, String id, @Nullable String opinion, Actor by) {
        OpenTask task = tasks.lock(id);
        if (!task.key().equals(kind.name()) || !task.isCandidate(by)) {
            throw Refusal.forbidden("这项任务不能由您批量办理。");
        }
        if (!task.isOpen()) {
            throw Refusal.conflict("任务已办结或刚被他人办理，请刷新后再看。");
        }
        if (task.pending()) {
            throw Refusal.conflict(PendingTasks.SENTENCE);
        }
        if (!task.isHandledBy(by)) {
            throw Refusal.conflict(task.suspended() ? "任务已暂停，现在不能办理。" : "任务已由" + task.assigneeName() + "认领。");
        }
        engine.submit(task, by.id(), kind.form(opinion));
        rows.note(task, Kind.APPROVED, null, opinion, by.id());
        return new Result(id, task.name(), task.subject(), null);
    }

    private static Optional<String> refusal(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .flatMap(cause -> sentence(cause).stream())
                .findFirst();
    }

    private static Optional<String> sentence(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return Optional.of(refusal.sentence());
        }
        return cause instanceof OptimisticLockingException
                        || cause instanceof ConcurrencyFailureException
                        || cause instanceof NullValueException
                ? Optional.of("此事项刚刚被他人更新，请刷新后重试。")
                : Optional.empty();
    }
}
