package cn.leiting.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.ThousandSquadsTest;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.programme.Planning;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A launch of a thousand squads on a node that is killed in the middle of it. The test's own application
 * runs no jobs; it is where the campaign is made, and its database is the one that the nodes share.
 */
@ThousandSquadsTest
class KilledLaunchScaleTests {

    private static final int YEAR = 2023;
    private static final int SQUADS = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Behind every day that a node's clock shows, so that no timer of the campaign is due. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2090, 3, 1);

    @Autowired
    private Planning planning;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcConnectionDetails server;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    /** With the key of the test's own application, to which the database is sealed. */
    @Value("${leiting.data}")
    private String data;

    @Test
    void isFinishedByAnotherNodeAndGivesEachSquadItsTaskOnce() throws Exception {
        Map<String, String> environment = Map.of(
                "SPRING_DATASOURCE_URL",
                server.getJdbcUrl(),
                "SPRING_DATASOURCE_USERNAME",
                server.getUsername(),
                "SPRING_DATASOURCE_PASSWORD",
                server.getPassword(),
                "SPRING_FLYWAY_LOCATIONS",
                ThousandSquadsTest.MIGRATIONS,
                "LEITING_ADMIN_PASSWORD",
                "Leiting-2023-guanli",
                "LEITING_EVIDENCE",
                "target/killed-launch-evidence",
                "LEITING_PARTY_KEY",
                Files.readString(Path.of(data, "party-key")).strip(),
                "LEITING_BATCH",
                "20",
                "CAMUNDA_BPM_JOBEXECUTION_LOCKTIMEINMILLIS",
                "5000");
        String code = approved();

        int atTheKill;
        try (Node first = Node.start(Node.freePort(), environment)) {
            awaitDispatched(code, 1, first);
            first.kill();
            atTheKill = dispatched(code);
        }
        assertThat(atTheKill).isBetween(1, SQUADS - 1);
        assertThat(instances(code))
                .as("a chunk is dispatched and started, or neither")
                .isEqualTo(atTheKill);

        try (Node second = Node.start(Node.freePort(), environment)) {
            awaitDispatched(code, SQUADS, second);
        }

        assertThat(instances(code)).isEqualTo(SQUADS);
        assertThat(count(
                        "select count(distinct business_key_) from act_ru_execution where business_key_ like ? || ':%'",
                        code))
                .isEqualTo(SQUADS);
        assertThat(count(
                        "select count(distinct proc_inst_id_) from act_ru_task where task_def_key_ = 'userTask_acknowledge'"
                                + " and proc_inst_id_ in (select id_ from act_ru_execution where business_key_ like ? || ':%')",
                        code))
                .isEqualTo(SQUADS);
        assertThat(count(
                        "select count(*) from act_ru_task where proc_inst_id_ in"
                                + " (select id_ from act_ru_execution where business_key_ like ? || ':%')",
                        code))
                .isEqualTo(SQUADS);
        assertThat(count(
                        "select count(*) from act_ru_event_subscr join act_ru_execution instance on instance.id_ = act_ru_event_subscr.proc_inst_id_"
                                + " where event_name_ = 'squadsDone' and business_key_ = ?",
                        code))
                .as("the campaign waits for its squads")
                .isEqualTo(1);
    }

    private String approved() {
        int seq = jdbc.sql(
                        "select min(seq) from planned_campaign join annual_programme on annual_programme.id = programme where year = 2023 and campaign_code is null")
                .query(Integer.class)
                .single();
        String code = planning.launch(YEAR, seq, "coordination1");
        List<String> squads = organization.squads(LocalDate.now(clock)).stream()
                .map(Squad::code)
                .toList();
        submit(
                "coordination1",
                code,
                "defineCampaign",
                Map.of(
                        "basisType",
                        "BOTH",
                        "basisText",
                        "区委区政府重点工作部署和季节性特点。",
                        "startDate",
                        FIRST_DAY.toString(),
                        "endDate",
                        FIRST_DAY.plusDays(9).toString(),
                        "scope",
                        "PARTIAL",
                        "squads",
                        squads,
                        "enterpriseInspection",
                        false,
                        "guidanceText",
                        "突出主次干道和商业街区，做到有落实、有反馈。"));
        submit("bureau1", code, "approveCampaign", Map.of("decision", "APPROVE"));
        return code;
    }

    private void submit(String user, String businessKey, String task, Map<String, ?> form) {
        Client person = Client.of(user, port);
        JsonNode found = person.engine(
                        "GET",
                        "/task?processInstanceBusinessKey=" + businessKey + "&taskDefinitionKey=userTask_" + task
                                + "&candidateGroup="
                                + (user.equals("bureau1") ? "bureauLeadership" : "deptCoordination"),
                        null)
                .json();
        Client.Answer answer = person.submit(found.path(0).path("id").asText(), form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private void awaitDispatched(String code, int squads, Node node) throws InterruptedException {
        long last = System.nanoTime() + LONGEST.toNanos();
        while (dispatched(code) < squads) {
            if (!node.process().isAlive() || System.nanoTime() > last) {
                throw new AssertionError("dispatched " + dispatched(code) + ":\n" + node.said());
            }
            Thread.sleep(5);
        }
    }

    private int dispatched(String code) {
        return count("select count(*) from squad_task where assignment = ? and dispatched_at is not null", code);
    }

    private int instances(String code) {
        return count(
                "select count(*) from act_ru_execution where business_key_ like ? || ':%' and parent_id_ is null",
                code);
    }

    private int count(String sql, String code) {
        return jdbc.sql(sql).param(code).query(Integer.class).single();
    }
}
