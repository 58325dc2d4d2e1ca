package cn.leiting.campaign;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 行动材料：what is written about a campaign: its phases, the filing, supervision comments and closing
 * checks.
 */
@Component
public class Papers {

    /** 督查意见; the question is given if and only if it is a hard case. */
    public record Supervision(
            int no,
            String comment,
            boolean hardCase,
            @Nullable String question,
            String supervisedBy,
            String supervisedByName,
            Instant supervisedAt) {}

    /**
     * 到位检查（F-14）of one squad: 工作措施、整改落实、长效监管到位 (the notice, line 51).
     *
     * @param comment at most 300 characters, required when one of the three is not in place
     */
    public record Check(
            String squad,
            boolean measuresInPlace,
            boolean rectificationInPlace,
            boolean longTermInPlace,
            @Nullable String comment) {

        public Check {
            comment = Limits.optional("到位检查的说明", comment, 300);
            if (comment == null && !(measuresInPlace && rectificationInPlace && longTermInPlace)) {
                throw Refusal.invalid("comment", "有一项没有到位的，请填写说明。");
            }
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Papers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In the place of all earlier ones. */
    void writePhases(String code, List<Definition.Phase> phases) {
        jdbc.sql("""
                        with gone as (delete from campaign_phase where campaign = ? and no > ?)
                        insert into campaign_phase (campaign, no, name, starts_on, ends_on, focus)
                        select ?, phase.no, phase.name, phase.starts_on::date, phase.ends_on::date, phase.focus
                        from unnest(?, ?, ?, ?) with ordinality as phase (name, starts_on, ends_on, focus, no)
                        on conflict (campaign, no) do update
                            set name      = excluded.name,
                                starts_on = excluded.starts_on,
                                ends_on   = excluded.ends_on,
                                focus     = excluded.focus
                        """)
                .params(code, phases.size(), code)
                .param(phases.stream().map(Definition.Phase::name).toArray(String[]::new))
                .param(phases.stream().map(phase -> phase.from().toString()).toArray(String[]::new))
                .param(phases.stream().map(phase -> phase.to().toString()).toArray(String[]::new))
                .param(phases.stream().map(Definition.Phase::focus).toArray(String[]::new))
                .update();
    }

    public List<Definition.Phase> phases(String code) {
        return jdbc.sql("""
                        select name, starts_on as "from", ends_on as "to", focus
                        from campaign_phase
                        where campaign = ?
                        order by no
                        """).param(code).query(Definition.Phase.class).list();
    }

    /** The filing in force. */
    public Optional<Filing> filing(String code) {
        return jdbc.sql("""
                        select filing.*
                        from campaign_filing filing
                                 join campaign on campaign.code = filing.campaign and campaign.filing = filing.version
                        where campaign.code = ?
                        """).param(code).query(Filing.class).optional();
    }

    /** Refuses the filing number of another campaign; answers the version. */
    int file(String code, Filing.Form form, String by) {
        return jdbc.sql("""
                        insert into campaign_filing
                            (campaign, version, necessity, objects, items, period_from, period_to,
                             max_visits_per_object, approved_by, approved_on, filing_no, published_on, publish_url,
                             urgent, urgent_reason, filed_by, filed_by_name, filed_at)
                        select ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                               coalesce((select name from person where user_id = ?), ?), ?
                        from campaign_filing
                        where campaign = ?
                        having not exists (select from campaign_filing where filing_no = ? and campaign <> ?)
                        returning version
                        """)
                .params(code, form.necessity(), form.objects(), form.items(), form.periodFrom(), form.periodTo())
                .params(form.maxVisitsPerObject(), form.approvedBy(), form.approvedOn(), form.filingNo())
                .params(form.publishedOn(), form.publishUrl(), form.urgent(), form.urgentReason())
                .params(by, by, by, now(), code, form.filingNo(), code)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> Refusal.invalid("filingNo", "备案号“" + form.filingNo() + "”已用于其他行动，请核对。"));
    }

    void supervise(String code, String comment, @Nullable String question, String by) {
        jdbc.sql("""
                        insert into campaign_supervision
                            (campaign, no, comment, hard_case, question, supervised_by, supervised_by_name, supervised_at)
                        select ?, count(*) + 1, ?, ?, ?, ?, coalesce((select name from person where user_id = ?), ?), ?
                        from campaign_supervision
                        where campaign = ?
                        """)
                .params(code, comment, question != null, question, by, by, by, now(), code)
                .update();
    }

    public List<Supervision> supervisions(String code) {
        return jdbc.sql("select * from campaign_supervision where campaign = ? order by no")
                .param(code)
                .query(Supervision.class)
                .list();
    }

    /** In the place of these squads' earlier ones. */
    void check(String code, List<Check> checks, String by) {
        jdbc.sql("""
                        insert into campaign_closing_check
                            (campaign, checked_by, checked_by_name, checked_at, squad, measures_in_place,
                             rectification_in_place, long_term_in_place, comment)
                        select ?, ?, coalesce((select name from person where user_id = ?), ?), ?, *
                        from unnest(?, ?, ?, ?, ?)
                        on conflict (campaign, squad) do update
                            set measures_in_place      = excluded.measures_in_place,
                                rectification_in_place = excluded.rectification_in_place,
                                long_term_in_place     = excluded.long_term_in_place,
                                comment                = excluded.comment,
                                checked_by             = excluded.checked_by,
                                checked_by_name        = excluded.checked_by_name,
                                checked_at             = excluded.checked_at
                        """)
                .params(code, by, by, by, now())
                .param(checks.stream().map(Check::squad).toArray(String[]::new))
                .param(checks.stream().map(Check::measuresInPlace).toArray(Boolean[]::new))
                .param(checks.stream().map(Check::rectificationInPlace).toArray(Boolean[]::new))
                .param(checks.stream().map(Check::longTermInPlace).toArray(Boolean[]::new))
                .param(checks.stream().map(Check::comment).toArray(String[]::new))
                .update();
    }

    public List<Check> checks(String code) {
        return jdbc.sql("select * from campaign_closing_check where campaign = ? order by squad")
                .param(code)
                .query(Check.class)
                .list();
    }

    /** Not while one is open, after a granted one, after two, and for none that takes part in a running campaign. */
    boolean ask(String code, String squad, Exemption.Reason reason, String text, String by) {
        return jdbc.sql("""
                        with asked as (
                            insert into campaign_exemption_request
                                (campaign, squad, no, reason, text, asked_by, asked_by_name, asked_at)
                            select :campaign, :squad, count(*) + 1, :reason, :text, :by,
                                   coalesce((select name from person where user_id = :by), :by), :at
                            from campaign_exemption_request
                            where campaign = :campaign
                              and squad = :squad
                            having count(*) < 2
                               and bool_and(not coalesce(granted, true)) is not false
                               and exists (select
                                           from campaign
                                           where code = :campaign
                                             and status in ('APPROVED', 'SUSPENDED')
                                             and :squad = any (squads))
                            on conflict do nothing
                            returning asked_by_name as by_name)
                        """ + Proceedings.NOTED + "from asked")
                        .param("campaign", code)
                        .param("squad", squad)
                        .param("reason", reason.name())
                        .param("text", text)
                        .param("kind", Proceedings.Kind.EXEMPTION_ASKED.name())
                        .param("note", reason.label() + "：" + text)
                        .param("by", by)
                        .param("at", now())
                        .update()
                > 0;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
