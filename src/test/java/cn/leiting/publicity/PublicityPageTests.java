package cn.leiting.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.Publication.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class PublicityPageTests {

    private static final String ZHAOXIANG = "310118105";
    private static final String XUJING = "310118106";
    private static final String WHY = "报道中的数字有误。";

    @Autowired
    private InfoItems items;

    @Autowired
    private Publications publications;

    @Autowired
    private Stories stories;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "office1, 200",
        "coordination1, 200",
        "supervision1, 200",
        "legal1, 200",
        "bureau1, 200",
        "lead1, 200",
        "viceHead1, 200",
        "xujing4, 200",
        "mobile1, 200",
        "xujingTown1, 403",
        "xujingDecide1, 403",
        "xujingReview1, 403",
        "police1, 403",
        "admin, 403"
    })
    void opensToSectionsLeadersAndSquads(String person, int status) {
        Client client = Client.of(person, port);

        assertThat(client.get("/publicity").status()).isEqualTo(status);
        assertThat(client.get("/publicity.xlsx").status()).isEqualTo(status);
    }

    @Test
    void showsASquadItsOwnItemsOnly() {
        String own = stories.published(ZHAOXIANG);
        String others = stories.published(XUJING);
        Client squad = Client.of("zhaoxiang2", port);

        assertThat(squad.get("/publicity").body()).contains(own).doesNotContain(others, "社会参与");
        assertThat(squad.get("/publicity?squad=" + XUJING).body()).contains(own).doesNotContain(others);
        assertThat(squad.get("/publicity/" + own).status()).isEqualTo(200);
        assertThat(squad.get("/publicity/" + others).status()).isEqualTo(403);
        assertThat(Client.of("office2", port).get("/publicity").body()).contains(own, others, "社会参与");
    }

    @Test
    void keepsOneListForItemsAndForTheStepsOfCampaignsAndLookBacks() {
        String campaign = rounds.dispatched("TH-2083-21", ZHAOXIANG);
        String item = stories.submitted(ZHAOXIANG, campaign);
        publications.publish(campaign, report(), "office1");
        publications.publish("LB-2083-21", report(), "office1");
        Client office = Client.of("office1", port);

        String page = office.get("/publicity?campaign=" + campaign).body();

        assertThat(page).contains(item, ">TH-2083-21</a>", ">LB-2083-21</a>", "政务网站");
        assertThat(office.get("/publicity?campaign=TH-2083-20").body()).doesNotContain(item, "LB-2083-21");
        assertThat(office.get("/publicity/LB-2083-21").body()).contains("渣土整治取得成效", "决定撤下");
        assertThat(office.get("/publicity/LB-2083-29").status()).isEqualTo(404);
        assertThat(Client.of("zhaoxiang1", port).get("/publicity/" + campaign).status())
                .isEqualTo(403);
        assertThat(office.get("/campaigns/" + campaign).body()).contains("/publicity?campaign=" + campaign);
    }

    @Test
    void filtersBySquadStateAndMonth() {
        String stored = stories.submitted(ZHAOXIANG, null);
        items.store(stored, "留作年度素材。", "office1");
        String open = stories.submitted(XUJING, null);
        Client office = Client.of("office1", port);

        assertThat(office.get("/publicity?squad=" + ZHAOXIANG).body())
                .contains(stored)
                .doesNotContain(open);
        assertThat(office.get("/publicity?status=STORED").body())
                .contains(stored)
                .doesNotContain(open);
        assertThat(office.get("/publicity?month=2023-01").body()).contains(stored, open);
        assertThat(office.get("/publicity?month=2022-12&status=").body()).doesNotContain(stored, open);
        assertThat(office.get("/publicity?month=soon").status()).isBetween(400, 499);
    }

    @Test
    void showsAnItemWithItsDelayItsTextsAndItsHistory() {
        String code = stories.submitted(ZHAOXIANG, null);
        assertThat(Client.of("office1", port).get("/publicity/" + code).body()).contains("去办理");
        items.giveBack(code, "请补充整治成效<i>。", "office1");

        String page = Client.of("zhaoxiang1", port).get("/publicity/" + code).body();

        assertThat(page)
                .contains("&lt;b&gt;", Stories.BODY, "2小时0分钟", "按时", "已退回", "赵巷镇城管中队", "请补充整治成效&lt;i&gt;。")
                .doesNotContain("<i>", "决定撤下", "去办理");
    }

    @Test
    void writesTheSameIntoTheWorkbookWithoutFormulas() throws IOException {
        String campaign = rounds.dispatched("TH-2083-22", ZHAOXIANG);
        String code = stories.submitted(ZHAOXIANG, campaign);
        publications.publish(
                campaign, new Publication.Form(Channel.NONE, null, null, null, "=cmd|' /C calc'!A0"), "office1");

        byte[] file = Client.of("office1", port).bytes("/publicity.xlsx?campaign=" + campaign);

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheet("信息").getLastRowNum()).isEqualTo(2);
            assertThat(texts(workbook.getSheet("信息").getRow(2)))
                    .contains(code, "赵巷镇城管中队", campaign, "120.0", "是", "待编审");
            assertThat(texts(workbook.getSheet("发布").getRow(2))).contains(campaign, "未报道", "=cmd|' /C calc'!A0");
            assertThat(workbook.getSheet("发布").getRow(2).cellIterator())
                    .toIterable()
                    .extracting(Cell::getCellType)
                    .doesNotContain(CellType.FORMULA);
            assertThat(workbook.getSheet("社会参与").getLastRowNum()).isEqualTo(1);
        }
    }

    private static List<String> texts(Row row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(Cell::toString)
                .toList();
    }

    @Test
    void withdrawsOnThePageAndRegistersTheTakingDown() {
        String code = stories.published(ZHAOXIANG);
        Client legal = Client.of("legal1", port);
        Client office = Client.of("office1", port);

        Client.Answer hasty = legal.form("/publicity/" + code + "/withdrawals", Map.of("reason", "", "text", WHY));
        assertThat(hasty.status()).isEqualTo(422);
        assertThat(hasty.body()).contains("请选择撤下原因。");
        assertThat(legal.form("/publicity/" + code + "/withdrawals", Map.of("reason", "WRONG_FACTS", "text", WHY))
                        .status())
                .isEqualTo(302);
        assertThat(items.get(code).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(office.get("/publicity/" + code).body())
                .contains("应于2023年1月17日前撤下。", "登记已撤下", "事实有误：")
                .doesNotContain("<summary>决定撤下</summary>");

        assertThat(office.form("/publicity/" + code + "/publications/1/taken-down", Map.of("note", "已删除推文。"))
                        .status())
                .isEqualTo(302);
        assertThat(office.get("/publicity/" + code).body()).contains("登记已撤下。", "已删除推文。");
        assertThat(office.form("/publicity/" + code + "/publications/1/taken-down", Map.of())
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordination1", "supervision1", "lead1", "zhaoxiang1", "police1", "admin"})
    void letsNobodyElseWithdrawOrPublish(String person) {
        String code = stories.published(ZHAOXIANG);
        Client client = Client.of(person, port);

        assertThat(client.form("/publicity/" + code + "/withdrawals", Map.of("reason", "OTHER", "text", WHY))
                        .status())
                .isEqualTo(403);
        assertThat(client.form("/publicity/" + code + "/publications", Map.of()).status())
                .isEqualTo(403);
        assertThat(client.form("/publicity/" + code + "/publications/1/taken-down", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(client.form("/publicity/participations", participation("12345-9"))
                        .status())
                .isEqualTo(403);
        assertThat(items.get(code).status()).isEqualTo(Status.PUBLISHED);
    }

    @Test
    void registersAFurtherPublication() {
        String code = stories.published(ZHAOXIANG);
        Client office = Client.of("office2", port);
        String now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES).toString();
        Map<String, String> news =
                Map.of("channel", "NEWS_MEDIA", "level", "CITY", "publishedAt", now, "proofNote", "晚报");

        Client.Answer refused = office.form("/publicity/" + code + "/publications", news);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("审定的媒介不包括新闻媒体，不能登记。", "value=\"晚报\"");
        assertThat(office.form("/publicity/" + code + "/publications", Map.of()).status())
                .isEqualTo(422);
        assertThat(office.form(
                                "/publicity/" + code + "/publications",
                                Map.of(
                                        "channel",
                                        "OTHER",
                                        "level",
                                        "DISTRICT",
                                        "publishedAt",
                                        now,
                                        "proofNote",
                                        "社区宣传栏"))
                        .status())
                .isEqualTo(302);
        assertThat(office.get("/publicity/" + code).body()).contains("社区宣传栏");
    }

    @Test
    void recordsParticipationAndKeepsWhatWasTypedWhenRefused() {
        Client office = Client.of("office1", port);

        assertThat(office.form("/publicity/participations", participation("12345-7"))
                        .status())
                .isEqualTo(302);
        Client.Answer twice = office.form("/publicity/participations", participation("12345-7"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("工单“12345-7”已经登记过。", "value=\"12345-7\"", "value=\"2023-01-11\"");
        assertThat(office.form("/publicity/participations", Map.of("count", "3"))
                        .status())
                .isEqualTo(422);
        assertThat(office.get("/publicity").body()).contains("12345-7", "志愿服务");
    }

    private static Map<String, String> participation(String ticket) {
        return Map.of("kind", "VOLUNTEER", "count", "30", "heldOn", "2023-01-11", "ticket", ticket);
    }

    @Test
    void asksTheSameForOneItemAndForMany() {
        String campaign = rounds.dispatched("TH-2083-23", ZHAOXIANG);
        Client office = Client.of("office1", port);
        String few = stories.published(ZHAOXIANG);
        String many = stories.published(ZHAOXIANG);
        List<String> paths =
                List.of("/publicity?campaign=" + campaign, "/publicity.xlsx?campaign=" + campaign, "/publicity/" + few);
        paths.forEach(office::get);
        List<Integer> before = statements(office, paths);

        Stream.generate(() -> stories.submitted(ZHAOXIANG, campaign)).limit(5).forEach(code -> {});
        publications.publish(campaign, report(), "office1");
        items.publishAlso(many, stories.wechat(), "office1");
        items.publishAlso(many, stories.place(Channel.OTHER, null, "社区宣传栏"), "office1");

        assertThat(statements(office, List.of(paths.get(0), paths.get(1), "/publicity/" + many)))
                .isEqualTo(before)
                .allMatch(count -> count > 0 && count < 15);
    }

    private static List<Integer> statements(Client person, List<String> paths) {
        return paths.stream()
                .map(path -> Statements.during(() -> person.get(path)))
                .toList();
    }

    private static Publication.Form report() {
        return new Publication.Form(Channel.GOV_SITE, "渣土整治取得成效", "文".repeat(50), "https://www.shqp.gov.cn/1", null);
    }
}
