package cn.leiting.whereabouts;

import cn.leiting.casework.Cases;
import cn.leiting.joint.JointOperations;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.timekeeping.Timings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What our tabs in Tasklist and Cockpit ask for: the thing behind a task or an instance, and the ways to our pages. */
@RestController
class WhereaboutsCalls {

    private final Whereabouts whereabouts;
    private final Cases cases;
    private final Timings timings;
    private final JointOperations operations;

    /** @param review null for those to whom its review page is closed */
    record Course(
            String key,
            String kind,
            String process,
            @Nullable String page,
            @Nullable String review,
            List<TakenStep> steps) {}

    /**
     * @param squads the call that tells how its squads stand; null: it has none
     * @param table null: it has none, or it is closed to the person, as {@code closed} says
     */
    record Subject(
            String key,
            String kind,
            @Nullable String page,
            String review,
            @Nullable String squads,
            @Nullable Table table,
            @Nullable String closed) {}

    WhereaboutsCalls(Whereabouts whereabouts, Cases cases, Timings timings, JointOperations operations) {
        this.whereabouts = whereabouts;
        this.cases = cases;
        this.timings = timings;
        this.operations = operations;
    }

    /** Of an open task; 404 also for a task of which the person may not know. */
    @GetMapping("/api/tasks/{task}/course")
    Course course(@PathVariable String task, Actor actor) {
        Thing thing = whereabouts
                .ofTask(task)
                .filter(found -> whereabouts.mayFollow(found, actor))
                .orElseThrow(() -> Refusal.notFound("没有您可以查看的此项任务。"));
        return new Course(
                thing.key(),
                thing.kind(),
                thing.process(),
                Thing.pageOf(thing.key(), actor),
                whereabouts.reviewOf(thing, actor),
                whereabouts.taken(thing));
    }

    /** Of an instance, for those to whom Cockpit is open. */
    @GetMapping("/api/instances/{instance}/subject")
    Subject subject(@PathVariable String instance, Actor actor) {
        if (!Whereabouts.watches(actor) && !actor.isAdministrator()) {
            throw Refusal.forbidden("您没有查看流程监控的权限。");
        }
        Thing thing = whereabouts.ofInstance(instance).orElseThrow(() -> Refusal.notFound("没有这一流程实例。"));
        boolean isCase = thing.key().startsWith("CASE-");
        boolean closed = isCase && !actor.isIn("deptLegal", "deptSupervision");
        return new Subject(
                thing.key(),
                thing.kind(),
                Thing.pageOf(thing.key(), actor),
                "/review/" + thing.instance(),
                thing.squads(),
                closed || thing.page() == null ? null : isCase ? ofCase(thing.key()) : ofOperation(thing.key()),
                closed ? "您没有查看案件的权限，办理环节见办理过程。" : null);
    }

    private Table ofCase(String code) {
        return Table.of(cases.get(code).status().label(), timings.of(List.of(code)));
    }

    private @Nullable Table ofOperation(String key) {
        return key.startsWith("JO-") ? Table.of(operations.file(key)) : null;
    }
}
