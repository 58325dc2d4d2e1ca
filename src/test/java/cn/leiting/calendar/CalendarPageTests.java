package cn.leiting.calendar;

import static cn.leiting.Csrf.csrf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.leiting.LeitingTest;
import java.nio.charset.Charset;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@LeitingTest
class CalendarPageTests {

    private static final RequestPostProcessor COORDINATION = of("coordination1", "deptCoordination");
    private static final RequestPostProcessor ADMINISTRATOR = of("admin", "camunda-admin");
    private static final RequestPostProcessor SQUAD = of("xujing1", "squadXujing");

    @Autowired
    private MockMvc site;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Parameters parameters;

    @Test
    void showsTablesParametersAndStatutoryPeriods() throws Exception {
        site.perform(get("/calendar").with(COORDINATION))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<h1>日历与期限</h1>")))
                .andExpect(content().string(containsString("国办发明电〔2022〕16号")))
                .andExpect(content().string(containsString("249")))
                .andExpect(content().string(containsString("task.ack.due")))
                .andExpect(content().string(containsString("1个工作日")))
                .andExpect(content().string(containsString("每周五16:00")))
                .andExpect(content().string(containsString("第六十条")))
                .andExpect(content().string(containsString("2021年7月15日")))
                .andExpect(content().string(containsString("name=\"from\"")));
    }

    @Test
    void onlyCoordinationIsOfferedToSetParameters() throws Exception {
        site.perform(get("/calendar").with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("action=\"/calendar/parameters\""))));
        site.perform(change("fi.maxDays", "16", "2023-12-01").with(ADMINISTRATOR))
                .andExpect(status().isForbidden());
    }

    @Test
    void othersSeeAndLoadNothing() throws Exception {
        site.perform(get("/calendar").with(SQUAD))
                .andExpect(status().isForbidden())
                .andExpect(content().string(not(containsString("task.ack.due"))));
        upload(SQUAD, 2034, "date,kind,name\n2034-01-01,HOLIDAY,元旦".getBytes(UTF_8))
                .andExpect(status().isForbidden());
        assertThat(calendar.covers(2034)).isFalse();
    }

    @Test
    void loadsATableAndSaysSo() throws Exception {
        upload(ADMINISTRATOR, 2033, "\uFEFFdate,kind,name\r\n2033-01-01,HOLIDAY,元旦\r\n".getBytes(UTF_8))
                .andExpect(redirectedUrl("/calendar"))
                .andExpect(flash().attribute("done", "2033年工作日历第1版现行有效，0项期限已重新推算。"));

        assertThat(calendar.covers(2033)).isTrue();
        site.perform(get("/calendar").with(COORDINATION))
                .andExpect(content().string(containsString("国务院办公厅关于2033年部分节假日安排的通知")));
    }

    @Test
    void readsWhatExcelInChinaWrites() throws Exception {
        byte[] csv = "date,kind,name\r\n2035-01-01,HOLIDAY,元旦节假".getBytes(Charset.forName("GB18030"));

        upload(COORDINATION, 2035, csv).andExpect(redirectedUrl("/calendar"));

        site.perform(get("/calendar").with(COORDINATION)).andExpect(content().string(containsString("元旦节假")));
    }

    @Test
    void refusesABadTableInOneSentenceAndStoresNothing() throws Exception {
        upload(COORDINATION, 2036, "date,kind,name\n2036-01-01,HOLIDAY,元旦\n2036-01-02,FREE,元旦".getBytes(UTF_8))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("2036年工作日历未载入：第3行类别应为HOLIDAY或MAKEUP_WORKDAY。")));

        assertThat(calendar.covers(2036)).isFalse();
    }

    @Test
    void refusesWhatIsNoTable() throws Exception {
        upload(COORDINATION, 2036, new byte[200_000])
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("文件不应超过100KB。")));
        upload(COORDINATION, 2019, "date,kind,name\n2019-01-01,HOLIDAY,元旦".getBytes(UTF_8))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("年份应在2020年至2100年之间。")));
        site.perform(multipart("/calendar/tables")
                        .param("year", "2036")
                        .with(csrf())
                        .with(COORDINATION))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("请选择文件")));
    }

    @Test
    void changesAParameterFromItsDayOn() throws Exception {
        site.perform(change("rectification.maxDays", "20", "2023-08-01").with(COORDINATION))
                .andExpect(redirectedUrl("/calendar"));

        assertThat(parameters
                        .length("rectification.maxDays", LocalDate.of(2023, 8, 1))
                        .amount())
                .isEqualTo(20);
        site.perform(get("/calendar").with(COORDINATION)).andExpect(content().string(containsString("2023年7月31日")));
    }

    @ParameterizedTest
    @CsvSource({
        "campaign.days, x, 2023-08-01, 格式不对",
        "no.such, 3, 2023-08-01, 没有参数“no.such”。",
        "campaign.days, 3, 2022-08-01, 参数只能从今天或以后的日期起改变。",
        "campaign.days, 3, '', 请填写生效日期",
        "campaign.days, '', 2023-08-01, 请填写新值",
    })
    void refusesABadChange(String key, String value, String from, String sentence) throws Exception {
        site.perform(change(key, value, from).with(COORDINATION))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(sentence)));

        assertThat(parameters.length("campaign.days", LocalDate.of(2024, 1, 1)).amount())
                .isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-19, 5, WORKDAY, 2023-01-31",
        "2023-01-19, 7, WORKDAY, 2023-02-02",
        "2023-11-15, 90, CALENDAR, 2024-02-13",
        "2050-12-28, 5, CALENDAR, 2051-01-02",
    })
    void tellsAnyoneTheDueDay(String from, String days, String unit, String due) throws Exception {
        due(from, days, unit).andExpect(status().isOk()).andExpect(content().json("{\"due\":\"" + due + "\"}", true));
    }

    @Test
    void saysThatTheCalendarIsMissing() throws Exception {
        due("2099-12-28", "5", "WORKDAY")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("CALENDAR_MISSING"))
                .andExpect(jsonPath("$.year").value(2099))
                .andExpect(jsonPath("$.notBefore").value("2100-01-05"))
                .andExpect(jsonPath("$.detail").value("尚未载入2099年的工作日历，无法推算期限，最早为2100年1月5日。"))
                .andExpect(jsonPath("$.errors").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-30, 5, WORKDAY, from",
        "+999999999-12-31, 5, CALENDAR, from",
        "'', 5, WORKDAY, from",
        "2023-01-19, 0, WORKDAY, days",
        "2023-01-19, 3661, WORKDAY, days",
        "2023-01-19, 99999999999, WORKDAY, days",
        "2023-01-19, 1.5, WORKDAY, days",
        "2023-01-19, '', WORKDAY, days",
        "2023-01-19, 5, MONTH, unit",
        "2023-01-19, 5, workday, unit",
        "2023-01-19, 5, '', unit",
    })
    void refusesABadSum(String from, String days, String unit, String field) throws Exception {
        due(from, days, unit)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.code").doesNotExist());
    }

    @Test
    void aSumNeedsALogin() throws Exception {
        site.perform(get("/api/calendar/due?from=2023-01-19&days=5&unit=WORKDAY"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void thePageTakesTheSameNumberOfStatementsHoweverManyTablesThereAre() throws Exception {
        site.perform(get("/calendar").with(COORDINATION));
        long before = statementsOfThePage();

        upload(COORDINATION, 2037, "date,kind,name\n2037-01-01,HOLIDAY,元旦".getBytes(UTF_8));
        upload(COORDINATION, 2038, "date,kind,name\n2038-01-01,HOLIDAY,元旦".getBytes(UTF_8));
        calendar.covers(2038);

        assertThat(before).isPositive();
        assertThat(statementsOfThePage()).isEqualTo(before);
    }

    private ResultActions due(String from, String days, String unit) throws Exception {
        return site.perform(get("/api/calendar/due")
                .param("from", from)
                .param("days", days)
                .param("unit", unit)
                .with(SQUAD));
    }

    private ResultActions upload(RequestPostProcessor by, int year, byte[] csv) throws Exception {
        return site.perform(multipart("/calendar/tables")
                .file(new MockMultipartFile("file", "table.csv", "text/csv", csv))
                .param("year", String.valueOf(year))
                .param("document", "")
                .with(csrf())
                .with(by));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder change(
            String key, String value, String from) {
        return post("/calendar/parameters")
                .param("key", key)
                .param("value", value)
                .param("from", from)
                .with(csrf());
    }

    private static RequestPostProcessor of(String id, String group) {
        return user(id).authorities(new SimpleGrantedAuthority(group));
    }

    private long statementsOfThePage() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        String thread = Thread.currentThread().getName();
        Level level = log.getLevel();
        seen.start();
        log.addAppender(seen);
        log.setLevel(Level.DEBUG);
        try {
            site.perform(get("/calendar").with(COORDINATION)).andExpect(status().isOk());
        } finally {
            log.setLevel(level);
            log.detachAppender(seen);
        }
        return seen.list.stream()
                .filter(line -> line.getThreadName().equals(thread))
                .filter(line ->
                        line.getFormattedMessage().matches("(?s)Executing (prepared )?SQL (statement|query) \\[.*"))
                .count();
    }
}
