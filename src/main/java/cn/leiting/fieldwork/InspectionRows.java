package cn.leiting.fieldwork;

import cn.leiting.fieldwork.Inspection.Recorded;
import cn.leiting.fieldwork.Scene.Facts;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 检查记录的存取：a whole visit in seven statements, whatever its size. */
@Component
class InspectionRows {

    /** What is already stored under a client's id. */
    record Known(long id, String contentHash, String squad, Inspection.Validity validity) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    InspectionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * By the point, or the one into which it was merged; the tasks as they stay until the end of the
     * transaction: whoever changes one waits.
     */
    List<Purpose> purposes(String point, Collection<String> tasks) {
        return jdbc.sql("""
                        with place as (
                            select coalesce(merged_into, code) as code
                            from inspection_point
                            where code = :point)
                        select task.code as task, task.squad, :point as point, task.state, checklist, first_day,
                               case task.state when 'ABSORBED' then (task.closed_at at time zone 'Asia/Shanghai')::date - 1
                                               else last_day end as last_day, suspended, excused,
                               (select count(*)
                                from inspection_purpose
                                         join inspection on inspection.id = inspection_purpose.inspection
                                where squad_task = task.code
                                  and inspection.point = (select code from place)
                                  and validity = 'VALID') as rounds
                        from squad_task task
                                 join assignment on assignment.code = task.assignment
                                 left join assigned_point assigned
                                           on assigned.assignment = task.assignment
                                               and assigned.point = (select code from place)
                                               and (assigned.squad = task.squad
                                                   or exists (select
                                                              from squad
                                                              where squad.code = task.squad
                                                                and squad.kind = 'MOBILE'))
                        where task.code = any(:tasks)
                        order by task.code
                        for share of task
                        """)
                .param("point", point)
                .param("tasks", tasks.toArray(String[]::new))
                .query(Purpose.class)
                .list();
    }

    /** Which violations were ordered to be corrected at this place and were not. */
    Set<String> refusedAt(String point) {
        return jdbc.sql("""
                        select violation
                        from rectification_order
                                 join finding on finding.id = rectification_order.finding
                                 join inspection seen on seen.id = finding.inspection
                        where rectification_order.status = 'REFUSED'
                          and seen.point in (select points_of_same_place(?))
                        """).param(point).query(String.class).set();
    }

    Optional<Known> find(UUID clientId) {
        return jdbc.sql("select id, content_hash, squad, validity from inspection where client_id = ?")
                .param(clientId)
                .query(Known.class)
                .optional();
    }

    /** With the order and the case of each finding; a problem found again is covered by those of the first time. */
    Recorded recorded(long id) {
        return new Recorded(
                id, jdbc.sql("""
                        select finding.id, coalesce(own.order_no, earlier.order_no) as "order",
                               coalesce(opened.code, known.code) as case_no
                        from finding
                                 left join rectification_order own on own.finding = finding.id
                                 left join re_check on re_check.found = finding.id
                                 left join rectification_order earlier on earlier.finding = re_check.finding
                                 left join enforcement_case opened on opened.finding = finding.id
                                 left join enforcement_case known on (known.source, known.source_ref) = ('ORDER', earlier.order_no)
                        where finding.inspection = ?
                        order by seq
                        """).param(id).query(Recorded.OfFinding.class).list());
    }

    void keepClash(Visit visit, String by) {
        jdbc.sql("""
                        insert into inspection_clash (client_id, content_hash, content, received_at, recorded_by)
                        values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(visit.clientId(), visit.hash(), visit.content(), Timestamp.from(clock.instant()), by)
                .update();
    }

    /** Its id; nothing when another request has stored this client's id meanwhile. */
    Optional<Long> store(Visit visit, String squad, List<Purpose> purposes, Facts facts, String by) {
        Optional<Long> stored = insert(visit, squad, facts, by);
        stored.ifPresent(id -> {
            jdbc.sql("""
                            insert into inspection_purpose (inspection, squad_task, round_no)
                            select :id, task, rounds + 1 from jsonb_to_recordset(:rows::jsonb) as row(task text, rounds int)
                            """).param("id", id).param("rows", Fields.json(purposes)).update();
            insertPairs(id, "inspection_officer (inspection, person, cert_no)", facts.certificates());
            insertItems(id, visit, facts);
            insertPhotos(id, visit);
            insertFindings(id, visit, facts);
        });
        return stored;
    }

    private Optional<Long> insert(Visit visit, String squad, Facts facts, String by) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("ahead", facts.ahead() == null ? null : facts.ahead().toSeconds());
        columns.put("started", Timestamp.from(visit.startedAt()));
        columns.put("ended", timestamp(visit.endedAt()));
        columns.put("received", Timestamp.from(clock.instant()));
        columns.put("distance", facts.geo().metres());
        Position position = visit.position();
        columns.put("lat", position == null ? null : position.lat());
        columns.put("lon", position == null ? null : position.lon());
        columns.put("accuracy", position == null ? null : position.accuracy());
        columns.put("datum", position == null ? null : position.datum().name());
        columns.put("class", visit.legalClass().name());
        columns.put("verdict", facts.geo().verdict().name());
        columns.put("result", visit.result().name());
        columns.put("squad", squad);
        columns.put("by", by);
        return jdbc.sql("""
                        insert into inspection (client_id, content_hash, squad, point, business_date, started_at,
                                                ended_at, received_at, legal_class, inspection_code, trigger_ref,
                                                auxiliaries, cert_shown, recording_told, body_cam_ref, lat, lon,
                                                accuracy_m, datum, gps_missing_reason, distance_m, geo_verdict,
                                                result, remark, recorded_by, clock_skew_s)
                        values (:clientId, :hash, :squad, :point, :businessDate, :started,
                                :ended, :received, :class, :inspectionCode, :triggerRef,
                                :auxiliaries, :certShown, :recordingTold, :bodyCamRef, :lat, :lon,
                                :accuracy, :datum, :gpsMissingReason, :distance, :verdict,
                                :result, :remark, :by, :ahead)
                        on conflict (client_id) do nothing
                        returning id
                        """)
                .params(columns)
                .param("clientId", visit.clientId())
                .param("hash", visit.hash())
                .param("point", visit.point())
                .param("businessDate", facts.businessDate())
                .param("inspectionCode", visit.inspectionCode())
                .param("triggerRef", visit.triggerRef())
                .param("auxiliaries", visit.auxiliaries())
                .param("certShown", visit.certShown())
                .param("recordingTold", visit.recordingTold())
                .param("bodyCamRef", visit.bodyCamRef())
                .param("gpsMissingReason", visit.gpsMissingReason())
                .param("remark", visit.remark())
                .query(Long.class)
                .optional();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }

    private void insertPairs(long id, String into, Map<String, String> pairs) {
        jdbc.sql("insert into " + into + " select :id, key, value from jsonb_each_text(:pairs::jsonb)")
                .param("id", id)
                .param("pairs", Fields.json(pairs))
                .update();
    }

    private void insertItems(long id, Visit visit, Facts facts) {
        jdbc.sql("""
                        insert into inspection_item_result (inspection, item, checklist, result)
                        select :id, marks.key, lists.value, marks.value
                        from jsonb_each_text(:marks::jsonb) marks
                                 join jsonb_each_text(:lists::jsonb) lists on lists.key = marks.key
                        """)
                .param("id", id)
                .param("marks", Fields.json(visit.items()))
                .param("lists", Fields.json(facts.checklists()))
                .update();
    }

    private void insertPhotos(long id, Visit visit) {
        jdbc.sql("""
                        insert into inspection_photo (inspection, sha256, relation)
                        select :id, sha256, relation
                        from jsonb_to_recordset(:rows::jsonb) as row(sha256 text, relation text)
                        """).param("id", id).param("rows", Fields.json(visit.photos())).update();
    }

    private void insertFindings(long id, Visit visit, Facts facts) {
        jdbc.sql("""
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition,
                                             education_given, education_kind, no_education_reason, order_due_on,
                                             party_signed, witness, proposal)
                        select :id, seq, "violation", "partyUnknown", "description", "disposition",
                               "educationGiven", "educationKind", "noEducationReason", "orderDueOn",
                               "partySigned", "witness", (:proposals::text[])[seq]
                        from rows from (jsonb_to_recordset(:rows::jsonb) as ("violation" text, "partyUnknown" boolean,
                                 "description" text, "disposition" text, "educationGiven" boolean,
                                 "educationKind" text, "noEducationReason" text, "orderDueOn" date,
                                 "partySigned" text, "witness" text)) with ordinality as row(
                                 "violation", "partyUnknown", "description", "disposition", "educationGiven",
                                 "educationKind", "noEducationReason", "orderDueOn", "partySigned", "witness", seq)
                        order by seq
                        """)
                .param("id", id)
                .param("rows", Fields.json(visit.findings()))
                .param("proposals", facts.proposals().stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    /** Whether it was not void before. */
    boolean invalidate(long id, String reason, String by) {
        return jdbc.sql("""
                        update inspection
                        set validity = 'INVALID', invalid_reason = ?, voided_by = ?, voided_at = ?
                        where id = ? and validity <> 'INVALID'
                        """)
                        .params(reason, by, Timestamp.from(clock.instant()), id)
                        .update()
                > 0;
    }
}
