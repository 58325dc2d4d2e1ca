package cn.leiting.yearscore;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.List;

/** 分数：a value that is not rounded before its end. */
record Exact(BigDecimal over, BigDecimal under) {

    static Exact of(BigDecimal value) {
        return new Exact(value, BigDecimal.ONE);
    }

    /** Of one at least. */
    static Exact mean(List<BigDecimal> values) {
        return new Exact(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add), BigDecimal.valueOf(values.size()));
    }

    Exact plus(Exact other) {
        return new Exact(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Exact times(BigDecimal factor) {
        return new Exact(over.multiply(factor), under);
    }

    Exact by(BigDecimal divisor) {
        return new Exact(over, under.multiply(divisor));
    }

    BigDecimal rounded() {
        return over.divide(under, 2, HALF_UP);
    }
}
