package cn.leiting.performance;

import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.organization.Organization;
import cn.leiting.performance.Account.Instalment;
import cn.leiting.performance.Performances.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 延期、分期缴纳和减免：what the deciding body allows whoever cannot pay (行政处罚法第六十六条、行政强制法第四十二条). Refuses all
 * others and whoever has handled the case (403), what breaks a limit (422), what its state does not allow (409).
 */
@Component
@Transactional
public class Deferrals {

    private static final int MOST = 36;

    private final JdbcClient jdbc;
    private final PerformanceRepository performances;
    private final Ledger ledger;
    private final Cases cases;
    private final Handlers handlers;
    private final Organization organization;
    private final Journal<Kind> journal;
    private final Clock clock;

    Deferrals(
            JdbcClient jdbc,
            PerformanceRepository performances,
            Ledger ledger,
            Cases cases,
            Handlers handlers,
            Organization organization,
            Clock clock) {
        this.jdbc = jdbc;
        this.performances = performances;
        this.ledger = ledger;
        this.cases = cases;
        this.handlers = handlers;
        this.organization = organization;
        this.journal = new Journal<>(jdbc, clock, "performance_event", "case_code", Kind.class);
        this.clock = clock;
    }

    /**
     * 批准延期或者分期缴纳 (行政处罚法第六十六条) on the party's request; replaces an earlier plan.
     *
     * @param reason 5 to 500 characters
     * @param instalments 1 to 36 in the order of their days, all after today and not before the fine's own day; together
     *     what of the fine is not paid
     */
    public void grant(String code, @Nullable String reason, List<Instalment> instalments, Actor by) {
        decider(code, by, "批准延期、分期缴纳");
        String why = Limits.required("理由", reason, 5, 500);
        Performance found = performances.locked(code);
        found.refuseAnnulled();
        found.served();
        Account account = ledger.account(found, today());
        BigDecimal rest = account.fine().subtract(account.paid());
        refuseUnfit(instalments, rest, Optional.ofNullable(account.payBy()).orElseGet(this::today));
        jdbc.sql("""
                        with granted as (
                            insert into deferral (case_code, no, granted_on, paid, reason, granted_by, granted_at)
                            select :code, coalesce(max(no), 0) + 1, :on, :paid, :reason, :by, :at
                            from deferral
                            where case_code = :code
                            returning no)
                        insert into instalment (case_code, deferral, no, due_on, amount)
                        select :code, granted.no, planned.no, due_on, amount
                        from granted, unnest(:days::date[], :amounts::numeric[]) with ordinality as planned (due_on, amount, no)
                        """)
                .param("code", code)
                .param("on", today())
                .param("paid", account.paid())
                .param("reason", why)
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .param(
                        "days",
                        instalments.stream()
                                .map(Instalment::dueOn)
                                .map(String::valueOf)
                                .toArray(String[]::new))
                .param(
                        "amounts",
                        instalments.stream()
                                .map(Instalment::amount)
                                .map(String::valueOf)
                                .toArray(String[]::new))
                .update();
        journal.note(code, Kind.DEFERRED, why, by.id());
    }

    private void refuseUnfit(List<Instalment> planned, BigDecimal rest, LocalDate notBefore) {
        if (rest.signum() <= 0) {
            throw Refusal.conflict("没有待缴的罚款，不能延期、分期缴纳。");
        }
        if (planned.isEmpty() || planned.size() > MOST) {
            throw Refusal.invalid("instalments", "缴款应分为1至36期。");
        }
        boolean rising = IntStream.range(1, planned.size())
                .allMatch(at ->
                        planned.get(at).dueOn().isAfter(planned.get(at - 1).dueOn()));
        LocalDate first = planned.get(0).dueOn();
        if (!rising || first.isBefore(notBefore) || !first.isAfter(today())) {
            throw Refusal.invalid("instalments", "各期期限应依次在今天和原缴款期限之后（行政处罚法第六十六条）。");
        }
        boolean plain = planned.stream()
                .map(Instalment::amount)
                .allMatch(amount ->
                        amount.signum() > 0 && amount.stripTrailingZeros().scale() <= 2);
        BigDecimal sum = planned.stream().map(Instalment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!plain || sum.compareTo(rest) != 0) {
            throw Refusal.invalid("instalments", "各期金额应大于0、最多两位小数，合计应为待缴的罚款%s元。".formatted(rest.setScale(2)));
        }
    }

    /** 减免加处罚款 (行政强制法第四十二条). */
    public void remit(String code, @Nullable String reason, Actor by) {
        decider(code, by, "减免加处罚款");
        Performance found = performances.locked(code);
        found.served();
        found.remit(today(), reason, by.id());
        performances.save(found);
        journal.note(code, Kind.REMITTED, reason, by.id());
    }

    private void decider(String code, Actor by, String what) {
        by.require(organization.squad(cases.get(code).squad()).decideGroup());
        handlers.refuseHandler(code, by.id(), "案件承办人不能" + what + "。");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
