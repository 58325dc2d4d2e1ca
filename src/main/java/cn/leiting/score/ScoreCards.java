package cn.leiting.score;

import cn.leiting.score.Calculation.Corrected;
import cn.leiting.score.Calculation.Draft;
import cn.leiting.score.Calculation.Inputs;
import cn.leiting.score.CardRows.Correction;
import cn.leiting.score.CardRows.Scored;
import cn.leiting.score.CardRows.Stored;
import cn.leiting.score.CardRows.Version;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.tally.Tallies;
import cn.leiting.tally.Tallies.Counted;
import cn.leiting.tally.Trace;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 评分卡：computes the cards of all squads of one scoring, known as {@code SC-2023-01:PROVISIONAL}, and keeps
 * their versions. Refuses an unknown scoring (404), and changes once it is locked (409).
 */
@Component
@Transactional
public class ScoreCards {

    /**
     * 评分卡有了新版本.
     *
     * @param versions by squad
     * @param records behind the counts, by squad; none where nothing was counted anew
     */
    public record Versioned(String scoring, Map<String, Integer> versions, Map<String, List<Trace>> records) {}

    private static final String SELECT = """
            select card.*,
                   (select coalesce(jsonb_agg(to_jsonb(item) - 'card' order by indicator), '[]')
                    from score_item item
                    where item.card = card.id) as items,
                   (select coalesce(jsonb_object_agg(code, count), '{}')
                    from score_card_adjustment booked
                    where booked.card = card.id) as adjustments
            from score_card card
                     join squad on squad.code = card.squad
            """;

    private static final String MOVED = "其他中队得分变动，名次随之变动。";

    private final CardRows rows;
    private final Tallies tallies;
    private final Rubric rubric;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ScoreCards(
            CardRows rows,
            Tallies tallies,
            Rubric rubric,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.tallies = tallies;
        this.rubric = rubric;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Counts what all squads of the campaign did and computes their cards: a further version for each squad
     * whose inputs have changed, or whose rank has with those of others. Repeated, it makes none. Refuses an
     * adjustment of a squad that takes no part (422).
     *
     * @param adjustments all of them; what is left out is booked no longer
     * @param reason 1 to 300 characters
     * @return the squads that have a further version
     */
    public List<String> compute(String scoring, List<Adjustment> adjustments, String reason, String by) {
        Scored scored = rows.lock(scoring);
        scored.refuseUnlessOpen();
        return count(scoring, scored, adjustments, reason, by);
    }

    /**
     * 重新计分: the same with a locked score, which only an order of the leadership does. Refuses one that is not
     * locked (409).
     */
    public List<String> recompute(String scoring, List<Adjustment> adjustments, String reason, String by) {
        Scored scored = rows.lock(scoring);
        if (!scored.status().equals("LOCKED")) {
            throw Refusal.conflict("评分还没有锁定，不需要局领导决定重新计分。");
        }
        return count(scoring, scored, adjustments, reason, by);
    }

    private List<String> count(String scoring, Scored scored, List<Adjustment> adjustments, String reason, String by) {
        String why = Limits.required("计分原因", reason, 300);
        List<Counted> counted = tallies.counted(scored.campaign(), scored.stage() == Stage.FINAL);
        if (counted.isEmpty()) {
            throw Refusal.conflict("行动还没有下达任务，不能计分。");
        }
        Map<String, List<Trace>> records =
                counted.stream().collect(Collectors.toMap(one -> one.tally().squad(), Counted::traces));
        var booked = Adjustment.bySquad(adjustments, records.keySet());
        List<Correction> corrections = rows.corrections(scored.campaign());

        String version = scored.rubric() == null ? rubric.newest() : scored.rubric();
        List<Inputs> inputs = counted.stream()
                .map(Counted::tally)
                .map(tally -> new Inputs(
                        version,
                        scored.stage(),
                        tally,
                        booked.getOrDefault(tally.squad(), new TreeMap<>()),
                        Correction.inForce(corrections, tally, scored.stage())))
                .toList();
        return store(scoring, scored, inputs, rows.stored(scoring), records, why, by);
    }

    /** A version for each squad whose inputs or rank are others than those of its newest one. */
    private List<String> store(
            String scoring,
            Scored scored,
            List<Inputs> inputs,
            List<Stored> stored,
            Map<String, List<Trace>> records,
            String reason,
            String by) {
        Map<String, Stored> newest = stored.stream().collect(Collectors.toMap(Stored::squad, one -> one));
        List<Version> versions = new ArrayList<>();
        for (Draft draft : Calculation.cards(rubric, inputs)) {
            Stored before = newest.get(draft.squad());
            if (before == null) {
                versions.add(new Version(draft, 1, reason));
            } else if (!before.inputs().equals(CardRows.canonical(draft.inputs()))) {
                versions.add(new Version(draft, before.version() + 1, reason));
            } else if (!Objects.equals(before.rank(), draft.rank())) {
                versions.add(new Version(draft, before.version() + 1, MOVED));
            }
        }
        if (!versions.isEmpty()) {
            rows.insert(scoring, scored, versions, by, clock.instant());
            Map<String, Integer> numbers = versions.stream()
                    .collect(Collectors.toMap(version -> version.draft().squad(), Version::number));
            events.publishEvent(new Versioned(scoring, numbers, records));
        }
        return versions.stream().map(version -> version.draft().squad()).toList();
    }

    /**
     * A decided appeal: from now on these figures count, in every later computation of this scoring, and in
     * the final one too unless what was counted has changed by then. Nothing is counted anew; other squads get
     * a further version where their rank changes. Refuses a squad without a card (404) or exempt (409), and
     * (422) a numerator below 0 or, but for F1 and F2, above the denominator.
     *
     * @param denominator 0 with a numerator of 0 says that the indicator does not apply
     * @param reason 1 to 300 characters
     */
    public void correct(
            String scoring,
            String squad,
            Indicator indicator,
            BigDecimal numerator,
            BigDecimal denominator,
            String reason,
            String by) {
        String why = Limits.required("更正原因", reason, 300);
        Corrected figures = Corrected.of(indicator, numerator, denominator);
        Scored scored = rows.lock(scoring);
        scored.refuseUnlessOpen();
        List<Stored> stored = rows.stored(scoring);
        List<Inputs> inputs = stored.stream()
                .map(one -> CardRows.inputs(one.inputs()))
                .sorted(Comparator.comparing(one -> one.tally().squad()))
                .collect(Collectors.toCollection(ArrayList::new));
        Inputs before = inputs.stream()
                .filter(one -> one.tally().squad().equals(squad))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("代码为“" + squad + "”的中队没有评分卡。"));
        if (before.tally().exempt()) {
            throw Refusal.conflict("该中队已整项免除，没有可更正的得分。");
        }

        Correction correction = Correction.of(before, indicator, figures);
        rows.correct(scoring, scored.campaign(), correction, why, by, clock.instant());
        inputs.set(inputs.indexOf(before), before.with(indicator, figures));
        store(scoring, scored, inputs, stored, Map.of(), why, by);
    }

    /** Each squad's newest card, by the squads' codes; the mobile squad last. */
    @Transactional(readOnly = true)
    public List<ScoreCard> latest(String scoring) {
        return jdbc.sql(SELECT + """
                        where scoring = :scoring
                          and card.version = (select max(version)
                                              from score_card newer
                                              where newer.scoring = :scoring
                                                and newer.squad = card.squad)
                        order by squad.kind = 'MOBILE', card.squad
                        """)
                .param("scoring", scoring)
                .query(ScoreCard::of)
                .list();
    }

    /** All versions of a squad's card, the oldest first. */
    @Transactional(readOnly = true)
    public List<ScoreCard> history(String scoring, String squad) {
        return jdbc.sql(SELECT + "where scoring = ? and card.squad = ? order by card.version")
                .params(scoring, squad)
                .query(ScoreCard::of)
                .list();
    }
}
