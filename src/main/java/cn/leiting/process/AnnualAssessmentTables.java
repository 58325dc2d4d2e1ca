package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.merit.MeritRubric;
import cn.leiting.score.Indicator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 再提升指标权重：asks the decision table {@code improvementWeights}. */
@Component
class AnnualAssessmentTables implements MeritRubric {

    private final Engine engine;

    AnnualAssessmentTables(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Map<Indicator, BigDecimal> weights(LocalDate on) {
        Map<Indicator, BigDecimal> weights = new EnumMap<>(Indicator.class);
        Map<String, Object> day = Map.of("day", Integer.valueOf(on.format(DateTimeFormatter.BASIC_ISO_DATE)));
        engine.decide("improvementWeights", day)
                .forEach(row -> weights.merge(
                        Indicator.valueOf(String.valueOf(row.get("indicator"))),
                        new BigDecimal(String.valueOf(row.get("weight"))),
                        BigDecimal::add));
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        CampaignScoringWeights.Table.IMPROVEMENT.refuse(on, sum, weights.keySet());
        return weights;
    }
}
