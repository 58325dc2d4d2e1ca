package cn.leiting.yearend;

import cn.leiting.office.Word;
import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForms;
import cn.leiting.paper.Templates;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 年度总结 (RP-08, O-47): the year's review as a Word file, for the sections and the leaders. */
@Controller
class ReviewPages {

    private static final String KIND = "annual-review";

    /** 办公室 issues the documents (notice, line 69). */
    @Component
    static class Papers implements PaperForms {

        @Override
        public List<PaperForm> forms() {
            return List.of(new PaperForm(
                    KIND,
                    "年度总结",
                    "deptOffice",
                    List.of(new PaperForm.Edition(LocalDate.of(2020, 1, 1), "word/annual-review.docx", null)),
                    ReviewPaper.PLACEHOLDERS,
                    ReviewPaper.PLACEHOLDERS.keySet()));
        }
    }

    private final ReviewFigures figures;
    private final YearSheets sheets;
    private final Templates templates;

    ReviewPages(ReviewFigures figures, YearSheets sheets, Templates templates) {
        this.figures = figures;
        this.sheets = sheets;
        this.templates = templates;
    }

    @GetMapping("/programmes/" + AnnualPages.YEAR + "/review.docx")
    void word(@PathVariable int year, Actor actor, HttpServletResponse response) throws IOException {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看年度总结的权限。");
        }
        ReviewFigures.Review review = figures.review(year).orElseThrow(() -> Refusal.notFound(year + "年度还没有报送总结。"));
        byte[] file = Word.fill(
                templates.inForce(KIND, figures.today()).content(),
                ReviewPaper.of(
                        year,
                        review,
                        figures.campaigns(year),
                        figures.measures(year),
                        actor.isSupervisor() || actor.isLeader() ? sheets.of(year, new Reader(actor, null)) : null,
                        figures.today()));
        AnnualPages.download(
                year + "年度总结.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                response);
        response.getOutputStream().write(file);
    }
}
