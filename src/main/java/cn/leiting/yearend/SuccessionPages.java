package cn.leiting.yearend;

import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.yearscore.Successions;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 中队承继：squads that were merged or split; 执法协调科 keeps them, supervisors and leaders read them. */
@Controller
class SuccessionPages {

    private static final String PAGE = "/scores/successions";

    private final Successions successions;
    private final Organization organization;
    private final Clock clock;

    SuccessionPages(Successions successions, Organization organization, Clock clock) {
        this.successions = successions;
        this.organization = organization;
        this.clock = clock;
    }

    record Line(String predecessor, String successor, Successions.Row row) {}

    record Form(
            @Nullable String predecessor,
            @Nullable String successor,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate validFrom,

            @Nullable String reason) {}

    @GetMapping(PAGE)
    String show(Actor actor, Model model) {
        if (!actor.isSupervisor() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看中队承继关系的权限。");
        }
        model.addAttribute("keeps", actor.isIn("deptCoordination"));
        model.addAttribute("squads", organization.squads(LocalDate.now(clock)));
        model.addAttribute(
                "rows",
                successions.all().stream()
                        .map(row -> new Line(name(row.predecessor()), name(row.successor()), row))
                        .toList());
        return "squad-successions";
    }

    @PostMapping(PAGE)
    String add(Form form, Actor actor) {
        successions.add(form.predecessor(), form.successor(), form.validFrom(), form.reason(), actor);
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/{id}/withdraw")
    String withdraw(@PathVariable long id, Actor actor) {
        successions.withdraw(id, actor);
        return "redirect:" + PAGE;
    }

    private String name(String squad) {
        return organization.squad(squad).name();
    }
}
