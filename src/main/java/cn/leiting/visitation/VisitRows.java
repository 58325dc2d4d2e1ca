package cn.leiting.visitation;

import cn.leiting.shared.Refusal;
import cn.leiting.visitation.Visit.Status;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The visits as they are written. */
@Component
class VisitRows {

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

    /** A point that can be looked at; the drawn ones first. */
    record Place(String code, String name, String address, boolean drawn) {}

    List<Place> places(String assignment, String squad) {
        return jdbc.sql("""
                        select place.code, place.name, place.address,
                               exists (select
                                       from supervision_draw_point
                                       where assignment = :assignment and point = place.code and drawn)
                                   or exists (select
                                              from sampled_point
                                              where squad_task = :assignment || ':' || :squad and point = place.code) as drawn
                        from assigned_point assigned
                                 join inspection_point place on place.code = assigned.point
                        where assigned.assignment = :assignment
                          and assigned.squad = :squad
                        order by drawn desc, place.code
                        """)
                .param("assignment", assignment)
                .param("squad", squad)
                .query(Place.class)
                .list();
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

    boolean isViolation(String code) {
        return jdbc.sql("select exists (select from violation_code where code = ?)")
                .param(code)
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
                                    (select inspection from last_said(:point, :squad, :at)))
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
    long lock(long id) {
        return jdbc.sql("select id from supervision_visit where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(VisitLines::unknown);
    }
}
