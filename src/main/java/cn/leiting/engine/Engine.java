package cn.leiting.engine;

import cn.leiting.course.Courses;
import cn.leiting.shared.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.MessageCorrelationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the model classes ask of the engine: who acts, what a decision table says, start an instance. */
@Component
public class Engine {

    private static final int MOST_OF_ONE_KEY = 10;
    private static final String SYSTEM = "system";

    private final ObjectProvider<IdentityService> identity;
    private final ObjectProvider<DecisionService> decisions;
    private final ObjectProvider<RuntimeService> runtime;
    private final ObjectProvider<ProcessEngineConfigurationImpl> configuration;
    private final Courses courses;

    Engine(
            ObjectProvider<IdentityService> identity,
            ObjectProvider<DecisionService> decisions,
            ObjectProvider<RuntimeService> runtime,
            ObjectProvider<ProcessEngineConfigurationImpl> configuration,
            Courses courses) {
        this.identity = identity;
        this.decisions = decisions;
        this.runtime = runtime;
        this.configuration = configuration;
        this.courses = courses;
    }

    /** The account of the person whose request this is, or {@code system} for a job. */
    public String actor() {
        return authentication().map(Authentication::getUserId).orElse(SYSTEM);
    }

    /** The groups of that person; none for a job. */
    public Set<String> actorsGroups() {
        return Set.copyOf(authentication().map(Authentication::getGroupIds).orElse(List.of()));
    }

    private Optional<Authentication> authentication() {
        return Optional.ofNullable(identity.getObject().getCurrentAuthentication());
    }

    /** Asks the engine as nobody, for a question that names by itself what the person may see. */
    public <T> T unchecked(Supplier<T> question) {
        IdentityService service = identity.getObject();
        Authentication asking = service.getCurrentAuthentication();
        service.clearAuthentication();
        try {
            return question.get();
        } finally {
            if (asking != null) {
                service.setAuthentication(asking.getUserId(), asking.getGroupIds());
            }
        }
    }

    /** The rows of the newest version of a decision table that match, each as output name to value. */
    public List<Map<String, Object>> decide(String decision, Map<String, Object> inputs) {
        return unchecked(() -> decisions
                .getObject()
                .evaluateDecisionTableByKey(decision)
                .variables(inputs)
                .evaluate()
                .getResultList());
    }

    /** Starts an instance behind one of its nodes, for what was done before there was a process. */
    public void startAfter(String process, String businessKey, Map<String, Object> ids, String activity) {
        instance(process, businessKey, ids).startAfterActivity(activity).execute();
    }

    /** Starts many instances in one command, so that they are written together. */
    public void startAll(String process, Collection<Start> starts) {
        inOneCommand(() -> {
            String model = Context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .findDeployedLatestProcessDefinitionByKey(process)
                    .getId(); // by its key the engine would look for it at each start
            for (Start start : starts) {
                var started =
                        runtime.getObject().startProcessInstanceById(model, start.businessKey(), start.variables());
                TaskGrants.mayRead(start.reader(), started.getId());
            }
            return null;
        });
    }

    /**
     * An instance to be started.
     *
     * @param reader the group that may see the instance, e.g. {@code squadXujing}, besides who sees all
     */
    public record Start(
            String businessKey,
            Map<String, Object> variables,
            @Nullable String reader) {}

    /** Starts an instance by the message of its start event. */
    public void startBy(String message, String businessKey, Map<String, Object> variables) {
        inOneCommand(() -> runtime.getObject().startProcessInstanceByMessage(message, businessKey, variables));
    }

    /** Starts an instance before one of its nodes, for what begins in the middle. */
    public void startBefore(
            String process,
            String businessKey,
            Map<String, Object> variables,
            String activity,
            @Nullable String reader) {
        inOneCommand(() -> {
            var started = instance(process, businessKey, variables).startBeforeActivity(activity);
            TaskGrants.mayRead(reader, started.execute().getId());
            return null;
        });
    }

    private ProcessInstantiationBuilder instance(String process, String businessKey, Map<String, Object> variables) {
        return runtime.getObject()
                .createProcessInstanceByKey(process)
                .businessKey(businessKey)
                .setVariables(variables);
    }

    /** Lets a group see the running instance, besides who sees all. */
    public void letRead(DelegateExecution execution, String group) {
        TaskGrants.mayRead(group, execution.getProcessInstanceId());
    }

    /**
     * Gives a message to the instance with that business key, wherever it waits for it: at a catch event,
     * at the edge of a task or part, or for an event sub-process.
     *
     * @param localToTheTriggered variables of the event sub-process or of the catch event; at an edge, of the
     *     part around it
     * @return false when nobody waits for it
     */
    public boolean correlate(String message, String businessKey, Map<String, Object> localToTheTriggered) {
        return inOneCommand(() -> {
            var correlation =
                    (MessageCorrelationBuilderImpl) runtime.getObject().createMessageCorrelation(message);
            return !correlation
                    .executionsOnly()
                    .processInstanceBusinessKey(businessKey)
                    .setVariablesToTriggeredScope(localToTheTriggered)
                    .correlateAllWithResult()
                    .isEmpty();
        });
    }

    /**
     * Sends a running instance back: all that runs in the part of the model in which that node lies is
     * cancelled, and the instance goes on before the node. Of two with the same key, of which one has left
     * that part, the other one goes. Refuses when the instance runs no more.
     */
    public void goBack(String businessKey, String process, String activity) {
        inOneCommand(() -> {
            ProcessInstance instance =
                    theOneInside(running(process, businessKey).listPage(0, MOST_OF_ONE_KEY), activity);
            ActivityInstance part = runningPart(instance, activity);

            var modification = runtime.getObject()
                    .createProcessInstanceModification(instance.getId())
                    .startBeforeActivity(activity, part.getId());
            for (ActivityInstance running : part.getChildActivityInstances()) {
                modification.cancelActivityInstance(running.getId());
                courses.returned(instance.getId(), running.getActivityId(), activity, actor());
            }
            for (TransitionInstance onItsWay : part.getChildTransitionInstances()) {
                modification.cancelTransitionInstance(onItsWay.getId());
                courses.returned(instance.getId(), onItsWay.getActivityId(), activity, actor());
            }
            modification.execute();
            return null;
        });
    }

    private ProcessInstance theOneInside(List<ProcessInstance> candidates, String activity) {
        return candidates.stream()
                .filter(one -> !runningPart(one, activity).getId().equals(one.getId()))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> Refusal.conflict("事项已办结，不能退回前面的环节。"));
    }

    /** The innermost part around the node that runs now; the instance itself when no inner one does. */
    private ActivityInstance runningPart(ProcessInstance instance, String activity) {
        ActivityInstance whole = runtime.getObject().getActivityInstance(instance.getId());
        ScopeImpl part = Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(instance.getProcessDefinitionId())
                .findActivity(activity)
                .getFlowScope();
        while (part instanceof ActivityImpl inner) {
            ActivityInstance[] running = whole.getActivityInstances(inner.getId());
            if (running.length > 0) {
                return running[0];
            }
            part = inner.getFlowScope();
        }
        return whole;
    }

    /** With one flush for all of it, and without the caller's rights: the doors have checked them. */
    private <T> T inOneCommand(Callable<T> work) {
        return configuration
                .getObject()
                .getCommandExecutorTxRequired()
                .execute(command -> command.runWithoutAuthorization(work));
    }

    public boolean runs(String process, String businessKey) {
        return running(process, businessKey).count() > 0;
    }

    private ProcessInstanceQuery running(String process, String businessKey) {
        return runtime.getObject()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey);
    }
}
