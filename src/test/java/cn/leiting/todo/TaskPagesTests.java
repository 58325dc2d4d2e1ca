package cn.leiting.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.process.Launches;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 转办, 委派 and back, 抄送, 催办 on the task's page. One campaign of many squads; each test has a squad of its own. */
@LeitingTest
class TaskPagesTests {

    private static final String NO_TASK = "/tasks/00000000-0000-0000-0000-000000000000";

    /** The field work of each squad, by its name; the groups have five people each. */
    private static final Map<String, String> SQUADS = Map.of(
            "xujing",
            "310118106",
            "zhaoxiang",
            "310118105",
            "huaxin",
            "310118107",
            "chonggu",
            "310118109",
            "baihe",
            "310118110",
            "xianghuaqiao",
            "310118003");

    private static String campaign = "";

    @LocalServerPort
    private int port;

    @Autowired
    private Launches launches;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void launch() {
        if (campaign.isEmpty()) {
            campaign = launches.dispatched(3, SQUADS.values().toArray(String[]::new));
        }
    }

    private String fieldWork(String squad) {
        String code = campaign + ":" + SQUADS.get(squad);
        launches.begun(code, squad + "Lead");
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(code)
                .taskDefinitionKey("userTask_carryOut")
                .singleResult()
                .getId();
    }

    private Client as(String person) {
        return Client.of(person, port);
    }

    private Answer act(String person, String task, String what, Map<String, String> form) {
        return as(person).form("/tasks/" + task + "/" + what, form);
    }

    private Task now(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult();
    }

    @Test
    void goesToAColleagueForGoodWithAReason() {
        String task = fieldWork("xujing");
        Map<String, String> form = Map.of("to", "xujing2", "reason", "本人今日外出开会。");

        assertThat(act("xujing1", task, "transfer", Map.of("to", "xujing2", "reason", "忙"))
                        .status())
                .isEqualTo(422);
        assertThat(act("xujing1", task, "transfer", Map.of("to", "xujing1", "reason", "本人今日外出开会。"))
                        .status())
                .isEqualTo(422);
        assertThat(act("xujing1", task, "transfer", Map.of("to", "zhaoxiang1", "reason", "本人今日外出开会。"))
                        .status())
                .isEqualTo(422);
        for (String stranger : List.of("zhaoxiang1", "coordination1", "bureau1", "legal1", "police1", "admin")) {
            assertThat(act(stranger, task, "transfer", form).status())
                    .as(stranger)
                    .isEqualTo(403);
        }
        assertThat(as("xujing1")
                        .withoutToken("POST", "/tasks/" + task + "/transfer", "")
                        .status())
                .isEqualTo(403);
        assertThat(now(task).getAssignee()).isNull();

        assertThat(act("xujing1", task, "transfer", form).status()).isEqualTo(302);

        assertThat(now(task).getAssignee()).isEqualTo("xujing2");
        assertThat(as("xujing2").get("/tasks?of=mine").body()).contains(task, "本人今日外出开会。");
        assertThat(as("xujing1").get("/tasks?of=handed").body()).contains(task);
        assertThat(as("xujing1").get("/tasks?of=all").body()).doesNotContain(task);
        assertThat(act("xujing1", task, "transfer", form).status()).isEqualTo(403);
        assertThat(history.createUserOperationLogQuery()
                        .taskId(task)
                        .operationType("Assign")
                        .singleResult()
                        .getUserId())
                .isEqualTo("xujing1");
    }

    @Test
    void isShownToWhomItConcernsAndToSupervisorsAndLeaders() {
        String task = fieldWork("huaxin");

        for (String reader : List.of("huaxin1", "huaxinLead", "coordination1", "supervision1", "bureau1", "lead1")) {
            Answer page = as(reader).get("/tasks/" + task);
            assertThat(page.status()).as(reader).isEqualTo(200);
            assertThat(page.body()).contains(campaign + ":310118107", "现场检查", "填写内容", "签收分派");
        }
        for (String stranger : List.of("zhaoxiang1", "huaxinTown1", "legal1", "office1", "police1", "admin")) {
            assertThat(as(stranger).get("/tasks/" + task).status()).as(stranger).isEqualTo(403);
        }
        assertThat(as("huaxin1").get("/tasks/" + task).body())
                .contains("转办理由", "委派要求")
                .doesNotContain("催办内容");
        assertThat(as("bureau1").get("/tasks/" + task).body()).doesNotContain("转办理由", "催办内容", "抄送说明");
        assertThat(as("huaxin1").get(NO_TASK).status()).isEqualTo(404);
        assertThat(as("transport1").get("/tasks?of=handed").body()).contains("没有任务。");
        assertThat(as("transport1").get("/tasks?of=unknown"))
                .satisfies(page -> assertThat(page.status()).isEqualTo(422))
                .satisfies(page -> assertThat(page.body()).contains("没有这份任务清单。"));
    }

    @Test
    void aDelegatedTaskIsSubmittedByNobodyBeforeItIsBack() {
        String task = fieldWork("zhaoxiang");
        assertThat(act("zhaoxiang1", task, "delegate", Map.of("to", "zhaoxiang2", "request", "请代为核对点位。"))
                        .status())
                .isEqualTo(302);

        for (String person : List.of("zhaoxiang1", "zhaoxiang2")) {
            Answer answer = as(person).submit(task, Map.of("done", true));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("任务已委派他人，交回后才能提交。");
        }
        assertThatThrownBy(() -> tasks.complete(task)).hasMessageContaining("任务已委派他人，交回后才能提交。");
        assertThat(act("zhaoxiang2", task, "transfer", Map.of("to", "zhaoxiang3", "reason", "转给他人办理。"))
                        .status())
                .isEqualTo(409);
        assertThat(as("zhaoxiang2")
                        .engine("POST", "/task/" + task + "/unclaim", null)
                        .status())
                .isEqualTo(403);
        assertThat(act("zhaoxiang1", task, "give-back", Map.of("answer", "已核对。"))
                        .status())
                .isEqualTo(403);
        assertThat(act("zhaoxiang3", task, "take-back", Map.of()).status()).isEqualTo(403);
        assertThat(as("zhaoxiang2").get("/tasks/" + task).body()).contains("交回委派人");
        assertThat(as("zhaoxiang1").get("/tasks?of=handed").body()).contains(task);

        assertThat(act("zhaoxiang2", task, "give-back", Map.of("answer", "已核对，点位无误。"))
                        .status())
                .isEqualTo(302);

        assertThat(now(task).getAssignee()).isEqualTo("zhaoxiang1");
        assertThat(as("zhaoxiang1").get("/tasks/" + task).body()).contains("已核对，点位无误。", "请代为核对点位。");
        assertThat(as("zhaoxiang1").submit(task, Map.of("done", true)).body())
                .contains("点位未完成检查")
                .doesNotContain("委派");
        assertThat(act("zhaoxiang2", task, "give-back", Map.of("answer", "再交一次。"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoDelegatedMayTakeItBackAndItGoesBackToNobodyElse() {
        String task = fieldWork("baihe");
        act("baihe1", task, "delegate", Map.of("to", "baihe2", "request", "请代为核对点位。"));

        assertThat(act("baihe1", task, "take-back", Map.of()).status()).isEqualTo(302);
        assertThat(now(task).getAssignee()).isEqualTo("baihe1");
        assertThat(act("baihe1", task, "take-back", Map.of()).status()).isEqualTo(409);

        assertThat(act("baihe1", task, "transfer", Map.of("to", "baihe3", "reason", "本人今日外出开会。"))
                        .status())
                .isEqualTo(302);
        act("baihe3", task, "delegate", Map.of("to", "baihe2", "request", "请代为核对点位。"));
        act("baihe2", task, "give-back", Map.of("answer", "已核对。"));

        assertThat(now(task).getAssignee()).isEqualTo("baihe3");
    }

    @Test
    void aCopyIsReadOnceAndOpensTheTaskToWhoGotIt() {
        String task = fieldWork("chonggu");
        Map<String, String> form = Map.of("receivers", "bureau1,legal2", "text", "供领导了解进度。");
        assertThat(as("legal2").get("/tasks/" + task).status()).isEqualTo(403);
        assertThat(act("police1", task, "copies", form).status()).isEqualTo(403);
        assertThat(act("legal2", task, "copies", form).status()).isEqualTo(403);
        assertThat(act("chonggu1", task, "copies", Map.of("receivers", "zhaoxiang1"))
                        .status())
                .isEqualTo(422);
        assertThat(act("chonggu1", task, "copies", Map.of()).status()).isEqualTo(422);

        assertThat(act("chonggu1", task, "copies", form).status()).isEqualTo(302);

        assertThat(as("chonggu1").get("/tasks/" + task).body()).contains("供领导了解进度。", ">未读<");
        assertThat(as("legal2").get("/tasks?of=copies").body()).contains(task, "供领导了解进度。", ">未读<");
        assertThat(as("legal2").get("/tasks/" + task).status()).isEqualTo(200);
        assertThat(as("legal2").get("/tasks?of=copies").body())
                .contains(task, "已阅")
                .doesNotContain(">未读<");
        assertThat(act("chonggu1", task, "copies", form).status()).isEqualTo(409);
        assertThat(jdbc.sql("select count(*) from task_copy_read join task_copy on id = copy where task = ?")
                        .param(task)
                        .query(Integer.class)
                        .single())
                .isOne();
        for (String table : List.of("task_operation", "task_copy", "task_copy_read", "task_opened")) {
            assertThatThrownBy(() -> jdbc.sql("delete from " + table).update())
                    .as(table)
                    .hasMessageContaining(table);
        }
    }

    @Test
    void onlySupervisorsUrgeOnlyWhatIsLateAndOnceADay() {
        Task review = tasks.createTaskQuery()
                .processInstanceBusinessKey(campaign + ":310118106")
                .listPage(0, 1)
                .get(0);
        Map<String, String> words = Map.of("text", "请于今日下班前办结此事。");
        assertThat(act("supervision1", review.getId(), "urge", words).status()).isEqualTo(409);
        tasks.setDueDate(review.getId(), Date.from(clock.instant().minusSeconds(3600)));

        for (String person : List.of("xujing1", "xujingLead", "bureau1", "legal1", "admin")) {
            assertThat(act(person, review.getId(), "urge", words).status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(act("supervision1", review.getId(), "urge", words).status()).isEqualTo(302);
        assertThat(act("coordination1", review.getId(), "urge", words).status()).isEqualTo(409);
        assertThat(as("xujingLead").get("/").body()).contains("请于今日下班前办结此事。");
        assertThat(as("supervision1").get("/tasks/" + review.getId()).body()).contains("请于今日下班前办结此事。");
    }

    @Test
    void readsAPageInAsManyStatementsHoweverManyTasksThereAre() {
        Client few = as("water1");
        Client many = as("coordination1");
        few.get("/tasks");
        many.get("/tasks");

        for (TaskKind kind : TaskKind.values()) {
            String page = "/tasks?of=" + kind.code();
            assertThat(Statements.during(() -> many.get(page)))
                    .as(page)
                    .isEqualTo(Statements.during(() -> few.get(page)))
                    .isLessThanOrEqualTo(12);
        }
    }

    @Test
    void sortsWhatIsDueTodayFromWhatIsLate() {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(campaign + ":310118003")
                .singleResult();
        Client lead = as("xianghuaqiaoLead");

        tasks.setDueDate(task.getId(), Date.from(clock.instant().plusSeconds(3600)));
        assertThat(lead.get("/tasks?of=today").body()).contains(task.getId());
        assertThat(lead.get("/tasks?of=late").body()).doesNotContain(task.getId());

        tasks.setDueDate(task.getId(), Date.from(clock.instant().minusSeconds(86_400)));
        assertThat(lead.get("/tasks?of=today").body()).doesNotContain(task.getId());
        assertThat(lead.get("/tasks?of=late").body()).contains(task.getId());
        assertThat(lead.get("/tasks?of=group").body()).contains(task.getId());
        assertThat(lead.get("/tasks?of=mine").body()).doesNotContain(task.getId());
        assertThat(lead.get("/tasks?of=returned").body()).doesNotContain(task.getId());
    }
}
