package cn.leiting.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.calendar.BureauTime;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LeitingTest
class TimersTests {

    private static final String CODE = "TimersTests:";

    @Autowired
    private Timers timers;

    @Autowired
    private Engine engine;

    @Autowired
    private EngineProbe probe;

    @Autowired
    private EngineProbeProcess days;

    @BeforeEach
    void deploy() {
        probe.deploy();
    }

    @Test
    void aTimerOfADateFollowsItsExpressionAndALengthDoesNotBeginAgain() {
        inReview("follows");
        inReview("stays");
        Date length = probe.timer(CODE + "follows", "timer_length").getDuedate();

        days.day(CODE + "follows", LocalDate.of(2023, 4, 1));
        days.day(CODE + "stays", LocalDate.of(2023, 4, 1));
        timers.redate(List.of(CODE + "follows", CODE + "unknown"));

        assertThat(probe.timer(CODE + "follows", "timer_date").getDuedate())
                .isEqualTo(BureauTime.nineOClock(LocalDate.of(2023, 4, 1)));
        assertThat(probe.timer(CODE + "follows", "timer_length").getDuedate()).isEqualTo(length);
        assertThat(probe.timer(CODE + "stays", "timer_date").getDuedate())
                .isEqualTo(BureauTime.nineOClock(EngineProbeProcess.FIRST));
    }

    @Test
    void everyTimerOfADateFollowsANewTable() {
        inReview("table");
        days.day(CODE + "table", LocalDate.of(2023, 5, 4));

        assertThat(timers.redate(2023)).isZero();

        assertThat(probe.timer(CODE + "table", "timer_date").getDuedate())
                .isEqualTo(BureauTime.nineOClock(LocalDate.of(2023, 5, 4)));
    }

    @Test
    void timersRestAndWakeWhilePeoplesTasksStay() {
        inReview("rests");
        inReview("goes-on");

        timers.rest(List.of(CODE + "rests"));
        timers.rest(List.of(CODE + "rests"));

        assertThat(probe.timer(CODE + "rests", "timer_date").isSuspended()).isTrue();
        assertThat(probe.timer(CODE + "rests", "timer_length").isSuspended()).isTrue();
        assertThat(probe.timer(CODE + "goes-on", "timer_date").isSuspended()).isFalse();
        assertThat(probe.task(CODE + "rests", "userTask_review").isSuspended()).isFalse();

        timers.wake(List.of(CODE + "rests"));

        assertThat(probe.timer(CODE + "rests", "timer_date").isSuspended()).isFalse();
        assertThat(probe.timer(CODE + "rests", "timer_length").isSuspended()).isFalse();
    }

    @Test
    void aRestingTimerFollowsTooAndGoesOnResting() {
        inReview("both");
        timers.rest(List.of(CODE + "both"));
        days.day(CODE + "both", LocalDate.of(2023, 6, 1));

        timers.redate(List.of(CODE + "both"));

        assertThat(probe.timer(CODE + "both", "timer_date").getDuedate())
                .isEqualTo(BureauTime.nineOClock(LocalDate.of(2023, 6, 1)));
        assertThat(probe.timer(CODE + "both", "timer_date").isSuspended()).isTrue();
    }

    @Test
    void oneStatementPutsAnyNumberToRest() {
        List<String> codes = IntStream.range(0, 12)
                .mapToObj(i -> "many-" + i)
                .peek(this::inReview)
                .map(CODE::concat)
                .toList();

        assertThat(Statements.during(() -> timers.rest(codes))).isEqualTo(1);
        assertThat(codes)
                .allSatisfy(code -> assertThat(probe.timer(code, "timer_date").isSuspended())
                        .isTrue());
    }

    private void inReview(String name) {
        engine.startBefore(EngineProbe.KEY, CODE + name, Map.of("group", "squadHuaxin"), "userTask_review", null);
    }
}
