package cn.leiting.scoresheet;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static cn.leiting.scoring.ScoredCampaigns.REASON;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.Appeals;
import cn.leiting.scoring.Rulings;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.scoring.Scorings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class ScorePageTests {

    private static final String ALL_SQUADS = "TH-2086-80";

    @LocalServerPort
    private int port;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Scorings scorings;

    @Autowired
    private Adjustments adjustments;

    @Autowired
    private Appeals appeals;

    @Autowired
    private Rulings rulings;

    @ParameterizedTest
    @ValueSource(strings = {"coordination1", "supervision1", "bureau1", "lead1", "viceHead1"})
    void whoSupervisesOrLeadsSeesAllSquadsBeforeThePublicationToo(String person) {
        String campaign = computedOnce();
        Client client = Client.of(person, port);

        assertThat(client.get("/campaigns/" + campaign + "/scores").body())
                .contains("赵巷镇城管中队", "徐泾镇城管中队", "待核对", "B1 点位覆盖率");
        assertThat(client.get("/campaigns/" + campaign + "/scores/" + XUJING).body())
                .contains("徐泾镇城管中队", "初评计算。");
        assertThat(client.get("/api/campaigns/" + campaign + "/scores").json()).hasSize(2);
        assertThat(client.get("/scores/2086").status()).isEqualTo(200);
        assertThat(client.get("/api/scores/2086").status()).isEqualTo(200);
        assertThat(client.get("/campaigns/" + campaign).body()).contains("/campaigns/" + campaign + "/scores");
        assertThat(client.get("/campaigns?year=2086").body()).contains("/scores/2086");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"legal1", "office1", "zhaoxiangTown1", "zhaoxiangDecide1", "zhaoxiangReview1", "police1", "admin"
            })
    void nobodyElseSeesScores(String person) {
        String campaign = computedOnce();
        Client client = Client.of(person, port);

        assertThat(Stream.of(
                        "/campaigns/" + campaign + "/scores",
                        "/campaigns/" + campaign + "/scores/" + ZHAOXIANG,
                        "/campaigns/" + campaign + "/scores.xlsx",
                        "/api/campaigns/" + campaign + "/scores",
                        "/scores/2086",
                        "/scores/2086.xlsx",
                        "/api/scores/2086"))
                .allSatisfy(path -> assertThat(client.get(path).status()).isEqualTo(403));
        assertThat(client.post("/api/campaigns/" + campaign + "/scores/appeals", appeal("B1"))
                        .status())
                .isEqualTo(403);
        assertThat(client.form(
                                "/campaigns/" + campaign + "/scores/appeals",
                                Map.of("indicator", "B1", "reason", REASON))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSquadSeesNothingBeforeThePublication() {
        String campaign = computedOnce();
        Client squad = Client.of("zhaoxiangLead", port);

        assertThat(squad.get("/campaigns/" + campaign + "/scores").body())
                .contains("评分公布后可以查看。")
                .doesNotContain("点位覆盖率");
        assertThat(squad.get("/api/campaigns/" + campaign + "/scores").json()).isEmpty();
        assertThat(squad.post("/api/campaigns/" + campaign + "/scores/appeals", appeal("B1"))
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zhaoxiang1", "zhaoxiangLead"})
    void aSquadSeesItsOwnCardAndItsRankWithoutTheOthersNames(String person) {
        String campaign = publishedOnce();
        Client squad = Client.of(person, port);

        assertThat(squad.get("/campaigns/" + campaign + "/scores").body())
                .contains("赵巷镇城管中队", "第1名，共11个参评中队", "B1 点位覆盖率")
                .doesNotContain("徐泾", "夏阳");
        assertThat(squad.get("/api/campaigns/" + campaign + "/scores").json())
                .singleElement()
                .satisfies(card -> assertThat(card.path("squad").asText()).isEqualTo(ZHAOXIANG));
        assertThat(squad.get("/campaigns/" + campaign + "/scores/" + XUJING).status())
                .isEqualTo(403);
        assertThat(texts(squad.bytes("/campaigns/" + campaign + "/scores.xlsx")))
                .contains("赵巷镇城管中队")
                .noneMatch(text -> text.contains("徐泾"));
    }

    @Test
    void refusesASquadThatTakesNoPartAndAnUnknownCampaign() {
        String campaign = computedOnce();

        assertThat(Client.of("xiayangLead", port)
                        .get("/campaigns/" + campaign + "/scores")
                        .status())
                .isEqualTo(403);
        assertThat(Client.of("supervision1", port)
                        .get("/campaigns/TH-2086-95/scores")
                        .status())
                .isEqualTo(404);
        assertThat(Client.of("supervision1", port)
                        .get("/api/campaigns/TH-2086-95/scores")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void pageJsonAndExcelShowTheSameNumbers() {
        String campaign = publishedOnce();
        Client client = Client.of("supervision1", port);
        JsonNode cards = client.get("/api/campaigns/" + campaign + "/scores").json();
        String page = client.get("/campaigns/" + campaign + "/scores").body();
        byte[] file = client.bytes("/campaigns/" + campaign + "/scores.xlsx");

        assertThat(cards).hasSize(11);
        assertThat(cards.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "squad",
                        "stage",
                        "version",
                        "status",
                        "base",
                        "bonus",
                        "deduction",
                        "total",
                        "grade",
                        "rank",
                        "items");
        assertThat(cards.get(0).path("items").get(0).fieldNames())
                .toIterable()
                .containsExactly("indicator", "numerator", "denominator", "ratio", "applicable", "reason", "points");
        List<Row> lines = rows(file, "初评");
        List<Row> items = rows(file, "初评指标");
        int item = 0;
        for (int i = 0; i < cards.size(); i++) {
            JsonNode card = cards.get(i);
            Row line = lines.get(i + 2);
            assertThat(line.getCell(6).getNumericCellValue())
                    .isEqualTo(card.path("total").asDouble());
            assertThat(line.getCell(8).getNumericCellValue())
                    .isEqualTo(card.path("rank").asDouble());
            assertThat(page).contains(">" + card.path("total").decimalValue().setScale(2) + "<");
            for (JsonNode one : card.path("items")) {
                Row row = items.get(item++ + 2);
                assertThat(row.getCell(1).getStringCellValue())
                        .isEqualTo(one.path("indicator").asText());
                assertThat(row.getCell(4).getNumericCellValue())
                        .isEqualTo(one.path("numerator").asDouble());
                assertThat(row.getCell(5).getNumericCellValue())
                        .isEqualTo(one.path("denominator").asDouble());
                assertThat(row.getCell(9).getNumericCellValue())
                        .isEqualTo(one.path("points").asDouble());
            }
        }
        assertThat(items).hasSize(item + 2);
    }

    @Test
    void costsTheSameNumberOfStatementsForTwoSquadsAsForEleven() {
        String many = publishedOnce();
        String few = "TH-2086-81";
        campaigns.published(few, ZHAOXIANG, XUJING);
        Client client = Client.of("supervision1", port);

        for (String path : List.of("/campaigns/%s/scores", "/api/campaigns/%s/scores", "/campaigns/%s/scores.xlsx")) {
            int ofMany = Statements.during(() -> client.get(path.formatted(many)));
            int ofFew = Statements.during(() -> client.get(path.formatted(few)));
            assertThat(ofMany).as(path).isEqualTo(ofFew).isLessThan(40);
        }
    }

    @Test
    void coordinationWritesAdjustmentsAndIsToldWhatIsWrong() {
        String code = campaigns.begun("TH-2086-82", ZHAOXIANG);
        Client client = Client.of("coordination1", port);
        String path = "/campaigns/TH-2086-82/scores/adjustments";
        Map<String, String> form = new HashMap<>(Map.of(
                "stage", "PROVISIONAL",
                "squad", ZHAOXIANG,
                "adjustment", "X4",
                "count", "2",
                "evidenceRef", "督查记录第7号",
                "text", "太短"));

        Answer refused = client.form(path, form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("说明不能少于10字。", "督查记录第7号");
        form.put("text", "最终反馈逾期三个工作日以上。");
        assertThat(client.form(path, form).status()).isEqualTo(302);
        assertThat(client.get("/campaigns/TH-2086-82/scores").body()).contains("最终反馈逾期三个工作日以上。", "待核对", "撤回");

        long id = adjustments.of(code).get(0).id();
        assertThat(Client.of("supervision1", port)
                        .form(path + "/" + id + "/withdraw", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(client.form(path + "/" + id + "/withdraw", Map.of()).status())
                .isEqualTo(302);
        assertThat(client.get("/campaigns/TH-2086-82/scores").body()).contains("执法协调科科员1已撤回");
        form.put("stage", "FINAL");
        assertThat(client.form(path, form).status()).isEqualTo(409);
        for (String other : List.of("supervision1", "lead1", "zhaoxiangLead", "legal1")) {
            assertThat(Client.of(other, port).form(path, form).status()).isEqualTo(403);
        }
    }

    @Test
    void aSquadsLeaderAppealsByTheCallAndByTheForm() {
        String code = campaigns.published("TH-2086-83", ZHAOXIANG, XUJING);
        Client lead = Client.of("zhaoxiangLead", port);
        String call = "/api/campaigns/TH-2086-83/scores/appeals";

        assertThat(lead.post(call, Map.of("indicator", "B1", "reason", "太短")).status())
                .isEqualTo(422);
        assertThat(lead.post(call, Map.of("indicator", "Z9", "reason", REASON)).status())
                .isBetween(400, 422);
        Answer filed = lead.post(call, appeal("B1"));
        assertThat(filed.status()).isEqualTo(201);
        assertThat(filed.json().path("level").asInt()).isOne();
        assertThat(lead.post(call, appeal("B1")).status()).isEqualTo(409);
        for (String other : List.of("zhaoxiang1", "supervision1", "lead1", "coordination1")) {
            assertThat(Client.of(other, port).post(call, appeal("A1")).status()).isEqualTo(403);
        }

        String form = "/campaigns/TH-2086-83/scores/appeals";
        Answer refused = lead.form(form, Map.of("indicator", "A1", "reason", "只有几个字"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("申诉理由不能少于20字。", "只有几个字");
        assertThat(lead.form(form, Map.of("indicator", "A1", "reason", REASON, "claimedValue", "1"))
                        .status())
                .isEqualTo(302);
        assertThat(appeals.of(scorings.get(code))).hasSize(2);
        assertThat(lead.get("/campaigns/TH-2086-83/scores").body()).contains("A1 责任人指定（第1级）", "待决定", REASON);
        assertThat(Client.of("xujingLead", port)
                        .get("/campaigns/TH-2086-83/scores")
                        .body())
                .doesNotContain(REASON);

        campaigns.publishedOn(code, LocalDate.of(2023, 1, 4));
        assertThat(lead.post(call, appeal("A2")).status()).isEqualTo(409);
    }

    @Test
    void aSquadSeesItsOwnEndOfTheAppealsAndNotThatOfAnothersSecondLevel() {
        String code = campaigns.published("TH-2086-87", ZHAOXIANG, XUJING);
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 10));
        long id = campaigns.appealed("TH-2086-87", XUJING, Indicator.B1, "xujingLead");
        rulings.decide(id, false, "封路不影响到达。", "supervision2");
        String page = "/campaigns/TH-2086-87/scores";

        assertThat(Client.of("xujingLead", port).get(page).body()).contains("申诉期至2023年1月19日");
        assertThat(Client.of("supervision1", port).get(page).body()).contains("申诉期至2023年1月19日");
        assertThat(Client.of("zhaoxiangLead", port).get(page).body()).contains("申诉期至2023年1月17日");
    }

    @Test
    void aSquadDoesNotSeeTheVersionsBeforeThePublishedOne() {
        String code = campaigns.begun("TH-2086-88", ZHAOXIANG);
        campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.X2, 1);
        campaigns.compute(code);
        scorings.giveBack(code, "证据不足，请撤回。", "supervision1");
        adjustments.of(code).forEach(row -> adjustments.withdraw(row.id(), ScoredCampaigns.coordination()));
        campaigns.compute(code);
        campaigns.publish(code);
        String page = "/campaigns/TH-2086-88/scores";

        assertThat(Client.of("zhaoxiangLead", port).get(page).body())
                .contains("第2版")
                .doesNotContain("第1版");
        assertThat(Client.of("supervision1", port).get(page + "/" + ZHAOXIANG).body())
                .contains("第1版", "第2版");
    }

    @Test
    void whoDecidesWritesTheFiguresAndTheChangeIsListed() {
        campaigns.published("TH-2086-84", ZHAOXIANG, XUJING);
        long id = campaigns.appealed("TH-2086-84", ZHAOXIANG, Indicator.E1, "zhaoxiangLead");
        String path = "/campaigns/TH-2086-84/scores/appeals/" + id + "/correction";
        Map<String, String> figures = Map.of("numerator", "1", "denominator", "1");
        Client decider = Client.of("supervision2", port);

        for (String other : List.of("lead1", "coordination1", "zhaoxiangLead", "supervision1")) {
            assertThat(Client.of(other, port).form(path, figures).status()).isEqualTo(403);
        }
        assertThat(decider.get("/campaigns/TH-2086-84/scores").body()).contains("保存更正数");
        assertThat(decider.form(path, Map.of("numerator", "2", "denominator", "1"))
                        .status())
                .isEqualTo(422);
        assertThat(decider.form("/campaigns/TH-2086-80/scores/appeals/" + id + "/correction", figures)
                        .status())
                .isEqualTo(404);
        assertThat(decider.form(path, figures).status()).isEqualTo(302);
        rulings.decide(id, true, "查证属实，予以更正。", "supervision2");

        assertThat(decider.get("/campaigns/TH-2086-84/scores").body())
                .contains("公布后的变动", "1 → 2", "其他中队是否有同样情形")
                .doesNotContain("保存更正数");
        assertThat(Client.of("zhaoxiangLead", port)
                        .get("/campaigns/TH-2086-84/scores")
                        .body())
                .contains("第1名，共2个参评中队", "第2版", "查证属实，予以更正。", "另有1个中队")
                .doesNotContain("徐泾");
        assertThat(decider.form(path, figures).status()).isEqualTo(409);
    }

    @Test
    void theYearShowsLockedScoresTheSameOnPageJsonAndExcel() {
        campaigns.locked("TH-2086-85");
        Client client = Client.of("bureau1", port);

        JsonNode year = client.get("/api/scores/2086").json();
        String page = client.get("/scores/2086").body();
        List<Row> rows = rows(client.bytes("/scores/2086.xlsx"), "年度得分");

        assertThat(year).hasSizeGreaterThanOrEqualTo(11);
        assertThat(year.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "squad", "campaigns", "improvement", "total", "yearEndPoints", "grade", "rank", "status");
        for (int i = 0; i < year.size(); i++) {
            BigDecimal total = year.get(i).path("total").decimalValue();
            assertThat(rows.get(i + 2).getCell(5).getNumericCellValue()).isEqualTo(total.doubleValue());
            assertThat(page).contains(">" + total.setScale(2) + "<");
        }
        Client squad = Client.of("zhaoxiang1", port);
        assertThat(squad.get("/api/scores/2086").json()).hasSize(1);
        assertThat(squad.get("/scores/2086").body())
                .contains("赵巷镇城管中队", "个参评中队")
                .doesNotContain("徐泾");
        assertThat(rows(squad.bytes("/scores/2086.xlsx"), "年度得分")).hasSize(3);
    }

    private static Map<String, Object> appeal(String indicator) {
        return new LinkedHashMap<>(Map.of("indicator", indicator, "reason", REASON));
    }

    private String computedOnce() {
        String campaign = "TH-2086-86";
        if (scorings.of(campaign).isEmpty()) {
            String code = campaigns.begun(campaign, ZHAOXIANG, XUJING);
            campaigns.compute(code);
        }
        return campaign;
    }

    private String publishedOnce() {
        if (scorings.of(ALL_SQUADS).isEmpty()) {
            String code = campaigns.begun(ALL_SQUADS);
            campaigns.adjusted(code, XUJING, AdjustmentCode.Y2, 1);
            campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.Y2, 1);
            campaigns.compute(code);
            campaigns.publish(code);
        }
        return ALL_SQUADS;
    }

    private static List<String> texts(byte[] file) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            List<String> texts = new ArrayList<>();
            workbook.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> texts.add(cell.toString()))));
            return texts;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<Row> rows(byte[] file, String name) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = new ArrayList<>();
            workbook.getSheet(name).forEach(rows::add);
            return rows;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
