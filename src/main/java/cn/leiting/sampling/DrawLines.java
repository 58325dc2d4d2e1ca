package cn.leiting.sampling;

import cn.leiting.sampling.Drawn.Share;
import cn.leiting.sampling.Drawn.Spot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The draws as they are read: all of an assignment in three statements. */
@Component
class DrawLines {

    private final JdbcClient jdbc;

    DrawLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Drawn> of(String assignment) {
        Map<Integer, List<Share>> shares =
                jdbc.sql("""
                        select share.no, share.squad, last_score, false_evidence, percent, coalesce(spots.listed, 0) as points,
                               coalesce(spots.drawn, 0) as drawn_points, coalesce(found.listed, 0) as findings,
                               coalesce(found.drawn, 0) as drawn_findings
                        from supervision_draw_squad share
                                 left join (select no, squad, count(*) as listed, count(*) filter (where drawn) as drawn
                                            from supervision_draw_point
                                            where assignment = :assignment
                                            group by no, squad) spots using (no, squad)
                                 left join (select no, squad, count(*) as listed, count(*) filter (where drawn) as drawn
                                            from supervision_draw_finding
                                            where assignment = :assignment
                                            group by no, squad) found using (no, squad)
                        where share.assignment = :assignment
                        order by share.no, share.squad
                        """).param("assignment", assignment).query(Share.class).list().stream()
                        .collect(Collectors.groupingBy(Share::no));
        Map<Integer, List<Spot>> spots = jdbc.sql("""
                        select no, squad, place, point, place_of.name, place_of.address, reported, late, red, only_normal,
                               high_risk,
                               (select count(distinct visit.id)
                                from visit_point seen
                                         join supervision_visit visit on visit.id = seen.visit
                                where seen.point = drawn.point
                                  and visit.assignment = drawn.assignment
                                  and visit.status = 'SIGNED') as visits
                        from supervision_draw_point drawn
                                 join inspection_point place_of on place_of.code = point
                        where assignment = :assignment
                          and drawn
                        order by no, red desc, late::int + only_normal::int + high_risk::int desc, squad, place
                        """).param("assignment", assignment).query(Spot.class).list().stream()
                .collect(Collectors.groupingBy(Spot::no));
        return jdbc.sql("""
                        select no, origin, reason, seed, drawn_by_name, drawn_at at time zone 'Asia/Shanghai' as at
                        from supervision_draw
                        where assignment = ?
                        order by no desc
                        """)
                .param(assignment)
                .query((row, number) -> drawn(row, shares, spots))
                .list();
    }

    private static Drawn drawn(ResultSet row, Map<Integer, List<Share>> shares, Map<Integer, List<Spot>> spots)
            throws SQLException {
        int no = row.getInt("no");
        return new Drawn(
                no,
                row.getString("origin").equals("SCHEDULED"),
                row.getString("reason"),
                row.getLong("seed"),
                row.getString("drawn_by_name"),
                row.getObject("at", LocalDateTime.class),
                shares.getOrDefault(no, List.of()),
                spots.getOrDefault(no, List.of()));
    }

    /** Points that the lot named when a squad's feedback was accepted (会审抽查), which are looked at as well. */
    List<Spot> countersigned(String assignment) {
        return jdbc.sql("""
                        select 0 as no, task.squad, drawn.place, drawn.point, place_of.name, place_of.address,
                               'NORMAL' as reported, false as late, false as red, false as only_normal,
                               place_of.risk = 'HIGH' as high_risk,
                               (select count(distinct visit.id)
                                from visit_point seen
                                         join supervision_visit visit on visit.id = seen.visit
                                where seen.point = drawn.point
                                  and visit.assignment = task.assignment
                                  and visit.status = 'SIGNED') as visits
                        from sampled_point drawn
                                 join squad_task task on task.code = drawn.squad_task
                                 join inspection_point place_of on place_of.code = drawn.point
                        where task.assignment = ?
                        order by task.squad, drawn.place
                        """).param(assignment).query(Spot.class).list();
    }
}
