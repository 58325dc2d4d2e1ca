package cn.leiting.visitation;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.catalogue.Violations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.visitation.Visit.Result;
import cn.leiting.visitation.Visit.Status;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 督查记录, as a phone and a desk show it: the list, a new one, its points with their photos, and the signatures. */
@Controller
@RequestMapping("/supervision/visits")
class VisitPages {

    private static final int PAGE = 20;

    private final Visits visits;
    private final Assignments assignments;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    VisitPages(Visits visits, Assignments assignments, Violations violations, Organization organization, Clock clock) {
        this.visits = visits;
        this.assignments = assignments;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    /** What was typed to begin one. */
    record Typed(
            @Nullable UUID clientId,
            @Nullable String assignment,
            @Nullable String squad,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime visitedAt,

            @Nullable Set<String> inspectors,
            @Nullable Boolean joint) {

        Visit.Form form() {
            return new Visit.Form(
                    clientId == null ? UUID.randomUUID() : clientId,
                    required("assignment", "行动", assignment),
                    required("squad", "中队", squad),
                    required("visitedAt", "督查时间", visitedAt),
                    inspectors == null ? Set.of() : inspectors,
                    joint != null && joint);
        }
    }

    /** What was typed of a point. */
    record TypedPoint(
            @Nullable String point,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime seenAt,

            @Nullable Result result,
            @Nullable String violation,
            @Nullable String description,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon) {

        Visit.SeenForm form() {
            return new Visit.SeenForm(
                    required("point", "点位", point),
                    required("seenAt", "查看时间", seenAt),
                    required("result", "结果", result),
                    violation,
                    description,
                    lat,
                    lon);
        }
    }

    private static <T> T required(String field, String label, @Nullable T typed) {
        if (typed == null || typed instanceof String text && text.isBlank()) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        return typed;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String assignment,
            @RequestParam(defaultValue = "") String squad,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            Actor actor,
            Model model) {
        List<Visit> found = visits.list(assignment.strip(), squad, before, PAGE + 1, actor);
        model.addAttribute("visits", found.stream().limit(PAGE).toList());
        model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).id() : null);
        model.addAttribute("assignment", assignment);
        model.addAttribute("squad", squad);
        model.addAttribute("all", visits.only(actor) == null);
        return page("supervision-visits", actor, model);
    }

    private String page(String template, Actor actor, Model model) {
        List<Squad> squads = organization.squads(LocalDate.now(clock));
        model.addAttribute("squads", squads);
        model.addAttribute("names", squads.stream().collect(Collectors.toMap(Squad::code, Squad::name)));
        model.addAttribute("records", actor.isSupervisor());
        return template;
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String assignment,
            @RequestParam(required = false) @Nullable String squad,
            Actor actor,
            Model model) {
        actor.require("deptCoordination", "deptSupervision");
        return beginning(
                new Typed(UUID.randomUUID(), assignment, squad, now(), Set.of(actor.id()), false), actor, model);
    }

    private String beginning(Typed typed, Actor actor, Model model) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("form", typed);
        model.addAttribute(
                "assignments",
                assignments.all().stream()
                        .filter(one -> !one.closed() && !one.from().isAfter(today))
                        .sorted(Comparator.comparing(Assignment::from).reversed())
                        .limit(100)
                        .toList());
        model.addAttribute("colleagues", visits.colleagues());
        model.addAttribute("now", now());
        return page("supervision-visit-new", actor, model);
    }

    @PostMapping
    String begin(@ModelAttribute Typed typed, Actor actor, Model model, HttpServletResponse response) {
        actor.require("deptCoordination", "deptSupervision");
        try {
            return "redirect:/supervision/visits/" + visits.begin(typed.form(), actor);
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return beginning(typed, actor, model);
        }
    }

    @GetMapping("/{id:\\d{1,18}}")
    String show(@PathVariable long id, Actor actor, Model model) {
        return shown(id, new TypedPoint(null, now(), null, null, null, null, null), actor, model);
    }

    private String shown(long id, TypedPoint typed, Actor actor, Model model) {
        Visit visit = visits.get(id, actor);
        boolean own = visit.isOf(actor.id());
        boolean adds = own && visit.status() == Status.OPEN;
        model.addAttribute("visit", visit);
        model.addAttribute("adds", adds);
        model.addAttribute("signs", own && visit.status() == Status.SUBMITTED && !visit.isSignedBy(actor.id()));
        model.addAttribute("withdraws", own && (adds || visit.status() == Status.SUBMITTED));
        model.addAttribute("form", typed);
        model.addAttribute("places", adds ? visits.places(visit) : List.of());
        model.addAttribute("violations", adds ? violations.all(LocalDate.now(clock)) : List.of());
        model.addAttribute("results", Result.values());
        model.addAttribute("sections", Map.of("deptCoordination", "执法协调科", "deptSupervision", "法规监督科"));
        return page("supervision-visit", actor, model);
    }

    @PostMapping("/{id:\\d{1,18}}/points")
    String see(
            @PathVariable long id,
            @ModelAttribute TypedPoint typed,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            Actor actor,
            Model model,
            HttpServletResponse response)
            throws IOException {
        actor.require("deptCoordination", "deptSupervision");
        List<MultipartFile> chosen = photos == null
                ? List.of()
                : photos.stream().filter(file -> !file.isEmpty()).toList();
        try {
            visits.see(id, typed.form(), chosen, actor);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN || refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return shown(id, typed, actor, model);
        }
        return "redirect:/supervision/visits/{id}";
    }

    @PostMapping("/{id:\\d{1,18}}/submit")
    String submit(@PathVariable long id, @RequestParam(defaultValue = "") String comment, Actor actor) {
        visits.submit(id, comment, actor);
        return "redirect:/supervision/visits/{id}";
    }

    @PostMapping("/{id:\\d{1,18}}/sign")
    String sign(@PathVariable long id, Actor actor) {
        visits.sign(id, actor);
        return "redirect:/supervision/visits/{id}";
    }

    @PostMapping("/{id:\\d{1,18}}/withdraw")
    String withdraw(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor) {
        visits.withdraw(id, reason, actor);
        return "redirect:/supervision/visits/{id}";
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
    }
}
