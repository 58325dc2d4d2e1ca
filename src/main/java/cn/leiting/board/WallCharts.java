package cn.leiting.board;

import cn.leiting.board.WallChart.Designated;
import cn.leiting.board.WallChart.Head;
import cn.leiting.board.WallChart.Receipt;
import cn.leiting.organization.Designation;
import cn.leiting.organization.Designations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the wall chart of a year, in the same number of statements whatever the year holds. */
@Component
@Transactional(readOnly = true)
class WallCharts {

    private static final String HEAD = """
            select programme.id, year, code, status, key_work, leader.name as lead_leader, responsible_unit, doc_title,
                   annual_goal, min_campaigns, array_to_string(warnings, chr(10)) as warnings, review_approved, version,
                   document, document_no, issuer, issued_on, printed_on, printed_by
            from annual_programme programme
                     left join policy_document document on document.id = programme.document
                     left join board_lead_leader leader
                               on leader.programme = programme.id
                                   and daterange(leader.valid_from, leader.valid_to, '[]')
                                      @> least(greatest(:today, make_date(year, 1, 1)), make_date(year, 12, 31))
            where year = :year
            """;

    private static final String MONTHS = """
            select goal.month, goal.goal, last.light_reported as reported
            from board_month_goal goal
                     left join (select distinct on (month) month, light_reported
                                from board_progress
                                where programme = :programme
                                order by month, seq desc) last on last.month = goal.month
            where goal.programme = :programme
            order by goal.month
            """;

    private static final String PLANNED = """
            select seq, annex_seq, theme, theme.name as theme_name, title, month_status, month, source_text, note,
                   status, reason, campaign_code, revision
            from planned_campaign
                     left join campaign_theme theme on theme.code = theme
            where programme = :programme
            order by seq
            """;

    private static final String RECEIPTS = """
            select recipient, recipient_name, kind, sent_at at time zone 'Asia/Shanghai' as sent_at,
                   confirmed_at at time zone 'Asia/Shanghai' as confirmed_at, confirmed_by_name, remark,
                   read_at at time zone 'Asia/Shanghai' as read_at
            from document_delivery
            where document = :document
            order by kind, id
            """;

    private static final String PROGRESS = """
            select month, seq, done_text, array_to_string(campaigns, '、') as campaigns, problems, next_steps,
                   light_computed, light_reported, difference_reason,
                   reported_at at time zone 'Asia/Shanghai' as reported_at
            from board_progress
            where programme = :programme
            order by month, seq
            """;

    private static final String REVIEWS = """
            select seq, summary, achievements, problems, reviewed_at at time zone 'Asia/Shanghai' as reviewed_at
            from year_review
            where programme = :programme
            order by seq desc
            limit 1
            """;

    /** The last review's own, and what earlier years' approved reviews had left open when the year began. */
    private static final String MEASURES = """
            select measure.id, programme.year, measure.measure, measure.owner_unit, measure.due_on, measure.done_on
            from improvement_measure measure
                     join annual_programme programme on programme.id = measure.programme
            where measure.review = (select max(seq) from year_review where year_review.programme = programme.id)
              and (programme.id = :programme
                or programme.review_approved and programme.year < :year
                    and (measure.done_on is null or measure.done_on >= make_date(:year, 1, 1)))
            order by programme.year, measure.no
            """;

    private static final String EVENTS = """
            select at at time zone 'Asia/Shanghai' as at, kind, by_name, text
            from programme_event
            where programme = :programme
            order by id
            """;

    private final JdbcClient jdbc;
    private final Organization organization;
    private final Designations designations;
    private final Clock clock;

    WallCharts(JdbcClient jdbc, Organization organization, Designations designations, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.designations = designations;
        this.clock = clock;
    }

    /** The newest year that the person may open. */
    Optional<Integer> newest(Actor actor) {
        refuseStranger(actor);
        return jdbc.sql("select max(year) from annual_programme where :whole or first_month is not null")
                .param("whole", seesAll(actor))
                .query(Integer.class)
                .optional();
    }

    /**
     * Sections and leaders see all. Towns see what is published and their own rows, squads the board and
     * their own rows, both once the programme is issued; everybody else is refused.
     */
    WallChart of(int year, Actor actor) {
        Squad own = refuseStranger(actor);
        boolean all = seesAll(actor);
        boolean town = own != null && actor.isIn(own.townGroup());
        LocalDate today = LocalDate.now(clock);
        Head head = head(year, all, today);

        return new WallChart(
                head,
                rows(MONTHS, head, WallChart.Month.class),
                rows(PLANNED, head, WallChart.Planned.class),
                rows(RECEIPTS, head, Receipt.class).stream()
                        .filter(receipt -> all || isOf(own, town, receipt))
                        .toList(),
                designated(own, all, today),
                all || town ? rows(PROGRESS, head, WallChart.Progress.class) : List.of(),
                all || town && head.reviewApproved() ? rows(REVIEWS, head, WallChart.Review.class) : List.of(),
                all ? rows(MEASURES, head, WallChart.Measure.class) : List.of(),
                all ? rows(EVENTS, head, WallChart.Event.class) : List.of());
    }

    /** The annex alone: its columns, months and planned campaigns, as who sees all sees them. */
    WallChart annex(int year) {
        Head head = head(year, true, LocalDate.now(clock));
        return new WallChart(
                head,
                rows(MONTHS, head, WallChart.Month.class),
                rows(PLANNED, head, WallChart.Planned.class),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private Head head(int year, boolean all, LocalDate today) {
        return jdbc.sql(HEAD)
                .param("year", year)
                .param("today", today)
                .query(Head.class)
                .optional()
                .filter(found -> all || found.status().isIssued())
                .orElseThrow(() -> Refusal.notFound("没有" + year + "年度方案。"));
    }

    private <T> List<T> rows(String sql, Head head, Class<T> type) {
        return jdbc.sql(sql)
                .param("programme", head.id())
                .param("document", head.document())
                .param("year", head.year())
                .query(type)
                .list();
    }

    private static boolean isOf(@Nullable Squad own, boolean town, Receipt receipt) {
        return own != null
                && (receipt.recipient().equals(own.group())
                        || town && receipt.recipient().equals(own.townGroup()));
    }

    private List<Designated> designated(@Nullable Squad own, boolean all, LocalDate today) {
        Map<String, Designation> current = designations.history().stream()
                .filter(designation -> designation.period().contains(today))
                .collect(Collectors.toMap(Designation::squadCode, Function.identity()));
        return organization.townSquads(today).stream()
                .filter(squad -> all || squad.equals(own))
                .map(squad -> new Designated(squad.name(), current.get(squad.code())))
                .toList();
    }

    private static boolean seesAll(Actor actor) {
        return actor.isSection() || actor.isLeader();
    }

    /** The squad of a squad's or a town's member; null for those who see all. */
    private @Nullable Squad refuseStranger(Actor actor) {
        if (seesAll(actor)) {
            return null;
        }
        return organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看年度方案的权限。"));
    }
}
