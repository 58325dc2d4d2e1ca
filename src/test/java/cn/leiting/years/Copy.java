package cn.leiting.years;

import java.util.List;

/**
 * One further time of what a {@link Pattern} shows.
 *
 * @param no from 1, another for each copy of all patterns: every id and every engine id of the copy comes of it
 * @param days by which every date is moved
 * @param texts what stands for each of the pattern's own texts
 * @param exchanged the words of squads in the order in which they take each other's places; empty: each stays
 */
record Copy(int no, int year, long days, List<String> texts, List<String> exchanged) {

    /** Weekdays stay: a year is moved by whole weeks. */
    static long days(int year, int weeks) {
        return 364L * (year - Years.PATTERN_YEAR) + 7L * weeks;
    }
}
