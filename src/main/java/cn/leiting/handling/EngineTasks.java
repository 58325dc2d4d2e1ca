package cn.leiting.handling;

import cn.leiting.course.Courses;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is asked of the engine for a task, each in one command. It notes the person in its operation log; the rights
 * have been checked, since nobody but administrators may assign in the engine.
 */
@Component
class EngineTasks {

    private static final String ACTIVITY = "userTask_";

    private final TaskService tasks;
    private final FormService forms;
    private final RuntimeService runtime;
    private final Courses courses;
    private final ObjectProvider<ProcessEngineConfigurationImpl> configuration;

    EngineTasks(
            TaskService tasks,
            FormService forms,
            RuntimeService runtime,
            Courses courses,
            ObjectProvider<ProcessEngineConfigurationImpl> configuration) {
        this.tasks = tasks;
        this.forms = forms;
        this.runtime = runtime;
        this.courses = courses;
        this.configuration = configuration;
    }

    void assign(OpenTask task, String to) {
        inOneCommand(() -> {
            tasks.setAssignee(task.id(), to);
            return null;
        });
    }

    /** It goes back to this person, whoever delegated it before. */
    void delegate(OpenTask task, String by, String to) {
        inOneCommand(() -> {
            tasks.setOwner(task.id(), by);
            tasks.delegateTask(task.id(), to);
            return null;
        });
    }

    void resolve(String task) {
        inOneCommand(() -> {
            tasks.resolveTask(task);
            return null;
        });
    }

    /** With the person's own rights, as Tasklist does it; refuses what the form or the room refuses. */
    void submit(OpenTask task, String by, Map<String, Object> form) {
        if (task.assignee() == null) {
            tasks.claim(task.id(), by);
        }
        forms.submitTaskForm(task.id(), form);
    }

    /** The instance waits before the earlier task again instead of at this one; whatever else runs in it goes on. */
    void takeBack(OpenTask waiting, String earlier, String by) {
        String node = ACTIVITY + waiting.key();
        String activity = ACTIVITY + earlier;
        inOneCommand(() -> {
            ActivityInstance running =
                    runtime.getActivityInstance(waiting.instance()).getActivityInstances(node)[0];
            runtime.createProcessInstanceModification(waiting.instance())
                    .startBeforeActivity(activity)
                    .cancelActivityInstance(running.getId())
                    .execute();
            courses.returned(waiting.instance(), node, activity, by);
            return null;
        });
    }

    private void inOneCommand(Callable<Void> work) {
        configuration
                .getObject()
                .getCommandExecutorTxRequired()
                .execute(command -> command.runWithoutAuthorization(work));
    }
}
