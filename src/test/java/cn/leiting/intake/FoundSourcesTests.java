package cn.leiting.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.SquadTask;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Source;
import cn.leiting.casework.Status;
import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Patrol;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What phones send, and what of it becomes a case. */
@LeitingTest
class FoundSourcesTests {

    private static final String INSPECTIONS = "/api/field/inspections";
    private static final AtomicInteger CAMPAIGN = new AtomicInteger(10);

    @Autowired
    private Patrol patrol;

    @Autowired
    private Cases cases;

    @Autowired
    private FoundSources sources;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void aFindingThatIsToBeACaseIsOneInItsVisitAndStaysTheOnlyOne() {
        String task = task();
        ObjectNode visit = asCase(patrol.stall(task, point(0)));

        JsonNode first = send("xujing1", visit);
        JsonNode again = send("xujing2", visit);

        String code = first.get(0).get("case").asText();
        assertThat(again.get(0).get("case").asText()).isEqualTo(code);
        EnforcementCase found = cases.get(code);
        assertThat(found.source().kind()).isEqualTo(Source.Kind.FINDING);
        assertThat(found.source().finding()).isEqualTo(first.get(0).get("id").asLong());
        assertThat(found.source().campaign()).isEqualTo(task.substring(0, 10));
        assertThat(found.source().violation()).isEqualTo("VIO_STALL");
        assertThat(found.source().place()).isEqualTo(point(0).name());
        assertThat(found.source().actOn()).isEqualTo(LocalDate.of(2023, 1, 11));
        assertThat(found.squad()).isEqualTo(Patrol.XUJING);
        assertThat(found.status()).isEqualTo(Status.REGISTERED);
        assertThat(found.isRefused()).isFalse();
        assertThat(cases.events(code)).hasSize(1);
        assertThat(waiting(code)).isTrue();
        assertThat(cases.register(found.source(), "xujing1"))
                .as("a second case for the finding")
                .isEqualTo(code);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into enforcement_case (code, squad, deciding_body, source, finding, violation, place, facts,
                                                              act_on, discovered_on, status, registered_by, registered_at, version)
                                select 'CASE-310118106-2052-000001', squad, deciding_body, source, finding, violation, place, facts,
                                       act_on, discovered_on, status, registered_by, registered_at, 1
                                from enforcement_case
                                where code = ?
                                """).param(code).update()).hasMessageContaining("one_case_a_finding");
    }

    @Test
    void whatIsNoCaseOpensNone() {
        JsonNode findings = send("xujing1", patrol.stall(task(), point(1)));

        assertThat(findings.get(0).get("case").isNull()).isTrue();
    }

    @Test
    void manyCasesOfOneVisitCostNoMoreStatementsThanOne() {
        String task = task();
        ObjectNode one = asCase(patrol.stall(task, point(2)));
        ObjectNode three = asCase(patrol.stall(task, point(3)));
        Patrol.mark(three, "CA-03", "PROBLEM");
        Patrol.mark(three, "CA-10", "PROBLEM");
        ((ObjectNode) Patrol.finding(three, "VIO_STACKING")).put("disposition", "CASE");
        ((ObjectNode) Patrol.finding(three, "VIO_EXPOSED_WASTE")).put("disposition", "CASE");
        Client officer = Client.of("xujing1", port);
        officer.post(INSPECTIONS, asCase(patrol.stall(task, point(4))));

        int ofOne = Statements.during(() -> officer.post(INSPECTIONS, one));
        int ofThree = Statements.during(() -> officer.post(INSPECTIONS, three));

        assertThat(ofThree).isEqualTo(ofOne);
        List<String> codes = jdbc.sql("""
                        select enforcement_case.code
                        from enforcement_case
                                 join finding on finding.id = enforcement_case.finding
                                 join inspection on inspection.id = finding.inspection
                        where client_id = ?::uuid
                        order by seq
                        """)
                .param(three.get("clientId").asText())
                .query(String.class)
                .list();
        assertThat(codes).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theSquadOfThePointHasTheCasesThatTheMobileSquadFinds() {
        String task = patrol.running("TH-2052-" + CAMPAIGN.incrementAndGet(), Patrol.XUJING, mobile());
        patrol.bring(task.substring(0, 11) + mobile(), SquadTask.State.RUNNING);
        ObjectNode visit = asCase(patrol.stall(task.substring(0, 11) + mobile(), point(5)));
        visit.putArray("officers").add("mobile1").add("mobile2");

        String code = send("mobile1", visit).get(0).get("case").asText();

        assertThat(cases.get(code).squad()).isEqualTo(Patrol.XUJING);
        assertThat(code).startsWith("CASE-310118106-");
    }

    @Test
    void findingsOfEarlierReleasesBecomeCasesOnce() {
        JsonNode findings = send("xujing1", patrol.stall(task(), point(6)));
        long finding = findings.get(0).get("id").asLong();
        jdbc.sql("update finding set disposition = 'CASE' where id = ?")
                .param(finding)
                .update();
        jdbc.sql("insert into finding_awaiting_case (finding) values (?)")
                .param(finding)
                .update();

        sources.sweep();
        sources.sweep();

        assertThat(jdbc.sql("select count(*) from enforcement_case where finding = ?")
                        .param(finding)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private String mobile() {
        return jdbc.sql("select code from squad where kind = 'MOBILE'")
                .query(String.class)
                .single();
    }

    private String task() {
        return patrol.running("TH-2052-" + CAMPAIGN.incrementAndGet(), Patrol.XUJING);
    }

    private Point point(int number) {
        return patrol.points(Point.Kind.ROAD)
                .get(number % patrol.points(Point.Kind.ROAD).size());
    }

    private static ObjectNode asCase(ObjectNode visit) {
        ((ObjectNode) visit.get("findings").get(0)).put("disposition", "CASE");
        return visit;
    }

    private JsonNode send(String person, ObjectNode visit) {
        Client.Answer answer = Client.of(person, port).post(INSPECTIONS, visit);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json().get("findings");
    }

    private boolean waiting(String code) {
        return jdbc.sql("select exists (select from case_start where case_code = ?)")
                .param(code)
                .query(Boolean.class)
                .single();
    }
}
