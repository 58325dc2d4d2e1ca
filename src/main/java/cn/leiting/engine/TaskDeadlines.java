package cn.leiting.engine;

import cn.leiting.calendar.BureauTime;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * 任务期限：a user task names the parameter of its deadline as its property {@code deadline}, itself or by
 * an expression; with the task the deadline is opened, and with its completion or cancellation it is met or
 * dropped. The task's due date follows the deadline, also when a new year's calendar is loaded. The day
 * that is not counted is the task's first one, or what the expression of its property {@code deadlineFrom}
 * gives: a day, or the moment from which hours are counted too.
 */
@Component
class TaskDeadlines extends AbstractBpmnParseListener {

    private final ObjectProvider<Deadlines> deadlines;
    private final ObjectProvider<JdbcTemplate> jdbc;
    private final Clock clock;

    TaskDeadlines(ObjectProvider<Deadlines> deadlines, ObjectProvider<JdbcTemplate> jdbc, Clock clock) {
        this.deadlines = deadlines;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        Expression rule = expression(element, "deadline")
                .orElseThrow(() -> new IllegalArgumentException(
                        "user task without the property deadline: " + element.attribute("id")));
        Optional<Expression> from = expression(element, "deadlineFrom");
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addTaskListener(TaskListener.EVENTNAME_CREATE, created -> open(created, rule, from));
        task.addTaskListener(
                TaskListener.EVENTNAME_COMPLETE, done -> deadlines.getObject().met(done.getId()));
        task.addTaskListener(
                TaskListener.EVENTNAME_DELETE, gone -> deadlines.getObject().cancel(gone.getId()));
    }

    /** A plain name is an expression as well. */
    private static Optional<Expression> expression(Element userTask, String name) {
        return property(userTask, name)
                .map(Context.getProcessEngineConfiguration().getExpressionManager()::createExpression);
    }

    private static Optional<String> property(Element userTask, String name) {
        Element extensions = userTask.element("extensionElements");
        Element properties = extensions == null ? null : extensions.element("properties");
        return properties == null
                ? Optional.empty()
                : properties.elements("property").stream()
                        .filter(property -> name.equals(property.attribute("name")))
                        .map(property -> property.attribute("value"))
                        .findFirst();
    }

    private void open(DelegateTask task, Expression rule, Optional<Expression> from) {
        Object start = from.map(named -> named.getValue(task.getExecution())).orElseGet(() -> LocalDate.now(clock));
        Instant since = start instanceof Instant moment ? moment : null;
        deadlines
                .getObject()
                .open(new Deadline.Opening(
                        task.getId(),
                        task.getExecution().getProcessBusinessKey(),
                        task.getName(),
                        holders(task),
                        String.valueOf(rule.getValue(task.getExecution())),
                        since == null ? (LocalDate) start : LocalDate.ofInstant(since, BureauTime.ZONE),
                        since))
                .ifPresent(due -> task.setDueDate(Date.from(due)));
    }

    /** As the model names them; the execution is asked, since a new task would look for variables of its own. */
    private static Set<String> holders(DelegateTask task) {
        return ((TaskEntity) task)
                .getTaskDefinition().getCandidateGroupIdExpressions().stream()
                        .map(group -> String.valueOf(group.getValue(task.getExecution())))
                        .collect(Collectors.toSet());
    }

    /**
     * The tasks' due dates follow, as many as there are in two statements: asking the engine for each task
     * would cost four a task when a campaign of a thousand is resumed. The revision tells whoever holds a
     * task meanwhile that it is another one now.
     */
    @EventListener
    void follow(Deadline.Moved moved) {
        follow(moved.dues(), "update act_ru_task set due_date_ = ?, rev_ = rev_ + 1 where id_ = ?");
        follow(moved.dues(), "update act_hi_taskinst set due_date_ = ? where id_ = ? and end_time_ is null");
    }

    private void follow(List<Deadline.Due> dues, String update) {
        jdbc.getObject().batchUpdate(update, dues, dues.size(), (row, due) -> {
            row.setTimestamp(1, due.at() == null ? null : Timestamp.from(due.at()));
            row.setString(2, due.reference());
        });
    }
}
