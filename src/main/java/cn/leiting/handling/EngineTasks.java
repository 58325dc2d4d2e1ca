package cn.leiting.handling;

import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is asked of the engine for a task, each in one command. It notes the person in its operation log; the rights
 * have been checked, since nobody but administrators may assign in the engine.
 */
@Component
class EngineTasks {

    private final TaskService tasks;
    private final FormService forms;
    private final ObjectProvider<ProcessEngineConfigurationImpl> configuration;

    EngineTasks(TaskService tasks, FormService forms, ObjectProvider<ProcessEngineConfigurationImpl> configuration) {
        this.tasks = tasks;
        this.forms = forms;
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

    private void inOneCommand(Callable<Void> work) {
        configuration
                .getObject()
                .getCommandExecutorTxRequired()
                .execute(command -> command.runWithoutAuthorization(work));
    }
}
