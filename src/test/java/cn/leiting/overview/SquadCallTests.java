package cn.leiting.overview;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class SquadCallTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Test
    void theCallTellsEachSquadsStateDatesDueAndFigures() {
        String code = rounds.dispatched("TH-2071-31", XUJING, ZHAOXIANG);
        String task = code + ":" + ZHAOXIANG;
        rounds.acknowledged(task, "zhaoxiangLead");
        rounds.owed(task, "编制勤务方案", "dutyPlan.due", LocalDate.of(2023, 1, 10));
        rounds.visits(task, 5, "VIO_SPILLAGE");

        JsonNode squads = json("supervision1", "/api/campaigns/" + code + "/squads");

        assertThat(squads).hasSize(2);
        JsonNode zhaoxiang = squads.get(0);
        assertThat(zhaoxiang.path("squad").asText()).isEqualTo(ZHAOXIANG);
        assertThat(zhaoxiang.path("name").asText()).isEqualTo("赵巷镇城管中队");
        assertThat(zhaoxiang.path("task").asText()).isEqualTo(task);
        assertThat(zhaoxiang.path("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(zhaoxiang.path("stateLabel").asText()).isEqualTo("待编勤务方案");
        assertThat(zhaoxiang.path("from").asText()).isEqualTo("2071-03-02");
        assertThat(zhaoxiang.path("to").asText()).isEqualTo("2071-03-15");
        assertThat(zhaoxiang.path("assignedOn").asText()).isEqualTo("2023-01-12");
        assertThat(zhaoxiang.path("acknowledgedOn").asText()).isEqualTo("2023-01-12");
        assertThat(zhaoxiang.path("plannedOn").isNull()).isTrue();
        assertThat(zhaoxiang.path("due").asText())
                .startsWith("2023-01-11T23:59")
                .endsWith("+08:00");
        assertThat(zhaoxiang.path("late").asBoolean()).isTrue();
        assertThat(zhaoxiang.path("calendarMissing").asBoolean()).isFalse();
        assertThat(zhaoxiang.path("returns").asInt()).isZero();
        assertThat(zhaoxiang.path("figures").path("inspections").asInt()).isEqualTo(5);
        assertThat(zhaoxiang.path("figures").path("coverage").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(squads.get(1).path("figures").path("inspections").asInt()).isZero();
    }

    @Test
    void aSquadReadsItselfAndTheOtherSectionsNothing() {
        String code = rounds.dispatched("TH-2071-32", XUJING, ZHAOXIANG);
        String squads = "/api/campaigns/" + code + "/squads";
        String summary = "/api/campaigns/" + code + "/summary";

        assertThat(json("xujingLead", squads))
                .singleElement()
                .satisfies(row -> assertThat(row.path("squad").asText()).isEqualTo(XUJING));
        Stream.of("coordination1", "supervision2", "bureau1", "lead1", "viceHead1")
                .forEach(person -> {
                    assertThat(json(person, squads)).hasSize(2);
                    assertThat(json(person, summary)).hasSize(2);
                });
        Stream.of("legal1", "office1", "police1", "admin", "baihe1").forEach(person -> {
            assertThat(status(person, squads)).as(person).isEqualTo(403);
            assertThat(status(person, summary)).as(person).isEqualTo(403);
        });
        assertThat(status("xujing1", summary)).isEqualTo(403);
        assertThat(Client.anonymous(port).get(squads).status()).isEqualTo(401);
    }

    private JsonNode json(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(path + " by " + person).isEqualTo(200);
        return answer.json();
    }

    private int status(String person, String path) {
        return Client.of(person, port).get(path).status();
    }
}
