package cn.leiting.chart;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.Visitor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The charts of a year, their numbers as a call, and the records behind each number. */
@Controller
class ChartPages {

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 1000;
    private static final String YEAR = "/charts/{year:20\\d{2}}";

    private final RecentCharts charts;
    private final ChartRows rows;
    private final Organization organization;
    private final Clock clock;

    ChartPages(RecentCharts charts, ChartRows rows, Organization organization, Clock clock) {
        this.charts = charts;
        this.rows = rows;
        this.organization = organization;
        this.clock = clock;
    }

    record Year(int year, List<Chart> charts) {}

    @GetMapping("/charts")
    String now(Actor actor) {
        Visitor.of(actor, organization);
        return "redirect:/charts/" + today().getYear();
    }

    @GetMapping(YEAR)
    String show(@PathVariable int year, Actor actor, Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        model.addAttribute("year", year);
        RecentCharts.Counted counted = charts.of(year, visitor);
        model.addAttribute("charts", counted.charts());
        model.addAttribute("at", counted.at());
        model.addAttribute(
                "measures", Arrays.stream(Measure.values()).collect(Collectors.toMap(Measure::path, one -> one)));
        model.addAttribute("all", visitor.seesAll());
        return "charts";
    }

    @GetMapping("/api" + YEAR)
    @ResponseBody
    Year numbers(@PathVariable int year, Actor actor) {
        return new Year(year, charts.of(year, Visitor.of(actor, organization)).charts());
    }

    @GetMapping(YEAR + "/{measure:[a-z]+}")
    String records(
            @PathVariable int year,
            @PathVariable String measure,
            @RequestParam(required = false) @Nullable String squad,
            @RequestParam(required = false) @Nullable Integer month,
            @RequestParam(defaultValue = "1") int page,
            Actor actor,
            Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        Measure asked = measure(measure);
        String chosen = chosen(squad, visitor);
        if (month != null && (month < 1 || month > 12)) {
            throw Refusal.invalid("month", "月份应在1到12之间。");
        }
        int number = Math.min(Math.max(page, 1), MOST_PAGES);
        List<Entry> found = rows.records(asked, year, chosen, month, PAGE, (number - 1) * PAGE);
        model.addAttribute("year", year);
        model.addAttribute("measure", asked);
        model.addAttribute("squad", chosen);
        model.addAttribute("month", month);
        model.addAttribute("lines", found);
        model.addAttribute("total", total(found));
        model.addAttribute("page", number);
        model.addAttribute("more", !found.isEmpty() && found.get(0).lines() > (long) number * PAGE);
        model.addAttribute("reader", Entry.Reader.of(visitor));
        model.addAttribute("names", names());
        return "chart-records";
    }

    private static Chart.Share total(List<Entry> found) {
        return found.isEmpty()
                ? Chart.Share.NONE
                : new Chart.Share(found.get(0).partOfAll(), found.get(0).wholeOfAll());
    }

    /** Refuses the records of another squad. */
    private @Nullable String chosen(@Nullable String squad, Visitor visitor) {
        if (squad == null || squad.isBlank()) {
            return visitor.only();
        }
        String code = organization.squad(squad).code();
        if (!visitor.maySee(code)) {
            throw Refusal.forbidden("您只能查看本中队的记录。");
        }
        return code;
    }

    private static Measure measure(String path) {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这一图表。"));
    }

    private Map<String, String> names() {
        return organization.squads(today()).stream().collect(Collectors.toMap(Squad::code, Squad::name));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
