package cn.leiting.calendar;

import java.time.LocalDate;

/**
 * 缺日历：a sum of working days enters a year for which the State Council has issued no table yet, or
 * nobody has loaded it. What was to be dated stays without a date until the table is there.
 */
public class CalendarMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int year;
    private final LocalDate notBefore;

    CalendarMissing(int year, LocalDate notBefore) {
        super("尚未载入%d年的工作日历，无法推算期限，最早为%d年%d月%d日。"
                .formatted(year, notBefore.getYear(), notBefore.getMonthValue(), notBefore.getDayOfMonth()));
        this.year = year;
        this.notBefore = notBefore;
    }

    /** The first year that has no table. */
    public int year() {
        return year;
    }

    /** An estimate: weekends and the holidays of fixed date are taken out, the moving ones are not known. */
    public LocalDate notBefore() {
        return notBefore;
    }

    /** The whole Chinese sentence, with its full stop. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
