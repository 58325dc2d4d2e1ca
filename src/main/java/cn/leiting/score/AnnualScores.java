package cn.leiting.score;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 年度得分：each squad's year from its locked cards, computed when it is read (domain 6.6). */
@Component
@Transactional(readOnly = true)
public class AnnualScores {

    /**
     * One squad's year.
     *
     * @param campaigns C: the campaigns' weighted mean of 0.00 to 100.00; null when it was rated in none
     * @param improvement R; null while no further improvement was scored
     * @param total A, which is C where R is missing; null when there is neither
     * @param yearEndPoints what that comes to of the parameter {@code assessment.points}
     * @param grade 优良中差; null unless {@code RATED} or {@code NON_COMPETING}
     * @param rank from 1 on, ties share one; null but for {@code RATED}
     * @param scored in how many campaigns it was rated
     * @param eligible of how many it was not exempt
     */
    public record Annual(
            String squad,
            @Nullable BigDecimal campaigns,
            @Nullable BigDecimal improvement,
            @Nullable BigDecimal total,
            @Nullable BigDecimal yearEndPoints,
            @Nullable String grade,
            @Nullable Integer rank,
            Rubric.Rating status,
            int scored,
            int eligible,
            List<Part> parts) {}

    /**
     * One campaign's part in it.
     *
     * @param stage 初评 where the final score is not locked yet, so that the provisional value counts
     * @param weight of the campaign, 0.50 to 2.00
     * @param total null unless computed
     */
    public record Part(
            String campaign,
            Stage stage,
            BigDecimal weight,
            ScoreCard.Status status,
            @Nullable BigDecimal total) {}

    /** Every squad that has a card of the programme year, by the squads' codes; the mobile squad last. */
    public List<Annual> of(int year) {
        throw new UnsupportedOperationException(String.valueOf(year));
    }
}
