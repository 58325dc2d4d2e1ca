package cn.leiting.guidance;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Status;
import cn.leiting.guidance.HardCaseFile.Finding;
import cn.leiting.guidance.Question.DueKind;
import cn.leiting.organization.Organization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of cases and the findings that they are about, each read in one statement. */
@Component
@Transactional(readOnly = true)
class HardCaseRows {

    private static final int PAGE = 50;
    private static final int RECENT = 30;

    /** A visit that serves two tasks is shown with the one of the lower code. */
    private static final String FINDING = """
            select finding.id, visit.squad, visit.business_date as found_on, visit.point, point.name as point_name,
                   law.name as violation, finding.description,
                   (select min(squad_task) from inspection_purpose where inspection = visit.id) as task
            from finding
                     join inspection visit on visit.id = finding.inspection
                     join inspection_point point on point.code = visit.point
                     join violation_type law
                          on law.code = finding.violation
                              and daterange(law.valid_from, law.valid_to, '[]') @> visit.business_date
            """;

    private final JdbcClient jdbc;
    private final Organization organization;
    private final WorkCalendar calendar;
    private final Parameters parameters;
    private final Cases cases;
    private final CaseClocks clocks;
    private final Clock clock;

    HardCaseRows(
            JdbcClient jdbc,
            Organization organization,
            WorkCalendar calendar,
            Parameters parameters,
            Cases cases,
            CaseClocks clocks,
            Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.calendar = calendar;
        this.parameters = parameters;
        this.cases = cases;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** One line of the list. */
    record Line(
            long id,
            String code,
            String source,
            String asker,
            Status status,
            DueKind dueKind,
            LocalDateTime requestedAt,
            @Nullable Adoption adopted,
            Turnaround turnaround) {

        public boolean isAccepted() {
            return status.isAccepted();
        }
    }

    /** @param next the number before which the following page begins; null: no more */
    record Page(List<Line> lines, @Nullable Long next) {}

    /** The newest first, of one squad or of all, in one state or in any. */
    Page list(@Nullable String squad, @Nullable Status status, long before) {
        Workdays days = calendar.now();
        List<Line> found = jdbc.sql("""
                        select id, code, source, squad, status, coalesce(due_kind, urgency) as due_kind, requested_at,
                               signed_at, adopted
                        from hard_case
                        where id < :before
                          and (:squad::text is null or squad = :squad)
                          and (:status::text is null or status = :status)
                        order by id desc
                        limit :limit
                        """)
                .param("before", before)
                .param("squad", squad)
                .param("status", status == null ? null : status.name())
                .param("limit", PAGE + 1)
                .query((row, number) -> line(row, days))
                .list();
        return new Page(
                found.stream().limit(PAGE).toList(),
                found.size() > PAGE ? found.get(PAGE - 1).id() : null);
    }

    private Line line(ResultSet row, Workdays days) throws SQLException {
        String adopted = row.getString("adopted");
        DueKind dueKind = DueKind.valueOf(row.getString("due_kind"));
        Instant requested = row.getTimestamp("requested_at").toInstant();
        Timestamp signed = row.getTimestamp("signed_at");
        return new Line(
                row.getLong("id"),
                row.getString("code"),
                row.getString("source"),
                asker(row.getString("squad")),
                Status.valueOf(row.getString("status")),
                dueKind,
                LocalDateTime.ofInstant(requested, BureauTime.ZONE),
                adopted == null ? null : Adoption.valueOf(adopted),
                turnaround(requested, dueKind, signed == null ? null : signed.toInstant(), days));
    }

    String asker(@Nullable String squad) {
        return squad == null ? "法规监督科" : organization.squad(squad).name();
    }

    Turnaround turnaround(HardCase hardCase) {
        return turnaround(hardCase.requestedAt(), hardCase.dueKind(), hardCase.signedAt(), calendar.now());
    }

    private Turnaround turnaround(Instant requested, DueKind dueKind, @Nullable Instant signed, Workdays days) {
        Length length = parameters.length(dueKind.replyRule(), LocalDate.ofInstant(requested, BureauTime.ZONE));
        return Turnaround.of(requested, length, signed, days, clock.instant());
    }

    /** Of a case that has been asked: also when the visit was voided afterwards. */
    Optional<Finding> finding(long id) {
        return jdbc.sql(FINDING + "where finding.id = ?")
                .param(id)
                .query(Finding.class)
                .optional();
    }

    /** What the squad may ask about: valid, and only its own. */
    Optional<Finding> finding(long id, String squad) {
        return jdbc.sql(FINDING + "where finding.id = ? and visit.squad = ? and visit.validity = 'VALID'")
                .params(id, squad)
                .query(Finding.class)
                .optional();
    }

    boolean isOpenCase(String code, String squad) {
        return jdbc.sql(
                        "select exists (select from enforcement_case where code = ? and squad = ? and closed_on is null)")
                .params(code, squad)
                .query(Boolean.class)
                .single();
    }

    @Nullable
    LocalDate statutoryDue(@Nullable String code) {
        LocalDate filed = code == null ? null : cases.get(code).filedOn();
        return code == null || filed == null
                ? null
                : clocks.of(code, "apl.60", filed, false, null)
                        .due(calendar.now())
                        .orElse(null);
    }

    /** The newest of the squad's. */
    List<Finding> recentFindings(String squad) {
        return jdbc.sql(FINDING + """
                        where visit.squad = ?
                          and visit.validity = 'VALID'
                        order by visit.received_at desc, finding.id desc
                        limit ?
                        """)
                .params(squad, RECENT)
                .query(Finding.class)
                .list();
    }
}
