package cn.leiting.assignment;

import static cn.leiting.assignment.Work.FROM;
import static cn.leiting.assignment.Work.TO;
import static cn.leiting.assignment.Work.XUJING;
import static cn.leiting.assignment.Work.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.Assignment.AllClosed;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.DutyPlan.Shift;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class SquadTasksTests {

    private static final String CODE = "TH-2063-01";
    private static final String TASK = CODE + ":" + ZHAOXIANG;

    @Autowired
    private Assignments assignments;

    @Autowired
    private AssignedPoints points;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private Points catalogue;

    @Autowired
    private Work work;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @Test
    void leaderAnswersWhereNobodyIsDesignated() {
        undesignate();
        work.dispatch(CODE, ZHAOXIANG);

        tasks.acknowledge(TASK, " ", " 收到 ", "zhaoxiangLead");

        assertThat(tasks.get(TASK))
                .extracting(SquadTask::state, SquadTask::accountable, SquadTask::accountableName, SquadTask::note)
                .containsExactly(State.ACKNOWLEDGED, "zhaoxiangLead", "赵巷镇城管中队队长", "收到");
    }

    @Test
    void designatedOneAnswersUnlessAnotherLeaderIsNamed() {
        designate("zhaoxiang1");
        work.dispatch(CODE, ZHAOXIANG);
        work.dispatch("TH-2063-02", ZHAOXIANG);
        work.dispatch("TH-2063-03", ZHAOXIANG);

        tasks.acknowledge(TASK, null, null, "zhaoxiangLead");
        tasks.acknowledge("TH-2063-02:" + ZHAOXIANG, "zhaoxiang1", null, "zhaoxiangLead");
        tasks.acknowledge("TH-2063-03:" + ZHAOXIANG, "zhaoxiangLead", null, "zhaoxiangLead");

        assertThat(tasks.get(TASK).accountable()).isEqualTo("zhaoxiang1");
        assertThat(tasks.get("TH-2063-02:" + ZHAOXIANG).accountable()).isEqualTo("zhaoxiang1");
        assertThat(tasks.get("TH-2063-03:" + ZHAOXIANG).accountable()).isEqualTo("zhaoxiangLead");
    }

    @Test
    void keepsWhoAnsweredWhenTheLeaderIsReplaced() {
        undesignate();
        work.dispatch(CODE, ZHAOXIANG);
        work.acknowledged(CODE, ZHAOXIANG);

        designate("zhaoxiang2");

        assertThat(tasks.get(TASK).accountable()).isEqualTo("zhaoxiangLead");
    }

    @Test
    void refusesWhoNeitherLeadsNorIsDesignated() {
        undesignate();
        work.dispatch(CODE, ZHAOXIANG);

        for (String other : List.of("zhaoxiang1", "xujingLead", "nobody")) {
            assertRefused(
                    () -> tasks.acknowledge(TASK, other, null, "zhaoxiangLead"),
                    Refusal.Kind.INVALID,
                    "“" + other + "”今天不是该中队的队长、副队长或指定的负责人。");
        }
    }

    @Test
    void keepsEveryVersionOfTheDutyPlan() {
        work.dispatch(CODE, ZHAOXIANG);
        work.running(CODE, ZHAOXIANG);
        DutyPlan.Form later = new DutyPlan.Form(
                "zhaoxiang1",
                List.of(
                        Work.shift(TO, "zhaoxiang2", "zhaoxiangLead"),
                        Work.shift(FROM, "zhaoxiang1", "zhaoxiang2", "zhaoxiang3")),
                "夜间运输",
                null);

        tasks.planDuty(TASK, later, "zhaoxiang1");

        assertThat(tasks.get(TASK).state()).isEqualTo(State.RUNNING);
        assertThat(tasks.dutyPlans(TASK)).extracting(DutyPlan::version).containsExactly(2, 1);
        assertThat(tasks.dutyPlans(TASK)).extracting(DutyPlan::form).containsExactly(later, Work.plan(ZHAOXIANG));
        assertThat(tasks.dutyPlans(TASK).get(0).byName()).isEqualTo("赵巷镇城管中队队员1");
    }

    @Test
    void plansManyShiftsInAsManyStatementsAsOne() {
        work.dispatch(CODE, ZHAOXIANG);
        work.acknowledged(CODE, ZHAOXIANG);
        List<Shift> everyNight = IntStream.rangeClosed(0, 13)
                .mapToObj(day -> Work.shift(FROM.plusDays(day), "zhaoxiang1", "zhaoxiang2", "zhaoxiang3"))
                .toList();

        int one = Statements.during(() -> tasks.planDuty(TASK, Work.plan(ZHAOXIANG), "zhaoxiangLead"));
        int many = Statements.during(() ->
                tasks.planDuty(TASK, new DutyPlan.Form("zhaoxiangLead", everyNight, "渣土车", null), "zhaoxiangLead"));

        assertThat(many).isEqualTo(one).isLessThanOrEqualTo(10);
    }

    @Test
    void refusesAShiftOutsideTheWindow() {
        assertPlanRefused(Work.shift(FROM.minusDays(1), "zhaoxiang1", "zhaoxiang2"), "班次日期应在2023年1月16日至2023年1月29日之间。");
        assertPlanRefused(Work.shift(TO.plusDays(1), "zhaoxiang1", "zhaoxiang2"), "班次日期应在2023年1月16日至2023年1月29日之间。");
    }

    @Test
    void refusesWhoIsNoOfficerOfTheSquad() {
        assertPlanRefused(Work.shift(FROM, "zhaoxiang1", "xujing1"), "“徐泾镇城管中队队员1”在2023年1月16日不是赵巷镇城管中队的执法人员，不能安排执法。");
        assertPlanRefused(Work.shift(FROM, "zhaoxiang1", "nobody"), "“nobody”在2023年1月16日不是赵巷镇城管中队的执法人员，不能安排执法。");
    }

    @Test
    void refusesAuxiliaryStaffAsOfficers() {
        String name = jdbc.sql("select name from person where user_id = 'zhaoxiang4'")
                .query(String.class)
                .single();

        assertPlanRefused(
                Work.shift(FROM, "zhaoxiang1", "zhaoxiang4"), "“" + name + "”在2023年1月16日不是赵巷镇城管中队的执法人员，不能安排执法。");
    }

    @Test
    void refusesWhoseCertificateHasExpiredOnTheShiftsDate() {
        LocalDate last = LocalDate.of(2023, 3, 31);
        work.dispatch(CODE, ZHAOXIANG);
        work.acknowledged(CODE, ZHAOXIANG);
        jdbc.sql("update assignment set last_day = '2023-03-25', first_day = '2023-03-25' where code = ?")
                .param(CODE)
                .update();
        jdbc.sql("update assignment set last_day = '2023-04-05' where code = ?")
                .param(CODE)
                .update();

        tasks.planDuty(TASK, planOf(Work.shift(last, "zhaoxiang1", "zhaoxiang3")), "zhaoxiangLead");

        assertRefused(
                () -> tasks.planDuty(
                        TASK, planOf(Work.shift(last.plusDays(1), "zhaoxiang1", "zhaoxiang3")), "zhaoxiangLead"),
                Refusal.Kind.INVALID,
                "“赵巷镇城管中队队员3”在2023年4月1日没有有效的执法证，不能安排执法。");
    }

    @Test
    void refusesACommanderFromElsewhere() {
        work.dispatch(CODE, ZHAOXIANG);
        work.acknowledged(CODE, ZHAOXIANG);

        assertRefused(
                () -> tasks.planDuty(
                        TASK,
                        new DutyPlan.Form(
                                "xujingLead", List.of(Work.shift(FROM, "zhaoxiang1", "zhaoxiang2")), "渣土车", null),
                        "zhaoxiangLead"),
                Refusal.Kind.INVALID,
                "“徐泾镇城管中队队长”在2023年1月16日不是赵巷镇城管中队的执法人员，不能安排执法。");
        assertThat(tasks.get(TASK).state()).isEqualTo(State.ACKNOWLEDGED);
    }

    @Test
    void databaseRefusesAShiftOfOneOfficer() {
        work.dispatch(CODE, ZHAOXIANG);
        work.running(CODE, ZHAOXIANG);
        jdbc.sql("""
                        insert into duty_shift (plan, seq, day, kind, starts, ends, auxiliaries, vehicles, area)
                        select id, 9, '2023-01-20', 'DAY', '08:00', '16:00', 0, 0, '城中东路'
                        from duty_plan
                        where squad_task = ?
                        """).param(TASK).update();

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("set constraints all immediate").update())
                .withMessageContaining("fewer than two officers");
    }

    @Test
    void repeatedJobsRepeatNoEffect() {
        work.dispatch(CODE, ZHAOXIANG, XUJING);
        work.toFeedBack(CODE, ZHAOXIANG);

        tasks.begin(TASK);
        tasks.endFieldByDate(TASK);
        assertThat(tasks.get(TASK).state()).isEqualTo(State.TO_FEED_BACK);

        tasks.close(TASK);
        tasks.close(TASK);
        tasks.begin(TASK);
        assertThat(tasks.get(TASK))
                .extracting(SquadTask::state, SquadTask::failReason)
                .containsExactly(State.FAILED, "超过截止日未办结");
        assertThat(closed(TASK)).isOne();
    }

    @Test
    void tellsOnceThatAllHaveEnded() {
        work.dispatch(CODE, ZHAOXIANG, XUJING);

        tasks.close(TASK);
        assertThat(allClosed()).isZero();
        tasks.close(CODE + ":" + XUJING);
        tasks.close(CODE + ":" + XUJING);

        assertThat(allClosed()).isOne();
        assertThat(assignments.get(CODE).closed()).isTrue();
        assignments.sweep();
        assertThat(allClosed()).isOne();
    }

    @Test
    void isNotOverWhileASquadWaitsForItsDispatch() {
        assignments.open(Work.form(CODE, ZHAOXIANG, XUJING));
        assignments.dispatch(CODE, 1);

        tasks.close(TASK);
        assertThat(allClosed()).isZero();

        tasks.exempt(CODE + ":" + XUJING, exemption(Exemption.Kind.WHOLE), Set.of(), "bureau1");
        assertThat(allClosed()).isOne();
        assertThat(closed(CODE + ":" + XUJING)).isOne();
    }

    @Test
    void exemptionOfTheWholeEndsOnlyThatSquadsTask() {
        work.dispatch(CODE, ZHAOXIANG, XUJING);

        tasks.exempt(TASK, exemption(Exemption.Kind.WHOLE), Set.of(), "bureau1");

        assertThat(tasks.of(CODE))
                .extracting(SquadTask::state, SquadTask::exemption, SquadTask::exemptionReason)
                .containsExactly(
                        tuple(State.EXEMPTED, Exemption.Kind.WHOLE, Exemption.Reason.OTHER_ORDER),
                        tuple(State.ASSIGNED, null, null));
        assertRefused(
                () -> tasks.exempt(TASK, exemption(Exemption.Kind.TIME), Set.of(), "bureau1"),
                Refusal.Kind.CONFLICT,
                "任务已免除，不能再免除。");
    }

    @Test
    void exemptionOfPointsExcusesThoseNotInspected() {
        catalogue.importTrial();
        points.assignAll(CODE, Set.of(ZHAOXIANG, XUJING));
        work.dispatch(CODE, ZHAOXIANG, XUJING);
        String inspected = points.of(TASK).get(0).point();

        tasks.exempt(TASK, exemption(Exemption.Kind.POINTS), Set.of(inspected), "bureau1");

        assertThat(points.of(TASK)).hasSizeGreaterThan(1).allSatisfy(point -> {
            assertThat(point.excused()).isEqualTo(!point.point().equals(inspected));
            assertThat(point.excuseReason() != null).isEqualTo(point.excused());
        });
        assertThat(points.of(CODE + ":" + XUJING)).noneMatch(AssignedPoints.Assigned::excused);
        assertThat(tasks.get(TASK).state()).isEqualTo(State.ASSIGNED);
    }

    @Test
    void closingAndDecidingTakeFewStatements() {
        work.dispatch(CODE, ZHAOXIANG, XUJING);
        work.accepted(CODE, ZHAOXIANG);

        assertThat(Statements.during(() -> tasks.close(TASK))).isLessThanOrEqualTo(6);
        assertThat(Statements.during(() -> work.acknowledged(CODE, XUJING))).isLessThanOrEqualTo(6);
    }

    @Test
    void databaseRefusesAnAcceptanceWithoutAVerdict() {
        work.dispatch(CODE, ZHAOXIANG);
        work.toFeedBack(CODE, ZHAOXIANG);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                update squad_task
                                set state = 'ACCEPTED', fed_back_at = now(), closed_at = now()
                                where code = ?
                                """).param(TASK).update())
                .withMessageContaining("accepted_by_verdict");
    }

    @Test
    void databaseKeepsDutyPlansAsTheyWere() {
        work.dispatch(CODE, ZHAOXIANG);
        work.running(CODE, ZHAOXIANG);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update duty_plan set focus = '别的' where squad_task = ?")
                        .param(TASK)
                        .update())
                .withMessageContaining("never changed");
    }

    private void assertPlanRefused(Shift shift, String sentence) {
        if (assignments.find(CODE).isEmpty()) {
            work.dispatch(CODE, ZHAOXIANG);
            work.acknowledged(CODE, ZHAOXIANG);
        }
        assertRefused(() -> tasks.planDuty(TASK, planOf(shift), "zhaoxiangLead"), Refusal.Kind.INVALID, sentence);
    }

    private static DutyPlan.Form planOf(Shift shift) {
        return new DutyPlan.Form("zhaoxiangLead", Collections.singletonList(shift), "渣土车", null);
    }

    private static Exemption exemption(Exemption.Kind kind) {
        return new Exemption(kind, Exemption.Reason.OTHER_ORDER, "全队参加防汛抢险任务。");
    }

    private void undesignate() {
        jdbc.sql("delete from leader_designation where squad_code = ?")
                .param(ZHAOXIANG)
                .update();
    }

    private void designate(String officer) {
        undesignate();
        jdbc.sql("""
                        insert into leader_designation
                            (squad_code, officer_id, valid_from, phone, designated_by, designated_at)
                        values (?, ?, '2023-01-01', '13800000000', 'test', now())
                        """).params(ZHAOXIANG, officer).update();
    }

    private long allClosed() {
        return events.stream(AllClosed.class)
                .filter(all -> all.code().equals(CODE))
                .count();
    }

    private long closed(String task) {
        return events.stream(SquadTask.Closed.class)
                .filter(one -> one.code().equals(task))
                .count();
    }

    private static void assertRefused(ThrowingCallable action, Refusal.Kind kind, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .withMessage(sentence)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
