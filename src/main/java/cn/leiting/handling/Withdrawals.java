package cn.leiting.handling;

import cn.leiting.deadline.Deadlines;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 撤回：takes a submission back while nobody has looked at it. Only who submitted it, only what the model allows, and
 * only before the next task was claimed, or opened by somebody who may do it. What fell due before falls due then
 * again: a withdrawal gives no time.
 */
@Component
@Transactional
public class Withdrawals {

    private final OpenTasks tasks;
    private final OperationRows rows;
    private final EngineTasks engine;
    private final Deadlines deadlines;
    private final ObjectProvider<Withdrawal> known;

    Withdrawals(
            OpenTasks tasks,
            OperationRows rows,
            EngineTasks engine,
            Deadlines deadlines,
            ObjectProvider<Withdrawal> known) {
        this.tasks = tasks;
        this.rows = rows;
        this.engine = engine;
        this.deadlines = deadlines;
        this.known = known;
    }

    /** Whether this person might withdraw it as far as the model goes; whether it is too late shows when they try. */
    public boolean mayBeWithdrawn(OpenTask task, Actor by) {
        return task.completed() && by.id().equals(task.submitter()) && of(task).isPresent();
    }

    /**
     * 撤回; the task is again the submitter's, as a new one.
     *
     * @param reason 5 to 300 characters
     * @return the id of the new task
     */
    public String withdraw(String id, @Nullable String reason, Actor by) {
        OpenTask done = tasks.find(id);
        if (!by.id().equals(done.submitter())) {
            throw Refusal.forbidden("只有提交人可以撤回。");
        }
        String why = Limits.required("撤回理由", reason, 5, 300);
        Withdrawal withdrawal = of(done).orElseThrow(() -> Refusal.conflict("“" + done.name() + "”提交后即生效，不能撤回。"));
        OpenTask next = untouched(done, withdrawal, by);

        withdrawal.undo(done.key(), done.subject(), by.id());
        engine.takeBack(next, done.key(), by.id());
        OpenTask again = tasks.lockOpen(done.instance()).stream()
                .filter(task -> task.key().equals(done.key()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing to do again after a withdrawal of " + id));
        engine.assign(again, by.id());
        deadlines.carryOver(id, again.id());
        rows.note(done, Operation.Kind.WITHDRAWN, null, why, by.id());
        return again.id();
    }

    /** What it led to, as long as nobody has looked at it; what else waits in the instance has no say in that. */
    private OpenTask untouched(OpenTask done, Withdrawal withdrawal, Actor by) {
        Set<String> led = next(withdrawal, done);
        List<OpenTask> waiting = tasks.lockOpen(done.instance()).stream()
                .filter(task -> led.contains(task.key()))
                .toList();
        Set<String> way = Stream.concat(led.stream(), Stream.of(done.key())).collect(Collectors.toSet());
        if (waiting.size() != 1 || !tasks.lastCompleted(done.instance(), way).equals(done.id())) {
            throw Refusal.conflict("此事项已经办到后面的环节，不能撤回“" + done.name() + "”。");
        }
        OpenTask next = waiting.get(0);
        if (next.suspended()) {
            throw Refusal.conflict("此事项已暂停，现在不能撤回。");
        }
        if (next.assignee() != null || tasks.wasOpened(next.id(), by.id())) {
            throw Refusal.conflict("下一环节“" + next.name() + "”已被打开或认领，不能撤回，请联系办理人退回。");
        }
        return next;
    }

    private static Set<String> next(Withdrawal withdrawal, OpenTask done) {
        return withdrawal.ways().getOrDefault(done.key(), Set.of());
    }

    private Optional<Withdrawal> of(OpenTask task) {
        return known.stream()
                .filter(one ->
                        one.process().equals(task.process()) && one.ways().containsKey(task.key()))
                .findFirst();
    }

    /** Which tasks can be withdrawn, as {@code process/task}. */
    public List<String> supported() {
        return known.stream()
                .flatMap(one -> one.ways().keySet().stream().map(task -> one.process() + "/" + task))
                .sorted()
                .toList();
    }
}
