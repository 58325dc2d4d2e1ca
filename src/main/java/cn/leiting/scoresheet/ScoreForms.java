package cn.leiting.scoresheet;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.Appeal;
import cn.leiting.scoring.Appeals;
import cn.leiting.scoring.Rulings;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The forms on a campaign's score pages: adjustments, a squad's appeal, the figures of a decision. */
@Controller
@RequestMapping("/campaigns/{code:TH-\\d{4}-\\d{2,4}}/scores")
class ScoreForms {

    private final ScoreSheets sheets;
    private final ScorePages pages;
    private final Adjustments adjustments;
    private final Appeals appeals;
    private final Rulings rulings;
    private final Organization organization;

    ScoreForms(
            ScoreSheets sheets,
            ScorePages pages,
            Adjustments adjustments,
            Appeals appeals,
            Rulings rulings,
            Organization organization) {
        this.sheets = sheets;
        this.pages = pages;
        this.adjustments = adjustments;
        this.appeals = appeals;
        this.rulings = rulings;
        this.organization = organization;
    }

    /** What was typed is shown again when it is refused. */
    record AdjustmentForm(
            @Nullable Stage stage,
            @Nullable String squad,
            @Nullable AdjustmentCode adjustment,
            @Nullable Integer count,
            @Nullable String evidenceRef,
            @Nullable String text) {}

    record AppealForm(
            @Nullable Indicator indicator,
            @Nullable String reason,
            @Nullable BigDecimal claimedValue,
            @Nullable String evidenceRef) {}

    record CorrectionForm(
            @Nullable BigDecimal numerator, @Nullable BigDecimal denominator) {}

    @PostMapping("/adjustments")
    String adjust(
            @PathVariable String code,
            @ModelAttribute AdjustmentForm form,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        actor.require("deptCoordination");
        Viewer viewer = Viewer.of(actor, organization);
        var row = new Adjustments.Form(form.squad(), form.adjustment(), form.count(), form.evidenceRef(), form.text());
        return shown(
                "redirect:/campaigns/{code}/scores?saved",
                () -> adjustments.add(sheets.scoring(code, form.stage()), row, actor),
                () -> pages.all(code, viewer, model),
                model.addAttribute("typed", form),
                response);
    }

    @PostMapping("/adjustments/{id}/withdraw")
    String withdraw(@PathVariable String code, @PathVariable long id, Actor actor) {
        adjustments.withdraw(id, actor);
        return "redirect:/campaigns/{code}/scores?saved";
    }

    @PostMapping("/appeals")
    String appeal(
            @PathVariable String code,
            @ModelAttribute AppealForm form,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        Viewer viewer = Viewer.of(actor, organization);
        Squad own = sheets.led(code, viewer);
        var filing = new Appeals.Filing(form.indicator(), form.reason(), form.claimedValue(), form.evidenceRef());
        return shown(
                "redirect:/campaigns/{code}/scores?appealed",
                () -> appeals.file(code, own.code(), filing, actor.id()),
                () -> pages.card(code, own, viewer, model),
                model.addAttribute("typed", form),
                response);
    }

    @PostMapping("/appeals/{id}/correction")
    String correct(
            @PathVariable String code,
            @PathVariable long id,
            @ModelAttribute CorrectionForm form,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        Appeal appeal = sheets.appeal(code, id);
        actor.require(appeal.decider());
        Viewer viewer = Viewer.of(actor, organization);
        return shown(
                "redirect:/campaigns/{code}/scores?saved",
                () -> rulings.correct(id, form.numerator(), form.denominator(), actor),
                () -> pages.all(code, viewer, model),
                model,
                response);
    }

    /** What is typed wrongly is said on the page itself; everything else is refused as everywhere. */
    private static String shown(
            String done, Runnable command, Supplier<String> page, Model model, HttpServletResponse response) {
        try {
            command.run();
            return done;
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return page.get();
        }
    }
}
