package cn.leiting.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class TaskDeadlinesTests {

    private static final String CODE = "TaskDeadlinesTests:";
    private static final Instant LATER = Instant.parse("2023-08-01T09:00:00Z");

    @Autowired
    private Engine engine;

    @Autowired
    private EngineProbe probe;

    @Autowired
    private EngineProbeProcess days;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private HistoryService history;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void deploy() {
        probe.deploy();
    }

    @Test
    void aTaskIsDueFromTheDayThatItsModelNames() {
        days.day(CODE + "from", LocalDate.of(2023, 3, 30));

        start("from");

        assertThat(probe.task(CODE + "from", "userTask_work").getDueDate())
                .isEqualTo(Date.from(Instant.parse("2023-04-03T15:59:59Z")));
    }

    @Test
    void aTaskThatIsDoneAndATaskThatIsCancelledOweNothing() {
        start("done");
        String done = probe.task(CODE + "done", "userTask_work").getId();
        probe.complete(CODE + "done", "userTask_work");
        start("cut");
        String cut = probe.task(CODE + "cut", "userTask_work").getId();
        engine.correlate("probeCut", CODE + "cut", Map.of());

        assertThat(ended("met_at", done)).isTrue();
        assertThat(ended("cancelled_at", cut)).isTrue();
    }

    @Test
    void theDueDateFollowsThoughTheMoverHasNoRightOnTheTask() {
        start("follows");
        String task = probe.task(CODE + "follows", "userTask_work").getId();

        probe.as("baihe1", List.of("squadBaihe"), () -> {
            deadlines.move(task, LATER);
            return null;
        });

        assertThat(probe.task(CODE + "follows", "userTask_work").getDueDate()).isEqualTo(Date.from(LATER));
        assertThat(history.createHistoricTaskInstanceQuery()
                        .taskId(task)
                        .singleResult()
                        .getDueDate())
                .isEqualTo(Date.from(LATER));
    }

    @Test
    void theDueDatesOfManyTasksFollowWithTheSameNumberOfStatements() {
        List<Deadline.Due> two = started("two", 2);
        List<Deadline.Due> thirty = started("thirty", 30);

        int ofTwo = Statements.during(() -> events.publishEvent(new Deadline.Moved(two)));
        int ofThirty = Statements.during(() -> events.publishEvent(new Deadline.Moved(thirty)));

        assertThat(ofThirty).isEqualTo(ofTwo);
        assertThat(probe.task(CODE + "thirty-29", "userTask_work").getDueDate()).isEqualTo(Date.from(LATER));
    }

    private List<Deadline.Due> started(String name, int many) {
        List<Deadline.Due> dues = new ArrayList<>();
        IntStream.range(0, many).mapToObj(i -> name + "-" + i).forEach(one -> {
            start(one);
            dues.add(new Deadline.Due(probe.task(CODE + one, "userTask_work").getId(), LATER));
        });
        dues.add(new Deadline.Due("no task of ours", LATER));
        return dues;
    }

    private void start(String name) {
        engine.startAll(EngineProbe.KEY, List.of(new Engine.Start(CODE + name, Map.of("group", "squadHuaxin"), null)));
    }

    private boolean ended(String column, String task) {
        return jdbc.sql("select " + column + " is not null from deadline where reference = ?")
                .param(task)
                .query(Boolean.class)
                .single();
    }
}
