package cn.leiting.sampling;

import cn.leiting.sampling.SampleShares.Standing;
import cn.leiting.sampling.Standings.Asked;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The draws as they are stored: each in the same few statements however many squads, points and findings. */
@Component
class DrawRows {

    /** What is not taken part in is not looked at either. */
    private static final String PARTNER = """
            partner as (
                select code, squad
                from squad_task
                where assignment = :assignment
                  and state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')),
            """;

    /**
     * Places first what was not drawn before, then what a squad called normal, then by the number of risks: reported
     * or corrected late, a red deadline of the squad's task, somebody who reports nothing but normal points, a point
     * of high risk. What is left is the lot's.
     */
    private static final String DRAW = "with " + PARTNER + """
            asked as (
                select *
                from unnest(:squads, :scores::numeric[], :doubts, :percents::numeric[])
                         as row (squad, last_score, false_evidence, percent)),
            visited as (
                select visit.*
                from partner
                         join inspection_purpose purpose on purpose.squad_task = partner.code
                         join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'),
            said as (
                select distinct on (squad, point) squad, point, result, recorded_by, late_upload
                from visited
                order by squad, point, started_at desc, id desc),
            reporter as (
                select recorded_by
                from visited
                group by recorded_by
                having count(*) >= 3
                   and bool_and(result = 'NORMAL')),
            overdue as (
                select distinct visit.point
                from rectification_order given
                         join finding on finding.id = given.finding
                         join inspection visit on visit.id = finding.inspection
                where given.squad in (select squad from partner)
                  and given.status = 'OPEN'
                  and coalesce(given.extended_to, given.due_on) < :today),
            listed as (
                select point.point, partner.squad, percent, said.result as reported,
                       exists (select
                               from supervision_draw_point earlier
                               where earlier.assignment = :assignment
                                 and earlier.point = point.point
                                 and earlier.drawn) as again,
                       coalesce(said.late_upload, false) or point.point in (select point from overdue) as late,
                       exists (select from deadline where subject = partner.code and level >= 3) as red,
                       coalesce(said.recorded_by in (select recorded_by from reporter), false) as only_normal,
                       place.risk = 'HIGH' as high_risk
                from assigned_point point
                         join partner on partner.squad = point.squad
                         join asked on asked.squad = point.squad
                         join inspection_point place on place.code = point.point
                         left join said on said.squad = point.squad and said.point = point.point
                where point.assignment = :assignment
                  and not point.excused),
            placed as (
                select listed.*,
                       row_number() over (partition by squad
                           order by again, (reported is not distinct from 'NORMAL') desc,
                               late::int + red::int + only_normal::int + high_risk::int desc,
                               lot_of(:seed, point), point) as place,
                       greatest(1, ceil(percent * count(*) over (partition by squad) / 100)) as number
                from listed),
            found as (
                select distinct finding.id, visited.squad
                from visited
                         join finding on finding.inspection = visited.id
                where not exists (select from supervision_draw_finding earlier where earlier.finding = finding.id and drawn)),
            lots as (
                select found.id, found.squad,
                       row_number() over (partition by found.squad order by lot_of(:seed, found.id::text), found.id) as place,
                       greatest(1, ceil(percent * count(*) over (partition by found.squad) / 100)) as number
                from found
                         join asked on asked.squad = found.squad),
            noted as (
                insert into supervision_draw (assignment, no, origin, reason, seed, drawn_by, drawn_by_name, drawn_at)
                values (:assignment, :no, :origin, :reason, :seed, :by, :byName, :now)),
            noted_squads as (
                insert into supervision_draw_squad (assignment, no, squad, last_score, false_evidence, percent)
                select :assignment, :no, squad, last_score, false_evidence, percent
                from asked),
            noted_points as (
                insert into supervision_draw_point (assignment, no, point, squad, reported, again, late, red, only_normal,
                                                    high_risk, place, drawn)
                select :assignment, :no, point, squad, reported, again, late, red, only_normal, high_risk, place,
                       place <= number
                from placed)
            insert into supervision_draw_finding (assignment, no, finding, squad, place, drawn)
            select :assignment, :no, id, squad, place, place <= number
            from lots
            """;

    /** By the interval from the day after the first one on, until the day after the last one (domain P2, step 10). */
    private static final String NEXT = """
            select code, (day + time '09:00') at time zone 'Asia/Shanghai' as at
            from (select assignment.code, last_day,
                         coalesce((select (max(drawn_at) at time zone 'Asia/Shanghai')::date
                                   from supervision_draw
                                   where assignment = assignment.code and origin = 'SCHEDULED') + :days,
                                  first_day + 1) as day
                  from assignment
                  where closed_at is null
                    and not cancelled
                    and not suspended
                    and exists (select from squad_task where assignment = assignment.code and dispatched_at is not null)) due
            where day <= last_day + 1
            """;

    private final JdbcClient jdbc;

    DrawRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is stored of a draw beside what the database finds itself. */
    record Order(
            String assignment,
            int no,
            @Nullable String reason,
            long seed,
            String by,
            String byName,
            Instant now,
            LocalDate today) {}

    /** One after the other; the number of the next draw. */
    int next(String assignment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('draw ' || ?, 0))::text")
                .param(assignment)
                .query(String.class)
                .optional();
        return jdbc.sql("select coalesce(max(no), 0) + 1 from supervision_draw where assignment = ?")
                .param(assignment)
                .query(Integer.class)
                .single();
    }

    void insert(Order order, List<Asked> asked, Map<Standing, BigDecimal> shares) {
        jdbc.sql(DRAW)
                .param("assignment", order.assignment())
                .param("no", order.no())
                .param("origin", order.reason() == null ? "SCHEDULED" : "ON_DEMAND")
                .param("reason", order.reason())
                .param("seed", order.seed())
                .param("by", order.by())
                .param("byName", order.byName())
                .param("now", Timestamp.from(order.now()))
                .param("today", order.today())
                .param("squads", asked.stream().map(Asked::squad).toArray(String[]::new))
                .param("scores", texts(asked.stream().map(Asked::lastScore).toList()))
                .param("doubts", asked.stream().map(Asked::falseEvidence).toArray(Integer[]::new))
                .param(
                        "percents",
                        texts(asked.stream()
                                .map(one -> shares.get(one.standing()))
                                .toList()))
                .update();
    }

    private static String[] texts(List<BigDecimal> numbers) {
        return numbers.stream().map(BigDecimal::toPlainString).toArray(String[]::new);
    }

    /** The assignments of which a draw is due, or the one of them. */
    List<String> due(@Nullable String assignment, int days, Instant now) {
        return jdbc.sql("select code from (" + NEXT + """
                        ) next
                        where at <= :now
                          and (:assignment::text is null or code = :assignment)
                        order by code
                        """)
                .param("assignment", assignment)
                .param("days", days)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list();
    }

    Optional<Instant> nextMoment(int days) {
        return jdbc.sql("select min(at) as at from (" + NEXT + ") next having min(at) is not null")
                .param("days", days)
                .query((row, number) -> row.getTimestamp("at").toInstant())
                .optional();
    }
}
