package cn.leiting.board;

import cn.leiting.organization.Organization;
import cn.leiting.programme.Draft;
import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.programme.Planning;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** F-00 as a plain HTML form. A refused table is shown again as it was typed, with the sentence. */
@Controller
class DraftPage {

    private static final String OWNER = "deptCoordination";
    private static final int LEAST_ROWS = 8;
    private static final int SPARE_ROWS = 4;

    private final Planning planning;
    private final WallCharts charts;
    private final Organization organization;

    DraftPage(Planning planning, WallCharts charts, Organization organization) {
        this.planning = planning;
        this.charts = charts;
        this.organization = organization;
    }

    /** What was typed. */
    record Typed(
            @Nullable String docTitle,
            @Nullable String annualGoal,
            @Nullable String minCampaigns,
            @Nullable String leadLeader,
            @Nullable String responsibleUnit,
            @Nullable String version,
            @Nullable List<String> goals,
            @Nullable List<TypedRow> rows) {

        static Typed of(WallChart chart) {
            WallChart.Head head = chart.head();
            List<String> goals = chart.months().stream()
                    .map(month -> month.goal() == null ? "" : month.goal())
                    .toList();
            return new Typed(
                    head.docTitle(),
                    head.annualGoal(),
                    Integer.toString(head.minCampaigns()),
                    head.leadLeader(),
                    head.responsibleUnit(),
                    Integer.toString(head.version()),
                    goals,
                    chart.planned().stream().map(TypedRow::of).toList());
        }

        Typed withSpareRows() {
            List<TypedRow> more = new ArrayList<>(rows == null ? List.of() : rows);
            more.removeIf(TypedRow::isBlank);
            more.addAll(Collections.nCopies(Math.max(SPARE_ROWS, LEAST_ROWS - more.size()), TypedRow.BLANK));
            return new Typed(docTitle, annualGoal, minCampaigns, leadLeader, responsibleUnit, version, twelve(), more);
        }

        private List<String> twelve() {
            return IntStream.range(0, 12)
                    .mapToObj(month ->
                            goals == null || month >= goals.size() || goals.get(month) == null ? "" : goals.get(month))
                    .toList();
        }

        Draft table(Map<String, String> themeNames) {
            List<TypedRow> typed = rows == null
                    ? List.of()
                    : rows.stream().filter(row -> !row.isBlank()).toList();
            List<Draft.Row> filled = new ArrayList<>();
            int highest = 0;
            for (TypedRow row : typed) {
                Draft.Row read = row.row(highest + 1, themeNames);
                highest = Math.max(highest, read.seq());
                filled.add(read);
            }
            return new Draft(
                    docTitle,
                    annualGoal,
                    number("全年轮数", minCampaigns),
                    leadLeader,
                    text(responsibleUnit),
                    twelve(),
                    filled);
        }
    }

    record TypedRow(
            @Nullable String seq,
            @Nullable String theme,
            @Nullable String title,
            @Nullable String monthStatus,
            @Nullable String month,
            @Nullable String sourceText) {

        static final TypedRow BLANK = new TypedRow(null, null, null, null, null, null);

        static TypedRow of(WallChart.Planned row) {
            return new TypedRow(
                    Integer.toString(row.seq()),
                    row.theme(),
                    row.title(),
                    row.monthStatus().name(),
                    row.month() == null ? null : row.month().toString(),
                    row.sourceText());
        }

        /** Clearing theme, name, month and source takes the row away. */
        boolean isBlank() {
            return (text(theme) + text(title) + text(month) + text(sourceText)).isBlank();
        }

        Draft.Row row(int next, Map<String, String> themeNames) {
            int number = text(seq).isBlank() ? next : number("计划行动的序号", seq);
            String code = text(theme).isBlank() ? null : text(theme);
            String name = text(title).isBlank() ? themeNames.getOrDefault(text(theme), text(theme)) : text(title);
            Integer in = text(month).isBlank() ? null : (Integer) number("第" + number + "项计划行动的月份", month);
            return new Draft.Row(number, code, name, status(in, code), in, sourceText);
        }

        private MonthStatus status(@Nullable Integer in, @Nullable String code) {
            if (text(monthStatus).isBlank()) {
                return MonthStatus.of(in, code);
            }
            try {
                return MonthStatus.valueOf(text(monthStatus));
            } catch (IllegalArgumentException unknown) {
                throw Refusal.invalid("月份情况填写有误。");
            }
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private static int number(String label, @Nullable String typed) {
        try {
            return Integer.parseInt(text(typed));
        } catch (NumberFormatException none) {
            throw Refusal.invalid(label + "应为整数。");
        }
    }

    @GetMapping("/programmes/{year:\\d{4}}/edit")
    String edit(@PathVariable int year, Actor actor, Model model) {
        actor.require(OWNER);
        WallChart chart = charts.of(year, actor);
        if (!chart.head().isDraft()) {
            throw Refusal.conflict("方案" + chart.head().status().label() + "，不能再修改。");
        }
        return form(year, Typed.of(chart), planning.themes(), model);
    }

    @PostMapping("/programmes/{year:\\d{4}}/edit")
    String write(
            @PathVariable int year,
            @ModelAttribute Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        actor.require(OWNER);
        List<Planning.Theme> themes = planning.themes();
        try {
            Map<String, String> names =
                    themes.stream().collect(Collectors.toMap(Planning.Theme::code, Planning.Theme::name));
            planning.write(year, typed.table(names), number("版本", typed.version()), actor.id());
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return form(year, typed, themes, model);
        }
        return "redirect:/programmes/{year}/edit?saved";
    }

    private String form(int year, Typed typed, List<Planning.Theme> themes, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("form", typed.withSpareRows());
        model.addAttribute("themes", themes);
        model.addAttribute("statuses", MonthStatus.values());
        model.addAttribute("sections", organization.sections());
        return "programme-edit";
    }
}
