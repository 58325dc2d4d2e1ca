package cn.leiting.score;

import static java.math.RoundingMode.HALF_UP;

import cn.leiting.calendar.Parameters;
import cn.leiting.score.ScoreCard.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年度得分：each squad's year from its locked cards, computed when it is read (domain 6.6). A campaign counts with its
 * final score; while only its provisional one is locked, with that. The year is the programme's; further
 * improvements are not scored yet, so that the total is the campaigns' mean.
 */
@Component
@Transactional(readOnly = true)
public class AnnualScores {

    private static final String PARTS = """
            with counting as (
                select distinct on (scoring.campaign) scoring.code, scoring.campaign, scoring.stage, campaign.weight
                from scoring
                         join campaign on campaign.code = scoring.campaign
                where campaign.year = ?
                  and campaign.status <> 'CANCELLED'
                  and scoring.status = 'LOCKED'
                order by scoring.campaign, scoring.stage = 'FINAL' desc)
            select card.squad, squad.kind = 'MOBILE' as mobile, counting.campaign, counting.stage, counting.weight,
                   card.status, card.total,
                   exists (select from score_card_adjustment where card = card.id and code = 'X2') as false_evidence
            from counting
                     cross join lateral (select distinct on (squad) id, squad, status, total
                                         from score_card
                                         where scoring = counting.code
                                         order by squad, version desc) card
                     join squad on squad.code = card.squad
            order by mobile, card.squad, counting.campaign
            """;

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

    private record Row(
            String squad,
            boolean mobile,
            String campaign,
            Stage stage,
            BigDecimal weight,
            Status status,
            @Nullable BigDecimal total,
            boolean falseEvidence) {}

    /** A squad's year whose standing has not been asked for. */
    private record Sum(
            String squad,
            boolean mobile,
            boolean falseEvidence,
            @Nullable BigDecimal total,
            @Nullable BigDecimal points,
            int scored,
            int eligible,
            List<Part> parts) {}

    private final JdbcClient jdbc;
    private final Rubric rubric;
    private final Parameters parameters;

    AnnualScores(JdbcClient jdbc, Rubric rubric, Parameters parameters) {
        this.jdbc = jdbc;
        this.rubric = rubric;
        this.parameters = parameters;
    }

    /** Every squad that has a locked card of the programme year, by the squads' codes; the mobile squad last. */
    public List<Annual> of(int year) {
        BigDecimal points = parameters.number("assessment.points", LocalDate.of(year, 12, 31));
        Map<String, List<Row>> bySquad = jdbc.sql(PARTS).param(year).query(Row.class).list().stream()
                .collect(Collectors.groupingBy(Row::squad, LinkedHashMap::new, Collectors.toList()));
        List<Sum> sums =
                bySquad.values().stream().map(rows -> sum(rows, points)).toList();

        Map<BigDecimal, String> grades = rubric.grades(
                rubric.newest(),
                sums.stream().map(Sum::total).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<Sum, Rubric.Year> years = new LinkedHashMap<>();
        sums.forEach(sum -> years.put(
                sum,
                new Rubric.Year(
                        sum.scored(),
                        sum.eligible(),
                        !sum.mobile(),
                        sum.falseEvidence(),
                        sum.total() == null ? null : grades.get(sum.total()))));
        Map<Rubric.Year, Rubric.Standing> standings = rubric.standings(Set.copyOf(years.values()));
        return ranked(years, standings);
    }

    private static Sum sum(List<Row> rows, BigDecimal yearEndPoints) {
        BigDecimal weighted = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (Row row : rows) {
            if (row.total() != null) {
                weighted = weighted.add(row.weight().multiply(row.total()));
                weights = weights.add(row.weight());
            }
        }
        boolean any = weights.signum() > 0;
        Row first = rows.get(0);
        return new Sum(
                first.squad(),
                first.mobile(),
                rows.stream().anyMatch(Row::falseEvidence),
                any ? weighted.divide(weights, 2, HALF_UP) : null,
                any ? weighted.multiply(yearEndPoints).divide(weights.movePointRight(2), 2, HALF_UP) : null,
                (int) rows.stream().filter(row -> row.total() != null).count(),
                (int) rows.stream().filter(row -> row.status() != Status.EXEMPT).count(),
                rows.stream()
                        .map(row -> new Part(row.campaign(), row.stage(), row.weight(), row.status(), row.total()))
                        .toList());
    }

    private static List<Annual> ranked(Map<Sum, Rubric.Year> years, Map<Rubric.Year, Rubric.Standing> standings) {
        Map<Sum, Rubric.Standing> standing = new LinkedHashMap<>();
        years.forEach((sum, asked) -> standing.put(sum, Objects.requireNonNull(standings.get(asked))));
        Map<BigDecimal, Integer> ranks = ScoreCard.ranks(standing.entrySet().stream()
                .filter(entry -> entry.getValue().rating() == Rubric.Rating.RATED)
                .map(entry -> entry.getKey().total())
                .filter(Objects::nonNull));
        List<Annual> annual = new ArrayList<>();
        standing.forEach((sum, at) -> annual.add(new Annual(
                sum.squad(),
                sum.total(),
                null,
                sum.total(),
                sum.points(),
                at.grade(),
                sum.total() != null && at.rating() == Rubric.Rating.RATED ? ranks.get(sum.total()) : null,
                at.rating(),
                sum.scored(),
                sum.eligible(),
                sum.parts())));
        return annual;
    }
}
