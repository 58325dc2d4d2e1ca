package cn.leiting.site;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class SitePageTests {

    private static final Map<String, String> A_YEAR_AGO = Map.of("now", "2022-01-12T09:00");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void loginPageAndItsAssetsAreOpenToAll() {
        Client anybody = Client.anonymous(port);

        assertThat(anybody.get("/login").status()).isEqualTo(200);
        assertThat(anybody.get("/login").body()).contains("账号", "密码", "name=\"_csrf\"", "leiting-demo");
        assertThat(anybody.get("/assets/leiting.css").status()).isEqualTo(200);
        assertThat(anybody.get("/assets/leiting.svg").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/programmes", "/tasks/of/TH-2023", "/no-such-page", "/camunda/app/tasklist/default/"})
    void everyOtherPageLeadsToTheLogin(String page) {
        Client.Answer answer = Client.anonymous(port).get(page);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(location(answer)).endsWith("/login");
    }

    @Test
    void aCallWithoutLoginIsRefusedInChinese() {
        Client.Answer answer = Client.anonymous(port).get("/api/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(contentType(answer)).isEqualTo("application/problem+json");
        assertThat(answer.json().path("detail").asText()).isEqualTo("请先登录。");
    }

    @Test
    void aWrongPasswordIsToldInChinese() {
        Client stranger = Client.anonymous(port);

        Client.Answer answer = stranger.login("nobody", "leiting-demo");

        assertThat(location(answer)).endsWith("/login?error");
        assertThat(stranger.get("/login?error").body()).contains("账号或密码不正确；连续输错五次的账号已锁定，请联系管理员解锁。");
    }

    @Test
    void logoutEndsTheLogin() {
        Client officer = Client.of("xiayangLead", port);

        Client.Answer answer = officer.form("/logout", Map.of());

        assertThat(location(answer)).endsWith("/login?logout");
        assertThat(officer.get("/login?logout").body()).contains("已退出登录。");
        assertThat(location(officer.get("/"))).endsWith("/login");
    }

    @Test
    void theCsrfCookieComesWithTheLoginPageAndScriptsMayReadIt() {
        List<String> cookies =
                Client.anonymous(port).get("/login").raw().headers().allValues("Set-Cookie");

        assertThat(cookies)
                .filteredOn(cookie -> cookie.startsWith("LEITING-XSRF="))
                .singleElement()
                .asString()
                .contains("Path=/")
                .doesNotContain("HttpOnly");
    }

    @Test
    void aCallTakesTheCookiesValueAsItIsAndNothingElse() {
        Client officer = Client.of("xiayangLead", port);
        officer.get("/");

        Client.Answer withHeader = officer.put("/api/demo/clock", A_YEAR_AGO);
        Client.Answer without = officer.withoutToken("PUT", "/api/demo/clock", A_YEAR_AGO);

        assertThat(withHeader.json().path("detail").asText()).isEqualTo("您没有办理此事的权限。");
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().path("detail").asText()).isEqualTo("页面已过期，请刷新后重新提交。");
    }

    @Test
    void aRefusalIsAProblemWithItsFields() {
        Client.Answer answer = Client.of("admin", port).put("/api/demo/clock", A_YEAR_AGO);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(contentType(answer)).isEqualTo("application/problem+json");
        assertThat(answer.json().path("detail").asText()).contains("时钟只能向前拨").endsWith("。");
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("now");
    }

    @Test
    void anUnknownPageIsOneChineseSentenceAndAWayBack() {
        Client.Answer answer = Client.of("coordination1", port).get("/no-such-page");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .contains("没有找到您要的内容。", "返回首页", "退出")
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("not found")
                .doesNotContain("at org.", "at cn.");
    }

    @Test
    void aForbiddenPageIsAnErrorPageToo() {
        Client.Answer answer = Client.of("xiayangLead", port).get("/actuator/metrics");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("您没有查看或办理此项内容的权限。", "返回首页");
    }

    @Test
    void anErrorPageHasTheFrameOfEveryPageWhateverFailed() {
        Client lead = Client.of("xiayangLead", port);

        assertThat(lead.get("/nothing").body()).contains("没有找到您要的内容。", "class=\"bell\"", "主导航", ">夏阳街道城管中队队长<");
        without(
                "act_id_user",
                () -> assertThat(lead.get("/nothing").body())
                        .contains("没有找到您要的内容。", "class=\"bell\"", "主导航", ">xiayangLead<"));
        without("notice_receipt", () -> {
            assertThat(lead.get("/nothing").body())
                    .contains("没有找到您要的内容。", "主导航")
                    .doesNotContain("class=\"bell\"");
            assertThat(lead.get("/campaigns").body()).contains("系统出了故障", "主导航").doesNotContain("class=\"bell\"");
        });
        without("spring_session", () -> {
            Client.Answer failed = lead.get("/campaigns");
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.body()).contains("系统出了故障", "返回首页").doesNotContain("主导航", "SQL");
        });
        assertThat(lead.get("/campaigns").status()).isEqualTo(200);
    }

    /** As if the database failed, there and nowhere else. */
    private void without(String table, Runnable test) {
        jdbc.sql("alter table " + table + " rename to gone").update();
        try {
            test.run();
        } finally {
            jdbc.sql("alter table gone rename to " + table).update();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "xiayangLead, false, false, false",
        "xiayangTown1, false, false, false",
        "supervision1, true, false, false",
        "bureau1, true, false, false",
        "coordination1, true, true, false",
        "admin, true, true, true"
    })
    void everybodySeesTheirOwnNavigation(String person, boolean cockpit, boolean organization, boolean admin) {
        String page = Client.of(person, port).get("/").body();

        assertThat(page).contains("首页", "待办");
        assertThat(page.contains("年度计划")).isEqualTo(!person.equals("admin"));
        assertThat(page.contains("流程监控")).isEqualTo(cockpit);
        assertThat(page.contains("组织机构")).isEqualTo(organization);
        assertThat(page.contains("日历与期限")).isEqualTo(organization);
        assertThat(page.contains("系统管理<")).isEqualTo(admin);
        assertThat(page.contains("时间快进")).isEqualTo(admin);
    }

    @Test
    void theFrameTellsTheTrialTime() {
        assertThat(Client.of("xiayang1", port).get("/").body()).contains("试用环境 · 当前时间", "2023年1月");
    }

    @Test
    void homeShowsTheSquadsTasksUnitAndDay() {
        String page = Client.of("xiayangLead", port).get("/").body();

        assertThat(page)
                .contains("夏阳", "工作日", "TH-2023")
                .containsPattern("2023年1月\\d+日 星期.")
                .contains("/camunda/app/tasklist/default/#/?task=");
    }

    @Test
    void aThingLeadsToItsOpenTaskInTasklist() {
        Client.Answer answer = Client.of("xiayangLead", port).get("/tasks/of/TH-2023");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(location(answer)).contains("/camunda/app/tasklist/default/#/?task=");
    }

    @Test
    void aThingWithoutAnOpenTaskSaysSo() {
        Client.Answer answer = Client.of("xiayangLead", port).get("/tasks/of/TH-1999");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("此事项目前没有待您办理的任务。");
    }

    @Test
    void pagesMayLoadNothingFromElsewhere() {
        Client.Answer answer = Client.of("coordination1", port).get("/");

        assertThat(answer.raw().headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
    }

    private static String location(Client.Answer answer) {
        return answer.raw().headers().firstValue("Location").orElse("");
    }

    private static String contentType(Client.Answer answer) {
        return answer.raw().headers().firstValue("Content-Type").orElse("");
    }

    @Test
    void aRefusedFormIsTheSentenceAlone() {
        Client lead = Client.of("yingpuLead", port);
        String task = lead.engine(
                        "GET",
                        "/task?processInstanceBusinessKey=TH-2023&taskDefinitionKey=userTask_designateLeader",
                        null)
                .json()
                .path(0)
                .path("id")
                .asText();

        Client.Answer answer =
                lead.submit(task, Map.of("officerId", "yingpuLead", "validFrom", "2023-01-13", "phone", "12"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).isEqualTo("联系电话须为11位手机号码。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//camunda/api/engine/engine/default/task", "/camunda/api;x/engine/engine/default/task"})
    void anOddPathIsRefusedBeforeAnybodyReadsIt(String path) {
        assertThat(Client.anonymous(port).get(path).status()).isEqualTo(400);
    }
}
