package cn.leiting.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.organization.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;

/** On a model of its own: first a task of 徐泾镇中队 and one of 赵巷镇中队, then one more of 徐泾镇中队. */
@LeitingTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebappCallsTests {

    private static final String KEY = "webappCallsProbe";

    private static final List<String> NEVER_ALLOWED = List.of(
            "POST /task/create",
            "PUT /task/{task}",
            "DELETE /task/{task}",
            "POST /task/{task}/bpmnError",
            "POST /task/{task}/bpmnEscalation",
            "POST /task/{task}/assignee",
            "POST /task/{task}/delegate",
            "POST /task/{task}/resolve",
            "POST /task/{task}/variables",
            "PUT /task/{task}/variables/x",
            "DELETE /task/{task}/variables/kept",
            "PUT /task/{task}/localVariables/x",
            "POST /task/{task}/identity-links",
            "POST /task/{task}/identity-links/delete",
            "POST /task/{task}/comment/create",
            "POST /task/{task}/attachment/create",
            "POST /process-definition/key/" + KEY + "/start",
            "POST /process-definition/{definition}/start",
            "POST /process-definition/{definition}/restart",
            "PUT /process-definition/key/" + KEY + "/suspended",
            "DELETE /process-definition/key/" + KEY + "",
            "POST /message",
            "POST /signal",
            "POST /condition",
            "POST /execution/{instance}/signal",
            "PUT /execution/{instance}/localVariables/kept",
            "POST /execution/{instance}/messageSubscriptions/m/trigger",
            "DELETE /process-instance/{instance}",
            "POST /process-instance/delete",
            "POST /process-instance/{instance}/modification",
            "PUT /process-instance/{instance}/suspended",
            "PUT /process-instance/{instance}/variables/kept",
            "POST /process-instance/{instance}/variables",
            "PUT /job/any/retries",
            "POST /job/any/execute",
            "PUT /job/any/duedate",
            "PUT /job-definition/any/retries",
            "DELETE /batch/any",
            "POST /migration/execute",
            "POST /modification/execute",
            "POST /deployment/create",
            "DELETE /deployment/{deployment}",
            "POST /decision-definition/key/planCheck/evaluate",
            "POST /external-task/fetchAndLock",
            "POST /external-task/any/complete",
            "POST /filter/create",
            "PUT /filter/{filter}",
            "DELETE /filter/{filter}",
            "POST /authorization/create",
            "DELETE /authorization/any",
            "POST /user/create",
            "PUT /user/legal1/profile",
            "PUT /user/legal1/credentials",
            "DELETE /user/legal1",
            "POST /user/legal1/unlock",
            "POST /group/create",
            "PUT /group/squadXujing/members/legal1",
            "POST /tenant/create",
            "POST /identity/verify",
            "DELETE /history/process-instance/{instance}",
            "POST /history/process-instance/delete",
            "PUT /history/user-operation/any/set-annotation",
            "POST /history/cleanup",
            "GET /optimize/task-instance/completed");

    private static final List<String> UNUSUAL = List.of(
            "/camunda/api/engine//engine/default/process-instance/{instance}",
            "//camunda/api/engine/engine/default/process-instance/{instance}",
            "/camunda/api/engine/engine/default/process-instance/{instance}/",
            "/camunda/api/engine/engine/default/process-instance/{instance};a=b",
            "/camunda/api;a=b/engine/engine/default/process-instance/{instance}",
            "/camunda/api/engine/engine/default/task/../process-instance/{instance}",
            "/camunda/api/engine/engine/default/./process-instance/{instance}",
            "/camunda/api/engine/engine/default/%70rocess-instance/{instance}",
            "/camunda/api/engine/engine/default%2Fprocess-instance/{instance}",
            "/camunda/api/engine/engine/default/task%2F..%2Fprocess-instance/{instance}",
            "/camunda/api/engine/engine/default/process-instance/{instance}%00",
            "/camunda/api/engine/engine/default/process-instance/{instance}%20",
            "/camunda/api/engine/engine/Default/process-instance/{instance}",
            "/camunda/API/engine/engine/default/process-instance/{instance}",
            "/Camunda/api/engine/engine/default/process-instance/{instance}");

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    ApplicationEventPublisher events;

    @LocalServerPort
    int port;

    private String deployment;
    private String instance;
    private String xujing;
    private String zhaoxiang;

    @BeforeEach
    void startProbe() {
        deployment = repository
                .createDeployment()
                .addModelInstance(KEY + ".bpmn", probe())
                .deploy()
                .getId();
        instance = runtime.startProcessInstanceByKey(KEY, "probe", Map.of("kept", "value"))
                .getId();
        xujing = taskOf("first");
        zhaoxiang = taskOf("other");
    }

    private static BpmnModelInstance probe() {
        BpmnModelInstance model = Bpmn.createExecutableProcess(KEY)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .parallelGateway("fork")
                .userTask("first")
                .camundaCandidateGroups("squadXujing")
                .userTask("second")
                .camundaCandidateGroups("squadXujing")
                .endEvent()
                .moveToNode("fork")
                .userTask("other")
                .camundaCandidateGroups("squadZhaoxiang")
                .endEvent()
                .done();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            CamundaProperty deadline = model.newInstance(CamundaProperty.class);
            deadline.setCamundaName("deadline");
            deadline.setCamundaValue("receipt.due");
            CamundaProperties properties = model.newInstance(CamundaProperties.class);
            properties.getCamundaProperties().add(deadline);
            task.builder().name("试探").addExtensionElement(properties);
        }
        return model;
    }

    @AfterEach
    void removeProbe() {
        repository.deleteDeployment(deployment, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujing1", "supervision1", "coordination1", "bureau1"})
    void nobodyButAdministratorsCallsWhatNeitherTasklistNorAReadingCockpitCalls(String user) {
        Client browser = browser(user);
        for (String call : NEVER_ALLOWED) {
            String method = call.split(" ")[0];
            String path = call.split(" ")[1]
                    .replace("{task}", xujing)
                    .replace("{instance}", instance)
                    .replace("{definition}", definition())
                    .replace("{deployment}", deployment)
                    .replace("{filter}", "any");

            Answer answer = browser.engine(method, path, Map.of());
            assertThat(answer.status()).as(call).isEqualTo(403);
            assertThat(answer.json().get("type").asText()).isEqualTo("Forbidden");
            assertThat(answer.json().get("message").asText()).isEqualTo("您没有进行这项操作的权限。");
        }
        assertThat(runtime.getVariables(instance)).isEqualTo(Map.of("kept", "value"));
    }

    @Test
    void anUnusualWayToWriteAPathIsNoWayIn() {
        for (String path : UNUSUAL) {
            Answer answer = browser("supervision1").send("DELETE", path.replace("{instance}", instance), "");
            assertThat(answer.status()).as(path).isGreaterThanOrEqualTo(400);
        }
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isOne();
    }

    @Test
    void aListWithoutALimitOrWithAHigherOneGivesWhatTheEngineGivesAtMost() {
        Client browser = browser("xujing1");

        for (String limit : List.of("", "?maxResults=2000", "?firstResult=0&maxResults=100000", "?name=x")) {
            assertThat(browser.engine("GET", "/filter" + limit, null).status())
                    .as(limit)
                    .isEqualTo(200);
            assertThat(browser.engine("GET", "/task" + limit, null).status())
                    .as(limit)
                    .isEqualTo(200);
        }
        assertThat(browser.engine("GET", "/filter?maxResults=2", null).json()).hasSize(2);
    }

    @Test
    void adminCountsWhatWasExecutedAndNobodyElseDoes() {
        String counts = "/camunda/api/admin/plugin/adminPlugins/default/metrics/aggregated"
                + "?groupBy=month&metrics=process-instances,task-users&startDate=2022-01-01&subscriptionStartDate=2022-01-01";

        assertThat(browser("admin").get(counts).status()).isEqualTo(200);
        for (String person : List.of("supervision1", "bureau1", "xujing1")) {
            assertThat(browser(person).get(counts).status()).as(person).isEqualTo(403);
        }
    }

    @Test
    void noOtherEngineIsServed() {
        assertThat(browser("admin").get("/camunda/api/engine/engine/other/task").status())
                .isEqualTo(403);
        assertThat(browser("admin").get("/camunda/app/tasklist/other/").status())
                .isEqualTo(404);
    }

    @Test
    void aSquadFindsClaimsReturnsAndCompletesItsTask() {
        Client browser = browser("xujing1");

        assertThat(inFilter(browser, "本部门待领")).contains(xujing).doesNotContain(zhaoxiang);
        assertThat(browser.engine("GET", "/task/" + xujing, null).status()).isEqualTo(200);
        assertThat(browser.engine("GET", "/task/" + xujing + "/form", null).status())
                .isEqualTo(200);

        assertThat(browser.engine("POST", "/task/" + xujing + "/claim", Map.of("userId", "xujing1"))
                        .status())
                .isEqualTo(204);
        assertThat(inFilter(browser, "我的待办")).contains(xujing);
        assertThat(inFilter(browser, "本部门待领")).doesNotContain(xujing);
        assertThat(inFilter(browser, "本部门全部")).contains(xujing);

        assertThat(browser.engine("POST", "/task/" + xujing + "/unclaim", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(inFilter(browser, "我的待办")).doesNotContain(xujing);

        assertThat(browser.submit(xujing, Map.of()).status()).isEqualTo(204);
        assertThat(taskOf("second")).isNotNull();
    }

    @Test
    void nobodyGivesBackWhatAColleagueClaimed() {
        tasks.claim(xujing, "xujing1");

        assertThat(browser("xujing2")
                        .engine("POST", "/task/" + xujing + "/unclaim", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(tasks.createTaskQuery().taskId(xujing).singleResult().getAssignee())
                .isEqualTo("xujing1");
    }

    @Test
    void aLateTaskIsInTheListOfLateOnes() {
        var task = tasks.createTaskQuery().taskId(xujing).singleResult();
        task.setDueDate(new Date(0));
        tasks.saveTask(task);

        assertThat(inFilter(browser("xujing1"), "已逾期")).contains(xujing);
        assertThat(inFilter(browser("zhaoxiang1"), "已逾期")).doesNotContain(xujing);
    }

    @Test
    void nobodyClaimsForSomebodyElse() {
        Client browser = browser("xujing1");

        for (Object claim : List.of(
                Map.of("userId", "xujing2"),
                Map.of(),
                "",
                "no json",
                "{\"userId\":null}",
                "{\"userId\":\"xujing1\",\"userId\":\"xujing2\"}")) {
            assertThat(browser.engine("POST", "/task/" + xujing + "/claim", claim)
                            .status())
                    .as("%s", claim)
                    .isEqualTo(403);
        }
        assertThat(tasks.createTaskQuery().taskId(xujing).singleResult().getAssignee())
                .isNull();
    }

    @Test
    void anotherSquadsTaskIsOutOfReach() {
        Client browser = browser("zhaoxiang1");

        for (String path : List.of("", "/form", "/form-variables", "/identity-links", "/rendered-form", "/comment")) {
            assertThat(browser.engine("GET", "/task/" + xujing + path, null).status())
                    .as(path)
                    .isIn(403, 404);
        }
        assertThat(browser.engine("POST", "/task/" + xujing + "/claim", Map.of("userId", "zhaoxiang1"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.engine("POST", "/task/" + xujing + "/unclaim", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit(xujing, Map.of()).status()).isEqualTo(403);
        assertThat(browser.engine("POST", "/task/" + xujing + "/complete", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(ids(browser.engine("POST", "/task", Map.of("processInstanceId", instance))
                        .json()))
                .containsExactly(zhaoxiang);
        assertThat(browser.engine("GET", "/history/user-operation?processInstanceId=" + instance, null)
                        .json())
                .isEmpty();
        for (String path : List.of(
                "/process-instance/" + instance,
                "/process-instance/" + instance + "/variables",
                "/variable-instance?processInstanceIdIn=" + instance,
                "/history/process-instance/" + instance,
                "/history/variable-instance?processInstanceId=" + instance,
                "/history/task?processInstanceId=" + instance)) {
            assertThat(browser.engine("GET", path, null).status()).as(path).isIn(403, 404);
        }
    }

    @Test
    void aCompletionTakesTheWayOfAForm() {
        for (Client browser : List.of(browser("xujing1"), browser("admin"))) {
            String task = taskOf("first") == null ? taskOf("second") : taskOf("first");

            Answer answer = browser.engine(
                    "POST", "/task/" + task + "/complete", Map.of("variables", Client.variables(Map.of("stray", "x"))));

            assertThat(answer.status()).isEqualTo(204);
            assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
        }
        assertThat(runtime.getVariables(instance)).isEqualTo(Map.of("kept", "value"));
    }

    @Test
    void aFieldThatTheFormDoesNotHaveReachesNobody() {
        Map<String, Object> values = new HashMap<>(Map.of("kept", "forged", "stray", "x"));

        assertThat(browser("xujing1").submit(xujing, values).status()).isEqualTo(204);

        assertThat(runtime.getVariables(instance)).isEqualTo(Map.of("kept", "value"));
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance)
                        .variableName("stray")
                        .count())
                .isZero();
    }

    @Test
    void aDelegatedTaskCannotBeSubmittedBeforeItIsBack() {
        tasks.delegateTask(xujing, "xujing1");

        for (String way : List.of("/submit-form", "/complete")) {
            Answer answer = browser("xujing1").engine("POST", "/task/" + xujing + way, Map.of("variables", Map.of()));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("任务已委派他人，交回后才能提交。");
        }
    }

    @Test
    void nobodyBeginsBehindTheFirstStep() {
        Map<String, Object> body =
                Map.of("startInstructions", List.of(Map.of("type", "startBeforeActivity", "activityId", "second")));

        assertThat(browser("coordination1")
                        .engine("POST", "/process-definition/key/" + KEY + "/start", body)
                        .status())
                .isEqualTo(403);
        assertThat(browser("coordination1")
                        .engine("POST", "/process-definition/key/" + KEY + "/submit-form", body)
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .count())
                .isOne();
    }

    @Test
    void onlyTheContractsGroupsStartAProcess() {
        assertThat(mayStart("deptCoordination")).isTrue();
        for (String group : List.of("deptSupervision", "bureauLeadership", "squadXujing", "leadXujing")) {
            assertThat(mayStart(group)).as(group).isFalse();
        }
        assertThat(browser("xujing1")
                        .engine("POST", "/process-definition/key/annualProgramme/submit-form", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"supervision1", "bureau1"})
    void supervisorsAndLeadersReadEverythingInCockpit(String user) {
        Client browser = browser(user);

        for (String path : List.of(
                "/task/" + xujing,
                "/task/" + zhaoxiang,
                "/process-instance/" + instance,
                "/process-instance/" + instance + "/activity-instances",
                "/process-definition/key/" + KEY + "/xml",
                "/history/process-instance/" + instance)) {
            assertThat(browser.engine("GET", path, null).status()).as(path).isEqualTo(200);
        }
        assertThat(browser.engine("GET", "/history/activity-instance?processInstanceId=" + instance, null)
                        .json())
                .isNotEmpty();
        assertThat(browser.engine("POST", "/process-instance", Map.of("processDefinitionKey", KEY))
                        .json())
                .hasSize(1);
        assertThat(browser.engine("POST", "/variable-instance", Map.of("processInstanceIdIn", List.of(instance)))
                        .json())
                .hasSize(1);
        assertThat(browser.get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics")
                        .body())
                .contains(KEY);
    }

    @Test
    void evenTheEngineItselfLetsASupervisorChangeNothing() {
        for (String group : Rights.READERS) {
            for (var permission :
                    List.of(Permissions.UPDATE, Permissions.DELETE, Permissions.TASK_WORK, Permissions.TASK_ASSIGN)) {
                assertThat(authorizations.isUserAuthorized(
                                "supervision1", List.of(group), permission, Resources.TASK, xujing))
                        .isFalse();
            }
            for (var permission : List.of(
                    Permissions.UPDATE_INSTANCE,
                    Permissions.DELETE_INSTANCE,
                    Permissions.UPDATE_TASK,
                    Permissions.TASK_WORK,
                    Permissions.DELETE_HISTORY)) {
                assertThat(authorizations.isUserAuthorized(
                                "supervision1", List.of(group), permission, Resources.PROCESS_DEFINITION, KEY))
                        .as("%s %s", group, permission)
                        .isFalse();
            }
        }
        assertThat(browser("supervision1").submit(xujing, Map.of()).status()).isEqualTo(403);
        assertThat(browser("supervision1")
                        .engine("POST", "/task/" + xujing + "/claim", Map.of("userId", "supervision1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPersonChangesTheirOwnPasswordKnowingTheOldOne() {
        events.publishEvent(new Person.Registered("changer1", "换密码", Set.of("squadXujing"), "leiting-demo"));
        Client browser = browser("changer1");

        assertThat(browser.engine("GET", "/user/changer1/profile", null).status())
                .isEqualTo(200);
        assertThat(browser.engine("GET", "/user/xujing2/profile", null).status())
                .isIn(403, 404);
        assertThat(browser.engine(
                                "PUT",
                                "/user/changer1/credentials",
                                Map.of("password", "my-new-password", "authenticatedUserPassword", "leiting-demo"))
                        .status())
                .isEqualTo(204);
        assertThat(identity.checkPassword("changer1", "my-new-password")).isTrue();
        assertThat(browser.engine("PUT", "/user/changer1/credentials", Map.of("password", "third-password"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void administratorsAreNotHeldBack() {
        Client admin = browser("admin");

        assertThat(admin.engine(
                                "PUT",
                                "/process-instance/" + instance + "/variables/kept",
                                Map.of("value", "corrected", "type", "String"))
                        .status())
                .isEqualTo(204);
        assertThat(admin.engine("GET", "/user", null).json()).hasSizeGreaterThan(5);
        assertThat(admin.engine("DELETE", "/process-instance/" + instance, Map.of())
                        .status())
                .isEqualTo(204);
    }

    private final Map<String, Client> browsers = new HashMap<>();

    private Client browser(String user) {
        return browsers.computeIfAbsent(user, name -> {
            Client browser = Client.of(name, port);
            browser.engine("GET", "/task", null);
            return browser;
        });
    }

    private List<String> inFilter(Client browser, String name) {
        for (JsonNode filter : browser.engine("GET", "/filter", null).json()) {
            if (filter.get("name").asText().equals(name)) {
                return ids(browser.engine("POST", "/filter/" + filter.get("id").asText() + "/list", Map.of())
                        .json());
            }
        }
        throw new AssertionError("no filter " + name);
    }

    private static List<String> ids(JsonNode tasks) {
        return tasks.findValuesAsText("id");
    }

    private boolean mayStart(String group) {
        return authorizations.isUserAuthorized(
                "somebody",
                List.of(group),
                Permissions.CREATE_INSTANCE,
                Resources.PROCESS_DEFINITION,
                "annualProgramme");
    }

    private String taskOf(String activity) {
        var task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(activity)
                .singleResult();
        return task == null ? null : task.getId();
    }

    private String definition() {
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .singleResult()
                .getId();
    }
}
