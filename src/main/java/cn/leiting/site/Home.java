package cn.leiting.site;

import cn.leiting.bulletin.Bulletins;
import cn.leiting.docket.Docket;
import cn.leiting.duty.Duties;
import cn.leiting.mail.Outbox;
import cn.leiting.organization.Organization;
import cn.leiting.process.Todos;
import cn.leiting.shared.Actor;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which a person's day starts. */
@Controller
class Home {

    private static final int SHOWN = 30;

    private final Todos todos;
    private final Duties duties;
    private final Docket docket;
    private final Bulletins bulletins;
    private final Outbox outbox;
    private final Organization organization;

    Home(Todos todos, Duties duties, Docket docket, Bulletins bulletins, Outbox outbox, Organization organization) {
        this.todos = todos;
        this.duties = duties;
        this.docket = docket;
        this.bulletins = bulletins;
        this.outbox = outbox;
        this.organization = organization;
    }

    @GetMapping("/")
    String show(Actor actor, Model model) {
        model.addAttribute("today", todos.today());
        model.addAttribute("units", units(actor));
        model.addAttribute("dutyMode", duties.today(actor));
        model.addAttribute("tasks", todos.of(actor, SHOWN));
        model.addAttribute("open", todos.count(actor));
        model.addAttribute("late", todos.late(actor));
        model.addAttribute("cases", docket.notice(actor).orElse(null));
        model.addAttribute("mails", outbox.stuck(actor).orElse(null));
        model.addAttribute("bulletins", bulletins.news(actor));
        model.addAttribute("notices", todos.notices(actor));
        return "home";
    }

    /** A squad's lead is in two groups; the longer name says both. */
    private List<String> units(Actor actor) {
        List<String> names =
                actor.groups().stream().map(organization::nameOfGroup).sorted().toList();
        return names.stream()
                .filter(name ->
                        names.stream().noneMatch(longer -> longer.length() > name.length() && longer.startsWith(name)))
                .toList();
    }
}
