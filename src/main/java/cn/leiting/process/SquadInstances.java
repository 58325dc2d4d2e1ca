package cn.leiting.process;

import static java.util.Objects.requireNonNull;

import cn.leiting.assignment.Amendments;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignment.Reopened;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Steering;
import cn.leiting.deadline.Deadlines;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Timers;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.organization.Organization;
import cn.leiting.whereabouts.Thing;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 中队任务实例：the squads' process instances of an assignment as its data want them. One instance a
 * squad's task, business key {@code TH-2023-01:310118105}, joined by data and not by the engine.
 */
@Component
class SquadInstances {

    static final String MODEL = "squadTask";
    private static final String FIELD = "subProcess_field";
    private static final int PAGE = 1000;

    private final Engine engine;
    private final Timers timers;
    private final TaskService tasks;
    private final Assignments assignments;
    private final Amendments amendments;
    private final SquadTasks squadTasks;
    private final SquadTaskDates dates;
    private final Inspections inspections;
    private final Deadlines deadlines;
    private final Organization organization;
    private final int batch;

    SquadInstances(
            Engine engine,
            Timers timers,
            TaskService tasks,
            Assignments assignments,
            Amendments amendments,
            SquadTasks squadTasks,
            SquadTaskDates dates,
            Inspections inspections,
            Deadlines deadlines,
            Organization organization,
            @Value("${leiting.batch}") int batch) {
        this.engine = engine;
        this.timers = timers;
        this.tasks = tasks;
        this.assignments = assignments;
        this.amendments = amendments;
        this.squadTasks = squadTasks;
        this.dates = dates;
        this.inspections = inspections;
        this.deadlines = deadlines;
        this.organization = organization;
        this.batch = batch;
    }

    /** Every squad that takes part has a task that waits to be dispatched. */
    void open(Campaign campaign) {
        assignments.open(new Assignment.Form(
                campaign.code(),
                Assignment.Mode.CAMPAIGN,
                campaign.title(),
                campaign.theme(),
                campaign.terms().checklist(),
                campaign.from(),
                campaign.to(),
                campaign.squads()));
    }

    /** Starts the next batch of those that have none. */
    void dispatch(String assignment) {
        List<String> codes = assignments.dispatch(assignment, batch);
        if (codes.isEmpty()) {
            return;
        }
        Date cutOff = dates.cutOffAt(assignments.get(assignment));
        engine.startAll(
                MODEL,
                codes.stream()
                        .map(code -> new Engine.Start(
                                code,
                                variables(code)
                                        .putValueTyped(SquadTaskProcess.CUT_OFF, Variables.dateValue(cutOff, true)),
                                group(code)))
                        .toList());
    }

    /** The page to which the forms link; everything else is data. */
    private static VariableMap variables(String code) {
        return Variables.putValue("share", requireNonNull(Thing.pageOf(code)).substring(1));
    }

    private String group(String code) {
        return organization.squad(SquadTaskCodes.squadOf(code)).group();
    }

    /** Follows an extension, a suspension, its end, and a squad added late. */
    void adjust(Campaign campaign) {
        String code = campaign.code();
        if (assignments.find(code).isEmpty()) {
            return;
        }
        while (!assignments.allDispatched(code)) {
            dispatch(code);
        }
        List<String> open = openAndItself(code);
        if (campaign.status() == Campaign.Status.SUSPENDED) {
            timers.rest(open);
            deadlines.pauseAll(code);
        } else {
            deadlines.resumeAll(code);
            timers.wake(open);
            timers.redate(open);
        }
    }

    /** The campaign's own timer is that of its look-back. */
    private List<String> openAndItself(String assignment) {
        return Stream.concat(
                        Stream.of(assignment),
                        squadTasks.of(assignment).stream()
                                .filter(task -> task.state().isOpen())
                                .map(SquadTask::code))
                .toList();
    }

    /** Deadlines that count from the end of the field work follow it. */
    private void countAnew(String assignment, LocalDate end) {
        for (int page = 0; ; page++) {
            List<Task> found = tasks.createTaskQuery()
                    .processInstanceBusinessKeyLike(assignment + ":%")
                    .taskDefinitionKeyIn("userTask_carryOut", "userTask_feedBack")
                    .orderByTaskId()
                    .asc()
                    .listPage(page * PAGE, PAGE);
            found.forEach(task -> deadlines.restart(task.getId(), end));
            if (found.size() < PAGE) {
                return;
            }
        }
    }

    void withdraw(String assignment) {
        if (assignments.find(assignment).isPresent()) {
            amendments.cancel(assignment).forEach(this::withdrawOne);
        }
    }

    private void withdrawOne(String code) {
        engine.correlate("squadTaskWithdrawn", code, Map.of());
    }

    @EventListener
    void extend(Steering.Extended extended) {
        if (assignments.find(extended.code()).isEmpty()) {
            return;
        }
        for (Reopened reopened : amendments.extend(extended.code(), extended.to())) {
            String code = reopened.task();
            if (reopened.wasClosed()) {
                engine.startBefore(MODEL, code, variables(code), FIELD, group(code));
            } else {
                engine.goBack(code, MODEL, FIELD);
            }
        }
        adjusted(extended.code());
        countAnew(extended.code(), extended.to());
    }

    @EventListener
    void suspend(Steering.Suspended suspended) {
        if (assignments.find(suspended.code()).isPresent()) {
            amendments.suspend(suspended.code());
        }
        adjusted(suspended.code());
    }

    @EventListener
    void resume(Steering.Resumed resumed) {
        if (assignments.find(resumed.code()).isPresent()) {
            amendments.resume(resumed.code(), resumed.from(), resumed.to());
        }
        adjusted(resumed.code());
        countAnew(resumed.code(), resumed.to());
    }

    @EventListener
    void add(Steering.SquadAdded added) {
        if (assignments.find(added.code()).isPresent()) {
            amendments.add(added.code(), added.squad(), added.reason());
        }
        adjusted(added.code());
    }

    private void adjusted(String code) {
        engine.correlate("campaignAdjusted", code, Map.of());
    }

    @EventListener
    void exempt(Steering.SquadExempted exempted) {
        String code = exempted.code() + ":" + exempted.squad();
        if (exempted.kind() == Exemption.Kind.WHOLE) {
            withdrawOne(code);
        }
        squadTasks.exempt(
                code,
                new Exemption(exempted.kind(), exempted.reason(), exempted.text()),
                exempted.kind() == Exemption.Kind.POINTS ? Set.copyOf(inspections.inspectedPoints(code)) : Set.of(),
                exempted.by());
    }
}
