package cn.leiting.performance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.performance.Account.Surcharge;
import cn.leiting.performance.Account.Surcharge.Days;
import cn.leiting.performance.Account.Surcharge.Due;
import cn.leiting.performance.Account.Surcharge.Grant;
import cn.leiting.performance.Account.Surcharge.Paid;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 加处罚款, by hand and against a second computation that knows stretches of days and whole hundredths of a cent. */
class SurchargeTests {

    private static final LocalDate DUE = LocalDate.of(2050, 1, 10);

    @ParameterizedTest
    @CsvSource({
        "1000.00, 2050-01-10, 0.00",
        "1000.00, 2050-01-11, 30.00",
        "1000.00, 2050-01-13, 90.00",
        "1000.00, 2050-02-12, 990.00",
        "1000.00, 2050-02-13, 1000.00",
        "1000.00, 2055-01-01, 1000.00",
        "333.33, 2050-01-11, 10.00",
        "0.50, 2050-01-11, 0.02",
        "0.10, 2050-01-11, 0.00"
    })
    void isThreePerCentADayAndNeverMoreThanTheFine(BigDecimal fine, LocalDate day, String sum) {
        assertThat(of(fine, List.of(), List.of(), List.of()).by(day)).isEqualTo(new BigDecimal(sum));
    }

    @Test
    void countsTheDayOfThePaymentAndNoneAfterIt() {
        List<Paid> paid = List.of(new Paid(DUE.plusDays(3), new BigDecimal("1000.00")));

        assertThat(of(new BigDecimal("1000.00"), List.of(), paid, List.of()).by(DUE.plusDays(300)))
                .isEqualTo("90.00");
    }

    @Test
    void doesNotCountTheDaysOfARemedy() {
        List<Days> remedies = List.of(new Days(DUE.plusDays(2), DUE.plusDays(9)));
        Surcharge surcharge = of(new BigDecimal("1000.00"), List.of(), List.of(), remedies);

        assertThat(surcharge.by(DUE.plusDays(9))).isEqualTo("30.00");
        assertThat(surcharge.by(DUE.plusDays(10))).isEqualTo("60.00");
        assertThat(of(new BigDecimal("1000.00"), List.of(), List.of(), List.of(new Days(DUE, null)))
                        .by(DUE.plusDays(90)))
                .isEqualTo("0.00");
    }

    @Test
    void countsOnlyTheInstalmentThatIsOverdue() {
        Grant grant = new Grant(
                DUE.minusDays(2),
                BigDecimal.ZERO,
                List.of(
                        new Due(1, DUE.plusDays(10), new BigDecimal("400.00")),
                        new Due(2, DUE.plusDays(20), new BigDecimal("600.00"))));
        List<Paid> paid = List.of(new Paid(DUE.plusDays(12), new BigDecimal("400.00")));
        Surcharge surcharge = of(new BigDecimal("1000.00"), List.of(grant), paid, List.of());

        assertThat(surcharge.by(DUE.plusDays(10))).isEqualTo("0.00");
        assertThat(surcharge.by(DUE.plusDays(20))).isEqualTo("24.00");
        assertThat(surcharge.by(DUE.plusDays(21))).isEqualTo("42.00");
        assertThat(surcharge.lastDue()).isEqualTo(DUE.plusDays(20));
    }

    @Test
    void isNoneWithoutAFine() {
        assertThat(new Surcharge(null, DUE, List.of(), List.of(), List.of()).by(DUE.plusDays(9)))
                .isEqualTo("0.00");
    }

    @Test
    void agreesWithAComputationByStretchesOfDays() {
        Random random = new Random(365);
        for (int round = 0; round < 500; round++) {
            long fine = 1 + random.nextInt(300_000);
            List<Paid> paid = payments(random, fine);
            List<Grant> grants = random.nextBoolean() ? List.of() : List.of(grant(random, fine, paid));
            List<Days> remedies = random.nextBoolean() ? List.of() : List.of(remedy(random));
            LocalDate day = DUE.plusDays(random.nextInt(120) - 10);

            assertThat(of(yuan(fine), grants, paid, remedies).by(day))
                    .as("round %d: %s %s %s %s %s", round, fine, grants, paid, remedies, day)
                    .isEqualTo(yuan(second(fine, grants, paid, remedies, day)));
        }
    }

    private static List<Paid> payments(Random random, long fine) {
        List<Paid> paid = new ArrayList<>();
        long left = fine;
        for (int i = random.nextInt(4); i > 0 && left > 0; i--) {
            long part = i == 1 && random.nextBoolean() ? left : 1 + random.nextLong(left);
            paid.add(new Paid(DUE.plusDays(random.nextInt(80) - 8), yuan(part)));
            left -= part;
        }
        return paid;
    }

    private static Grant grant(Random random, long fine, List<Paid> paid) {
        LocalDate on = DUE.plusDays(random.nextInt(20) - 12);
        long before = paid.stream()
                .filter(one -> one.on().isBefore(on))
                .mapToLong(one -> cents(one.amount()))
                .sum();
        long rest = fine - before;
        long first = rest / 3;
        LocalDate from = on.isAfter(DUE) ? on : DUE;
        return new Grant(
                on,
                yuan(before),
                List.of(
                        new Due(1, from.plusDays(1 + random.nextInt(20)), yuan(first)),
                        new Due(2, from.plusDays(30 + random.nextInt(20)), yuan(rest - first))));
    }

    private static Days remedy(Random random) {
        LocalDate from = DUE.plusDays(random.nextInt(40) - 5);
        return new Days(from, random.nextInt(4) == 0 ? null : from.plusDays(random.nextInt(30)));
    }

    /** In cents: between two days on which something changes every day costs the same. */
    private static long second(long fine, List<Grant> grants, List<Paid> paid, List<Days> remedies, LocalDate day) {
        TreeSet<Long> edges = new TreeSet<>(List.of(DUE.toEpochDay() + 1, day.toEpochDay() + 1));
        paid.forEach(one -> edges.add(one.on().toEpochDay() + 1));
        grants.forEach(grant -> edges.add(grant.on().toEpochDay()));
        grants.forEach(grant -> grant.dues().forEach(due -> edges.add(due.on().toEpochDay() + 1)));
        remedies.forEach(remedy -> edges.add(remedy.from().toEpochDay()));
        remedies.stream()
                .filter(remedy -> remedy.to() != null)
                .forEach(remedy -> edges.add(remedy.to().toEpochDay() + 1));
        long hundredths = 0;
        for (long edge : edges) {
            Long next = edges.higher(edge);
            if (next == null || edge <= DUE.toEpochDay() || next > day.toEpochDay() + 1) {
                continue;
            }
            boolean halted = remedies.stream()
                    .anyMatch(remedy -> remedy.from().toEpochDay() <= edge
                            && (remedy.to() == null || edge <= remedy.to().toEpochDay()));
            hundredths += halted ? 0 : (next - edge) * 3 * overdue(fine, grants, paid, edge);
        }
        return Math.min(fine, (hundredths + 50) / 100);
    }

    private static long overdue(long fine, List<Grant> grants, List<Paid> paid, long day) {
        long demanded = DUE.toEpochDay() < day ? fine : 0;
        for (Grant grant : grants) {
            if (grant.on().toEpochDay() <= day) {
                demanded = cents(grant.paid());
                for (Due due : grant.dues()) {
                    demanded += due.on().toEpochDay() < day ? cents(due.amount()) : 0;
                }
            }
        }
        long given = 0;
        for (Paid one : paid) {
            given += one.on().toEpochDay() < day ? cents(one.amount()) : 0;
        }
        return Math.max(0, demanded - given);
    }

    private static Surcharge of(BigDecimal fine, List<Grant> grants, List<Paid> paid, List<Days> remedies) {
        return new Surcharge(fine, DUE, grants, paid, remedies);
    }

    private static long cents(BigDecimal yuan) {
        return yuan.movePointRight(2).longValueExact();
    }

    private static BigDecimal yuan(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
