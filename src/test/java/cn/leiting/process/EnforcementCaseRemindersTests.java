package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Registry;
import cn.leiting.casework.Status;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.disposition.Dispositions.Proposal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told of the ninety days, and how the deciding body pauses and extends them. */
@LeitingTest
class EnforcementCaseRemindersTests {

    @Autowired
    private Cases cases;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private EnforcementCaseReminders reminders;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private String code;

    @BeforeEach
    void filed() {
        code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        cases.route(code, Proposal.ORDINARY, "xujing1");
        cases.file(code, LocalDate.of(2023, 1, 12), "xujingDecide1");
    }

    /** The day after the day on which it is told, at the latest. */
    private List<String> open() {
        return jdbc.sql("""
                        select right(reference, 2) || ' ' || (due_at at time zone 'Asia/Shanghai')::date || ' '
                                   || array_to_string(array(select unnest(holders) order by 1), '+')
                        from deadline
                        where subject = ? and met_at is null and cancelled_at is null and paused_at is null
                        order by due_at
                        """).param(code).query(String.class).list();
    }

    @Test
    void theLeaderIsRemindedFourTimesAndSupervisionNearTheEnd() {
        assertThat(open())
                .containsExactly(
                        "60 2023-03-14 leadXujing",
                        "75 2023-03-29 leadXujing",
                        "83 2023-04-06 deptSupervision+leadXujing",
                        "89 2023-04-12 deptSupervision+leadXujing");
    }

    @Test
    void aReminderIsToldOnceAndIsNoLateness() {
        String reference = code + "#2023-01-12+60";
        jdbc.sql(
                        "insert into deadline_raised (deadline, round, level, at) select id, 1, 0, now() from deadline where reference = ?")
                .param(reference)
                .update();
        reminders.tell(new Deadline.Raised(
                reference, code, "案件立案满60日", 0, Instant.parse("2023-03-14T15:59:59Z"), Set.of("leadXujing")));

        assertThat(open()).hasSize(3);
        assertThat(deadlines.noticesTo(Set.of("leadXujing"), Instant.EPOCH))
                .filteredOn(notice -> notice.reference().equals(reference))
                .extracting(Deadline.Notice::text)
                .allMatch(text -> text.contains("应于2023年4月12日前作出处理决定（行政处罚法第六十条）"));
    }

    @Test
    void aPauseAndAnExtensionMoveThem() {
        assertThat(post("pause", Map.of("from", "2023-02-01", "basis", "行政处罚法第二十七条")))
                .isEqualTo(302);
        assertThat(open()).isEmpty();
        assertThat(post("pause", Map.of("from", "2023-02-02", "basis", "行政处罚法第二十七条")))
                .isEqualTo(409);
        assertThat(post("resume", Map.of("on", "2023-02-11"))).isEqualTo(302);
        assertThat(post("resume", Map.of("on", "2023-02-12"))).isEqualTo(409);
        assertThat(open()).first().isEqualTo("60 2023-03-24 leadXujing");
        assertThat(post("extend", Map.of("days", "30", "basis", "案情复杂，经负责人批准延长")))
                .isEqualTo(302);

        assertThat(open()).first().isEqualTo("60 2023-04-23 leadXujing");
        assertThat(open()).hasSize(4);
    }

    @Test
    void theyEndWithTheDecision() {
        cases.advance(code, Status.PROPOSED, null, "xujing1");
        cases.advance(code, Status.DECIDING, null, "xujing1");
        assertThat(open()).hasSize(4);
        cases.advance(code, Status.DECIDED, null, "xujing1");

        assertThat(open()).isEmpty();
    }

    @Test
    void theyEndWithATermination() {
        cases.terminate(code, "当事人死亡，没有权利义务承受人。", "xujingDecide1");

        assertThat(open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"xujing1", "xujingLead", "xujingReview1", "baiheDecide1", "legal1", "supervision1", "bureau1"})
    void onlyTheDecidingBodySteersTheClock(String person) {
        Client client = Client.of(person, port);

        assertThat(client.form(path("pause"), Map.of("from", "2023-02-01", "basis", "行政处罚法第二十七条"))
                        .status())
                .isEqualTo(403);
        assertThat(client.form(path("extend"), Map.of("days", "30", "basis", "案情复杂，经负责人批准延长"))
                        .status())
                .isEqualTo(403);
        assertThat(client.form(path("terminate"), Map.of("reason", "当事人死亡，没有承受人。"))
                        .status())
                .isEqualTo(403);
        assertThat(open()).hasSize(4);
    }

    @Test
    void nonsenseMovesNothing() {
        assertThat(post("pause", Map.of("from", "2023-01-11", "basis", "行政处罚法第二十七条")))
                .isEqualTo(422);
        assertThat(post("pause", Map.of("from", "2023-02-01", "basis", "无"))).isEqualTo(422);
        assertThat(post("pause", Map.of("from", "2023-02-01", "basis", "行政处罚法第二十七条", "clock", "no.such")))
                .isEqualTo(422);
        assertThat(post("extend", Map.of("days", "0", "basis", "案情复杂，经负责人批准延长")))
                .isEqualTo(422);
        assertThat(post("extend", Map.of("days", "367", "basis", "案情复杂，经负责人批准延长")))
                .isEqualTo(422);
        assertThat(open()).hasSize(4);
        code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        assertThat(post("extend", Map.of("days", "30", "basis", "案情复杂，经负责人批准延长")))
                .isEqualTo(409);
    }

    private int post(String command, Map<String, String> fields) {
        return Client.of("xujingDecide1", port).form(path(command), fields).status();
    }

    private String path(String command) {
        return "/cases/" + code + "/" + command;
    }
}
