package cn.leiting.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * 后续情况：what became of what a squad found (domain P10, RP-03): the second half of 检查情况, and 案件办理情况. Versions that
 * were frozen before it was counted have none.
 */
public record Outcome(FollowUp followUp, Handling handling) {

    /** Where nothing is known. */
    public static final Outcome NONE = new Outcome(
            new FollowUp(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            new Handling(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Handling.NOTHING, Handling.NOTHING, 0, 0, 0));

    /**
     * 整改、复查、联合执法、诉件、信息. Due and in time, re-checked and passed are counted as for the score (C1, C2, G2).
     *
     * @param orders 责令改正通知书（份）, without the cancelled ones
     * @param ordersDue of these, how many had to be settled by now or were settled before
     * @param reChecks all visits of re-checks; {@code reChecked} the findings that could be, by their first one
     * @param joint operations in which the squad took part
     * @param complaints received on the campaign's points; of a year, all of the squad
     */
    public record FollowUp(
            int orders,
            int ordersDue,
            int ordersInTime,
            int reChecks,
            int reChecked,
            int passed,
            int relapses,
            int joint,
            int complaints,
            int complaintsDue,
            int complaintsInTime,
            int items,
            int itemsAdopted) {

        /** 整改率. */
        @JsonIgnore
        public String getCorrected() {
            return percent(ordersInTime, ordersDue);
        }

        /** 复查合格率. */
        @JsonIgnore
        public String getPassedShare() {
            return percent(passed, reChecked);
        }

        /** 诉件按时办结率. */
        @JsonIgnore
        public String getAnswered() {
            return percent(complaintsInTime, complaintsDue);
        }

        static FollowUp sum(Collection<FollowUp> all) {
            return new FollowUp(
                    total(all, FollowUp::orders),
                    total(all, FollowUp::ordersDue),
                    total(all, FollowUp::ordersInTime),
                    total(all, FollowUp::reChecks),
                    total(all, FollowUp::reChecked),
                    total(all, FollowUp::passed),
                    total(all, FollowUp::relapses),
                    total(all, FollowUp::joint),
                    total(all, FollowUp::complaints),
                    total(all, FollowUp::complaintsDue),
                    total(all, FollowUp::complaintsInTime),
                    total(all, FollowUp::items),
                    total(all, FollowUp::itemsAdopted));
        }
    }

    /**
     * 案件办理情况, for information only (行政处罚法第七十四条第三款).
     *
     * @param simplified 立案（简易）: decided on the spot; {@code ordinary} filed otherwise
     * @param closed of all these; {@code open} the others
     * @param over60 of the open ones, undecided for more than 60 days by the clock of article 60; {@code over90} for more
     *     than 90
     * @param corrected 责令改正后未处罚
     * @param fined 决定罚款金额, in yuan; {@code paid} 已缴金额
     * @param overturned of {@code reconsiderations} and {@code litigations}, 被纠错
     */
    public record Handling(
            int simplified,
            int ordinary,
            int closed,
            int open,
            int over60,
            int over90,
            int unpenalisedMinor,
            int unpenalisedFirst,
            int unpenalisedOther,
            int corrected,
            int toAgencies,
            int toJustice,
            int hearings,
            int legalReviews,
            int guided,
            BigDecimal fined,
            BigDecimal paid,
            int reconsiderations,
            int litigations,
            int overturned) {

        static final BigDecimal NOTHING = new BigDecimal("0.00");

        static Handling sum(Collection<Handling> all) {
            return new Handling(
                    total(all, Handling::simplified),
                    total(all, Handling::ordinary),
                    total(all, Handling::closed),
                    total(all, Handling::open),
                    total(all, Handling::over60),
                    total(all, Handling::over90),
                    total(all, Handling::unpenalisedMinor),
                    total(all, Handling::unpenalisedFirst),
                    total(all, Handling::unpenalisedOther),
                    total(all, Handling::corrected),
                    total(all, Handling::toAgencies),
                    total(all, Handling::toJustice),
                    total(all, Handling::hearings),
                    total(all, Handling::legalReviews),
                    total(all, Handling::guided),
                    money(all, Handling::fined),
                    money(all, Handling::paid),
                    total(all, Handling::reconsiderations),
                    total(all, Handling::litigations),
                    total(all, Handling::overturned));
        }

        Handling late(int over60, int over90) {
            return new Handling(
                    simplified,
                    ordinary,
                    closed,
                    open,
                    over60,
                    over90,
                    unpenalisedMinor,
                    unpenalisedFirst,
                    unpenalisedOther,
                    corrected,
                    toAgencies,
                    toJustice,
                    hearings,
                    legalReviews,
                    guided,
                    fined,
                    paid,
                    reconsiderations,
                    litigations,
                    overturned);
        }

        private static BigDecimal money(Collection<Handling> all, Function<Handling, BigDecimal> yuan) {
            return all.stream().map(yuan).reduce(NOTHING, BigDecimal::add);
        }
    }

    public static Outcome sum(List<Outcome> all) {
        return new Outcome(
                FollowUp.sum(all.stream().map(Outcome::followUp).toList()),
                Handling.sum(all.stream().map(Outcome::handling).toList()));
    }

    private static <T> int total(Collection<T> all, ToIntFunction<T> number) {
        return all.stream().mapToInt(number).sum();
    }

    private static String percent(int part, int whole) {
        return whole == 0
                ? "—"
                : BigDecimal.valueOf(100L * part)
                                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                                .toPlainString()
                        + "%";
    }
}
