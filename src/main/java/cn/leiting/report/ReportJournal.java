package cn.leiting.report;

import cn.leiting.calendar.BureauTime;
import cn.leiting.organization.People;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：each version of a report's text, and who did what with the report; only ever added to. */
@Component
class ReportJournal {

    enum Kind {
        COMMISSIONED("交办"),
        DRAFTED("起草"),
        COSIGNED("会签同意"),
        COSIGNING_REFUSED("会签退回"),
        SIGNED("签发"),
        SIGNING_REFUSED("签发退回");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 一版正文. */
    record Version(int no, SpecialReport.Text text, String draftedBy, LocalDateTime draftedAt) {}

    /** 一次办理. */
    record Event(String kind, @Nullable String text, String byName, LocalDateTime at) {}

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    ReportJournal(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    void keep(SpecialReport report, int no, SpecialReport.Text text, String by) {
        jdbc.sql("""
                        insert into special_report_text
                            (special_report, no, title, overall, progress, practices, problems, next_steps,
                             drafted_by, drafted_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        report.id(),
                        no,
                        text.title(),
                        text.overall(),
                        text.progress(),
                        text.practices(),
                        text.problems(),
                        text.nextSteps(),
                        by,
                        Timestamp.from(clock.instant()))
                .update();
    }

    void note(SpecialReport report, Kind kind, @Nullable String text, String by) {
        jdbc.sql("""
                        insert into special_report_event (special_report, kind, text, by_whom, by_name, at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(report.id(), kind.name(), text, by, people.nameOf(by), Timestamp.from(clock.instant()))
                .update();
    }

    /** The newest first. */
    List<Version> texts(SpecialReport report) {
        return jdbc.sql("""
                        select no, title, overall, progress, practices, problems, next_steps,
                               coalesce(name, drafted_by) as drafted_by, drafted_at
                        from special_report_text
                                 left join person on user_id = drafted_by
                        where special_report = ?
                        order by no desc
                        """)
                .param(report.id())
                .query((row, n) -> new Version(
                        row.getInt("no"),
                        new SpecialReport.Text(
                                row.getString("title"),
                                row.getString("overall"),
                                row.getString("progress"),
                                row.getString("practices"),
                                row.getString("problems"),
                                row.getString("next_steps")),
                        row.getString("drafted_by"),
                        inBureauTime(row, "drafted_at")))
                .list();
    }

    List<Event> events(SpecialReport report) {
        return jdbc.sql("select kind, text, by_name, at from special_report_event where special_report = ? order by id")
                .param(report.id())
                .query((row, n) -> new Event(
                        Kind.valueOf(row.getString("kind")).label(),
                        row.getString("text"),
                        row.getString("by_name"),
                        inBureauTime(row, "at")))
                .list();
    }

    private static LocalDateTime inBureauTime(ResultSet row, String column) throws SQLException {
        return LocalDateTime.ofInstant(row.getTimestamp(column).toInstant(), BureauTime.ZONE);
    }
}
