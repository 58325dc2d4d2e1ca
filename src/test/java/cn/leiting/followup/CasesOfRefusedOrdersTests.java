package cn.leiting.followup;

import static cn.leiting.followup.Corner.INSPECTIONS;
import static cn.leiting.followup.Corner.RE_CHECKS;
import static cn.leiting.followup.Corner.taken;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Source;
import cn.leiting.catalogue.Point;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An order that is not followed becomes one case, however it is found again. */
@LeitingTest
class CasesOfRefusedOrdersTests {

    private static int corners = 80;

    @Autowired
    private Corner corner;

    @Autowired
    private Cases cases;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Point point;
    private String task;
    private Client officer;
    private JsonNode found;

    @BeforeEach
    void ordered() {
        point = corner.point(corners++);
        task = corner.task("TH-2052-%02d".formatted(corners), point);
        officer = Client.of("xujing1", port);
        found = taken(officer.post(INSPECTIONS, corner.ordered(task, point, "2022-12-16", "2022-12-20")));
    }

    @Test
    void theSecondFailureOpensACaseInWhichTheLawAllowsThePenalty() {
        taken(officer.post(RE_CHECKS, again("2022-12-21")));
        assertThat(codes()).isEmpty();

        JsonNode second = taken(officer.post(RE_CHECKS, again("2022-12-29")));

        EnforcementCase opened = cases.get(codes().get(0));
        assertThat(codes()).hasSize(1);
        assertThat(second.get("case").asText()).isEqualTo(opened.code());
        assertThat(opened.source().kind()).isEqualTo(Source.Kind.ORDER);
        assertThat(opened.source().ref()).isEqualTo(found.get("order").asText());
        assertThat(opened.isRefused()).isTrue();
        taken(officer.post(RE_CHECKS, again("2022-12-30")));
        assertThat(codes()).hasSize(1);
    }

    @Test
    void whatTheReCheckFoundAndMadeACaseIsNoSecondOne() {
        ObjectNode failed = again("2022-12-21");
        ((ObjectNode) failed.get("findings").get(0)).put("disposition", "CASE");

        String code = taken(officer.post(RE_CHECKS, failed)).get("case").asText();
        taken(officer.post(RE_CHECKS, again("2022-12-29")));

        assertThat(cases.get(code).source().kind()).isEqualTo(Source.Kind.FINDING);
        assertThat(codes()).isEmpty();
    }

    @Test
    void aCaseIsNotOpenedTwiceByOneReCheck() {
        taken(officer.post(RE_CHECKS, again("2022-12-21")));
        ObjectNode failed = again("2022-12-29");
        ((ObjectNode) failed.get("findings").get(0)).put("disposition", "CASE");

        JsonNode answer = taken(officer.post(RE_CHECKS, failed));

        assertThat(codes()).containsExactly(answer.get("case").asText());
        assertThat(jdbc.sql("select count(*) from enforcement_case where finding = ?")
                        .param(answer.get("id").asLong())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private ObjectNode again(String day) {
        return corner.again(task, point, day, found.get("id").asLong(), "FAIL");
    }

    private List<String> codes() {
        return jdbc.sql("select code from enforcement_case where source = 'ORDER' and source_ref = ?")
                .param(found.get("order").asText())
                .query(String.class)
                .list();
    }
}
