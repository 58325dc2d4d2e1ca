package cn.leiting.assessment;

import cn.leiting.assessment.AssessmentAppeal.Result;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The appeals' table and their days, which are the campaigns' ({@code score.appeal}, {@code score.block}). */
@Component
class AssessmentAppealRows {

    private static final String SELECT = """
            select appeal.id, appeal.year, appeal.squad, appeal.subject, level, version, appeal.reason, claimed_value,
                   evidence_ref, filed_name, filed_at, result, comment, correction.value as decided_value, decided_by,
                   decided_name, decided_at
            from assessment_appeal appeal
                     left join assessment_correction correction on correction.appeal = appeal.id
            """;

    private final JdbcClient jdbc;
    private final WorkCalendar calendar;
    private final Parameters parameters;
    private final Clock clock;

    AssessmentAppealRows(JdbcClient jdbc, WorkCalendar calendar, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.parameters = parameters;
        this.clock = clock;
    }

    long add(Assessment found, String squad, AssessmentAppeals.Filing filing, int level, String by) {
        return jdbc.sql("""
                        insert into assessment_appeal
                            (year, squad, subject, level, version, reason, claimed_value, evidence_ref, filed_by, filed_name,
                             filed_at, result)
                        values (:year, :squad, :subject, :level, :version, :reason, :claimed, :evidence, :by,
                                coalesce((select name from person where user_id = :by), :by), :at, 'PENDING')
                        returning id
                        """)
                .param("year", found.year())
                .param("squad", squad)
                .param("subject", Objects.requireNonNull(filing.subject()).name())
                .param("level", level)
                .param("version", found.published())
                .param("reason", filing.reason())
                .param("claimed", filing.claimedValue())
                .param("evidence", filing.evidenceRef())
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    Optional<AssessmentAppeal> find(long id) {
        return jdbc.sql(SELECT + " where appeal.id = ?")
                .param(id)
                .query(AssessmentAppeal.class)
                .optional();
    }

    List<AssessmentAppeal> of(int year) {
        return jdbc.sql(SELECT + " where appeal.year = ? order by appeal.squad, appeal.subject, level")
                .param(year)
                .query(AssessmentAppeal.class)
                .list();
    }

    void decide(long id, Result result, String comment, String by) {
        jdbc.sql("""
                        update assessment_appeal
                        set result = :result, comment = :comment, decided_by = :by, decided_at = :at,
                            decided_name = coalesce((select name from person where user_id = :by), :by)
                        where id = :id
                        """)
                .param("result", result.name())
                .param("comment", comment)
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    void lapse(int year) {
        jdbc.sql("update assessment_appeal set result = 'LAPSED', lapsed_at = ? where year = ? and result = 'PENDING'")
                .params(Timestamp.from(clock.instant()), year)
                .update();
    }

    /** The last day of a window that began then; the earliest possible one while a year's calendar is missing. */
    LocalDate windowOf(Instant beginning) {
        return after(LocalDate.ofInstant(beginning, BureauTime.ZONE), "score.appeal");
    }

    /** The last days for who may still go to the second level. */
    List<LocalDate> openDecisions(Collection<AssessmentAppeal> appeals) {
        return appeals.stream()
                .filter(AssessmentAppeal::leavesRoom)
                .filter(first -> appeals.stream().noneMatch(other -> isSecondOf(first, other)))
                .map(first -> windowOf(Objects.requireNonNull(first.decidedAt())))
                .toList();
    }

    private static boolean isSecondOf(AssessmentAppeal first, AssessmentAppeal other) {
        return other.level() == 2 && other.squad().equals(first.squad()) && other.subject() == first.subject();
    }

    LocalDate lastDay(Assessment published) {
        return Stream.concat(Stream.of(publication(published)), openDecisions(of(published.year())).stream())
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    LocalDate lastBlockedDay(Assessment published) {
        return after(publication(published), "score.block");
    }

    private LocalDate publication(Assessment published) {
        return windowOf(Objects.requireNonNull(published.publishedAt(), "not published yet"));
    }

    private LocalDate after(LocalDate from, String rule) {
        try {
            return calendar.due(from, parameters.length(rule, from));
        } catch (CalendarMissing missing) {
            return missing.notBefore();
        }
    }
}
