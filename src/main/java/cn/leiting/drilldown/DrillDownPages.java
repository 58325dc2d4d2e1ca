package cn.leiting.drilldown;

import cn.leiting.drilldown.DrillDown.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.score.Indicator;
import cn.leiting.score.Stage;
import cn.leiting.scoresheet.Viewer;
import cn.leiting.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The records behind a point of a score, on a page and as JSON. */
@Controller
class DrillDownPages {

    private static final String ITEM =
            "/campaigns/{code:TH-\\d{4}-\\d{2,4}}/scores/{squad:\\d{9}}/{indicator:[A-G][1-3]}";

    private final DrillDown drillDown;
    private final Organization organization;

    DrillDownPages(DrillDown drillDown, Organization organization) {
        this.drillDown = drillDown;
        this.organization = organization;
    }

    @GetMapping(ITEM)
    String show(
            @PathVariable String code,
            @PathVariable String squad,
            @PathVariable Indicator indicator,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Model model) {
        Viewer viewer = Viewer.of(actor, organization);
        model.addAttribute("sheet", drillDown.of(code, squad, indicator, stage, version, viewer));
        model.addAttribute("readsCases", viewer.readsCases());
        return "score-records";
    }

    @GetMapping("/api" + ITEM)
    @ResponseBody
    Sheet read(
            @PathVariable String code,
            @PathVariable String squad,
            @PathVariable Indicator indicator,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor) {
        return drillDown.of(code, squad, indicator, stage, version, Viewer.of(actor, organization));
    }
}
