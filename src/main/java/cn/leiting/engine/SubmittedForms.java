package cn.leiting.engine;

import cn.leiting.shared.Refusal;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.StartFormData;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.form.handler.StartFormHandler;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a submitted form aside before the engine would make process variables of it, for the listener
 * that follows in the same transaction. So nothing a person typed is ever a variable or history, and a
 * field that the form does not have reaches nobody.
 */
@Component
class SubmittedForms extends AbstractBpmnParseListener {

    private static final ThreadLocal<@Nullable Submission> CURRENT = new ThreadLocal<>();

    private record Submission(String of, VariableMap values) {}

    /** The values submitted for this task or starting instance, once; refuses when there are none. */
    static Map<String, Object> take(String of) {
        Submission submission = CURRENT.get();
        CURRENT.remove();
        if (submission == null || !submission.of().equals(of)) {
            throw Refusal.invalid("请打开表单，填写后再提交。");
        }
        return submission.values();
    }

    static void forget() {
        CURRENT.remove();
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.setTaskFormHandler(new OfTask(task.getTaskFormHandler()));
    }

    @Override
    public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (scope instanceof ProcessDefinitionEntity definition && definition.getStartFormHandler() != null) {
            definition.setStartFormHandler(new OfStart(definition.getStartFormHandler()));
        }
    }

    private record OfTask(TaskFormHandler shown) implements TaskFormHandler {

        @Override
        public void submitFormVariables(VariableMap values, VariableScope scope) {
            TaskEntity task = (TaskEntity) scope;
            if (task.getDelegationState() == DelegationState.PENDING) {
                throw Refusal.conflict("任务已委派他人，交回后才能提交。");
            }
            CURRENT.set(new Submission(task.getId(), values));
        }

        @Override
        public TaskFormData createTaskForm(TaskEntity task) {
            return shown.createTaskForm(task);
        }

        @Override
        public void parseConfiguration(
                Element element, DeploymentEntity deployment, ProcessDefinitionEntity definition, BpmnParse parse) {
            shown.parseConfiguration(element, deployment, definition, parse);
        }
    }

    private record OfStart(StartFormHandler shown) implements StartFormHandler {

        @Override
        public void submitFormVariables(VariableMap values, VariableScope scope) {
            CURRENT.set(new Submission(((ExecutionEntity) scope).getProcessInstanceId(), values));
        }

        @Override
        public StartFormData createStartFormData(ProcessDefinitionEntity definition) {
            return shown.createStartFormData(definition);
        }

        @Override
        public void parseConfiguration(
                Element element, DeploymentEntity deployment, ProcessDefinitionEntity definition, BpmnParse parse) {
            shown.parseConfiguration(element, deployment, definition, parse);
        }
    }
}
