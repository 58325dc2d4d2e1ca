package cn.leiting.guidance;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.calendar.WorkCalendar.Workdays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 办理用时：from the request to the signature, and whether that was in time.
 *
 * @param due 23:59:59 of the last day, or so many hours after the request; null while a year's table is missing
 * @param signed null as long as nothing is signed
 * @param now until when an open one is counted
 */
public record Turnaround(
        Instant requested, @Nullable Instant due, @Nullable Instant signed, Instant now) {

    /** The same that the deadlines of the tasks come to. */
    static Turnaround of(Instant requested, Length length, @Nullable Instant signed, Workdays days, Instant now) {
        return new Turnaround(requested, due(requested, length, days), signed, now);
    }

    private static @Nullable Instant due(Instant requested, Length length, Workdays days) {
        if (length.unit() == Unit.HOUR) {
            return requested.plus(Duration.ofHours(length.amount()));
        }
        try {
            return BureauTime.endOf(days.due(LocalDate.ofInstant(requested, BureauTime.ZONE), length));
        } catch (CalendarMissing missing) {
            return null;
        }
    }

    public boolean isLate() {
        return due != null && (signed == null ? now : signed).isAfter(due);
    }

    /** By the clock, nights and holidays included, e.g. 2天3小时. */
    public String inWords() {
        Duration taken = Duration.between(requested, signed == null ? now : signed);
        String minutes = taken.toMinutesPart() + "分钟";
        String hours = taken.toHoursPart() == 0 ? "" : taken.toHoursPart() + "小时";
        return taken.toDays() > 0
                ? taken.toDays() + "天" + hours
                : hours.isEmpty() ? minutes : hours + (taken.toMinutesPart() == 0 ? "" : minutes);
    }

    public @Nullable LocalDateTime dueAt() {
        return due == null ? null : LocalDateTime.ofInstant(due, BureauTime.ZONE);
    }

    public @Nullable LocalDateTime signedAt() {
        return signed == null ? null : LocalDateTime.ofInstant(signed, BureauTime.ZONE);
    }
}
