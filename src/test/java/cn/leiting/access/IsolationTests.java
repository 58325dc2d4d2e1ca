package cn.leiting.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a squad cannot reach of another squad's work in the programme of the first start. */
@LeitingTest
class IsolationTests {

    private static final String DESIGNATION =
            "/task?processInstanceBusinessKey=TH-2023&taskDefinitionKey=userTask_designateLeader";

    @LocalServerPort
    private int port;

    @Test
    void aSquadSeesItsOwnTasksOnly() {
        JsonNode seen =
                Client.of("huaxinLead", port).engine("GET", DESIGNATION, null).json();

        assertThat(seen).hasSize(1);
    }

    @Test
    void anotherSquadsTaskIsNeitherReadNorWorkedOn() {
        JsonNode theirs = Client.of("chongguLead", port)
                .engine("GET", DESIGNATION, null)
                .json()
                .path(0);
        String task = "/task/" + theirs.path("id").asText();
        Client other = Client.of("huaxinLead", port);

        for (String path : List.of(task, task + "/form-variables", task + "/deployed-form", task + "/identity-links")) {
            assertThat(other.engine("GET", path, null).status()).as(path).isIn(403, 404);
        }
        assertThat(other.engine("POST", task + "/claim", Map.of("userId", "huaxinLead"))
                        .status())
                .isEqualTo(403);
        assertThat(other.submit(theirs.path("id").asText(), Map.of("officerId", "huaxinLead"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theInstanceItsVariablesAndItsHistoryAreClosed() {
        Client squad = Client.of("huaxinLead", port);
        String instance = squad.engine("GET", DESIGNATION, null)
                .json()
                .path(0)
                .path("processInstanceId")
                .asText();

        for (String path : List.of(
                "/process-instance/" + instance,
                "/process-instance/" + instance + "/variables",
                "/history/process-instance?processInstanceId=" + instance,
                "/history/task?processInstanceId=" + instance,
                "/history/activity-instance?processInstanceId=" + instance,
                "/history/variable-instance?processInstanceId=" + instance,
                "/variable-instance?processInstanceIdIn=" + instance)) {
            assertThat(squad.engine("GET", path, null).status()).as(path).isIn(403, 404);
        }
        assertThat(squad.engine("GET", "/history/user-operation?processInstanceId=" + instance, null)
                        .json())
                .isEmpty();
    }
}
