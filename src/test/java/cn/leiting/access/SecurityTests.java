package cn.leiting.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.organization.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class SecurityTests {

    private static final String HOSTILE =
            "${''.getClass().forName('cn.leiting.access.SecurityTests').name.concat('x')}";
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    IdentityService identity;

    @Autowired
    FilterService filters;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"xujing1", "supervision1", "admin"})
    void aQueryEvaluatesNoExpressionOfItsAuthor(String user) {
        Client browser = Client.of(user, port);

        for (Map<String, ?> query : List.of(
                Map.of("dueAfterExpression", HOSTILE),
                Map.of("orQueries", List.of(Map.of("dueAfterExpression", HOSTILE))),
                Map.of("orQueries", List.of(Map.of("assigneeExpression", HOSTILE))))) {
            for (String path : List.of("/task", "/task/count")) {
                var answer = browser.engine("POST", path, query);
                assertThat(answer.status()).as("%s %s", path, query).isEqualTo(400);
                assertThat(answer.body()).contains("xpression").doesNotContain("SecurityTestsx");
            }
        }
        assertThat(browser.engine("POST", "/task", Map.of("orQueries", List.of(Map.of("name", "无"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSharedListCannotBeExtendedWithAnExpression() {
        Client browser = Client.of("xujing1", port);
        String list = filterNamed(browser, "本部门全部");

        assertThat(browser.engine(
                                "POST",
                                "/filter/" + list + "/list",
                                Map.of("orQueries", List.of(Map.of("dueAfterExpression", HOSTILE))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aStoredFilterEvaluatesOnlyWhatListsNeed() {
        Client admin = Client.of("admin", port);

        String hostile = admin.engine("POST", "/filter/create", filter("hostile", HOSTILE))
                .json()
                .get("id")
                .asText();
        String usual = admin.engine("POST", "/filter/create", filter("usual", "${currentUser()}"))
                .json()
                .get("id")
                .asText();

        assertThat(admin.engine("GET", "/filter/" + hostile + "/list", null).status())
                .isEqualTo(400);
        assertThat(admin.engine("GET", "/filter/" + usual + "/list", null).status())
                .isEqualTo(200);
        filters.deleteFilter(hostile);
        filters.deleteFilter(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rights", "accounts", "dataSource", "identityService", "environment"})
    void aModelsExpressionsReachNoBeanButTheModelsClasses(String bean) {
        String deployment = repository
                .createDeployment()
                .addModelInstance(
                        "beanProbe.bpmn",
                        Bpmn.createExecutableProcess("beanProbe")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .serviceTask()
                                .camundaExpression("${" + bean + ".toString()}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        try {
            assertThatThrownBy(() -> runtime.startProcessInstanceByKey("beanProbe"))
                    .hasMessageContaining("Cannot resolve identifier '" + bean + "'");
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujing1", "supervision1", "admin"})
    void theSetupOfAFirstAdministratorIsDeniedToEverybody(String user) {
        Client browser = Client.of(user, port);
        browser.get("/camunda/app/tasklist/default/");

        assertThat(browser.post("/camunda/api/admin/setup/default/user/create", newAdministrator())
                        .status())
                .isEqualTo(403);
        assertThat(identity.createUserQuery().userId("intruder").count()).isZero();
    }

    @Test
    void theSetupOfAFirstAdministratorIsDeniedToTheAnonymous() {
        assertThat(Client.anonymous(port)
                        .post("/camunda/api/admin/setup/default/user/create", newAdministrator())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anonymousCallsAreRefusedAndPagesLeadToTheLogin() {
        Client anonymous = Client.anonymous(port);

        for (String call : List.of(ENGINE + "/task", "/camunda/api/engine/engine", "/api/calendar/due")) {
            assertThat(anonymous.get(call).status()).as(call).isEqualTo(401);
        }
        for (String page : List.of(
                "/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/cockpit/default/",
                "/camunda-welcome/index.html",
                "/webjars/camunda/index.html",
                "/camunda/lib/deps.js",
                "/actuator/metrics")) {
            var answer = anonymous.get(page);
            assertThat(answer.status()).as(page).isEqualTo(302);
            assertThat(location(answer)).as(page).endsWith("/login");
        }
    }

    @Test
    void onlyTheHealthProbeOfTheActuatorIsPublicAndTheRestIsForAdministrators() {
        assertThat(Client.anonymous(port).get("/actuator/health").status()).isEqualTo(200);
        assertThat(Client.of("xujing1", port).get("/actuator/metrics").status()).isEqualTo(403);
        assertThat(Client.of("admin", port).get("/actuator/metrics").status()).isEqualTo(200);
    }

    @Test
    void theEnginesOwnRestInterfaceIsNotThere() {
        assertThat(Client.of("admin", port).get("/engine-rest/task").status()).isEqualTo(404);
    }

    @Test
    void onlyAdministratorsOpenAdminAndOnlyReadersOpenCockpit() {
        assertThat(page("xujing1", "tasklist")).isEqualTo(200);
        assertThat(page("xujing1", "cockpit")).isEqualTo(403);
        assertThat(page("xujing1", "admin")).isEqualTo(403);
        assertThat(page("supervision1", "cockpit")).isEqualTo(200);
        assertThat(page("bureau1", "cockpit")).isEqualTo(200);
        assertThat(page("supervision1", "admin")).isEqualTo(403);
        assertThat(page("legal1", "cockpit")).isEqualTo(403);
        assertThat(page("admin", "cockpit")).isEqualTo(200);
        assertThat(page("admin", "admin")).isEqualTo(200);
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        Client browser = Client.anonymous(port);

        String cookie = browser.login("xujing1", "leiting-demo").raw().headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("SESSION="))
                .findFirst()
                .orElseThrow();

        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void aCallOfTasklistsInterfaceWithoutItsTokenIsRefused() {
        Client browser = Client.of("xujing1", port); // has not opened Tasklist yet, so it has no token

        assertThat(browser.post(ENGINE + "/task", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void aFormOfOurPagesWithoutItsTokenIsRefused() {
        Client browser = Client.anonymous(port); // has not opened the login page, so it has no token

        browser.form("/login", Map.of("username", "xujing1", "password", "leiting-demo"));

        assertThat(location(browser.get("/"))).endsWith("/login");
    }

    @Test
    void ourPagesRunNoScriptsButOurOwn() {
        assertThat(Client.anonymous(port)
                        .get("/login")
                        .raw()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void fiveWrongPasswordsLockTheAccount() {
        events.publishEvent(new Person.Registered("locked1", "锁定", Set.of("squadXujing"), "leiting-demo"));
        Client browser = Client.anonymous(port);

        for (int i = 0; i < 5; i++) {
            assertThat(location(browser.login("locked1", "wrong-password"))).contains("error");
            jdbc.sql("update act_id_user set lock_exp_time_ = null where id_ = 'locked1'")
                    .update(); // the short locks between are over
        }

        assertThat(location(browser.login("locked1", "leiting-demo"))).contains("error");
        assertThat(browser.get("/camunda/app/tasklist/default/").status()).isEqualTo(302);
    }

    @Test
    void fourWrongPasswordsDoNotYetLockTheAccount() {
        events.publishEvent(new Person.Registered("locked2", "未锁定", Set.of("squadXujing"), "leiting-demo"));
        Client browser = Client.anonymous(port);

        for (int i = 0; i < 4; i++) {
            browser.login("locked2", "wrong-password");
            jdbc.sql("update act_id_user set lock_exp_time_ = null where id_ = 'locked2'")
                    .update();
        }

        assertThat(location(browser.login("locked2", "leiting-demo"))).doesNotContain("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "welcome", "admin"})
    void theLogoutOfEachWebappEndsTheWholeSession(String app) {
        Client browser = Client.of("admin", port);
        assertThat(browser.get("/camunda/app/" + app + "/default/").status()).isEqualTo(200);

        assertThat(browser.post("/camunda/api/admin/auth/user/default/logout", "")
                        .status())
                .isLessThan(300);

        assertNothingIsOpen(browser);
    }

    @Test
    void ourOwnLogoutEndsTheWebappsToo() {
        Client browser = Client.of("admin", port);
        assertThat(browser.get("/camunda/app/tasklist/default/").status()).isEqualTo(200);

        browser.form("/logout", Map.of());

        assertNothingIsOpen(browser);
    }

    private static void assertNothingIsOpen(Client browser) {
        for (String page : List.of(
                "/",
                "/field",
                "/camunda/app/tasklist/default/",
                "/camunda/app/cockpit/default/",
                "/camunda/app/welcome/default/",
                "/camunda/app/admin/default/")) {
            assertThat(location(browser.get(page))).as(page).endsWith("/login");
        }
        for (String call : List.of(
                ENGINE + "/task",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/api/me")) {
            assertThat(browser.get(call).status()).as(call).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "welcome", "admin"})
    void theWebappsOwnLoginViewLeadsToOurs(String app) {
        Client browser = Client.of("admin", port);

        String config =
                browser.get("/camunda/app/" + app + "/scripts/config.js").body();
        String script = browser.get("/assets/webapps.js").body();

        assertThat(config).contains("customScripts: ['../../../assets/webapps'");
        assertThat(script).contains("location.replace('/login')");
    }

    @Test
    void thereIsNoSecondWayToLogIn() {
        Client browser = Client.of("xujing1", port);
        browser.get("/camunda/app/tasklist/default/");

        assertThat(browser.form(
                                "/camunda/api/admin/auth/user/default/login/tasklist",
                                Map.of("username", "admin", "password", "leiting-demo"))
                        .status())
                .isEqualTo(403);
        assertThat(Client.anonymous(port)
                        .form(
                                "/camunda/api/admin/auth/user/default/login/tasklist",
                                Map.of("username", "admin", "password", "leiting-demo"))
                        .status())
                .isEqualTo(401);
    }

    private static String location(Answer answer) {
        return answer.raw().headers().firstValue("Location").orElse("");
    }

    private int page(String user, String app) {
        return Client.of(user, port).get("/camunda/app/" + app + "/default/").status();
    }

    private static String filterNamed(Client browser, String name) {
        for (var filter : browser.engine("GET", "/filter", null).json()) {
            if (filter.get("name").asText().equals(name)) {
                return filter.get("id").asText();
            }
        }
        throw new AssertionError("no filter " + name);
    }

    private static Map<String, Object> filter(String name, String assignee) {
        return Map.of(
                "resourceType",
                "Task",
                "name",
                name,
                "query",
                Map.of("assigneeExpression", assignee),
                "properties",
                Map.of());
    }

    private static Map<String, Object> newAdministrator() {
        return Map.of(
                "profile", Map.of("id", "intruder", "firstName", "a", "lastName", "b"),
                "credentials", Map.of("password", "intruder-pw"));
    }
}
