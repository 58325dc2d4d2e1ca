package cn.leiting.yearscore;

import cn.leiting.merit.Merit;
import cn.leiting.score.Rubric;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.Stage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 年度得分：all squads' year with everything it was made of (domain 6.6), live or as a frozen version.
 *
 * @param year of the assessment, which need not be the programme's of each campaign
 * @param firstDay of the period that is assessed, {@code lastDay} included: the cut-off of look-backs
 * @param squads by their codes; the mobile squad last
 * @param waiting campaigns without a locked score and improvements that are not evaluated: they do not count
 * @param notes what was left open by the year before
 */
public record YearScores(
        int year,
        LocalDate firstDay,
        LocalDate lastDay,
        boolean zoned,
        List<Annual> squads,
        List<String> waiting,
        List<Note> notes) {

    /**
     * One squad's year.
     *
     * @param campaigns C: the campaigns' weighted mean of 0.00 to 100.00; null when it was rated in none
     * @param improvement R: the mean of its further improvements' scores; null while none is scored
     * @param total A: 0.85 C + 0.15 R, which is C where R is missing; null without C
     * @param yearEndPoints what that comes to of the parameter {@code assessment.points}
     * @param grade 优良中差; null unless {@code RATED} or {@code NON_COMPETING}
     * @param rank from 1 on, ties share one; null but for {@code RATED}
     * @param zone where ranks are by zone, {@code SUBDISTRICT} or {@code TOWN}
     * @param scored in how many campaigns it was rated
     * @param eligible of how many it was not exempt
     * @param falseEvidence whether X2 is held against the grade
     */
    public record Annual(
            String squad,
            @Nullable BigDecimal campaigns,
            @Nullable BigDecimal improvement,
            @Nullable BigDecimal total,
            @Nullable BigDecimal yearEndPoints,
            @Nullable String grade,
            @Nullable Integer rank,
            @Nullable String zone,
            Rubric.Rating status,
            int scored,
            int eligible,
            boolean falseEvidence,
            List<Part> parts,
            List<Merit> merits) {}

    /**
     * One card's part in it.
     *
     * @param squad whose card it is: the squad itself, or one that was merged into it or split
     * @param stage 初评 where the look-back was open at the cut-off or its score is not locked yet
     * @param version of the card
     * @param weight of the campaign, 0.50 to 2.00
     * @param total null unless computed
     */
    public record Part(
            String campaign,
            String squad,
            Stage stage,
            int version,
            BigDecimal weight,
            ScoreCard.Status status,
            @Nullable BigDecimal total,
            boolean falseEvidence) {}

    /**
     * 上年遗留：a provisional score that counted the year before, and the final one since; no points come of it.
     *
     * @param finalTotal null while it is not locked, or where the squad is not rated any more
     */
    public record Note(
            String squad,
            String campaign,
            BigDecimal provisional,
            @Nullable BigDecimal finalTotal,
            boolean locked) {

        /** Null while there is none. */
        public @Nullable BigDecimal difference() {
            return finalTotal == null ? null : finalTotal.subtract(provisional);
        }
    }
}
