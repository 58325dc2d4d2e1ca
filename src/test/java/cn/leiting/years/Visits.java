package cn.leiting.years;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Visits of all squads to the points of an assignment, with their people, items, photos, findings, orders and re-checks:
 * as many as it is told, each drawn by a hash of the seed. Photos are rows, there are no files. 徐泾 finds nothing in a
 * look-back: {@link cn.leiting.Examples#campaign} expects its full marks.
 */
final class Visits {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final long seed;

    Visits(JdbcClient jdbc, TransactionTemplate transaction, long seed) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.seed = seed;
    }

    /**
     * From the first day on until that of the bureau's clock.
     *
     * @param today ISO, what the bureau's clock shows
     * @param each of each squad
     * @param problems how many of a hundred find something, in the middle: of squads from three fifths of it to seven fifths
     */
    void write(String assignment, String today, int each, int problems) {
        transaction.executeWithoutResult(alone -> {
            plan(assignment, today, each, problems);
            visit();
            Lines.ofVisits(jdbc);
            find();
            settle(today);
            jdbc.sql("drop table plan").update();
        });
    }

    private void plan(String assignment, String today, int each, int problems) {
        jdbc.sql("""
                        create temporary table plan as
                        with crew as (
                            select unit_code as squad, held.user_id, min(no) as no,
                                   row_number() over (partition by unit_code order by held.user_id) - 1 as place,
                                   count(*) over (partition by unit_code) as people
                            from officer_certificate held
                                     join person on person.user_id = held.user_id
                            group by unit_code, held.user_id),
                        list as (
                            select assigned_point.*, row_number() over (partition by squad order by point) - 1 as place,
                                   count(*) over (partition by squad) as points
                            from assigned_point
                            where assignment = :assignment),
                        drawn as (
                            select task.code as task, task.squad, n, assignment.checklist, assignment.theme, first_day,
                                   md5(:seed || ' ' || task.code || ' ' || n) as hash
                            from squad_task task
                                     join assignment on assignment.code = task.assignment
                                     cross join generate_series(1, :each) n
                            where task.assignment = :assignment)
                        select drawn.task, drawn.squad, n, hash, hash::uuid as client_id, list.point, theme, checklist,
                               lot.problem < :problems * (60 + ('x' || left(md5(:seed || ' share ' || drawn.task), 6))::bit(24)::int % 81) / 100 and (drawn.squad <> '310118106' or drawn.task not like 'LB-%') as problem, lot.kind, lot.shown,
                               day, day + make_interval(hours => 8, mins => lot.minute) as at,
                               one.user_id as first, one.no as first_no, two.user_id as second, two.no as second_no
                        from drawn
                                 cross join lateral (select ('x' || substr(hash, 1, 6))::bit(24)::int % 100 as problem,
                                                            ('x' || substr(hash, 7, 6))::bit(24)::int % 100 as kind,
                                                            ('x' || substr(hash, 13, 6))::bit(24)::int % 720 as minute,
                                                            ('x' || substr(hash, 19, 6))::bit(24)::int as person,
                                                            ('x' || substr(hash, 25, 6))::bit(24)::int as shown) lot
                                 cross join lateral (select first_day + n % (greatest(date :today - first_day, 0) + 1) as day) at
                                 join list on list.squad = drawn.squad and list.place = n % list.points
                                 join crew one on one.squad = drawn.squad and one.place = lot.person % one.people
                                 join crew two on two.squad = drawn.squad and two.place = (lot.person + 1) % two.people
                        """.replace(":today", "'" + today + "'"))
                .param("assignment", assignment)
                .param("each", each)
                .param("problems", problems)
                .param("seed", seed)
                .update();
    }

    private void visit() {
        jdbc.sql("""
                        insert into inspection (client_id, content_hash, squad, point, business_date, started_at, ended_at,
                                                received_at, legal_class, auxiliaries, cert_shown, recording_told, lat, lon,
                                                accuracy_m, datum, distance_m, geo_verdict, result, recorded_by)
                        select client_id, encode(sha256(hash::bytea), 'hex'), plan.squad, point, day, at,
                               at + interval '7 minutes', at + interval '9 minutes', 'STREET_PATROL', shown % 3, true, true,
                               place.lat, place.lon, 12, 'WGS84', 0, 'OK', case when problem then 'PROBLEM' else 'NORMAL' end, first
                        from plan
                                 join inspection_point place on place.code = plan.point
                        """).update();
        jdbc.sql("alter table plan add column id bigint").update();
        jdbc.sql("update plan set id = visit.id from inspection visit where visit.client_id = plan.client_id")
                .update();
        jdbc.sql("create unique index on plan (id)").update();
        jdbc.sql("analyze plan").update();
        jdbc.sql("insert into inspection_purpose (inspection, squad_task, round_no) select id, task, 1 from plan")
                .update();
        jdbc.sql("""
                        insert into inspection_officer (inspection, person, cert_no)
                        select id, first, first_no from plan
                        union all
                        select id, second, second_no from plan
                        """).update();
        jdbc.sql("""
                        insert into inspection_item_result (inspection, item, checklist, result)
                        select id, item.code, checklist, 'OK'
                        from plan
                                 join inspection_point place on place.code = plan.point
                                 join checklist_item item on item.theme || '-' || item.version = plan.checklist
                        where item.object_kinds = '{}' or place.kind = any (item.object_kinds)
                        """).update();
        jdbc.sql("""
                        insert into photo_file (sha256, bytes, type, width, height, orientation, taken_at, lat, lon, accuracy_m,
                                                stored_at, stored_by, thumbnail)
                        select encode(sha256((hash || photo)::bytea), 'hex'), 300000 + shown % 200000, 'JPEG', 4000, 3000, 1, at,
                               place.lat, place.lon, 12, at + interval '9 minutes', first, 'MADE'
                        from plan
                                 join inspection_point place on place.code = plan.point
                                 cross join generate_series(1, 3) photo
                        """).update();
        jdbc.sql("""
                        insert into inspection_photo (inspection, sha256, relation, arrived_at, verdict, distance_m)
                        select id, encode(sha256((hash || photo)::bytea), 'hex'), case photo when 1 then 'WIDE' else 'CLOSE' end,
                               at + interval '9 minutes', 'OK', 0
                        from plan
                                 cross join generate_series(1, 3) photo
                        """).update();
    }

    /** The dispositions in the shares of domain, section 8.2. */
    private void find() {
        jdbc.sql("""
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition, education_given,
                                             education_kind, order_due_on, party_signed, witness)
                        select id, 1, violation, true, '检查时发现一处问题，已拍照固定并告知当事人。',
                               case when kind < 60 then 'ORDERED' when kind < 85 then 'CORRECTED_ON_SPOT' else 'EDUCATED' end,
                               true, 'ORAL', case when kind < 60 then day + 1 + shown % 4 end, 'ABSENT', '路人'
                        from plan
                                 cross join lateral (select array_agg(violation_code order by place) as known
                                                     from checklist_item item
                                                     where item.theme || '-' || item.version = plan.checklist) list
                                 cross join lateral (select known[1 + shown % cardinality(known)] as violation) one
                        where problem
                        """).update();
        jdbc.sql("""
                        update inspection_item_result shown
                        set result = 'PROBLEM'
                        from plan
                                 join finding on finding.inspection = plan.id
                                 join checklist_item item on item.theme || '-' || item.version = plan.checklist
                            and item.violation_code = finding.violation
                        where shown.inspection = plan.id
                          and shown.item = item.code
                        """).update();
    }

    /** Every order is re-checked once, by the same two people, and closed today: some of the first day's too late. */
    private void settle(String today) {
        jdbc.sql("""
                        create temporary table again as
                        select finding.id as finding, plan.*, order_due_on, md5('again ' || hash) as again,
                               greatest(day, date :today) as closed
                        from plan
                                 join finding on finding.inspection = plan.id
                        where disposition = 'ORDERED'
                        """.replace(":today", "'" + today + "'")).update();
        jdbc.sql("""
                        insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on, status, closed_on)
                        select 'ZG-' || squad || '-' || extract(year from day) || '-' || 10000 + finding % 80000, finding, squad, day,
                               order_due_on, order_due_on, 'CLOSED', closed
                        from again
                        """).update();
        jdbc.sql("""
                        insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                legal_class, auxiliaries, cert_shown, recording_told, lat, lon, accuracy_m, datum,
                                                distance_m, geo_verdict, result, recorded_by)
                        select again::uuid, encode(sha256(again::bytea), 'hex'), again.squad, point, closed, closed + time '20:30',
                               closed + time '20:31', 'RE_CHECK', 0, true, true, place.lat, place.lon, 12, 'WGS84', 0, 'OK',
                               'NORMAL', first
                        from again
                                 join inspection_point place on place.code = again.point
                        """).update();
        jdbc.sql("""
                        insert into inspection_officer (inspection, person, cert_no)
                        select visit.id, officer.person, officer.cert_no
                        from again
                                 join inspection visit on visit.client_id = again.again::uuid
                                 join inspection_officer officer on officer.inspection = again.id
                        """).update();
        jdbc.sql("""
                        insert into re_check (finding, no, inspection, result)
                        select again.finding, 1, visit.id, 'PASS'
                        from again
                                 join inspection visit on visit.client_id = again.again::uuid
                        """).update();
        jdbc.sql("drop table again").update();
    }
}
