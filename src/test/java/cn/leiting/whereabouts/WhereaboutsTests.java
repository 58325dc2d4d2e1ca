package cn.leiting.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Source;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Joint operations that 赵巷镇城管中队 proposes, and cases of it; today is 2023-01-12. */
@LeitingTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhereaboutsTests {

    private static final String ZHAOXIANG = "310118105";
    private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Cases cases;

    @Autowired
    private Whereabouts whereabouts;

    private final Map<String, Client> clients = new HashMap<>();

    @Test
    void whoMayDoItIsLedToTheTask() {
        String code = proposed();

        String task = task("coordination1", code);

        assertThat(location(get("coordination1", "/tasks/of/" + code))).endsWith(TASK + task);
    }

    @Test
    void whoHasNoTaskLearnsWhoHasItAndSinceWhen() {
        String code = proposed();

        assertThat(page("supervision1", code))
                .contains("联合执法" + code, "执法协调科", "待认领", "2023年1月12日", "href=\"/joint/" + code + "\"")
                .contains("href=\"/review/" + instance(code) + "\"", "href=\"/instances/of/" + code + "\"")
                .doesNotContain(TASK);
    }

    @Test
    void aColleagueOfWhoClaimedItSeesTheNameAndTheTask() {
        String code = proposed();
        String task = task("coordination1", code);
        claim("coordination1", task);

        assertThat(page("coordination2", code))
                .contains("执法协调科科员1", TASK + task)
                .doesNotContain("待认领");
        assertThat(location(get("coordination1", "/tasks/of/" + code))).endsWith(TASK + task);
    }

    @ParameterizedTest
    @CsvSource({
        "zhaoxiang1, 200", // who proposed it
        "lead1, 200",
        "viceHead1, 200",
        "admin, 200",
        "legal1, 404",
        "xujing1, 404",
        "police1, 404", // not invited yet
        "zhaoxiangTown1, 404"
    })
    void onlyWhoMayFollowAThingLearnsOfIt(String person, int status) {
        Answer answer = get(person, "/tasks/of/" + proposed());

        assertThat(answer.status()).isEqualTo(status);
        if (status == 404) {
            assertThat(answer.body()).contains("此事项目前没有待您办理的任务。").doesNotContain("执法协调科");
        }
    }

    @ParameterizedTest
    @CsvSource({"office2, 200", "xiayangTown1, 200", "xiayang1, 200", "police1, 404"})
    void whatIsCommonIsFollowedBySectionsSquadsAndTowns(String person, int status) {
        assertThat(get(person, "/tasks/of/TH-2023").status()).isIn(status, status == 200 ? 302 : status);
    }

    @ParameterizedTest
    @CsvSource({
        "zhaoxiangDecide1, 200",
        "zhaoxiangTown1, 200",
        "supervision1, 200",
        "xujing1, 404",
        "office1, 404",
        "legal1, 404"
    })
    void whatNamesASquadIsFollowedByThatSquad(String person, int status) {
        try (Probe probe = probe("CASE-310118105-2036-000001")) {
            assertThat(get(person, "/tasks/of/" + probe.key()).status()).isEqualTo(status);
        }
    }

    @Test
    void whatIsOverSaysSoAndLeadsToItsReview() {
        String code = proposed();
        submit("coordination1", code, Map.of("decision", "REJECT", "comment", "本局职权已经足够。"));

        assertThat(page("supervision1", code)).contains("此事项的流程已于2023年1月12日", "没有待办理的任务。");
        assertThat(location(get("supervision1", "/instances/of/" + code)))
                .endsWith("/review/" + instanceOfEnded("supervision1", code));
    }

    @Test
    void whatRunsLeadsToCockpit() {
        String code = proposed();

        assertThat(location(get("bureau1", "/instances/of/" + code)))
                .endsWith("/camunda/app/cockpit/default/#/process-instance/" + instance(code) + "/runtime");
        assertThat(get("xujing1", "/instances/of/" + code).status()).isEqualTo(403);
    }

    @Test
    void thePageTakesTheSameNumberOfStatementsHoweverManySteps() {
        String code = proposed();
        Client leader = client("viceHead1");
        leader.get("/tasks/of/" + code);

        int one = Statements.during(() -> leader.get("/tasks/of/" + code));
        int many = Statements.during(() -> leader.get("/tasks/of/TH-2023"));

        assertThat(page("viceHead1", "TH-2023").split("待认领")).hasSizeGreaterThan(5);
        assertThat(many).isEqualTo(one);
    }

    @Test
    void besideATaskStandsWhatWasDoneBeforeIt() {
        String code = proposed();
        claim("coordination1", task("coordination1", code));
        submit("coordination1", code, Map.of("decision", "RETURN", "comment", "请写明涉及的职责。"));
        String task = task("zhaoxiang1", code);

        JsonNode course = get("zhaoxiang1", "/api/tasks/" + task + "/course").json();

        assertThat(course.path("key").asText()).isEqualTo(code);
        assertThat(course.path("kind").asText()).isEqualTo("联合执法");
        assertThat(course.path("page").asText()).isEqualTo("/joint/" + code);
        assertThat(course.path("review").isNull()).isTrue();
        assertThat(course.path("steps")).hasSize(2);
        assertThat(course.path("steps").path(0).path("to").isNull()).isTrue();
        assertThat(course.path("steps").path(1).path("who").asText()).isEqualTo("执法协调科科员1");
        assertThat(course.path("steps").path(1).path("completed").asBoolean()).isTrue();
        assertThat(get("lead1", "/api/tasks/" + task + "/course")
                        .json()
                        .path("review")
                        .asText())
                .isEqualTo("/review/" + instance(code));
        assertThat(get("xujing1", "/api/tasks/" + task + "/course").status()).isEqualTo(404);
        assertThat(get("coordination1", "/api/tasks/none/course").status()).isEqualTo(404);
    }

    @Test
    void cockpitLearnsWhoWasAskedToAJointOperation() {
        String code = proposed();
        submit("coordination1", code, Map.of("decision", "APPROVE"));

        JsonNode subject = subject("viceHead1", instance(code));

        assertThat(subject.path("key").asText()).isEqualTo(code);
        assertThat(subject.path("review").asText()).isEqualTo("/review/" + instance(code));
        assertThat(subject.path("squads").isNull()).isTrue();
        assertThat(subject.path("table").path("state").asText()).isNotEmpty();
        assertThat(subject.path("table").path("rows").toString()).contains("青浦公安分局", "待发函");
        assertThat(subject.path("table").path("columns")).hasSize(4);
    }

    @Test
    void cockpitLearnsTheClocksOfACaseButNotForThoseToWhomCasesAreClosed() {
        String code = filed();
        try (Probe probe = probe(code)) {
            JsonNode table = subject("supervision1", probe.instance()).path("table");
            assertThat(table.path("rows").toString()).contains("2023年4月12日");
            assertThat(table.path("state").asText()).isEqualTo("调查取证");

            for (String person : List.of("bureau1", "coordination1", "admin")) {
                JsonNode closed = subject(person, probe.instance());
                assertThat(closed.path("table").isNull()).as(person).isTrue();
                assertThat(closed.path("closed").asText()).startsWith("您没有查看案件的权限");
            }
        }
    }

    @Test
    void cockpitIsToldWhereTheSquadsOfALookBackStand() {
        try (Probe probe = probe("LB-2036-01:310118105")) {
            JsonNode subject = subject("bureau1", probe.instance());

            assertThat(subject.path("squads").asText()).isEqualTo("/api/look-backs/LB-2036-01/squads");
            assertThat(subject.path("table").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"xujing1, 403", "legal1, 403", "police1, 403", "supervision2, 404"})
    void whatCockpitLearnsIsForItsReaders(String person, int status) {
        assertThat(get(person, "/api/instances/none/subject").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "supervision1, deptSupervision, /review/1",
        "zhaoxiangLead, leadZhaoxiang, /processes/1",
        "xujingLead, leadXujing, ",
        "police1, agencyPolice, /processes/1"
    })
    void theReviewPageIsTheOneThatIsOpenToThePerson(String person, String group, String page) {
        LocalDateTime since = LocalDateTime.parse("2023-01-12T09:00");
        Thing thing = new Thing("TH-2023-01:310118105", "1", "1", "中队任务", since, null, false);

        assertThat(whereabouts.reviewOf(thing, new Actor(person, Set.of(group))))
                .isEqualTo(page);
    }

    private record Probe(RepositoryService repository, String deployment, String instance, String key)
            implements AutoCloseable {

        @Override
        public void close() {
            repository.deleteDeployment(deployment, true);
        }
    }

    /** An instance that waits for nobody's task. */
    private Probe probe(String key) {
        String deployment = repository
                .createDeployment()
                .addModelInstance(
                        "whereaboutsProbe.bpmn",
                        Bpmn.createExecutableProcess("whereaboutsProbe")
                                .name("试探")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .intermediateCatchEvent()
                                .name("等待答复")
                                .message("whereaboutsProbe")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        return new Probe(
                repository,
                deployment,
                runtime.startProcessInstanceByKey("whereaboutsProbe", key).getId(),
                key);
    }

    private String proposed() {
        Map<String, Object> form = Map.of(
                "kind", "DEBRIS",
                "matter", "渣土车夜间未密闭运输，涉及道路交通和运输许可。",
                "place", "盈港路、崧泽大道",
                "suggestedAgencies", "[\"agencyPolice\"]",
                "from", "2023-02-01",
                "to", "2023-02-03");
        Map<String, Map<String, Object>> variables = new HashMap<>(Client.variables(form));
        variables.put("suggestedAgencies", Map.of("value", "[\"agencyPolice\"]", "type", "Json"));
        Answer started = client("zhaoxiang1")
                .engine("POST", "/process-definition/key/jointEnforcement/submit-form", Map.of("variables", variables));
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        return started.json().path("businessKey").asText();
    }

    private String filed() {
        String code = cases.register(
                new Source(
                        ZHAOXIANG,
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        "VIO_STALL",
                        "试用点位7门前",
                        "在人行道上设摊经营，影响通行。",
                        LocalDate.of(2023, 1, 12),
                        LocalDate.of(2023, 1, 12)),
                "zhaoxiang1");
        cases.route(code, Proposal.ORDINARY, "zhaoxiang1");
        cases.file(code, LocalDate.of(2023, 1, 12), "zhaoxiangDecide1");
        return code;
    }

    private void submit(String person, String code, Map<String, Object> form) {
        assertThat(client(person).submit(task(person, code), form).status()).isEqualTo(204);
    }

    private void claim(String person, String task) {
        assertThat(client(person)
                        .engine("POST", "/task/" + task + "/claim", Map.of("userId", person))
                        .status())
                .isEqualTo(204);
    }

    private String task(String person, String code) {
        return client(person)
                .engine("GET", "/task?processInstanceBusinessKey=" + code, null)
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    private String instance(String code) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .singleResult()
                .getId();
    }

    private String instanceOfEnded(String person, String code) {
        return client(person)
                .engine("GET", "/history/process-instance?processInstanceBusinessKey=" + code, null)
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    private JsonNode subject(String person, String instance) {
        Answer answer = get(person, "/api/instances/" + instance + "/subject");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String page(String person, String code) {
        Answer answer = get(person, "/tasks/of/" + code);
        assertThat(answer.status()).as(person).isEqualTo(200);
        return answer.body();
    }

    private Answer get(String person, String path) {
        return client(person).get(path);
    }

    private Client client(String person) {
        return clients.computeIfAbsent(person, name -> Client.of(name, port));
    }

    private static String location(Answer answer) {
        return answer.raw().headers().firstValue("Location").orElse("");
    }
}
