package cn.leiting.scoring;

import cn.leiting.organization.People;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 重新计分：what a locked score is counted anew by (domain §6.6): only the bureau's leadership orders it, and says why.
 * The versions that were there stay; every squad whose figures or rank are others now has a further one.
 */
@Component
@Transactional
public class Recomputations {

    private static final String ORDERED_BY = "bureauLeadership";

    private enum Kind {
        RECOMPUTED
    }

    /** 已重新计分. Locked it stays. */
    public record Recomputed(long id, String scoring, String campaign, Stage stage) {}

    /**
     * 一次重新计分.
     *
     * @param changed how many squads have a further version because of it
     */
    public record Recomputation(
            long id, String scoring, String reason, String byName, LocalDateTime orderedAt, int squads, int changed) {}

    private static final String SELECT = """
            select id, scoring, reason, by_name, ordered_at at time zone 'Asia/Shanghai' as ordered_at, told.*
            from score_recomputation
                     cross join lateral (select count(*) as squads,
                                                count(*) filter (where version_after > version_before) as changed
                                         from score_recomputation_squad
                                         where recomputation = id) told
            """;

    private final ScoringRepository scorings;
    private final Adjustments adjustments;
    private final ScoreCards cards;
    private final People people;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Journal<Kind> journal;

    Recomputations(
            ScoringRepository scorings,
            Adjustments adjustments,
            ScoreCards cards,
            People people,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.scorings = scorings;
        this.adjustments = adjustments;
        this.cards = cards;
        this.people = people;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.journal = new Journal<>(jdbc, clock, "scoring_event", "scoring", Kind.class);
    }

    /**
     * Counts today's records anew. Refuses everybody but the bureau's leadership (403), an unknown scoring (404), one
     * that is not locked or whose final one has begun (409).
     *
     * @param reason 10 to 200 characters
     * @return its number, under which all squads' figures before and after are found
     */
    public long order(String code, @Nullable String reason, Actor by) {
        by.require(ORDERED_BY);
        String why = Limits.required("重新计分的理由", reason, 10, 200);
        Scoring locked =
                scorings.findForUpdateByCode(code).orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的评分。"));
        locked.refuseUnless(Status.LOCKED, "由局领导决定重新计分");
        refuseBeforeFinal(locked);

        List<String> changed = cards.recompute(code, adjustments.inForce(locked), "局领导决定重新计分：" + why, by.id());
        long id = store(code, why, by, changed);
        journal.note(locked.id(), Kind.RECOMPUTED, why, by.id());
        events.publishEvent(new Recomputed(id, code, locked.campaign(), locked.stage()));
        return id;
    }

    private void refuseBeforeFinal(Scoring locked) {
        if (locked.stage() == Stage.PROVISIONAL
                && scorings.findByCampaignAndStage(locked.campaign(), Stage.FINAL)
                        .isPresent()) {
            throw Refusal.conflict("行动" + locked.campaign() + "的终评已经开始，年度得分以终评为准，不能再对初评重新计分。");
        }
    }

    private long store(String code, String reason, Actor by, List<String> changed) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with ordered as (
                            insert into score_recomputation (scoring, reason, ordered_by, by_name, ordered_at)
                            values (:code, :reason, :by, :name, :at)
                            returning id),
                        counted as (
                            insert into score_recomputation_squad (recomputation, scoring, squad, version_before, version_after)
                            select ordered.id, :code, squad, max(version) - (squad = any (:changed))::int, max(version)
                            from ordered
                                     cross join score_card
                            where scoring = :code
                            group by ordered.id, squad)
                        select id
                        from ordered
                        """)
                .param("code", code)
                .param("reason", reason)
                .param("by", by.id())
                .param("name", people.nameOf(by.id()))
                .param("at", Timestamp.from(now))
                .param("changed", changed.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** All of a campaign, the newest first. */
    @Transactional(readOnly = true)
    public List<Recomputation> of(String campaign) {
        return jdbc.sql(SELECT + "where scoring in (select code from scoring where campaign = ?) order by id desc")
                .param(campaign)
                .query(Recomputation.class)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Recomputation> find(String campaign, long id) {
        return jdbc.sql(SELECT + "where id = ? and scoring in (select code from scoring where campaign = ?)")
                .params(id, campaign)
                .query(Recomputation.class)
                .optional();
    }
}
