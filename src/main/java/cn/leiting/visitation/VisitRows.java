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
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The visits as they are stored: so many of them with all that belongs to them in three statements. */
@Component
class VisitRows {

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
                     left join lateral (select reported.result, coalesce(ended_at, started_at) as at
                                        from inspection reported
                                        where reported.point in (select points_of_same_place(seen.point))
                                          and reported.squad = visit.squad
                                          and reported.validity = 'VALID'
                                          and coalesce(ended_at, started_at) <= seen.seen_at
                                        order by started_at desc, reported.id desc
                                        limit 1) said on true
            where seen.visit = any (?)
            order by seen.seen_at, seen.id
            """;

    private final JdbcClient jdbc;

    VisitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody who can be an inspector. */
    record Colleague(String person, String name, String section) {}

    /** All of the two sections. */
    List<Colleague> colleagues() {
        return jdbc.sql("""
                        select user_id as person, person.name, unit.group_id as section
                        from person
                                 join unit on unit.code = person.unit_code
                        where unit.group_id in ('deptCoordination', 'deptSupervision')
                        order by unit.group_id, user_id
                        """).query(Colleague.class).list();
    }

    Optional<Long> sentBefore(Visit.Form form, String by) {
        return jdbc.sql("select id from supervision_visit where client_id = ? and recorded_by = ?")
                .params(form.clientId(), by)
                .query(Long.class)
                .optional();
    }

    boolean takesPart(String assignment, String squad) {
        return jdbc.sql("""
                        select exists (select
                                       from squad_task
                                       where assignment = ?
                                         and squad = ?
                                         and state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED'))
                        """).params(assignment, squad).query(Boolean.class).single();
    }

    long insert(
            Visit.Form form, Instant visitedAt, Collection<Colleague> inspectors, String by, String name, Instant at) {
        return jdbc.sql("""
                        with visit as (
                            insert into supervision_visit (client_id, assignment, squad, visited_at, joint, status, recorded_by,
                                                           recorded_by_name, recorded_at)
                            values (:client, :assignment, :squad, :visited, :joint, 'OPEN', :by, :name, :at)
                            returning id),
                        people as (
                            insert into supervision_visit_inspector (visit, person, name, section)
                            select visit.id, inspector.*
                            from visit
                                     cross join unnest(:people, :names, :sections) as inspector)
                        select id from visit
                        """)
                .param("client", form.clientId())
                .param("assignment", form.assignment())
                .param("squad", form.squad())
                .param("visited", Timestamp.from(visitedAt))
                .param("joint", form.joint())
                .param("by", by)
                .param("name", name)
                .param("at", Timestamp.from(at))
                .param("people", inspectors.stream().map(Colleague::person).toArray(String[]::new))
                .param("names", inspectors.stream().map(Colleague::name).toArray(String[]::new))
                .param("sections", inspectors.stream().map(Colleague::section).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** Whether it was assigned to the squad there, or lies in its town. */
    boolean isPointOf(String point, String assignment, String squad) {
        return jdbc.sql("""
                        select exists (select from assigned_point where assignment = :assignment and point = :point and squad = :squad)
                                   or exists (select from inspection_point where code = :point and squad_code = :squad)
                        """)
                .param("assignment", assignment)
                .param("point", point)
                .param("squad", squad)
                .query(Boolean.class)
                .single();
    }

    /** With its photos; the same matter twice is refused. */
    void insert(Visit visit, Visit.SeenForm form, Instant seenAt, List<String> photos) {
        boolean contrary = jdbc.sql("""
                        select exists (select
                                       from visit_point
                                       where visit = :visit
                                         and point = :point
                                         and (result <> :result or violation is not distinct from :violation::text))
                        """)
                .param("visit", visit.id())
                .param("point", form.point())
                .param("result", form.result().name())
                .param("violation", form.violation())
                .query(Boolean.class)
                .single();
        if (contrary) {
            throw Refusal.conflict("本次督查已记录过这个点位的同一情况，或者记录了相反的结果。");
        }
        jdbc.sql("""
                        with seen as (
                            insert into visit_point (visit, point, seen_at, result, violation, description, lat, lon,
                                                     reported_by_visit)
                            values (:visit, :point, :at, :result, :violation, :description, :lat, :lon,
                                    (select id
                                     from inspection
                                     where point in (select points_of_same_place(:point))
                                       and squad = :squad
                                       and validity = 'VALID'
                                       and coalesce(ended_at, started_at) <= :at
                                     order by started_at desc, id desc
                                     limit 1))
                            returning id)
                        insert into visit_photo (visit_point, sha256)
                        select seen.id, sha256
                        from seen
                                 cross join unnest(:photos) as sha256
                        """)
                .param("visit", visit.id())
                .param("squad", visit.squad())
                .param("point", form.point())
                .param("at", Timestamp.from(seenAt))
                .param("result", form.result().name())
                .param("violation", form.violation())
                .param("description", form.description())
                .param("lat", form.lat())
                .param("lon", form.lon())
                .param("photos", photos.toArray(String[]::new))
                .update();
    }

    void sign(long visit, String person, Status status, Instant at) {
        jdbc.sql("""
                        with signature as (
                            update supervision_visit_inspector
                            set signed_at = :at
                            where visit = :visit and person = :person)
                        update supervision_visit
                        set status       = :status,
                            submitted_at = coalesce(submitted_at, :at),
                            signed_at    = case when :status = 'SIGNED' then :at::timestamptz end
                        where id = :visit
                        """)
                .param("visit", visit)
                .param("person", person)
                .param("status", status.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    void comment(long visit, @Nullable String comment) {
        jdbc.sql("update supervision_visit set comment = ? where id = ?")
                .params(comment, visit)
                .update();
    }

    void withdraw(long visit, String reason) {
        jdbc.sql("update supervision_visit set status = 'WITHDRAWN', withdrawn_reason = ? where id = ?")
                .params(reason, visit)
                .update();
    }

    /** Locked; refuses an unknown one. */
    Visit lock(long id) {
        long locked = jdbc.sql("select id from supervision_visit where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(VisitRows::unknown);
        return get(locked);
    }

    Visit get(long id) {
        return visits("visit.id = :id", Map.of("id", id), 1).stream()
                .findFirst()
                .orElseThrow(VisitRows::unknown);
    }

    private static Refusal unknown() {
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
        Map<Long, List<Seen>> seen = jdbc.sql(SEEN).param(ids).query(VisitRows::seen).list().stream()
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
