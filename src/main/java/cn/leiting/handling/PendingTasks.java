package cn.leiting.handling;

import cn.leiting.shared.Refusal;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.DelegationState;
import org.springframework.stereotype.Component;

/**
 * A delegated task cannot be completed before it is back, whichever way: the engine itself lets the delegate do
 * it. Before the listeners of the models, so that no room is asked.
 */
@Component
class PendingTasks extends AbstractBpmnParseListener {

    static final String SENTENCE = "任务已委派他人，交回后才能提交。";

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, PendingTasks::refuse);
    }

    private static void refuse(DelegateTask task) {
        if (((TaskEntity) task).getDelegationState() == DelegationState.PENDING) {
            throw Refusal.conflict(SENTENCE);
        }
    }
}
