package cn.leiting.drilldown;

import cn.leiting.organization.Organization;
import cn.leiting.score.Stage;
import cn.leiting.scoresheet.Viewer;
import cn.leiting.scoring.Recomputations;
import cn.leiting.scoring.Scoring;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.trail.CardChanges;
import cn.leiting.trail.CardChanges.Change;
import cn.leiting.trail.CardChanges.Difference;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 重新计分: the leadership's orders on a campaign's locked scores, and each one's list of what it changed. */
@Controller
@RequestMapping("/campaigns/{code:TH-\\d{4}-\\d{2,4}}/scores/recomputations")
class RecomputationPages {

    private final Recomputations recomputations;
    private final CardChanges changes;
    private final Scorings scorings;
    private final Organization organization;

    RecomputationPages(
            Recomputations recomputations, CardChanges changes, Scorings scorings, Organization organization) {
        this.recomputations = recomputations;
        this.changes = changes;
        this.scorings = scorings;
        this.organization = organization;
    }

    @GetMapping
    String list(@PathVariable String code, Actor actor, Model model) {
        Viewer.of(actor, organization);
        List<Scoring> locked = scorings.of(code).stream()
                .filter(scoring -> scoring.status() == Scoring.Status.LOCKED)
                .toList();
        model.addAttribute("campaign", code);
        model.addAttribute("orders", recomputations.of(code));
        model.addAttribute("locked", locked);
        model.addAttribute("decides", actor.isIn("bureauLeadership"));
        return "score-recomputations";
    }

    @PostMapping
    String order(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable String reason,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        actor.require("bureauLeadership");
        Scoring scoring = scorings.of(code).stream()
                .filter(one -> one.stage() == stage)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("行动" + code + "的这一阶段评分还没有开始。"));
        try {
            long id = recomputations.order(scoring.code(), reason, actor);
            return "redirect:/campaigns/{code}/scores/recomputations/" + id;
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            model.addAttribute("reason", reason);
            return list(code, actor, model);
        }
    }

    /** A squad its own line, and how many others there are. */
    @GetMapping("/{id:\\d{1,18}}")
    String show(@PathVariable String code, @PathVariable long id, Actor actor, Model model) {
        Viewer viewer = Viewer.of(actor, organization);
        List<Change> all = changes.ofRecomputation(id);
        List<Change> seen =
                all.stream().filter(change -> viewer.maySee(change.squad())).toList();
        List<Difference> differences = changes.differences(id).stream()
                .filter(difference -> viewer.maySee(difference.squad()))
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        seen.forEach(change ->
                names.put(change.squad(), organization.squad(change.squad()).name()));

        model.addAttribute("campaign", code);
        model.addAttribute("order", recomputations.find(code, id).orElseThrow(() -> Refusal.notFound("没有这次重新计分。")));
        model.addAttribute("changes", seen);
        model.addAttribute("differences", differences);
        model.addAttribute("names", names);
        model.addAttribute("own", !viewer.seesAll());
        return "score-recomputation";
    }
}
