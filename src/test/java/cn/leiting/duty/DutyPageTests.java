package cn.leiting.duty;

import static cn.leiting.Csrf.csrf;
import static cn.leiting.duty.Shifts.shift;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.SquadTasks;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.annotation.Transactional;

/** A campaign of 白鹤 from 25 March to 5 April 2023; 白鹤's third officer is certified until 31 March. */
@LeitingTest
@Transactional
class DutyPageTests {

    private static final String TH = "TH-2058-21";
    private static final LocalDate FIRST = LocalDate.of(2023, 3, 25);
    private static final LocalDate LAST = LocalDate.of(2023, 4, 5);

    @Autowired
    private MockMvc browser;

    @Autowired
    private Shifts shifts;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aShiftOfTheNightIsThereOnBothDays() throws Exception {
        planned(shift(FIRST, 22, 4, "外青松公路", "baihe1", "baihe2"));

        String whole = "22:00至次日04:00";
        shows("/duty?date=2023-03-24", "deptSupervision", not(containsString("外青松公路")));
        shows(
                "/duty?date=2023-03-25",
                "deptSupervision",
                allOf(
                        containsString(whole),
                        containsString("外青松公路"),
                        containsString("白鹤镇城管中队队员1"),
                        containsString("TH-2058-21:310118110，第1版")));
        shows("/duty?date=2023-03-26", "deptSupervision", allOf(containsString(whole), containsString("2023年3月25日")));
        shows("/duty?date=2023-03-27", "deptSupervision", not(containsString("外青松公路")));
    }

    @Test
    void aShiftUntilMidnightIsThereOnItsDayOnly() throws Exception {
        planned(shift(FIRST, 18, 0, "外青松公路", "baihe1", "baihe2"));

        shows("/duty?date=2023-03-25", "deptSupervision", containsString("外青松公路"));
        shows("/duty?date=2023-03-26", "deptSupervision", not(containsString("外青松公路")));
    }

    @Test
    void onlyTheNewestVersionIsOnDuty() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        tasks.planDuty(
                task,
                new DutyPlan.Form("baiheLead", List.of(shift(FIRST, 8, 16, "白石公路", "baihe1", "baihe2")), "重点", null),
                "baiheLead");

        shows("/duty?date=2023-03-25", "squadBaihe", allOf(containsString("白石公路"), not(containsString("外青松公路"))));
    }

    @Test
    void warnsOfAnOfficerInTwoTasksAtOnceAndOfALostCertificate() throws Exception {
        planned(shift(FIRST, 22, 4, "外青松公路", "baihe1", "baihe2"));
        shifts.planned(
                "LB-2058-21", Mode.LOOK_BACK, FIRST, LAST, shift(FIRST.plusDays(1), 3, 8, "白石公路", "baihe2", "baihe3"));
        shows("/duty?date=2023-03-26", "leadBaihe", containsString("白鹤镇城管中队队员2同时在另一班次。"));
        shows("/duty?date=2023-03-25", "leadBaihe", not(containsString("同时在另一班次")));

        jdbc.sql("update officer_certificate set expires_on = '2023-03-24' where user_id = 'baihe1'")
                .update();
        shows("/duty?date=2023-03-25", "leadBaihe", containsString("白鹤镇城管中队队员1当天没有有效的执法证。"));
    }

    @Test
    void oneShiftMayServeTwoTasks() throws Exception {
        planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        shifts.planned("LB-2058-21", Mode.LOOK_BACK, FIRST, LAST, shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));

        shows("/duty?date=2023-03-25", "leadBaihe", not(containsString("同时在另一班次")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deptCoordination",
                "deptSupervision",
                "deptLegal",
                "deptOffice",
                "bureauLeadership",
                "leadLeader",
                "districtViceHead"
            })
    void sectionsAndLeadersSeeAllSquads(String group) throws Exception {
        planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));

        shows(
                "/duty?date=2023-03-25",
                group,
                allOf(containsString("白鹤镇城管中队"), containsString("重固镇城管中队"), containsString("外青松公路")));
        shows("/duty/2058", group, allOf(containsString("白鹤镇城管中队"), containsString("青浦城管机动中队")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"squadBaihe", "leadBaihe", "townBaihe"})
    void aSquadAndItsTownSeeTheirOwn(String group) throws Exception {
        shows("/duty", group, allOf(containsString("白鹤镇城管中队"), not(containsString("重固镇城管中队"))));
        shows("/duty/2058", group, allOf(containsString("白鹤镇城管中队"), not(containsString("重固镇城管中队"))));
    }

    @Test
    void othersSquadsDoNotSeeItsShifts() throws Exception {
        planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));

        shows("/duty?date=2023-03-25", "squadChonggu", not(containsString("外青松公路")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decideBaihe", "reviewBaihe", "agencyPolice", "camunda-admin"})
    void forbidsEveryoneElse(String group) throws Exception {
        for (String path : List.of("/duty", "/duty/2058", "/duty/2058.xlsx")) {
            browser.perform(get(path).with(login(group))).andExpect(status().isForbidden());
        }
    }

    @Test
    void refusesADayThatIsNone() throws Exception {
        browser.perform(get("/duty?date=1999-12-31").with(login("deptOffice"))).andExpect(status().is(422));
        browser.perform(get("/duty?date=soon").with(login("deptOffice"))).andExpect(status().is4xxClientError());
        browser.perform(get("/duty/1999").with(login("deptOffice"))).andExpect(status().isNotFound());
    }

    @Test
    void theWorkbookHasEveryDay() throws Exception {
        planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        MockHttpServletResponse file = browser.perform(get("/duty/2024.xlsx").with(login("deptCoordination")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file.getContentAsByteArray()))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(1 + 366);
            Row last = workbook.getSheetAt(0).getRow(1 + 366);
            assertThat(last.getCell(0).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo("2024-12-31");
            assertThat(last.getLastCellNum()).isEqualTo((short) 13);
            assertThat(last.getCell(11).getStringCellValue()).isEqualTo("日常勤务");
        }
        assertThat(file.getHeader("Content-Disposition")).contains(".xlsx");
    }

    @Test
    void costsTheSameForOneShiftAndForMany() {
        planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        int one = costsAgain();
        DutyPlan.Shift[] many = IntStream.range(0, 12)
                .mapToObj(hour -> shift(FIRST, 2 * hour, (2 * hour + 2) % 24, "第" + hour + "段", "baihe1", "baihe2"))
                .toArray(DutyPlan.Shift[]::new);
        shifts.planned("LB-2058-21", Mode.LOOK_BACK, FIRST, LAST, many);

        assertThat(costsAgain()).isEqualTo(one);
    }

    /** The table of duty modes is asked once for each set of them. */
    private int costsAgain() {
        open("/duty?date=2023-03-25", "leadBaihe");
        return Statements.during(() -> open("/duty?date=2023-03-25", "leadBaihe"));
    }

    @Test
    void theLeaderChangesThePlanWhileTheTaskGoesOn() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        tasks.begin(task);
        shows("/duty", "leadBaihe", containsString("/duty/plans/TH-2058-21:310118110"));
        shows("/duty", "squadBaihe", not(containsString("/duty/plans/")));
        shows("/duty/plans/" + task, "leadBaihe", allOf(containsString("外青松公路"), containsString("证件至2023年3月31日")));

        send(task, "leadBaihe", 1, "2023-03-26", "22:00", "02:00", "白石公路", "baihe2", "baihe3")
                .andExpect(redirectedUrl("/duty/plans/" + task));

        assertThat(tasks.dutyPlans(task)).extracting(DutyPlan::version).containsExactly(2, 1);
        assertThat(tasks.dutyPlans(task).get(0).form().shifts())
                .containsExactly(shift(FIRST.plusDays(1), 22, 2, "白石公路", "baihe2", "baihe3"));
        assertThat(tasks.dutyPlans(task).get(0).by()).isEqualTo("someone");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-03-24, 08:00, 16:00, baihe1, baihe2, 班次日期应在2023年3月25日至2023年4月5日之间。",
        "2023-04-06, 08:00, 16:00, baihe1, baihe2, 班次日期应在2023年3月25日至2023年4月5日之间。",
        "2023-04-01, 08:00, 16:00, baihe1, baihe3, “白鹤镇城管中队队员3”在2023年4月1日没有有效的执法证，不能安排执法。",
        "2023-03-26, 08:00, 16:00, baihe1, xujing1, “徐泾镇城管中队队员1”在2023年3月26日不是白鹤镇城管中队的执法人员，不能安排执法。",
        "2023-03-26, 08:00, 16:00, baihe1, baihe1, 同一班次的执法人员不能重复。",
        "2023-03-26, 08:00, 16:00, baihe1, , 每个班次须有至少两名执法人员。",
        "2023-03-26, 08:00, 08:00, baihe1, baihe2, 班次的结束时间不能与开始时间相同。",
        "2023-03-26, , 16:00, baihe1, baihe2, 每个班次须填写日期、类别和起止时间。",
        ", 08:00, 16:00, baihe1, baihe2, 勤务方案须有1至200个班次。"
    })
    void aRefusedPlanIsShownAgainWithTheSentence(
            String date, String from, String to, String one, String two, String sentence) throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));

        send(task, "leadBaihe", 1, date, from, to, "白石公路", one, two)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(sentence)));
        assertThat(tasks.dutyPlans(task)).hasSize(1);
    }

    @Test
    void anAuxiliaryStandsInNoShift() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));

        send(task, "leadBaihe", 1, "2023-03-26", "08:00", "16:00", "白石公路", "baihe1", "baihe4")
                .andExpect(content().string(containsString("不能安排执法。")));
        assertThat(tasks.dutyPlans(task)).hasSize(1);
    }

    @Test
    void nobodyIsInTwoShiftsOfAPlanAtOnce() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        MockHttpServletRequestBuilder twice = plan(task, 1, "2023-03-26", "22:00", "04:00", "白石公路", "baihe1", "baihe2")
                .param("shifts[1].date", "2023-03-27")
                .param("shifts[1].kind", "EARLY")
                .param("shifts[1].from", "03:59")
                .param("shifts[1].to", "08:00")
                .param("shifts[1].officers", "baihe2", "baihe3")
                .param("shifts[1].area", "大街");

        browser.perform(twice.with(login("leadBaihe")).with(csrf()))
                .andExpect(content().string(containsString("“baihe2”的两个班次时间重叠，请重新安排。")));
        assertThat(tasks.dutyPlans(task)).hasSize(1);
    }

    @Test
    void oneShiftMayFollowTheOther() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        MockHttpServletRequestBuilder both = plan(task, 1, "2023-03-26", "22:00", "04:00", "白石公路", "baihe1", "baihe2")
                .param("shifts[1].date", "2023-03-27")
                .param("shifts[1].kind", "EARLY")
                .param("shifts[1].from", "04:00")
                .param("shifts[1].to", "08:00")
                .param("shifts[1].officers", "baihe2", "baihe3")
                .param("shifts[1].area", "大街");

        browser.perform(both.with(login("leadBaihe")).with(csrf())).andExpect(status().is3xxRedirection());
        assertThat(tasks.dutyPlans(task)).hasSize(2);
        jdbc.sql("set constraints all immediate").update();
    }

    @Test
    void theDatabaseKeepsNobodyInTwoShiftsAtOnce() {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        jdbc.sql("""
                        insert into duty_shift (plan, seq, day, kind, starts, ends, auxiliaries, vehicles, area)
                        select id, 2, '2023-03-25', 'DAY', '15:59', '20:00', 0, 0, '大街' from duty_plan where squad_task = ?
                        """).param(task).update();
        jdbc.sql("""
                        insert into duty_officer (plan, shift, officer)
                        select id, 2, officer from duty_plan, unnest(array ['baihe2', 'baihe3']) officer where squad_task = ?
                        """).param(task).update();

        assertThatThrownBy(() -> jdbc.sql("set constraints all immediate").update())
                .hasMessageContaining("officer baihe2 is in two shifts of plan");
    }

    @Test
    void aPlanThatSomebodyElseChangedMeanwhileIsNotOverwritten() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        send(task, "leadBaihe", 1, "2023-03-26", "08:00", "16:00", "白石公路", "baihe1", "baihe2");

        send(task, "leadBaihe", 1, "2023-03-27", "08:00", "16:00", "大街", "baihe1", "baihe2")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("勤务方案已有新的版本，请重新打开后再调整。")));
        assertThat(tasks.dutyPlans(task)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"squadBaihe", "leadChonggu", "townBaihe", "deptCoordination", "leadLeader", "camunda-admin"})
    void onlyTheSquadsLeaderChangesIt(String group) throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));

        browser.perform(get("/duty/plans/" + task).with(login(group))).andExpect(status().isForbidden());
        send(task, group, 1, "2023-03-26", "08:00", "16:00", "白石公路", "baihe1", "baihe2")
                .andExpect(status().isForbidden());
        assertThat(tasks.dutyPlans(task)).hasSize(1);
    }

    @Test
    void theFirstPlanIsMadeInTasklist() throws Exception {
        String task = shifts.signed(TH, Mode.CAMPAIGN, FIRST, LAST);

        browser.perform(get("/duty/plans/" + task).with(login("leadBaihe"))).andExpect(status().isConflict());
        send(task, "leadBaihe", 0, "2023-03-26", "08:00", "16:00", "白石公路", "baihe1", "baihe2")
                .andExpect(status().isConflict());
        assertThat(tasks.dutyPlans(task)).isEmpty();
    }

    @Test
    void changesNothingOnceTheFieldWorkHasEnded() throws Exception {
        String task = planned(shift(FIRST, 8, 16, "外青松公路", "baihe1", "baihe2"));
        tasks.begin(task);
        tasks.endFieldByDate(task);

        send(task, "leadBaihe", 1, "2023-03-26", "08:00", "16:00", "白石公路", "baihe1", "baihe2")
                .andExpect(status().isConflict());
        browser.perform(get("/duty/plans/TH-2058-99:310118110").with(login("leadBaihe")))
                .andExpect(status().isNotFound());
    }

    private String planned(DutyPlan.Shift... planned) {
        return shifts.planned(TH, Mode.CAMPAIGN, FIRST, LAST, planned);
    }

    private ResultActions send(
            String task,
            String group,
            int version,
            String date,
            String from,
            String to,
            String area,
            String... officers)
            throws Exception {
        return browser.perform(plan(task, version, date, from, to, area, officers)
                .with(login(group))
                .with(csrf()));
    }

    private static MockHttpServletRequestBuilder plan(
            String task, int version, String date, String from, String to, String area, String... officers) {
        return post("/duty/plans/" + task)
                .param("version", String.valueOf(version))
                .param("commander", "baiheLead")
                .param("focus", "夜间运输")
                .param("safetyNote", "")
                .param("shifts[0].date", date == null ? "" : date)
                .param("shifts[0].kind", "NIGHT")
                .param("shifts[0].from", from == null ? "" : from)
                .param("shifts[0].to", to)
                .param(
                        "shifts[0].officers",
                        Arrays.stream(officers).filter(Objects::nonNull).toArray(String[]::new))
                .param("shifts[0].auxiliaries", "2")
                .param("shifts[0].vehicles", "1")
                .param("shifts[0].area", area);
    }

    private void open(String path, String group) {
        try {
            browser.perform(get(path).with(login(group))).andExpect(status().isOk());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private void shows(String path, String group, Matcher<String> what) throws Exception {
        browser.perform(get(path).characterEncoding(UTF_8).with(login(group)))
                .andExpect(status().isOk())
                .andExpect(content().string(what));
    }

    private static RequestPostProcessor login(String... groups) {
        return user("someone")
                .authorities(
                        Set.of(groups).stream().map(SimpleGrantedAuthority::new).collect(Collectors.toSet()));
    }
}
