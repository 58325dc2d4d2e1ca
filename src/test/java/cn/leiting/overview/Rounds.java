package cn.leiting.overview;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Definition;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns to look at: as the rooms make them, and in the field as if the phones had sent it. */
@Component
public class Rounds {

    public static final String XIAYANG = "310118001";
    public static final String ZHAOXIANG = "310118105";
    public static final String XUJING = "310118106";
    public static final String MOBILE = "310118000";

    private final Campaigns campaigns;
    private final Assignments assignments;
    private final SquadTasks tasks;
    private final Deadlines deadlines;
    private final JdbcClient jdbc;

    Rounds(Campaigns campaigns, Assignments assignments, SquadTasks tasks, Deadlines deadlines, JdbcClient jdbc) {
        this.campaigns = campaigns;
        this.assignments = assignments;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.jdbc = jdbc;
    }

    /** Being drawn up, with the number as its own seq. */
    public String drafted(String code) {
        int year = Integer.parseInt(code.substring(3, 7));
        campaigns.draft(code, year, Integer.parseInt(code.substring(8)), "渣土运输专项整治", "THEME_DEBRIS", "coordination1");
        return code;
    }

    /** Approved and dispatched to these squads; to all eleven when there are none. */
    public String dispatched(String code, String... squads) {
        drafted(code);
        LocalDate from = LocalDate.of(Integer.parseInt(code.substring(3, 7)), 3, 2);
        Definition.Scope scope = squads.length == 0 ? Definition.Scope.DISTRICT : Definition.Scope.PARTIAL;
        Definition definition = new Definition(
                "渣土运输专项整治",
                "THEME_DEBRIS",
                null,
                Definition.Basis.SEASON,
                "冬季施工高峰，渣土运输量大。",
                from,
                from.plusDays(13),
                List.of(),
                scope,
                Set.of(squads),
                BigDecimal.ONE,
                null,
                false,
                "严查未密闭运输，注意夜间出土工地。",
                2);
        campaigns.define(code, definition, false, "coordination1");
        campaigns.approve(code, null, "bureau1");

        Set<String> partners = Set.copyOf(campaigns.get(code).squads());
        assignments.open(new Assignment.Form(
                code,
                Assignment.Mode.CAMPAIGN,
                "渣土运输专项整治",
                "THEME_DEBRIS",
                "THEME_DEBRIS-1",
                from,
                from.plusDays(13),
                partners));
        assignments.dispatch(code, 100);
        return code;
    }

    void acknowledged(String task, String lead) {
        tasks.acknowledge(task, null, null, lead);
    }

    public void owed(String task, String title, String rule, LocalDate from) {
        deadlines.open(new Deadline.Opening(task + "/" + title, task, title, Set.of("leadZhaoxiang"), rule, from));
    }

    /** So many visits to points of the squad's town, each with one finding, by two of its officers. */
    public void visits(String task, int count, String violation) {
        String squad = task.substring(task.indexOf(':') + 1);
        jdbc.sql("""
                        with officers as (
                            select held.user_id, min(no) as no
                            from officer_certificate held
                                     join person on person.user_id = held.user_id
                            where unit_code = :squad
                              and date '2023-01-12' between issued_on and expires_on
                            group by held.user_id
                            order by held.user_id
                            limit 2),
                        visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                    legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason,
                                                    geo_verdict, result, recorded_by)
                            select gen_random_uuid(), repeat('0', 64), :squad,
                                   'P-' || :squad || '-' || lpad((1 + n % 5)::text, 4, '0'), date '2023-01-12',
                                   timestamptz '2023-01-12 08:00+08' + make_interval(mins => n), now(), 'STREET_PATROL', 1, true,
                                   true, '试用设备没有定位', 'UNKNOWN', 'PROBLEM', officer
                            from generate_series(1, :count) n, (select min(user_id) as officer from officers) one
                            returning id),
                        purpose as (
                            insert into inspection_purpose (inspection, squad_task, round_no)
                            select id, :task, 1
                            from visit),
                        officer as (
                            insert into inspection_officer (inspection, person, cert_no)
                            select id, user_id, no
                            from visit, officers)
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition,
                                             education_given, education_kind, party_signed, witness)
                        select id, 1, :violation, true, '当事人不在场，已劝离并恢复原状。', 'CORRECTED_ON_SPOT', true, 'ORAL', 'ABSENT', '路人'
                        from visit
                        """)
                .param("task", task)
                .param("squad", squad)
                .param("count", count)
                .param("violation", violation)
                .update();
    }

    void told(String code, String kind, String value) {
        jdbc.sql("""
                        insert into campaign_event (campaign, kind, new_value, by_whom, by_name, at)
                        values (?, ?, ?, 'bureau1', '局领导班子1', now())
                        """).params(code, kind, value).update();
    }

    void askedExemption(String code, String squad, String text) {
        jdbc.sql("""
                        insert into campaign_exemption_request (campaign, squad, no, reason, text, asked_by, asked_by_name, asked_at)
                        values (?, ?, 1, 'OTHER_ORDER', ?, 'zhaoxiangLead', '中队负责人', now())
                        """).params(code, squad, text).update();
    }

    void checked(String code, String squad, String comment) {
        jdbc.sql("""
                        insert into campaign_closing_check (campaign, squad, measures_in_place, rectification_in_place,
                                                            long_term_in_place, comment, checked_by, checked_by_name, checked_at)
                        values (?, ?, false, true, true, ?, 'coordination1', '执法协调科1', now())
                        """).params(code, squad, comment).update();
    }

    void supervised(String code, String comment) {
        jdbc.sql("""
                        insert into campaign_supervision (campaign, no, comment, hard_case, supervised_by, supervised_by_name,
                                                          supervised_at)
                        values (?, 1, ?, false, 'supervision1', '法规监督科1', now())
                        """).params(code, comment).update();
    }

    long noted(String code, String text, String... squads) {
        return jdbc.sql("""
                        with note as (
                            insert into campaign_guidance (campaign, text, focus_items, ack_required, given_by, given_by_name, given_at)
                            values (:code, :text, '{夜间}', true, 'coordination1', '执法协调科1', now())
                            returning id)
                        insert into campaign_guidance_squad (guidance, squad)
                        select id, squad
                        from note, unnest(:squads::text[]) as squad
                        returning guidance
                        """)
                .param("code", code)
                .param("text", text)
                .param("squads", squads)
                .query(Long.class)
                .list()
                .get(0);
    }

    /** A final version with its frozen figures, what the check found, and a return by coordination. */
    void fedBack(String task, int no, String figures, String defect) {
        jdbc.sql("""
                        with version as (
                            insert into feedback (squad_task, kind, no, narrative, problems, next_steps, hard_case, figures,
                                                  submitted_by, submitted_at)
                            values (:task, 'FINAL', :no, repeat('夜间设卡检查渣土运输车辆。', 5), '夜间力量不足。', '继续巡查。', false,
                                    :figures::jsonb, 'zhaoxiangLead', now())
                            returning id),
                        checked as (
                            insert into feedback_check (feedback, defects, checked_at)
                            select id, array [:defect], now()
                            from version)
                        insert into feedback_review (feedback, section, decision, defects, comment, author, by_whom, at)
                        select id, 'COORDINATION', 'RETURN', '{COVERAGE}', '请补查剩余点位。', 'zhaoxiangLead', 'coordination1', now()
                        from version
                        """)
                .param("task", task)
                .param("no", no)
                .param("figures", figures)
                .param("defect", defect)
                .update();
    }

    void sampled(String task, String point) {
        jdbc.sql("""
                        with drawn as (
                            insert into sample (squad_task, seed, percent, drawn_at)
                            values (:task, 8365, 5, now()))
                        insert into sampled_point (squad_task, place, point)
                        values (:task, 1, :point)
                        """).param("task", task).param("point", point).update();
    }

    void ended(String task, String state, String reason) {
        jdbc.sql("""
                        update squad_task
                        set state = ?, fail_reason = ?, closed_at = now()
                        where code = ?
                        """).params(state, reason, task).update();
    }
}
