package cn.leiting.drilldown;

import cn.leiting.organization.Organization;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoresheet.Viewer;
import cn.leiting.scoring.Scoring;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Refusal;
import cn.leiting.tally.Trace;
import cn.leiting.trail.CardRecords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 得分依据：the records behind one indicator of one version of a squad's card, in a constant number of statements. */
@Component
@Transactional(readOnly = true)
class DrillDown {

    /**
     * What the person sees.
     *
     * @param item null for a squad that is exempt, whose card has none
     * @param sources null where an earlier release computed the card and kept none
     * @param numerator of the sources, with {@code denominator} what was counted
     */
    record Sheet(
            String campaign,
            String squad,
            String squadName,
            Indicator indicator,
            Stage stage,
            int version,
            List<Integer> versions,
            @Nullable Item item,
            @Nullable List<Source> sources,
            BigDecimal numerator,
            BigDecimal denominator) {}

    private final Scorings scorings;
    private final ScoreCards cards;
    private final CardRecords records;
    private final SourceNames names;
    private final Organization organization;

    DrillDown(Scorings scorings, ScoreCards cards, CardRecords records, SourceNames names, Organization organization) {
        this.scorings = scorings;
        this.cards = cards;
        this.records = records;
        this.names = names;
        this.organization = organization;
    }

    /**
     * Refuses another squad's (403), and what the person was not shown or does not exist (404).
     *
     * @param stage null: the newest one
     * @param version null: the newest one
     */
    Sheet of(
            String campaign,
            String squad,
            Indicator indicator,
            @Nullable Stage stage,
            @Nullable Integer version,
            Viewer viewer) {
        if (!viewer.maySee(squad)) {
            throw Refusal.forbidden("您没有查看其他中队评分的权限。");
        }
        Scoring scoring = scorings.of(campaign).stream()
                .filter(one -> stage == null || one.stage() == stage)
                .filter(one -> viewer.seesAll() || one.status().isPublic())
                .max(Comparator.comparing(Scoring::stage))
                .orElseThrow(DrillDown::unknown);
        List<ScoreCard> shown = shown(scoring, cards.history(scoring.code(), squad), viewer);
        ScoreCard card = shown.stream()
                .filter(one -> version == null || one.version() == version)
                .reduce((earlier, later) -> later)
                .orElseThrow(DrillDown::unknown);

        Optional<List<Trace>> traces = records.of(scoring.code(), squad, card.version(), indicator);
        return sheet(card, indicator, shown, traces.orElse(null));
    }

    /** What was computed before the publication was shown to nobody but the last of it. */
    private static List<ScoreCard> shown(Scoring scoring, List<ScoreCard> history, Viewer viewer) {
        Instant published = scoring.firstPublishedAt();
        if (viewer.seesAll() || published == null) {
            return history;
        }
        long before = history.stream()
                .filter(card -> !card.computedAt().isAfter(published))
                .count();
        return history.stream().skip(Math.max(0, before - 1)).toList();
    }

    private Sheet sheet(ScoreCard card, Indicator indicator, List<ScoreCard> shown, @Nullable List<Trace> traces) {
        List<Trace> found = traces == null ? List.of() : traces;
        Map<String, String> called = names.of(found);
        return new Sheet(
                card.campaign(),
                card.squad(),
                organization.squad(card.squad()).name(),
                indicator,
                card.stage(),
                card.version(),
                shown.stream().map(ScoreCard::version).toList(),
                card.items().stream()
                        .filter(item -> item.indicator() == indicator)
                        .findFirst()
                        .orElse(null),
                traces == null
                        ? null
                        : found.stream()
                                .map(trace -> Source.of(trace, card.campaign(), called))
                                .toList(),
                found.stream().map(Trace::numerator).reduce(BigDecimal.ZERO, BigDecimal::add),
                found.stream().map(Trace::denominator).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static Refusal unknown() {
        return Refusal.notFound("没有这一版评分，或者还没有公布。");
    }
}
