package cn.leiting.process;

import static cn.leiting.process.Launches.XUJING;
import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.accept;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.overview.Rounds;
import cn.leiting.report.SpecialReport;
import cn.leiting.report.SpecialReports;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring;
import cn.leiting.scoring.Scorings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 批量办理 by 法规监督科, through HTTP: of each kind one row is refused and the other done. */
@LeitingTest
class BatchApprovalTests {

    private static final String OPINION = "经复核情况属实，予以同意。";

    @LocalServerPort
    private int port;

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SquadTasks squadTasks;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private Scorings scorings;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Test
    void countersignsWhatNobodyElseHas() {
        String campaign = launches.dispatched(3, ZHAOXIANG, XUJING);
        String done = taskOf(campaign, ZHAOXIANG);
        String taken = taskOf(campaign, XUJING);
        launches.fedBack(done, "zhaoxiangLead");
        launches.fedBack(taken, "xujingLead");
        desk.submit("coordination1", done, "reviewFeedback", accept());
        desk.submit("coordination1", taken, "reviewFeedback", accept());
        tasks.claim(open(taken, "countersign"), "supervision2");

        approves("countersign", done, taken, "认领。");

        assertThat(desk.tasks("supervision1", done, "countersign")).isEmpty();
        desk.fire(done, "serviceTask_closeTask");
        assertThat(squadTasks.get(done).state()).isEqualTo(State.ACCEPTED);
        assertThat(squadTasks.get(taken).state()).isEqualTo(State.REVIEWED);
    }

    @Test
    void cosignsReportsButNoneThatIsDelegated() {
        String done = drafted("一季度进展情况专报");
        String lent = drafted("二季度进展情况专报");
        String task = open(lent, "cosignReport");
        tasks.setOwner(task, "supervision1");
        tasks.delegateTask(task, "supervision2");

        approves("cosignReport", done, lent, "任务已委派他人，交回后才能提交。");

        assertThat(reports.get(done).status()).isEqualTo(SpecialReport.Status.COSIGNED);
        assertThat(reports.get(lent).status()).isEqualTo(SpecialReport.Status.DRAFTED);
    }

    @Test
    void checksScoresButNothingThatRests() {
        String done = computed("TH-2086-61");
        String resting = computed("TH-2086-62");
        runtime.suspendProcessInstanceById(tasks.createTaskQuery()
                .taskId(open(resting, "checkScores"))
                .singleResult()
                .getProcessInstanceId());

        approves("checkScores", done, resting, "任务已暂停，现在不能办理。");

        assertThat(scorings.get(done).status()).isEqualTo(Scoring.Status.CHECKED);
        assertThat(scorings.get(resting).status()).isEqualTo(Scoring.Status.COMPUTED);
    }

    /** Both are sent, and one of another kind; only supervision may. */
    private void approves(String kind, String done, String refused, String why) {
        String foreign = tasks.createTaskQuery()
                .processInstanceBusinessKey("TH-2023")
                .listPage(0, 1)
                .get(0)
                .getId();
        Map<String, String> form = Map.of(
                "of",
                kind,
                "tasks",
                String.join(",", open(done, kind), open(refused, kind), foreign),
                "opinion",
                OPINION);
        for (String person : List.of("coordination1", "xujingLead", "bureau1", "legal1", "office1", "admin")) {
            assertThat(as(person).form("/tasks/batch", form).status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(as(person).get("/tasks/batch?of=" + kind).status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(as("supervision1").get("/tasks/batch?of=" + kind).body())
                .contains(done)
                .doesNotContain(refused);

        String page = as("supervision1").form("/tasks/batch", form).body();

        assertThat(page).contains(done, refused, why, "这项任务不能由您批量办理。").containsOnlyOnce(">已办理<");
        assertThat(page.split(">未办理<", -1)).hasSize(3);
    }

    private String drafted(String title) {
        String code = desk.start("coordination1", "specialReport", Map.of("title", title))
                .getBusinessKey();
        Map<String, Object> draft = new HashMap<>();
        for (String part : List.of("overall", "progress", "practices", "problems", "nextSteps")) {
            draft.put(part, "本部分内容已经核对。");
        }
        draft.put("title", title);
        desk.submit("coordination1", code, "draftReport", draft);
        return code;
    }

    private String computed(String campaign) {
        rounds.dispatched(campaign, Rounds.ZHAOXIANG);
        String code = scorings.begin(campaign, Stage.PROVISIONAL, "system");
        runtime.startProcessInstanceByKey("campaignScoring", code, Map.of());
        desk.submit("coordination1", code, "supplyAdjustments", Map.of("confirmed", true));
        desk.fire(code, "serviceTask_computeScores");
        return code;
    }

    private Client as(String person) {
        return Client.of(person, port);
    }

    private String open(String subject, String task) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(subject)
                .taskDefinitionKey("userTask_" + task)
                .singleResult()
                .getId();
    }
}
