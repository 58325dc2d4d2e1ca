package cn.leiting.gazetteer;

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
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Actor;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class CataloguePageTests {

    private static final RequestPostProcessor COORDINATION = login("deptCoordination");

    @Autowired
    private MockMvc browser;

    @Autowired
    private Points points;

    @Autowired
    private PointFiles files;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deptCoordination",
                "deptSupervision",
                "deptLegal",
                "deptOffice",
                "bureauLeadership",
                "leadLeader",
                "districtViceHead",
                "squadMobile"
            })
    void showsThePointsOfAllTownsAndTheChecklists(String group) throws Exception {
        browser.perform(get("/catalogue?squad=310118105").with(login(group)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("赵巷镇试用点位07（堆场）"),
                                containsString("<span class=\"tag\">试用数据</span>"),
                                containsString("渣土运输专项整治检查表（第1版，8项）"),
                                containsString("上海市生活垃圾管理条例第五十七条第一款"),
                                containsString("5,000至50,000"),
                                containsString("责令改正，拒不改正的处罚"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"squadZhaoxiang", "leadZhaoxiang"})
    void aSquadSeesItsOwnTown(String group) throws Exception {
        browser.perform(get("/catalogue").with(login(group)))
                .andExpect(content().string(allOf(containsString("赵巷镇试用点位20"), not(containsString("徐泾镇")))));
        browser.perform(get("/catalogue?squad=310118106").with(login(group))).andExpect(status().isNotFound());
        browser.perform(get("/catalogue?after=P-310118106-0001").with(login(group)))
                .andExpect(content().string(containsString("没有点位。")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"townZhaoxiang", "decideZhaoxiang", "reviewZhaoxiang", "agencyPolice", "camunda-admin"})
    void forbidsEveryoneElse(String group) throws Exception {
        browser.perform(get("/catalogue").with(login(group))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptSupervision", "bureauLeadership", "leadZhaoxiang", "squadZhaoxiang", "camunda-admin"})
    void onlyCoordinationKeepsThePoints(String group) throws Exception {
        browser.perform(multipart("/catalogue/points")
                        .file(file(PointFile.HEADER))
                        .with(login(group))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(post("/points/P-310118105-0007/close")
                        .param("reason", "店铺已经关闭。")
                        .with(login(group))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        assertThat(points.find("P-310118105-0007")).get().matches(Point::isActive);
    }

    @Test
    void othersSeeNoForms() throws Exception {
        browser.perform(get("/catalogue").with(login("deptSupervision")))
                .andExpect(content().string(allOf(not(containsString("导入点位")), not(containsString("移位建议")))));
        browser.perform(get("/catalogue").with(COORDINATION))
                .andExpect(content().string(allOf(containsString("导入点位"), containsString("移位建议"))));
    }

    @Test
    void filtersBySquadAndKind() throws Exception {
        browser.perform(get("/catalogue?squad=310118105&kind=YARD").with(COORDINATION))
                .andExpect(content()
                        .string(allOf(
                                containsString("P-310118105-0007"),
                                not(containsString("P-310118105-0001")),
                                not(containsString("P-310118106")))));
        browser.perform(get("/catalogue?squad=310118000").with(COORDINATION)).andExpect(status().isNotFound());
        browser.perform(get("/catalogue?kind=HOUSE").with(COORDINATION)).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void showsFiftyPointsAndALinkToTheNext() throws Exception {
        files.importFile(
                (PointFile.HEADER + "\n"
                                + IntStream.range(9201, 9252)
                                        .mapToObj(number ->
                                                "P-310118106-" + number + ",徐泾镇城管中队,道路,测试路段,诸光路1号,31.1786,121.2755,80")
                                        .collect(Collectors.joining("\n")))
                        .getBytes(UTF_8),
                new Actor("coordination1", Set.of("deptCoordination")));

        browser.perform(get("/catalogue?squad=310118106&kind=ROAD&after=P-310118106-9200")
                        .with(COORDINATION))
                .andExpect(
                        content()
                                .string(
                                        allOf(
                                                containsString("P-310118106-9250"),
                                                not(containsString("P-310118106-9251")),
                                                containsString(
                                                        "squad=310118106&amp;kind=ROAD&amp;status=&amp;text=&amp;after=P-310118106-9250"))));
        browser.perform(get("/catalogue?squad=310118106&kind=ROAD&after=P-310118106-9250")
                        .with(COORDINATION))
                .andExpect(content().string(allOf(containsString("P-310118106-9251"), not(containsString("下一页")))));
    }

    @Test
    void asksTheSameForOnePointAndForFifty() throws Exception {
        int few = statements("/catalogue?squad=310118105&kind=YARD");

        assertThat(statements("/catalogue")).isEqualTo(few).isPositive();
    }

    @Test
    void importsAFileAndReportsWhatWasRefused() throws Exception {
        String rows = PointFile.HEADER
                + "\nP-310118106-9101,徐泾镇城管中队,沿街商铺,测试商铺,诸光路1号,31.1786,121.2755,80"
                + "\nP-310118106-9102,徐泾镇城管中队,沿街商铺,<b>测试</b>,诸光路2号,121.2755,31.1786,80";

        browser.perform(multipart("/catalogue/points")
                        .file(file(rows))
                        .with(COORDINATION)
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("新增 1 行"),
                                containsString("退回 1 行"),
                                containsString("纬度和经度似乎填反了。"),
                                containsString("&lt;b&gt;测试&lt;/b&gt;"),
                                not(containsString("P-310118106-9101")))));
        assertThat(points.find("P-310118106-9101")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "没有表头"})
    void refusesAFileThatIsNone(String text) throws Exception {
        browser.perform(multipart("/catalogue/points")
                        .file(file(text))
                        .with(COORDINATION)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity());
    }

    @Test
    void closesAPoint() throws Exception {
        browser.perform(post("/points/P-310118105-0007/close")
                        .param("reason", "店铺已经关闭。")
                        .with(COORDINATION)
                        .with(csrf()))
                .andExpect(redirectedUrl("/points/P-310118105-0007"));

        browser.perform(get("/catalogue?squad=310118105&kind=YARD").with(COORDINATION))
                .andExpect(content().string(containsString("已停用")));
    }

    @Test
    void refusesToCloseWithoutAReasonAndAnUnknownPoint() throws Exception {
        browser.perform(post("/points/P-310118105-0007/close")
                        .param("reason", " ")
                        .with(COORDINATION)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("请填写停用原因。")));
        browser.perform(post("/points/nowhere/close")
                        .param("reason", "店铺已经关闭。")
                        .with(COORDINATION)
                        .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void findsByStatusAndText() throws Exception {
        points.close("P-310118105-0007", "店铺已经关闭。", new Actor("coordination1", Set.of("deptCoordination")));

        browser.perform(get("/catalogue?squad=310118105&status=CLOSED").with(COORDINATION))
                .andExpect(content()
                        .string(allOf(containsString("P-310118105-0007"), not(containsString("P-310118105-0008")))));
        browser.perform(get("/catalogue").param("text", "点位08").with(COORDINATION))
                .andExpect(content()
                        .string(allOf(containsString("P-310118105-0008"), not(containsString("P-310118105-0007")))));
        browser.perform(get("/catalogue?status=GONE").with(COORDINATION)).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void whatIsDownloadedCanBeImportedAgain() throws Exception {
        byte[] workbook = browser.perform(get("/catalogue.xlsx?squad=310118105").with(COORDINATION))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        browser.perform(multipart("/catalogue/points")
                        .file(new MockMultipartFile("file", "points.xlsx", null, workbook))
                        .with(COORDINATION)
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("未变 20 行"), containsString("退回 0 行"))));
        assertThat(points.find("P-310118105-0007")).get().matches(Point::trial);
        browser.perform(get("/catalogue.xlsx?squad=310118105").with(login("squadXujing")))
                .andExpect(status().isNotFound());
    }

    private int statements(String path) throws Exception {
        browser.perform(get(path).with(COORDINATION)).andExpect(status().isOk());
        return Statements.during(() -> {
            try {
                browser.perform(get(path).with(COORDINATION));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }

    private static MockMultipartFile file(String text) {
        return new MockMultipartFile("file", "点位.csv", "text/csv", text.getBytes(UTF_8));
    }

    private static RequestPostProcessor login(String group) {
        return user("someone1").authorities(new SimpleGrantedAuthority(group));
    }
}
