package cn.leiting.process;

import cn.leiting.calendar.Parameters;
import cn.leiting.engine.Engine;
import cn.leiting.lookback.Sample.Case;
import cn.leiting.lookback.Sample.Kind;
import cn.leiting.lookback.Sample.Rule;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 回头看的决策：asks the decision table {@code lookBackSample} (domain D-09), once for each case. */
@Component
class LookBackDecisions {

    private final Engine engine;
    private final Parameters parameters;
    private final Clock clock;

    /** What the table answers: it comes with the deployment and stays until the next start. */
    private final Map<Question, Rule> answers = new ConcurrentHashMap<>();

    private record Question(Case asked, BigDecimal findingSample, BigDecimal cleanSample) {}

    LookBackDecisions(Engine engine, Parameters parameters, Clock clock) {
        this.engine = engine;
        this.parameters = parameters;
        this.clock = clock;
    }

    Map<Case, Rule> samples(Set<Case> cases) {
        LocalDate today = LocalDate.now(clock);
        BigDecimal findingSample = parameters.number("lookback.findingSample", today);
        BigDecimal cleanSample = parameters.number("lookback.cleanSample", today);
        return cases.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        asked -> answers.computeIfAbsent(
                                new Question(asked, findingSample, cleanSample), this::answer)));
    }

    private Rule answer(Question question) {
        Case asked = question.asked();
        Map<String, Object> row = engine.decide(
                        "lookBackSample",
                        Map.of(
                                "theme", asked.theme(),
                                "lastPassRate", asked.lastPassRate().doubleValue(),
                                "hadFinding", asked.hadFinding(),
                                "relapsedBefore", asked.relapsedBefore(),
                                "findingSample", question.findingSample().doubleValue(),
                                "cleanSample", question.cleanSample().doubleValue()))
                .get(0);
        return new Rule(
                Kind.valueOf(String.valueOf(row.get("kind"))),
                new BigDecimal(String.valueOf(row.get("percent"))),
                new BigDecimal(String.valueOf(row.get("rounds"))).intValueExact());
    }
}
