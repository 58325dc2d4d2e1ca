package cn.leiting.score;

import cn.leiting.catalogue.Points;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Campaigns of 9 to 20 June 2025 as their records stand: written row by row, as the rooms would have, and rolled
 * back with the test. The designations of other tests are put away.
 */
@Component
class Season {

    static final LocalDate FIRST = LocalDate.of(2025, 6, 9);
    static final LocalDate LAST = LocalDate.of(2025, 6, 20);

    private final JdbcClient jdbc;
    private final Points points;

    Season(JdbcClient jdbc, Points points) {
        this.jdbc = jdbc;
        this.points = points;
    }

    static OffsetDateTime at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atOffset(ZoneOffset.ofHours(8));
    }

    static OffsetDateTime endOf(LocalDate day) {
        return day.atTime(23, 59, 59).atOffset(ZoneOffset.ofHours(8));
    }

    /** @param code e.g. {@code TH-2084-01}; the year is its own */
    void campaign(String code, int infoTarget, String weight) {
        points.importTrial();
        jdbc.sql("delete from leader_designation").update();
        jdbc.sql("""
                        insert into campaign (code, year, theme, title, basis_type, basis_text, starts_on, ends_on,
                                              original_ends_on, scope, squads, weight, checklist, enterprise_inspection,
                                              guidance_text, info_target, status, defined_by, paused_days, version)
                        values (?, ?, 'THEME_DEBRIS', '渣土运输专项整治', 'SEASON', '冬季施工高峰。', ?, ?, ?, 'DISTRICT',
                                '{310118001}', ?::numeric, 'THEME_DEBRIS-1', false, '严查。', ?, 'APPROVED', 'coordination1', 0, 0)
                        """)
                .params(code, Integer.valueOf(code.substring(3, 7)), FIRST, LAST, LAST, weight, infoTarget)
                .update();
        assignment(code, "CAMPAIGN", FIRST, LAST);
    }

    private void assignment(String code, String mode, LocalDate first, LocalDate last) {
        jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        values (?, ?, '渣土运输专项整治', 'THEME_DEBRIS', 'THEME_DEBRIS-1', ?, ?, ?)
                        """).params(code, mode, first, last, at(first.minusDays(5), 9)).update();
    }

    /** @param stage of a scoring in that state */
    String scoring(String campaign, Stage stage, String status) {
        String code = "SC-" + campaign.substring(3) + ":" + stage;
        jdbc.sql("alter table scoring disable trigger user").update();
        for (String constraint : jdbc.sql("""
                        select conname
                        from pg_constraint
                        where conrelid = 'scoring'::regclass
                          and contype = 'c'
                        """).query(String.class).list()) {
            jdbc.sql("alter table scoring drop constraint " + constraint).update();
        }
        jdbc.sql("insert into scoring (code, campaign, stage, status, version) values (?, ?, ?, ?, 0)")
                .params(code, campaign, stage.name(), status)
                .update();
        return code;
    }

    void status(String scoring, String status) {
        jdbc.sql("update scoring set status = ? where code = ?")
                .params(status, scoring)
                .update();
    }

    /** A task that nobody has touched. */
    String task(String assignment, String squad) {
        String code = assignment + ":" + squad;
        jdbc.sql("""
                        insert into squad_task (code, assignment, squad, state, dispatched_at)
                        values (?, ?, ?, 'ASSIGNED', ?)
                        """).params(code, assignment, squad, at(FIRST.minusDays(4), 9)).update();
        return code;
    }

    void acknowledged(String task, OffsetDateTime due, @Nullable OffsetDateTime done) {
        deadline(task, "task.ack.due", due, done, null);
        if (done != null) {
            jdbc.sql("""
                            update squad_task
                            set acknowledged_at = ?, acknowledged_by = 'xujingLead', accountable = 'xujingLead',
                                state = 'ACKNOWLEDGED'
                            where code = ?
                            """).params(done, task).update();
        }
    }

    void planned(String task, @Nullable OffsetDateTime due, @Nullable OffsetDateTime filed) {
        deadline(task, "dutyPlan.due", due, filed, null);
        if (filed != null) {
            jdbc.sql("""
                            insert into duty_plan (squad_task, version, commander, focus, filed_by, filed_at)
                            values (?, 1, 'xujingLead', '夜间运输', 'xujingLead', ?)
                            """).params(task, filed).update();
        }
    }

    void deadline(
            String task,
            String rule,
            @Nullable OffsetDateTime due,
            @Nullable OffsetDateTime met,
            @Nullable OffsetDateTime cancelled) {
        jdbc.sql("""
                        insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day, opened_at,
                                              fixed, due_at, met_at, cancelled_at)
                        select gen_random_uuid()::text, ?, '事项', '{leadXujing}', ?, 1, 'WORKDAY', ?, ?, false, ?, ?, ?
                        """)
                .params(task, rule, FIRST, at(FIRST, 9), due, met, cancelled)
                .update();
    }

    void designated(String squad, LocalDate from, LocalDate to, OffsetDateTime made) {
        jdbc.sql("""
                        insert into leader_designation (squad_code, officer_id, valid_from, valid_to, phone, designated_by,
                                                        designated_at)
                        values (?, 'xujingLead', ?, ?, '13800000000', 'xujingLead', ?)
                        """).params(squad, from, to, made).update();
    }

    /** @param number of the trial's points of that town, from 1 to 20 */
    static String point(String town, int number) {
        return "P-" + town + "-%04d".formatted(number);
    }

    void point(String assignment, String squad, String point, int rounds, boolean excused) {
        jdbc.sql("""
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds, excused,
                                                    excuse_reason)
                        values (?, ?, ?, 2, 'ROUTINE', ?, ?, case when ? then '该处正在封闭施工，无法进入。' end)
                        """).params(assignment, point, squad, rounds, excused, excused).update();
    }

    /** Answers its id; officers are looked at when the transaction commits, which it does not. */
    long visit(String task, String point, LocalDate day, String validity, String legalClass) {
        return jdbc.sql("""
                        with visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at,
                                                    received_at, legal_class, auxiliaries, cert_shown, recording_told,
                                                    gps_missing_reason, geo_verdict, result, recorded_by, validity,
                                                    invalid_reason)
                            values (gen_random_uuid(), repeat('0', 64), split_part(:task, ':', 2), :point, :day, :at, :at,
                                    :legalClass, 0, true, true, '试用设备没有定位', 'UNKNOWN', 'NORMAL', 'xujing1', :validity,
                                    case when :validity = 'INVALID' then '照片与点位不符。' end)
                            returning id)
                        insert into inspection_purpose (inspection, squad_task, round_no)
                        select id, :task, 1
                        from visit
                        returning inspection
                        """)
                .param("task", task)
                .param("point", point)
                .param("day", day)
                .param("at", at(day, 10))
                .param("legalClass", legalClass)
                .param("validity", validity)
                .query(Long.class)
                .single();
    }

    /** Answers its id. */
    long finding(long visit, int seq, String disposition) {
        return jdbc.sql("""
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition,
                                             education_given, education_kind, order_due_on, party_signed, witness)
                        values (?, ?, 'VIO_STALL', true, '占道设摊一处，经劝导已离开。', ?, true, 'ORAL',
                                case when ? = 'ORDERED' then date '2025-07-01' end, 'ABSENT', '路人')
                        returning id
                        """)
                .params(visit, seq, disposition, disposition)
                .query(Long.class)
                .single();
    }

    /** @param extended by the squad's leader */
    void order(
            long finding,
            String squad,
            LocalDate issued,
            LocalDate due,
            @Nullable LocalDate extended,
            String status,
            @Nullable LocalDate closed) {
        jdbc.sql("""
                        insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on, status, closed_on,
                                                         refused_on, extended_to, extended_on, extended_by, extended_by_whom,
                                                         extension_reason, cancelled_at, cancelled_by, cancel_reason)
                        values ('ZG-' || :squad || '-2084-' || (9000000 + :finding), :finding, :squad, :issued, :due,
                                coalesce(:extended, :due::date), :status, :closed,
                                case :status when 'REFUSED' then :due::date end, :extended,
                                case when :extended::date is not null then :issued::date end,
                                case when :extended::date is not null then 'LEADER' end,
                                case when :extended::date is not null then 'xujingLead' end,
                                case when :extended::date is not null then '当事人外出。' end,
                                case :status when 'CANCELLED' then now() end,
                                case :status when 'CANCELLED' then 'xujingLead' end,
                                case :status when 'CANCELLED' then '记录有误。' end)
                        """)
                .param("finding", finding)
                .param("squad", squad)
                .param("issued", issued)
                .param("due", due)
                .param("extended", extended)
                .param("status", status)
                .param("closed", closed)
                .update();
    }

    /** A visit of its own for no task, so that it counts nowhere else. */
    void reCheck(long finding, int no, String squad, String point, LocalDate day, boolean valid, String result) {
        jdbc.sql("""
                        with visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at,
                                                    received_at, legal_class, auxiliaries, cert_shown, recording_told,
                                                    gps_missing_reason, geo_verdict, result, recorded_by, validity,
                                                    invalid_reason)
                            values (gen_random_uuid(), repeat('0', 64), :squad, :point, :day, :at, :at, 'RE_CHECK', 0, true,
                                    true, '试用设备没有定位', 'UNKNOWN', 'NORMAL', 'xujing1',
                                    case when :valid then 'VALID' else 'INVALID' end,
                                    case when not :valid then '照片与点位不符。' end)
                            returning id)
                        insert into re_check (finding, no, inspection, result, reason)
                        select :finding, :no, id, :result, case :result when 'CANNOT_CHECK' then 'MOVED' end
                        from visit
                        """)
                .param("finding", finding)
                .param("no", no)
                .param("squad", squad)
                .param("point", point)
                .param("day", day)
                .param("at", at(day, 10))
                .param("valid", valid)
                .param("result", result)
                .update();
    }

    /** The final feedback's versions, the last of which was accepted or not. */
    void fedBack(String task, List<Boolean> returned, boolean accepted) {
        for (int no = 1; no <= returned.size(); no++) {
            long id = jdbc.sql("""
                            insert into feedback (squad_task, kind, no, narrative, problems, next_steps, hard_case, figures,
                                                  submitted_by, submitted_at)
                            values (?, 'FINAL', ?, repeat('已完成检查。', 10), '无', '继续巡查', false, '{}', 'xujingLead', ?)
                            returning id
                            """)
                    .params(task, no, at(LAST.plusDays(no), 9))
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into feedback_review (feedback, section, decision, defects, comment, author, by_whom, at)
                            values (?, 'COORDINATION', ?, ?::text[], ?, 'xujingLead', 'coordination1', ?)
                            """)
                    .params(id, returned.get(no - 1) ? "RETURN" : "ACCEPT", returned.get(no - 1) ? "{DATA}" : "{}")
                    .params(returned.get(no - 1) ? "请核对数据。" : null, at(LAST.plusDays(no), 15))
                    .update();
        }
        jdbc.sql("""
                        update squad_task
                        set state = case when :accepted then 'ACCEPTED' else 'FAILED' end,
                            field_ended_at = :at, fed_back_at = :at, closed_at = :at, verdict_at = :at,
                            verdict = case when :accepted then 'NO_OBJECTION' else 'FAILED_BY_LEADER' end,
                            acknowledged_at = coalesce(acknowledged_at, :at), acknowledged_by = 'xujingLead',
                            accountable = 'xujingLead', returns = :returns,
                            fail_reason = case when not :accepted then '牵头领导决定按未完成处理' end
                        where code = :task
                        """)
                .param("accepted", accepted)
                .param("at", at(LAST.plusDays(3), 9))
                .param("returns", (int) returned.stream().filter(back -> back).count())
                .param("task", task)
                .update();
    }

    void exempt(String task, String kind, LocalDate on) {
        jdbc.sql("""
                        update squad_task
                        set exemption_kind = :kind, exemption_reason = 'OTHER_ORDER', exemption_text = '承担进博会保障任务，人员已抽调。',
                            exempted_by = 'lead1', exempted_at = :at,
                            state = case when :kind = 'WHOLE' then 'EXEMPTED' else state end,
                            closed_at = case when :kind = 'WHOLE' then :at else closed_at end
                        where code = :task
                        """)
                .param("kind", kind)
                .param("at", at(on, 9))
                .param("task", task)
                .update();
    }

    void addedLate(String task, LocalDate on) {
        jdbc.sql("update squad_task set added_reason = '增援', dispatched_at = ? where code = ?")
                .params(at(on, 9), task)
                .update();
    }

    void item(String campaign, String squad, boolean onTime, boolean adopted, boolean returned) {
        jdbc.sql("""
                        insert into info_item (code, year, no, squad, campaign, author, text_hash, texts, event_at,
                                               submitted_at, submitted_by, allowed_minutes, breaking, contains_persons,
                                               contains_minors, case_involved, other_agency, sensitive, status, edited_by,
                                               adopted_at, channels, version)
                        select 'INFO-2084-' || lpad(n::text, 4, '0'), 2084, n, :squad, :campaign, '作者',
                               encode(sha256(n::text::bytea), 'hex'), 1, :at::timestamptz - case when :onTime then interval '2 h' else interval '2 d' end,
                               :at, 'xujing1', 1440, false, false, false, false, false, false,
                               case when :returned then 'RETURNED' when :adopted then 'CHECKING' else 'STORED' end, 'office1',
                               case when :adopted and not :returned then :at::timestamptz end,
                               case when :adopted and not :returned then '{WECHAT}'::text[] else '{}' end, 0
                        from (select count(*) + 1 as n from info_item where year = 2084) next
                        """)
                .param("squad", squad)
                .param("campaign", campaign)
                .param("at", at(FIRST.plusDays(3), 9))
                .param("onTime", onTime)
                .param("adopted", adopted)
                .param("returned", returned)
                .update();
    }

    /** A ticket with five days' time. @param late null: open, and by the clock of the tests not due yet */
    void complaint(String squad, @Nullable String point, LocalDate received, @Nullable Boolean late) {
        jdbc.sql("""
                        insert into complaint (ticket_no, kind, received_at, due_at, squad, point, text, closed_at, result)
                        select 'TS-' || count(*), 'VIO_STALL', :at::timestamptz, :at::timestamptz + interval '5 d', :squad, :point,
                               '路口有流动摊贩。',
                               :at::timestamptz + case :late::boolean
                                                      when true then interval '5 d 1 s'
                                                      when false then interval '5 d'
                                                  end,
                               case when :late::boolean is not null then '已劝离。' end
                        from complaint
                        where ticket_no like 'TS-%'
                        """)
                .param("squad", squad)
                .param("point", point)
                .param("at", at(received, 0))
                .param("late", late)
                .update();
    }

    /** From 21 June to 20 July; closed or still open. */
    String lookBack(String campaign, boolean closed) {
        String code = "LB-" + campaign.substring(3);
        jdbc.sql("""
                        insert into look_back (code, campaign, first_day, last_day, seed, status, begun_at, confirmed_by,
                                               confirmed_at, closed_at, version)
                        values (:code, :campaign, :first, :last, 1, case when :closed then 'CLOSED' else 'CONFIRMED' end,
                                :at, 'coordination1', :at, case when :closed then :at::timestamptz end, 0)
                        """)
                .param("code", code)
                .param("campaign", campaign)
                .param("first", LAST.plusDays(1))
                .param("last", LAST.plusDays(30))
                .param("closed", closed)
                .param("at", at(LAST.plusDays(1), 9))
                .update();
        assignment(code, "LOOK_BACK", LAST.plusDays(1), LAST.plusDays(30));
        return code;
    }

    /** @param number of its own among the cases of that squad and campaign, from 1 to 99 */
    String filed(String campaign, String squad, int number, @Nullable LocalDate filed, @Nullable LocalDate closed) {
        String code =
                "CASE-%s-%s-9%s%02d0".formatted(squad, campaign.substring(3, 7), campaign.substring(8, 10), number);
        jdbc.sql("""
                        insert into enforcement_case (code, squad, deciding_body, source, campaign, violation, place, facts,
                                                      act_on, discovered_on, status, filed_on, filed_by, outcome, closed_on,
                                                      closed_by, registered_by, registered_at, version)
                        values (:code, :squad, '镇人民政府', 'PATROL', :campaign, 'VIO_STALL', '试用点位7门前',
                                '在人行道上设摊经营，影响通行。', date '2022-01-01', date '2022-01-01',
                                case
                                    when :closed::date is not null then 'CLOSED'
                                    when :filed::date is not null then 'INVESTIGATING'
                                    else 'REGISTERED' end,
                                :filed, case when :filed::date is not null then 'lead1' end,
                                case when :closed::date is not null then 'NO_PENALTY_OTHER' end, :closed,
                                case when :closed::date is not null then 'lead1' end, 'lead1', now(), 0)
                        """)
                .param("code", code)
                .param("squad", squad)
                .param("campaign", campaign)
                .param("filed", filed)
                .param("closed", closed)
                .update();
        return code;
    }

    void marked(String code, int score, boolean fatal) {
        jdbc.sql("""
                        insert into case_file_review (case_code, round, score, fatal, defects, reviewed_by, reviewed_by_name,
                                                      reviewed_at)
                        select ?, coalesce(max(round), 0) + 1, ?, ?, '文书缺少签名。', 'supervision1', '法规监督科1', now()
                        from case_file_review
                        where case_code = ?
                        """).params(code, score, fatal, code).update();
    }

    /** What supervision made of a finding. */
    void checked(long finding, String shouldBe, String was) {
        jdbc.sql("""
                        insert into visit_finding_check (finding, should_be, was, reason, by_whom, by_name, at)
                        values (?, ?, ?, '应当先责令改正，拒不改正的立案。', 'supervision1', '法规监督科1', now())
                        """).params(finding, shouldBe, was).update();
    }

    void sample(String lookBack, String squad, String point, int rounds, boolean removed) {
        sample(lookBack, squad, point, "SPOT_CHECK", rounds, removed);
    }

    void sample(String lookBack, String squad, String point, String kind, int rounds, boolean removed) {
        jdbc.sql("""
                        insert into look_back_sample (look_back, point, squad, kind, origin, required_rounds, due_on,
                                                      removed_reason)
                        values (?, ?, ?, ?, 'DRAWN', ?, ?, case when ? then '店已关闭' end)
                        """)
                .params(lookBack, point, squad, kind, rounds, LAST.plusDays(30), removed)
                .update();
    }
}
