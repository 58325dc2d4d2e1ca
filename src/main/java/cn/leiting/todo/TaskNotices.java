package cn.leiting.todo;

import cn.leiting.handling.TaskOperations.Told;
import cn.leiting.notification.Notices;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 转办、委派、抄送告知：whoever is concerned by what was done with a task hears of it, with the way to the task. */
@Component
class TaskNotices {

    private final Notices notices;

    TaskNotices(Notices notices) {
        this.notices = notices;
    }

    @EventListener
    void tell(Told told) {
        notices.tell(told.key(), told.receivers(), told.text(), "/tasks/" + told.task());
    }
}
