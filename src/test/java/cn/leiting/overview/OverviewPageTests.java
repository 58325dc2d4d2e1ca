package cn.leiting.overview;

import static cn.leiting.overview.Rounds.MOBILE;
import static cn.leiting.overview.Rounds.XIAYANG;
import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class OverviewPageTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void sectionsAndLeadersSeeAllSquadsAndTheirSum() {
        String code = rounds.dispatched("TH-2071-01");
        rounds.visits(code + ":" + ZHAOXIANG, 3, "VIO_SPILLAGE");
        rounds.visits(code + ":" + XUJING, 4, "VIO_SPILLAGE");

        Stream.of("coordination1", "supervision1", "legal1", "office1", "bureau1", "lead1", "viceHead1")
                .forEach(person -> {
                    String page = page(person, "/campaigns/" + code);
                    assertThat(page)
                            .containsSubsequence("不作为考核依据", "合计", ">220<", ">7<")
                            .contains("待签收", "冬季施工高峰", "严查未密闭运输");
                    assertThat(organization.townSquads(TODAY))
                            .hasSize(11)
                            .allSatisfy(squad -> assertThat(page).contains(squad.name()));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujing1", "xujingLead", "xujingTown1"})
    void aSquadAndItsTownSeeTheirOwnRowAlone(String person) {
        String code = "TH-2071-02";
        if (jdbc.sql("select count(*) from campaign where code = ?")
                        .param(code)
                        .query(Integer.class)
                        .single()
                == 0) {
            rounds.dispatched(code, XUJING, ZHAOXIANG);
            rounds.visits(code + ":" + ZHAOXIANG, 37, "VIO_SPILLAGE");
        }

        String page = page(person, "/campaigns/" + code);

        assertThat(page).contains("徐泾镇城管中队").doesNotContain("赵巷", "合计", ">37<", "行动调整", "点位分解", "流程监控");
        assertThat(page(person, "/campaigns/" + code + "/squads/" + XUJING)).contains("徐泾镇城管中队", "待签收");
        assertThat(status(person, "/campaigns/" + code + "/squads/" + ZHAOXIANG))
                .isEqualTo(403);
        assertThat(page(person, "/campaigns?year=2071")).contains(code).doesNotContain("／");
    }

    @ParameterizedTest
    @CsvSource({
        "xiayang1, 403",
        "xiayangTown1, 403",
        "xiayangDecide1, 403",
        "police1, 403",
        "admin, 403",
        "xujing1, 200"
    })
    void aCampaignIsClosedToThoseWhoTakeNoPart(String person, int status) {
        String code = "TH-2071-03";
        if (jdbc.sql("select count(*) from campaign where code = ?")
                        .param(code)
                        .query(Integer.class)
                        .single()
                == 0) {
            rounds.dispatched(code, XUJING);
        }

        assertThat(status(person, "/campaigns/" + code)).isEqualTo(status);
        assertThat(status(person, "/campaigns/" + code + "/squads/" + XUJING)).isEqualTo(status);
        assertThat(status(person, "/campaigns/" + code + "/summary.xlsx")).isEqualTo(status);
        assertThat(status(person, "/api/campaigns/" + code + "/squads")).isEqualTo(status);
    }

    @Test
    void theListIsOpenToWhomACampaignConcerns() {
        rounds.dispatched("TH-2071-04", ZHAOXIANG);

        assertThat(page("zhaoxiangTown1", "/campaigns?year=2071")).contains("TH-2071-04", "待签收");
        assertThat(page("baihe1", "/campaigns?year=2071")).doesNotContain("TH-2071-04");
        assertThat(status("market1", "/campaigns?year=2071")).isEqualTo(403);
        assertThat(status("admin", "/campaigns?year=2071")).isEqualTo(403);
    }

    @Test
    void whatIsUnknownIsNotFound() {
        rounds.dispatched("TH-2071-05", ZHAOXIANG);

        assertThat(status("lead1", "/campaigns/TH-2071-98")).isEqualTo(404);
        assertThat(status("xujing1", "/campaigns/TH-2071-98")).isEqualTo(404);
        assertThat(status("lead1", "/campaigns/TH-2071-98/squads/" + XUJING)).isEqualTo(404);
        assertThat(status("lead1", "/campaigns/TH-2071-05/squads/" + XUJING)).isEqualTo(404);
        assertThat(status("lead1", "/campaigns/TH-2071-05/squads/310118108")).isEqualTo(404);
        assertThat(status("lead1", "/api/campaigns/TH-2071-98/squads")).isEqualTo(404);
        assertThat(status("lead1", "/api/campaigns/TH-2071-98/summary")).isEqualTo(404);
        assertThat(status("lead1", "/campaigns/TH-2071-98/summary.xlsx")).isEqualTo(404);
    }

    @Test
    void theListTellsWhatCountsToTheEightAndWhyNot() {
        rounds.dispatched("TH-2072-01");
        rounds.dispatched("TH-2072-02", XUJING);
        rounds.drafted("TH-2072-03");
        jdbc.sql("update campaign set status = 'CANCELLED' where code = 'TH-2072-03'")
                .update();

        String page = page("viceHead1", "/campaigns?year=2072");

        assertThat(page)
                .containsSubsequence("TH-2072-01", "2072年3月2日至3月15日", "0／11", "无逾期", "计入")
                .containsSubsequence("TH-2072-02", "0／1", "不计入：部分中队的行动")
                .containsSubsequence("TH-2072-03", "待定", "已取消", "不计入：已取消");
    }

    @Test
    void onlyTheBureausLeadershipSteersAndOnlyCoordinationAssignsPoints() {
        String running = rounds.dispatched("TH-2071-06", XUJING);
        String drafted = rounds.drafted("TH-2071-07");

        assertThat(page("bureau1", "/campaigns/" + running)).contains("行动调整", "/extend", "/exempt", "campaign.js");
        assertThat(page("lead1", "/campaigns/" + running)).doesNotContain("行动调整", "campaign.js");
        assertThat(page("coordination1", "/campaigns/" + running)).doesNotContain("行动调整", "点位分解");
        assertThat(page("coordination1", "/campaigns/" + drafted)).contains("点位分解", "campaign.js");
        assertThat(page("supervision1", "/campaigns/" + drafted)).doesNotContain("点位分解");
        assertThat(page("bureau1", "/campaigns/" + drafted)).doesNotContain("行动调整");
    }

    @Test
    void anOpenDeadlineShowsItsDateOrThatTheCalendarIsMissing() {
        String code = rounds.dispatched("TH-2071-08", XIAYANG, XUJING, ZHAOXIANG);
        rounds.owed(code + ":" + XIAYANG, "签收分派", "task.ack.due", LocalDate.of(2023, 1, 12));
        rounds.owed(code + ":" + XUJING, "签收分派", "task.ack.due", LocalDate.of(2023, 1, 3));
        rounds.owed(code + ":" + ZHAOXIANG, "签收分派", "task.ack.due", LocalDate.of(2071, 3, 2));

        assertThat(page("lead1", "/campaigns/" + code))
                .containsSubsequence("夏阳街道城管中队", "1月13日 23:59")
                .containsSubsequence("赵巷镇城管中队", "缺日历")
                .containsSubsequence("徐泾镇城管中队", "1月4日 23:59 已逾期")
                .containsOnlyOnce("已逾期");
        assertThat(line("lead1", code)).contains("逾期1项");
        assertThat(line("zhaoxiang1", code)).contains("无逾期");
    }

    /** Of the campaign in the list of its year. */
    private String line(String person, String code) {
        String page = page(person, "/campaigns?year=" + code.substring(3, 7));
        String rest = page.substring(page.indexOf("/campaigns/" + code));
        return rest.substring(0, rest.indexOf("</tr>"));
    }

    @Test
    void whatBefellAnotherSquadIsNotTold() {
        String code = rounds.dispatched("TH-2071-09", XUJING, ZHAOXIANG);
        rounds.told(code, "EXTENDED", "2071年3月20日");
        rounds.told(code, "EXEMPTED", "赵巷镇城管中队");
        rounds.askedExemption(code, ZHAOXIANG, "本周承担重大活动保障任务，抽不出人员。");
        rounds.checked(code, ZHAOXIANG, "渣土车夜间检查措施没有落实。");
        rounds.supervised(code, "赵巷夜间检查偏少，请各中队注意。");
        long note = rounds.noted(code, "请赵巷加强夜间巡查。", ZHAOXIANG);

        assertThat(page("lead1", "/campaigns/" + code))
                .contains("2071年3月20日", "重大活动保障", "措施没有落实", "夜间检查偏少", "加强夜间巡查", "未确认");
        assertThat(page("xujing1", "/campaigns/" + code)).contains("2071年3月20日").doesNotContain("赵巷", "重大活动", "没有落实");
        assertThat(page("zhaoxiangTown1", "/campaigns/" + code))
                .contains("重大活动保障", "措施没有落实", "加强夜间巡查")
                .doesNotContain("夜间检查偏少");
        assertThat(note).isPositive();
    }

    @Test
    void aPageAsksTheSameForOneSquadAndForTwelve() {
        String one = rounds.dispatched("TH-2071-11", XUJING);
        String twelve = rounds.dispatched(
                "TH-2071-12",
                organization.squads(TODAY).stream().map(Squad::code).toArray(String[]::new));
        rounds.visits(twelve + ":" + ZHAOXIANG, 5, "VIO_SPILLAGE");
        rounds.noted(twelve, "请加强夜间巡查。", XUJING, ZHAOXIANG, MOBILE);

        assertThat(page("lead1", "/campaigns/" + twelve)).contains("机动中队", "夏阳街道城管中队");
        for (String path : List.of(
                "/campaigns/%s",
                "/api/campaigns/%s/squads", "/api/campaigns/%s/summary", "/campaigns/%s/summary.xlsx")) {
            assertThat(statements("lead1", path.formatted(twelve)))
                    .as(path)
                    .isEqualTo(statements("lead1", path.formatted(one)))
                    .isPositive();
        }
    }

    @Test
    void aShareAsksTheSameForOneInspectionAndForAHundred() {
        String code = rounds.dispatched("TH-2071-13", XUJING, ZHAOXIANG);
        rounds.visits(code + ":" + XUJING, 1, "VIO_SPILLAGE");
        rounds.visits(code + ":" + ZHAOXIANG, 100, "VIO_SPILLAGE");

        int one = statements("lead1", "/campaigns/" + code + "/squads/" + XUJING);
        int hundred = statements("lead1", "/campaigns/" + code + "/squads/" + ZHAOXIANG);

        assertThat(hundred).isEqualTo(one).isPositive();
    }

    @Test
    void theListAsksTheSameForOneCampaignAndForMany() {
        rounds.dispatched("TH-2073-01", XUJING);
        int one = statements("xujing1", "/campaigns?year=2073");

        Stream.of("TH-2073-02", "TH-2073-03", "TH-2073-04").forEach(code -> rounds.dispatched(code, XUJING));

        assertThat(page("xujing1", "/campaigns?year=2073")).contains("TH-2073-04");
        assertThat(statements("xujing1", "/campaigns?year=2073")).isEqualTo(one).isPositive();
    }

    @Test
    void cockpitOpensOnlyForSupervisorsAndLeaders() {
        assertThat(Client.of("supervision1", port)
                        .get("/instances/of/TH-2023")
                        .raw()
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/camunda/app/cockpit/default/#/process-instance/"));
        assertThat(status("viceHead1", "/instances/of/TH-2071-99")).isEqualTo(404);
        assertThat(status("xujing1", "/instances/of/TH-2023")).isEqualTo(403);
        assertThat(status("legal1", "/instances/of/TH-2023")).isEqualTo(403);
    }

    /** The second call of two: the first may fill caches. */
    private int statements(String person, String path) {
        Client client = Client.of(person, port);
        assertThat(client.get(path).status()).as(path).isEqualTo(200);
        return Statements.during(() -> client.get(path));
    }

    private String page(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(path + " by " + person).isEqualTo(200);
        return answer.body();
    }

    private int status(String person, String path) {
        return Client.of(person, port).get(path).status();
    }
}
