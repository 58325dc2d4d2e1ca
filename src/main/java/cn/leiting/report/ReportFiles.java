package cn.leiting.report;

import cn.leiting.office.Word;
import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForm.Edition;
import cn.leiting.paper.PaperForms;
import cn.leiting.paper.Templates;
import cn.leiting.report.ReportJournal.Version;
import cn.leiting.summary.Summaries;
import cn.leiting.summary.SummaryTables;
import cn.leiting.summary.SummaryVersion;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 专报的 Word 文件：a draft is printed with the template in force, a signed report with the one of its signature. */
@Component
@Transactional
public class ReportFiles {

    private static final String KIND = "special-report";
    private static final LocalDate ALWAYS = LocalDate.of(2020, 1, 1);

    /** 办公室 issues the documents (notice, line 69). The second edition has the proportions of GB/T 9704. */
    @Component
    static class Kinds implements PaperForms {

        @Override
        public List<PaperForm> forms() {
            TreeSet<String> required = new TreeSet<>(ReportPaper.PLACEHOLDERS.keySet());
            required.removeAll(ReportPaper.OPTIONAL);
            return List.of(new PaperForm(
                    KIND,
                    "专报",
                    "deptOffice",
                    List.of(
                            new Edition(ALWAYS, "word/special-report.docx", null),
                            new Edition(ALWAYS, "word/special-report-2023.docx", null)),
                    ReportPaper.PLACEHOLDERS,
                    required));
        }
    }

    private final JdbcClient jdbc;
    private final Templates templates;
    private final ReportPaper paper;
    private final ReportJournal journal;
    private final SpecialReportRepository reports;
    private final Summaries summaries;
    private final SummaryTables tables;
    private final Clock clock;

    ReportFiles(
            JdbcClient jdbc,
            Templates templates,
            ReportPaper paper,
            ReportJournal journal,
            SpecialReportRepository reports,
            Summaries summaries,
            SummaryTables tables,
            Clock clock) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.paper = paper;
        this.journal = journal;
        this.reports = reports;
        this.summaries = summaries;
        this.tables = tables;
        this.clock = clock;
    }

    /** The file of a signed report as its recipients get it; of a draft, with its mark. */
    @Transactional(readOnly = true)
    public byte[] word(String code) {
        SpecialReport report = reports.findByCode(code).orElseThrow();
        return word(report, content(report, journal.texts(report), false));
    }

    @Transactional(readOnly = true)
    byte[] word(SpecialReport report, ReportPaper.Content content) {
        byte[] template = template(report);
        boolean parted = Word.read(template).orElseThrow().placeholders().contains("#annexHandling");
        return Word.fill(template, paper.of(content, parted));
    }

    /** @param drafts whether corrections that are not signed yet are named too */
    ReportPaper.Content content(SpecialReport report, List<Version> texts, boolean drafts) {
        Integer frozen = report.summaryNo();
        String subject = report.subject();
        SummaryVersion version = subject == null || frozen == null ? null : summaries.get(subject, frozen);
        return new ReportPaper.Content(
                report,
                texts.isEmpty() ? null : texts.get(0).text(),
                version == null ? null : journal.figures(report),
                version == null
                        ? null
                        : tables.sheet(tables.subject(Objects.requireNonNull(subject)), version.rows(), version),
                version == null ? null : subject + "汇总表" + version.getImprint(),
                journal.corrected(report),
                journal.corrections(report, drafts));
    }

    /** Keeps the template in force as that of a report that is being signed; a later one does not change its paper. */
    void keepFor(SpecialReport report) {
        int no = templates.inForce(KIND, LocalDate.now(clock)).no();
        jdbc.sql("insert into special_report_paper (special_report, template) values (?, nullif(?, 0))")
                .params(report.id(), no)
                .update();
    }

    /** The template of a signed report, or for a draft the one in force. */
    private byte[] template(SpecialReport report) {
        return jdbc.sql("select coalesce(template, 0) from special_report_paper where special_report = ?")
                .param(report.id())
                .query(Integer.class)
                .optional()
                .map(no -> templates.file(KIND, no))
                .orElseGet(() -> templates.inForce(KIND, LocalDate.now(clock)).content());
    }
}
