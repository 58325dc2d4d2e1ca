package cn.leiting.drilldown;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import cn.leiting.score.Indicator;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.scoring.Scorings;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class DrillDownPageTests {

    private static final String TH = "TH-2044-21";
    private static final String SCORES = "/campaigns/" + TH + "/scores";
    private static final String TASK = TH + ":" + ZHAOXIANG;
    private static final String WHY = "两次检查的记录经核实更正。";

    @LocalServerPort
    private int port;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Scorings scorings;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void computedOnce() {
        if (scorings.of(TH).isEmpty()) {
            String code = campaigns.begun(TH, ZHAOXIANG, XUJING);
            rounds.visits(TASK, 7, "VIO_STALL");
            campaigns.compute(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordination1", "supervision1", "bureau1", "lead1", "viceHead1"})
    void everyPointLeadsToTheRecordsThatItsFiguresAreTheSumOf(String person) {
        Client client = Client.of(person, port);
        String card = client.get(SCORES + "/" + ZHAOXIANG).body();
        JsonNode items =
                client.get("/api/campaigns/" + TH + "/scores").json().get(0).path("items");

        assertThat(items).hasSize(Indicator.values().length);
        for (JsonNode item : items) {
            String code = item.path("indicator").asText();
            String path = SCORES + "/" + ZHAOXIANG + "/" + code;
            assertThat(card).contains(path + "?stage=PROVISIONAL&amp;version=1");
            assertThat(client.get(path).body()).as(code).contains(code, "依据");
            if (item.path("applicable").asBoolean()
                    && !code.startsWith("A")
                    && item.path("denominator").asDouble() > 0) {
                JsonNode listed = client.get("/api" + path).json();
                assertThat(sum(listed, "numerator"))
                        .as(code)
                        .isEqualByComparingTo(item.path("numerator").decimalValue());
                assertThat(sum(listed, "denominator"))
                        .as(code)
                        .isEqualByComparingTo(item.path("denominator").decimalValue());
            }
        }
    }

    private static BigDecimal sum(JsonNode sheet, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode source : sheet.path("sources")) {
            sum = sum.add(source.path(field).decimalValue());
        }
        return sum;
    }

    @Test
    void everyRecordHasAPageOfItsOwn() {
        Client client = Client.of("supervision1", port);
        List<String> missing = new ArrayList<>();

        for (Indicator indicator : Indicator.values()) {
            JsonNode sources = client.get("/api" + SCORES + "/" + ZHAOXIANG + "/" + indicator)
                    .json()
                    .path("sources");
            sources.forEach(source -> {
                String link = source.path("link").asText();
                Answer answer = client.get(link);
                if (answer.status() != 200 && answer.status() != 302) {
                    missing.add(indicator + " " + link + " " + answer.status());
                }
            });
        }

        assertThat(missing).isEmpty();
        assertThat(client.get("/api" + SCORES + "/" + ZHAOXIANG + "/B2").json().path("sources"))
                .hasSize(7);
    }

    @Test
    void aVisitShowsWhatWasFoundAndAFindingLeadsThere() {
        long visit = jdbc.sql("select min(inspection) from inspection_purpose where squad_task = ?")
                .param(TASK)
                .query(Long.class)
                .single();
        long finding = jdbc.sql("select id from finding where inspection = ?")
                .param(visit)
                .query(Long.class)
                .single();

        assertThat(Client.of("zhaoxiang1", port).get("/inspections/" + visit).body())
                .contains("赵巷镇城管中队", "街面巡查", "当事人不在场，已劝离并恢复原状。", "finding-" + finding, TASK, "有效");
        assertThat(Client.of("legal1", port).get("/inspections/" + visit).status())
                .isEqualTo(200);
        assertThat(Client.of("zhaoxiangTown1", port)
                        .get("/inspections/" + visit)
                        .status())
                .isEqualTo(200);
        for (String stranger : List.of("xujing1", "xujingTown1", "police1", "admin")) {
            assertThat(Client.of(stranger, port).get("/inspections/" + visit).status())
                    .as(stranger)
                    .isEqualTo(403);
        }
        assertThat(Client.of("legal1", port).get("/inspections/999999999").status())
                .isEqualTo(404);
        assertThat(Client.of("legal1", port).get("/findings/999999999").status())
                .isEqualTo(404);
    }

    @Test
    void aSquadSeesItsOwnOnceItIsPublished() {
        String code = campaigns.computed("TH-2044-22", ZHAOXIANG, XUJING);
        String own = "/campaigns/TH-2044-22/scores/" + ZHAOXIANG + "/B1";
        Client squad = Client.of("zhaoxiang1", port);
        assertThat(squad.get(own).status()).isEqualTo(404);

        campaigns.publish(code);

        assertThat(squad.get(own).status()).isEqualTo(200);
        assertThat(squad.get("/campaigns/TH-2044-22/scores/" + XUJING + "/B1").status())
                .isEqualTo(403);
        assertThat(squad.get("/api" + own + "?version=2").status()).isEqualTo(404);
        assertThat(squad.get(own + "?stage=FINAL").status()).isEqualTo(404);
        for (String stranger : List.of("legal1", "office1", "zhaoxiangTown1", "police1", "admin")) {
            assertThat(Client.of(stranger, port).get(own).status()).as(stranger).isEqualTo(403);
        }
    }

    @Test
    void aVersionOfAnEarlierReleaseSaysThatItsRecordsWereNotKept() {
        String code = campaigns.begun("TH-2044-23", ZHAOXIANG, XUJING);
        jdbc.sql("""
                        insert into score_card (scoring, campaign, stage, squad, version, status, rubric, inputs, inputs_hash,
                                                reason, computed_by, computed_at)
                        select :code, 'TH-2044-23', 'PROVISIONAL', :squad, 1, 'NOT_RATED', '1.1.1.1.1.1', '{}',
                               encode(sha256('{}'), 'hex'), '初评计算。', 'system', now()
                        """).param("code", code).param("squad", ZHAOXIANG).update();

        assertThat(Client.of("supervision1", port)
                        .get("/campaigns/TH-2044-23/scores/" + ZHAOXIANG + "/B1")
                        .body())
                .contains("没有保存依据。");
    }

    @Test
    void costsTheSameNumberOfStatementsForFewRecordsAsForMany() {
        Client client = Client.of("supervision1", port);
        client.get(SCORES + "/" + XUJING + "/B2");

        int few = Statements.during(() -> client.get(SCORES + "/" + XUJING + "/B2"));
        int many = Statements.during(() -> client.get(SCORES + "/" + ZHAOXIANG + "/B2"));

        assertThat(many).isEqualTo(few).isLessThan(20);
    }

    @Test
    void theLeadershipOrdersARecomputationAndEveryoneReadsWhatItChanged() {
        String campaign = "TH-2044-24";
        String path = "/campaigns/" + campaign + "/scores/recomputations";
        String code = campaigns.begun(campaign, ZHAOXIANG, XUJING);
        rounds.visits(campaign + ":" + ZHAOXIANG, 4, "VIO_STALL");
        campaigns.compute(code);
        campaigns.publish(code);
        campaigns.lock(code);
        jdbc.sql("""
                        update inspection
                        set validity = 'INVALID', invalid_reason = '照片与点位不符。', voided_by = 'supervision1', voided_at = now()
                        where id = (select min(inspection) from inspection_purpose where squad_task = ?)
                        """).param(campaign + ":" + ZHAOXIANG).update();
        Client leader = Client.of("bureau1", port);
        Map<String, String> form = Map.of("stage", "PROVISIONAL", "reason", WHY);

        for (String other : List.of("coordination1", "supervision1", "lead1", "viceHead1", "zhaoxiangLead", "legal1")) {
            assertThat(Client.of(other, port).form(path, form).status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(leader.form(path, Map.of("stage", "PROVISIONAL", "reason", "误"))
                        .body())
                .contains("重新计分的理由不能少于10字。");
        assertThat(leader.form(path, Map.of("stage", "FINAL", "reason", WHY)).status())
                .isEqualTo(409);
        assertThat(leader.form(path, form).status()).isEqualTo(302);

        assertThat(leader.get(path).body()).contains(WHY, "城管执法局领导班子成员1", "1／2");
        long id = jdbc.sql("select id from score_recomputation where scoring = ?")
                .param(code)
                .query(Long.class)
                .single();
        assertThat(Client.of("supervision1", port).get(path + "/" + id).body())
                .contains("赵巷镇城管中队", "徐泾镇城管中队", "B2 检查规范率", "4／4 → 3／4", "7.00 → 5.25");
        assertThat(Client.of("zhaoxiang1", port).get(path + "/" + id).body())
                .contains("赵巷镇城管中队", "2个中队中，1个中队的评分有新的版本。")
                .doesNotContain("徐泾");
        assertThat(leader.get(path + "/999999999").status()).isEqualTo(404);
        assertThat(leader.get("/campaigns/" + campaign + "/scores/" + ZHAOXIANG + "/B2?version=1")
                        .body())
                .contains("分子4，分母4");
    }
}
