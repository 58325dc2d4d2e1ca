package cn.leiting.process;

import static cn.leiting.process.Launches.APPROVE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Statements;
import cn.leiting.Statements.Executed;
import cn.leiting.ThousandSquadsTest;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a campaign costs that a hundred times as many squads carry out as the district has, and that it ends. */
@ThousandSquadsTest
class CampaignScaleTests {

    private static final int THREADS = 4;

    /** Every tenth squad feeds back, the others stay silent and are cut off. */
    private static final int REPORTING = 10;

    @Autowired
    private Launches launches;

    @Autowired
    private Desk desk;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    /**
     * The jobs that dispatch, from the approval on, in chunks of a hundred. A round trip is an execution or a
     * commit; the statements are those that the server is sent, inserts of a batch as the driver joins them.
     */
    @Test
    void theLaunchOfASquadCostsTheSameHoweverManyThereAre() {
        dispatch(approved(10));

        Launch few = dispatch(approved(20));
        Launch many = dispatch(approved(220));
        Launch all = dispatch(approved(1000));

        assertThat(few.statements).as("%s", few).isLessThanOrEqualTo(8 * 20);
        assertThat(many.statements).as("%s", many).isLessThanOrEqualTo(8 * 220);
        assertThat(many.roundTrips).as("%s", many).isLessThanOrEqualTo(220);
        assertThat(all.statements).as("%s", all).isLessThanOrEqualTo(8 * 1000);
        assertThat(all.roundTrips).as("%s", all).isLessThanOrEqualTo(1000);
        assertThat(many.statements * 20).as("%s %s", few, many).isLessThanOrEqualTo(few.statements * 220);
        assertThat(many.roundTrips * 20).as("%s %s", few, many).isLessThanOrEqualTo(few.roundTrips * 220);
    }

    @Test
    void aThousandSquadsFinishOneCampaignAndItGoesOnOnce() throws Exception {
        staff();
        String code = approved(1000);
        dispatch(code);
        List<Squad> squads = organization.squads(LocalDate.now(clock));

        List<Future<?>> people = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int place = 0; place < squads.size(); place++) {
            Squad squad = squads.get(place);
            boolean isSilent = place % REPORTING != 0;
            people.add(threads.submit(() -> finish(code, squad, isSilent)));
        }
        for (Future<?> each : people) {
            each.get();
        }
        threads.shutdown();

        assertThat(desk.tasks("supervision1", code, "superviseCampaign")).hasSize(1);
        assertThat(count(
                        "select count(*) from act_hi_taskinst task join act_hi_procinst instance on instance.id_ = task.proc_inst_id_"
                                + " where instance.business_key_ = ? and task_def_key_ = 'userTask_superviseCampaign'",
                        code))
                .isEqualTo(1);
        assertThat(count("select count(*) from squad_task where assignment = ? and state = 'ACCEPTED'", code))
                .isEqualTo(1000 / REPORTING);
        assertThat(count("select count(*) from squad_task where assignment = ? and state = 'FAILED'", code))
                .isEqualTo(1000 - 1000 / REPORTING);
        assertThat(count("select count(*) from act_ru_execution where business_key_ like ? || ':%'", code))
                .isZero();
    }

    private record Launch(int squads, int statements, int rows, int roundTrips, long milliseconds) {}

    private Launch dispatch(String code) {
        List<Executed> executed = new ArrayList<>();
        int roundTrips = 0;
        int rows = 0;
        long nanos = 0;
        for (Job job = dispatching(code); job != null; job = dispatching(code)) {
            String id = job.getId();
            long from = System.nanoTime();
            Statements.Cost cost = Statements.costOf(() -> executed.addAll(Statements.of(() -> jobs.executeJob(id))));
            nanos += System.nanoTime() - from;
            roundTrips += cost.roundTrips();
            rows += cost.statements();
        }
        return new Launch(
                count("select count(*) from squad_task where assignment = ? and state = 'ASSIGNED'", code),
                executed.stream().mapToInt(Executed::atServer).sum(),
                rows,
                roundTrips,
                nanos / 1_000_000);
    }

    private Job dispatching(String code) {
        return launches.job(code, "serviceTask_dispatchSquadTasks");
    }

    /** The towns' squads, whose are the points, and as many of the others as it takes. */
    private String approved(int squads) {
        String code = launches.launched();
        LocalDate today = LocalDate.now(clock);
        List<String> codes = organization.squads(today).stream()
                .map(Squad::code)
                .limit(squads)
                .toList();
        desk.submit("coordination1", code, "defineCampaign", Launches.definition(today, today.plusDays(2), codes));
        desk.submit("bureau1", code, "approveCampaign", APPROVE);
        return code;
    }

    /** Two officers a squad, one of them its leader. */
    private void staff() {
        jdbc.sql("""
                        insert into person (user_id, name, unit_code, kind, changed_by, changed_at)
                        select role || code, role || code, code, 'OFFICER', 'admin', now()
                        from squad, (values ('chief'), ('officer')) as roles (role)
                        """).update();
        jdbc.sql("""
                        insert into post (user_id, unit_code, title, valid_from)
                        select user_id, unit_code, case when user_id like 'chief%' then 'LEADER' else 'OFFICER' end, date '2020-01-01'
                        from person
                        where user_id like 'chief%' or user_id like 'officer3%'
                        """).update();
        jdbc.sql("""
                        insert into officer_certificate (no, user_id, issued_on, expires_on)
                        select 'Q' || user_id, user_id, date '2020-01-01', date '2030-01-01'
                        from person
                        where user_id like 'chief%' or user_id like 'officer3%'
                        """).update();
    }

    private void finish(String campaign, Squad squad, boolean isSilent) {
        String task = campaign + ":" + squad.code();
        if (isSilent) {
            desk.fire(task, "timer_cutOff");
        } else {
            carryOut(task, squad);
        }
        desk.fire(task, "serviceTask_closeTask");
    }

    private void carryOut(String task, Squad squad) {
        String chief = "chief" + squad.code();
        List<String> groups = List.of(squad.group(), squad.leadGroup());

        submit(chief, groups, task, Map.of("accepted", true));
        submit(chief, groups, task, duty(squad));
        desk.fire(task, "timer_start");
        desk.fire(task, "timer_end");
        submit(chief, groups, task, Launches.feedback());
        submit("coordination1", List.of("deptCoordination"), task, Launches.accept());
        submit("supervision1", List.of("deptSupervision"), task, Launches.accept());
    }

    /** The one task of the instance, whatever it is. */
    private void submit(String user, List<String> groups, String businessKey, Map<String, Object> form) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult();
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            engine.getFormService().submitTaskForm(task.getId(), form);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private Map<String, Object> duty(Squad squad) {
        Map<String, Object> duty = new HashMap<>(launches.duty("xujingLead"));
        Map<String, Object> shift = new HashMap<>((Map<String, Object>) ((List<?>) duty.get("shifts")).get(0));
        shift.put("officers", List.of("chief" + squad.code(), "officer" + squad.code()));
        duty.put("commanderId", "chief" + squad.code());
        duty.put("shifts", List.of(shift));
        return duty;
    }

    private int count(String sql, String code) {
        return jdbc.sql(sql).param(code).query(Integer.class).single();
    }
}
