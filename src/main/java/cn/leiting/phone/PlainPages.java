package cn.leiting.phone;

import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.certificate.Certificates;
import cn.leiting.fieldwork.Finding;
import cn.leiting.fieldwork.Inspection;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.organization.Squad;
import cn.leiting.phone.FieldWork.OpenTask;
import cn.leiting.phone.FieldWork.Stop;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The plain pages for whoever has no phone, or no script on it; a refused form comes back as typed. */
@Controller
class PlainPages {

    private static final int FINDINGS = 3;
    private static final Pattern TASK = Pattern.compile("[A-Z]{2}-\\d{4}-\\d{2,}:\\d{9}");
    private static final Finding.Form NO_FINDING =
            new Finding.Form(null, "true", null, null, null, null, null, null, null, null);

    private final Inspections inspections;
    private final FieldWork work;
    private final Violations violations;
    private final Certificates certificates;
    private final Clock clock;

    PlainPages(Inspections inspections, FieldWork work, Violations violations, Certificates certificates, Clock clock) {
        this.inspections = inspections;
        this.work = work;
        this.violations = violations;
        this.certificates = certificates;
        this.clock = clock;
    }

    @GetMapping("/field/plain")
    String show(Actor actor, Model model) {
        Squad squad = inspections.squadOf(actor);
        model.addAttribute("squad", squad);
        model.addAttribute("tasks", work.openTasks(squad.code()));
        return "field";
    }

    @GetMapping("/field/inspect")
    String inspect(
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "") String point,
            Actor actor,
            Model model) {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
        Inspection.Form blank = Inspection.Form.blank(UUID.randomUUID().toString(), task, point, now.toString());
        return form(blank, inspections.squadOf(actor), model);
    }

    @PostMapping({"/field/inspections", "/field/inspections/with-photos"})
    String record(
            @ModelAttribute Inspection.Form typed,
            @RequestAttribute(required = false) @Nullable Refusal photoRefusal,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            if (photoRefusal != null) {
                throw photoRefusal;
            }
            inspections.recordTyped(typed, actor);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return form(typed, inspections.squadOf(actor), model);
        }
        next.addFlashAttribute("done", "检查记录已保存。");
        return "redirect:/field/plain";
    }

    @GetMapping("/field/inspections")
    String list(Actor actor, Model model) {
        Squad squad = inspections.squadOf(actor);
        model.addAttribute("squad", squad);
        model.addAttribute("records", work.latest(squad.code()));
        model.addAttribute("personTimes", inspections.personTimes(squad.code(), LocalDate.now(clock)));
        model.addAttribute("leads", actor.isIn(squad.leadGroup()));
        return "field-inspections";
    }

    @PostMapping("/field/inspections/{clientId}/void")
    String invalidateFromPage(
            @PathVariable UUID clientId,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String task,
            Actor actor) {
        inspections.invalidate(clientId, reason, actor);
        return TASK.matcher(task).matches()
                ? "redirect:/"
                        + (task.startsWith("LB-")
                                ? "look-backs/"
                                : task.startsWith("FI-") ? "improvements/" : "campaigns/")
                        + task.replace(":", "/squads/") + "#inspections"
                : "redirect:/field/inspections";
    }

    private static List<Finding.Form> findings(Inspection.Form typed) {
        List<Finding.@Nullable Form> sent = typed.findings() == null ? List.of() : typed.findings();
        return sent.stream()
                .map(finding -> finding == null ? NO_FINDING : finding)
                .toList();
    }

    private String form(Inspection.Form typed, Squad squad, Model model) {
        List<OpenTask> tasks = work.openTasks(squad.code());
        String code = String.valueOf(typed.squadTask());
        OpenTask task = tasks.stream()
                .filter(open -> open.code().equals(code))
                .findFirst()
                .orElseThrow(() -> code.endsWith(":" + squad.code())
                        ? Refusal.notFound("没有编号为“" + code + "”的未办结任务。")
                        : Refusal.forbidden("只能记录本中队任务的检查。"));
        Stop stop = stop(task, typed.pointCode()).orElseThrow(() -> Refusal.notFound("点位没有分配给任务“" + code + "”。"));
        List<Checklist.Item> items = task.checklist().itemsFor(stop.kind());
        model.addAttribute("task", task);
        model.addAttribute("stop", stop);
        model.addAttribute("items", items);
        model.addAttribute("law", law(items));
        model.addAttribute("others", others(tasks, task, stop));
        model.addAttribute("officers", certificates.held(squad.code(), LocalDate.now(clock)));
        model.addAttribute("form", typed);
        model.addAttribute("marks", marks(typed));
        model.addAttribute("findings", threeOf(findings(typed)));
        model.addAttribute("classes", EnumSet.complementOf(EnumSet.of(Inspection.LegalClass.RE_CHECK)));
        model.addAttribute("results", Inspection.Mark.values());
        model.addAttribute("dispositions", Finding.Disposition.values());
        model.addAttribute("educations", Finding.Education.values());
        model.addAttribute("signatures", Finding.Signature.values());
        return "field-inspect";
    }

    private static Optional<Stop> stop(OpenTask task, @Nullable String point) {
        return task.points().stream().filter(stop -> stop.code().equals(point)).findFirst();
    }

    /** Other tasks that ask the same of the same point, which one visit may serve as well. */
    private static List<OpenTask> others(List<OpenTask> tasks, OpenTask task, Stop stop) {
        return tasks.stream()
                .filter(other -> other.isRecordable() && !other.equals(task))
                .filter(other -> codes(task, stop).containsAll(codes(other, stop)))
                .filter(other -> stop(other, stop.code())
                        .filter(same -> same.state() != Stop.State.EXCUSED)
                        .isPresent())
                .toList();
    }

    private static List<String> codes(OpenTask task, Stop stop) {
        return task.checklist().itemsFor(stop.kind()).stream()
                .map(Checklist.Item::code)
                .toList();
    }

    private Map<String, Violation> law(List<Checklist.Item> items) {
        List<String> codes = items.stream().map(Checklist.Item::violationCode).toList();
        return violations.all(LocalDate.now(clock)).stream()
                .filter(violation -> codes.contains(violation.code()))
                .collect(Collectors.toMap(Violation::code, Function.identity()));
    }

    private static Map<String, String> marks(Inspection.Form typed) {
        Map<String, String> marks = new HashMap<>();
        List<Inspection.Form.@Nullable Item> items = typed.items() == null ? List.of() : typed.items();
        items.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(item -> item.code() != null && item.result() != null)
                .forEach(item -> marks.put(String.valueOf(item.code()), String.valueOf(item.result())));
        return marks;
    }

    private static List<Finding.Form> threeOf(List<Finding.Form> typed) {
        List<Finding.Form> three = new ArrayList<>(typed);
        while (three.size() < FINDINGS) {
            three.add(NO_FINDING);
        }
        return three;
    }
}
