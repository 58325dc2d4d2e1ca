package cn.leiting.roster;

import static cn.leiting.Csrf.csrf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.LeitingTest;
import cn.leiting.organization.Designation;
import cn.leiting.organization.Designations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import cn.leiting.organization.Person.Title;
import cn.leiting.shared.Actor;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class OrganizationPageTests {

    private static final String MOBILE = "310118000";
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    @Autowired
    private MockMvc browser;

    @Autowired
    private People people;

    @Autowired
    private Organization organization;

    @Autowired
    private Designations designations;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    private LocalDate today;

    @BeforeEach
    void hire() {
        today = LocalDate.now(clock);
        hire("topLead", Title.LEADER, null);
        hire("top1", Title.OFFICER, new Person.Certificate("TEST-PAGE-1", today.minusYears(2), today.minusDays(1)));
        hire("top2", Title.OFFICER, new Person.Certificate("TEST-PAGE-2", today.minusYears(2), today.plusDays(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptCoordination", "camunda-admin"})
    void showsUnitsSquadsAgenciesPeopleAndDesignations(String group) throws Exception {
        designations.designate(
                new Designation.Form(MOBILE, "topLead", today, null, "13800000000", null), COORDINATION.id());

        browser.perform(get("/organization?unit=" + MOBILE).with(login("top", group)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("310118105"),
                                containsString("赵巷镇综合行政执法队"),
                                containsString("赵巷镇人民政府"),
                                containsString("区水务局"),
                                containsString("测试人员topLead（topLead）"),
                                containsString("TEST-PAGE-1"))));
    }

    @Test
    void flagsCertificatesAsOfToday() throws Exception {
        browser.perform(get("/organization?unit=" + MOBILE + "&after=top").with(coordination()))
                .andExpect(content().string(allOf(containsString("已过期"), containsString("即将到期"))));
    }

    @Test
    void filtersByUnit() throws Exception {
        browser.perform(get("/organization?unit=deptLegal").with(coordination()))
                .andExpect(content().string(not(containsString("测试人员top1"))));
        browser.perform(get("/organization?unit=" + MOBILE).with(coordination()))
                .andExpect(content().string(containsString("测试人员top1")));
        browser.perform(get("/organization?unit=nowhere").with(coordination())).andExpect(status().isNotFound());
    }

    @Test
    void showsFiftyPeopleAndALinkToTheNext() throws Exception {
        for (int n = 100; n < 151; n++) {
            hire("tpa" + n, Title.OFFICER, null);
        }

        browser.perform(get("/organization?unit=" + MOBILE + "&after=tpa").with(coordination()))
                .andExpect(content()
                        .string(allOf(
                                containsString("测试人员tpa149"),
                                not(containsString("测试人员tpa150")),
                                containsString("/organization?unit=" + MOBILE + "&amp;after=tpa149"))));
        browser.perform(get("/organization?unit=" + MOBILE + "&after=tpa149").with(coordination()))
                .andExpect(content().string(allOf(containsString("测试人员tpa150"), not(containsString("下一页")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptLegal", "deptSupervision", "bureauLeadership", "squadZhaoxiang", "townZhaoxiang"})
    void forbidsEveryoneElse(String group) throws Exception {
        RequestPostProcessor other = login("other1", group);
        browser.perform(get("/organization").with(other)).andExpect(status().isForbidden());
        browser.perform(multipart("/organization/people")
                        .file(file(""))
                        .with(other)
                        .with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(post("/organization/handovers?from=topLead&to=top1&on=" + today)
                        .with(other)
                        .with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(post("/organization/designations/end?squad=" + MOBILE + "&lastDay=" + today)
                        .with(other)
                        .with(csrf()))
                .andExpect(status().isForbidden());
        assertThat(people.person("topLead").posts()).isNotEmpty();
    }

    @Test
    void importsAFileAndReportsRowByRow() throws Exception {
        String rows = RosterFile.HEADER + "\ntop8,测试人员top8,青浦城管机动中队,执法队员,,,,,leiting-demo"
                + "\ntop9,<b>测试</b>,青浦城管机动中队,科员,,,,,leiting-demo";

        browser.perform(multipart("/organization/people")
                        .file(file(rows))
                        .with(coordination())
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("新增 1 行"),
                                containsString("退回 1 行"),
                                containsString("没有职务“科员”"),
                                containsString("&lt;b&gt;测试"),
                                not(containsString("leiting-demo")))));
        assertThat(people.nameOf("top8")).isEqualTo("测试人员top8");
    }

    @Test
    void refusesAFileThatIsNone() throws Exception {
        for (byte[] bytes : Arrays.asList(
                new byte[0], "没有表头".getBytes(UTF_8), RosterFile.HEADER.getBytes(Charset.forName("GBK")))) {
            browser.perform(multipart("/organization/people")
                            .file(new MockMultipartFile("file", bytes))
                            .with(coordination())
                            .with(csrf()))
                    .andExpect(status().isUnprocessableEntity());
        }
    }

    @Test
    void handsOver() throws Exception {
        browser.perform(post("/organization/handovers?from=topLead&to=top1&on=" + today)
                        .with(coordination())
                        .with(csrf()))
                .andExpect(redirectedUrl("/organization?done#handovers"));

        assertThat(people.person("top1").leads(MOBILE)).isTrue();
        browser.perform(get("/organization").with(coordination()))
                .andExpect(content().string(containsString("职务：青浦城管机动中队队长")));
    }

    @ParameterizedTest
    @CsvSource({
        "'',top1,2023-01-12,请填写移交人的账号。",
        "topLead,'',2023-01-12,请填写接手人的账号。",
        "topLead,top1,'',请填写移交日期。",
        "topLead,topLead,2023-01-12,移交人和接手人不能是同一人。"
    })
    void refusesABadHandoverWithASentence(String from, String to, String on, String sentence) throws Exception {
        browser.perform(post("/organization/handovers")
                        .param("from", from)
                        .param("to", to)
                        .param("on", on)
                        .with(coordination())
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(sentence)));
    }

    @Test
    void endsADesignation() throws Exception {
        designations.designate(
                new Designation.Form(MOBILE, "topLead", today, null, "13800000000", null), COORDINATION.id());

        browser.perform(post("/organization/designations/end?squad=" + MOBILE + "&lastDay=" + today.plusDays(1))
                        .with(coordination())
                        .with(csrf()))
                .andExpect(redirectedUrl("/organization?done#designations"));

        assertThat(designations.of(MOBILE, today.plusDays(2))).isEmpty();
    }

    @Test
    void everyoneMayAskWhoTheyAre() throws Exception {
        browser.perform(get("/api/me").with(login("top1", "squadMobile")))
                .andExpect(jsonPath("$.id").value("top1"))
                .andExpect(jsonPath("$.name").value("测试人员top1"))
                .andExpect(jsonPath("$.groups[0]").value("squadMobile"))
                .andExpect(jsonPath("$.squad").value(MOBILE));
        browser.perform(get("/api/me").with(login("admin", "camunda-admin")))
                .andExpect(jsonPath("$.name").value("admin"))
                .andExpect(jsonPath("$.squad").value(nullValue()));
        browser.perform(get("/api/me")).andExpect(status().isUnauthorized());
    }

    /** The server must find the token inside the upload, before anyone is known to be logged in. */
    @Test
    void uploadIsKnownByItsHiddenToken() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        URI base = URI.create("http://127.0.0.1:" + port);
        http.send(HttpRequest.newBuilder(base.resolve("/login")).build(), HttpResponse.BodyHandlers.discarding());
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("LEITING-XSRF"))
                .findFirst()
                .orElseThrow()
                .getValue();

        assertThat(upload(http, base, token)).isEqualTo(302);
        assertThat(upload(http, base, "forged")).isEqualTo(403);
    }

    private static int upload(HttpClient http, URI base, String token) throws IOException, InterruptedException {
        String body = "--part\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n--part\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na\r\n--part--\r\n";
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/organization/people"))
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void hire(String userId, Title title, Person.Certificate certificate) {
        people.register(
                new Person.Form(
                        userId, "测试人员" + userId, organization.unit(MOBILE), title, certificate, null, "leiting-demo"),
                LocalDate.of(2023, 1, 1),
                COORDINATION);
    }

    private static MockMultipartFile file(String text) {
        return new MockMultipartFile("file", "人员.csv", "text/csv", text.getBytes(UTF_8));
    }

    private static RequestPostProcessor coordination() {
        return login("coordination1", "deptCoordination");
    }

    private static RequestPostProcessor login(String id, String group) {
        return user(id).authorities(new SimpleGrantedAuthority(group));
    }
}
