package cn.leiting.followup;

import static cn.leiting.followup.Corner.INSPECTIONS;
import static cn.leiting.followup.Corner.day;
import static cn.leiting.followup.Corner.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Patrol;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders to correct: their numbers, their extension, who reads them. */
@LeitingTest
class OrdersTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Corner corner;

    @Autowired
    private Orders orders;

    @Autowired
    private JdbcClient jdbc;

    private Point point;
    private String task;
    private Client officer;
    private Client leader;

    @BeforeEach
    void atTheCorner() {
        point = corner.point(1);
        task = corner.task("TH-2060-01", point);
        officer = Client.of("xujing1", port);
        leader = Client.of("xujingLead", port);
    }

    private String ordered(String day, String due) {
        return taken(officer.post(INSPECTIONS, corner.ordered(task, point, day, due)))
                .get("order")
                .asText();
    }

    @Test
    void namesTheOrderInTheAnswerAndInEveryRepetition() {
        ObjectNode visit = corner.ordered(task, point, "2022-12-16", "2022-12-20");
        Patrol.finding(visit, "VIO_STALL").put("description", "另一处占道设摊，已当场改正。");

        Client.Answer first = officer.post(INSPECTIONS, visit);
        Client.Answer again = officer.post(INSPECTIONS, visit);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        JsonNode findings = first.json().get("findings");
        assertThat(findings.get(0).get("order").asText()).matches("ZG-310118106-2022-\\d{4}");
        assertThat(findings.get(1).get("order").isNull()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        Order order = corner.order(findings.get(0).get("order").asText());
        assertThat(order.issuedOn()).isEqualTo(day("2022-12-16"));
        assertThat(order.dueOn()).isEqualTo(day("2022-12-20"));
        assertThat(order.latestOn()).isEqualTo(day("2022-12-31"));
        assertThat(order.status()).isEqualTo(Order.Status.OPEN);
    }

    @Test
    void givesNoNumberTwiceAndLeavesNoneOut() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(6);
        try {
            List<Future<Client.Answer>> sent = IntStream.range(0, 12)
                    .mapToObj(number -> {
                        ObjectNode visit = corner.ordered(task, point, "2022-12-16", "2022-12-20");
                        if (number % 4 == 3) {
                            visit.put("certShown", "nonsense"); // refused, and takes no number
                        }
                        Patrol.finding(visit, "VIO_STALL")
                                .put("disposition", "ORDERED")
                                .put("orderDueOn", "2022-12-21");
                        return phones.submit(() -> officer.post(INSPECTIONS, visit));
                    })
                    .toList();
            for (Future<Client.Answer> answer : sent) {
                assertThat(answer.get().status()).isIn(201, 422);
            }
        } finally {
            phones.shutdown();
        }

        assertThat(jdbc.sql("""
                        select count(*) = max(split_part(order_no, '-', 4)::int)
                                   and count(*) = (select last from order_number where squad = :squad and year = 2022)
                        from rectification_order
                        where squad = :squad
                          and order_no like 'ZG-%-2022-%'
                        """)
                        .param("squad", Patrol.XUJING)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void theDatabaseRefusesAnOrderBeyondTheLaw() {
        String no = ordered("2022-12-16", "2022-12-20");

        assertThat(officer.post(INSPECTIONS, corner.ordered(task, point, "2022-12-16", "2023-01-01"))
                        .status())
                .isEqualTo(422);
        assertThatThrownBy(() -> jdbc.sql("update rectification_order set due_on = latest_on + 1 where order_no = ?")
                        .param(no)
                        .update())
                .hasMessageContaining("check");
    }

    @Test
    void itsLeaderExtendsAnOrderOnceWithinTheLaw() {
        String no = ordered("2023-01-10", "2023-01-15");
        String path = "/orders/" + no + "/extend";

        for (String other : List.of("xujing1", "zhaoxiangLead", "coordination1", "bureau1", "xujingTown1")) {
            assertThat(Client.of(other, port)
                            .form(path, Map.of("until", "2023-01-20", "reason", "当事人外出未归。"))
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(leader.form(path, Map.of("until", "2023-01-26", "reason", "当事人外出未归。"))
                        .body())
                .contains("延期应晚于原期限，最迟到2023年1月25日。");
        assertThat(leader.form(path, Map.of("until", "2023-01-15", "reason", "当事人外出未归。"))
                        .status())
                .isEqualTo(422);
        assertThat(leader.form(path, Map.of("until", "soon", "reason", "当事人外出未归。"))
                        .status())
                .isEqualTo(422);
        assertThat(leader.form(path, Map.of("until", "2023-01-20", "reason", "短"))
                        .status())
                .isEqualTo(422);
        assertThat(leader.get("/orders/" + no).body()).contains("延长改正期限");

        assertThat(leader.form(path, Map.of("until", "2023-01-25", "reason", "当事人外出未归。"))
                        .status())
                .isEqualTo(302);

        assertThat(corner.order(no).lastDay()).isEqualTo(day("2023-01-25"));
        assertThat(leader.form(path, Map.of("until", "2023-01-24", "reason", "当事人外出未归。"))
                        .body())
                .contains("责令改正只能延期一次。");
        assertThat(leader.get("/orders/" + no).body())
                .contains("2023年1月25日", "当事人外出未归。")
                .doesNotContain("延长改正期限");
    }

    @Test
    void refusesToExtendWhatIsOverdueAtItsLongestUnknownOrCancelled() {
        Map<String, String> form = Map.of("until", "2023-01-20", "reason", "当事人外出未归。");
        String overdue = ordered("2023-01-08", "2023-01-11");
        String longest = ordered("2023-01-10", "2023-01-25");

        assertThat(leader.form("/orders/" + overdue + "/extend", form).body()).contains("责令改正已经逾期，不能再延期。");
        assertThat(leader.form("/orders/" + longest + "/extend", form).body()).contains("改正期限已是法定最长期限，不能延期。");
        assertThat(leader.form("/orders/ZG-310118106-2023-99999/extend", form).status())
                .isEqualTo(404);
    }

    @Test
    void cancelsTheOrderOfAVisitThatIsVoided() {
        ObjectNode visit = corner.ordered(task, point, "2023-01-10", "2023-01-15");
        String no = taken(officer.post(INSPECTIONS, visit)).get("order").asText();

        leader.post(INSPECTIONS + "/" + visit.get("clientId").asText() + "/void", Map.of("reason", "点位选错，重新记录。"));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.CANCELLED);
        assertThat(corner.order(no).cancelReason()).isEqualTo("点位选错，重新记录。");
        assertThat(leader.form("/orders/" + no + "/extend", Map.of("until", "2023-01-20", "reason", "当事人外出未归。"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void computesLatenessWhenItIsRead() {
        String late = ordered("2023-01-08", "2023-01-11");
        String today = ordered("2023-01-08", "2023-01-12");

        assertThat(orders.openOf(Patrol.XUJING))
                .filteredOn(open -> List.of(late, today).contains(open.no()))
                .extracting(Orders.Open::no, Orders.Open::overdue)
                .containsExactly(tuple(late, true), tuple(today, false));
        assertThat(orders.openOf(Patrol.XUJING))
                .filteredOn(open -> open.no().equals(late))
                .singleElement()
                .satisfies(open -> assertThat(open.photos()).hasSize(2));
        String listed = leader.get("/orders?state=OVERDUE&campaign=TH-2060-01").body();
        assertThat(listed).contains(late).doesNotContain(today);
        assertThat(jdbc.sql("select status from rectification_order where order_no = ?")
                        .param(late)
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");
        assertThat(orders.openOrders(task).overdue()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "xujing1, 200, 200",
        "xujingLead, 200, 200",
        "xujingTown1, 200, 200",
        "zhaoxiang1, 200, 404",
        "zhaoxiangTown1, 200, 404",
        "coordination1, 200, 200",
        "supervision1, 200, 200",
        "legal1, 200, 200",
        "bureau1, 200, 200",
        "lead1, 200, 200",
        "viceHead1, 200, 200",
        "office1, 403, 403",
        "xujingDecide1, 403, 403",
        "police1, 403, 403",
        "admin, 403, 403"
    })
    void showsOrdersToThoseWhomTheyConcern(String person, int list, int file) {
        String no = ordered("2023-01-10", "2023-01-15");
        Client client = Client.of(person, port);

        Client.Answer page = client.get("/orders?squad=310118106&campaign=TH-2060-01");

        assertThat(page.status()).isEqualTo(list);
        assertThat(page.body().contains(no)).isEqualTo(file == 200);
        assertThat(client.get("/orders/" + no).status()).isEqualTo(file);
        assertThat(client.get("/orders/relapses?campaign=TH-2060-01").status()).isEqualTo(list);
    }

    @Test
    void writesAWorkbookOfWhatIsAskedFor() throws Exception {
        String no = ordered("2023-01-10", "2023-01-15");

        byte[] file = leader.bytes("/orders.xlsx?state=OPEN&campaign=TH-2060-01");

        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            assertThat(IntStream.rangeClosed(0, book.getSheetAt(0).getLastRowNum())
                            .mapToObj(row ->
                                    book.getSheetAt(0).getRow(row).getCell(0).toString()))
                    .contains(no);
        }
        assertThat(leader.get("/orders?state=NONSENSE").status()).isEqualTo(422);
    }

    @Test
    void readsEveryPageInAConstantNumberOfStatements() {
        String no = ordered("2023-01-10", "2023-01-15");
        leader.get("/orders/" + no);
        int before = Statements.during(() -> leader.get("/orders?campaign=TH-2060-01"));
        for (int more = 0; more < 5; more++) {
            ordered("2023-01-10", "2023-01-15");
        }

        assertThat(Statements.during(() -> leader.get("/orders?campaign=TH-2060-01")))
                .isEqualTo(before);
    }

    @Test
    void storesAVisitInTheSameNumberOfStatementsHoweverManyOrdersItGives() {
        ObjectNode one = corner.ordered(task, point, "2023-01-10", "2023-01-15");
        ObjectNode many = corner.ordered(task, point, "2023-01-10", "2023-01-15");
        for (int more = 0; more < 9; more++) {
            Patrol.finding(many, "VIO_STALL").put("disposition", "ORDERED").put("orderDueOn", "2023-01-15");
        }
        taken(officer.post(INSPECTIONS, corner.ordered(task, point, "2023-01-10", "2023-01-15")));

        int first = Statements.during(() -> officer.post(INSPECTIONS, one));
        int second = Statements.during(() -> officer.post(INSPECTIONS, many));

        assertThat(second).isEqualTo(first);
    }
}
