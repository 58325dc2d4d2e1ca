package cn.leiting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the doors ask of the engine beyond the tasks that people complete. */
@LeitingTest
class EngineTests {

    private static final String CODE = "EngineTests:";

    @Autowired
    private Engine engine;

    @Autowired
    private EngineProbe probe;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void deploy() {
        probe.deploy();
    }

    @Test
    void startsManyForTheirGroupsThoughTheCallerMayStartNone() {
        probe.as("coordination1", List.of("deptCoordination"), () -> {
            engine.startAll(
                    EngineProbe.KEY,
                    List.of(start("all-huaxin", "squadHuaxin", "squadHuaxin"), start("all-baihe", "squadBaihe", null)));
            return null;
        });

        assertThat(seen("huaxin1", "squadHuaxin", "all-huaxin")).isEqualTo(1);
        assertThat(seen("baihe1", "squadBaihe", "all-huaxin")).isZero();
        assertThat(seen("baihe1", "squadBaihe", "all-baihe")).isEqualTo(1);
        assertThat(mayRead("squadHuaxin", "all-huaxin")).isTrue();
        assertThat(mayRead("squadBaihe", "all-huaxin")).isFalse();
        assertThat(mayRead("squadBaihe", "all-baihe")).isFalse();
    }

    @Test
    void theRightsOnATaskAndOnAnInstanceEndWithThem() {
        start("ends");
        String instance = probe.instance(CODE + "ends").getId();
        String task = probe.task(CODE + "ends", "userTask_work").getId();
        assertThat(grants(task)).containsExactly("squadHuaxin");
        assertThat(grants(instance)).containsExactly("squadHuaxin");

        probe.complete(CODE + "ends", "userTask_work");
        probe.complete(CODE + "ends", "userTask_review");
        engine.correlate("probeClosed", CODE + "ends", Map.of());

        assertThat(probe.instance(CODE + "ends")).isNull();
        assertThat(grants(task)).isEmpty();
        assertThat(grants(instance)).isEmpty();
    }

    @Test
    void aPersonWhoGetsATaskLaterMayWorkOnItToo() {
        start("later");
        String task = probe.task(CODE + "later", "userTask_work").getId();

        tasks.addCandidateGroup(task, "leadHuaxin");
        tasks.addCandidateGroup(task, "squadHuaxin");
        tasks.setAssignee(task, "huaxin2");

        assertThat(grants(task)).containsExactlyInAnyOrder("squadHuaxin", "leadHuaxin", "huaxin2");
        assertThat(authorizations.isUserAuthorized("huaxin2", List.of(), Permissions.TASK_WORK, Resources.TASK, task))
                .isTrue();
    }

    @Test
    void startsByTheMessageOfAStartEvent() {
        probe.as("huaxin1", List.of("squadHuaxin"), () -> {
            engine.startBy("probeStarted", CODE + "message", Map.of("group", "squadHuaxin"));
            return null;
        });

        assertThat(probe.open(CODE + "message")).containsExactly("userTask_work");
    }

    @Test
    void startsInTheMiddle() {
        probe.as("huaxin1", List.of("squadHuaxin"), () -> {
            engine.startBefore(
                    EngineProbe.KEY, CODE + "middle", Map.of("group", "squadHuaxin"), "userTask_review", "squadHuaxin");
            return null;
        });

        assertThat(probe.open(CODE + "middle")).containsExactly("userTask_review");
        assertThat(mayRead("squadHuaxin", "middle")).isTrue();
    }

    @Test
    void aMessageReachesTheOneInstanceThatWaitsAtACatchEvent() {
        start("catch-1");
        start("catch-2");
        for (String code : List.of(CODE + "catch-1", CODE + "catch-2")) {
            probe.complete(code, "userTask_work");
            probe.complete(code, "userTask_review");
        }

        assertThat(probe.<Boolean>as(
                        "huaxin1",
                        List.of("squadHuaxin"),
                        () -> engine.correlate("probeClosed", CODE + "catch-1", Map.of("closedBy", "x"))))
                .isTrue();

        assertThat(probe.instance(CODE + "catch-1")).isNull();
        assertThat(probe.instance(CODE + "catch-2")).isNotNull();
    }

    @Test
    void aMessageAtTheEdgeOfAPartEndsThePart() {
        start("edge");

        assertThat(engine.correlate("probeCut", CODE + "edge", Map.of("reason", "SILENT")))
                .isTrue();

        assertThat(probe.open(CODE + "edge")).containsExactly("userTask_cut");
        assertThat(tasks.getVariable(probe.task(CODE + "edge", "userTask_cut").getId(), "reason"))
                .isEqualTo("SILENT");
    }

    @Test
    void eachRequestOfAnEventSubProcessHasItsOwnVariables() {
        start("asked");

        engine.correlate("probeAsked", CODE + "asked", Map.of("squad", "A"));
        engine.correlate("probeAsked", CODE + "asked", Map.of("squad", "B"));

        assertThat(probe.open(CODE + "asked")).containsExactly("userTask_decide", "userTask_decide", "userTask_work");
        assertThat(tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(CODE + "asked")
                        .taskDefinitionKey("userTask_decide")
                        .list()
                        .stream()
                        .map(task -> tasks.getVariable(task.getId(), "squad")))
                .containsExactlyInAnyOrder("A", "B");
        assertThat(runtime.getVariables(probe.instance(CODE + "asked").getId())).doesNotContainKey("squad");
    }

    @Test
    void aMessageThatNobodyWaitsForIsToldAndStartsNothing() {
        start("nobody");

        assertThat(engine.correlate("probeClosed", CODE + "nobody", Map.of())).isFalse();
        assertThat(engine.correlate("probeAsked", CODE + "unknown", Map.of())).isFalse();
        assertThat(engine.correlate("probeStarted", CODE + "unknown", Map.of())).isFalse();
        assertThat(probe.instance(CODE + "unknown")).isNull();
    }

    @Test
    void goesBackToAPartAndCancelsWhatRanAfterIt() {
        start("back");
        probe.complete(CODE + "back", "userTask_work");
        String review = probe.task(CODE + "back", "userTask_review").getId();

        probe.as("huaxin1", List.of("squadHuaxin"), () -> {
            engine.goBack(CODE + "back", EngineProbe.KEY, "field");
            return null;
        });

        assertThat(probe.open(CODE + "back")).containsExactly("userTask_work");
        assertThat(probe.timer(CODE + "back", "timer_date")).isNull();
        assertThat(history.createHistoricTaskInstanceQuery()
                        .taskId(review)
                        .singleResult()
                        .getEndTime())
                .isNotNull();
        assertThat(cancelled(review)).isTrue();

        probe.complete(CODE + "back", "userTask_work");
        assertThat(probe.open(CODE + "back")).containsExactly("userTask_review");
    }

    @Test
    void goesBackInsideAPartWithoutLeavingIt() {
        start("inside");
        engine.correlate("probeAsked", CODE + "inside", Map.of());
        String before = probe.task(CODE + "inside", "userTask_work").getId();

        engine.goBack(CODE + "inside", EngineProbe.KEY, "userTask_work");

        assertThat(probe.task(CODE + "inside", "userTask_work").getId()).isNotEqualTo(before);
        assertThat(probe.open(CODE + "inside")).containsExactly("userTask_decide", "userTask_work");
        assertThat(runtime.getActivityInstance(probe.instance(CODE + "inside").getId())
                        .getActivityInstances("field"))
                .hasSize(1);
    }

    @Test
    void refusesToGoBackInWhatRunsNoMore() {
        assertThatThrownBy(() -> engine.goBack(CODE + "gone", EngineProbe.KEY, "field"))
                .hasCauseInstanceOf(Refusal.class)
                .hasMessage("事项已办结，不能退回前面的环节。");
    }

    private void start(String name) {
        engine.startAll(EngineProbe.KEY, List.of(start(name, "squadHuaxin", "squadHuaxin")));
    }

    private static Engine.Start start(String name, String group, String reader) {
        return new Engine.Start(CODE + name, Map.of("group", group), reader);
    }

    private long seen(String user, String group, String name) {
        return probe.as(
                user,
                List.of(group),
                () -> tasks.createTaskQuery()
                        .processInstanceBusinessKey(CODE + name)
                        .count());
    }

    private boolean mayRead(String group, String name) {
        return authorizations.isUserAuthorized(
                "somebody",
                List.of(group),
                Permissions.READ,
                Resources.PROCESS_INSTANCE,
                probe.instance(CODE + name).getId());
    }

    private List<String> grants(String resource) {
        return jdbc.sql("select coalesce(group_id_, user_id_) from act_ru_authorization where resource_id_ = ?")
                .param(resource)
                .query(String.class)
                .list();
    }

    private boolean cancelled(String reference) {
        return jdbc.sql("select cancelled_at is not null from deadline where reference = ?")
                .param(reference)
                .query(Boolean.class)
                .single();
    }
}
