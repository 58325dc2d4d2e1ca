package cn.leiting.participation;

import cn.leiting.participation.Involvement.Filter;
import cn.leiting.participation.Participations.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who took part, where, and with which ticket, for the sections and the leaders. */
@Controller
class ParticipationPage {

    private final Involvement involvement;
    private final Clock clock;

    ParticipationPage(Involvement involvement, Clock clock) {
        this.involvement = involvement;
        this.clock = clock;
    }

    @GetMapping("/participations")
    String show(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(defaultValue = "") String point,
            Actor actor,
            Model model) {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看社会参与的权限。");
        }
        Filter filter = new Filter(
                year == null ? LocalDate.now(clock).getYear() : Math.max(2020, Math.min(2100, year)),
                kind,
                point.isBlank() ? null : point.strip());
        model.addAttribute("filter", filter);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("sums", involvement.sums(filter));
        model.addAttribute("rows", involvement.rows(filter));
        model.addAttribute("most", Involvement.MOST);
        return "participations";
    }
}
