package cn.leiting.years;

import java.time.LocalDate;
import java.util.List;

/**
 * One further time of what a {@link Pattern} shows.
 *
 * @param no from 1, another for each copy of all patterns: every id and every engine id of the copy comes of it
 * @param days by which every date is moved
 * @param texts what stands for each of the pattern's own texts
 */
record Copy(int no, int year, long days, List<String> texts) {

    /** Weekdays stay: a year is moved by whole weeks. */
    static long days(int year, int weeks) {
        return 364L * (year - Years.PATTERN_YEAR) + 7L * weeks;
    }

    static LocalDate moved(LocalDate day, long days) {
        return day.plusDays(days);
    }
}
