package cn.leiting.report;

import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForm.Edition;
import cn.leiting.paper.PaperForms;
import cn.leiting.paper.Templates;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 专报模板：a draft is printed with the template in force, a signed report with the one of its signature. */
@Component
@Transactional
class ReportTemplates {

    private static final String KIND = "special-report";

    /** 办公室 issues the documents (notice, line 69). */
    @Component
    static class Kinds implements PaperForms {

        @Override
        public List<PaperForm> forms() {
            return List.of(new PaperForm(
                    KIND,
                    "专报",
                    "deptOffice",
                    List.of(new Edition(LocalDate.of(2020, 1, 1), "word/special-report.docx", null)),
                    ReportPaper.PLACEHOLDERS,
                    ReportPaper.PLACEHOLDERS.keySet()));
        }
    }

    private final JdbcClient jdbc;
    private final Templates templates;
    private final Clock clock;

    ReportTemplates(JdbcClient jdbc, Templates templates, Clock clock) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.clock = clock;
    }

    /** Keeps the template in force as that of a report that is being signed; a later one does not change its paper. */
    void keepFor(SpecialReport report) {
        int no = templates.inForce(KIND, LocalDate.now(clock)).no();
        jdbc.sql("insert into special_report_paper (special_report, template) values (?, nullif(?, 0))")
                .params(report.id(), no)
                .update();
    }

    /** The template of a signed report, or for a draft the one in force. */
    @Transactional(readOnly = true)
    byte[] of(SpecialReport report) {
        return jdbc.sql("select coalesce(template, 0) from special_report_paper where special_report = ?")
                .param(report.id())
                .query(Integer.class)
                .optional()
                .map(no -> templates.file(KIND, no))
                .orElseGet(() -> templates.inForce(KIND, LocalDate.now(clock)).content());
    }
}
