package cn.leiting.performance;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.casework.CaseClocks;
import cn.leiting.performance.Performances.Kind;
import cn.leiting.remedy.Remedies;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Refusal;
import cn.leiting.statute.StatutoryClock;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 催告和强制执行：what is done about a decision that is not performed (domain P6, step 21). Refuses what the waiting
 * periods of the law do not allow (409), with the article, and what breaks a limit (422).
 */
@Component
@Transactional
public class Enforcements {

    private final PerformanceRepository performances;
    private final Ledger ledger;
    private final Remedies remedies;
    private final CaseClocks clocks;
    private final WorkCalendar calendar;
    private final Journal<Kind> journal;
    private final Clock clock;

    Enforcements(
            PerformanceRepository performances,
            Ledger ledger,
            Remedies remedies,
            CaseClocks clocks,
            WorkCalendar calendar,
            JdbcClient jdbc,
            Clock clock) {
        this.performances = performances;
        this.ledger = ledger;
        this.remedies = remedies;
        this.clocks = clocks;
        this.calendar = calendar;
        this.journal = new Journal<>(jdbc, clock, "performance_event", "case_code", Kind.class);
        this.clock = clock;
    }

    /** 催告 (行政强制法第五十四条). */
    public void urge(String code, LocalDate on, @Nullable String no, String by) {
        Performance found = performances.locked(code);
        found.urge(on, no, today());
        save(found, Kind.URGED, no, by);
    }

    /**
     * 申请法院强制执行. Refuses it before the ten working days of the urging are over (行政强制法第五十四条), and outside of
     * the three months after the remedies' periods (第五十三条).
     */
    public void apply(String code, LocalDate on, @Nullable String court, String by) {
        Performance found = performances.locked(code);
        LocalDate urged = found.urgedOn();
        if (urged == null || !on.isAfter(urgedUntil(code, urged))) {
            throw Refusal.conflict("催告书送达满十个工作日后当事人仍不履行的，才能申请强制执行（行政强制法第五十四条）。");
        }
        Remedies.Window window = remedies.window(
                        code, found.served().effectiveOn(), ledger.deferredUntil(code), calendar.now())
                .orElseThrow(() -> Refusal.conflict("复议或者诉讼尚未终结，不能申请强制执行（行政强制法第五十三条）。"));
        if (on.isBefore(window.from())) {
            throw Refusal.conflict("复议和诉讼的期限还没有届满，不能申请强制执行（行政强制法第五十三条）。");
        }
        if (on.isAfter(window.to())) {
            throw Refusal.conflict("申请强制执行的三个月期限已经届满（行政强制法第五十三条）。");
        }
        found.apply(on, court, today());
        save(found, Kind.APPLIED, court, by);
    }

    private LocalDate urgedUntil(String code, LocalDate urged) {
        return clocks.of(code, "acl.54", urged, false, null).due(calendar.now()).orElse(LocalDate.MAX);
    }

    /** 法院执行终结, also where something was left; note 5 to 300 characters. */
    public void closeCourt(String code, LocalDate on, @Nullable String note, String by) {
        Performance found = performances.locked(code);
        found.closeCourt(on, note, today());
        save(found, Kind.COURT_CLOSED, note, by);
    }

    /** When the court may be asked, remedies considered; none while one lasts, or where the urging lacks. */
    @Transactional(readOnly = true)
    public Optional<Remedies.Window> window(String code) {
        Performance found = performances.known(code);
        LocalDate urged = found.urgedOn();
        if (urged == null) {
            return Optional.empty();
        }
        LocalDate first = urgedUntil(code, urged).plusDays(1);
        return remedies.window(code, found.served().effectiveOn(), ledger.deferredUntil(code), calendar.now())
                .map(window -> window.from().isBefore(first) ? new Remedies.Window(first, window.to()) : window);
    }

    /** The parameter of the deadline of the next step. */
    @Transactional(readOnly = true)
    public String rule(String code) {
        return performances.known(code).appliedOn() == null ? "case.enforce" : "case.court";
    }

    /** From when the next step can be done: the urging, then the application, then what became of it. */
    @Transactional(readOnly = true)
    public LocalDate since(String code) {
        Performance found = performances.known(code);
        LocalDate applied = found.appliedOn();
        if (applied != null) {
            return applied;
        }
        try {
            return window(code).map(Remedies.Window::from).orElseGet(() -> LocalDate.now(clock));
        } catch (CalendarMissing unknown) {
            return LocalDate.now(clock);
        }
    }

    /**
     * 法定期限 of the performance as they stand, those that run or have run: service, payment, handing in, urging, and
     * what the party has for its remedies.
     */
    @Transactional(readOnly = true)
    public List<StatutoryClock> clocks(String code) {
        Performance found = performances.known(code);
        List<StatutoryClock> running = new ArrayList<>();
        Service service = found.service();
        if (!found.isOnTheSpot()) {
            running.add(
                    clocks.of(code, "apl.61", found.decidedOn(), false, service == null ? null : service.servedOn()));
        }
        if (service != null) {
            running.add(clocks.of(code, "apl.67", service.effectiveOn(), true, ledger.paidOn(found)));
            running.add(clocks.of(code, "arl.reconsideration", service.effectiveOn(), true, null));
            running.add(clocks.of(code, "all.46", service.effectiveOn(), true, null));
        }
        ledger.collected(code)
                .ifPresent(cash -> running.add(clocks.of(code, "apl.71", cash.paidOn(), false, cash.handedInOn())));
        if (found.urgedOn() != null) {
            running.add(clocks.of(code, "acl.54", found.urgedOn(), false, null));
        }
        return running;
    }

    private void save(Performance changed, Kind kind, @Nullable String text, String by) {
        journal.note(performances.save(changed).caseCode(), kind, text, by);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
