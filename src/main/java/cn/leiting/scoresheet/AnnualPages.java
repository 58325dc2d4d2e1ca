package cn.leiting.scoresheet;

import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.remedy.Overturnings;
import cn.leiting.score.AnnualScores;
import cn.leiting.score.AnnualScores.Annual;
import cn.leiting.score.Rubric;
import cn.leiting.shared.Actor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** 年度得分：the squads' year on a page, as JSON and in Excel (domain 6.6); a squad its own and its anonymous rank. */
@Controller
class AnnualPages {

    private static final String YEAR = "{year:\\d{4}}";
    private static final List<String> COLUMNS =
            List.of("中队", "参评行动", "应评行动", "专项行动", "再提升", "总分", "年终考核得分", "等次", "名次", "状态");

    private final AnnualScores scores;
    private final Overturnings overturnings;
    private final Organization organization;

    AnnualPages(AnnualScores scores, Overturnings overturnings, Organization organization) {
        this.scores = scores;
        this.overturnings = overturnings;
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

    /** A squad's year with its names in Chinese. */
    record Line(String name, String state, Annual annual) {}

    @GetMapping("/scores/" + YEAR)
    String show(@PathVariable int year, Actor actor, Model model) {
        Viewer viewer = Viewer.of(actor, organization);
        List<Annual> all = scores.of(year);
        model.addAttribute("year", year);
        model.addAttribute("lines", lines(all, viewer));
        model.addAttribute("own", !viewer.seesAll());
        model.addAttribute("readsCases", viewer.readsCases());
        model.addAttribute(
                "overturned",
                overturnings.of(year).stream()
                        .filter(one -> viewer.maySee(one.squad()))
                        .toList());
        model.addAttribute(
                "ranked", all.stream().filter(annual -> annual.rank() != null).count());
        return "scores-year";
    }

    @GetMapping("/api/scores/" + YEAR)
    @ResponseBody
    List<Row> year(@PathVariable int year, Actor actor) {
        Viewer viewer = Viewer.of(actor, organization);
        return lines(scores.of(year), viewer).stream()
                .map(line -> Row.of(line.annual()))
                .toList();
    }

    @GetMapping("/scores/" + YEAR + ".xlsx")
    void workbook(@PathVariable int year, Actor actor, HttpServletResponse response) throws IOException {
        Viewer viewer = Viewer.of(actor, organization);
        List<List<@Nullable Object>> rows =
                lines(scores.of(year), viewer).stream().map(AnnualPages::cells).toList();
        List<Integer> widths = COLUMNS.stream().map(column -> 16).toList();
        ScorePages.download(year + "年度得分.xlsx", response);
        Excel.write(
                List.of(new Sheet("年度得分", year + "年度专项执法行动得分", List.of(COLUMNS), rows, widths)),
                response.getOutputStream());
    }

    private List<Line> lines(List<Annual> all, Viewer viewer) {
        return all.stream()
                .filter(annual -> viewer.maySee(annual.squad()))
                .map(annual -> new Line(organization.squad(annual.squad()).name(), state(annual.status()), annual))
                .toList();
    }

    private static String state(Rubric.Rating rating) {
        return switch (rating) {
            case RATED -> "参评";
            case UNDETERMINED -> "不定等次";
            case EXEMPT -> "全部免除";
            case NON_COMPETING -> "计分不排名";
        };
    }

    private static List<@Nullable Object> cells(Line line) {
        Annual annual = line.annual();
        return Arrays.asList(
                line.name(),
                annual.scored(),
                annual.eligible(),
                annual.campaigns(),
                annual.improvement(),
                annual.total(),
                annual.yearEndPoints(),
                annual.grade(),
                annual.rank(),
                line.state());
    }
}
