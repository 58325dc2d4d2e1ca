package cn.leiting.report;

import cn.leiting.calendar.BureauTime;
import cn.leiting.report.SpecialReports.Proposal;
import cn.leiting.shared.Journal;
import cn.leiting.summary.SummaryVersion;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        WITHDRAWN("撤回草稿"),
        COSIGNED("会签同意"),
        COSIGNING_REFUSED("会签退回"),
        SIGNED("签发"),
        SIGNING_REFUSED("签发退回");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 一版正文, with the number of the figures that stand beside it; 0: none. */
    record Version(int no, SpecialReport.Text text, int figures, String draftedBy, LocalDateTime draftedAt) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Journal<Kind> events;

    ReportJournal(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.events = new Journal<>(jdbc, clock, "special_report_event", "special_report", Kind.class);
    }

    void keep(SpecialReport report, int no, SpecialReport.Text text, String by) {
        jdbc.sql("""
                        insert into special_report_text
                            (special_report, no, title, overall, progress, practices, problems, next_steps,
                             drafted_by, drafted_at, figures)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0))
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
                        Timestamp.from(clock.instant()),
                        report.figures())
                .update();
    }

    /** What the two versions say, made once and never again. */
    void keep(SpecialReport report, int no, SummaryVersion version, @Nullable SummaryVersion before) {
        jdbc.sql("""
                        insert into special_report_figures
                            (special_report, no, subject, summary_no, previous_subject, previous_no, generated, collected_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                        """)
                .params(report.id(), no, version.subject(), version.no())
                .params(before == null ? null : before.subject(), before == null ? null : before.no())
                .params(write(ReportFigures.of(version, before)), Timestamp.from(clock.instant()))
                .update();
    }

    void note(SpecialReport report, Kind kind, @Nullable String text, String by) {
        events.note(report.id(), kind, text, by);
    }

    /** The newest first. */
    List<Version> texts(SpecialReport report) {
        return jdbc.sql("""
                        select no, title, overall, progress, practices, problems, next_steps,
                               coalesce(figures, 0) as figures, coalesce(name, drafted_by) as drafted_by, drafted_at
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
                        row.getInt("figures"),
                        row.getString("drafted_by"),
                        inBureauTime(row, "drafted_at")))
                .list();
    }

    /** Those that stand beside its text; null: it has none. */
    @Nullable
    ReportFigures figures(SpecialReport report) {
        return jdbc.sql("select generated from special_report_figures where special_report = ? and no = ?")
                .params(report.id(), report.figures())
                .query((row, n) -> read(row.getString("generated")))
                .optional()
                .orElse(null);
    }

    /** The code of the report that it corrects. */
    @Nullable
    String corrected(SpecialReport report) {
        return jdbc.sql("select code from special_report where id = ?")
                .param(report.corrects())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** The codes of the reports that correct it, of the signed ones or of all. */
    List<String> corrections(SpecialReport report, boolean drafts) {
        return jdbc.sql("select code from special_report where corrects = ? and (? or status = 'SIGNED') order by id")
                .params(report.id(), drafts)
                .query(String.class)
                .list();
    }

    Proposal proposal(SpecialReport report) {
        if (report.texts() > 0) {
            SpecialReport.Text last = texts(report).get(0).text();
            return new Proposal(
                    last.title(), last.overall(), last.progress(), last.practices(), last.problems(), last.nextSteps());
        }
        ReportFigures found = figures(report);
        return found == null
                ? new Proposal(report.title(), "", "", "", "", "")
                : new Proposal(report.title(), found.overallText(), found.progressText(), "", found.problemsText(), "");
    }

    private String write(ReportFigures figures) {
        try {
            return json.writeValueAsString(figures);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ReportFigures read(String generated) {
        try {
            return json.readValue(generated, ReportFigures.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("figures of a report", unreadable);
        }
    }

    List<Journal.Event<Kind>> events(SpecialReport report) {
        return events.of(report.id());
    }

    private static LocalDateTime inBureauTime(ResultSet row, String column) throws SQLException {
        return LocalDateTime.ofInstant(row.getTimestamp(column).toInstant(), BureauTime.ZONE);
    }
}
