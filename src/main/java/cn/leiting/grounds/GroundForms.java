package cn.leiting.grounds;

import cn.leiting.score.Stage;
import cn.leiting.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Books a ground from the list on a campaign's score page. */
@Controller
class GroundForms {

    private final ScoreGrounds grounds;

    GroundForms(ScoreGrounds grounds) {
        this.grounds = grounds;
    }

    @PostMapping("/campaigns/{code:TH-\\d{4}-\\d{2,4}}/scores/grounds")
    String book(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable String ground,
            Actor actor) {
        grounds.book(code, stage, ground, actor);
        return "redirect:/campaigns/{code}/scores?saved";
    }
}
