package cn.leiting.board;

import cn.leiting.office.Excel;
import cn.leiting.programme.Planning;
import cn.leiting.programme.Programmes;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.wall.Walls;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The wall chart, and what 执法协调科 changes on it once the programme is issued. */
@Controller
class BoardPages {

    private static final String OWNER = "deptCoordination";
    private static final String PAGE = "redirect:/programmes/{year}";

    private final Programmes programmes;
    private final Planning planning;
    private final WallCharts charts;
    private final Walls walls;

    BoardPages(Programmes programmes, Planning planning, WallCharts charts, Walls walls) {
        this.programmes = programmes;
        this.planning = planning;
        this.charts = charts;
        this.walls = walls;
    }

    record Launched(String code) {}

    @GetMapping("/programmes")
    String newest(Actor actor) {
        return charts.newest(actor)
                .map(year -> "redirect:/programmes/" + year)
                .orElseThrow(() -> Refusal.notFound("还没有可以查看的年度方案。"));
    }

    @GetMapping("/programmes/{year:\\d{4}}")
    String show(@PathVariable int year, Actor actor, Model model) {
        WallChart chart = charts.of(year, actor);
        actor.groups().stream()
                .filter(group -> group.startsWith("town"))
                .forEach(town -> programmes.copyRead(chart.head().code(), town));
        boolean owner = actor.isIn(OWNER);
        model.addAttribute("chart", chart);
        model.addAttribute("wall", walls.of(year, actor));
        model.addAttribute("all", actor.isSection() || actor.isLeader());
        model.addAttribute("owns", owner);
        model.addAttribute("drafts", owner && chart.head().isDraft());
        model.addAttribute("steers", owner && chart.head().isIssued());
        model.addAttribute("themes", owner ? planning.themes() : List.of());
        return "programme";
    }

    @GetMapping("/programmes/{year:\\d{4}}.xlsx")
    void wallChart(@PathVariable int year, Actor actor, HttpServletResponse response) throws IOException {
        WallChart chart = charts.of(year, actor);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(year + "年挂图作战.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(chart.sheets(), response.getOutputStream());
    }

    @PostMapping("/api/programmes/{year:\\d{1,4}}/planned/{seq:\\d{1,4}}/launch")
    @ResponseBody
    Launched launch(@PathVariable int year, @PathVariable int seq, Actor actor) {
        actor.require(OWNER);
        return new Launched(planning.launch(year, seq, actor.id()));
    }

    @PostMapping("/programmes/{year:\\d{4}}/planned/{seq:\\d{1,4}}/launch")
    String launchFromPage(@PathVariable int year, @PathVariable int seq, Actor actor) {
        launch(year, seq, actor);
        return PAGE;
    }

    /** Replans row {@code seq}, or adds a row when there is none. */
    @PostMapping("/programmes/{year:\\d{4}}/planned")
    String replan(
            @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer seq,
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(required = false) @Nullable Integer month,
            @RequestParam(defaultValue = "") String reason,
            Actor actor) {
        actor.require(OWNER);
        Planning.Change change = new Planning.Change(seq, theme.isBlank() ? null : theme, title, month);
        planning.replan(year, change, reason, actor.id());
        return PAGE;
    }

    @PostMapping("/programmes/{year:\\d{4}}/planned/{seq:\\d{1,4}}/drop")
    String drop(
            @PathVariable int year,
            @PathVariable int seq,
            @RequestParam(defaultValue = "") String reason,
            Actor actor) {
        actor.require(OWNER);
        planning.drop(year, seq, reason, actor.id());
        return PAGE;
    }

    @PostMapping("/programmes/{year:\\d{4}}/leader")
    String changeLeader(
            @PathVariable int year,
            @RequestParam(defaultValue = "") String name,
            @RequestParam LocalDate from,
            Actor actor) {
        actor.require(OWNER);
        planning.changeLeader(year, name, from, actor.id());
        return PAGE;
    }

    @PostMapping("/programmes/{year:\\d{4}}/measures/{id:\\d{1,18}}/done")
    String measureDone(@PathVariable int year, @PathVariable long id, Actor actor) {
        actor.require(OWNER);
        planning.measureDone(year, id, actor.id());
        return PAGE;
    }
}
