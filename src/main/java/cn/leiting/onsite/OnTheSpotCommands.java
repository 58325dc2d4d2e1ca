package cn.leiting.onsite;

import cn.leiting.shared.Actor;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 备案 of a decision on the spot; the case's page shows the form. */
@Controller
class OnTheSpotCommands {

    private final OnTheSpots decisions;

    OnTheSpotCommands(OnTheSpots decisions) {
        this.decisions = decisions;
    }

    @PostMapping("/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}/copy")
    String copy(@PathVariable String code, @RequestParam LocalDate on, Actor actor) {
        decisions.copy(code, on, actor);
        return "redirect:/cases/" + code + "?saved";
    }
}
