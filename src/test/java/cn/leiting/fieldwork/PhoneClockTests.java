package cn.leiting.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A phone whose clock is wrong: what it tells is kept and flagged, not lost. */
@LeitingTest
class PhoneClockTests {

    private static final String CALL = "/api/field/inspections";

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Point road;
    private Client officer;

    @BeforeEach
    void inTheField() {
        road = patrol.point(Kind.ROAD);
        officer = Client.of("xujing1", port);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, false",
        "PT9M30S, false",
        "-PT9M30S, false",
        "PT10M30S, true",
        "-PT10M30S, true",
        "PT62M, true",
        "-P9000D, true"
    })
    void keepsHowFarAPhonesClockIsOffAndFlagsMoreThanTenMinutes(Duration ahead, boolean wrong) {
        ObjectNode visit = patrol.clean(patrol.running("TH-2056-01", Patrol.XUJING), road);

        assertThat(send(visit, ahead).status()).isEqualTo(201);

        Map<String, Object> row = row(visit);
        assertThat((Long) row.get("clock_skew_s")).isCloseTo(ahead.toSeconds(), within(10L));
        assertThat(row).containsEntry("clock_wrong", wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2023-13-01T00:00:00Z", "2023-01-12T09:00:00+08:00[Asia/Shanghai]…………………………"})
    void losesNoVisitForAClockThatCannotBeRead(String shown) {
        ObjectNode visit = patrol.clean(patrol.running("TH-2056-01", Patrol.XUJING), road);

        Client.Answer answer = officer.post(CALL, visit, Map.of("Leiting-Device-Time", shown.replace("…", ".")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(row(visit)).containsEntry("clock_skew_s", null).containsEntry("clock_wrong", false);
    }

    @Test
    void givesTheFirstAnswerAgainWhateverTheClockShowsThen() {
        ObjectNode visit = patrol.clean(patrol.running("TH-2056-01", Patrol.XUJING), road);

        Client.Answer first = send(visit, Duration.ofMinutes(62));
        Client.Answer again = send(visit, Duration.ZERO);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(row(visit)).containsEntry("clock_wrong", true);
    }

    @Test
    void acceptsAVisitInTheFutureOfAPhoneThatIsKnownToBeAhead() {
        Instant start = clock.instant().plus(Duration.ofMinutes(50));
        ObjectNode visit = patrol.clean(patrol.running("TH-2056-01", Patrol.XUJING), road)
                .put("startedAt", start.toString())
                .put("endedAt", start.plus(Duration.ofMinutes(7)).toString());

        assertThat(officer.post(CALL, visit).status()).isEqualTo(422);
        assertThat(send(visit, Duration.ofMinutes(30)).body()).contains("核对手机时间");
        assertThat(send(visit, Duration.ofMinutes(58)).status()).isEqualTo(201);
        assertThat(row(visit)).containsEntry("clock_wrong", true);
    }

    /** The window of this task is 10 and 11 January, so that it ends on the 12th at five. */
    @ParameterizedTest
    @CsvSource({
        "an hour ahead after the end of the last shift, 2023-01-12T05:30:00+08:00, PT1H, 201, 2023-01-11",
        "the same without a word of it, 2023-01-12T05:30:00+08:00, PT0S, 422,",
        "half an hour too late all the same, 2023-01-12T06:30:00+08:00, PT1H, 422,",
        "an hour behind before the first shift, 2023-01-10T04:30:00+08:00, -PT1H, 201, 2023-01-10",
        "within by its own clock, 2023-01-12T04:30:00+08:00, -PT1H, 201, 2023-01-11",
        "in another shift of the window, 2023-01-11T05:30:00+08:00, PT1H, 201, 2023-01-11"
    })
    void countsAVisitForTheShiftThatItWasAtTheWindowsEdge(
            String why, String started, Duration ahead, int status, String businessDate) {
        ObjectNode visit = patrol.clean(patrol.running("TH-2056-02", 11, Patrol.XUJING), road)
                .put("startedAt", started)
                .putNull("endedAt");

        Client.Answer answer = send(visit, ahead);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 201) {
            assertThat(row(visit).get("business_date")).hasToString(businessDate);
        }
    }

    @Test
    void showsTheFlagToTheSquad() {
        ObjectNode visit = patrol.clean(patrol.running("TH-2056-01", Patrol.XUJING), road);
        send(visit, Duration.ofHours(1));

        assertThat(officer.get("/field/inspections").body()).contains("手机时间偏差");
        String since = clock.instant().minusSeconds(60).toString();
        assertThat(officer.get(CALL + "?since=" + since).json()).anySatisfy(record -> {
            assertThat(record.path("clientId")).isEqualTo(visit.path("clientId"));
            assertThat(record.path("clockWrong").asBoolean()).isTrue();
            assertThat(record.path("clockSkewS").asLong()).isCloseTo(3600, within(10L));
        });
    }

    private Client.Answer send(ObjectNode visit, Duration ahead) {
        return officer.post(
                CALL,
                visit,
                Map.of("Leiting-Device-Time", clock.instant().plus(ahead).toString()));
    }

    private Map<String, Object> row(ObjectNode visit) {
        return jdbc.sql("select * from inspection where client_id = ?::uuid")
                .param(visit.get("clientId").asText())
                .query()
                .singleRow();
    }
}
