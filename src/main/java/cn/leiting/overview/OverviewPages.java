package cn.leiting.overview;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.summary.SummaryTables;
import cn.leiting.summary.Visitor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The campaigns of a year, one campaign, one squad's share of it, and what Cockpit reads of them. */
@Controller
class OverviewPages {

    private static final String CODE = "{code:TH-\\d{4}-\\d{2,4}}";
    private static final String LOOK_BACK = "{code:LB-\\d{4}-\\d{2,4}}";
    private static final String IMPROVEMENT = "{code:FI-\\d{4}-\\d{2,4}}";
    private static final String SQUAD = "{squad:\\d{9}}";

    private final Overviews overviews;
    private final SquadRows rows;
    private final SquadShares shares;
    private final SummaryTables tables;
    private final CaseCounts cases;
    private final Organization organization;
    private final Clock clock;

    OverviewPages(
            Overviews overviews,
            SquadRows rows,
            SquadShares shares,
            SummaryTables tables,
            CaseCounts cases,
            Organization organization,
            Clock clock) {
        this.overviews = overviews;
        this.rows = rows;
        this.shares = shares;
        this.tables = tables;
        this.cases = cases;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/campaigns")
    String list(@RequestParam(required = false) @Nullable Integer year, Actor actor, Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        int shown = year == null ? today().getYear() : year;
        model.addAttribute("year", shown);
        model.addAttribute("years", overviews.years());
        model.addAttribute("campaigns", overviews.ofYear(shown, visitor));
        model.addAttribute("all", visitor.seesAll());
        model.addAttribute("scored", visitor.supervises() || visitor.isOfSquad());
        return "campaigns";
    }

    @GetMapping("/campaigns/" + CODE)
    String show(@PathVariable String code, Actor actor, Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        Overview overview = overviews.of(code, visitor);
        Overview.Head head = overview.head();
        boolean steers = actor.isIn("bureauLeadership");
        boolean coordinates = actor.isIn("deptCoordination");
        model.addAttribute("overview", overview);
        model.addAttribute("cases", cases.of(code, visitor));
        model.addAttribute("names", organization.squads(today()));
        model.addAttribute("all", visitor.seesAll());
        model.addAttribute("watches", visitor.supervises());
        model.addAttribute("steers", steers && (head.isRunning() || head.isSuspended()));
        model.addAttribute("coordinates", coordinates);
        model.addAttribute("acknowledges", visitor.isOfSquad());
        model.addAttribute("assignsPoints", coordinates && head.isBeforeApproval());
        model.addAttribute("kinds", Exemption.Kind.values());
        model.addAttribute("reasons", Exemption.Reason.values());
        return "campaign";
    }

    /** Of a campaign, a look-back or an improvement, which a squad carries out in the same way. */
    @GetMapping({
        "/campaigns/" + CODE + "/squads/" + SQUAD,
        "/look-backs/" + LOOK_BACK + "/squads/" + SQUAD,
        "/improvements/" + IMPROVEMENT + "/squads/" + SQUAD
    })
    String share(
            @PathVariable String code,
            @PathVariable String squad,
            @RequestParam(required = false) @Nullable Long before,
            Actor actor,
            Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        SquadShare share = shares.of(code, squad, before, visitor);
        model.addAttribute("share", share);
        model.addAttribute("cases", cases.of(code, squad));
        model.addAttribute(
                "voids",
                actor.isIn("deptCoordination", organization.squad(squad).leadGroup()));
        model.addAttribute(
                "violations",
                tables.names(share.violations(), share.row().progress().from()));
        model.addAttribute("watches", visitor.supervises());
        return "campaign-squad";
    }

    @GetMapping({
        "/api/campaigns/" + CODE + "/squads",
        "/api/look-backs/" + LOOK_BACK + "/squads",
        "/api/improvements/" + IMPROVEMENT + "/squads"
    })
    @ResponseBody
    List<SquadRow> squads(@PathVariable String code, Actor actor) {
        Visitor visitor = Visitor.following(actor, organization);
        rows.refuseUnknown(code, visitor);
        return rows.of(code, visitor);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
