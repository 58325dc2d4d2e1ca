package cn.leiting.fieldwork;

import static cn.leiting.Csrf.csrf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Point;
import cn.leiting.zoning.StallZone;
import cn.leiting.zoning.StallZones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The register of zones in which a stall is legal (domain 9.3, no. 29). */
@LeitingTest
class StallZoneTests {

    private static final String HEADER = "编号,中队,类型,名称,纬度,经度,坐标系,半径,星期,时段,文号,起始日期,截止日期";
    private static final String GOOD =
            "Z-310118106-901,徐泾镇城管中队,特色集市,诸光路夜市,31.1786,121.2755,WGS84,100,35,18:00-02:00,徐府〔2023〕1号,2023-01-01,2023-01-31";

    @LocalServerPort
    private int port;

    @Autowired
    private MockMvc browser;

    @Autowired
    private StallZones zones;

    @Autowired
    private Patrol patrol;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void leavesNoZone() {
        jdbc.sql("delete from stall_zone where code like '%-9__'").update();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-11T18:00:00+08:00, true",
        "2023-01-11T17:59:00+08:00, false",
        "2023-01-12T01:59:00+08:00, true",
        "2023-01-12T02:00:00+08:00, false",
        "2023-01-12T18:30:00+08:00, false",
        "2023-01-14T01:00:00+08:00, true",
        "2022-12-30T20:00:00+08:00, false",
        "2023-02-01T20:00:00+08:00, false"
    })
    void aStallIsLegalOnTheDaysAndAtTheHoursOfItsZone(Instant moment, boolean legal) throws Exception {
        load(GOOD).andExpect(content().string(containsString("已保存1行，退回0行。")));

        Coordinates inside = new Coordinates(new BigDecimal("31.1790"), new BigDecimal("121.2755"));
        Coordinates outside = new Coordinates(new BigDecimal("31.1796"), new BigDecimal("121.2755"));
        assertThat(zones.at(Patrol.XUJING, inside, moment)).hasSize(legal ? 1 : 0);
        assertThat(zones.at(Patrol.XUJING, outside, moment)).isEmpty();
        assertThat(zones.at(Patrol.ZHAOXIANG, inside, moment)).isEmpty();
    }

    @Test
    void theSquadsZonesOfADayAreThoseValidThen() throws Exception {
        load(GOOD);

        assertThat(zones.ofSquad(Patrol.XUJING, LocalDate.of(2023, 1, 31)))
                .extracting(StallZone::hoursInWords)
                .containsExactly("周三、周五 18:00至次日02:00");
        assertThat(zones.ofSquad(Patrol.XUJING, LocalDate.of(2023, 2, 1))).isEmpty();
        assertThat(zones.ofSquad("310118000", LocalDate.of(2023, 1, 31))).isEmpty();
    }

    @Test
    void aStallFoundInItsZoneNeedsTheReason() throws Exception {
        String task = patrol.running("TH-2055-81", Patrol.XUJING);
        Point point = patrol.point(Point.Kind.ROAD);
        load(GOOD.replace("31.1786,121.2755", point.lat() + "," + point.lon()));
        Client officer = Client.of("xujing1", port);

        ObjectNode visit = patrol.stall(task, point);
        Client.Answer refused = officer.post("/api/field/inspections", visit);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("诸光路夜市", "请在备注中说明理由。", "\"remark\"");
        assertThat(officer.post("/api/field/inspections", patrol.clean(task, point))
                        .status())
                .isEqualTo(201);
        assertThat(officer.post("/api/field/inspections", visit.put("remark", "摊位超出划定范围，占用盲道。"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Z-310118106-901 | Z-310118105-901 | 编号应形如Z-310118106-001",
                "徐泾镇城管中队 | 机动中队 | 没有名为“机动中队”的街镇中队。",
                "特色集市 | 夜市 | 没有名为“夜市”的类型",
                "31.1786 | 31.9 | 坐标不在该中队的辖区范围内。",
                "WGS84 | BD09 | 坐标系应为WGS84或者GCJ02。",
                ",100, | ,9, | 半径应为10至2000米的整数。",
                ",35, | ,8, | 星期应为1至7的数字",
                "18:00-02:00 | 18点 | 时段“18点”应形如",
                "2023-01-01 | 一月 | 起始日期“一月”应形如2023-01-20。",
                "2023-01-31 | 2022-01-31 | 结束日期不能早于开始日期。",
                "徐府〔2023〕1号 | '' | 请填写文号。"
            })
    void aBadRowIsRefusedWithItsReason(String part, String bad, String sentence) throws Exception {
        load(GOOD.replace(part, bad))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("已保存0行，退回1行。")))
                .andExpect(content().string(containsString(sentence)));
    }

    @Test
    void onlyCoordinationKeepsTheRegisterAndASquadSeesItsOwn() throws Exception {
        load(GOOD);
        for (String group : new String[] {"deptSupervision", "squadXujing", "leadXujing", "camunda-admin"}) {
            browser.perform(multipart("/stall-zones")
                            .file(file(GOOD))
                            .with(login(group))
                            .with(csrf()))
                    .andExpect(status().isForbidden());
        }
        browser.perform(get("/stall-zones").with(login("squadXujing")))
                .andExpect(content().string(containsString("诸光路夜市")));
        browser.perform(get("/stall-zones").with(login("squadZhaoxiang")))
                .andExpect(content().string(containsString("没有登记允许设摊的区域。")));
        browser.perform(get("/stall-zones").with(login("agencyPolice"))).andExpect(status().isForbidden());
    }

    private ResultActions load(String row) throws Exception {
        return browser.perform(multipart("/stall-zones")
                .file(file(row))
                .with(login("deptCoordination"))
                .with(csrf()));
    }

    private static MockMultipartFile file(String row) {
        return new MockMultipartFile("file", "区域.csv", "text/csv", (HEADER + "\n" + row).getBytes(UTF_8));
    }

    private static RequestPostProcessor login(String group) {
        return user("someone1").authorities(new SimpleGrantedAuthority(group));
    }
}
