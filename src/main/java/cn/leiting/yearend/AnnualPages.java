package cn.leiting.yearend;

import cn.leiting.office.Excel;
import cn.leiting.organization.Organization;
import cn.leiting.remedy.Overturnings;
import cn.leiting.score.Rubric;
import cn.leiting.shared.Actor;
import cn.leiting.yearscore.Subject;
import cn.leiting.yearscore.YearScores.Annual;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** 年度得分：the squads' year on a page, as JSON and in Excel (domain 6.6); a squad its own and its anonymous rank. */
@Controller
class AnnualPages {

    static final String YEAR = "{year:\\d{4}}";

    private final YearSheets sheets;
    private final Overturnings overturnings;
    private final ReviewFigures figures;
    private final Organization organization;

    AnnualPages(YearSheets sheets, Overturnings overturnings, ReviewFigures figures, Organization organization) {
        this.sheets = sheets;
        this.overturnings = overturnings;
        this.figures = figures;
        this.organization = organization;
    }

    /** A squad's year as the contract names its fields. */
    record Row(
            String squad,
            @Nullable BigDecimal campaigns,
            @Nullable BigDecimal improvement,
            @Nullable BigDecimal total,
            @Nullable BigDecimal yearEndPoints,
            @Nullable String grade,
            @Nullable Integer rank,
            Rubric.Rating status) {

        private static Row of(Annual annual) {
            return new Row(
                    annual.squad(),
                    annual.campaigns(),
                    annual.improvement(),
                    annual.total(),
                    annual.yearEndPoints(),
                    annual.grade(),
                    annual.rank(),
                    annual.status());
        }
    }

    @GetMapping("/scores/" + YEAR)
    String show(@PathVariable int year, Actor actor, Model model) {
        Reader reader = Reader.of(actor, organization);
        YearSheet sheet = sheets.of(year, reader);
        model.addAttribute("year", year);
        model.addAttribute("sheet", sheet);
        model.addAttribute("subjects", Subject.values());
        model.addAttribute("mayBegin", sheet.assessment() == null && actor.isIn("deptCoordination"));
        model.addAttribute("mayOrder", sheet.isLocked() && actor.isIn("bureauLeadership"));
        model.addAttribute(
                "mayAppeal",
                sheet.isPublished()
                        && reader.squad() != null
                        && actor.isIn(reader.squad().leadGroup()));
        model.addAttribute(
                "readsReview",
                (actor.isSection() || actor.isLeader()) && figures.review(year).isPresent());
        model.addAttribute("readsCases", reader.readsCases());
        model.addAttribute(
                "overturned",
                overturnings.of(year).stream()
                        .filter(one -> reader.maySee(one.squad()))
                        .toList());
        return "scores-year";
    }

    @GetMapping("/api/scores/" + YEAR)
    @ResponseBody
    List<Row> year(@PathVariable int year, Actor actor) {
        return sheets.of(year, Reader.of(actor, organization)).lines().stream()
                .map(line -> Row.of(line.annual()))
                .toList();
    }

    @GetMapping("/scores/" + YEAR + ".xlsx")
    void workbook(@PathVariable int year, Actor actor, HttpServletResponse response) throws IOException {
        YearSheet sheet = sheets.of(year, Reader.of(actor, organization));
        download(year + "年度得分.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", response);
        Excel.write(YearWorkbook.of(sheet), response.getOutputStream());
    }

    static void download(String name, String type, HttpServletResponse response) {
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
