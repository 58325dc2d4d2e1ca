package cn.leiting.grounds;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what speaks for or against a squad into the rooms' tables, as they would have. */
@Component
class Incidents {

    static final LocalDate DAY = LocalDate.of(2023, 1, 12);

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> visits(String task) {
        return jdbc.sql("select inspection from inspection_purpose where squad_task = ? order by inspection")
                .param(task)
                .query(Long.class)
                .list();
    }

    private long finding(long visit) {
        return jdbc.sql("select id from finding where inspection = ?")
                .param(visit)
                .query(Long.class)
                .single();
    }

    /** Answers the number of the later finding. */
    long relapse(long first, long pass, long again) {
        jdbc.sql("""
                        insert into relapse (new_finding, first_finding, pass, point, violation, days_after_close)
                        select ?, ?, ?, visit.point, 'VIO_STALL', 3
                        from inspection visit
                        where id = ?
                        """).params(finding(again), finding(first), pass, again).update();
        return finding(again);
    }

    void photo(long visit, String digit, String... decisions) {
        String hash = digit.repeat(64);
        jdbc.sql("insert into inspection_photo (inspection, sha256, relation) values (?, ?, 'WIDE')")
                .params(visit, hash)
                .update();
        for (String decision : decisions) {
            jdbc.sql("""
                            insert into photo_review (inspection, sha256, decision, reason, by_whom, by_name, at)
                            values (?, ?, ?, '拍摄时间早于检查。', 'supervision1', '法规监督科1', now())
                            """).params(visit, hash, decision).update();
        }
    }

    /** @param results of the remedies against its decision, in their order */
    String overturned(String campaign, String squad, int number, String... results) {
        String code = "CASE-%s-%s-90%04d".formatted(squad, campaign.substring(3, 7), number);
        jdbc.sql("""
                        insert into enforcement_case (code, squad, deciding_body, source, campaign, violation, place, facts,
                                                      act_on, discovered_on, status, filed_on, filed_by, outcome, closed_on,
                                                      closed_by, registered_by, registered_at, version)
                        values (?, ?, '镇人民政府', 'PATROL', ?, 'VIO_STALL', '试用点位7门前', '在人行道上设摊经营，影响通行。',
                                date '2022-12-01', date '2022-12-01', 'CLOSED', date '2022-12-02', 'lead1',
                                'NO_PENALTY_OTHER', date '2022-12-20', 'lead1', 'lead1', now(), 0)
                        """).params(code, squad, campaign).update();
        jdbc.sql("""
                        insert into performance (case_code, decision_no, decided_on, on_the_spot, fine, version)
                        values (?, ?, date '2022-12-10', false, 3000, 0)
                        """).params(code, "罚试" + number).update();
        for (int no = 1; no <= results.length; no++) {
            jdbc.sql("""
                            insert into remedy (case_code, no, kind, filed_on, body, recorded_by, recorded_at, decided_on,
                                                result, document_no, new_fine, closed_by, closed_at)
                            values (:code, :no, case :no when 1 then 'RECONSIDERATION' else 'LITIGATION' end,
                                    date '2022-12-11', '青浦区人民政府', 'x', now(), date '2022-12-20' + :no, :result,
                                    '复决' || :no || '号', case :result when 'CHANGED' then 1000 end, 'x', now())
                            """)
                    .param("code", code)
                    .param("no", no)
                    .param("result", results[no - 1])
                    .update();
        }
        return code;
    }

    /** What the group owed for the task was raised to red; answers the deadline's number. */
    long red(String task, String group, String rule) {
        long id = jdbc.sql("""
                        insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day, opened_at, fixed,
                                              due_at, level)
                        values (gen_random_uuid()::text, :task, '最终反馈', array [:group], :rule, 1, 'WORKDAY',
                                date '2023-01-03', now(), false, timestamptz '2023-01-05 23:59:59+08', 3)
                        returning id
                        """)
                .param("task", task)
                .param("group", group)
                .param("rule", rule)
                .query(Long.class)
                .single();
        jdbc.sql(
                        "insert into deadline_raised (deadline, round, level, at) values (?, 1, 3, timestamptz '2023-01-12 09:00+08')")
                .param(id)
                .update();
        return id;
    }

    void jointOperation(String code, String campaign, String squad, Boolean attended, String reason) {
        jdbc.sql("""
                        with operation as (
                            insert into joint_operation (code, year, no, kind, matter, place, campaign, suggested, by_matter,
                                                         first_day, last_day, proposer_group, proposed_by, proposed_at, status,
                                                         version)
                            values (:code, substr(:code, 4, 4)::int, substr(:code, 9)::int, 'DEBRIS', '渣土车夜间运输。',
                                    '外青松公路', :campaign, '{AG_POLICE}', '{}', :day, :day, 'deptCoordination',
                                    'coordination1', now(), 'PROPOSED', 0)
                            returning id)
                        insert into joint_squad (joint_operation, squad, attended, reason, recorded_by, recorded_at)
                        select id, :squad, :attended, :reason, case when :attended::boolean is not null then 'coordination1' end,
                               case when :attended::boolean is not null then now() end
                        from operation
                        """)
                .param("code", code)
                .param("campaign", campaign)
                .param("squad", squad)
                .param("attended", attended)
                .param("reason", reason)
                .param("day", DAY)
                .update();
    }

    /** Supervision signed that it found the violation at the point so many hours after that visit, which moves there. */
    void contradicted(long inspection, String point, String task, int hours, String violation) {
        jdbc.sql("update inspection set result = 'NORMAL', point = ? where id = ?")
                .params(point, inspection)
                .update();
        jdbc.sql("""
                        insert into inspection_item_result (inspection, item, checklist, result)
                        select ?, code, theme || '-' || version, 'OK'
                        from checklist_item
                        where theme = 'THEME_DEBRIS' and version = 1
                        on conflict do nothing
                        """).param(inspection).update();
        long visit = jdbc.sql("""
                        insert into supervision_visit (client_id, assignment, squad, visited_at, joint, status, recorded_by,
                                                       recorded_by_name, recorded_at)
                        select gen_random_uuid(), split_part(:task, ':', 1), split_part(:task, ':', 2),
                               timestamptz '2023-01-12 08:00+08', false, 'OPEN', 'supervision1', '法规监督科1',
                               timestamptz '2023-01-14 08:00+08'
                        returning id
                        """).param("task", task).query(Long.class).single();
        jdbc.sql("""
                        insert into visit_point (visit, point, seen_at, result, violation, description)
                        select :visit, point, started_at + make_interval(hours => :hours), 'PROBLEM', :violation, '车辆未密闭运输。'
                        from inspection
                        where id = :inspection
                        """)
                .param("visit", visit)
                .param("hours", hours)
                .param("violation", violation)
                .param("inspection", inspection)
                .update();
        jdbc.sql("update supervision_visit set status = 'SIGNED', submitted_at = now(), signed_at = now() where id = ?")
                .param(visit)
                .update();
    }

    String violationOfTheList() {
        return jdbc.sql("select min(violation_code) from checklist_item where theme = 'THEME_DEBRIS' and version = 1")
                .query(String.class)
                .single();
    }

    String item(String campaign, String squad, int number, String level) {
        String code = "INFO-%s-%04d".formatted(campaign.substring(3, 7), 9000 + number);
        jdbc.sql("""
                        insert into info_item (code, year, no, squad, campaign, author, text_hash, texts, event_at,
                                               submitted_at, submitted_by, allowed_minutes, breaking, contains_persons,
                                               contains_minors, case_involved, other_agency, sensitive, status, edited_by,
                                               adopted_at, channels, version)
                        values (:code, substr(:code, 6, 4)::int, substr(:code, 11)::int, :squad, :campaign, '作者',
                                encode(sha256(:code::bytea), 'hex'), 1, timestamptz '2023-01-11 08:00+08',
                                timestamptz '2023-01-11 09:00+08', 'zhaoxiang1', 1440, false, false, false, false, false, false,
                                'CHECKING', 'office1', timestamptz '2023-01-11 10:00+08', '{WECHAT}', 0)
                        """)
                .param("code", code)
                .param("squad", squad)
                .param("campaign", campaign)
                .update();
        jdbc.sql("""
                        insert into publication (subject, no, channel, level, title, body, url, published_at, published_by,
                                                 published_by_name, recorded_at)
                        values (?, 1, 'WECHAT', ?, '渣土夜查见成效', repeat('夜查渣土车辆。', 10), 'https://example.cn/1',
                                timestamptz '2023-01-12 08:00+08', 'office1', '办公室1', timestamptz '2023-01-12 08:00+08')
                        """).params(code, level).update();
        return code;
    }

    /** Officers of another squad take part in a visit. */
    void helped(long visit, String lender) {
        jdbc.sql("""
                        insert into inspection_officer (inspection, person, cert_no)
                        select ?, held.user_id, min(no)
                        from officer_certificate held
                                 join person on person.user_id = held.user_id
                        where unit_code = ?
                        group by held.user_id
                        order by held.user_id
                        limit 1
                        """).params(visit, lender).update();
    }
}
