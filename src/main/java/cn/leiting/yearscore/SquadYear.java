package cn.leiting.yearscore;

import cn.leiting.merit.Merit;
import cn.leiting.score.Rubric;
import cn.leiting.score.ScoreCard.Status;
import cn.leiting.yearscore.AnnualVersions.Correction;
import cn.leiting.yearscore.YearRows.Card;
import cn.leiting.yearscore.YearRows.Member;
import cn.leiting.yearscore.YearScores.Annual;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 一个中队的年度：the sums, whose standing has not been asked for. */
record SquadYear(
        String squad,
        String zone,
        @Nullable Exact campaigns,
        @Nullable Exact improvement,
        @Nullable BigDecimal total,
        @Nullable BigDecimal points,
        int scored,
        int eligible,
        boolean falseEvidence,
        List<Card> cards,
        List<Merit> merits) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * @param improvementShare of the total, in per cent
     * @param points that a total of 100 comes to
     */
    record Scale(BigDecimal improvementShare, BigDecimal points) {}

    static SquadYear of(
            Member squad, List<Card> cards, List<Merit> merits, Map<Subject, Correction> corrections, Scale scale) {
        Map<String, List<Card>> byCampaign = cards.stream().collect(Collectors.groupingBy(Card::campaign));
        Exact campaigns = corrected(corrections.get(Subject.CAMPAIGNS), mean(byCampaign));
        Exact improvement = corrected(corrections.get(Subject.IMPROVEMENT), meanOf(merits));
        Exact total = total(campaigns, improvement, scale);
        return new SquadYear(
                squad.code(),
                squad.kind(),
                campaigns,
                improvement,
                total == null ? null : total.rounded(),
                total == null ? null : total.times(scale.points()).by(HUNDRED).rounded(),
                (int) byCampaign.values().stream()
                        .filter(group -> !totals(group).isEmpty())
                        .count(),
                (int) byCampaign.values().stream()
                        .filter(group -> group.stream().anyMatch(card -> card.status() != Status.EXEMPT))
                        .count(),
                !corrections.containsKey(Subject.FALSE_EVIDENCE)
                        && cards.stream().anyMatch(Card::falseEvidence),
                cards,
                merits);
    }

    private static @Nullable Exact corrected(@Nullable Correction correction, @Nullable Exact computed) {
        return correction == null ? computed : Exact.of(Objects.requireNonNull(correction.value()));
    }

    /** C, by the campaigns' weights; of squads that became one, a campaign counts once, with the mean of their cards. */
    private static @Nullable Exact mean(Map<String, List<Card>> byCampaign) {
        Exact sum = Exact.of(BigDecimal.ZERO);
        BigDecimal weights = BigDecimal.ZERO;
        for (List<Card> group : byCampaign.values()) {
            List<BigDecimal> totals = totals(group);
            if (!totals.isEmpty()) {
                BigDecimal weight = group.get(0).weight();
                sum = sum.plus(Exact.mean(totals).times(weight));
                weights = weights.add(weight);
            }
        }
        return weights.signum() == 0 ? null : sum.by(weights);
    }

    private static List<BigDecimal> totals(List<Card> group) {
        List<BigDecimal> totals = new ArrayList<>();
        for (Card card : group) {
            if (card.total() != null) {
                totals.add(card.total());
            }
        }
        return totals;
    }

    /** R: of squads that became one, an improvement counts once, too. */
    private static @Nullable Exact meanOf(List<Merit> merits) {
        Exact sum = Exact.of(BigDecimal.ZERO);
        int scored = 0;
        for (List<Merit> group : merits.stream()
                .collect(Collectors.groupingBy(Merit::improvement))
                .values()) {
            List<BigDecimal> totals = group.stream()
                    .filter(merit -> merit.total() != null)
                    .map(merit -> Objects.requireNonNull(merit.total()))
                    .toList();
            if (!totals.isEmpty()) {
                sum = sum.plus(Exact.mean(totals));
                scored++;
            }
        }
        return scored == 0 ? null : sum.by(BigDecimal.valueOf(scored));
    }

    private static @Nullable Exact total(@Nullable Exact campaigns, @Nullable Exact improvement, Scale scale) {
        if (campaigns == null || improvement == null) {
            return campaigns;
        }
        return campaigns
                .times(HUNDRED.subtract(scale.improvementShare()))
                .plus(improvement.times(scale.improvementShare()))
                .by(HUNDRED);
    }

    boolean mobile() {
        return zone.equals("MOBILE");
    }

    Rubric.Year question(@Nullable String grade) {
        return new Rubric.Year(scored, eligible, !mobile(), falseEvidence, grade);
    }

    Annual annual(Rubric.Standing standing, @Nullable Integer rank, @Nullable String ranksIn) {
        return new Annual(
                squad,
                campaigns == null ? null : campaigns.rounded(),
                improvement == null ? null : improvement.rounded(),
                total,
                points,
                standing.grade(),
                rank,
                ranksIn,
                standing.rating(),
                scored,
                eligible,
                falseEvidence,
                cards.stream().map(Card::part).toList(),
                merits);
    }
}
