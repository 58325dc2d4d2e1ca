package cn.leiting.oversight;

import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Filing;
import cn.leiting.campaign.Papers;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** 备案 (F-04a) in force, and its amendment once the campaign runs. */
@Controller
@RequestMapping("/campaigns/{code}/filing")
class FilingPage {

    private final Campaigns campaigns;
    private final Papers papers;
    private final Clock clock;

    FilingPage(Campaigns campaigns, Papers papers, Clock clock) {
        this.campaigns = campaigns;
        this.papers = papers;
        this.clock = clock;
    }

    /** What was typed. */
    record TypedFiling(
            @Nullable String necessity,
            @Nullable String objects,
            @Nullable String items,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate periodFrom,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate periodTo,

            @Nullable Integer maxVisitsPerObject,
            @Nullable String approvedBy,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate approvedOn,

            @Nullable String filingNo,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate publishedOn,

            @Nullable String publishUrl,
            @Nullable Boolean urgent,
            @Nullable String urgentReason) {

        static TypedFiling of(Filing filing) {
            return new TypedFiling(
                    filing.necessity(),
                    filing.objects(),
                    filing.items(),
                    filing.periodFrom(),
                    filing.periodTo(),
                    filing.maxVisitsPerObject(),
                    filing.approvedBy(),
                    filing.approvedOn(),
                    filing.filingNo(),
                    filing.publishedOn(),
                    filing.publishUrl(),
                    filing.urgent(),
                    filing.urgentReason());
        }

        Filing.Form form() {
            return new Filing.Form(
                    text(necessity),
                    text(objects),
                    text(items),
                    required("periodFrom", "检查期间的开始日期", periodFrom),
                    required("periodTo", "检查期间的结束日期", periodTo),
                    required("maxVisitsPerObject", "对同一对象最多检查次数", maxVisitsPerObject),
                    text(approvedBy),
                    required("approvedOn", "批准日期", approvedOn),
                    text(filingNo),
                    publishedOn,
                    publishUrl,
                    urgent != null && urgent,
                    urgentReason);
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private static <T> T required(String field, String label, @Nullable T typed) {
        if (typed == null) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        return typed;
    }

    @GetMapping
    String filing(@PathVariable String code, Actor actor, Model model) {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看备案的权限。");
        }
        Optional<Filing> filing = papers.filing(code);
        return filingPage(campaigns.get(code), filing.map(TypedFiling::of).orElse(null), filing, actor, model);
    }

    /** 变更备案; the first filing is made in its task. */
    @PostMapping
    String amend(
            @PathVariable String code,
            @ModelAttribute TypedFiling typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        actor.require("deptLegal");
        Campaign campaign = campaigns.get(code);
        if (!mayBeAmended(campaign)) {
            throw Refusal.conflict("行动" + campaign.status().label() + "，不能在此变更备案；批准之前请在待办中办理。");
        }
        try {
            campaigns.file(code, typed.form(), actor.id());
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return filingPage(campaign, typed, papers.filing(code), actor, model);
        }
        return "redirect:/campaigns/{code}/filing?saved";
    }

    private static boolean mayBeAmended(Campaign campaign) {
        return campaign.needsFiling()
                && (campaign.status() == Campaign.Status.APPROVED || campaign.status() == Campaign.Status.SUSPENDED);
    }

    private String filingPage(
            Campaign campaign, @Nullable TypedFiling typed, Optional<Filing> filing, Actor actor, Model model) {
        model.addAttribute("campaign", campaign);
        model.addAttribute("filing", filing.orElse(null));
        model.addAttribute("form", typed);
        model.addAttribute("amends", actor.isIn("deptLegal") && mayBeAmended(campaign));
        model.addAttribute("zone", clock.getZone());
        return "campaign-filing";
    }
}
