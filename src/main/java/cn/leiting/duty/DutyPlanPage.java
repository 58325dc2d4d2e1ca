package cn.leiting.duty;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.DutyPlan.Kind;
import cn.leiting.assignment.DutyPlan.Shift;
import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * 调整勤务方案：a squad's leader changes the plan while the task goes on, as a new version (F-10). The first one is made in
 * Tasklist. A refused plan is shown again as it was typed, with the sentence.
 */
@Controller
class DutyPlanPage {

    private static final String TASK = "/duty/plans/{task:(?:TH|LB|FI)-\\d{4}-\\d{2,4}:\\d{9}}";
    private static final int SPARE_ROWS = 3;

    private final SquadTasks tasks;
    private final Assignments assignments;
    private final DutyRows rows;
    private final Organization organization;
    private final TransactionTemplate transaction;

    DutyPlanPage(
            SquadTasks tasks,
            Assignments assignments,
            DutyRows rows,
            Organization organization,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.assignments = assignments;
        this.rows = rows;
        this.organization = organization;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What was typed. @param version the one that is changed */
    record Typed(
            int version,
            @Nullable String commander,
            @Nullable String focus,
            @Nullable String safetyNote,
            @Nullable List<TypedShift> shifts) {

        static Typed of(DutyPlan plan) {
            DutyPlan.Form form = plan.form();
            return new Typed(
                    plan.version(),
                    form.commander(),
                    form.focus(),
                    form.safetyNote(),
                    form.shifts().stream().map(TypedShift::of).toList());
        }

        Typed withSpareRows() {
            List<TypedShift> more = new ArrayList<>(filled());
            more.addAll(Collections.nCopies(SPARE_ROWS, TypedShift.BLANK));
            return new Typed(version, commander, focus, safetyNote, more);
        }

        private List<TypedShift> filled() {
            return shifts == null
                    ? List.of()
                    : shifts.stream()
                            .filter(shift -> shift != null && shift.date() != null)
                            .toList();
        }

        DutyPlan.Form form() {
            return new DutyPlan.Form(
                    commander == null ? "" : commander,
                    filled().stream().map(TypedShift::shift).toList(),
                    focus == null ? "" : focus,
                    safetyNote);
        }
    }

    /** A shift without a date is none: clearing it takes the shift away. */
    record TypedShift(
            @Nullable LocalDate date,
            @Nullable Kind kind,
            @Nullable LocalTime from,
            @Nullable LocalTime to,
            @Nullable List<String> officers,
            @Nullable Integer auxiliaries,
            @Nullable Integer vehicles,
            @Nullable String area) {

        static final TypedShift BLANK = new TypedShift(null, null, null, null, null, null, null, null);

        static TypedShift of(Shift shift) {
            return new TypedShift(
                    shift.date(),
                    shift.kind(),
                    shift.from(),
                    shift.to(),
                    shift.officers(),
                    shift.auxiliaries(),
                    shift.vehicles(),
                    shift.area());
        }

        Shift shift() {
            if (date == null || kind == null || from == null || to == null) {
                throw Refusal.invalid("shifts", "每个班次须填写日期、类别和起止时间。");
            }
            return new Shift(
                    date,
                    kind,
                    from,
                    to,
                    officers == null ? List.of() : officers,
                    auxiliaries == null ? 0 : auxiliaries,
                    vehicles == null ? 0 : vehicles,
                    area == null ? "" : area);
        }
    }

    @GetMapping(TASK)
    String show(@PathVariable String task, Actor actor, Model model) {
        SquadTask found = ownTask(task, actor);
        return page(found, Typed.of(newest(task)), null, model);
    }

    @PostMapping(TASK)
    String change(@PathVariable String task, Typed typed, Actor actor, Model model, RedirectAttributes next) {
        SquadTask found = ownTask(task, actor);
        try {
            transaction.executeWithoutResult(status -> file(task, typed, actor));
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            return page(found, typed, refused.sentence(), model);
        }
        next.addFlashAttribute("done", "勤务方案已更新为第" + (typed.version() + 1) + "版。");
        return "redirect:/duty/plans/{task}";
    }

    private void file(String task, Typed typed, Actor actor) {
        DutyPlan.Form form = typed.form();
        tasks.hold(task);
        if (newest(task).version() != typed.version()) {
            throw Refusal.conflict("勤务方案已有新的版本，请重新打开后再调整。");
        }
        tasks.planDuty(task, form, actor.id());
    }

    private SquadTask ownTask(String code, Actor actor) {
        SquadTask task = tasks.get(code);
        if (!actor.isIn(organization.squad(task.squad()).leadGroup())) {
            throw Refusal.forbidden("只有本中队负责人可以调整勤务方案。");
        }
        return task;
    }

    private DutyPlan newest(String task) {
        return tasks.dutyPlans(task).stream().findFirst().orElseThrow(() -> Refusal.conflict("勤务方案还没有编制，请先在待办中办理。"));
    }

    private String page(SquadTask task, Typed typed, @Nullable String refusal, Model model) {
        Assignment assignment = assignments.ofTask(task.code());
        model.addAttribute("task", task.code());
        model.addAttribute("assignment", assignment);
        model.addAttribute("typed", typed.withSpareRows());
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("officers", rows.officers(task.squad(), assignment.from(), assignment.to()));
        model.addAttribute("refusal", refusal);
        return "duty-plan";
    }
}
