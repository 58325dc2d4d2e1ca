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
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Checklist.Item;
import cn.leiting.catalogue.Checklists;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Issues a version that nobody else meets: it stays in the database, as versions do. */
@LeitingTest
class ChecklistPageTests {

    private static final RequestPostProcessor COORDINATION = login("deptCoordination");
    private static final String THEME = "THEME_CONSTRUCTION";
    private static final String FAR = "2099-09-01";
    private static final String SOUND = "ZZ-01,有无<b>扬尘</b>,VIO_SITE_DUST,是,全部";

    @Autowired
    private MockMvc browser;

    @Autowired
    private Checklists checklists;

    @ParameterizedTest
    @ValueSource(strings = {"deptSupervision", "leadLeader", "squadZhaoxiang", "leadZhaoxiang", "squadMobile"})
    void whoeverPlansOrInspectsReadsTheVersions(String group) throws Exception {
        browser.perform(get("/checklists/THEME_DEBRIS").with(login(group)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("第1版，2022年12月1日起适用，8项"),
                                containsString("现行"),
                                containsString("有问题须拍照"),
                                containsString("随系统提供。"),
                                not(containsString("name=\"file\"")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"townZhaoxiang", "agencyPolice", "camunda-admin"})
    void forbidsEveryoneElse(String group) throws Exception {
        browser.perform(get("/checklists/THEME_DEBRIS").with(login(group))).andExpect(status().isForbidden());
        browser.perform(get("/checklists/THEME_DEBRIS-1.xlsx").with(login(group)))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptSupervision", "bureauLeadership", "leadZhaoxiang", "squadZhaoxiang", "camunda-admin"})
    void onlyCoordinationIssuesAVersion(String group) throws Exception {
        browser.perform(multipart("/checklists/" + THEME)
                        .file(file(SOUND))
                        .param("name", "检查表")
                        .param("from", FAR)
                        .with(login(group))
                        .with(csrf()))
                .andExpect(status().isForbidden());
    }

    @Test
    void refusesAnUnknownThemeAndAnUnknownVersion() throws Exception {
        browser.perform(get("/checklists/THEME_NONE").with(COORDINATION)).andExpect(status().isNotFound());
        browser.perform(get("/checklists/THEME_AIR-9.xlsx").with(COORDINATION)).andExpect(status().isNotFound());
        issue("THEME_NONE", FAR, file(SOUND)).andExpect(status().isNotFound());
    }

    /** What is downloaded can be issued; whoever defines a campaign then finds it from its first day on. */
    @Test
    void theNextVersionAppliesFromItsFirstDayOn() throws Exception {
        byte[] workbook = browser.perform(
                        get("/checklists/THEME_CONSTRUCTION-1.xlsx").with(COORDINATION))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        LocalDate far = LocalDate.parse(FAR);

        issue(THEME, FAR, new MockMultipartFile("file", "list.xlsx", null, workbook))
                .andExpect(redirectedUrl("/checklists/" + THEME));
        issue(THEME, FAR, file(SOUND)).andExpect(status().isConflict());
        issue(THEME, "2099-09-02", file(SOUND)).andExpect(redirectedUrl("/checklists/" + THEME));

        assertThat(checklists.get("THEME_CONSTRUCTION-2").items())
                .isEqualTo(checklists.get("THEME_CONSTRUCTION-1").items());
        assertThat(checklists.current(THEME, far.minusDays(1)).version()).isEqualTo(1);
        assertThat(checklists.current(THEME, far).version()).isEqualTo(2);
        assertThat(checklists.current(THEME, far.plusDays(1)).items())
                .extracting(Item::text)
                .containsExactly("有无<b>扬尘</b>");
        browser.perform(get("/checklists/" + THEME).with(COORDINATION))
                .andExpect(content()
                        .string(allOf(
                                containsString("第3版，2099年9月2日起适用，1项"),
                                containsString("待适用"),
                                containsString("登记下一版"),
                                containsString("有无&lt;b&gt;扬尘&lt;/b&gt;"),
                                containsString("由keeper1登记。"))));
    }

    @Test
    void oneWrongRowKeepsTheWholeFileOut() throws Exception {
        issue(
                        THEME,
                        "2099-10-01",
                        file(SOUND
                                + "\nZZ-1,有无扬尘,VIO_SITE_DUST,是,全部"
                                + "\nZZ-01,有无扬尘,VIO_SITE_DUST,是,全部"
                                + "\nZZ-02,有无扬尘,VIO_NOTHING,是,全部"
                                + "\nZZ-03,有无扬尘,VIO_SITE_DUST,也许,全部"
                                + "\nZZ-04,有无扬尘,VIO_SITE_DUST,是,建设工地、宫殿"
                                + "\nZZ-05,有,VIO_SITE_DUST,是,全部"
                                + "\nZZ-06,有无扬尘"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("退回7行。"),
                                containsString("编号应形如CA-01。"),
                                containsString("与第2行重复。"),
                                containsString("违法行为“VIO_NOTHING”不存在，或者在检查表适用的第一天无效。"),
                                containsString("拍照应为是或者否。"),
                                containsString("没有名为“宫殿”的点位类型。"),
                                containsString("检查项不能少于2字。"),
                                containsString("应为5列，实为2列。"))));
        assertThat(checklists.versions()).noneMatch(list -> list.from().equals(LocalDate.parse("2099-10-01")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-01-12 | ZZ-01,有无扬尘,VIO_SITE_DUST,是,全部 | 检查表最早从明天起适用",
                "2101-01-01 | ZZ-01,有无扬尘,VIO_SITE_DUST,是,全部 | 检查表最早从明天起适用",
                "明天 | ZZ-01,有无扬尘,VIO_SITE_DUST,是,全部 | 起始日期“明天”应形如2023-01-20。",
                "2099-11-01 | ZZ-07,有无扬尘,VIO_SITE_DUST,是,建设工地 | 没有一项适用于",
                "2099-11-01 | CA-02,有无设摊,VIO_STALL,是,全部 | 编号“CA-02”已用于检查项"
            })
    void refusesAVersionThatCannotBeUsed(String from, String row, String sentence) throws Exception {
        issue(THEME, from, file(row))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(sentence)));
    }

    private ResultActions issue(String theme, String from, MockMultipartFile file) throws Exception {
        return browser.perform(multipart("/checklists/" + theme)
                .file(file)
                .param("name", "建筑工地检查表")
                .param("from", from)
                .with(COORDINATION)
                .with(csrf()));
    }

    private static MockMultipartFile file(String rows) {
        return new MockMultipartFile(
                "file", "list.csv", "text/csv", (ChecklistFile.HEADER + "\n" + rows).getBytes(UTF_8));
    }

    private static RequestPostProcessor login(String group) {
        return user("keeper1").authorities(new SimpleGrantedAuthority(group));
    }
}
