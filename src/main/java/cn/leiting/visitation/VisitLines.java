package cn.leiting.visitation;

import cn.leiting.calendar.BureauTime;
import cn.leiting.shared.Refusal;
import cn.leiting.visitation.Visit.Inspector;
import cn.leiting.visitation.Visit.Result;
import cn.leiting.visitation.Visit.Seen;
import cn.leiting.visitation.Visit.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The visits as they are read: so many of them with all that belongs to them in three statements. */
@Component
class VisitLines {

    private static final String SEEN = """
            select seen.id, seen.visit, seen.point, place.name, seen.seen_at at time zone 'Asia/Shanghai' as seen_at,
                   seen.result, (select name
                                  from violation_type
                                  where code = seen.violation
                                  order by valid_from desc
                                  limit 1) as violation, description, seen.lat, seen.lon, said.result as said_result,
                   said.at at time zone 'Asia/Shanghai' as said_at,
                   exists (select from supervision_contradiction where visit_point = seen.id) as contradicts,
                   array(select sha256 from visit_photo where visit_point = seen.id order by sha256) as photos
            from visit_point seen
                     join supervision_visit visit on visit.id = seen.visit
                     join inspection_point place on place.code = seen.point
                     left join lateral last_said(seen.point, visit.squad, seen.seen_at) said on true
            where seen.visit = any (?)
            order by seen.seen_at, seen.id
            """;

    private final JdbcClient jdbc;

    VisitLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Visit get(long id) {
        return visits("visit.id = :id", Map.of("id", id), 1).stream()
                .findFirst()
                .orElseThrow(VisitLines::unknown);
    }

    static Refusal unknown() {
        return Refusal.notFound("没有这条督查记录。");
    }

    /** The newest first. */
    List<Visit> list(@Nullable String assignment, @Nullable String squad, boolean signedOnly, long before, int limit) {
        return visits(
                """
                visit.id < :before
                  and (:assignment = '' or visit.assignment = :assignment)
                  and (:squad = '' or visit.squad = :squad)
                  and (not :signed or visit.status = 'SIGNED')
                """,
                Map.of(
                        "before",
                        before,
                        "assignment",
                        assignment == null ? "" : assignment,
                        "squad",
                        squad == null ? "" : squad,
                        "signed",
                        signedOnly),
                limit);
    }

    private List<Visit> visits(String condition, Map<String, Object> parameters, int limit) {
        List<Visit> found = jdbc.sql("""
                        select visit.*, title
                        from supervision_visit visit
                                 join assignment on assignment.code = visit.assignment
                        where %s
                        order by visit.id desc
                        limit :limit
                        """.formatted(condition))
                .params(parameters)
                .param("limit", limit)
                .query((row, number) -> visit(row, List.of(), List.of()))
                .list();
        Long[] ids = found.stream().map(Visit::id).toArray(Long[]::new);
        Map<Long, List<Inspector>> inspectors = jdbc.sql("""
                        select visit, person, name, section, signed_at at time zone 'Asia/Shanghai' as signed_at
                        from supervision_visit_inspector
                        where visit = any (?)
                        order by section, person
                        """).param(ids).query(Inspector.class).list().stream()
                .collect(Collectors.groupingBy(Inspector::visit));
        Map<Long, List<Seen>> seen = jdbc.sql(SEEN).param(ids).query(VisitLines::seen).list().stream()
                .collect(Collectors.groupingBy(Seen::visit));
        return found.stream()
                .map(one ->
                        with(one, inspectors.getOrDefault(one.id(), List.of()), seen.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static Visit visit(ResultSet row, List<Inspector> inspectors, List<Seen> seen) throws SQLException {
        return new Visit(
                row.getLong("id"),
                row.getString("assignment"),
                row.getString("title"),
                row.getString("squad"),
                row.getTimestamp("visited_at")
                        .toInstant()
                        .atZone(BureauTime.ZONE)
                        .toLocalDateTime(),
                row.getBoolean("joint"),
                row.getString("comment"),
                Status.valueOf(row.getString("status")),
                row.getString("recorded_by_name"),
                local(row.getTimestamp("signed_at")),
                row.getString("withdrawn_reason"),
                inspectors,
                seen);
    }

    private static @Nullable LocalDateTime local(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant().atZone(BureauTime.ZONE).toLocalDateTime();
    }

    private static Visit with(Visit one, List<Inspector> inspectors, List<Seen> seen) {
        return new Visit(
                one.id(),
                one.assignment(),
                one.title(),
                one.squad(),
                one.visitedAt(),
                one.joint(),
                one.comment(),
                one.status(),
                one.recordedByName(),
                one.signedAt(),
                one.withdrawnReason(),
                inspectors,
                seen);
    }

    private static Seen seen(ResultSet row, int number) throws SQLException {
        return new Seen(
                row.getLong("id"),
                row.getLong("visit"),
                row.getString("point"),
                row.getString("name"),
                row.getObject("seen_at", LocalDateTime.class),
                Result.valueOf(row.getString("result")),
                row.getString("violation"),
                row.getString("description"),
                row.getBigDecimal("lat"),
                row.getBigDecimal("lon"),
                row.getString("said_result"),
                row.getObject("said_at", LocalDateTime.class),
                row.getBoolean("contradicts"),
                Arrays.asList((String[]) row.getArray("photos").getArray()));
    }
}
