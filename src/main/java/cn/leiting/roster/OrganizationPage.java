package cn.leiting.roster;

import cn.leiting.organization.Designation;
import cn.leiting.organization.Designations;
import cn.leiting.organization.Handovers;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/** 组织机构：who is who, and the forms that change it, for coordination and the administrator. */
@Controller
class OrganizationPage {

    private static final int PAGE = 50;

    private final Organization organization;
    private final People people;
    private final Designations designations;
    private final Handovers handovers;
    private final Rosters rosters;
    private final Clock clock;

    OrganizationPage(
            Organization organization,
            People people,
            Designations designations,
            Handovers handovers,
            Rosters rosters,
            Clock clock) {
        this.organization = organization;
        this.people = people;
        this.designations = designations;
        this.handovers = handovers;
        this.rosters = rosters;
        this.clock = clock;
    }

    record HandoverForm(
            @NotBlank(message = "请填写移交人的账号。") String from,
            @NotBlank(message = "请填写接手人的账号。") String to,

            @NotNull(message = "请填写移交日期。") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate on) {}

    record EndForm(
            @NotBlank(message = "请选择中队。") String squad,

            @NotNull(message = "请填写最后一天。") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate lastDay) {}

    /** @param squad the code of the squad to which a group belongs, null without one */
    record Me(
            String id,
            String name,
            Set<String> groups,
            @Nullable String squad) {}

    record SquadLine(Squad squad, List<Organization.Naming> namings) {}

    @GetMapping("/organization")
    String show(
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String after,
            Actor actor,
            Model model) {
        require(actor);
        String unitCode = unit.isBlank() ? null : organization.unit(unit).code();
        List<Person> found = people.after(after, unitCode, PAGE + 1);
        List<Person> page = found.subList(0, Math.min(PAGE, found.size()));

        model.addAttribute("unit", unit);
        model.addAttribute("people", page);
        model.addAttribute(
                "next", found.size() > PAGE ? page.get(page.size() - 1).userId() : null);
        addOrganization(model);
        return "organization";
    }

    @PostMapping("/organization/people")
    String importPeople(@RequestParam MultipartFile file, Actor actor, Model model) throws IOException {
        require(actor);
        if (file.isEmpty()) {
            throw Refusal.invalid("file", "请选择要导入的文件。");
        }
        model.addAttribute("report", rosters.importPeople(CsvFile.text(file.getBytes()), actor));
        return "organization-import";
    }

    @PostMapping("/organization/handovers")
    String handOver(@Valid HandoverForm form, Actor actor) {
        require(actor);
        handovers.handOver(form.from().strip(), form.to().strip(), form.on(), actor);
        return "redirect:/organization?done#handovers";
    }

    @PostMapping("/organization/designations/end")
    String endDesignation(@Valid EndForm form, Actor actor) {
        require(actor);
        designations.end(form.squad(), form.lastDay(), actor.id());
        return "redirect:/organization?done#designations";
    }

    @GetMapping("/api/me")
    @ResponseBody
    Me me(Actor actor) {
        return new Me(
                actor.id(),
                people.nameOf(actor.id()),
                actor.groups(),
                organization.squadOf(actor.groups()).map(Squad::code).orElse(null));
    }

    private static void require(Actor actor) {
        actor.require("deptCoordination", "camunda-admin");
    }

    private void addOrganization(Model model) {
        LocalDate today = LocalDate.now(clock);
        List<Squad> squads = organization.squads(today);
        Map<String, String> names = squads.stream().collect(Collectors.toMap(Squad::code, Squad::name));
        List<Designation> named = designations.history();

        model.addAttribute("today", today);
        model.addAttribute("header", RosterFile.HEADER);
        model.addAttribute("units", organization.units());
        model.addAttribute("agencies", organization.agencies());
        model.addAttribute(
                "squads",
                squads.stream()
                        .map(squad -> new SquadLine(squad, organization.namings(squad.code())))
                        .toList());
        model.addAttribute("squadNames", names);
        model.addAttribute("designations", named);
        model.addAttribute("handovers", handovers.latest());
    }
}
