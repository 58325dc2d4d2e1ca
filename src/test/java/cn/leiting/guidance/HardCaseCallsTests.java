package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case over Tasklist's own calls: who starts it, and what another squad reaches of it. */
@LeitingTest
class HardCaseCallsTests {

    private static final String TASK = "TH-2082-50:310118105";
    private static final String START = "/process-definition/key/hardCaseGuidance/submit-form";
    private static int asked;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private long finding;

    @BeforeEach
    void find() {
        if (asked == 0) {
            rounds.dispatched("TH-2082-50", "310118105");
            rounds.visits(TASK, 1, "VIO_STALL");
        }
        asked++;
        finding = jdbc.sql("""
                        select finding.id
                        from finding
                                 join inspection_purpose using (inspection)
                        where squad_task = ?
                        """).param(TASK).query(Long.class).single();
    }

    @Test
    void givesACaseItsOwnCodeWhateverKeyIsTyped() {
        Client.Answer answer = start("zhaoxiang1", Map.of("businessKey", "HC-1999-001"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(jdbc.sql("select business_key_ from act_hi_procinst where id_ = ?")
                        .param(answer.json().path("id").asText())
                        .query(String.class)
                        .single())
                .startsWith("HC-2023-");
    }

    @Test
    void tellsASquadInItsOwnWordsWhatIsWrong() {
        Client.Answer answer = start("xujing1", Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("本中队没有编号为“" + finding + "”的有效问题。");
    }

    @Test
    void isStartedBySquadsOnly() {
        for (String person : List.of("legal1", "supervision1", "bureau1", "zhaoxiangTown1", "zhaoxiangReview1")) {
            assertThat(start(person, Map.of()).status()).as(person).isEqualTo(403);
        }
    }

    @Test
    void isReadByTheSquadThatAskedAndByNoOther() {
        Client own = Client.of("zhaoxiang1", port);
        Client other = Client.of("xujing1", port);
        String instance = start("zhaoxiang1", Map.of()).json().path("id").asText();

        assertThat(own.engine("GET", "/process-instance/" + instance, null).status())
                .isEqualTo(200);
        for (String path : List.of(
                "/process-instance/" + instance,
                "/process-instance/" + instance + "/variables",
                "/history/process-instance?processInstanceId=" + instance,
                "/history/task?processInstanceId=" + instance,
                "/variable-instance?processInstanceIdIn=" + instance)) {
            assertThat(other.engine("GET", path, null).status()).as(path).isIn(403, 404);
        }
    }

    @Test
    void isWorkedOnByNobodyElse() {
        String instance = start("zhaoxiang1", Map.of()).json().path("id").asText();
        String task = "/task?processInstanceId=" + instance;
        JsonNode triage =
                Client.of("legal1", port).engine("GET", task, null).json().path(0);
        assertThat(triage.path("name").asText()).isEqualTo("受理疑难案件");
        String id = triage.path("id").asText();

        for (String person : List.of("zhaoxiang1", "xujing1", "office1", "zhaoxiangReview1")) {
            Client client = Client.of(person, port);
            assertThat(client.engine("GET", task, null).json()).as(person).isEmpty();
            assertThat(client.engine("GET", "/task/" + id + "/form-variables", null)
                            .status())
                    .isIn(403, 404);
            assertThat(client.submit(id, Map.of("decision", "ACCEPT", "dueKind", "NORMAL"))
                            .status())
                    .isEqualTo(403);
        }
    }

    private Client.Answer start(String person, Map<String, Object> more) {
        Map<String, Object> form = Map.of(
                "findingId",
                finding,
                "question",
                "占道设摊的经营者拒不提供身份信息，如何确定当事人？第" + asked + "问。",
                "ownView",
                "本中队拟以实际经营者为当事人立案，先固定现场证据。",
                "urgency",
                "NORMAL");
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("variables", Client.variables(form));
        return Client.of(person, port).engine("POST", START, body);
    }
}
