package cn.leiting.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.proposal.Penalty.Kind;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Harm;
import cn.leiting.proposal.Weighing.Mitigation;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PenaltyTests {

    @ParameterizedTest
    @CsvSource({
        "FINE, 500.01, , FINE, 500, , true",
        "FINE, 500, , FINE, 500.00, , false",
        "FINE, 499, , FINE, 500, , false",
        "FINE, 500, , WARNING, , , true",
        "WARNING, , , FINE, 500, , false",
        "CONFISCATION, , 100, FINE, 500, , true",
        "REVOKE, , , FINE, 500, , true",
        "REVOKE, , , SUSPEND_LICENCE, , , true",
        "SUSPEND_LICENCE, , , REVOKE, , , false",
        "CLOSE, , , REVOKE, , , true",
        "FINE, 600, , REVOKE, 500, , true",
        "FINE, 500, 1, FINE, 500, , true"
    })
    void isHeavierByKindOrByAnyAmount(
            Kind kind,
            BigDecimal amount,
            BigDecimal confiscation,
            Kind otherKind,
            BigDecimal otherAmount,
            BigDecimal otherConfiscation,
            boolean heavier) {
        assertThat(new Penalty(kind, amount, confiscation)
                        .isHeavierThan(new Penalty(otherKind, otherAmount, otherConfiscation)))
                .isEqualTo(heavier);
    }

    @ParameterizedTest
    @CsvSource({"FINE, , ", "FINE, 0, ", "FINE, -1, ", "FINE, 1.001, ", "CONFISCATION, , ", "WARNING, 1, "})
    void refusesAmountsThatDoNotFitItsKind(Kind kind, BigDecimal amount, BigDecimal confiscation) {
        assertThatThrownBy(() -> new Penalty(kind, amount, confiscation)).hasMessageEndingWith("。");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-01-11, 2023-01-11, false, false",
        "2021-01-10, 2023-01-11, false, true",
        "2018-01-11, 2023-01-11, true, false",
        "2018-01-10, 2023-01-11, true, true"
    })
    void expiresAfterTwoYearsOrFive(LocalDate actOn, LocalDate discoveredOn, boolean grave, boolean expired) {
        assertThat(weighing(null, grave).isExpired(actOn, discoveredOn)).isEqualTo(expired);
    }

    @Test
    void countsAnActThatWentOnFromItsEnd() {
        assertThat(weighing(LocalDate.of(2022, 6, 1), false)
                        .isExpired(LocalDate.of(2018, 1, 1), LocalDate.of(2023, 1, 11)))
                .isFalse();
    }

    private static Weighing weighing(LocalDate endedOn, boolean grave) {
        return new Weighing(
                true, Age.ADULT, false, endedOn, grave, true, false, false, Harm.NONE, false, Mitigation.NONE, false);
    }
}
