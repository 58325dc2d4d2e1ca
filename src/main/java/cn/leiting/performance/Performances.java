package cn.leiting.performance;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.remedy.Remedies;
import cn.leiting.remedy.Remedy.Result;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 处罚决定的执行：the way of a decision from its service to its end (domain P6, steps 18, 20 and 21). Refuses what its
 * state or the law's waiting periods do not allow (409), what breaks a limit (422), who may not (403).
 */
@Component
@Transactional
public class Performances {

    /** 办理事项 of the journal. */
    public enum Kind {
        BEGUN("作出决定，转入执行"),
        SERVED("送达"),
        PAID("缴款"),
        HANDED_IN("上缴当场收缴的罚款"),
        DEFERRED("批准延期、分期缴纳"),
        REMITTED("减免加处罚款"),
        DUTY_DONE("履行罚款以外的义务"),
        LAPSED("确认逾期不履行"),
        URGED("催告"),
        APPLIED("申请法院强制执行"),
        COURT_CLOSED("法院执行终结"),
        CHANGED("决定变更"),
        ANNULLED("决定撤销"),
        PERFORMED("执行完毕");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 处罚决定：what of it has to be performed, as the room that keeps the decision tells it. A warning has neither a fine nor
     * another duty.
     *
     * @param no the number that the decision bears, 2 to 60 characters
     * @param fine yuan, above 0, two decimals at most; null: none
     * @param otherDuty what else is to be done, 2 to 300 characters, e.g. 没收违法所得500元; null: nothing
     * @param onTheSpot made and handed over on the spot (行政处罚法第五十二条), so that it is served
     * @param collected number of the receipt when officers collected the fine on the spot (第六十八条); null: they did not
     */
    public record Decision(
            String no,
            LocalDate decidedOn,
            @Nullable BigDecimal fine,
            @Nullable String otherDuty,
            boolean onTheSpot,
            @Nullable String collected) {

        public Decision {
            if (fine != null && (fine.signum() <= 0 || fine.stripTrailingZeros().scale() > 2)) {
                throw Refusal.invalid("罚款数额应大于0，最多两位小数。");
            }
            if (collected != null && (!onTheSpot || fine == null)) {
                throw Refusal.invalid("只有当场作出的罚款决定可以当场收缴（行政处罚法第六十八条）。");
            }
        }
    }

    private final PerformanceRepository performances;
    private final Payments payments;
    private final Cases cases;
    private final Handlers handlers;
    private final CaseClocks clocks;
    private final WorkCalendar calendar;
    private final Journal<Kind> journal;
    private final Clock clock;

    Performances(
            PerformanceRepository performances,
            Payments payments,
            Cases cases,
            Handlers handlers,
            CaseClocks clocks,
            WorkCalendar calendar,
            JdbcClient jdbc,
            Clock clock) {
        this.performances = performances;
        this.payments = payments;
        this.cases = cases;
        this.handlers = handlers;
        this.clocks = clocks;
        this.calendar = calendar;
        this.journal = new Journal<>(jdbc, clock, "performance_event", "case_code", Kind.class);
        this.clock = clock;
    }

    /** Takes over the decision of a case, once; one on the spot is served already. */
    public Performance begin(String code, Decision made, String by) {
        return performances.findById(code).orElseGet(() -> {
            Performance begun = performances.save(Performance.of(code, made, by));
            journal.note(code, Kind.BEGUN, made.no(), by);
            if (made.onTheSpot()) {
                cases.advance(code, Status.SERVED, "当场交付处罚决定书", by);
            }
            if (made.collected() != null && made.fine() != null) {
                payments.collected(begun, made.fine(), made.collected(), by);
            }
            return begun;
        });
    }

    /** Refuses a case without a decision that has been taken over. */
    @Transactional(readOnly = true)
    public Performance get(String code) {
        return performances.known(code);
    }

    @Transactional(readOnly = true)
    public List<Journal.Event<Kind>> events(String code) {
        return journal.of(code);
    }

    /** 送达 by a handler of the case; an announcement counts as served after its period (民事诉讼法第九十五条). */
    public void serve(String code, Service.Form form, String by) {
        handlers.refuseOthers(code, by);
        Performance found = performances.locked(code);
        LocalDate effective = form.method() == Service.Method.ANNOUNCEMENT
                ? clocks.of(code, "cpl.announcement", form.servedOn(), false, null)
                        .due(calendar.now())
                        .orElse(form.servedOn())
                : form.servedOn();
        found.serve(form.effective(effective, by), today());
        save(found, Kind.SERVED, form.method().label(), by);
        cases.advance(code, Status.SERVED, form.method().label(), by);
    }

    /** 罚款以外的义务已履行; note 2 to 300 characters. */
    public void finishDuty(String code, LocalDate on, @Nullable String note, String by) {
        Performance found = performances.locked(code);
        found.finishDuty(on, note, today());
        save(found, Kind.DUTY_DONE, note, by);
    }

    /** 逾期不履行; refuses while nothing is overdue (行政处罚法第六十七条). */
    public void lapse(String code, String by) {
        Performance found = performances.locked(code);
        LocalDate effective = found.served().effectiveOn();
        boolean overdue = payments.account(code).overdue().signum() > 0;
        if (!overdue && !(found.owesDuty() && today().isAfter(effective))) {
            throw Refusal.conflict("缴款期限还没有届满，或者没有逾期的款项，不能转入催告（行政处罚法第六十七条）。");
        }
        found.lapse(today());
        save(found, Kind.LAPSED, null, by);
        cases.advance(code, Status.ENFORCING, "当事人逾期不履行", by);
    }

    /** Whether nothing more is to be done; the case is ready to be closed then. */
    public boolean conclude(String code, String by) {
        Performance found = performances.locked(code);
        if (found.service() == null || !isSettled(found)) {
            return false;
        }
        if (cases.get(code).status() != Status.PERFORMED) {
            cases.advance(code, Status.PERFORMED, null, by);
            journal.note(code, Kind.PERFORMED, null, by);
        }
        return true;
    }

    /** Refuses (409) to call done what is not, e.g. while a surcharge is owed. */
    @Transactional(readOnly = true)
    public void refuseUnsettled(String code) {
        if (!isSettled(performances.known(code))) {
            throw Refusal.conflict("案件" + code + "还有没有缴清、上缴或者履行的事项，不能办结。");
        }
    }

    private boolean isSettled(Performance found) {
        return found.courtClosedOn() != null
                || found.annulledOn() != null
                || !found.owesDuty() && payments.account(found.caseCode()).isSettled();
    }

    /** What a remedy has left of the decision; an annulled one is not performed any further. */
    @EventListener
    void follow(Remedies.Decided decided) {
        Performance found = performances.locked(decided.code());
        if (decided.result() == Result.CHANGED) {
            found.change(decided.newFine());
            save(found, Kind.CHANGED, null, decided.by());
        }
        if (decided.result() == Result.ANNULLED) {
            found.annul(decided.on());
            save(found, Kind.ANNULLED, null, decided.by());
        }
        if (decided.result().overturns() && !cases.get(decided.code()).isClosed()) {
            conclude(decided.code(), decided.by());
        }
    }

    private void save(Performance changed, Kind kind, @Nullable String text, String by) {
        journal.note(performances.save(changed).caseCode(), kind, text, by);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
