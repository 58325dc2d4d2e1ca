package cn.leiting.gazetteer;

import static cn.leiting.Csrf.csrf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.LeitingTest;
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

@LeitingTest
class ViolationPageTests {

    private static final RequestPostProcessor LEGAL = login("deptLegal");
    private static final String SOUND =
            "VIO_PAGE_SOUND,<b>试用</b>行为,试用条例第二条,1991年文本,城管执法,可以直接处罚,50,500,,1991-01-01,1992-12-31,";

    @Autowired
    private MockMvc browser;

    @ParameterizedTest
    @ValueSource(
            strings = {"deptSupervision", "leadLeader", "squadXujing", "decideXujing", "reviewXujing", "townXujing"})
    void showsAllVersionsWithTheirLaw(String group) throws Exception {
        browser.perform(get("/violations").with(login(group)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("2018年文本"),
                                containsString("2022年修订文本"),
                                containsString("50至500"),
                                containsString("至2022年11月30日"),
                                containsString("现行"),
                                containsString("未载入"),
                                not(containsString("name=\"file\"")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agencyPolice", "camunda-admin"})
    void forbidsEverybodyElse(String group) throws Exception {
        browser.perform(get("/violations").with(login(group))).andExpect(status().isForbidden());
        browser.perform(get("/violations.xlsx").with(login(group))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptCoordination", "deptSupervision", "reviewXujing", "squadXujing"})
    void onlyTheLegalSectionImports(String group) throws Exception {
        browser.perform(multipart("/violations")
                        .file(file(SOUND))
                        .with(login(group))
                        .with(csrf()))
                .andExpect(status().isForbidden());
    }

    @Test
    void whatWasDownloadedChangesNothing() throws Exception {
        byte[] workbook = browser.perform(get("/violations.xlsx").with(LEGAL))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        upload(new MockMultipartFile("file", "violations.xlsx", null, workbook))
                .andExpect(content().string(allOf(containsString("未变"), not(containsString("退回1")))));
    }

    @Test
    void storesSoundRowsAndReportsTheOthers() throws Exception {
        upload(file(SOUND + "\n" + SOUND.replace("VIO_PAGE_SOUND", "stall") + "\n" + SOUND))
                .andExpect(content()
                        .string(allOf(
                                containsString("新增1行"),
                                containsString("退回2行"),
                                containsString("代码应形如VIO_STALL"),
                                containsString("与第2行重复"),
                                containsString("&lt;b&gt;试用&lt;/b&gt;行为"))));
        upload(file(SOUND)).andExpect(content().string(containsString("未变1行")));
        upload(file(SOUND.replace("500", "600"))).andExpect(content().string(containsString("已经适用，不能改写")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50,500|50,|罚款下限和上限应当都填",
                "50,500|500,50|罚款上限不能低于下限",
                "50,500|-1,500|罚款下限应为",
                "50,500|1.234,500|罚款下限应为",
                "500,,1991|500,0,1991|改正期限应为",
                "1991-01-01|1991-02-30|起始日期",
                "1992-12-31|1990-12-31|结束日期不能早于",
                "城管执法|城管|主管领域",
                "可以直接处罚|随便|处罚前提",
                "试用条例第二条|条|法律依据不能少于",
            })
    void refusesARowThatIsNotSound(String sound, String wrong, String sentence) throws Exception {
        upload(file(SOUND.replace("VIO_PAGE_SOUND", "VIO_PAGE_WRONG").replace(sound, wrong)))
                .andExpect(content().string(allOf(containsString("退回1行"), containsString(sentence))));
    }

    private ResultActions upload(MockMultipartFile file) throws Exception {
        return browser.perform(multipart("/violations").file(file).with(LEGAL).with(csrf()))
                .andExpect(status().isOk());
    }

    private static MockMultipartFile file(String rows) {
        return new MockMultipartFile(
                "file", "violations.csv", "text/csv", (ViolationFile.HEADER + "\n" + rows).getBytes(UTF_8));
    }

    private static RequestPostProcessor login(String group) {
        return user("somebody").authorities(new SimpleGrantedAuthority(group));
    }
}
