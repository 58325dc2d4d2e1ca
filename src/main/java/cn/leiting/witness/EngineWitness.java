package cn.leiting.witness;

import cn.leiting.audit.Audit;
import cn.leiting.audit.Line;
import cn.leiting.audit.Line.Outcome;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.history.JobState;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricJobLogEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.event.UserOperationLogEntryEventEntity;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hears what the engine writes into its history: tasks done, operations of people, jobs done and failed. */
@Component
class EngineWitness extends AbstractProcessEnginePlugin implements HistoryEventHandler {

    private static final int LONGEST_VALUE = 300;

    private final Audit audit;

    EngineWitness(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCustomHistoryEventHandlers().add(this);
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricTaskInstanceEventEntity task) {
            done(task);
        } else if (event instanceof HistoricJobLogEvent job) {
            done(job);
        } else if (event instanceof UserOperationLogEntryEventEntity operation) {
            operated(operation);
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private void done(HistoricTaskInstanceEventEntity task) {
        if (task.isEventOfType(HistoryEventTypes.TASK_INSTANCE_COMPLETE)
                && TaskEntity.DELETE_REASON_COMPLETED.equals(task.getDeleteReason())) {
            String person = Context.getCommandContext().getAuthenticatedUserId();
            audit.line(Line.ofEngine(
                    person == null ? Audit.SYSTEM : person,
                    "办理任务",
                    task.getTaskId(),
                    task.getProcessInstanceId(),
                    null,
                    null,
                    Outcome.DONE));
        }
    }

    private void done(HistoricJobLogEvent job) {
        boolean failed = job.getState() == JobState.FAILED.getStateCode();
        if (failed || job.getState() == JobState.SUCCESSFUL.getStateCode()) {
            String step = job.getActivityId() == null ? job.getJobDefinitionType() : job.getActivityId();
            audit.line(Line.ofEngine(
                    Audit.SYSTEM,
                    "执行系统作业",
                    null,
                    job.getProcessInstanceId(),
                    null,
                    step == null ? null : Map.of("step", step),
                    failed ? Outcome.FAILED : Outcome.DONE));
        }
    }

    /** One operation comes as one entry a property; what was completed is told as a task already. */
    private void operated(UserOperationLogEntryEventEntity entry) {
        if (UserOperationLogEntry.OPERATION_TYPE_COMPLETE.equals(entry.getOperationType())) {
            return;
        }
        String person = entry.getUserId();
        String property = entry.getProperty() == null ? "value" : entry.getProperty();
        audit.line(Line.ofEngine(
                person == null ? Audit.SYSTEM : person,
                Operations.label(entry.getOperationType(), entry.getEntityType()),
                entry.getTaskId(),
                entry.getProcessInstanceId(),
                value(property, entry.getOrgValue()),
                value(property, entry.getNewValue()),
                Outcome.DONE));
    }

    private static @Nullable Map<String, String> value(String property, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return Map.of(property, value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
    }
}
