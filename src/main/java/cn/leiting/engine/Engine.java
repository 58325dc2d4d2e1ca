package cn.leiting.engine;

import cn.leiting.calendar.BureauTime;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the model classes ask of the engine: who acts, what a decision table says, start an instance. */
@Component
public class Engine {

    private static final String SYSTEM = "system";

    private final ObjectProvider<IdentityService> identity;
    private final ObjectProvider<DecisionService> decisions;
    private final ObjectProvider<RuntimeService> runtime;

    Engine(
            ObjectProvider<IdentityService> identity,
            ObjectProvider<DecisionService> decisions,
            ObjectProvider<RuntimeService> runtime) {
        this.identity = identity;
        this.decisions = decisions;
        this.runtime = runtime;
    }

    /** The account of the person whose request this is, or {@code system} for a job. */
    public String actor() {
        Authentication authentication = identity.getObject().getCurrentAuthentication();
        return authentication == null || authentication.getUserId() == null ? SYSTEM : authentication.getUserId();
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
        return decisions
                .getObject()
                .evaluateDecisionTableByKey(decision)
                .variables(inputs)
                .evaluate()
                .getResultList();
    }

    /** Starts an instance behind one of its nodes, for what was done before there was a process. */
    public void startAfter(String process, String businessKey, Map<String, Object> ids, String activity) {
        runtime.getObject()
                .createProcessInstanceByKey(process)
                .businessKey(businessKey)
                .setVariables(ids)
                .startAfterActivity(activity)
                .execute();
    }

    public boolean runs(String process, String businessKey) {
        return runtime.getObject()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0;
    }

    /** The moment at which a timer of a day moves its token: nine o'clock in the bureau's zone. */
    public static Date nineOClock(LocalDate day) {
        return Date.from(day.atTime(9, 0).atZone(BureauTime.ZONE).toInstant());
    }
}
