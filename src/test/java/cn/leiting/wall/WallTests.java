package cn.leiting.wall;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class WallTests {

    private static final String NOW = "/board/2040/wall/now";
    private static final int KILOBYTE = 1000;

    @LocalServerPort
    private int port;

    @Autowired
    private YearOnTheWall year;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    private Client leader;

    @BeforeEach
    void begin() {
        leader = Client.of("lead1", port);
        if (leader.get("/programmes/2040").status() == 404) {
            Map<String, ?> variables = Map.of("variables", Client.variables(Map.of("year", 2040)));
            assertThat(Client.of("coordination2", port)
                            .engine("POST", "/process-definition/key/annualProgramme/submit-form", variables)
                            .status())
                    .isEqualTo(200);
            year.in(2040);
        }
    }

    @Test
    void showsCampaignsWithTheirStateTheirLookBacksAndImprovements() {
        String page = leader.get("/board/2040/wall").body();

        assertThat(page)
                .containsSubsequence("重点工作", "牵头领导", "责任单位", "年度目标", ">1月<", ">12月<")
                .contains("data-code=\"TH-2040-81\"", "data-code=\"LB-2040-81\"", "data-code=\"FI-2040-81\"")
                .contains("雷霆81号 节前市容环境执法保障 · 待开始")
                .contains("专项整治：雷霆81号 节前市容环境执法保障，TH-2040-81，2040年1月10日至2040年1月19日，待开始，无逾期")
                .contains("365再提升：夜间占道设摊集中治理，FI-2040-81，2040年1月5日至2040年1月18日，待拟定");
    }

    @Test
    void everyNumberLeadsToItsRecords() {
        String page = leader.get("/board/2040/wall").body();

        assertThat(page)
                .contains("href=\"/campaigns/TH-2040-81/squads/310118106\"")
                .contains("href=\"/look-backs/LB-2040-81/squads/310118106\"")
                .contains("href=\"/programmes/2040#planned\"")
                .contains("href=\"/improvements/FI-2040-81\"");
        for (String link : links(page)) {
            assertThat(leader.get(link.replaceFirst("#.*", "")).status())
                    .as(link)
                    .isIn(200, 302);
        }
    }

    @Test
    void leadsNobodyToALookBackThatIsClosedToThem() {
        for (String section : List.of("legal1", "office1")) {
            assertThat(Client.of(section, port).get("/board/2040/wall").body())
                    .as(section)
                    .contains("data-code=\"LB-2040-81\"")
                    .doesNotContain("href=\"/look-backs/LB-2040-81\"");
        }
        assertThat(leader.get("/board/2040/wall").body()).contains("href=\"/look-backs/LB-2040-81\"");
    }

    @Test
    void aSquadsStateAndLatenessStandInItsRow() {
        String task = "TH-2040-82:" + Rounds.ZHAOXIANG;
        rounds.owed(task, "签收分派", "task.ack.due", LocalDate.of(2023, 1, 3));
        rounds.owed("LB-2040-82:" + Rounds.XUJING, "签收分派", "task.ack.due", LocalDate.of(2023, 1, 3));

        String page = leader.get(NOW).body();

        assertThat(page).contains("待签收，逾期1项", "待下达，逾期1项").contains("TH-2040-82，2040年2月23日至2040年3月3日，待开始，逾期1项");
    }

    @Test
    void aProgrammesPageShowsASquadItsOwnRowOnly() {
        rounds.dispatched("TH-2023-89");

        String own = Client.of("xujing1", port).get("/programmes/2023").body();
        String all = leader.get("/programmes/2023").body();

        assertThat(own)
                .contains("/campaigns/TH-2023-89/squads/" + Rounds.XUJING)
                .doesNotContain("/squads/" + Rounds.ZHAOXIANG)
                .doesNotContain("/board/2023/wall");
        assertThat(all).contains("/campaigns/TH-2023-89/squads/" + Rounds.ZHAOXIANG, "/board/2023/wall", "今日勤务");
    }

    @Test
    void answersNothingNewUntilSomethingIs() {
        Client.Answer first = leader.get(NOW);
        String tag = first.raw().headers().firstValue("ETag").orElseThrow();

        Client.Answer same = again(tag);
        rounds.drafted("TH-2040-95");
        jdbc.sql(
                        "update campaign set starts_on = date '2040-05-02', ends_on = date '2040-05-04' where code = 'TH-2040-95'")
                .update();
        Client.Answer changed = again(tag);

        assertThat(tag).startsWith("W/\"");
        assertThat(first.body()).contains("<main").doesNotContain("<html");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.raw().headers().firstValue("Leiting-Time").orElseThrow())
                .startsWith("2023-01-12T");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("TH-2040-95");
    }

    private Client.Answer again(String tag) {
        return leader.upload("GET", NOW, new byte[0], "If-None-Match", tag);
    }

    @Test
    void onlySectionsAndLeadersMayHangItUp() {
        for (String person : List.of("coordination1", "legal1", "office1", "bureau1", "viceHead1")) {
            assertThat(Client.of(person, port).get("/board/2040/wall").status())
                    .as(person)
                    .isEqualTo(200);
        }
        for (String person : List.of("xujing1", "xujingLead", "xujingTown1", "police1", "admin")) {
            Client client = Client.of(person, port);
            assertThat(client.get("/board/2040/wall").status()).as(person).isEqualTo(403);
            assertThat(client.get(NOW).status()).as(person).isEqualTo(403);
        }
        assertThat(Client.anonymous(port).get(NOW).status()).isEqualTo(302);
        assertThat(leader.get("/board/2020/wall").status()).isEqualTo(404);
    }

    @Test
    void asksTheSameForFewCampaignsAndForMany() {
        String wall = "/board/2023/wall/now";
        leader.get(wall);
        int few = Statements.during(() -> leader.get(wall));
        year.campaign(2023, 9);
        year.campaign(2023, 10);
        year.improvement(2023, 11);

        assertThat(Statements.during(() -> leader.get(wall))).isEqualTo(few).isBetween(1, 15);
        assertThat(leader.get(wall).body()).contains("TH-2023-90", "LB-2023-91", "FI-2023-92");
    }

    @Test
    void theFirstViewTakesLessThan400Kilobytes() {
        for (String path : List.of("/board/2040/wall", "/programmes/2040")) {
            String page = leader.get(path).body();
            long bytes = page.getBytes(StandardCharsets.UTF_8).length;
            Matcher asset = Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"")
                    .matcher(page);
            int assets = 0;
            while (asset.find()) {
                bytes += leader.bytes(asset.group(1)).length;
                assets++;
            }
            assertThat(assets).isGreaterThanOrEqualTo(3);
            assertThat(bytes).as(path).isLessThan(400 * KILOBYTE);
        }
    }

    private static List<String> links(String page) {
        return Pattern.compile("href=\"(/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .filter(link -> !link.matches("/(campaigns|look-backs)/.*(8[2-8]|/squads/.*[^6])"))
                .distinct()
                .toList();
    }
}
