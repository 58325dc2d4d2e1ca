package cn.leiting.performance;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.casework.CaseClocks;
import cn.leiting.performance.Account.Instalment;
import cn.leiting.performance.Account.Payment;
import cn.leiting.performance.Account.Plan;
import cn.leiting.performance.Account.Surcharge;
import cn.leiting.performance.Account.Surcharge.Days;
import cn.leiting.performance.Account.Surcharge.Due;
import cn.leiting.performance.Account.Surcharge.Grant;
import cn.leiting.performance.Account.Surcharge.Paid;
import cn.leiting.remedy.Remedies;
import cn.leiting.statute.StatutoryClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is owed of a decision: payments, deferrals, days of remedies, and the sums that follow from them. */
@Component
class Ledger {

    private static final BigDecimal NONE = BigDecimal.ZERO.setScale(2);

    private final JdbcClient jdbc;
    private final CaseClocks clocks;
    private final Remedies remedies;
    private final WorkCalendar calendar;

    private record PlanRow(
            int deferral,
            LocalDate grantedOn,
            BigDecimal paid,
            String reason,
            String grantedBy,
            int no,
            LocalDate dueOn,
            BigDecimal amount) {}

    Ledger(JdbcClient jdbc, CaseClocks clocks, Remedies remedies, WorkCalendar calendar) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.remedies = remedies;
        this.calendar = calendar;
    }

    /** As of that day. */
    Account account(Performance of, LocalDate day) {
        List<Payment> payments = payments(of.caseCode());
        List<PlanRow> rows = planned(of.caseCode());
        LocalDate payBy = payBy(of);
        Surcharge surcharge = surcharge(of, payBy, rows, payments);
        BigDecimal paid = sum(payments.stream().map(Payment::amount).toList());
        BigDecimal fine =
                of.fine() == null || of.annulledOn() != null ? NONE : of.fine().setScale(2);
        return new Account(
                fine,
                paid,
                payBy,
                payBy == null ? null : surcharge.lastDue(),
                payBy == null ? NONE : surcharge.overdue(day).setScale(2),
                owed(of, surcharge, fine, paid, day),
                payments,
                plans(rows),
                payments.stream()
                        .filter(payment -> payment.channel() == Account.Channel.ON_THE_SPOT)
                        .filter(payment -> payment.handedInOn() == null)
                        .map(Payment::no)
                        .toList());
    }

    /** Once it is remitted, only what of it has been paid is owed. */
    private static BigDecimal owed(
            Performance of, Surcharge surcharge, BigDecimal fine, BigDecimal paid, LocalDate day) {
        if (of.service() == null || fine.signum() == 0) {
            return NONE;
        }
        BigDecimal computed = surcharge.by(day);
        return of.remittedOn() == null
                ? computed
                : computed.min(paid.subtract(fine).max(NONE));
    }

    /** What it would come to with one more payment, by the day of the last one. */
    BigDecimal most(Performance of, Payments.Receipt receipt) {
        List<Payment> payments = new ArrayList<>(payments(of.caseCode()));
        payments.add(new Payment(
                payments.size() + 1,
                receipt.paidOn(),
                receipt.amount(),
                receipt.channel(),
                receipt.receiptNo(),
                null,
                null));
        LocalDate last =
                payments.stream().map(Payment::paidOn).max(LocalDate::compareTo).orElseThrow();
        BigDecimal fine = of.fine() == null ? NONE : of.fine().setScale(2);
        return of.service() == null || of.remittedOn() != null
                ? fine
                : fine.add(surcharge(of, payBy(of), planned(of.caseCode()), payments)
                        .by(last));
    }

    private Surcharge surcharge(Performance of, @Nullable LocalDate payBy, List<PlanRow> rows, List<Payment> payments) {
        return new Surcharge(
                of.fine(),
                payBy == null ? LocalDate.MAX.minusDays(1) : payBy,
                rows.stream()
                        .map(PlanRow::deferral)
                        .distinct()
                        .map(no -> grant(no, rows))
                        .toList(),
                payments.stream()
                        .map(one -> new Paid(one.paidOn(), one.amount()))
                        .toList(),
                remedies.of(of.caseCode()).stream()
                        .map(one -> new Days(one.filedOn(), one.decidedOn()))
                        .toList());
    }

    private static Grant grant(int no, List<PlanRow> rows) {
        List<PlanRow> own = rows.stream().filter(row -> row.deferral() == no).toList();
        return new Grant(
                own.get(0).grantedOn(),
                own.get(0).paid(),
                own.stream()
                        .map(row -> new Due(row.no(), row.dueOn(), row.amount()))
                        .toList());
    }

    private static List<Plan> plans(List<PlanRow> rows) {
        return rows.stream()
                .map(PlanRow::deferral)
                .distinct()
                .map(no -> rows.stream().filter(row -> row.deferral() == no).toList())
                .map(own -> new Plan(
                        own.get(0).grantedOn(),
                        own.get(0).reason(),
                        own.get(0).grantedBy(),
                        own.stream()
                                .map(row -> new Instalment(row.no(), row.dueOn(), row.amount()))
                                .toList()))
                .toList();
    }

    private List<Payment> payments(String code) {
        return jdbc.sql("select * from payment where case_code = ? order by no")
                .param(code)
                .query(Payment.class)
                .list();
    }

    /** The day on which the fine was paid whole, surcharges apart; null: not yet, or none. */
    @Nullable
    LocalDate paidOn(Performance of) {
        BigDecimal fine = of.fine();
        if (fine == null) {
            return null;
        }
        BigDecimal paid = NONE;
        for (Payment payment : payments(of.caseCode())) {
            paid = paid.add(payment.amount());
            if (paid.compareTo(fine) >= 0) {
                return payment.paidOn();
            }
        }
        return null;
    }

    /** What officers took on the spot. */
    Optional<Payment> collected(String code) {
        return payments(code).stream()
                .filter(payment -> payment.channel() == Account.Channel.ON_THE_SPOT)
                .findFirst();
    }

    private List<PlanRow> planned(String code) {
        return jdbc.sql("""
                        select deferral.no as deferral, granted_on, paid, reason,
                               coalesce(person.name, granted_by) as granted_by,
                               instalment.no, due_on, amount
                        from deferral
                                 join instalment on instalment.case_code = deferral.case_code
                            and instalment.deferral = deferral.no
                                 left join person on user_id = granted_by
                        where deferral.case_code = ?
                        order by deferral.no, instalment.no
                        """).param(code).query(PlanRow.class).list();
    }

    /** The last day of the deferral or of the instalments that were granted last; null: none. */
    @Nullable
    LocalDate deferredUntil(String code) {
        return jdbc.sql("""
                        select max(due_on)
                        from instalment
                        where case_code = :code and deferral = (select max(no) from deferral where case_code = :code)
                        """)
                .param("code", code)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .orElse(null);
    }

    /** 缴款期限, fifteen days after the service (第六十七条); null: not served. */
    private @Nullable LocalDate payBy(Performance of) {
        return of.service() == null ? null : payBy(of.caseCode(), of.service().effectiveOn());
    }

    /** A day off is the next working day, where the year's table tells. */
    LocalDate payBy(String code, LocalDate served) {
        StatutoryClock period = clocks.of(code, "apl.67", served, true, null);
        try {
            return period.due(calendar.now()).orElse(LocalDate.MAX.minusDays(1));
        } catch (CalendarMissing unknown) {
            return served.plusDays(period.length().amount());
        }
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(NONE, BigDecimal::add);
    }
}
