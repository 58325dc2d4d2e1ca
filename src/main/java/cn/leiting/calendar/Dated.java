package cn.leiting.calendar;

/** 依历推算：what is dated by the State Council's tables and follows when one of them is loaded or amended. */
public interface Dated {

    /**
     * Dates anew what that year's table can bear on, in the transaction in which the table is loaded.
     *
     * @return how many open deadlines have another due moment now
     */
    int redate(int year);

    /** How many open deadlines have no date because a year's table is missing (缺日历). */
    default int undated() {
        return 0;
    }
}
