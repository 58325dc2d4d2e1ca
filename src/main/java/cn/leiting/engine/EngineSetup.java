package cn.leiting.engine;

import cn.leiting.calendar.TrialClock;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * What this product asks of the engine beyond its settings: expressions reach the model classes and
 * nothing else, queries evaluate no expressions of their authors, form data never becomes process
 * variables, history keeps no variables, a business refusal is no technical failure, and what a model class
 * says of a deployment comes before it is stored.
 */
@Component
@DependsOnDatabaseInitialization
class EngineSetup extends SpringBootProcessEnginePlugin {

    private final ApplicationContext context;
    private final List<BpmnParseListener> parseListeners;
    private final List<CommandInterceptor> interceptors;
    private final List<Deployer> deployers;
    private final @Nullable TrialClock trialClock;

    EngineSetup(
            ApplicationContext context,
            List<BpmnParseListener> parseListeners,
            List<CommandInterceptor> interceptors,
            List<Deployer> deployers,
            ObjectProvider<TrialClock> trialClock) {
        this.context = context;
        this.parseListeners = parseListeners;
        this.interceptors = interceptors;
        this.deployers = deployers;
        this.trialClock = trialClock.getIfAvailable();
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration configuration) {
        if (trialClock != null) {
            ClockUtil.offset(trialClock.offset().toMillis());
        }
        configuration.setBeans(new ModelClasses(context));
        configuration.setExpressionManager(new GuardedExpressions(context, configuration.getBeans()));
        configuration.setCustomHistoryLevels(List.of(new LeanHistory()));
        configuration.setResourceAuthorizationProvider(new TaskGrants());
        configuration.getCustomPostBPMNParseListeners().addAll(parseListeners);
        configuration.setCustomPreDeployers(deployers);
        addOutermost(configuration);
    }

    private void addOutermost(ProcessEngineConfigurationImpl configuration) {
        List<CommandInterceptor> first = configuration.getCustomPreCommandInterceptorsTxRequired();
        configuration.setCustomPreCommandInterceptorsTxRequired(
                first == null ? interceptors : concat(interceptors, first));
    }

    private static List<CommandInterceptor> concat(List<CommandInterceptor> first, List<CommandInterceptor> then) {
        return java.util.stream.Stream.concat(first.stream(), then.stream()).toList();
    }

    /**
     * Full history without variables and form fields: what people wrote stands in our own tables, and a
     * variable that was removed would otherwise live on in history for five years. What the rubric's tables
     * were asked stands on the score cards; they are asked for every reading of a year's scores too.
     */
    private static final class LeanHistory implements HistoryLevel {

        private static final Predicate<String> RUBRIC = Pattern.compile(
                        "score[A-Z]\\w*|annualStatus|improvementWeights")
                .asMatchPredicate();

        private static final Set<String> LEFT_OUT = Set.of(
                HistoryEventTypes.VARIABLE_INSTANCE_CREATE.getEntityType(),
                HistoryEventTypes.FORM_PROPERTY_UPDATE.getEntityType());

        @Override
        public int getId() {
            return 8365;
        }

        @Override
        public String getName() {
            return "leiting";
        }

        @Override
        public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
            return !LEFT_OUT.contains(type.getEntityType())
                    && !(entity instanceof DmnDecision decision && RUBRIC.test(decision.getKey()));
        }
    }

    /** The beans that expressions may name: one class a model, {@code <processId>Process}. */
    private static final class ModelClasses extends AbstractMap<Object, Object> {

        private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]*Process");

        private final ApplicationContext context;

        private ModelClasses(ApplicationContext context) {
            this.context = context;
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String name && NAME.matcher(name).matches() && context.containsBean(name);
        }

        @Override
        public @Nullable Object get(Object key) {
            return containsKey(key) ? context.getBean((String) key) : null;
        }

        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            return Set.of();
        }
    }
}
