package cn.leiting.oversight;

import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Papers;
import cn.leiting.lookback.LookBack;
import cn.leiting.lookback.LookBacks;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** 到位检查 (F-14) of a campaign or a look-back, once all squads' tasks have ended and until it is confirmed. */
@Controller
@RequestMapping({"/campaigns/{code:TH-.+}/closing", "/look-backs/{code:LB-.+}/closing"})
class ClosingPage {

    private static final String OWNER = "deptCoordination";

    private final Campaigns campaigns;
    private final Papers papers;
    private final LookBacks lookBacks;
    private final Organization organization;

    /** @param pages where its own page is */
    record Subject(String pages, String code, String title, String status, boolean confirmed) {

        boolean isCampaign() {
            return pages.equals("campaigns");
        }
    }

    ClosingPage(Campaigns campaigns, Papers papers, LookBacks lookBacks, Organization organization) {
        this.campaigns = campaigns;
        this.papers = papers;
        this.lookBacks = lookBacks;
        this.organization = organization;
    }

    /** A squad of which nothing is ticked and nothing written is not checked yet. */
    record TypedCheck(
            @Nullable String squad,
            @Nullable Boolean measures,
            @Nullable Boolean rectification,
            @Nullable Boolean longTerm,
            @Nullable String comment) {

        static TypedCheck of(String squad, Papers.@Nullable Check check) {
            return check == null
                    ? new TypedCheck(squad, null, null, null, null)
                    : new TypedCheck(
                            squad,
                            check.measuresInPlace(),
                            check.rectificationInPlace(),
                            check.longTermInPlace(),
                            check.comment());
        }

        boolean isBlank() {
            return !yes(measures)
                    && !yes(rectification)
                    && !yes(longTerm)
                    && text(comment).isBlank();
        }

        Papers.Check check() {
            return new Papers.Check(text(squad), yes(measures), yes(rectification), yes(longTerm), comment);
        }

        private static boolean yes(@Nullable Boolean ticked) {
            return ticked != null && ticked;
        }
    }

    record TypedChecks(@Nullable List<TypedCheck> rows) {}

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    @GetMapping
    String closing(@PathVariable String code, Actor actor, Model model) {
        actor.require(OWNER);
        Subject subject = subject(code);
        Map<String, Papers.Check> checks = (subject.isCampaign() ? papers.checks(code) : lookBacks.checks(code))
                .stream().collect(Collectors.toMap(Papers.Check::squad, Function.identity()));
        List<TypedCheck> rows = campaigns.tookPart(code).stream()
                .map(squad -> TypedCheck.of(squad, checks.get(squad)))
                .toList();
        return closingPage(subject, rows, model);
    }

    private Subject subject(String code) {
        if (code.startsWith("TH-")) {
            Campaign campaign = campaigns.get(code);
            return new Subject(
                    "campaigns", code, campaign.title(), campaign.status().label(), campaign.isClosingConfirmed());
        }
        LookBack lookBack = lookBacks.get(code);
        String title = "365回头看 " + campaigns.get(lookBack.campaign()).title();
        return new Subject("look-backs", code, title, lookBack.status().label(), lookBack.isClosed());
    }

    @PostMapping
    String check(
            @PathVariable String code,
            @ModelAttribute TypedChecks typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        actor.require(OWNER);
        Subject subject = subject(code);
        List<TypedCheck> rows = typed.rows() == null ? List.of() : typed.rows();
        try {
            List<Papers.Check> checks = rows.stream()
                    .filter(row -> !row.isBlank())
                    .map(TypedCheck::check)
                    .toList();
            if (subject.isCampaign()) {
                campaigns.check(code, checks, actor.id());
            } else {
                lookBacks.check(code, checks, actor.id());
            }
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return closingPage(subject, rows, model);
        }
        return "redirect:/" + subject.pages() + "/{code}/closing?saved";
    }

    private String closingPage(Subject subject, List<TypedCheck> rows, Model model) {
        model.addAttribute("subject", subject);
        model.addAttribute("rows", rows);
        model.addAttribute(
                "names",
                rows.stream()
                        .map(row -> text(row.squad()))
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), this::nameOf)));
        return "campaign-closing";
    }

    private String nameOf(String squad) {
        return organization.squad(squad).name();
    }
}
