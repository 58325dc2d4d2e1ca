package cn.leiting.performance;

import cn.leiting.casework.Cases;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.organization.Organization;
import cn.leiting.performance.Account.Channel;
import cn.leiting.performance.Performances.Kind;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 缴纳罚款：what was paid of a decision and what is owed (行政处罚法第六十七条至第七十二条).
 * Refuses more than is owed and what breaks a limit (422), and what its state does not allow (409).
 */
@Component
@Transactional
public class Payments {

    private static final String HAND_IN = "case.handIn";

    private final JdbcClient jdbc;
    private final PerformanceRepository performances;
    private final Ledger ledger;
    private final Cases cases;
    private final Organization organization;
    private final Deadlines deadlines;
    private final Journal<Kind> journal;
    private final Clock clock;

    Payments(
            JdbcClient jdbc,
            PerformanceRepository performances,
            Ledger ledger,
            Cases cases,
            Organization organization,
            Deadlines deadlines,
            Clock clock) {
        this.jdbc = jdbc;
        this.performances = performances;
        this.ledger = ledger;
        this.cases = cases;
        this.organization = organization;
        this.deadlines = deadlines;
        this.journal = new Journal<>(jdbc, clock, "performance_event", "case_code", Kind.class);
        this.clock = clock;
    }

    /** Today. */
    @Transactional(readOnly = true)
    public Account account(String code) {
        return ledger.account(performances.known(code), today());
    }

    /** The last day on which something falls due; today where no calendar tells, or nothing is served. */
    @Transactional(readOnly = true)
    public LocalDate performBy(String code) {
        LocalDate due = account(code).due();
        return due == null ? today() : due;
    }

    /**
     * 缴款 as it is typed (F-41).
     *
     * @param amount yuan, above 0, two decimals at most
     * @param paidOn from the decision to today
     * @param receiptNo 2 to 60 characters, once in a case
     * @param instalment one of the plan that holds; null: none in particular
     */
    public record Receipt(
            BigDecimal amount,
            LocalDate paidOn,
            Channel channel,
            String receiptNo,
            @Nullable Integer instalment) {

        public Receipt {
            receiptNo = Limits.required("票据号", receiptNo, 2, 60);
            if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2) {
                throw Refusal.invalid("amount", "缴款金额应大于0，最多两位小数。");
            }
        }
    }

    /** Refuses what officers collected themselves: who fines does not collect (行政处罚法第六十七条). */
    public void pay(String code, Receipt receipt, String by) {
        if (receipt.channel() == Channel.ON_THE_SPOT) {
            throw Refusal.invalid("channel", "执法人员不得自行收缴罚款，请当事人到银行或者通过电子支付系统缴纳（行政处罚法第六十七条）。");
        }
        Performance found = performances.locked(code);
        found.refuseAnnulled();
        refuseOutside(receipt.paidOn(), found.decidedOn());
        Account before = ledger.account(found, today());
        refuseKnown(receipt, before);
        BigDecimal most = ledger.most(found, receipt);
        if (before.paid().add(receipt.amount()).compareTo(most) > 0) {
            throw Refusal.invalid("amount", "缴款合计不能超过罚款和加处罚款之和%s元（行政处罚法第七十二条）。".formatted(most));
        }
        insert(code, receipt, by);
    }

    private static void refuseKnown(Receipt receipt, Account before) {
        if (before.payments().stream().anyMatch(payment -> payment.receiptNo().equals(receipt.receiptNo()))) {
            throw Refusal.conflict("票据" + receipt.receiptNo() + "已经登记。");
        }
        Integer part = receipt.instalment();
        if (part != null
                && before.plan().stream()
                        .flatMap(plan -> plan.instalments().stream())
                        .noneMatch(one -> one.no() == part)) {
            throw Refusal.invalid("instalmentNo", "没有批准第%d期缴纳（行政处罚法第六十六条）。".formatted(part));
        }
    }

    private void insert(String code, Receipt receipt, String by) {
        jdbc.sql("""
                        insert into payment
                            (case_code, no, paid_on, amount, channel, receipt_no, instalment, recorded_by, recorded_at)
                        select :code, coalesce(max(no), 0) + 1, :on, :amount, :channel, :receipt, :instalment, :by, :at
                        from payment
                        where case_code = :code
                        """)
                .param("code", code)
                .param("on", receipt.paidOn())
                .param("amount", receipt.amount())
                .param("channel", receipt.channel().name())
                .param("receipt", receipt.receiptNo())
                .param("instalment", receipt.instalment())
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        journal.note(
                code,
                Kind.PAID,
                receipt.amount().setScale(2) + "元，" + receipt.channel().label(),
                by);
    }

    /** What officers have collected on the spot; it is owed to their agency within two working days (第七十一条). */
    void collected(Performance of, BigDecimal amount, String receiptNo, String by) {
        insert(of.caseCode(), new Receipt(amount, of.decidedOn(), Channel.ON_THE_SPOT, receiptNo, null), by);
        deadlines.open(new Deadline.Opening(
                handIn(of.caseCode()),
                of.caseCode(),
                "上缴当场收缴的罚款",
                Set.of(organization.squad(cases.get(of.caseCode()).squad()).group()),
                HAND_IN,
                of.decidedOn()));
    }

    /** 上缴 of all that officers have collected and not yet handed in. */
    public void handIn(String code, LocalDate on, String by) {
        Performance found = performances.locked(code);
        refuseOutside(on, found.decidedOn());
        int handedIn = jdbc.sql("""
                        update payment
                        set handed_in_on = ?
                        where case_code = ? and channel = 'ON_THE_SPOT' and handed_in_on is null
                        """).params(on, code).update();
        if (handedIn == 0) {
            throw Refusal.conflict("没有待上缴的当场收缴罚款。");
        }
        deadlines.met(handIn(code));
        journal.note(code, Kind.HANDED_IN, null, by);
    }

    private void refuseOutside(LocalDate day, LocalDate from) {
        if (day.isBefore(from) || day.isAfter(today())) {
            throw Refusal.invalid("paidOn", "日期应在作出决定之日至今天之间。");
        }
    }

    private static String handIn(String code) {
        return HAND_IN + ":" + code;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
