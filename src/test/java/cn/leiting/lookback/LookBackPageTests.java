package cn.leiting.lookback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.overview.Rounds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who sees what of a look-back, and what coordination changes on its page. Campaigns of 2088. */
@LeitingTest
class LookBackPageTests {

    private static final String ZHAOXIANG = Rounds.ZHAOXIANG;
    private static final String XUJING = Rounds.XUJING;

    @Autowired
    private LookBacks lookBacks;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Traces traces;

    @Autowired
    private SquadTasks tasks;

    @LocalServerPort
    private int port;

    @Test
    void showsSupervisorsAndLeadersAllAndSquadsAndTownsTheirShare() {
        String code = drawn("TH-2088-01", ZHAOXIANG, XUJING);
        confirmed(code);
        String page = "/look-backs/" + code;

        for (String user : List.of("coordination1", "supervision1", "bureau1", "lead1", "viceHead1")) {
            Client.Answer answer = Client.of(user, port).get(page + "?squad=" + ZHAOXIANG);
            assertThat(answer.status()).as(user).isEqualTo(200);
            assertThat(answer.body()).as(user).contains("样本：赵巷镇城管中队", "徐泾镇城管中队", Traces.point(ZHAOXIANG, 1), "随机种子");
        }
        for (String user : List.of("zhaoxiang1", "zhaoxiangLead", "zhaoxiangTown1")) {
            Client.Answer answer = Client.of(user, port).get(page + "?squad=" + XUJING);
            assertThat(answer.status()).as(user).isEqualTo(200);
            assertThat(answer.body())
                    .as(user)
                    .contains("样本：赵巷镇城管中队", Traces.point(ZHAOXIANG, 1))
                    .doesNotContain("徐泾镇城管中队", Traces.point(XUJING, 1), "随机种子");
        }
        for (String user : List.of("legal1", "office1", "admin", "baihe1", "police1")) {
            assertThat(Client.of(user, port).get(page).status()).as(user).isEqualTo(403);
        }
        assertThat(Client.of("supervision1", port).get("/look-backs/LB-2088-99").status())
                .isEqualTo(404);
    }

    @Test
    void keepsTheSamplesFromTheSquadsUntilTheyAreConfirmed() {
        String code = drawn("TH-2088-02", ZHAOXIANG);

        assertThat(Client.of("zhaoxiang1", port).get("/look-backs/" + code).body())
                .contains("样本确认后显示")
                .doesNotContain(Traces.point(ZHAOXIANG, 1));
    }

    @Test
    void isReachedFromTheCampaignsPage() {
        String code = drawn("TH-2088-03", ZHAOXIANG);

        assertThat(Client.of("coordination1", port).get("/campaigns/TH-2088-03").body())
                .contains("/look-backs/" + code);
        assertThat(Client.of("zhaoxiang1", port).get("/campaigns/TH-2088-03").body())
                .contains("/look-backs/" + code);
        assertThat(Client.of("office1", port).get("/campaigns/TH-2088-03").body())
                .doesNotContain("/look-backs/");
    }

    @Test
    void letsCoordinationAloneAdjustTheSamples() {
        String code = drawn("TH-2088-04", ZHAOXIANG);
        String page = "/look-backs/" + code + "/samples";
        String due = lookBacks.get(code).lastDay().minusDays(3).toString();
        Map<String, String> added =
                Map.of("point", Traces.point(ZHAOXIANG, 9), "kind", "SPOT_CHECK", "dueOn", due, "squad", ZHAOXIANG);
        Client coordination = Client.of("coordination1", port);

        for (String user : List.of("supervision1", "bureau1", "zhaoxiangLead", "office1")) {
            Client person = Client.of(user, port);
            assertThat(person.form(page, added).status()).as(user).isEqualTo(403);
            assertThat(person.form(page + "/" + Traces.point(ZHAOXIANG, 1) + "/remove", Map.of("reason", "点位已拆除。"))
                            .status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(person.form(page + "/" + Traces.point(ZHAOXIANG, 1) + "/due", Map.of("dueOn", due))
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(coordination.form(page, added).status()).isEqualTo(302);
        Client.Answer twice = coordination.form(page, added);
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.body()).contains("已在样本中");
        assertThat(coordination
                        .form(page + "/" + Traces.point(ZHAOXIANG, 1) + "/due", Map.of("dueOn", "2024-01-01"))
                        .status())
                .isEqualTo(422);
        assertThat(coordination
                        .form(page + "/" + Traces.point(ZHAOXIANG, 1) + "/remove", Map.of("reason", "点位已拆除。"))
                        .status())
                .isEqualTo(302);
        assertThat(coordination
                        .get("/look-backs/" + code + "?squad=" + ZHAOXIANG)
                        .body())
                .contains("点位已拆除。", Traces.point(ZHAOXIANG, 9));
    }

    @Test
    void showsASquadsTaskAsThatOfACampaign() {
        String code = drawn("TH-2088-05", ZHAOXIANG, XUJING);
        confirmed(code);
        String page = "/look-backs/" + code + "/squads/" + ZHAOXIANG;

        assertThat(Client.of("zhaoxiang1", port).get(page).body())
                .contains("回头看</span></h1>", code + ":" + ZHAOXIANG, "href=\"/look-backs/" + code + "\"");
        assertThat(Client.of("xujing1", port).get(page).status()).isEqualTo(403);
        assertThat(Client.of("supervision1", port).get(page).status()).isEqualTo(200);
    }

    @Test
    void tellsTheSquadsStatesAsOfACampaign() {
        String code = drawn("TH-2088-08", ZHAOXIANG, XUJING);
        confirmed(code);
        String call = "/api/look-backs/" + code + "/squads";

        assertThat(Client.of("supervision1", port).get(call).json())
                .hasSize(2)
                .allSatisfy(
                        squad -> assertThat(squad.path("stateLabel").asText()).isEqualTo("待下达"));
        assertThat(Client.of("zhaoxiang1", port).get(call).json()).hasSize(1);
        assertThat(Client.of("police1", port).get(call).status()).isEqualTo(403);
        assertThat(Client.of("bureau1", port)
                        .get("/api/improvements/FI-2036-99/squads")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void asksTheSameForOneSquadAndForEleven() {
        String one = drawn("TH-2088-06", ZHAOXIANG);
        String all = drawn("TH-2088-07");
        Client supervision = Client.of("supervision1", port);

        assertThat(statements(supervision, "/look-backs/" + all + "?squad=" + ZHAOXIANG))
                .isEqualTo(statements(supervision, "/look-backs/" + one + "?squad=" + ZHAOXIANG))
                .isPositive();
    }

    private static int statements(Client person, String path) {
        assertThat(person.get(path).status()).as(path).isEqualTo(200);
        return Statements.during(() -> person.get(path));
    }

    private String drawn(String campaign, String... squads) {
        rounds.dispatched(campaign, squads);
        tasks.of(campaign).forEach(task -> {
            traces.problem(task.code(), 1);
            traces.clean(task.code(), 2, 3);
        });
        traces.over(campaign, 1);
        lookBacks.begin(campaign);
        String code = LookBacks.codeOf(campaign);
        lookBacks.draw(code, LookBackPageTests::all);
        return code;
    }

    private void confirmed(String code) {
        lookBacks.confirm(code, LookBackPageTests::all, "coordination1");
        lookBacks.assign(code);
    }

    private static Map<Sample.Case, Sample.Rule> all(java.util.Set<Sample.Case> cases) {
        return cases.stream()
                .collect(Collectors.toMap(
                        one -> one,
                        one -> new Sample.Rule(
                                one.hadFinding() ? Sample.Kind.RE_CHECK : Sample.Kind.SPOT_CHECK,
                                BigDecimal.valueOf(100),
                                1)));
    }
}
