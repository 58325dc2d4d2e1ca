package cn.leiting.complaint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.complaint.Complaint.Closing;
import cn.leiting.complaint.ComplaintRows.State;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tickets, their clusters, and one ticket: a squad and its town read their own, supervisors and leaders all. */
@Controller
class ComplaintPages {

    private static final String TICKET = "/complaints/{ticketNo:[A-Za-z0-9_-]{4,40}}";
    private static final int PAGE = 50;
    private static final int CLUSTERS_SHOWN = 20;
    private static final int REFUSED_SHOWN = 500;

    private final Complaints complaints;
    private final ComplaintRows rows;
    private final ComplaintFile files;
    private final Clusters clusters;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    ComplaintPages(
            Complaints complaints,
            ComplaintRows rows,
            ComplaintFile files,
            Clusters clusters,
            Violations violations,
            Organization organization,
            Clock clock) {
        this.complaints = complaints;
        this.rows = rows;
        this.files = files;
        this.clusters = clusters;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    record End(
            @Nullable LocalDateTime closedAt,
            @Nullable Boolean satisfied,
            @Nullable String result) {

        private Closing closing() {
            if (closedAt == null) {
                throw Refusal.invalid("closedAt", "请填写办结时间。");
            }
            return new Closing(closedAt.atZone(BureauTime.ZONE).toInstant(), satisfied, result == null ? "" : result);
        }
    }

    @GetMapping("/complaints")
    String list(
            @RequestParam(defaultValue = "") String squad,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable String before,
            Actor actor,
            Model model) {
        Squad own = own(actor);
        String chosen = organization.chosen(squad);
        if (own != null && chosen != null && !own.code().equals(chosen)) {
            throw Refusal.forbidden("您没有查看其他中队诉件的权限。");
        }
        State only = state(state);
        if (!kind.isBlank() && !kinds().containsKey(kind)) {
            throw Refusal.invalid("kind", "诉件类别不在可选范围内。");
        }
        String shown = own == null ? chosen : own.code();
        List<Complaint> found = rows.newest(shown, only, kind.isBlank() ? null : kind, before, PAGE + 1);
        List<Complaint> page = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("complaints", page);
        model.addAttribute(
                "next", found.size() > PAGE ? page.get(page.size() - 1).ticketNo() : null);
        model.addAttribute("squad", chosen);
        model.addAttribute("squads", own == null ? organization.townSquads(today()) : List.of(own));
        model.addAttribute("names", names());
        model.addAttribute("all", own == null);
        model.addAttribute("state", only);
        model.addAttribute("states", State.values());
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", kinds());
        model.addAttribute("clusters", clusters.newest(own == null ? null : own.code(), CLUSTERS_SHOWN));
        model.addAttribute("takesIn", actor.isIn("deptCoordination"));
        model.addAttribute("header", ComplaintFile.HEADER_WITH_CLOSING);
        model.addAttribute("now", clock.instant());
        model.addAttribute("zone", BureauTime.ZONE);
        return "complaints";
    }

    @GetMapping(TICKET)
    String show(@PathVariable String ticketNo, Actor actor, Model model) {
        Squad own = own(actor);
        Complaint complaint = complaints.get(ticketNo);
        if (own != null && !own.code().equals(complaint.squad())) {
            throw Refusal.forbidden("您没有查看此诉件的权限。");
        }
        Instant now = clock.instant();
        model.addAttribute("complaint", complaint);
        model.addAttribute("overdue", complaint.isOverdue(now));
        model.addAttribute("kind", kinds().getOrDefault(complaint.kind(), complaint.kind()));
        model.addAttribute("squad", organization.squad(complaint.squad()).name());
        model.addAttribute("campaigns", rows.campaignsOf(ticketNo));
        model.addAttribute("events", rows.journal(ticketNo));
        model.addAttribute("closes", complaint.isOpen() && complaints.mayClose(complaint, actor));
        model.addAttribute("now", LocalDateTime.ofInstant(now, BureauTime.ZONE));
        model.addAttribute("zone", BureauTime.ZONE);
        return "complaint";
    }

    @PostMapping(TICKET + "/close")
    String close(@PathVariable String ticketNo, End end, Actor actor, RedirectAttributes next) {
        complaints.close(ticketNo, end.closing(), actor);
        next.addFlashAttribute("done", "诉件" + ticketNo + "已办结。");
        return "redirect:/complaints/{ticketNo}";
    }

    @PostMapping("/complaints")
    String importFile(@RequestParam MultipartFile file, Actor actor, Model model) throws IOException {
        actor.require("deptCoordination");
        if (file.isEmpty()) {
            throw Refusal.invalid("file", "请选择要导入的文件。");
        }
        ComplaintFile.Report report = files.read(CsvFile.text(file.getBytes()), actor);
        List<ComplaintFile.Row> refused = report.refused();
        model.addAttribute("totals", report.totals());
        model.addAttribute("refused", refused.subList(0, Math.min(REFUSED_SHOWN, refused.size())));
        model.addAttribute("more", Math.max(0, refused.size() - REFUSED_SHOWN));
        return "complaint-import";
    }

    /** The only squad that the person may see; null: all of them. */
    private @Nullable Squad own(Actor actor) {
        if (actor.isSupervisor() || actor.isLeader()) {
            return null;
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup(), own.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看诉件的权限。"));
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        organization.townSquads(today()).forEach(squad -> names.put(squad.code(), squad.name()));
        return names;
    }

    /** As the law of today calls them. */
    private Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (Violation violation : violations.all(today())) {
            kinds.put(violation.code(), violation.name());
        }
        kinds.put(Complaint.OTHER, Told.OTHER_LABEL);
        return kinds;
    }

    private static @Nullable State state(String text) {
        if (text.isBlank()) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("state", "没有状态“" + text + "”。"));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
