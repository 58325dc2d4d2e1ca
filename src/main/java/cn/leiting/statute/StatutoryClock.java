package cn.leiting.statute;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.Workdays;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * 法定期间：one period that the law sets, running from a day that is not counted itself (民法典第二百零一条). It is
 * computed from what is recorded whenever it is looked at; nothing of it is stored that could be out of date.
 *
 * @param key of {@code statutory_period}, e.g. {@code apl.60}
 * @param from the day of the event that starts it
 * @param length in the unit of the law: 行政处罚法第八十五条 counts two, three, five and seven days as working days
 * @param rolls whether a last day on a day off is the next working day instead (行政诉讼法、民事诉讼法第八十五条): what a
 *     party is given; the authorities' own periods, a seizure's for instance, end on the day itself
 * @param metOn the day on which what it asks was done
 */
public record StatutoryClock(
        String key,
        LocalDate from,
        Length length,
        boolean rolls,
        List<Pause> pauses,
        List<Extension> extensions,
        @Nullable LocalDate metOn) {

    /** 期限状态. */
    public enum State {
        RUNNING("进行中"),
        PAUSED("已中止"),
        MET("已按期完成"),
        MET_LATE("超期完成"),
        BREACHED("已超期");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public StatutoryClock {
        pauses = List.copyOf(pauses);
        extensions = List.copyOf(extensions);
    }

    public static StatutoryClock of(String key, LocalDate from, Length length) {
        return new StatutoryClock(key, from, length, false, List.of(), List.of(), null);
    }

    /**
     * The last day on which it is still kept; none while a pause without an end lies before it. Throws
     * {@code CalendarMissing} when working days enter a year without a table.
     */
    public Optional<LocalDate> due(Workdays days) {
        Optional<LocalDate> plain = length.unit() == Unit.WORKDAY
                ? counted(
                        from,
                        length.amount(),
                        day -> days.after(day.minusDays(1), 1).equals(day))
                : counted(from, calendarDays(), day -> true);
        int more = extensions.stream().mapToInt(Extension::days).sum();
        return plain.flatMap(day -> counted(day, more, every -> true))
                .map(day -> rolls ? days.after(day.minusDays(1), 1) : day);
    }

    /** A month ends on the day of the same number (民法典第二百零二条). */
    private int calendarDays() {
        return length.unit() == Unit.MONTH
                ? (int) (from.plusMonths(length.amount()).toEpochDay() - from.toEpochDay())
                : length.amount();
    }

    private Optional<LocalDate> counted(LocalDate start, int amount, Predicate<LocalDate> counts) {
        LocalDate day = start;
        for (int left = amount; left > 0; ) {
            day = day.plusDays(1);
            LocalDate today = day;
            Optional<Pause> pause =
                    pauses.stream().filter(one -> one.covers(today)).findFirst();
            if (pause.isPresent()) {
                LocalDate end = pause.get().to();
                if (end == null) {
                    return Optional.empty();
                }
                day = end;
            } else if (counts.test(day)) {
                left--;
            }
        }
        return Optional.of(day);
    }

    /** How many days of it have run by the end of that day, without those that do not count; for warnings by number. */
    public int elapsed(LocalDate today) {
        return (int) from.plusDays(1)
                .datesUntil(today.isAfter(from) ? today.plusDays(1) : from.plusDays(1))
                .filter(day -> pauses.stream().noneMatch(pause -> pause.covers(day)))
                .count();
    }

    /** A breach is stated, never acted upon (domain, section 9.4, no. 37). */
    public State state(LocalDate today, Workdays days) {
        Optional<LocalDate> due = due(days);
        if (metOn != null) {
            return due.map(metOn::isAfter).orElse(false) ? State.MET_LATE : State.MET;
        }
        if (due.map(today::isAfter).orElse(false)) {
            return State.BREACHED;
        }
        return pauses.stream().anyMatch(pause -> pause.covers(today)) ? State.PAUSED : State.RUNNING;
    }

    /** The numbers of days, of those at which a warning is due, that have been reached; none once it is met. */
    public List<Integer> reached(List<Integer> warnings, LocalDate today) {
        return metOn != null
                ? List.of()
                : warnings.stream().filter(days -> elapsed(today) >= days).toList();
    }
}
