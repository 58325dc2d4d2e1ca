package cn.leiting.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.wall.Wall;
import cn.leiting.wall.Walls;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/**
 * 全屏挂图：the wall chart on a screen of its own, which asks again by itself. Asking keeps a login alive; that is why the
 * sections and the leaders alone may hang it up.
 */
@Controller
class WallPages {

    private static final String YEAR = "/board/{year:\\d{4}}";

    private final WallCharts charts;
    private final Walls walls;
    private final Clock clock;

    WallPages(WallCharts charts, Walls walls, Clock clock) {
        this.charts = charts;
        this.walls = walls;
        this.clock = clock;
    }

    @GetMapping("/board")
    String newest() {
        return "redirect:/programmes";
    }

    @GetMapping(YEAR)
    String board(@PathVariable int year) {
        return "redirect:/programmes/" + year;
    }

    @GetMapping(YEAR + "/wall")
    String show(@PathVariable int year, Actor actor, HttpServletResponse response, Model model) {
        fill(year, actor, response, model);
        return "wall";
    }

    /** What changes of it, or 304 when nothing has. */
    @GetMapping(YEAR + "/wall/now")
    @Nullable
    String now(@PathVariable int year, Actor actor, WebRequest request, HttpServletResponse response, Model model) {
        String tag = fill(year, actor, response, model);
        return request.checkNotModified(tag) ? null : "wall :: now";
    }

    /** The tag is weak, so that the answer may be compressed. */
    private String fill(int year, Actor actor, HttpServletResponse response, Model model) {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("全屏挂图只供局机关各科室和领导使用。");
        }
        WallChart chart = charts.annex(year);
        Wall wall = walls.of(year, actor);
        String tag = "W/\"" + DigestUtils.md5DigestAsHex((chart + " " + wall).getBytes(UTF_8)) + "\"";
        response.setHeader("Leiting-Time", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(now()));
        model.addAttribute("chart", chart);
        model.addAttribute("wall", wall);
        model.addAttribute("tag", tag);
        model.addAttribute("now", now());
        return tag;
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).withSecond(0).withNano(0);
    }
}
