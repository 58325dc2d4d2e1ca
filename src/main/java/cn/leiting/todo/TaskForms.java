package cn.leiting.todo;

import cn.leiting.handling.TaskOperations;
import cn.leiting.handling.Withdrawals;
import cn.leiting.shared.Actor;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 经办的表单：what can be done with a task besides submitting it. */
@Controller
@RequestMapping(TaskPages.TASK)
class TaskForms {

    private final TaskOperations operations;
    private final Withdrawals withdrawals;

    TaskForms(TaskOperations operations, Withdrawals withdrawals) {
        this.operations = operations;
        this.withdrawals = withdrawals;
    }

    @PostMapping("/transfer")
    String transfer(
            @PathVariable String task,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        operations.transfer(task, to, reason, actor);
        return done("已转办。", task, next);
    }

    @PostMapping("/delegate")
    String delegate(
            @PathVariable String task,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String request,
            Actor actor,
            RedirectAttributes next) {
        operations.delegate(task, to, request, actor);
        return done("已委派，交回后再由您提交。", task, next);
    }

    @PostMapping("/give-back")
    String giveBack(
            @PathVariable String task,
            @RequestParam(defaultValue = "") String answer,
            Actor actor,
            RedirectAttributes next) {
        operations.giveBack(task, answer, actor);
        return done("已交回委派人。", task, next);
    }

    @PostMapping("/take-back")
    String takeBack(@PathVariable String task, Actor actor, RedirectAttributes next) {
        operations.takeBack(task, actor);
        return done("已收回委派。", task, next);
    }

    @PostMapping("/copies")
    String copy(
            @PathVariable String task,
            @RequestParam(defaultValue = "") List<String> receivers,
            @RequestParam(defaultValue = "") String text,
            Actor actor,
            RedirectAttributes next) {
        operations.copy(task, receivers, text, actor);
        return done("已抄送。", task, next);
    }

    @PostMapping("/urge")
    String urge(
            @PathVariable String task,
            @RequestParam(defaultValue = "") String text,
            Actor actor,
            RedirectAttributes next) {
        operations.urge(task, text, actor);
        return done("已催办。", task, next);
    }

    @PostMapping("/withdraw")
    String withdraw(
            @PathVariable String task,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        return done("已撤回，请修改后重新提交。", withdrawals.withdraw(task, reason, actor), next);
    }

    private static String done(String sentence, String task, RedirectAttributes next) {
        next.addFlashAttribute("done", sentence);
        return "redirect:/tasks/" + task;
    }
}
