package cn.leiting.engine;

import cn.leiting.calendar.Dated;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 定时：the dates for which tokens wait. They follow when what they are counted from has changed, and rest
 * while a campaign is suspended; people's tasks are not touched.
 */
@Component
public class Timers implements Dated {

    private static final String OF_INSTANCES = """
            select id_
            from act_ru_execution
            where business_key_ = any (?) and parent_id_ is null
            """;

    private final ObjectProvider<ProcessEngineConfigurationImpl> configuration;
    private final JdbcClient jdbc;

    Timers(ObjectProvider<ProcessEngineConfigurationImpl> configuration, JdbcClient jdbc) {
        this.configuration = configuration;
        this.jdbc = jdbc;
    }

    /** Every timer of a date in these instances gets the date that its expression gives now. */
    public void redate(Collection<String> businessKeys) {
        Set<String> instances = new HashSet<>(jdbc.sql(OF_INSTANCES)
                .param(businessKeys.toArray(String[]::new))
                .query(String.class)
                .list());
        if (!instances.isEmpty()) {
            redate(jobs().processInstanceIds(instances));
        }
    }

    /** A table can move any date that was counted in working days; what it does not bear on stays. */
    @Override
    public int redate(int year) {
        redate(jobs());
        return 0; // a timer is nobody's deadline
    }

    private JobQuery jobs() {
        return configuration.getObject().getManagementService().createJobQuery();
    }

    private void redate(JobQuery jobs) {
        configuration
                .getObject()
                .getCommandExecutorTxRequired()
                .execute(command -> command.runWithoutAuthorization(() -> {
                    jobs.timers().unlimitedList().stream()
                            .filter(TimerEntity.class::isInstance)
                            .map(TimerEntity.class::cast)
                            .filter(timer -> isOfADate(timer, command))
                            .forEach(timer -> redate(timer, command));
                    return null;
                }));
    }

    /** Only of a date: a duration or a cycle would begin again. */
    private static boolean isOfADate(TimerEntity timer, CommandContext command) {
        if (timer.getProcessInstanceId() == null) {
            return false;
        }
        return command
                .getProcessEngineConfiguration()
                .getDeploymentCache()
                .findBpmnModelInstanceForProcessDefinition(timer.getProcessDefinitionId())
                .getModelElementById(timer.getActivityId())
                .getChildElementsByType(TimerEventDefinition.class)
                .stream()
                .anyMatch(timed -> timed.getTimeDate() != null);
    }

    private static void redate(TimerEntity timer, CommandContext command) {
        ActivityImpl activity = command.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(timer.getProcessDefinitionId())
                .findActivity(timer.getActivityId());
        TimerDeclarationImpl declaration = TimerDeclarationImpl.getDeclarationsForScope(activity.getEventScope())
                .get(activity.getId());
        Objects.requireNonNull(declaration).resolveAndSetDuedate(timer.getExecution(), timer, false);
    }

    /** The timers of these instances wait, whatever their date, until they are woken. */
    public void rest(Collection<String> businessKeys) {
        change(businessKeys, SuspensionState.SUSPENDED);
    }

    /** They move their tokens again; what has become due meanwhile, at once. */
    public void wake(Collection<String> businessKeys) {
        change(businessKeys, SuspensionState.ACTIVE);
    }

    /** As the engine suspends the jobs of one instance, but all in one statement, in the order of their ids. */
    private void change(Collection<String> businessKeys, SuspensionState state) {
        jdbc.sql("with timer as (select id_ from act_ru_job where type_ = 'timer' and suspension_state_ <> ?"
                        + " and process_instance_id_ in (" + OF_INSTANCES + ") order by id_ for update)"
                        + " update act_ru_job set suspension_state_ = ?, rev_ = rev_ + 1 from timer"
                        + " where act_ru_job.id_ = timer.id_")
                .param(state.getStateCode())
                .param(businessKeys.toArray(String[]::new))
                .param(state.getStateCode())
                .update();
    }
}
