package cn.leiting.todo;

import cn.leiting.handling.BatchApprovals;
import cn.leiting.handling.BatchApprovals.Approvable;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 批量办理：several tasks of one kind with one opinion, and what became of each. */
@Controller
@RequestMapping("/tasks/batch")
class ApprovalPages {

    private final BatchApprovals approvals;
    private final Approvals rows;

    ApprovalPages(BatchApprovals approvals, Approvals rows) {
        this.approvals = approvals;
        this.rows = rows;
    }

    @GetMapping
    String choose(@RequestParam(defaultValue = "") String of, Actor actor, Model model) {
        List<Approvable> kinds = approvals.of(actor);
        return page(kinds, of.isBlank() ? kinds.get(0) : kind(of), actor, model);
    }

    /** Shows the answer at once, since each row is done or refused by itself; sent again, what is done is refused. */
    @PostMapping
    String approve(
            @RequestParam String of,
            @RequestParam(defaultValue = "") List<String> tasks,
            @RequestParam(defaultValue = "") String opinion,
            Actor actor,
            Model model) {
        List<Approvable> kinds = approvals.of(actor);
        Approvable kind = kind(of);
        model.addAttribute("results", approvals.approve(kind, tasks, opinion, actor));
        return page(kinds, kind, actor, model);
    }

    private String page(List<Approvable> kinds, Approvable kind, Actor actor, Model model) {
        actor.require(kind.group());
        model.addAttribute("kinds", kinds);
        model.addAttribute("kind", kind);
        model.addAttribute("rows", rows.waiting(kind, actor));
        return "tasks-batch";
    }

    private static Approvable kind(String name) {
        return List.of(Approvable.values()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("of", "没有这类可以批量办理的任务。"));
    }
}
