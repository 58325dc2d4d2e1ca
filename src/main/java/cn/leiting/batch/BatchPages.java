package cn.leiting.batch;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.Summaries;
import cn.leiting.summary.Visitor;
import cn.leiting.work.Works;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which long work is asked for; each form answers at once with the address of its progress. */
@Controller
class BatchPages {

    private final Works works;
    private final Summaries summaries;
    private final Organization organization;
    private final Clock clock;

    BatchPages(Works works, Summaries summaries, Organization organization, Clock clock) {
        this.works = works;
        this.summaries = summaries;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/progress/new")
    String show(Actor actor, Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        model.addAttribute("year", LocalDate.now(clock).getYear());
        model.addAttribute("all", visitor.seesAll());
        model.addAttribute("freezes", actor.isIn("deptCoordination"));
        model.addAttribute("recomputes", actor.isIn("bureauLeadership"));
        return "work-new";
    }

    /** Of all squads for those above them, of the own one for a squad and its town. */
    @PostMapping("/progress/inspections")
    ResponseEntity<Void> inspections(@RequestParam int year, Actor actor) {
        Visitor visitor = Visitor.of(actor, organization);
        InspectionExport.refuseOutside(year, LocalDate.now(clock));
        Map<String, String> asked = Optional.ofNullable(visitor.only())
                .map(squad -> Map.of("year", String.valueOf(year), "squad", squad))
                .orElse(Map.of("year", String.valueOf(year)));
        String whose = Optional.ofNullable(visitor.squad()).map(Squad::name).orElse("");
        return progress(works.start(InspectionExport.KIND, year + "年" + whose + "检查记录", actor, asked));
    }

    @PostMapping("/progress/summaries")
    ResponseEntity<Void> summary(@RequestParam String subject, Actor actor) {
        actor.require("deptCoordination");
        if (!subject.strip().matches("(TH|LB|FI)-\\d{4}-\\d{2,4}")) {
            throw Refusal.invalid("subject", "请填写行动的编号，如TH-2023-01。");
        }
        summaries.refuseUnknown(subject.strip());
        return progress(works.start(
                SummaryFreeze.KIND, "冻结" + subject.strip() + "汇总表", actor, Map.of("subject", subject.strip())));
    }

    /** 局领导 only, as for each single score (domain §6.6). */
    @PostMapping("/progress/scores")
    ResponseEntity<Void> scores(@RequestParam int year, @RequestParam String reason, Actor actor) {
        actor.require("bureauLeadership");
        InspectionExport.refuseOutside(year, LocalDate.now(clock));
        String why = Limits.required("重新计分的理由", reason, 10, YearScores.LONGEST_REASON);
        return progress(works.start(
                YearScores.KIND, year + "年各次行动重新计分", actor, Map.of("year", String.valueOf(year), "reason", why)));
    }

    static ResponseEntity<Void> progress(long id) {
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/progress/" + id)
                .build();
    }
}
