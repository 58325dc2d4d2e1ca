package cn.leiting.duty;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.DutyPlan.Shift;
import cn.leiting.assignment.SquadTasks;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tasks of 白鹤 and 重固, and who is on duty in them, as the rooms below make them. */
@Component
class Shifts {

    static final String BAIHE = "310118110";
    static final String CHONGGU = "310118109";

    private final Assignments assignments;
    private final SquadTasks tasks;
    private final JdbcClient jdbc;

    Shifts(Assignments assignments, SquadTasks tasks, JdbcClient jdbc) {
        this.assignments = assignments;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    /** Dispatched today and signed for by 白鹤; answers its task. */
    String signed(String code, Mode mode, LocalDate from, LocalDate to) {
        opened(code, mode, from, to, BAIHE);
        assignments.dispatch(code, 10);
        String task = code + ":" + BAIHE;
        tasks.acknowledge(task, "baiheLead", null, "baiheLead");
        return task;
    }

    void opened(String code, Mode mode, LocalDate from, LocalDate to, String squad) {
        assignments.open(
                new Assignment.Form(code, mode, "渣土运输专项整治", "THEME_DEBRIS", "THEME_DEBRIS-1", from, to, Set.of(squad)));
    }

    String planned(String code, Mode mode, LocalDate from, LocalDate to, Shift... shifts) {
        String task = signed(code, mode, from, to);
        tasks.planDuty(task, new DutyPlan.Form("baiheLead", List.of(shifts), "夜间运输", null), "baiheLead");
        return task;
    }

    static Shift shift(LocalDate day, int from, int to, String area, String... officers) {
        return new Shift(
                day, DutyPlan.Kind.NIGHT, LocalTime.of(from, 0), LocalTime.of(to, 0), List.of(officers), 2, 1, area);
    }

    /** As it stands in the tables after a long time. @param closed null: goes on */
    void past(
            String code,
            Mode mode,
            LocalDate from,
            LocalDate to,
            LocalDate dispatched,
            String state,
            LocalDate closed) {
        jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        values (?, ?, '渣土运输专项整治', 'THEME_DEBRIS', 'THEME_DEBRIS-1', ?, ?, '2022-01-01')
                        """).params(code, mode.name(), from, to).update();
        jdbc.sql("""
                        insert into squad_task (code, assignment, squad, state, dispatched_at, closed_at)
                        values (:code || ':' || :squad, :code, :squad, :state, :dispatched::date + time '10:00',
                                :closed::date + time '10:00')
                        """)
                .param("code", code)
                .param("squad", BAIHE)
                .param("state", state)
                .param("dispatched", dispatched)
                .param("closed", closed)
                .update();
    }
}
