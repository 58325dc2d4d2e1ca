package cn.leiting.engine;

import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 任务期限：a user task names the parameter of its deadline as its property {@code deadline}; with the
 * task the deadline is opened, and with its completion or cancellation it is met or dropped. The task's
 * due date follows the deadline, also when a new year's calendar is loaded.
 */
@Component
class TaskDeadlines extends AbstractBpmnParseListener {

    private final ObjectProvider<Deadlines> deadlines;
    private final ObjectProvider<TaskService> tasks;
    private final Clock clock;

    TaskDeadlines(ObjectProvider<Deadlines> deadlines, ObjectProvider<TaskService> tasks, Clock clock) {
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        String rule = ruleOf(element);
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addTaskListener(TaskListener.EVENTNAME_CREATE, created -> open(created, rule));
        task.addTaskListener(
                TaskListener.EVENTNAME_COMPLETE, done -> deadlines.getObject().met(done.getId()));
        task.addTaskListener(
                TaskListener.EVENTNAME_DELETE, gone -> deadlines.getObject().cancel(gone.getId()));
    }

    private static String ruleOf(Element userTask) {
        Element extensions = userTask.element("extensionElements");
        if (extensions != null && extensions.element("properties") != null) {
            for (Element property : extensions.element("properties").elements("property")) {
                if ("deadline".equals(property.attribute("name"))) {
                    return property.attribute("value");
                }
            }
        }
        throw new IllegalArgumentException("user task without the property deadline: " + userTask.attribute("id"));
    }

    private void open(DelegateTask task, String rule) {
        deadlines
                .getObject()
                .open(new Deadline.Opening(
                        task.getId(),
                        task.getExecution().getProcessBusinessKey(),
                        task.getName(),
                        holders(task),
                        rule,
                        LocalDate.now(clock)))
                .ifPresent(due -> task.setDueDate(Date.from(due)));
    }

    /** The candidate groups as the model names them, without asking the database for them. */
    private static Set<String> holders(DelegateTask task) {
        return ((TaskEntity) task)
                .getTaskDefinition().getCandidateGroupIdExpressions().stream()
                        .map(group -> String.valueOf(group.getValue(task)))
                        .collect(Collectors.toSet());
    }

    @EventListener
    void follow(Deadline.Moved moved) {
        for (Deadline.Due due : moved.dues()) {
            if (tasks.getObject().createTaskQuery().taskId(due.reference()).count() > 0) {
                tasks.getObject().setDueDate(due.reference(), due.at() == null ? null : Date.from(due.at()));
            }
        }
    }
}
