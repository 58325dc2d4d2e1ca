package cn.leiting.assignment;

import cn.leiting.assignment.Assignment.Mode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tasks of squads that have come some way, for the tests of this room and of feedback. */
@Component
public class Work {

    public static final String ZHAOXIANG = "310118105";
    public static final String XUJING = "310118106";
    public static final LocalDate FROM = LocalDate.of(2023, 1, 16);
    public static final LocalDate TO = LocalDate.of(2023, 1, 29);

    private final Assignments assignments;
    private final SquadTasks tasks;
    private final Map<String, Integer> allClosed = new ConcurrentHashMap<>();

    Work(Assignments assignments, SquadTasks tasks) {
        this.assignments = assignments;
        this.tasks = tasks;
    }

    static Assignment.Form form(String code, String... squads) {
        return new Assignment.Form(
                code, Mode.CAMPAIGN, "渣土运输专项整治", "THEME_DEBRIS", "THEME_DEBRIS-1", FROM, TO, Set.of(squads));
    }

    @EventListener
    void count(Assignment.AllClosed all) {
        allClosed.merge(all.code(), 1, Integer::sum);
    }

    /** How often it was told that all of an assignment have ended, also by transactions that failed later. */
    int allClosed(String code) {
        return allClosed.getOrDefault(code, 0);
    }

    /** Every squad's task dispatched. */
    public void dispatch(String code, String... squads) {
        assignments.open(form(code, squads));
        assignments.dispatch(code, 1000);
    }

    public String acknowledged(String code, String squad) {
        String task = code + ":" + squad;
        tasks.acknowledge(task, null, null, lead(squad));
        return task;
    }

    public String running(String code, String squad) {
        String task = acknowledged(code, squad);
        tasks.planDuty(task, plan(squad), lead(squad));
        tasks.begin(task);
        return task;
    }

    public String toFeedBack(String code, String squad) {
        String task = running(code, squad);
        tasks.endFieldByDate(task);
        return task;
    }

    /** Told by nobody's feedback: enough for what follows. */
    public String accepted(String code, String squad) {
        String task = toFeedBack(code, squad);
        tasks.fedBack(task, null);
        tasks.reviewed(task, false);
        tasks.countersigned(task, false);
        return task;
    }

    static String lead(String squad) {
        return Map.of(ZHAOXIANG, "zhaoxiangLead", XUJING, "xujingLead").get(squad);
    }

    static DutyPlan.Form plan(String squad) {
        String prefix = lead(squad).replace("Lead", "");
        return new DutyPlan.Form(lead(squad), List.of(shift(FROM, prefix + "1", prefix + "2")), "渣土车夜间运输", "注意交通安全");
    }

    static DutyPlan.Shift shift(LocalDate date, String... officers) {
        return new DutyPlan.Shift(
                date, DutyPlan.Kind.NIGHT, LocalTime.of(22, 0), LocalTime.of(4, 0), List.of(officers), 3, 1, "沪青平公路沿线");
    }
}
