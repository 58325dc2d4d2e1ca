package cn.leiting.heat;

import cn.leiting.diagram.Diagram;
import cn.leiting.review.Models;
import cn.leiting.review.Scope;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The heat of a model for supervisors and leaders; without dates, of the last twelve months. */
@Controller
class HeatPages {

    private final HeatRows rows;
    private final Models models;
    private final Clock clock;

    HeatPages(HeatRows rows, Models models, Clock clock) {
        this.rows = rows;
        this.models = models;
        this.clock = clock;
    }

    @GetMapping("/review/models/{key:[a-zA-Z]{1,60}}")
    String show(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Actor actor,
            Model model) {
        Scope.ofAll(actor);
        LocalDate today = LocalDate.now(clock);
        LocalDate last = day("to", to, today);
        LocalDate first = day("from", from, last.minusYears(1).plusDays(1));
        Period period = new Period(first, last);
        List<HeatRows.Version> all = rows.newest();
        HeatRows.Version version = HeatRows.of(all, key);
        Diagram diagram = models.of(version.id());
        Heat heat = rows.of(key, first, last);
        model.addAttribute("model", version);
        model.addAttribute("all", all);
        model.addAttribute("period", period);
        model.addAttribute("picture", heat.picture(version.name() + "各环节用时", diagram));
        model.addAttribute("slowest", heat.slowest(diagram));
        model.addAttribute("nodes", heat.working(diagram));
        return "review-heat";
    }

    private static LocalDate day(String field, @Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDay) {
            throw Refusal.invalid(field, "日期应形如2023-01-12。");
        }
    }
}
