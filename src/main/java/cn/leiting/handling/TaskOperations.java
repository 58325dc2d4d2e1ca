package cn.leiting.handling;

import cn.leiting.deadline.Urgings;
import cn.leiting.handling.Operation.Kind;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 经办：转办, 委派 and back, 抄送 and 催办 of a task. Each is refused (403) to those without the right to it, and (409)
 * where the task is done, rests or is delegated. Who may not decide on what they made themselves is told so when
 * they submit, by the room that takes the submission.
 */
@Component
@Transactional
public class TaskOperations {

    private static final int MOST_COPIES = 20;

    /** 告知：what was done with a task concerns these people. */
    public record Told(String key, Set<String> receivers, String text, String task) {}

    private final OpenTasks tasks;
    private final EngineTasks engine;
    private final OperationRows rows;
    private final Urgings urgings;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    TaskOperations(
            OpenTasks tasks,
            EngineTasks engine,
            OperationRows rows,
            Urgings urgings,
            Organization organization,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.tasks = tasks;
        this.engine = engine;
        this.rows = rows;
        this.urgings = urgings;
        this.organization = organization;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 转办 for good, by who works on it.
     *
     * @param to somebody of the task's groups
     * @param reason 5 to 300 characters
     */
    public void transfer(String id, @Nullable String to, @Nullable String reason, Actor by) {
        OpenTask task = handled(id, "转办", by);
        String why = Limits.required("转办理由", reason, 5, 300);
        String receiver = colleague(task, to, "转办", by);
        engine.assign(task, receiver);
        note(task, Kind.TRANSFERRED, receiver, why, by);
    }

    /**
     * 委派 to be brought back, by who works on it, who then waits and cannot submit it.
     *
     * @param to somebody of the task's groups
     * @param request what is asked, 5 to 300 characters
     */
    public void delegate(String id, @Nullable String to, @Nullable String request, Actor by) {
        OpenTask task = handled(id, "委派", by);
        String what = Limits.required("委派要求", request, 5, 300);
        String receiver = colleague(task, to, "委派", by);
        engine.delegate(task, by.id(), receiver);
        note(task, Kind.DELEGATED, receiver, what, by);
    }

    /** 交回 by the delegate. @param answer 2 to 1000 characters */
    public void giveBack(String id, @Nullable String answer, Actor by) {
        OpenTask task = tasks.lock(id);
        if (!task.isOfAssignee(by)) {
            throw Refusal.forbidden("只有受委派的人可以交回。");
        }
        String said = Limits.required("办理情况", answer, 2, 1000);
        refuseUnlessPending(task);
        engine.resolve(id);
        note(task, Kind.GIVEN_BACK, Objects.requireNonNull(task.owner()), said, by);
    }

    /** 收回委派 by who delegated it. */
    public void takeBack(String id, Actor by) {
        OpenTask task = tasks.lock(id);
        if (!by.id().equals(task.owner())) {
            throw Refusal.forbidden("只有委派人可以收回。");
        }
        refuseUnlessPending(task);
        engine.resolve(id);
        note(task, Kind.TAKEN_BACK, task.assignee() == null ? by.id() : task.assignee(), null, by);
    }

    private static void refuseUnlessPending(OpenTask task) {
        if (!task.isOpen() || !task.pending()) {
            throw Refusal.conflict("这项任务现在没有委派他人。");
        }
    }

    /**
     * 抄送, of an open task or of one that is done, by whom it concerns and by supervisors. Whoever got a copy of it
     * before gets none again.
     *
     * @param receivers 1 to 20 accounts of the sections, the leaders, the task's groups or the squad whose thing it is
     * @param words at most 300 characters
     */
    public void copy(String id, List<String> receivers, @Nullable String words, Actor by) {
        OpenTask task = tasks.find(id);
        if (!task.concerns(by) && !by.isSupervisor()) {
            throw Refusal.forbidden("您没有抄送这项任务的权限。");
        }
        String text = Limits.optional("抄送说明", words, 300);
        Set<String> chosen = new LinkedHashSet<>(receivers);
        if (chosen.isEmpty() || chosen.size() > MOST_COPIES) {
            throw Refusal.invalid("receivers", "抄送人应有1至" + MOST_COPIES + "名。");
        }
        Set<String> allowed =
                tasks.readers(task).stream().map(Operation.Choice::id).collect(Collectors.toSet());
        if (!allowed.containsAll(chosen)) {
            throw Refusal.invalid("receivers", "只能抄送局领导、局机关各科室、本任务的办理单位和事项所属中队的人员。");
        }
        long operation = rows.note(task, Kind.COPIED, chosen.size() == 1 ? receivers.get(0) : null, text, by.id());
        if (rows.copy(operation, task, chosen) == 0) {
            throw Refusal.conflict("这项任务已经抄送过所选人员。");
        }
        tell(task, Kind.COPIED, operation, chosen, text);
    }

    /** 已阅: the receiver of a copy has opened the task's page; of others nothing. */
    public void read(String id, Actor by) {
        rows.read(id, by.id());
    }

    /**
     * 催办 of a task that is late, at most once a day for a thing; only 执法协调科 and 法规监督科.
     *
     * @param words 5 to 300 characters
     */
    public void urge(String id, @Nullable String words, Actor by) {
        by.require("deptCoordination", "deptSupervision");
        OpenTask task = tasks.find(id);
        if (!task.isOpen() || task.suspended() || !task.isLate(LocalDateTime.now(clock))) {
            throw Refusal.conflict("这项任务已经办结或者没有逾期，不用催办。");
        }
        Set<String> owners = Set.copyOf(task.candidates());
        String squad = organization.squadOf(owners).map(Squad::code).orElse(null);
        urgings.urge(new Urgings.Matter(task.id(), task.subject(), task.name(), squad, level(task), owners), words, by);
        rows.note(task, Kind.URGED, task.assignee(), Limits.required("催办内容", words, 5, 300), by.id());
    }

    private int level(OpenTask task) {
        return jdbc.sql("select greatest(level, 1) from deadline where reference = ?")
                .param(task.id())
                .query(Integer.class)
                .optional()
                .orElse(1);
    }

    /** What was done with any task of its process, the newest first. */
    @Transactional(readOnly = true)
    public List<Operation> history(OpenTask task) {
        return rows.of(task.instance(), 200);
    }

    @Transactional(readOnly = true)
    public List<Operation.Copy> copies(OpenTask task) {
        return rows.copies(task.id());
    }

    private OpenTask handled(String id, String action, Actor by) {
        OpenTask task = tasks.lock(id);
        if (!task.isOfAssignee(by) && !task.isCandidate(by) && !by.id().equals(task.owner())) {
            throw Refusal.forbidden("您没有" + action + "这项任务的权限。");
        }
        if (!task.isOpen()) {
            throw Refusal.conflict("这项任务已经办结，不能再" + action + "。");
        }
        if (task.suspended()) {
            throw Refusal.conflict("这项任务已暂停，现在不能" + action + "。");
        }
        if (task.pending()) {
            throw Refusal.conflict("任务已委派他人，交回后才能" + action + "。");
        }
        if (!task.isHandledBy(by)) {
            throw Refusal.forbidden("这项任务由" + task.assigneeName() + "办理，您不能" + action + "。");
        }
        return task;
    }

    private String colleague(OpenTask task, @Nullable String to, String action, Actor by) {
        if (to == null || to.isBlank()) {
            throw Refusal.invalid("to", "请选择" + action + "给谁。");
        }
        if (to.equals(by.id())) {
            throw Refusal.invalid("to", "不能" + action + "给自己。");
        }
        if (tasks.colleagues(task).stream().noneMatch(one -> one.id().equals(to))) {
            throw Refusal.invalid("to", "只能" + action + "给本任务办理单位的人员。");
        }
        return to;
    }

    private void note(OpenTask task, Kind kind, String receiver, @Nullable String text, Actor by) {
        long operation = rows.note(task, kind, receiver, text, by.id());
        tell(task, kind, operation, Set.of(receiver), text);
    }

    private void tell(OpenTask task, Kind kind, long operation, Set<String> receivers, @Nullable String text) {
        String sentence = kind.label() + "：" + task.name() + "（" + task.subject() + "）。" + (text == null ? "" : text);
        events.publishEvent(new Told(kind.notice() + "/" + operation, receivers, sentence, task.id()));
    }
}
