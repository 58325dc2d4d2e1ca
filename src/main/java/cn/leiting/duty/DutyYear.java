package cn.leiting.duty;

import cn.leiting.organization.Squad;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 年度勤务日历：every squad's mode on each of the 365 or 366 days; none is without one (notice, line 29).
 *
 * @param lines in the order of the squads
 */
record DutyYear(int year, List<Line> lines) {

    /** @param days from 1 January on */
    record Line(Squad squad, List<DayMode> days) {}

    /** A month of it; its lines have the days of the month. */
    record Month(YearMonth month, List<Integer> days, List<Line> lines) {}

    public List<LocalDate> days() {
        return IntStream.rangeClosed(1, Year.of(year).length())
                .mapToObj(day -> LocalDate.ofYearDay(year, day))
                .toList();
    }

    public List<Month> months() {
        return IntStream.rangeClosed(1, 12).mapToObj(this::month).toList();
    }

    private Month month(int number) {
        YearMonth month = YearMonth.of(year, number);
        int first = month.atDay(1).getDayOfYear() - 1;
        return new Month(
                month,
                IntStream.rangeClosed(1, month.lengthOfMonth()).boxed().toList(),
                lines.stream()
                        .map(line -> new Line(line.squad(), line.days().subList(first, first + month.lengthOfMonth())))
                        .toList());
    }
}
