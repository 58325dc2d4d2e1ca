package cn.leiting.complaint;

import static cn.leiting.Csrf.csrf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.shared.Actor;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class ComplaintPageTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String OPEN =
            "TP0001,占道设摊,2023-01-10 08:30,2023-01-16 17:00,赵巷镇城管中队,P-310118105-0007,路口有摊贩。,,,";
    private static final String OVERDUE = "TP0002,其他,2023/1/9 8:30,2023/1/11 17:00,310118106,,夜间噪声。,,,";
    private static final String LATE =
            "TP0003,占道设摊,2023-01-08 08:30,2023-01-10 17:00,310118106,,路口有摊贩。,2023-01-11 09:00,否,已劝离。";

    @Autowired
    private MockMvc browser;

    @Autowired
    private ComplaintFile files;

    @Autowired
    private Complaints complaints;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void tell() {
        assertThat(files.read(csv(OPEN, OVERDUE, LATE), COORDINATION).refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deptCoordination", "deptSupervision", "bureauLeadership", "leadLeader", "districtViceHead"})
    void showsAllToSupervisorsAndLeaders(String group) throws Exception {
        shows(
                "/complaints",
                group,
                allOf(containsString("TP0001"), containsString("TP0002"), containsString("TP0003")));
        shows("/complaints/TP0001", group, containsString("路口有摊贩。"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"squadXujing", "leadXujing", "townXujing"})
    void showsASquadAndItsTownTheirOwn(String group) throws Exception {
        shows("/complaints", group, allOf(not(containsString("TP0001")), containsString("TP0002")));
        shows("/complaints/TP0002", group, containsString("夜间噪声。"));
        forbidden("/complaints/TP0001", group);
        forbidden("/complaints?squad=310118105", group);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptLegal", "deptOffice", "decideXujing", "reviewXujing", "agencyPolice", "camunda-admin"})
    void forbidsEveryoneElse(String group) throws Exception {
        forbidden("/complaints", group);
        forbidden("/complaints/TP0001", group);
    }

    @ParameterizedTest
    @CsvSource({
        "state=OPEN, TP0001 TP0002, TP0003",
        "state=OVERDUE, TP0002, TP0001 TP0003",
        "state=CLOSED, TP0003, TP0001 TP0002",
        "state=LATE, TP0003, TP0001 TP0002",
        "kind=VIO_STALL, TP0001 TP0003, TP0002",
        "kind=OTHER, TP0002, TP0001 TP0003",
        "squad=310118106, TP0002 TP0003, TP0001",
        "squad=310118106&state=OPEN&kind=OTHER, TP0002, TP0001 TP0003"
    })
    void filters(String query, String shown, String hidden) throws Exception {
        String page = browser.perform(get("/complaints?" + query).with(login("deptSupervision")))
                .andReturn()
                .getResponse()
                .getContentAsString(UTF_8);

        assertThat(page).contains(shown.split(" ")).doesNotContain(hidden.split(" "));
    }

    @Test
    void refusesAFilterThatIsNone() throws Exception {
        browser.perform(get("/complaints?state=SOON").with(login("deptSupervision")))
                .andExpect(status().is(422));
        browser.perform(get("/complaints?squad=310118108").with(login("deptSupervision")))
                .andExpect(status().isNotFound());
        browser.perform(get("/complaints/TP9999").with(login("deptSupervision")))
                .andExpect(status().isNotFound());
    }

    @Test
    void tellsWhatIsLate() throws Exception {
        shows("/complaints/TP0001", "deptSupervision", containsString("<span class=\"tag\">在办</span>"));
        shows("/complaints/TP0002", "deptSupervision", containsString("<span class=\"late\">在办已逾期</span>"));
        shows(
                "/complaints/TP0003",
                "deptSupervision",
                allOf(
                        containsString("<span class=\"late\">逾期办结</span>"),
                        containsString("不满意"),
                        containsString("2023年1月11日 09:00")));
    }

    @Test
    void namesTheCampaignsWhosePointsAndDaysItFallsInto() throws Exception {
        given("TH-2058-81", "2023-01-10", "P-310118105-0007", false);
        given("TH-2058-82", "2023-01-11", "P-310118105-0007", false);
        given("TH-2058-83", "2023-01-01", "P-310118105-0008", false);
        given("TH-2058-84", "2023-01-01", "P-310118105-0007", true);

        shows(
                "/complaints/TP0001",
                "squadZhaoxiang",
                allOf(
                        containsString("TH-2058-81"),
                        not(containsString("TH-2058-82")),
                        not(containsString("TH-2058-83")),
                        not(containsString("TH-2058-84"))));
        shows("/complaints/TP0002", "squadXujing", containsString("不属于任何行动的点位。"));
    }

    @Test
    void aSquadClosesItsOwnOnThePage() throws Exception {
        shows("/complaints/TP0001", "squadZhaoxiang", containsString("登记办结"));
        shows("/complaints/TP0001", "townZhaoxiang", not(containsString("登记办结")));

        browser.perform(post("/complaints/TP0001/close")
                        .param("closedAt", "2023-01-12T08:00")
                        .param("satisfied", "")
                        .param("result", "已劝离。")
                        .with(login("squadZhaoxiang"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/complaints/TP0001"));

        assertThat(complaints.get("TP0001").isOpen()).isFalse();
        shows("/complaints/TP0001", "squadZhaoxiang", allOf(containsString("按期办结"), not(containsString("登记办结"))));
    }

    @Test
    void showsTheClustersOfWhomTheyConcern() throws Exception {
        files.read(
                csv(
                        "TP1001,占道设摊,2023-01-10 09:30,2023-01-16 17:00,310118105,,路口有摊贩。,,,",
                        "TP1002,占道设摊,2023-01-10 09:30,2023-01-16 17:00,310118106,,路口有摊贩。,,,",
                        "TP1003,占道设摊,2023-01-10 09:30,2023-01-16 17:00,310118106,,路口有摊贩。,,,"),
                COORDINATION);

        shows("/complaints", "squadXujing", containsString("2个街镇收到“占道设摊”诉件5件"));
        shows("/complaints", "squadXiayang", not(containsString("2个街镇收到")));
    }

    @Test
    void importsAFileAndReportsRowByRow() throws Exception {
        String again = csv(
                OPEN,
                OVERDUE.replace("夜间噪声", "夜间施工噪声"),
                "TP0004,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,路口有摊贩。,2023-01-11 09:00,是,已劝离。",
                "TP0004,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,路口有摊贩。,,,",
                "TP0005,占道设摊,今天,2023-01-16 17:00,310118106,,路口有摊贩。,,,",
                "TP0006,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,路口有摊贩。,,是,",
                "TP0007,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,路口有摊贩。,2023-01-11 09:00,大概,已劝离。",
                "TP0008,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,路口有摊贩。,2023-01-09 09:00,是,已劝离。",
                "TP0009,占道设摊,2023-01-10 08:30",
                "TP0010,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,电话13812345678。,,,");
        browser.perform(multipart("/complaints")
                        .file(new MockMultipartFile("file", again.getBytes(UTF_8)))
                        .with(login("deptCoordination"))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("新增 1 行"),
                                containsString("更新 0 行"),
                                containsString("未变 1 行"),
                                containsString("退回 8 行"),
                                containsString("诉件TP0002已过办理期限，不能再更改，只能办结。"),
                                containsString("工单号“TP0004”与第4行重复。"),
                                containsString("接单时间“今天”不是时间，请写成2023-01-12 09:00的样子。"),
                                containsString("填写是否满意和办理结果的，须填写办结时间。"),
                                containsString("是否满意应为“是”“否”或者留空。"),
                                containsString("办结时间不能早于接单时间。"),
                                containsString("应为10列，实为3列。"),
                                containsString("诉求内容中不能有手机号或者身份证号，请删去后再提交。"))));
        assertThat(complaints.get("TP0004").isOpen()).isFalse();
    }

    @Test
    void aFileClosesWhatIsOpenAndOlderFilesOpenNothingAgain() {
        assertThat(files.read(csv(OVERDUE.replace(",,,", ",2023-01-12 08:00,,已告知。")), COORDINATION)
                        .totals())
                .containsEntry(Complaints.Outcome.UPDATED, 1L);
        assertThat(files.read(csv(OVERDUE), COORDINATION).totals()).containsEntry(Complaints.Outcome.UNCHANGED, 1L);
        assertThat(complaints.get("TP0002").isLate()).isTrue();
        assertThat(files.read(csv(OVERDUE.replace(",,,", ",2023-01-12 07:00,,已告知。")), COORDINATION)
                        .refused())
                .singleElement()
                .returns("诉件TP0002已经办结，不能再次办结。", ComplaintFile.Row::sentence);
    }

    @Test
    void takesAFileWithoutTheLastThreeColumns() {
        ComplaintFile.Report report = files.read(
                ComplaintFile.HEADER + "\nTP0011,占道设摊,2023-01-10 08:30,2023-01-16 17:00,310118106,,路口有摊贩。",
                COORDINATION);

        assertThat(report.totals()).containsEntry(Complaints.Outcome.CREATED, 1L);
    }

    @Test
    void onlyCoordinationImports() throws Exception {
        for (String group : Set.of("deptSupervision", "bureauLeadership", "leadZhaoxiang", "camunda-admin")) {
            browser.perform(multipart("/complaints")
                            .file(new MockMultipartFile("file", csv(OPEN).getBytes(UTF_8)))
                            .with(login(group))
                            .with(csrf()))
                    .andExpect(status().isForbidden());
        }
        shows("/complaints", "deptSupervision", not(containsString("导入诉件")));
        shows("/complaints", "deptCoordination", containsString("导入诉件"));
    }

    @Test
    void pagesThroughWithTheSameNumberOfStatements() throws Exception {
        int few = Statements.during(() -> open("/complaints"));
        assertThat(files.read(
                                csv(IntStream.range(0, 60)
                                        .mapToObj(
                                                i -> "TQ%04d,其他,2023-01-01 08:%02d,2023-01-16 17:00,310118105,,噪声扰民。,,,"
                                                        .formatted(i, i))
                                        .toArray(String[]::new)),
                                COORDINATION)
                        .refused())
                .isEmpty();

        assertThat(Statements.during(() -> open("/complaints"))).isEqualTo(few);
        shows(
                "/complaints",
                "deptSupervision",
                allOf(containsString("更早的诉件"), containsString("TQ0013"), not(containsString("TQ0012"))));
        shows(
                "/complaints?before=TQ0013",
                "deptSupervision",
                allOf(containsString("TQ0012"), containsString("TQ0000"), not(containsString("TQ0013<"))));
    }

    private void given(String campaign, String firstDay, String point, boolean excused) {
        jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        values (?, 'CAMPAIGN', '市容整治', 'THEME_DEBRIS', 'THEME_DEBRIS-1', ?::date, '2023-01-20', now())
                        """).params(campaign, firstDay).update();
        jdbc.sql("""
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds, excused,
                                                    excuse_reason)
                        values (?, ?, '310118105', 2, 'ROUTINE', 1, ?, case when ? then '点位所在道路封闭施工，无法检查。' end)
                        """).params(campaign, point, excused, excused).update();
    }

    private static String csv(String... rows) {
        return ComplaintFile.HEADER_WITH_CLOSING + "\n" + String.join("\n", rows);
    }

    private void open(String path) {
        try {
            browser.perform(get(path).with(login("deptSupervision"))).andExpect(status().isOk());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private void shows(String path, String group, Matcher<String> what) throws Exception {
        browser.perform(get(path).with(login(group)))
                .andExpect(status().isOk())
                .andExpect(content().string(what));
    }

    private void forbidden(String path, String group) throws Exception {
        browser.perform(get(path).with(login(group))).andExpect(status().isForbidden());
    }

    private static RequestPostProcessor login(String... groups) {
        return user("someone")
                .authorities(
                        Set.of(groups).stream().map(SimpleGrantedAuthority::new).collect(Collectors.toSet()));
    }
}
