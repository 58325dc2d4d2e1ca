package cn.leiting.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class InspectionsTests {

    private static final String CALL = "/api/field/inspections";

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Inspections inspections;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private String task;
    private Point road;
    private Client officer;

    @BeforeEach
    void inTheField() {
        task = patrol.running("TH-2069-01", Patrol.XUJING, Patrol.ZHAOXIANG);
        road = patrol.point(Kind.ROAD);
        officer = Client.of("xujing1", port);
    }

    @Test
    void answersTheFirstRecordingWithTheNumbersOfItsFindings() {
        ObjectNode visit = patrol.stall(task, road);

        Client.Answer answer = officer.post(CALL, visit);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode finding = answer.json().get("findings").get(0);
        assertThat(answer.json().get("id").asLong()).isPositive();
        assertThat(finding.get("id").asLong()).isPositive();
        assertThat(finding.get("order").isNull()).isTrue();
        assertThat(finding.get("case").isNull()).isTrue();
        assertThat(row(visit))
                .containsEntry("result", "PROBLEM")
                .containsEntry("geo_verdict", "OK")
                .containsEntry("validity", "VALID")
                .containsEntry("squad", Patrol.XUJING)
                .containsEntry("recorded_by", "xujing1")
                .containsEntry("late_upload", false)
                .containsEntry("business_date", java.sql.Date.valueOf("2023-01-11"));
    }

    @Test
    void keepsTheFindingsInTheOrderInWhichTheyWereSent() {
        ObjectNode visit = patrol.stall(task, road);
        for (int number = 2; number <= 12; number++) {
            Patrol.finding(visit, "VIO_STALL").put("description", "第%02d处占道设摊，已当场改正。".formatted(number));
        }

        JsonNode answer = officer.post(CALL, visit).json();

        List<Long> stored = jdbc.sql("select id from finding where inspection = ? order by seq")
                .param(answer.get("id").asLong())
                .query(Long.class)
                .list();
        assertThat(stored).hasSize(12);
        assertThat(answer.get("findings").findValuesAsText("id"))
                .isEqualTo(stored.stream().map(String::valueOf).toList());
        assertThat(jdbc.sql("select description from finding where id = ?")
                        .param(stored.get(11))
                        .query(String.class)
                        .single())
                .startsWith("第12处");
    }

    @Test
    void repeatsTheFirstAnswerToTheSameContentHoweverItIsWritten() {
        ObjectNode visit = patrol.stall(task, road);
        Client.Answer first = officer.post(CALL, visit);
        visit.putArray("officers").add("xujing2").add("xujing1").add("xujing2");
        visit.put("startedAt", "2023-01-11T12:05:00Z");
        visit.put("remark", " ");

        Client.Answer again = officer.post(CALL, visit);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(stored(visit)).isOne();
    }

    @Test
    void repeatsTheFirstAnswerAfterTheTaskHasGoneOn() {
        String gone = patrol.running("TH-2069-02", Patrol.XUJING);
        ObjectNode visit = patrol.clean(gone, road);
        Client.Answer first = officer.post(CALL, visit);
        patrol.bring(gone, State.REVIEWED);

        Client.Answer again = officer.post(CALL, visit);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void refusesOtherContentUnderTheSameNumberAndKeepsItOnceForAPerson() {
        ObjectNode visit = patrol.clean(task, road);
        officer.post(CALL, visit);
        visit.put("remark", "后来改过的备注");

        Client.Answer other = officer.post(CALL, visit);
        Client.Answer otherAgain = officer.post(CALL, visit);

        assertThat(other.status()).isEqualTo(409);
        assertThat(otherAgain.status()).isEqualTo(409);
        assertThat(jdbc.sql("select content from inspection_clash where client_id = ?::uuid")
                        .param(visit.get("clientId").asText())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("后来改过的备注");
        assertThat(row(visit)).containsEntry("remark", null);
    }

    @Test
    void storesOnceWhatArrivesAtTheSameMoment() throws Exception {
        for (int round = 0; round < 5; round++) {
            ObjectNode visit = patrol.stall(task, road);

            List<Client.Answer> answers = together(IntStream.range(0, 6)
                    .<Callable<Client.Answer>>mapToObj(thread -> () -> officer.post(CALL, visit))
                    .toList());

            assertThat(answers)
                    .extracting(Client.Answer::status)
                    .containsOnlyOnce(201)
                    .containsOnly(200, 201);
            assertThat(answers)
                    .extracting(Client.Answer::json)
                    .containsOnly(answers.get(0).json());
            assertThat(stored(visit)).isOne();
        }
    }

    @Test
    void refusesOneOfTwoContentsThatArriveAtTheSameMoment() throws Exception {
        ObjectNode one = patrol.clean(task, road);
        ObjectNode other = one.deepCopy().put("remark", "另一部手机的内容");

        List<Client.Answer> answers = together(List.of(() -> officer.post(CALL, one), () -> officer.post(CALL, other)));

        assertThat(answers).extracting(Client.Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(stored(one)).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"RUNNING", "TO_FEED_BACK", "RETURNED"})
    void countsWhatPhonesSendUntilTheFeedback(State state) {
        String late = patrol.running("TH-2069-03", Patrol.XUJING);
        patrol.bring(late, state);

        assertThat(officer.post(CALL, patrol.clean(late, road)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"ASSIGNED", "ACKNOWLEDGED", "PLANNED", "FED_BACK", "REVIEWED", "REJECTED"})
    void refusesAVisitInAnyOtherState(State state) {
        String other = patrol.running("TH-2069-04", Patrol.XUJING);
        patrol.bring(other, state);
        ObjectNode visit = patrol.clean(other, road);

        Client.Answer answer = officer.post(CALL, visit);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains(state.label());
        assertThat(stored(visit)).isZero();
    }

    @Test
    void refusesAVisitWhileTheAssignmentIsSuspended() {
        String paused = patrol.running("TH-2069-05", Patrol.XUJING);
        jdbc.sql("update assignment set suspended = true where code = 'TH-2069-05'")
                .update();

        assertThat(officer.post(CALL, patrol.clean(paused, road)).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-10T04:59:00+08:00, 422,",
        "2023-01-10T05:00:00+08:00, 201, 2023-01-10",
        "2023-01-11T23:30:00+08:00, 201, 2023-01-11",
        "2023-01-12T04:59:00+08:00, 201, 2023-01-11",
        "2023-01-12T05:00:00+08:00, 422,"
    })
    void countsANightUntilFiveToTheDayBefore(String started, int status, LocalDate businessDate) {
        String short1 = patrol.running("TH-2069-06", 11, Patrol.XUJING);
        ObjectNode visit = patrol.clean(short1, road).put("startedAt", started).putNull("endedAt");

        Client.Answer answer = officer.post(CALL, visit);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 201) {
            assertThat(row(visit)).containsEntry("business_date", java.sql.Date.valueOf(businessDate));
        }
    }

    @Test
    void flagsWhatComesLaterThanADay() {
        ObjectNode early = patrol.clean(task, road)
                .put("startedAt", "2023-01-10T09:00:00+08:00")
                .put("endedAt", "2023-01-10T10:00:00+08:00");
        ObjectNode fresh = patrol.clean(task, road);

        officer.post(CALL, early);
        officer.post(CALL, fresh);

        assertThat(row(early)).containsEntry("late_upload", true);
        assertThat(row(fresh)).containsEntry("late_upload", false);
    }

    @Test
    void refusesPeopleOutsideTheSquad() {
        ObjectNode visit = patrol.clean(task, road);

        for (String person : List.of("zhaoxiang1", "coordination1", "xujingTown1", "bureau1", "xujingDecide1")) {
            assertThat(Client.of(person, port).post(CALL, visit).status())
                    .as(person)
                    .isEqualTo(403);
        }
        for (String person : List.of("coordination1", "xujingTown1", "bureau1")) {
            Client outside = Client.of(person, port);
            assertThat(outside.get("/api/field/tasks").status()).as(person).isEqualTo(403);
            assertThat(outside.get(CALL + "?since=2023-01-01T00:00:00Z").status())
                    .isEqualTo(403);
        }
        assertThat(stored(visit)).isZero();
    }

    @Test
    void showsASquadItsOwnTasksAndRecordsOnly() {
        ObjectNode visit = patrol.clean(task, road);
        officer.post(CALL, visit);
        Client other = Client.of("zhaoxiang1", port);

        String since = CALL + "?since=2023-01-01T00:00:00+08:00";
        assertThat(officer.get(since).json().findValuesAsText("clientId"))
                .contains(visit.get("clientId").asText());
        assertThat(other.get(since).json().findValuesAsText("clientId"))
                .doesNotContain(visit.get("clientId").asText());
        assertThat(other.get("/api/field/tasks").body())
                .contains("TH-2069-01:" + Patrol.ZHAOXIANG)
                .doesNotContain(Patrol.XUJING);
    }

    @Test
    void listsRecordsFromAMomentOnWithThePhotosStillExpected() {
        ObjectNode visit = patrol.clean(task, road);
        visit.putArray("photos");
        Patrol.photo(visit, "AB".repeat(32), "WIDE");
        officer.post(CALL, visit);

        JsonNode all = officer.get(CALL + "?since=2023-01-12T00:00:00%2B08:00").json();
        JsonNode mine = null;
        for (JsonNode record : all) {
            mine = record.get("clientId").equals(visit.get("clientId")) ? record : mine;
        }

        assertThat(mine).isNotNull();
        assertThat(mine.get("photos").get(0).get("sha256").asText()).isEqualTo("ab".repeat(32));
        assertThat(mine.get("photos").get(0).get("state").asText()).isEqualTo("EXPECTED");
        assertThat(officer.get(CALL + "?since=2099-01-12T00:00:00Z").json()).isEmpty();
        assertThat(officer.get(CALL + "?since=gestern").status()).isEqualTo(422);
        assertThat(officer.get(CALL).status()).isEqualTo(422);
    }

    @Test
    void asksForACertificateValidOnTheDayOfTheVisitNotToday() {
        jdbc.sql("update officer_certificate set expires_on = '2023-01-11' where user_id = 'xujing2'")
                .update();
        try {
            ObjectNode today = patrol.clean(task, road)
                    .put("startedAt", "2023-01-12T08:00:00+08:00")
                    .putNull("endedAt");

            assertThat(officer.post(CALL, patrol.clean(task, road)).status()).isEqualTo(201);
            assertThat(officer.post(CALL, today).body()).contains("没有有效的执法证").contains("\"officers\"");
        } finally {
            jdbc.sql("update officer_certificate set expires_on = '2026-12-31' where user_id = 'xujing2'")
                    .update();
        }
    }

    /** Steps to the north of the point; one step is about 111 metres. */
    @ParameterizedTest
    @CsvSource({"0, 12, OK", "1, 12, OK", "2, 12, WARN", "2, 100, OK", "9, 12, WARN", "10, 12, REJECT", "10, 200, WARN"
    })
    void judgesTheDistanceLessTheAccuracyAndRefusesNothing(int steps, int accuracy, String verdict) {
        ObjectNode visit = patrol.clean(task, road);
        visit.putObject("gps")
                .put("lat", road.lat().add(new BigDecimal("0.001").multiply(BigDecimal.valueOf(steps))))
                .put("lon", road.lon())
                .put("accuracy", accuracy)
                .put("datum", "WGS84");

        assertThat(officer.post(CALL, visit).status()).isEqualTo(201);
        assertThat(row(visit)).containsEntry("geo_verdict", verdict);
    }

    @Test
    void convertsWhatAPhoneMapShows() {
        Coordinates shown = new Coordinates(road.lat(), road.lon()).toGcj02();
        ObjectNode honest = patrol.clean(task, road);
        honest.putObject("gps")
                .put("lat", shown.lat())
                .put("lon", shown.lon())
                .put("accuracy", 0)
                .put("datum", "GCJ02");
        ObjectNode mixed = honest.deepCopy().put("clientId", "00000000-2069-4000-8000-000000000001");
        ((ObjectNode) mixed.get("gps")).put("datum", "WGS84");
        ObjectNode abroad = patrol.clean(task, road);
        abroad.putObject("gps")
                .put("lat", 90)
                .put("lon", -180)
                .put("accuracy", 0)
                .put("datum", "GCJ02");

        List.of(honest, mixed, abroad)
                .forEach(visit -> assertThat(officer.post(CALL, visit).status()).isEqualTo(201));

        assertThat(row(honest)).containsEntry("geo_verdict", "OK");
        assertThat(row(mixed)).containsEntry("geo_verdict", "WARN");
        assertThat(row(abroad)).containsEntry("geo_verdict", "REJECT");
    }

    @Test
    void acceptsAVisitWithoutAPositionForAReason() {
        ObjectNode visit = patrol.clean(task, road).putNull("gps").put("gpsMissingReason", "地下车库无信号");

        assertThat(officer.post(CALL, visit).status()).isEqualTo(201);
        assertThat(row(visit)).containsEntry("geo_verdict", "UNKNOWN").containsEntry("distance_m", null);
    }

    @Test
    void takesAsManyStatementsForALargeVisitAsForASmallOne() {
        ObjectNode small = patrol.clean(task, road);
        ObjectNode large = patrol.stall(task, road);
        large.withArray("officers").add("xujing3").add("xujingLead");
        IntStream.range(0, 25).forEach(number -> Patrol.finding(large, "VIO_STALL"));
        IntStream.range(0, 7).forEach(number -> Patrol.photo(large, Patrol.hash(), "CLOSE"));
        officer.post(CALL, patrol.clean(task, road)); // caches

        int few = Statements.during(
                () -> assertThat(officer.post(CALL, small).status()).isEqualTo(201));
        int many = Statements.during(
                () -> assertThat(officer.post(CALL, large).status()).isEqualTo(201));

        assertThat(many).isEqualTo(few).isBetween(5, 24);
    }

    @Test
    void theDatabaseItselfAsksForTwoOfficers() {
        ObjectNode visit = patrol.clean(task, road);
        long id = officer.post(CALL, visit).json().get("id").asLong();

        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> jdbc.sql("delete from inspection_officer where inspection = ? and person = 'xujing1'")
                                .param(id)
                                .update()))
                .hasStackTraceContaining("fewer than two officers");
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> jdbc.sql("""
                                insert into inspection (client_id, content_hash, squad, point, business_date, started_at,
                                                        received_at, legal_class, auxiliaries, cert_shown,
                                                        recording_told, gps_missing_reason, geo_verdict, result,
                                                        recorded_by)
                                select gen_random_uuid(), content_hash, squad, point, business_date, started_at,
                                       received_at, legal_class, auxiliaries, cert_shown, recording_told, '无信号',
                                       geo_verdict, result, recorded_by
                                from inspection
                                where id = ?
                                """).param(id).update()))
                .hasStackTraceContaining("fewer than two officers");
    }

    private static List<Client.Answer> together(List<Callable<Client.Answer>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Client.Answer> answers = new ArrayList<>();
            for (Future<Client.Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private int stored(ObjectNode visit) {
        return jdbc.sql("select count(*) from inspection where client_id = ?::uuid")
                .param(visit.get("clientId").asText())
                .query(Integer.class)
                .single();
    }

    private Map<String, Object> row(ObjectNode visit) {
        return jdbc.sql("select * from inspection where client_id = ?::uuid")
                .param(visit.get("clientId").asText())
                .query()
                .singleRow();
    }
}
