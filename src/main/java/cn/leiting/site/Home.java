package cn.leiting.site;

import cn.leiting.bulletin.Bulletins;
import cn.leiting.docket.Docket;
import cn.leiting.duty.Duties;
import cn.leiting.mail.Outbox;
import cn.leiting.organization.Organization;
import cn.leiting.process.Todos;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page on which a person's day starts, and the ways from a thing to its open task and its process. */
@Controller
class Home {

    private static final String TASK_IN_TASKLIST = "/camunda/app/tasklist/default/#/?task=";
    private static final String INSTANCE_IN_COCKPIT = "/camunda/app/cockpit/default/#/process-instance/";
    private static final int SHOWN = 30;

    private final Todos todos;
    private final Duties duties;
    private final Docket docket;
    private final Bulletins bulletins;
    private final Outbox outbox;
    private final Organization organization;
    private final RuntimeService runtime;

    Home(
            Todos todos,
            Duties duties,
            Docket docket,
            Bulletins bulletins,
            Outbox outbox,
            Organization organization,
            RuntimeService runtime) {
        this.todos = todos;
        this.duties = duties;
        this.docket = docket;
        this.bulletins = bulletins;
        this.outbox = outbox;
        this.organization = organization;
        this.runtime = runtime;
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

    @GetMapping("/tasks/of/{businessKey}")
    String taskOf(@PathVariable String businessKey, Actor actor) {
        return todos.openTaskOf(actor, businessKey)
                .map(task -> "redirect:" + TASK_IN_TASKLIST + task)
                .orElseThrow(() -> Refusal.notFound("此事项目前没有待您办理的任务。"));
    }

    /** Cockpit on the running process of a thing, for those to whom Cockpit is open. */
    @GetMapping("/instances/of/{businessKey}")
    String instanceOf(@PathVariable String businessKey, Actor actor) {
        if (!actor.isSupervisor() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看流程监控的权限。");
        }
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).listPage(0, 1).stream()
                .map(instance -> "redirect:" + INSTANCE_IN_COCKPIT + instance.getId() + "/runtime")
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("此事项现在没有运行中的流程。"));
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
