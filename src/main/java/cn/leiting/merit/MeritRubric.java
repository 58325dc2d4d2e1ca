package cn.leiting.merit;

import cn.leiting.score.Indicator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** 再提升评分权重：what the decision table {@code improvementWeights} says (domain 6.6). */
public interface MeritRubric {

    /** Of the improvements that begin on that day; refuses (409) weights that do not add up to 100. */
    Map<Indicator, BigDecimal> weights(LocalDate on);
}
