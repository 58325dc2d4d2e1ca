package cn.leiting.process;

import cn.leiting.disposition.Dispositions;
import cn.leiting.engine.Engine;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 现场处置的决策：asks the decision table {@code disposition} (domain D-04), once for each matter. */
@Component
class FieldDecisions implements Dispositions {

    /** Higher than any limit: no text in force could be read. */
    private static final BigDecimal UNREAD = BigDecimal.valueOf(1_000_000_000L);

    private final Engine engine;

    /** What the table answers: it comes with the deployment and stays until the next start. */
    private final Map<Matter, Proposal> answers = new ConcurrentHashMap<>();

    FieldDecisions(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Map<Matter, Proposal> propose(Set<Matter> matters) {
        return matters.stream()
                .collect(Collectors.toMap(Function.identity(), asked -> answers.computeIfAbsent(asked, this::answer)));
    }

    private Proposal answer(Matter asked) {
        BigDecimal rangeMax = asked.rangeMax() == null ? UNREAD : asked.rangeMax();
        Map<String, Object> row = engine.decide(
                        "disposition",
                        Map.of(
                                "crimeSuspected", asked.crimeSuspected(),
                                "competent", asked.competent(),
                                "refused", asked.refused(),
                                "late", asked.late(),
                                "precondition", asked.precondition().name(),
                                "correctedOnSpot", asked.correctedOnSpot(),
                                "harm", asked.harm().name(),
                                "factsClear", asked.factsClear(),
                                "rangeMax", rangeMax.doubleValue(),
                                "party", asked.party().name()))
                .get(0);
        return Proposal.valueOf(String.valueOf(row.get("proposal")));
    }
}
