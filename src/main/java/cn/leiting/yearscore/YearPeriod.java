package cn.leiting.yearscore;

import cn.leiting.calendar.Parameters;
import java.time.LocalDate;

/**
 * 考核周期：which days a year of assessment covers, by the parameter {@code assessment.firstMonth} (domain 6.6). A calendar
 * year is the programme's year; from December to November, what begins in December belongs to the next assessment.
 * Each programme's year keeps the rule of its own last day, so that no campaign counts twice when the rule changes.
 *
 * @param ownMonth the month in which this year's successor begins, 1: with the next year
 * @param monthBefore the month of the year before in which this one began, 1: with the year itself
 */
public record YearPeriod(int year, int ownMonth, int monthBefore) {

    static YearPeriod of(int year, Parameters parameters) {
        return new YearPeriod(year, month(year, parameters), month(year - 1, parameters));
    }

    private static int month(int year, Parameters parameters) {
        LocalDate last = LocalDate.of(Math.max(year, 2022), 12, 31);
        int month = parameters.number("assessment.firstMonth", last).intValue();
        return month >= 1 && month <= 12 ? month : 1;
    }

    public LocalDate firstDay() {
        return monthBefore == 1 ? LocalDate.of(year, 1, 1) : LocalDate.of(year - 1, monthBefore, 1);
    }

    /** Included: the cut-off of look-backs. */
    public LocalDate lastDay() {
        return ownMonth == 1
                ? LocalDate.of(year, 12, 31)
                : LocalDate.of(year, ownMonth, 1).minusDays(1);
    }
}
