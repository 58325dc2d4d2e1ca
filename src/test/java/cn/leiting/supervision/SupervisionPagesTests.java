package cn.leiting.supervision;

import static cn.leiting.fieldwork.Patrol.XUJING;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.fieldwork.Patrol;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is late, and who may urge (PG-06). Things of 2047. */
@LeitingTest
class SupervisionPagesTests {

    private static final String WORDS = "请于今日下班前办结。";

    @LocalServerPort
    private int port;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Patrol patrol;

    @Autowired
    private JdbcClient jdbc;

    private void owed(String reference, String subject, String group) {
        deadlines.open(new Deadline.Opening(
                reference, subject, "签收分派", Set.of(group), "task.ack.due", LocalDate.of(2023, 1, 3)));
    }

    private Client.Answer urge(String person, String reference) {
        return Client.of(person, port).form("/supervision/urgings", Map.of("reference", reference, "text", WORDS));
    }

    @Test
    void listsWhatIsLateAndReachesWhoOwesItOnceADay() {
        String subject = "TH-2047-41:" + XUJING;
        owed("late-2047-41", subject, "leadXujing");
        String page = "/supervision?thing=TH-2047-41";

        assertThat(Client.of("supervision1", port).get(page).body())
                .contains(subject, "签收分派", "徐泾镇城管中队", "2023年1月4日", "已逾期", "催办</button>");
        assertThat(Client.of("lead1", port).get(page).body()).contains(subject).doesNotContain("催办</button>");
        assertThat(urge("supervision1", "late-2047-41").status()).isEqualTo(302);

        assertThat(Client.of("xujingLead", port).get("/").body()).contains("法规监督科科员1催办", WORDS);
        assertThat(Client.of("zhaoxiangLead", port).get("/").body()).doesNotContain(WORDS);
        Client.Answer again = urge("coordination1", "late-2047-41");
        assertThat(again.status()).isEqualTo(409);
        assertThat(Client.of("supervision1", port).get(page).body()).contains("今天已催办。", "共1次");
        assertThat(Client.of("supervision1", port).get("/supervision/urgings").body())
                .contains(
                        "href=\"/campaigns/TH-2047-41\"",
                        "href=\"/campaigns/TH-2047-41/squads/" + XUJING,
                        WORDS,
                        "法规监督科科员1");
    }

    @Test
    void letsNobodyElseUrge() {
        owed("late-2047-42", "TH-2047-42:" + XUJING, "leadXujing");

        for (String person : List.of("bureau1", "lead1", "legal1", "office1", "xujingLead", "police1", "admin")) {
            assertThat(urge(person, "late-2047-42").status()).as(person).isEqualTo(403);
        }
        assertThat(Client.of("supervision1", port)
                        .form("/supervision/urgings", Map.of("reference", "late-2047-42", "text", "快"))
                        .status())
                .isEqualTo(422);
        assertThat(urge("supervision1", "nothing-2047").status()).isEqualTo(404);
    }

    @Test
    void whatIsDoneIsNotUrgedAndNotListed() {
        owed("late-2047-43", "TH-2047-43:" + XUJING, "leadXujing");
        deadlines.met("late-2047-43");

        assertThat(urge("supervision1", "late-2047-43").status()).isEqualTo(404);
        assertThat(Client.of("supervision1", port)
                        .get("/supervision?thing=TH-2047-43")
                        .body())
                .contains("没有逾期的事项。");
    }

    @Test
    void showsASquadAndItsTownTheirOwnAlone() {
        owed("late-2047-44", "TH-2047-44:" + XUJING, "squadXujing");
        owed("late-2047-45", "TH-2047-44:310118105", "squadZhaoxiang");
        owed("late-2047-46", "TH-2047-44", "deptOffice");

        for (String person : List.of("xujing1", "xujingLead", "xujingTown1")) {
            assertThat(Client.of(person, port)
                            .get("/supervision?squad=310118105&thing=TH-2047-44")
                            .body())
                    .as(person)
                    .contains("TH-2047-44:" + XUJING)
                    .doesNotContain("TH-2047-44:310118105", "办公室");
        }
        assertThat(Client.of("coordination1", port)
                        .get("/supervision?thing=TH-2047-44")
                        .body())
                .contains("TH-2047-44:" + XUJING, "TH-2047-44:310118105", "办公室", "科室");
        for (String page :
                List.of("/supervision", "/supervision.xlsx", "/supervision/urgings", "/supervision/guidance")) {
            for (String person : List.of("legal1", "office1", "police1", "admin")) {
                assertThat(Client.of(person, port).get(page).status())
                        .as(person + page)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void narrowsByLevelAndRefusesOneThatIsNone() {
        owed("late-2047-47", "TH-2047-47:" + XUJING, "leadXujing");
        jdbc.sql("update deadline set level = 3, next_at = null where reference = 'late-2047-47'")
                .update();
        Client supervision = Client.of("supervision1", port);

        assertThat(supervision.get("/supervision?thing=TH-2047-47&level=3").body())
                .contains("TH-2047-47:", "严重逾期");
        assertThat(supervision.get("/supervision?thing=TH-2047-47&level=1").body())
                .doesNotContain("TH-2047-47:");
        assertThat(supervision.get("/supervision?level=9").status()).isEqualTo(422);
    }

    @Test
    void countsBothKindsOfReminders() {
        owed("late-2047-48", "TH-2047-48:" + XUJING, "leadXujing");
        jdbc.sql("""
                insert into deadline_raised (deadline, round, level, at)
                select id, 1, reached, timestamptz '2023-01-11 09:00+08'
                from deadline
                         cross join generate_series(0, 2) as reached
                where reference = 'late-2047-48'
                """).update();
        jdbc.sql("update deadline set level = 2 where reference = 'late-2047-48'")
                .update();
        urge("coordination1", "late-2047-48");

        String page = Client.of("bureau1", port)
                .get("/supervision/urgings?squad=" + XUJING)
                .body();

        assertThat(page.replaceAll("\\s|<[^>]*>", "")).contains("徐泾镇城管中队TH-2047-48131110");
        assertThat(page).contains("不作为考核依据");
        assertThat(Client.of("bureau1", port)
                        .get("/supervision/urgings?from=2023-01-12&to=2023-01-01")
                        .status())
                .isEqualTo(422);
        assertThat(Client.of("bureau1", port)
                        .get("/supervision/urgings?from=2022-01-01&to=2022-01-31")
                        .body())
                .doesNotContain("TH-2047-48");
    }

    @Test
    void writesTheSameIntoAWorkbook() throws IOException {
        owed("late-2047-49", "=TH-2047-49:" + XUJING, "leadXujing");

        byte[] file = Client.of("supervision1", port).bytes("/supervision.xlsx?thing=%3DTH-2047-49");

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var row = workbook.getSheetAt(0).getRow(2);
            assertThat(row.getCell(0).getStringCellValue()).isEqualTo("徐泾镇城管中队");
            assertThat(row.getCell(2).getStringCellValue()).isEqualTo("=TH-2047-49:" + XUJING);
            assertThat(row.getCell(5).getStringCellValue()).isEqualTo("已逾期");
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(2);
        }
    }

    @Test
    void anOrderThatNobodyReCheckedIsLateToo() {
        String task = patrol.running("TH-2047-50", XUJING);
        ObjectNode visit = patrol.clean(task, patrol.points(Kind.ROAD).get(2));
        visit.put("startedAt", "2023-01-10T20:05:00+08:00").put("endedAt", "2023-01-10T20:12:00+08:00");
        Patrol.mark(visit, "CA-02", "PROBLEM");
        Patrol.finding(visit, "VIO_STALL").put("disposition", "ORDERED").put("orderDueOn", "2023-01-11");
        Client.Answer answer = Client.of("xujing1", port).post("/api/field/inspections", visit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String order = answer.json().path("findings").path(0).path("order").asText();

        assertThat(Client.of("coordination1", port)
                        .get("/supervision?thing=" + order)
                        .body())
                .contains(order, "2023年1月11日", "责令改正");
        assertThat(urge("supervision1", order).status()).isEqualTo(302);
        assertThat(Client.of("xujing1", port).get("/").body()).contains(order);
    }

    @Test
    void asksTheSameForOneAndForManyInPages() {
        Client leader = Client.of("lead1", port);
        owed("late-2047-51-0", "TH-2047-51:000", "leadXujing");
        leader.get("/supervision?thing=TH-2047-51");
        int one = Statements.during(() -> leader.get("/supervision?thing=TH-2047-51"));
        for (int at = 1; at < 60; at++) {
            owed("late-2047-51-" + at, "TH-2047-51:%03d".formatted(at), "leadXujing");
        }

        assertThat(Statements.during(() -> leader.get("/supervision?thing=TH-2047-51")))
                .isEqualTo(one)
                .isPositive();
        assertThat(leader.get("/supervision?thing=TH-2047-51").body())
                .contains("下一页")
                .doesNotContain("上一页");
        assertThat(leader.get("/supervision?thing=TH-2047-51&page=2").body())
                .contains("上一页")
                .doesNotContain("下一页");
        jdbc.sql("update deadline set cancelled_at = opened_at, next_at = null where subject like 'TH-2047-51%'")
                .update();
    }
}
