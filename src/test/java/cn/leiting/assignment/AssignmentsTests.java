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
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.Assignment.Reopened;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class AssignmentsTests {

    private static final String CODE = "TH-2060-01";

    @Autowired
    private Assignments assignments;

    @Autowired
    private Amendments amendments;

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
    void opensWithOneWaitingTaskPerSquadAndOnce() {
        assignments.open(Work.form(CODE, XUJING, ZHAOXIANG));
        assignments.open(Work.form(CODE, XUJING));

        assertThat(assignments.get(CODE))
                .isEqualTo(new Assignment(
                        CODE, Mode.CAMPAIGN, "渣土运输专项整治", "THEME_DEBRIS", "THEME_DEBRIS-1", FROM, TO, false, false));
        assertThat(tasks.of(CODE))
                .extracting(SquadTask::code, SquadTask::squad, SquadTask::state)
                .containsExactly(
                        tuple(CODE + ":" + ZHAOXIANG, ZHAOXIANG, State.WAITING),
                        tuple(CODE + ":" + XUJING, XUJING, State.WAITING));
        assertThat(assignments.all()).extracting(Assignment::code).contains(CODE);
    }

    @Test
    void refusesASquadThatDoesNotExist() {
        assertRefused(
                () -> assignments.open(Work.form(CODE, ZHAOXIANG, "310118108")),
                Refusal.Kind.INVALID,
                "参加的中队中有不存在的代码，请核对。");
    }

    @Test
    void refusesAnUnknownCode() {
        String sentence = "没有编号为“TH-2060-99”的行动。";
        assertThat(assignments.find("TH-2060-99")).isEmpty();
        assertRefused(() -> assignments.get("TH-2060-99"), Refusal.Kind.NOT_FOUND, sentence);
        assertRefused(() -> assignments.dispatch("TH-2060-99", 1), Refusal.Kind.NOT_FOUND, sentence);
        assertRefused(() -> amendments.suspend("TH-2060-99"), Refusal.Kind.NOT_FOUND, sentence);
        assertRefused(() -> amendments.cancel("TH-2060-99"), Refusal.Kind.NOT_FOUND, sentence);
        assertRefused(() -> amendments.extend("TH-2060-99", TO), Refusal.Kind.NOT_FOUND, sentence);
        assertRefused(() -> amendments.add("TH-2060-99", XUJING, "支援"), Refusal.Kind.NOT_FOUND, sentence);
        assertRefused(
                () -> tasks.get("TH-2060-99:310118105"), Refusal.Kind.NOT_FOUND, "没有编号为“TH-2060-99:310118105”的中队任务。");
        assertRefused(
                () -> tasks.begin("TH-2060-99:310118105"), Refusal.Kind.NOT_FOUND, "没有编号为“TH-2060-99:310118105”的中队任务。");
        assertRefused(
                () -> tasks.close("TH-2060-99:310118105"), Refusal.Kind.NOT_FOUND, "没有编号为“TH-2060-99:310118105”的中队任务。");
    }

    @Test
    void dispatchesEachSquadOnceInTheOrderOfTheCodes() {
        assignments.open(Work.form(CODE, XUJING, ZHAOXIANG, "310118107"));

        assertThat(assignments.dispatch(CODE, 2)).containsExactly(CODE + ":" + ZHAOXIANG, CODE + ":" + XUJING);
        assertThat(assignments.allDispatched(CODE)).isFalse();
        assertThat(assignments.dispatch(CODE, 2)).containsExactly(CODE + ":310118107");
        assertThat(assignments.allDispatched(CODE)).isTrue();
        assertThat(assignments.dispatch(CODE, 2)).isEmpty();
        assertThat(tasks.of(CODE)).allSatisfy(task -> {
            assertThat(task.state()).isEqualTo(State.ASSIGNED);
            assertThat(task.dispatchedAt()).isNotNull();
        });
    }

    @Test
    void dispatchesTwoHundredAndTwentySquadsInAsManyStatementsAsTwenty() {
        inventSquads();
        String[] squads = jdbc.sql("select code from squad where id like 'Test%' order by code")
                .query(String.class)
                .list()
                .toArray(String[]::new);
        assignments.open(Work.form("TH-2060-02", squads));

        int few = Statements.during(() -> assignments.dispatch("TH-2060-02", 20));
        int many = Statements.during(
                () -> assertThat(assignments.dispatch("TH-2060-02", 220)).hasSize(220));

        assertThat(many).isEqualTo(few).isEqualTo(2);
    }

    private void inventSquads() {
        jdbc.sql("""
                        with invented as (insert into unit (code, name, short_name, kind, group_id, in_notice, place)
                            select '310118' || number, '测试中队' || number, '测试' || number, 'SQUAD', 'squadTest' || number,
                                   false, 10000 + number
                            from generate_series(300, 539) as number
                            returning code)
                        insert into squad (code, id, town_name, kind)
                        select code, 'Test' || translate(right(code, 3), '0123456789', 'abcdefghij'), '测试镇', 'TOWN'
                        from invented
                        """).update();
    }

    @Test
    void addsALateSquadWithItsShareOfItsTownsPoints() {
        catalogue.importTrial();
        int active = catalogue.ofSquad(XUJING).size();
        work.dispatch(CODE, ZHAOXIANG);

        String task = amendments.add(CODE, XUJING, "进博会周边加强力量");

        assertThat(task).isEqualTo(CODE + ":" + XUJING);
        assertThat(tasks.get(task).addedReason()).isEqualTo("进博会周边加强力量");
        assertThat(points.of(task)).hasSize(active).allSatisfy(point -> {
            assertThat(point.requiredRounds()).isOne();
            assertThat(point.excused()).isFalse();
        });
        assertThat(assignments.allDispatched(CODE)).isFalse();
        assertThat(assignments.dispatch(CODE, 10)).containsExactly(task);
    }

    @Test
    void roundsTheShareOfALateSquadUpAndTakesTheFirstCodes() {
        catalogue.importTrial();
        List<String> all =
                catalogue.ofSquad(XUJING).stream().map(point -> point.code()).toList();
        assignments.open(Work.form(CODE, XUJING));

        points.assignShare(CODE, XUJING, 1, 14);

        int share = (all.size() + 13) / 14;
        assertThat(points.of(CODE + ":" + XUJING))
                .extracting(AssignedPoints.Assigned::point)
                .containsExactlyElementsOf(all.subList(0, share));
    }

    @Test
    void refusesASquadThatTakesPartAlreadyOrDoesNotExist() {
        work.dispatch(CODE, ZHAOXIANG);

        assertRefused(() -> amendments.add(CODE, ZHAOXIANG, "支援"), Refusal.Kind.CONFLICT, "该中队已经参加本次行动。");
        assertRefused(() -> amendments.add(CODE, "310118108", "支援"), Refusal.Kind.NOT_FOUND, "没有代码为“310118108”的中队。");
        assertRefused(() -> amendments.add(CODE, XUJING, " "), Refusal.Kind.INVALID, "请填写增加中队的原因。");
    }

    @Test
    void refusesALateSquadWhenTheWindowIsOver() {
        work.dispatch(CODE, ZHAOXIANG);
        jdbc.sql("update assignment set first_day = '2022-12-01', last_day = '2022-12-31' where code = ?")
                .param(CODE)
                .update();

        assertRefused(() -> amendments.add(CODE, XUJING, "支援"), Refusal.Kind.CONFLICT, "行动期限已过，不能再增加中队。");
    }

    @Test
    void extensionPutsWhatWasFedBackIntoTheFieldAgain() {
        work.dispatch(CODE, ZHAOXIANG, XUJING, "310118107", "310118109");
        tasks.close(work.accepted(CODE, ZHAOXIANG));
        work.toFeedBack(CODE, XUJING);

        List<Reopened> reopened = amendments.extend(CODE, TO.plusDays(7));

        assertThat(reopened)
                .containsExactlyInAnyOrder(
                        new Reopened(CODE + ":" + ZHAOXIANG, true), new Reopened(CODE + ":" + XUJING, false));
        assertThat(assignments.get(CODE).to()).isEqualTo(TO.plusDays(7));
        assertThat(tasks.of(CODE))
                .extracting(SquadTask::state)
                .containsExactly(State.RUNNING, State.RUNNING, State.ASSIGNED, State.ASSIGNED);
        assertThat(tasks.get(CODE + ":" + ZHAOXIANG))
                .extracting(SquadTask::judged, SquadTask::closedAt, SquadTask::fedBackAt, SquadTask::fieldEndedAt)
                .containsExactly(false, null, null, null);
    }

    @Test
    void extensionLeavesAloneWhoEndedTheFieldWorkByThemselves() {
        work.dispatch(CODE, ZHAOXIANG);
        String task = work.running(CODE, ZHAOXIANG);
        tasks.endField(task, 0, null, "zhaoxiang1");

        assertThat(amendments.extend(CODE, TO.plusDays(1))).isEmpty();
        assertThat(tasks.get(task).state()).isEqualTo(State.TO_FEED_BACK);
    }

    @Test
    void mayLastLongerThan70DaysOnceExtended() {
        work.dispatch(CODE, ZHAOXIANG);

        amendments.extend(CODE, FROM.plusDays(90));

        assertThat(assignments.get(CODE).to()).isEqualTo(FROM.plusDays(90));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("update assignment set extended = false where code = ?")
                        .param(CODE)
                        .update())
                .withMessageContaining("at_most_70_days_unless_extended");
    }

    @Test
    void refusesAnExtensionToAnEarlierDayOrAfterTheEnd() {
        work.dispatch(CODE, ZHAOXIANG);
        assertRefused(() -> amendments.extend(CODE, TO), Refusal.Kind.INVALID, "延期后的结束日期应晚于原结束日期。");

        tasks.close(work.accepted(CODE, ZHAOXIANG));

        assertRefused(() -> amendments.extend(CODE, TO.plusDays(1)), Refusal.Kind.CONFLICT, "行动各中队均已办结，不能再延期。");
        assertRefused(() -> amendments.suspend(CODE), Refusal.Kind.CONFLICT, "行动各中队均已办结，不能再暂停。");
        assertRefused(() -> amendments.add(CODE, XUJING, "支援"), Refusal.Kind.CONFLICT, "行动各中队均已办结，不能再增加中队。");
    }

    @Test
    void suspendedNothingGoesOnUntilItIsResumed() {
        work.dispatch(CODE, ZHAOXIANG, XUJING);
        String task = work.running(CODE, ZHAOXIANG);

        amendments.suspend(CODE);
        amendments.suspend(CODE);

        List<ThrowingCallable> commands = List.of(
                () -> work.acknowledged(CODE, XUJING),
                () -> tasks.planDuty(task, Work.plan(ZHAOXIANG), "zhaoxiangLead"),
                () -> tasks.begin(task),
                () -> tasks.endField(task, 0, null, "zhaoxiang1"),
                () -> tasks.endFieldByDate(task),
                () -> tasks.interim(task, null),
                () -> tasks.fedBack(task, null),
                () -> tasks.reviewed(task, false),
                () -> tasks.countersigned(task, false),
                () -> tasks.noObjection(task),
                () -> tasks.decided(task, SquadTask.Decision.FAIL),
                () -> tasks.close(task));
        assertThat(commands).allSatisfy(command -> assertRefused(command, Refusal.Kind.CONFLICT, "行动已暂停，恢复后再办理。"));
        assertThat(assignments.get(CODE).suspended()).isTrue();

        amendments.resume(CODE, FROM, TO.plusDays(3));
        tasks.endFieldByDate(task);

        assertThat(assignments.get(CODE))
                .extracting(Assignment::suspended, Assignment::from, Assignment::to)
                .containsExactly(false, FROM, TO.plusDays(3));
        assertRefused(() -> amendments.resume(CODE, FROM, TO), Refusal.Kind.CONFLICT, "行动没有暂停，不需要恢复。");
        assertRefused(() -> amendments.resume(CODE, FROM, FROM.minusDays(1)), Refusal.Kind.INVALID, "结束日期不能早于开始日期。");
    }

    @Test
    void whatWasJudgedClosesAlsoWhileSuspended() {
        work.dispatch(CODE, ZHAOXIANG, XUJING);
        String task = work.accepted(CODE, ZHAOXIANG);
        amendments.suspend(CODE);

        tasks.close(task);

        assertThat(tasks.get(task).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void cancellationEndsWhatIsOpenAndTellsNothing() {
        assignments.open(Work.form(CODE, ZHAOXIANG, XUJING, "310118107"));
        assignments.dispatch(CODE, 2);
        tasks.close(work.accepted(CODE, ZHAOXIANG));

        assertThat(amendments.cancel(CODE)).containsExactly(CODE + ":" + XUJING);
        assertThat(amendments.cancel(CODE)).isEmpty();

        assertThat(tasks.of(CODE))
                .extracting(SquadTask::state)
                .containsExactly(State.ACCEPTED, State.CANCELLED, State.CANCELLED);
        assertThat(assignments.get(CODE).closed()).isTrue();
        assertThat(events.stream(AllClosed.class).filter(closed -> closed.code().equals(CODE)))
                .isEmpty();
        assertRefused(
                () -> tasks.endField(CODE + ":" + XUJING, 0, null, "xujing1"),
                Refusal.Kind.CONFLICT,
                "任务已取消，不能再结束现场检查。");
    }

    private static void assertRefused(ThrowingCallable action, Refusal.Kind kind, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .withMessage(sentence)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
