package cn.leiting.sampling;

import cn.leiting.sampling.SampleShares.Standing;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How squads stand, as the decision asks it: their last published score, and photos of theirs that were found false. */
@Component
class Standings {

    private static final String STANDINGS = """
            select task.squad, coalesce(scored.total, 100) as last_score, coalesce(doubted.number, 0) as false_evidence
            from squad_task task
                     left join lateral (select total
                                        from score_card card
                                                 join scoring on scoring.code = card.scoring
                                        where card.squad = task.squad
                                          and card.campaign <> task.assignment
                                          and card.total is not null
                                          and scoring.first_published_at is not null
                                        order by card.computed_at desc, card.id desc
                                        limit 1) scored on true
                     left join lateral (select count(*) as number
                                        from (select distinct on (review.inspection, review.sha256) decision, review.at
                                              from photo_review review
                                                       join inspection visit on visit.id = review.inspection
                                              where visit.squad = task.squad
                                              order by review.inspection, review.sha256, review.id desc) newest
                                        where decision = 'FALSE'
                                          and at >= :since) doubted on true
            where task.assignment = :assignment
              and (:task::text is null or task.code = :task)
              and task.state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
            order by task.squad
            """;

    private static final String CLEAN = """
            array(select point
                  from inspection_purpose
                           join inspection on inspection.id = inspection_purpose.inspection
                  where squad_task = :task
                    and validity = 'VALID'
                  group by point
                  having bool_and(result = 'NORMAL')
                  order by point)
            """;

    private final JdbcClient jdbc;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Asked(String squad, BigDecimal lastScore, int falseEvidence) {

        Standing standing() {
            return new Standing(lastScore, falseEvidence);
        }
    }

    /** Of one squad's task, or of all that take part. */
    List<Asked> of(String assignment, @Nullable String task, Instant since) {
        return jdbc.sql(STANDINGS)
                .param("assignment", assignment)
                .param("task", task)
                .param("since", Timestamp.from(since))
                .query(Asked.class)
                .list();
    }

    /**
     * A squad with a task, and where it has seen nothing but order.
     *
     * @param cleanPoints the codes of the points of which all valid visits for the task were normal
     */
    record Reporting(BigDecimal lastScore, int falseEvidence, List<String> cleanPoints) {

        Reporting {
            cleanPoints = List.copyOf(cleanPoints);
        }

        Standing standing() {
            return new Standing(lastScore, falseEvidence);
        }
    }

    Optional<Reporting> reporting(String task, Instant since) {
        return jdbc.sql("select last_score, false_evidence, " + CLEAN + " as clean_points from (" + STANDINGS
                        + ") standing")
                .param("assignment", task.replaceFirst(":.*", ""))
                .param("task", task)
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Reporting(
                        row.getBigDecimal("last_score"), row.getInt("false_evidence"), Arrays.asList((String[])
                                row.getArray("clean_points").getArray())))
                .optional();
    }
}
