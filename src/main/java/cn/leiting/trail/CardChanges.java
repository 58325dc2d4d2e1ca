package cn.leiting.trail;

import cn.leiting.score.Indicator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 评分变动：how versions of score cards differ. */
@Component
@Transactional(readOnly = true)
public class CardChanges {

    /**
     * One version that differs from the one before it; the first version has nothing before it.
     *
     * @param reason why it came to be
     */
    public record Change(
            String squad,
            int version,
            @Nullable BigDecimal totalBefore,
            @Nullable BigDecimal total,
            @Nullable Integer rankBefore,
            @Nullable Integer rank,
            String reason,
            String by,
            Instant at) {}

    /**
     * One indicator of one squad, before and after.
     *
     * @param pointsBefore 0 where it did not apply
     */
    public record Difference(
            String squad,
            Indicator indicator,
            boolean applicableBefore,
            BigDecimal numeratorBefore,
            BigDecimal denominatorBefore,
            BigDecimal pointsBefore,
            boolean applicable,
            BigDecimal numerator,
            BigDecimal denominator,
            BigDecimal points) {}

    private final JdbcClient jdbc;

    CardChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every version of every squad but the first ones, the oldest first. */
    public List<Change> of(String scoring) {
        return jdbc.sql("""
                        select *
                        from (select id, squad, version, total, rank, reason, computed_by as by, computed_at as at,
                                     lag(total) over squads as total_before, lag(rank) over squads as rank_before
                              from score_card
                              where scoring = ?
                              window squads as (partition by squad order by version)) versions
                        where version > 1
                        order by id
                        """).param(scoring).query(Change.class).list();
    }

    /** Every squad of an ordered recomputation, by code, those whose total and rank stayed too; the mobile one last. */
    public List<Change> ofRecomputation(long recomputation) {
        return jdbc.sql("""
                        select changed.squad, after.version, before.total as total_before, after.total,
                               before.rank as rank_before, after.rank, after.reason, after.computed_by as by,
                               after.computed_at as at
                        from score_recomputation_squad changed
                                 join squad on squad.code = changed.squad
                                 join score_card before
                                      on before.scoring = changed.scoring
                                          and before.squad = changed.squad
                                          and before.version = changed.version_before
                                 join score_card after
                                      on after.scoring = changed.scoring
                                          and after.squad = changed.squad
                                          and after.version = changed.version_after
                        where recomputation = ?
                        order by squad.kind = 'MOBILE', changed.squad
                        """).param(recomputation).query(Change.class).list();
    }

    /** The indicators that an ordered recomputation changed, by squad. */
    public List<Difference> differences(long recomputation) {
        return jdbc.sql("""
                        select changed.squad, now.indicator, earlier.applicable as applicable_before,
                               earlier.numerator as numerator_before, earlier.denominator as denominator_before,
                               earlier.points as points_before, now.applicable, now.numerator, now.denominator, now.points
                        from score_recomputation_squad changed
                                 join squad on squad.code = changed.squad
                                 join score_card before
                                      on before.scoring = changed.scoring
                                          and before.squad = changed.squad
                                          and before.version = changed.version_before
                                 join score_card after
                                      on after.scoring = changed.scoring
                                          and after.squad = changed.squad
                                          and after.version = changed.version_after
                                 join score_item earlier on earlier.card = before.id
                                 join score_item now on now.card = after.id and now.indicator = earlier.indicator
                        where recomputation = ?
                          and (now.applicable, now.numerator, now.denominator, now.points)
                            is distinct from (earlier.applicable, earlier.numerator, earlier.denominator, earlier.points)
                        order by squad.kind = 'MOBILE', changed.squad, now.indicator
                        """).param(recomputation).query(Difference.class).list();
    }

    /** Those whose ratio, or whether they apply, differs between the newest provisional and the newest final card. */
    public Set<Indicator> sinceProvisional(String campaign, String squad) {
        return jdbc.sql("""
                        with newest as (
                            select distinct on (stage) id, stage
                            from score_card
                            where campaign = ?
                              and squad = ?
                            order by stage, version desc)
                        select now.indicator
                        from newest
                                 join score_item now on now.card = newest.id and newest.stage = 'FINAL'
                                 join newest earlier on earlier.stage = 'PROVISIONAL'
                                 left join score_item before on before.card = earlier.id and before.indicator = now.indicator
                        where now.ratio is distinct from before.ratio
                        """).params(campaign, squad).query(Indicator.class).stream()
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Indicator.class)));
    }
}
