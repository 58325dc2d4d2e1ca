package cn.leiting.chart;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Hands;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.chart.Chart.Line;
import cn.leiting.chart.Chart.Share;
import cn.leiting.lookback.Traces;
import cn.leiting.overview.Rounds;
import cn.leiting.shared.Actor;
import cn.leiting.summary.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ChartsTests {

    private static final Visitor ALL = new Visitor(new Actor("lead1", Set.of("leadLeader")), null);
    /** 白鹤镇城管中队, with whom few tests deal. */
    private static final String SQUAD = "310118110";

    @LocalServerPort
    private int port;

    @Autowired
    private Charts charts;

    @Autowired
    private ChartRows rows;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void coverageIsTheShareOfTheRoundsThatWereDue() {
        Share before = share(2021, Measure.COVERAGE, 3);
        String code = rounds.dispatched("TH-2040-61", SQUAD);
        jdbc.sql("update assignment set first_day = date '2021-03-02', last_day = date '2021-03-15' where code = ?")
                .param(code)
                .update();
        jdbc.sql("""
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                        select ?, code, squad_code, 2, 'ROUTINE', 2
                        from inspection_point
                        where squad_code = ?
                        order by code
                        limit 4
                        on conflict (assignment, point) do update set required_rounds = 2
                        """).params(code, SQUAD).update();
        jdbc.sql("delete from assigned_point where assignment = ? and point not like '%-000_'")
                .param(code)
                .update();
        int due = jdbc.sql("select sum(required_rounds) from assigned_point where assignment = ?")
                .param(code)
                .query(Integer.class)
                .single();
        rounds.visits(code + ":" + SQUAD, 1, Traces.STALL);

        Share after = share(2021, Measure.COVERAGE, 3);

        assertThat(due).isPositive();
        assertThat(after.whole().subtract(before.whole())).isEqualByComparingTo(BigDecimal.valueOf(due));
        assertThat(after.part().subtract(before.part())).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void correctedInTimeIsTheShareOfTheOrdersThatFellDue() {
        Share before = share(2021, Measure.RECTIFICATION, 5);
        order("0001", "2021-05-10", "CLOSED", "2021-05-10");
        order("0002", "2021-05-10", "CLOSED", "2021-05-11");
        order("0003", "2021-05-20", "OPEN", null);
        order("0004", "2021-06-01", "CLOSED", "2021-05-20");

        Share after = share(2021, Measure.RECTIFICATION, 5);

        assertThat(after.whole().subtract(before.whole())).isEqualByComparingTo("3");
        assertThat(after.part().subtract(before.part())).isEqualByComparingTo("1");
    }

    @Test
    void inTimeIsTheShareOfWhatFellDue() {
        LocalDate from = LocalDate.of(2023, 1, 3);
        Share before = share(2021, Measure.DEADLINES, 7);
        String task = rounds.dispatched("TH-2040-62", SQUAD) + ":" + SQUAD;
        for (String title : List.of("及时", "迟办", "未办", "取消")) {
            rounds.owed(task, title, "task.ack.due", from);
        }
        jdbc.sql(
                        "update deadline set holders = '{leadBaihe,squadBaihe}', due_at = timestamptz '2021-07-08 17:00+08' where subject = ? and from_day = ?")
                .params(task, from)
                .update();
        met(task, "及时", "met_at = due_at");
        met(task, "迟办", "met_at = due_at + interval '1 day'");
        met(task, "取消", "cancelled_at = due_at");

        Share after = share(2021, Measure.DEADLINES, 7);

        assertThat(after.whole().subtract(before.whole())).isEqualByComparingTo("3");
        assertThat(after.part().subtract(before.part())).isEqualByComparingTo("1");
    }

    @Test
    void everyNumberIsTheSumOfTheRecordsToWhichItLeads() {
        for (int year : List.of(2021, 2022, 2023)) {
            for (Chart chart : charts.of(year, ALL)) {
                Measure measure = Measure.valueOf(chart.measure().toUpperCase(java.util.Locale.ROOT));
                for (Line line : chart.lines()) {
                    assertThat(sum(measure, year, line.squad(), null))
                            .as(year + " " + measure + " " + line.name())
                            .isEqualTo(plain(line.getTotal()));
                }
                for (int month = 1; month <= 12; month++) {
                    assertThat(sum(measure, year, null, month))
                            .as(year + " " + measure + " " + month)
                            .isEqualTo(plain(chart.getMonths().get(month - 1)));
                }
            }
        }
    }

    @Test
    void squadsStandInTheOrderOfTheirCodesWhateverTheirShares() {
        for (Chart chart : charts.of(2023, ALL)) {
            List<String> squads = chart.lines().stream().map(Line::squad).toList();
            assertThat(squads.subList(0, 11)).isSorted();
            assertThat(squads.get(11)).isEqualTo(Rounds.MOBILE);
        }
    }

    @Test
    void whereNothingWasDueThereIsNoPercent() {
        assertThat(Share.NONE.getPercent()).isNull();
        assertThat(Share.NONE.inWords()).isEqualTo("—");
        assertThat(new Share(BigDecimal.valueOf(28), BigDecimal.valueOf(29)).inWords())
                .isEqualTo("96.6%（28/29）");
    }

    @Test
    void theCallGivesWhatTheTableShows() {
        Client leader = Client.of("lead1", port);
        order("0011", "2020-08-10", "CLOSED", "2020-08-10");

        JsonNode numbers = leader.get("/api/charts/2020").json();
        String page = leader.get("/charts/2020").body();

        assertThat(numbers.path("charts")).hasSize(4);
        assertThat(numbers.path("charts").get(1).path("measure").asText()).isEqualTo("rectification");
        JsonNode august = numbers.path("charts").get(1).path("months").get(7);
        assertThat(august.path("whole").asInt()).isPositive();
        assertThat(page)
                .contains("/charts/2020/rectification?month=8\"")
                .contains(august.path("percent").asText() + "%（"
                        + august.path("part").asText() + "/"
                        + august.path("whole").asText() + "）");
        String records = leader.get("/charts/2020/rectification?squad=" + SQUAD + "&month=8")
                .body();
        assertThat(records).contains("href=\"/orders/ZG-" + SQUAD + "-2040-0011\"");
    }

    @Test
    void aSquadAndItsTownSeeTheirOwnAndOthersNothing() {
        for (String person : List.of("baihe1", "baiheTown1")) {
            Client own = Client.of(person, port);
            assertThat(own.get("/api/charts/2021").json().path("charts").get(0).path("lines"))
                    .hasSize(1);
            assertThat(own.get("/charts/2021/coverage?squad=" + SQUAD).status()).isEqualTo(200);
            assertThat(own.get("/charts/2021/coverage?squad=" + Rounds.XUJING).status())
                    .isEqualTo(403);
            assertThat(own.get("/charts/2021/coverage").body()).doesNotContain("徐泾镇城管中队");
        }
        for (String person : List.of("police1", "admin")) {
            Client client = Client.of(person, port);
            for (String path : List.of("/charts", "/charts/2021", "/api/charts/2021", "/charts/2021/coverage")) {
                assertThat(client.get(path).status()).as(person + path).isEqualTo(403);
            }
        }
        assertThat(Client.of("lead1", port).get("/charts/2021/fines").status()).isEqualTo(404);
        assertThat(Client.of("lead1", port)
                        .get("/charts/2021/coverage?month=13")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void asksTheSameForAnEmptyAndForAFullYear() {
        order("0021", "2021-09-10", "CLOSED", "2021-09-10");
        Client leader = Client.of("lead1", port);
        leader.get("/charts/2021/rectification");

        assertThat(Statements.during(() -> charts.of(2021, ALL)))
                .isEqualTo(Statements.during(() -> charts.of(2039, ALL)))
                .isEqualTo(4);
        assertThat(Statements.during(() -> leader.get("/charts/2021/rectification")))
                .isEqualTo(Statements.during(() -> leader.get("/charts/2039/rectification")));
        assertThat(Statements.during(() -> leader.get("/charts/2038"))).isBetween(1, 12);
    }

    @Test
    void whatWasCountedWithinAMinuteIsNotCountedAgain() {
        Client leader = Client.of("lead1", port);
        int first = Statements.during(() -> leader.get("/charts/2037"));

        assertThat(Statements.during(() -> leader.get("/charts/2037"))).isEqualTo(first - 4);
        assertThat(leader.get("/charts/2037").body()).contains("数据截至<time>2023年1月12日");
    }

    @Test
    void noNumberIsOlderThanAMinuteHoweverOftenItIsLookedAt() {
        Hands hands = new Hands(Instant.parse("2023-01-12T01:00:00Z"));
        RecentCharts recent = new RecentCharts(charts, hands);
        order("0031", "2019-04-10", "CLOSED", "2019-04-10");
        Share one = april(recent);
        order("0032", "2019-04-10", "OPEN", null);

        hands.now = hands.now.plusSeconds(59);
        assertThat(april(recent)).isEqualTo(one);
        assertThat(recent.of(2019, ALL).instant()).isEqualTo(hands.now.minusSeconds(59));
        hands.now = hands.now.plusSeconds(1);
        assertThat(april(recent).whole().subtract(one.whole())).isEqualByComparingTo("1");
        assertThat(recent.of(2019, ALL).instant()).isEqualTo(hands.now);
        hands.now = hands.now.minusSeconds(3600);
        assertThat(recent.of(2019, ALL).instant())
                .as("a clock that was put back keeps nothing alive")
                .isEqualTo(hands.now);
    }

    private static Share april(RecentCharts recent) {
        return recent.of(2019, ALL)
                .charts()
                .get(Measure.RECTIFICATION.ordinal())
                .getMonths()
                .get(3);
    }

    @Test
    void theLibraryOfTheChartsIsOurs() {
        Client.Answer page = Client.of("lead1", port).get("/charts/2021");
        String library = page.body().replaceFirst("(?s).*src=\"(/webjars/[^\"]+)\".*", "$1");

        assertThat(Client.of("lead1", port).bytes(library)).hasSizeBetween(100_000, 300_000);
    }

    private Share share(int year, Measure measure, int month) {
        return charts.of(year, ALL).get(measure.ordinal()).lines().stream()
                .filter(line -> line.squad().equals(SQUAD))
                .findFirst()
                .orElseThrow()
                .months()
                .get(month - 1);
    }

    private String sum(Measure measure, int year, String squad, Integer month) {
        List<Entry> found = rows.records(measure, year, squad, month, 100_000, 0);
        return plain(Share.sum(found.stream()
                .map(entry -> new Share(entry.part(), entry.whole()))
                .toList()));
    }

    private static String plain(Share share) {
        return share.part().toPlainString() + "/" + share.whole().toPlainString();
    }

    /** As if the squad had given it for a stall. */
    private void order(String number, String due, String status, String closed) {
        String task = "TH-2040-6" + number.charAt(2) + ":" + SQUAD;
        if (!jdbc.sql("select exists (select from squad_task where code = ?)")
                .param(task)
                .query(Boolean.class)
                .single()) {
            rounds.dispatched(task.substring(0, 10), SQUAD);
        }
        rounds.visits(task, 1, Traces.STALL);
        jdbc.sql("""
                        insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on, status, closed_on)
                        select 'ZG-' || :squad || '-2040-' || :number, max(finding.id), :squad, :due::date - 5, :due::date, :due::date,
                               :status, :closed::date
                        from finding
                                 join inspection_purpose purpose on purpose.inspection = finding.inspection
                        where purpose.squad_task = :task
                        """)
                .param("squad", SQUAD)
                .param("number", number)
                .param("due", due)
                .param("status", status)
                .param("closed", closed)
                .param("task", task)
                .update();
    }

    private void met(String task, String title, String change) {
        jdbc.sql("update deadline set next_at = null, " + change + " where subject = ? and title = ?")
                .params(task, title)
                .update();
    }
}
