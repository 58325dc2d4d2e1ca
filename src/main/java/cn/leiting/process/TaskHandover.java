package cn.leiting.process;

import cn.leiting.organization.Handover;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 岗位交接：the open tasks of the person who goes become the successor's, in the hand-over's transaction. */
@Component
class TaskHandover {

    private final TaskService tasks;

    TaskHandover(TaskService tasks) {
        this.tasks = tasks;
    }

    @EventListener
    void takeOver(Handover.Confirmed handover) {
        tasks.createTaskQuery()
                .taskAssignee(handover.from())
                .listPage(0, 1000)
                .forEach(task -> tasks.setAssignee(task.getId(), handover.to()));
        tasks.createTaskQuery()
                .taskOwner(handover.from())
                .listPage(0, 1000)
                .forEach(task -> tasks.setOwner(task.getId(), handover.to()));
    }
}
