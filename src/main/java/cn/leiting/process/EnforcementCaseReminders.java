package cn.leiting.process;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.onsite.OnTheSpots;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.statute.StatutoryClock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 办案期限提醒：after so many of the ninety days (行政处罚法第六十条) the squad's leader is reminded once, near their end
 * 法规监督科 too. A pause or an extension moves what is still to come. Nothing is closed by a machine: a case past its
 * day is seen as such wherever it is shown.
 */
@Component
class EnforcementCaseReminders {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private static final String DECISION = "apl.60";

    /** From this day on supervision is reminded as well. */
    private static final int LATE = 83;

    private final Deadlines deadlines;
    private final Cases cases;
    private final CaseClocks clocks;
    private final Parameters parameters;
    private final WorkCalendar calendar;
    private final Organization organization;

    EnforcementCaseReminders(
            Deadlines deadlines,
            Cases cases,
            CaseClocks clocks,
            Parameters parameters,
            WorkCalendar calendar,
            Organization organization) {
        this.deadlines = deadlines;
        this.cases = cases;
        this.clocks = clocks;
        this.parameters = parameters;
        this.calendar = calendar;
        this.organization = organization;
    }

    /** Whether it is one of these, of which nobody else tells. */
    static boolean tells(Deadline.Raised raised) {
        return raised.reference().matches("CASE-.*\\+\\d+");
    }

    @EventListener
    void open(Cases.Filed filed) {
        EnforcementCase found = cases.get(filed.code());
        LocalDate on = filedOn(found).orElseThrow();
        Squad squad = organization.squad(found.squad());
        for (int days : numbers(on)) {
            deadlines.open(new Deadline.Opening(
                    reference(found, days),
                    found.code(),
                    "案件立案满" + days + "日",
                    days < LATE ? Set.of(squad.leadGroup()) : Set.of(squad.leadGroup(), "deptSupervision"),
                    "case.reminder",
                    on.plusDays(days)));
        }
    }

    @EventListener
    void move(CaseClocks.Changed changed) {
        EnforcementCase found = cases.get(changed.code());
        if (!changed.key().equals(DECISION)) {
            return;
        }
        filedOn(found).ifPresent(on -> {
            StatutoryClock clock = clocks.of(found.code(), DECISION, on, false, null);
            for (int days : numbers(on)) {
                dayOf(clock, days)
                        .ifPresentOrElse(
                                day -> deadlines.restart(reference(found, days), day),
                                () -> deadlines.pause(reference(found, days)));
            }
        });
    }

    /** Without an answer while the clock rests. */
    private Optional<LocalDate> dayOf(StatutoryClock clock, int days) {
        return new StatutoryClock(
                        clock.key(),
                        clock.from(),
                        new Length(days, Unit.CALENDAR),
                        false,
                        clock.pauses(),
                        clock.extensions(),
                        null)
                .due(calendar.now());
    }

    @EventListener
    void drop(Cases.Settled settled) {
        EnforcementCase found = cases.get(settled.code());
        filedOn(found).ifPresent(on -> numbers(on).forEach(days -> deadlines.cancel(reference(found, days))));
    }

    /** Once; it is no lateness that climbs. */
    @EventListener
    void tell(Deadline.Raised raised) {
        if (!tells(raised)) {
            return;
        }
        EnforcementCase found = cases.get(raised.subject());
        filedOn(found).ifPresent(on -> {
            String due = clocks.of(found.code(), DECISION, on, false, null)
                    .due(calendar.now())
                    .map(day -> "应于" + DAY.format(day) + "前作出处理决定（行政处罚法第六十条）。")
                    .orElse("期限现已中止。");
            deadlines.tell(
                    raised.reference(),
                    raised.level(),
                    raised.holders(),
                    "【办案期限】" + raised.title() + "（" + found.code() + "），" + due);
        });
        deadlines.met(raised.reference());
    }

    @EventListener
    void owe(OnTheSpots.Decided decided) {
        Squad squad = organization.squad(decided.squad());
        deadlines.open(new Deadline.Opening(
                decided.code() + "#copy",
                decided.code(),
                "当场处罚决定报备案",
                Set.of(squad.group()),
                "case.copy",
                decided.on()));
    }

    @EventListener
    void meet(OnTheSpots.Copied copied) {
        deadlines.met(copied.code() + "#copy");
    }

    private List<Integer> numbers(LocalDate on) {
        return Arrays.stream(parameters.text("case.warn", on).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private static Optional<LocalDate> filedOn(EnforcementCase found) {
        return Optional.ofNullable(found.filedOn());
    }

    /** A case that came back from another agency is filed again on another day. */
    private static String reference(EnforcementCase found, int days) {
        return found.code() + "#" + found.filedOn() + "+" + days;
    }
}
