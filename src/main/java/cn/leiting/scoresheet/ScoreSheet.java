package cn.leiting.scoresheet;

import cn.leiting.grounds.Ground;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.Appeal;
import cn.leiting.scoring.Scoring;
import cn.leiting.trail.CardChanges.Change;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 评分表：a campaign's scores as one person may see them; the one record behind page, JSON and Excel.
 *
 * @param parts 初评 and 终评, as far as they have begun and the person may see them
 */
record ScoreSheet(String campaign, String title, List<Part> parts) {

    /**
     * One stage.
     *
     * @param openUntil the last day on which anybody whom the person may see may appeal; null unless published and not confirmed
     * @param ranked how many squads are ranked, those that the person may not see too
     * @param changed how many other squads' totals or ranks moved since the publication
     */
    record Part(
            String code,
            Stage stage,
            Scoring.Status status,
            @Nullable LocalDateTime publishedAt,
            @Nullable LocalDate openUntil,
            int ranked,
            int changed,
            List<Line> lines,
            List<Adjustments.Row> adjustments,
            List<Ground> grounds,
            List<Appeal> appeals,
            List<Change> changes) {

        /** Whether squads may appeal now, on the day that is meant. */
        public boolean isAppealable() {
            return status == Scoring.Status.PUBLISHED;
        }

        /** Whether 执法协调科 may write adjustments. */
        public boolean isOpenToAdjustments() {
            return status == Scoring.Status.BEGUN;
        }

        private Part of(String squad) {
            return new Part(
                    code,
                    stage,
                    status,
                    publishedAt,
                    openUntil,
                    ranked,
                    changed,
                    lines.stream().filter(line -> line.squad().equals(squad)).toList(),
                    adjustments.stream()
                            .filter(row -> row.squad().equals(squad))
                            .toList(),
                    List.of(),
                    appeals.stream()
                            .filter(appeal -> appeal.squad().equals(squad))
                            .toList(),
                    changes.stream()
                            .filter(change -> change.squad().equals(squad))
                            .toList());
        }
    }

    /** One squad's newest card. */
    record Line(String name, ScoreCard card) {

        public String squad() {
            return card.squad();
        }

        public ScoreCard.@Nullable Item item(Indicator indicator) {
            return card.items().stream()
                    .filter(item -> item.indicator() == indicator)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A card as the contract names its fields. */
    record Card(
            String squad,
            Stage stage,
            int version,
            ScoreCard.Status status,
            @Nullable BigDecimal base,
            @Nullable BigDecimal bonus,
            @Nullable BigDecimal deduction,
            @Nullable BigDecimal total,
            @Nullable String grade,
            @Nullable Integer rank,
            List<Item> items) {

        private static Card of(ScoreCard card) {
            return new Card(
                    card.squad(),
                    card.stage(),
                    card.version(),
                    card.status(),
                    card.base(),
                    card.bonus(),
                    card.deduction(),
                    card.total(),
                    card.grade(),
                    card.rank(),
                    card.items().stream().map(Item::of).toList());
        }
    }

    /** An indicator as the contract names its fields. */
    record Item(
            Indicator indicator,
            BigDecimal numerator,
            BigDecimal denominator,
            @Nullable BigDecimal ratio,
            boolean applicable,
            @Nullable String reason,
            BigDecimal points) {

        private static Item of(ScoreCard.Item item) {
            return new Item(
                    item.indicator(),
                    item.numerator(),
                    item.denominator(),
                    item.ratio(),
                    item.applicable(),
                    item.reason(),
                    item.points());
        }
    }

    /** The same of one squad alone. */
    ScoreSheet of(String squad) {
        return new ScoreSheet(
                campaign, title, parts.stream().map(part -> part.of(squad)).toList());
    }

    List<Card> cards() {
        return parts.stream()
                .flatMap(part -> part.lines().stream())
                .map(line -> Card.of(line.card()))
                .toList();
    }
}
