package cn.leiting.overview;

import cn.leiting.assignment.DutyPlan;
import cn.leiting.overview.Overview.Note;
import cn.leiting.overview.Overview.Receipt;
import cn.leiting.summary.Block;
import cn.leiting.summary.Visitor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the campaigns of a year and one campaign, each in the same number of statements whatever they hold. */
@Component
@Transactional(readOnly = true)
class Overviews {

    private static final String LINES = """
            select campaign.code, display_no, campaign.title, theme.name as theme_name, starts_on as "from", ends_on as "to",
                   campaign.status, scope, own.state,
                   case when tasks.dispatched > 0 then tasks.partners else cardinality(campaign.squads) end as partners,
                   tasks.done, owed.late, coalesce(owed.level, -1) as level
            from campaign
                     join campaign_theme theme on theme.code = campaign.theme
                     left join squad_task own on own.assignment = campaign.code and own.squad = :squad
                     cross join lateral (select count(*) as dispatched,
                                                count(*) filter (where state not in ('EXEMPTED', 'CANCELLED')) as partners,
                                                count(*) filter (where state in ('ACCEPTED', 'FAILED', 'ABSORBED')) as done
                                         from squad_task
                                         where assignment = campaign.code) tasks
                     cross join lateral (select count(*) as late, max(level) as level
                                         from squad_task
                                                  join deadline on subject = squad_task.code
                                         where assignment = campaign.code
                                           and closed_at is null
                                           and (:squad::text is null or squad = :squad)
                                           and met_at is null
                                           and cancelled_at is null
                                           and paused_at is null
                                           and due_at < :now) owed
            where campaign.year = :year
              and (:squad::text is null or own.squad is not null)
            order by campaign.code
            """;

    private static final String HEAD = """
            select campaign.code, campaign.year, display_no, campaign.title, theme.name as theme_name, basis_type,
                   basis_text, starts_on as "from", ends_on as "to", original_ends_on as original_to, scope, weight,
                   checklist, enterprise_inspection, guidance_text, info_target, needs_filing, status, suspended_on,
                   hard_case and :squad::text is null as hard_case,
                   case when :squad::text is null then question end as question, filing_no,
                   approved_by as filing_approved_by, approved_on as filing_approved_on,
                   published_on as filing_published_on, max_visits_per_object,
                   (select code
                    from look_back
                    where look_back.campaign = campaign.code
                      and (:squad::text is null
                        or exists (select from look_back_sample where look_back = code and squad = :squad))) as look_back
            from campaign
                     join campaign_theme theme on theme.code = campaign.theme
                     left join campaign_filing filed on filed.campaign = campaign.code and filed.version = filing
            where campaign.code = :campaign
            """;

    private static final String PHASES = """
            select name, starts_on as "from", ends_on as "to", focus
            from campaign_phase
            where campaign = :campaign
            order by no
            """;

    /** What befell one squad is not the others' business. */
    private static final String EVENTS = """
            select at at time zone 'Asia/Shanghai' as at, kind, old_value, new_value, reason, by_name
            from campaign_event
            where campaign = :campaign
              and (:squad::text is null
                or kind in ('APPROVED', 'EXTENDED', 'SUSPENDED', 'RESUMED', 'CANCELLED', 'PUBLICIZED', 'CLOSED'))
            order by id
            """;

    private static final String NOTES = """
            select note.id, text, requested_duty_mode as duty_mode, array_to_string(focus_items, '、') as focus, ack_required,
                   given_by_name as by_name, given_at at time zone 'Asia/Shanghai' as at
            from campaign_guidance note
            where campaign = :campaign
              and (:squad::text is null
                or exists (select from campaign_guidance_squad where guidance = note.id and squad = :squad))
            order by note.id
            """;

    private static final String RECEIPTS = """
            select given.guidance, given.squad, acked_at at time zone 'Asia/Shanghai' as acked_at, acked_by_name
            from campaign_guidance note
                     join campaign_guidance_squad given on given.guidance = note.id
                     left join campaign_guidance_ack ack on ack.guidance = note.id and ack.squad = given.squad
            where note.campaign = :campaign
              and (:squad::text is null or given.squad = :squad)
            order by given.guidance, given.squad
            """;

    private static final String EXEMPTIONS = """
            select squad, no, reason, text, asked_by_name, asked_at at time zone 'Asia/Shanghai' as asked_at, granted, comment,
                   decided_by_name, decided_at at time zone 'Asia/Shanghai' as decided_at
            from campaign_exemption_request
            where campaign = :campaign
              and (:squad::text is null or squad = :squad)
            order by asked_at, squad
            """;

    private static final String CHECKS = """
            select squad, measures_in_place, rectification_in_place, long_term_in_place, comment, checked_by_name,
                   checked_at at time zone 'Asia/Shanghai' as checked_at
            from campaign_closing_check
            where campaign = :campaign
              and (:squad::text is null or squad = :squad)
            order by squad
            """;

    private static final String SUPERVISION = """
            select no, comment, hard_case, question, supervised_by_name as by_name,
                   supervised_at at time zone 'Asia/Shanghai' as at
            from campaign_supervision
            where campaign = :campaign
              and :squad::text is null
            order by no
            """;

    private static final String HARD_CASES = """
            select code, squad, coalesce(due_kind, urgency) as due_kind, status,
                   requested_at at time zone 'Asia/Shanghai' as requested_at,
                   signed_at at time zone 'Asia/Shanghai' as signed_at
            from hard_case
            where split_part(source, ':', 1) = :campaign
              and (:squad::text is null or squad = :squad)
            order by hard_case.id
            """;

    private static final String PUBLICATIONS = """
            select no, channel, title, body, url, proof_note, published_by_name as by_name,
                   published_at at time zone 'Asia/Shanghai' as at
            from publication
            where campaign = :campaign
            order by no
            """;

    private final JdbcClient jdbc;
    private final SquadRows rows;
    private final Clock clock;

    Overviews(JdbcClient jdbc, SquadRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /** The years that have a campaign, and this one, the newest first. */
    List<Integer> years() {
        TreeSet<Integer> years = new TreeSet<>(jdbc.sql("select distinct year from campaign")
                .query(Integer.class)
                .list());
        years.add(LocalDate.now(clock).getYear());
        return List.copyOf(years.descendingSet());
    }

    List<Overview.Line> ofYear(int year, Visitor visitor) {
        return jdbc.sql(LINES)
                .param("year", year)
                .param("squad", visitor.only())
                .param("now", Timestamp.from(clock.instant()))
                .query(Overview.Line.class)
                .list();
    }

    /** Refuses an unknown campaign, and one in which the visitor's squad takes no part. */
    Overview of(String campaign, Visitor visitor) {
        rows.refuseUnknown(campaign, visitor);
        String squad = visitor.only();
        List<SquadRow> squads = rows.of(campaign, visitor);
        return new Overview(
                parts(HEAD, campaign, squad, Overview.Head.class).get(0),
                parts(PHASES, campaign, squad, Overview.Phase.class),
                squads,
                visitor.seesAll()
                        ? Block.sum(squads.stream().map(SquadRow::figures).toList())
                        : null,
                parts(EVENTS, campaign, squad, Overview.Event.class),
                notes(campaign, squad),
                parts(EXEMPTIONS, campaign, squad, Overview.Exemption.class),
                parts(CHECKS, campaign, squad, Overview.Check.class),
                parts(SUPERVISION, campaign, squad, Overview.Supervision.class),
                visitor.readsHardCases() ? parts(HARD_CASES, campaign, squad, Overview.Guided.class) : List.of(),
                parts(PUBLICATIONS, campaign, squad, Overview.Publication.class));
    }

    private List<Note> notes(String campaign, @Nullable String squad) {
        Map<Long, List<Receipt>> receipts = parts(RECEIPTS, campaign, squad, Receipt.class).stream()
                .collect(Collectors.groupingBy(Receipt::guidance));
        return jdbc.sql(NOTES)
                .param("campaign", campaign)
                .param("squad", squad)
                .query((row, number) -> new Note(
                        row.getLong("id"),
                        row.getString("text"),
                        Optional.ofNullable(row.getString("duty_mode"))
                                .map(DutyPlan.Kind::valueOf)
                                .orElse(null),
                        row.getString("focus"),
                        row.getBoolean("ack_required"),
                        row.getString("by_name"),
                        row.getObject("at", LocalDateTime.class),
                        receipts.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    private <T> List<T> parts(String sql, String campaign, @Nullable String squad, Class<T> type) {
        return jdbc.sql(sql)
                .param("campaign", campaign)
                .param("squad", squad)
                .query(type)
                .list();
    }
}
