package cn.leiting.gazetteer;

import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklist.Item;
import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.office.Excel;
import cn.leiting.office.TableFile;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 检查表的版本：for everyone who plans or inspects; coordination issues the next one. */
@Controller
class ChecklistPage {

    private final Checklists checklists;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    ChecklistPage(Checklists checklists, Violations violations, Organization organization, Clock clock) {
        this.checklists = checklists;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/checklists/{theme}")
    String show(@PathVariable String theme, Actor actor, Model model) {
        refuseStrangers(actor);
        fill(theme, actor, model);
        return "checklist";
    }

    /** A file that can be changed and handed in as the next version. */
    @GetMapping("/checklists/{key}.xlsx")
    void download(@PathVariable String key, Actor actor, HttpServletResponse response) throws IOException {
        refuseStrangers(actor);
        Checklist checklist = checklists.get(key);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + checklist.key() + ".xlsx\"");
        Excel.write(List.of(ChecklistFile.sheet(checklist)), response.getOutputStream());
    }

    /** All of the file or nothing: what is issued is never changed. */
    @PostMapping("/checklists/{theme}")
    String issue(
            @PathVariable String theme,
            @RequestParam String name,
            @RequestParam String from,
            @RequestParam MultipartFile file,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next)
            throws IOException {
        actor.require("deptCoordination");
        LocalDate first = day(from);
        List<ChecklistFile.Row> rows = ChecklistFile.read(
                TableFile.read(
                        file.getBytes(), ChecklistFile.MAX_ROWS, ChecklistFile.MAX_MEGABYTES, ChecklistFile.HEADER),
                violations.all(first));
        List<ChecklistFile.Row> refused =
                rows.stream().filter(row -> row.item() == null).toList();
        if (!refused.isEmpty()) {
            fill(theme, actor, model);
            model.addAttribute("refused", refused);
            model.addAttribute("name", name);
            model.addAttribute("from", from);
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return "checklist";
        }
        List<Item> items = rows.stream()
                .map(ChecklistFile.Row::item)
                .filter(Objects::nonNull)
                .toList();
        next.addFlashAttribute("done", "检查表" + checklists.issue(theme, name, first, items, actor.id()) + "已登记。");
        return "redirect:/checklists/{theme}";
    }

    private void fill(String theme, Actor actor, Model model) {
        List<Checklist> versions = checklists.versions().stream()
                .filter(checklist -> checklist.theme().equals(theme))
                .toList();
        if (versions.isEmpty()) {
            throw Refusal.notFound("没有代码为“" + theme + "”的主题。");
        }
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("theme", theme);
        model.addAttribute("versions", versions);
        model.addAttribute("today", today);
        model.addAttribute("tomorrow", today.plusDays(1));
        model.addAttribute(
                "current",
                versions.stream()
                        .filter(checklist -> !checklist.from().isAfter(today))
                        .findFirst()
                        .map(Checklist::key)
                        .orElse(""));
        model.addAttribute("laws", names(versions, today));
        model.addAttribute("keeps", actor.isIn("deptCoordination"));
        model.addAttribute("header", ChecklistFile.HEADER);
    }

    /** By version, as the law of its first day calls them; that of today for those of the past. */
    private Map<String, Map<String, String>> names(List<Checklist> versions, LocalDate today) {
        List<Violation> law = violations.versions();
        return versions.stream()
                .collect(Collectors.toMap(
                        Checklist::key,
                        checklist -> namesOn(law, checklist.from().isAfter(today) ? checklist.from() : today)));
    }

    private static Map<String, String> namesOn(List<Violation> law, LocalDate on) {
        return law.stream()
                .filter(violation -> violation.valid().contains(on))
                .collect(Collectors.toMap(Violation::code, Violation::name));
    }

    private void refuseStrangers(Actor actor) {
        if (!actor.isSection()
                && !actor.isLeader()
                && organization
                        .squadOf(actor.groups())
                        .filter(squad -> actor.isIn(squad.group(), squad.leadGroup()))
                        .isEmpty()) {
            throw Refusal.forbidden("您没有查看检查表的权限。");
        }
    }

    private static LocalDate day(String from) {
        try {
            return LocalDate.parse(from);
        } catch (DateTimeException none) {
            throw Refusal.invalid("from", "起始日期“" + from + "”应形如2023-01-20。");
        }
    }
}
