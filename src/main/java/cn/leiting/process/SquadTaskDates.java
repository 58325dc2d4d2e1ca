package cn.leiting.process;

import cn.leiting.assignment.Assignment;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import org.springframework.stereotype.Component;

/** 中队任务的时点：when the timers of a squad's task move its token, in the bureau's zone. */
@Component
class SquadTaskDates {

    /** The last day's night shift is over (domain 9.3 no. 26). */
    private static final LocalTime NIGHT_IS_OVER = LocalTime.of(5, 0);

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private final Parameters parameters;
    private final WorkCalendar calendar;
    private final Clock clock;

    SquadTaskDates(Parameters parameters, WorkCalendar calendar, Clock clock) {
        this.parameters = parameters;
        this.calendar = calendar;
        this.clock = clock;
    }

    static Date startAt(Assignment assignment) {
        return at(assignment.from().atStartOfDay(BureauTime.ZONE));
    }

    static Date endAt(Assignment assignment) {
        return at(assignment.to().plusDays(1).atTime(NIGHT_IS_OVER).atZone(BureauTime.ZONE));
    }

    /**
     * The day from which {@code dutyPlan.due} is counted: due so many working days before the start, but
     * never sooner than as many after the acknowledgement (domain §4.0.4).
     */
    LocalDate dutyPlanFrom(Assignment assignment) {
        LocalDate today = LocalDate.now(clock);
        try {
            int ahead = 2 * parameters.length("dutyPlan.due", today).amount();
            LocalDate from = assignment.from();
            for (int left = ahead; left > 0 && from.isAfter(today); ) {
                from = from.minusDays(1);
                left -= calendar.isWorkday(from) ? 1 : 0;
            }
            return from.isAfter(today) ? from : today;
        } catch (CalendarMissing missing) {
            return today;
        }
    }

    /** Every week at the parameter's day and hour; a short assignment's first one lies behind its end. */
    String interimAt(Assignment assignment) {
        LocalDate today = LocalDate.now(clock);
        boolean lasts = ChronoUnit.DAYS.between(assignment.from(), assignment.to())
                >= parameters.length("feedback.interim.minDays", today).amount();
        String[] weekly = parameters.text("feedback.interim", today).split(" ", 2);
        ZonedDateTime earliest = lasts
                ? later(ZonedDateTime.now(clock), assignment.from().atStartOfDay(BureauTime.ZONE))
                : assignment.to().plusDays(2).atStartOfDay(BureauTime.ZONE);

        ZonedDateTime first = earliest.toLocalDate()
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.valueOf(weekly[0])))
                .atTime(LocalTime.parse(weekly[1]))
                .atZone(BureauTime.ZONE);
        return "R/" + ISO.format(first.isBefore(earliest) ? first.plusWeeks(1) : first) + "/P7D";
    }

    private static ZonedDateTime later(ZonedDateTime one, ZonedDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    Date noObjectionAt(Instant reviewedAt) {
        return after(LocalDate.ofInstant(reviewedAt, BureauTime.ZONE), "feedback.countersign");
    }

    /** 截止日：final feedback's due day and ten working days more; then a silent squad has failed. */
    Date cutOffAt(Assignment assignment) {
        LocalDate today = LocalDate.now(clock);
        int days = parameters.length("feedback.final", today).amount()
                + parameters.length("feedback.cutOff", today).amount();
        return after(assignment.to(), new Length(days, Length.Unit.WORKDAY));
    }

    private Date after(LocalDate from, String rule) {
        return after(from, parameters.length(rule, from));
    }

    /** The end of that day; the token never stops for a missing table. */
    private Date after(LocalDate from, Length length) {
        LocalDate due;
        try {
            due = calendar.due(from, length);
        } catch (CalendarMissing missing) {
            due = missing.notBefore();
        }
        return at(due.plusDays(1).atStartOfDay(BureauTime.ZONE));
    }

    private static Date at(ZonedDateTime moment) {
        return Date.from(moment.toInstant());
    }
}
