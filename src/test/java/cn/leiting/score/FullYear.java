package cn.leiting.score;

import cn.leiting.catalogue.Points;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A year of campaigns as large as it is asked for, of all squads but the mobile one, in a few statements: every room's
 * records that a score is counted from, all of them closed, a provisional scoring of each campaign that waits to be computed.
 */
@Component
class FullYear {

    private final JdbcClient jdbc;
    private final Points points;

    FullYear(JdbcClient jdbc, Points points) {
        this.jdbc = jdbc;
        this.points = points;
    }

    /**
     * The year's campaigns from that number on; answers the scorings' codes.
     *
     * @param year is over today: no period of a case runs before the case was filed
     * @param visits of each squad in each campaign, 20 at least; a third of them finds something
     * @param cases of each squad in each campaign, up to 99
     */
    List<String> write(int year, int first, int campaigns, int visits, int cases) {
        points.importTrial();
        List<String> codes = IntStream.range(first, first + campaigns)
                .mapToObj(number -> "TH-%d-%02d".formatted(year, number))
                .toList();
        codes.forEach(this::assign);
        codes.forEach(code -> visit(code, visits));
        codes.forEach(this::followUp);
        codes.forEach(this::report);
        codes.forEach(code -> handle(code, cases));
        codes.forEach(this::lookBack);
        jdbc.sql("analyze").update();
        return codes.stream()
                .map(code -> "SC-" + code.substring(3) + ":PROVISIONAL")
                .toList();
    }

    private void run(String sql, String campaign) {
        jdbc.sql(sql.replace(
                        ":first",
                        "make_date(substr(:campaign, 4, 4)::int, 1 + (substr(:campaign, 9)::int - 1) % 8, 3)"))
                .param("campaign", campaign)
                .update();
    }

    private void assign(String campaign) {
        run("""
                insert into campaign (code, year, theme, title, basis_type, basis_text, starts_on, ends_on, original_ends_on,
                                      scope, squads, weight, checklist, enterprise_inspection, guidance_text, info_target,
                                      status, defined_by, paused_days, version)
                select :campaign, substr(:campaign, 4, 4)::int, 'THEME_DEBRIS', '渣土运输专项整治', 'SEASON', '冬季施工高峰。',
                       :first, :first + 11, :first + 11, 'DISTRICT',
                       (select array_agg(code order by code) from squad where kind <> 'MOBILE'), 1.0, 'THEME_DEBRIS-1', false,
                       '严查。', 2, 'APPROVED', 'coordination1', 0, 0
                """, campaign);
        run("""
                insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                values (:campaign, 'CAMPAIGN', '渣土运输专项整治', 'THEME_DEBRIS', 'THEME_DEBRIS-1', :first, :first + 11, :first - 5),
                       ('LB' || substr(:campaign, 3), 'LOOK_BACK', '渣土运输专项整治', 'THEME_DEBRIS', 'THEME_DEBRIS-1',
                        :first + 12, :first + 41, :first + 11)
                """, campaign);
        run("""
                insert into squad_task (code, assignment, squad, state, dispatched_at, acknowledged_at, acknowledged_by,
                                        accountable, field_ended_at, fed_back_at, closed_at, verdict, verdict_at)
                select assignment.code || ':' || squad.code, assignment.code, squad.code, 'ACCEPTED', assignment.opened_at,
                       assignment.opened_at + interval '1 h', 'xujingLead', 'xujingLead', last_day, last_day + 1, last_day + 3,
                       'NO_OBJECTION', last_day + 3
                from assignment
                         cross join squad
                where assignment.code in (:campaign, 'LB' || substr(:campaign, 3))
                  and squad.kind <> 'MOBILE'
                """, campaign);
        run("""
                insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                select :campaign, point.code, squad.code, 2, 'ROUTINE', 2
                from squad
                         join inspection_point point on point.code like 'P-' || squad.code || '-00%'
                where squad.kind <> 'MOBILE'
                """, campaign);
        run(
                "insert into scoring (code, campaign, stage, status, version) "
                        + "values ('SC-' || substr(:campaign, 4) || ':PROVISIONAL', :campaign, 'PROVISIONAL', 'BEGUN', 0)",
                campaign);
    }

    /** By two officers each; every fiftieth was voided. */
    private void visit(String campaign, int visits) {
        jdbc.sql("""
                        with crew as (
                            select unit_code as squad, held.user_id, min(no) as no,
                                   row_number() over (partition by unit_code order by held.user_id) as place
                            from officer_certificate held
                                     join person on person.user_id = held.user_id
                            group by unit_code, held.user_id),
                        visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                    legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason,
                                                    geo_verdict, result, recorded_by, validity, invalid_reason)
                            select gen_random_uuid(), repeat('0', 64), task.squad,
                                   'P-' || task.squad || '-' || lpad((1 + n % 20)::text, 4, '0'), day,
                                   day + interval '10 h' + make_interval(secs => n), day + interval '11 h', 'STREET_PATROL', 0,
                                   true, true, '试用设备没有定位', 'UNKNOWN', case when n % 3 = 0 then 'PROBLEM' else 'NORMAL' end,
                                   'xujing1', case when n % 50 = 0 then 'INVALID' else 'VALID' end,
                                   case when n % 50 = 0 then '照片与点位不符。' end
                            from squad_task task
                                     join assignment on assignment.code = task.assignment
                                     cross join generate_series(1, :visits) n
                                     cross join lateral (select assignment.first_day + n % 12 as day) at
                            where task.assignment = :campaign
                            returning id, squad, result),
                        purpose as (
                            insert into inspection_purpose (inspection, squad_task, round_no)
                            select id, :campaign || ':' || squad, 1
                            from visit),
                        officer as (
                            insert into inspection_officer (inspection, person, cert_no)
                            select id, user_id, no
                            from visit
                                     join crew using (squad)
                            where place <= 2)
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition, education_given,
                                             education_kind, order_due_on, party_signed, witness)
                        select id, 1, 'VIO_STALL', true, '占道设摊一处，经劝导已离开。',
                               case when id % 2 = 0 then 'ORDERED' else 'CORRECTED_ON_SPOT' end, true, 'ORAL',
                               case when id % 2 = 0 then (select first_day + 19 from assignment where code = :campaign) end,
                               'ABSENT', '路人'
                        from visit
                        where result = 'PROBLEM'
                        """).param("campaign", campaign).param("visits", visits).update();
    }

    /** Every order is settled, one in five too late; each is re-checked once. */
    private void followUp(String campaign) {
        run("""
                with found as (
                    select finding.*, visit.squad, visit.point, visit.business_date
                    from finding
                             join inspection visit on visit.id = finding.inspection
                             join inspection_purpose purpose on purpose.inspection = visit.id
                    where purpose.squad_task like :campaign || ':%'
                      and disposition = 'ORDERED'),
                issued as (
                    insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on, status, closed_on)
                    select 'ZG-' || squad || '-' || extract(year from business_date) || '-' || 9000000 + id, id, squad,
                           business_date, order_due_on, order_due_on, 'CLOSED', order_due_on + (id % 5 = 0)::int
                    from found),
                again as (
                    insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                            legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason, geo_verdict,
                                            result, recorded_by, trigger_ref)
                    select gen_random_uuid(), lpad(to_hex(id), 64, '0'), squad, point, :first + 15, :first + 15, :first + 15,
                           'RE_CHECK', 0, true, true, '试用设备没有定位', 'UNKNOWN', 'NORMAL', 'xujing1', null
                    from found
                    returning id, squad, content_hash),
                officer as (
                    insert into inspection_officer (inspection, person, cert_no)
                    select again.id, crew.user_id, crew.no
                    from again
                             join (select unit_code, held.user_id, min(no) as no,
                                          row_number() over (partition by unit_code order by held.user_id) as place
                                   from officer_certificate held
                                            join person on person.user_id = held.user_id
                                   group by unit_code, held.user_id) crew on crew.unit_code = again.squad
                    where place <= 2)
                insert into re_check (finding, no, inspection, result)
                select found.id, 1, again.id, case when found.id % 7 = 0 then 'FAIL' else 'PASS' end
                from found
                         join again on again.content_hash = lpad(to_hex(found.id), 64, '0')
                """, campaign);
        run("""
                insert into visit_finding_check (finding, should_be, was, reason, by_whom, by_name, at)
                select finding.id, 'ORDERED', case when disposition = 'ORDERED' then 'ORDERED' else 'NONE' end, '应当责令改正。',
                       'supervision1', '法规监督科1', now()
                from finding
                         join inspection_purpose purpose on purpose.inspection = finding.inspection
                where purpose.squad_task like :campaign || ':%'
                  and finding.id % 20 = 0
                """, campaign);
    }

    private void report(String campaign) {
        run("""
                insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day, opened_at, fixed, due_at,
                                      met_at)
                select gen_random_uuid()::text, task.code, '事项', '{leadXujing}', owed.rule, 1, 'WORKDAY', :first, :first, false,
                       owed.due, owed.due - interval '1 h'
                from squad_task task
                         cross join (values ('task.ack.due', (:first - 2)::timestamptz), ('dutyPlan.due', :first - 1),
                                            ('feedback.interim.due', :first + 7), ('feedback.final', :first + 14)) owed (rule, due)
                where task.assignment = :campaign
                """, campaign);
        run("""
                insert into duty_plan (squad_task, version, commander, focus, filed_by, filed_at)
                select code, 1, 'xujingLead', '夜间运输', 'xujingLead', :first - 2
                from squad_task
                where assignment = :campaign
                """, campaign);
        run("""
                with told as (
                    insert into feedback (squad_task, kind, no, narrative, problems, next_steps, hard_case, figures, submitted_by,
                                          submitted_at)
                    select code, 'FINAL', 1, repeat('已完成检查。', 10), '无', '继续巡查', false, '{}', 'xujingLead', :first + 12
                    from squad_task
                    where assignment = :campaign
                    returning id)
                insert into feedback_review (feedback, section, decision, defects, author, by_whom, at)
                select id, 'COORDINATION', 'ACCEPT', '{}', 'xujingLead', 'coordination1', :first + 13
                from told
                """, campaign);
        run("""
                insert into info_item (code, year, no, squad, campaign, author, text_hash, texts, event_at, submitted_at,
                                       submitted_by, allowed_minutes, breaking, contains_persons, contains_minors, case_involved,
                                       other_agency, sensitive, status, edited_by, adopted_at, channels, version)
                select 'INFO-' || year || '-' || lpad(n::text, 4, '0'), year, n, squad, :campaign, '作者',
                       encode(sha256(('INFO' || year || n)::bytea), 'hex'), 1, :first + 2, :first + 2 + interval '2 h', 'xujing1', 1440, false,
                       false, false, false, false, false, 'CHECKING', 'office1', :first + 3, '{WECHAT}', 0
                from (select squad, substr(:campaign, 4, 4)::int as year,
                             substr(:campaign, 9)::int * 1000 + row_number() over (order by squad, twice) as n
                      from squad_task
                               cross join generate_series(1, 2) twice
                      where assignment = :campaign) items
                """, campaign);
        run("""
                insert into complaint (ticket_no, kind, received_at, due_at, squad, point, text, closed_at, result)
                select 'TS' || substr(:campaign, 4) || '-' || squad || '-' || n, 'VIO_STALL', :first + n, :first + n + 5, squad,
                       'P-' || squad || '-000' || n, '路口有流动摊贩。', :first + n + 4, '已劝离。'
                from squad_task
                         cross join generate_series(1, 9) n
                where assignment = :campaign
                """, campaign);
    }

    /** Filed and closed, one in ten too late; a third of the files was reviewed. */
    private void handle(String campaign, int cases) {
        jdbc.sql("""
                        insert into enforcement_case (code, squad, deciding_body, source, campaign, violation, place, facts, act_on,
                                                      discovered_on, status, filed_on, filed_by, outcome, closed_on, closed_by,
                                                      registered_by, registered_at, version)
                        select 'CASE-' || squad || '-' || substr(:campaign, 4, 4) || '-9' || substr(:campaign, 9, 2)
                                   || lpad(n::text, 2, '0') || '0', squad, '镇人民政府', 'PATROL', :campaign, 'VIO_STALL',
                               '试用点位7门前', '在人行道上设摊经营，影响通行。', day, day, 'CLOSED', day, 'lead1', 'NO_PENALTY_OTHER',
                               day + case when n % 10 = 0 then 95 else 60 end, 'lead1', 'lead1', now(), 0
                        from squad_task
                                 cross join generate_series(1, :cases) n
                                 cross join (select first_day as day from assignment where code = :campaign) at
                        where assignment = :campaign
                        """).param("campaign", campaign).param("cases", cases).update();
        run("""
                insert into case_file_review (case_code, round, score, fatal, defects, reviewed_by, reviewed_by_name, reviewed_at)
                select code, 1, 70 + right(code, 3)::int / 10 % 30, false, '文书缺少签名。', 'supervision1', '法规监督科1', now()
                from enforcement_case
                where campaign = :campaign
                  and right(code, 3)::int / 10 % 3 = 0
                """, campaign);
    }

    private void lookBack(String campaign) {
        run("""
                with looked as (
                    insert into look_back (code, campaign, first_day, last_day, seed, status, begun_at, confirmed_by, confirmed_at,
                                           closed_at, version)
                    values ('LB' || substr(:campaign, 3), :campaign, :first + 12, :first + 41, 1, 'CLOSED', :first + 12,
                            'coordination1', :first + 12, :first + 42, 0)
                    returning code)
                insert into look_back_sample (look_back, point, squad, kind, origin, required_rounds, due_on)
                select looked.code, point, squad, 'SPOT_CHECK', 'DRAWN', 1, :first + 41
                from looked
                         cross join assigned_point
                where assignment = :campaign
                  and right(point, 2)::int <= 10
                """, campaign);
    }
}
