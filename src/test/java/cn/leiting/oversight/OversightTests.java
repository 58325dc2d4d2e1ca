package cn.leiting.oversight;

import static cn.leiting.campaign.Plans.TODAY;
import static cn.leiting.campaign.Plans.XUJING;
import static cn.leiting.campaign.Plans.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Papers;
import cn.leiting.campaign.Plans;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class OversightTests {

    private static final String REASON = "连续雨雪，需要顺延。";
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    @LocalServerPort
    private int port;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Papers papers;

    @Autowired
    private Guidances guidances;

    @Autowired
    private Assignments assignments;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void letsTheLeadershipSteer() {
        running("TH-2068-01", false);
        Client bureau = Client.of("bureau1", port);

        assertThat(List.of(
                        post(bureau, "/suspend", Map.of("reason", "台风")),
                        post(bureau, "/resume", Map.of()),
                        post(bureau, "/extend", Map.of("endDate", "2023-02-10", "reason", REASON)),
                        post(bureau, "/squads", Map.of("squad", "310118110", "reason", "工地较多")),
                        post(bureau, "/squads/" + XUJING + "/exempt", relief("POINTS")),
                        post(bureau, "/cancel", Map.of("reason", "上级另有部署。")),
                        post(bureau, "/suspend", Map.of("reason", "台风"))))
                .containsExactly(204, 204, 204, 204, 204, 204, 409);
        assertThat(campaigns.get("TH-2068-01").to()).isEqualTo("2023-02-10");
    }

    @Test
    void refusesBadInputAndUnknownThings() {
        running("TH-2068-02", false);
        Client bureau = Client.of("bureau1", port);
        String of = "/api/campaigns/TH-2068-02";

        assertThat(bureau.post("/api/campaigns/TH-2068-99/cancel", Map.of("reason", "上级另有部署。"))
                        .status())
                .isEqualTo(404);
        assertThat(field(bureau.post(of + "/extend", Map.of("reason", REASON)))).isEqualTo("endDate");
        assertThat(field(bureau.post(of + "/extend", Map.of("endDate", "2023-02-10", "reason", "短"))))
                .isEqualTo("reason");
        assertThat(field(bureau.post(of + "/extend", Map.of("endDate", "二月", "reason", REASON))))
                .isEqualTo("endDate");
        assertThat(field(bureau.post(of + "/extend", Map.of("endDate", "2023-01-20", "reason", REASON))))
                .isEqualTo("endDate");
        assertThat(field(bureau.post(of + "/squads", Map.of("squad", "310118108", "reason", "支援"))))
                .isEqualTo("squad");
        assertThat(bureau.post(of + "/squads", Map.of("squad", XUJING, "reason", "支援"))
                        .status())
                .isEqualTo(409);
        assertThat(bureau.post(of + "/squads/310118110/exempt", relief("WHOLE")).status())
                .isEqualTo(404);
        assertThat(bureau.post(of + "/squads/" + XUJING + "/exempt", relief("NONE"))
                        .status())
                .isEqualTo(422);
        assertThat(bureau.post(of + "/resume", Map.of()).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordination1",
                "supervision1",
                "legal1",
                "office1",
                "lead1",
                "viceHead1",
                "xujingLead",
                "xujingTown1",
                "police1",
                "admin"
            })
    void letsNobodyElseSteer(String person) {
        campaigns.draft("TH-2068-03", 2068, 3, "渣土运输", "THEME_DEBRIS", "coordination1");
        Client client = Client.of(person, port);
        String of = "/api/campaigns/TH-2068-03";

        assertThat(List.of(
                        client.post(of + "/extend", Map.of("endDate", "2023-02-10", "reason", REASON))
                                .status(),
                        client.post(of + "/cancel", Map.of("reason", REASON)).status(),
                        client.post(of + "/suspend", Map.of("reason", REASON)).status(),
                        client.post(of + "/resume", Map.of()).status(),
                        client.post(of + "/squads", Map.of("squad", XUJING, "reason", REASON))
                                .status(),
                        client.post(of + "/squads/" + XUJING + "/exempt", relief("WHOLE"))
                                .status()))
                .containsOnly(403);
        if (!person.equals("coordination1")) {
            assertThat(client.put(of + "/points", List.of(point(1))).status()).isEqualTo(403);
        }
    }

    @Test
    void takesSoundPointsAndReportsTheOthersByRow() {
        campaigns.draft("TH-2068-04", 2068, 4, "渣土运输", "THEME_DEBRIS", "coordination1");
        campaigns.define("TH-2068-04", Plans.partial(), false, "coordination1");
        Client coordination = Client.of("coordination1", port);
        Map<String, Object> stranger = point(2);
        stranger.putAll(Map.of("pointId", "P-310118110-0001", "squadCode", "310118110"));
        Map<String, Object> odd = point(3);
        odd.put("reason", "BECAUSE");

        Client.Answer answer = coordination.put(
                "/api/campaigns/TH-2068-04/points",
                Map.of("points", List.of(point(1), stranger, odd, point(1), point(4), Map.of())));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("refused").findValuesAsText("row")).containsExactly("2", "3", "4", "6");
        assertThat(answer.json().path("refused").findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).endsWith("。"));
        assertThat(coordination
                        .put("/api/campaigns/TH-2068-04/points", List.of(point(1)))
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(coordination
                        .put("/api/campaigns/TH-2068-04/points", Map.of("rows", 1))
                        .status())
                .isEqualTo(422);
        assertThat(coordination
                        .put("/api/campaigns/TH-2068-04/points", Collections.nCopies(5001, point(1)))
                        .status())
                .isEqualTo(422);
        assertThat(coordination
                        .put("/api/campaigns/TH-2068-98/points", List.of(point(1)))
                        .status())
                .isEqualTo(404);
        campaigns.approve("TH-2068-04", null, "bureau1");
        assertThat(coordination
                        .put("/api/campaigns/TH-2068-04/points", List.of(point(1)))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void givesNotesThatEachSquadAcknowledgesOnce() {
        running("TH-2068-05", false);
        String page = "/campaigns/TH-2068-05/guidance";
        Client supervision = Client.of("supervision1", port);
        Map<String, String> note = Map.of(
                "squads",
                XUJING,
                "text",
                "请加强夜间巡查。",
                "requestedDutyMode",
                "NIGHT",
                "ackRequired",
                "true",
                "focusItems",
                "工地出入口\n主要道路");

        assertThat(supervision.get(page).body()).contains("徐泾镇城管中队");
        assertThat(supervision.form(page, note).status()).isEqualTo(302);
        assertThat(supervision.form(page, Map.of("text", " ")).status()).isEqualTo(422);
        assertThat(supervision.get(page).body()).contains("请加强夜间巡查。", "夜班", "主要道路", "徐泾镇城管中队", "未签收");
        long id = guidances.of("TH-2068-05", null).get(0).id();
        Client squad = Client.of("xujing1", port);
        assertThat(squad.get(page).body()).contains("请加强夜间巡查。", "/ack").doesNotContain("印发指导意见</h2>");
        assertThat(squad.form(page, note).status()).isEqualTo(403);
        assertThat(squad.form(page + "/" + id + "/ack", Map.of()).status()).isEqualTo(302);
        assertThat(squad.form(page + "/" + id + "/ack", Map.of()).status()).isEqualTo(409);
        assertThat(Client.of("xujingTown1", port)
                        .form(page + "/" + id + "/ack", Map.of())
                        .status())
                .isEqualTo(403);
        Client other = Client.of("zhaoxiang1", port);
        assertThat(other.get(page).body()).contains("还没有指导意见。").doesNotContain("夜间巡查");
        assertThat(other.form(page + "/" + id + "/ack", Map.of()).status()).isEqualTo(404);
        assertThat(Client.of("police1", port).get(page).status()).isEqualTo(403);
        assertThat(supervision.get(page).body()).contains("徐泾").doesNotContain("未签收");
    }

    @Test
    void remindsOfAReceiptUntilItIsGivenOrTheTaskHasEnded() {
        running("TH-2068-08", false);
        Client supervision = Client.of("supervision1", port);
        supervision.form("/campaigns/TH-2068-08/guidance", Map.of("text", "请加强早间巡查。", "ackRequired", "true"));
        supervision.form("/campaigns/TH-2068-08/guidance", Map.of("text", "不需要签收的提示。"));
        long id = guidances.of("TH-2068-08", null).get(1).id();
        String missing = "/supervision/guidance";

        assertThat(supervision.get(missing).body())
                .contains("TH-2068-08", "请加强早间巡查。", "2023年1月13日", "未签收")
                .doesNotContain("不需要签收的提示。");
        assertThat(Client.of("xujing1", port).get(missing).body()).contains("TH-2068-08", "徐泾镇城管中队");
        assertThat(open("TH-2068-08")).containsExactly(XUJING, ZHAOXIANG);
        Client.of("xujing1", port).form("/campaigns/TH-2068-08/guidance/" + id + "/ack", Map.of());
        assertThat(open("TH-2068-08")).containsExactly(ZHAOXIANG);
        assertThat(Client.of("xujing1", port).get(missing).body()).doesNotContain("TH-2068-08");
        assignments.dispatch("TH-2068-08", 10);
        tasks.close("TH-2068-08:" + ZHAOXIANG);

        assertThat(open("TH-2068-08")).isEmpty();
        assertThat(supervision.get(missing).body()).doesNotContain("TH-2068-08");
    }

    /** The squads that owe a receipt. */
    private List<String> open(String campaign) {
        return jdbc.sql("""
                        select split_part(subject, ':', 2)
                        from deadline
                        where subject like ? || ':%'
                          and rule = 'guidance.ack'
                          and met_at is null
                          and cancelled_at is null
                        order by subject desc
                        """).param(campaign).query(String.class).list();
    }

    @Test
    void letsTheLegalSectionAmendTheFiling() {
        running("TH-2068-06", true);
        String page = "/campaigns/TH-2068-06/filing";
        Client legal = Client.of("legal1", port);
        Map<String, String> typed = new HashMap<>(Map.of(
                "necessity",
                "确有必要",
                "objects",
                "建设工地",
                "items",
                "渣土运输",
                "periodFrom",
                "2023-01-12",
                "periodTo",
                "2023-03-01",
                "maxVisitsPerObject",
                "2",
                "approvedBy",
                "区人民政府",
                "approvedOn",
                "2023-01-11",
                "filingNo",
                "备2068-6",
                "publishUrl",
                "ftp://a.cn"));

        assertThat(legal.get(page).body()).contains("备2068-6（第1版）", "变更备案</button>");
        Client.Answer refused = legal.form(page, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("公布网址应为以http://或https://开头的网址。", "2023-03-01");
        typed.put("publishUrl", "https://www.shqp.gov.cn/a");
        assertThat(legal.form(page, typed).status()).isEqualTo(302);
        assertThat(Client.of("bureau1", port).get(page).body())
                .contains("备2068-6（第2版）", "2023年3月1日")
                .doesNotContain("变更备案</button>");
        assertThat(Client.of("coordination1", port).form(page, typed).status()).isEqualTo(403);
        assertThat(Client.of("xujing1", port).get(page).status()).isEqualTo(403);
    }

    @Test
    void fillsInClosingChecksOnceAllSquadsAreDone() {
        running("TH-2068-07", false);
        String page = "/campaigns/TH-2068-07/closing";
        Client coordination = Client.of("coordination1", port);
        Map<String, String> typed = new HashMap<>(Map.of(
                "rows[0].squad",
                ZHAOXIANG,
                "rows[0].measures",
                "true",
                "rows[0].rectification",
                "true",
                "rows[1].squad",
                XUJING));

        assertThat(coordination
                        .form(page, Map.of("rows[0].squad", ZHAOXIANG, "rows[0].comment", "无"))
                        .status())
                .isEqualTo(409);
        assignments.dispatch("TH-2068-07", 10);
        tasks.close("TH-2068-07:" + ZHAOXIANG);
        tasks.close("TH-2068-07:" + XUJING);
        assertThat(coordination.form(page, typed).status()).isEqualTo(422);
        typed.put("rows[0].comment", "长效机制待完善");
        assertThat(coordination.form(page, typed).status()).isEqualTo(302);
        assertThat(coordination.get(page).body()).contains("赵巷镇城管中队", "长效机制待完善", "徐泾镇城管中队");
        assertThat(papers.checks("TH-2068-07")).extracting(Papers.Check::squad).containsExactly(ZHAOXIANG);
        assertThat(Client.of("supervision1", port).get(page).status()).isEqualTo(403);
        assertThat(Client.of("bureau1", port).form(page, typed).status()).isEqualTo(403);
    }

    private int post(Client client, String call, Object body) {
        return client.post("/api/campaigns/TH-2068-01" + call, body).status();
    }

    private static Map<String, String> relief(String kind) {
        return Map.of("kind", kind, "reason", "OTHER_ORDER", "text", "部分点位由市局统一组织检查。");
    }

    private static Map<String, Object> point(int number) {
        return new HashMap<>(Map.of(
                "pointId",
                "P-" + XUJING + "-" + "%04d".formatted(number),
                "squadCode",
                XUJING,
                "priority",
                1,
                "reason",
                "COMPLAINT",
                "requiredRounds",
                2));
    }

    private static String field(Client.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        JsonNode errors = answer.json().path("errors");
        return errors.path(0).path("field").asText();
    }

    private void running(String code, boolean needsFiling) {
        campaigns.draft(code, 2068, 1, "渣土运输", "THEME_DEBRIS", "coordination1");
        campaigns.define(code, Plans.partial(), needsFiling, COORDINATION.id());
        if (needsFiling) {
            campaigns.file(code, Plans.filing("备2068-6", TODAY.plusDays(20)), "legal1");
        }
        campaigns.approve(code, null, "bureau1");
        Campaign campaign = campaigns.get(code);
        assignments.open(new Assignment.Form(
                code,
                Assignment.Mode.CAMPAIGN,
                campaign.title(),
                campaign.theme(),
                campaign.terms().checklist(),
                campaign.from(),
                campaign.to(),
                campaign.squads()));
    }
}
