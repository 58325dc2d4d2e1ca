package cn.leiting.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One field wrong, all others right: 422 with that field, a whole sentence, and nothing stored. */
@LeitingTest
class RefusedVisitTests {

    private static final String CALL = "/api/field/inspections";

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrong")
    void refusesAWrongField(String field, String why, Consumer<ObjectNode> change) {
        String task = patrol.running("TH-2069-20", Patrol.XUJING);
        ObjectNode visit = patrol.stall(task, patrol.point(Kind.ROAD));
        String clientId = visit.get("clientId").asText();
        change.accept(visit);

        Client.Answer answer = Client.of("xujing1", port).post(CALL, visit);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("detail").asText()).endsWith("。");
        assertThat(answer.json().get("errors").get(0).get("field").asText()).isEqualTo(field);
        assertThat(jdbc.sql("select count(*) from inspection where client_id = ?::uuid")
                        .param(clientId)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static Stream<Arguments> wrong() {
        return Stream.of(times(), place(), people(), items(), classes(), findings(), texts())
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                put("clientId", "missing", "clientId", null),
                put("clientId", "no uuid", "clientId", "0123"),
                put("squadTask", "missing", "squadTask", null),
                put("squadTask", "unknown", "squadTask", "TH-2069-99:310118106"),
                put("startedAt", "missing", "startedAt", null),
                put("startedAt", "no moment", "startedAt", "yesterday"),
                put("startedAt", "another age", "startedAt", "+999999999-12-31T00:00:00Z"),
                put("startedAt", "before the window", "startedAt", "2023-01-09T20:00:00+08:00", "endedAt", null),
                put("startedAt", "future", "startedAt", "2023-01-13T20:00:00+08:00", "endedAt", null),
                put("endedAt", "no moment", "endedAt", "later"),
                put("endedAt", "before the start", "endedAt", "2023-01-11T20:04:59+08:00"),
                put("endedAt", "after more than twelve hours", "endedAt", "2023-01-12T08:05:01+08:00"),
                put(
                        "endedAt",
                        "future",
                        "startedAt",
                        "2023-01-12T06:00:00+08:00",
                        "endedAt",
                        "2023-01-12T17:00:00+08:00"));
    }

    private static Stream<Arguments> place() {
        return Stream.of(
                put("pointCode", "missing", "pointCode", null),
                put("pointCode", "unknown", "pointCode", "P-310118106-9999"),
                put("pointCode", "of another town", "pointCode", "P-310118105-0001"),
                change("gps.lat", "missing", visit -> gps(visit).putNull("lat")),
                change("gps.lat", "out of range", visit -> gps(visit).put("lat", 90.1)),
                change("gps.lat", "no number", visit -> gps(visit).put("lat", "north")),
                change("gps.lon", "out of range", visit -> gps(visit).put("lon", -180.5)),
                change("gps.accuracy", "negative", visit -> gps(visit).put("accuracy", -1)),
                change("gps.accuracy", "missing", visit -> gps(visit).remove("accuracy")),
                change("gps.datum", "unknown", visit -> gps(visit).put("datum", "BD09")),
                put("gpsMissingReason", "neither position nor reason", "gps", null),
                put("gpsMissingReason", "too short", "gps", null, "gpsMissingReason", "无"),
                put("gpsMissingReason", "too long", "gps", null, "gpsMissingReason", "无".repeat(201)));
    }

    private static Stream<Arguments> people() {
        return Stream.of(
                put("officers", "missing", "officers", null),
                change("officers", "alone", visit -> visit.putArray("officers").add("xujing1")),
                change(
                        "officers",
                        "one named twice",
                        visit -> visit.putArray("officers").add("xujing1").add("xujing1")),
                change(
                        "officers",
                        "empty place",
                        visit -> visit.withArray("officers").addNull()),
                change(
                        "officers",
                        "unknown",
                        visit -> visit.withArray("officers").add("nobody1")),
                change(
                        "officers",
                        "auxiliary",
                        visit -> visit.withArray("officers").add("xujing4")),
                put("auxiliaries", "missing", "auxiliaries", null),
                change("auxiliaries", "negative", visit -> visit.put("auxiliaries", -1)),
                change("auxiliaries", "too many", visit -> visit.put("auxiliaries", 51)),
                change("auxiliaries", "not whole", visit -> visit.put("auxiliaries", 1.5)),
                put("certShown", "missing", "certShown", null),
                put("recordingTold", "missing", "recordingTold", null),
                change("certShown", "party present", visit -> {
                    visit.put("certShown", false);
                    finding(visit).put("partySigned", "SIGNED");
                }),
                change("recordingTold", "party present", visit -> {
                    visit.put("recordingTold", false);
                    finding(visit).put("partySigned", "REFUSED");
                }));
    }

    private static Stream<Arguments> items() {
        return Stream.of(
                put("items", "missing", "items", null),
                change("items", "one missing", visit -> visit.withArray("items").remove(0)),
                change(
                        "items",
                        "one twice",
                        visit -> visit.withArray("items")
                                .add(visit.withArray("items").get(0))),
                change(
                        "items",
                        "unknown",
                        visit -> visit.withArray("items")
                                .addObject()
                                .put("code", "CA-99")
                                .put("result", "OK")),
                change("items", "unknown result", visit -> Patrol.mark(visit, "CA-03", "MAYBE")),
                change("items", "no result", visit -> Patrol.mark(visit, "CA-03", null)),
                change("findings", "problem without a finding", visit -> Patrol.mark(visit, "CA-03", "PROBLEM")),
                change(
                        "findings[0].violationCode",
                        "finding without a problem",
                        visit -> Patrol.mark(visit, "CA-02", "OK")),
                change(
                        "findings[0].violationCode",
                        "not applicable",
                        visit -> Patrol.mark(visit, "CA-02", "NOT_APPLICABLE")));
    }

    private static Stream<Arguments> classes() {
        return Stream.of(
                put("legalClass", "missing", "legalClass", null),
                put("legalClass", "unknown", "legalClass", "VISIT"),
                put("legalClass", "no enterprise here", "legalClass", "ENTERPRISE_PLANNED"),
                put("inspectionCode", "of a patrol", "inspectionCode", "JC-1"),
                put("triggerRef", "of a patrol", "triggerRef", "12345-1"),
                put("triggerRef", "missing", "legalClass", "ENTERPRISE_TRIGGERED"),
                put("inspectionCode", "too long", "legalClass", "RE_CHECK", "inspectionCode", "J".repeat(65)),
                put("alsoServes", "itself", "alsoServes", "TH-2069-20:310118106"),
                put("alsoServes", "unknown", "alsoServes", "TH-2069-99:310118106"));
    }

    private static Stream<Arguments> findings() {
        return Stream.of(
                of("violationCode", "missing", "violationCode", null),
                of("violationCode", "unknown", "violationCode", "VIO_NONE_SUCH"),
                of("violationCode", "of no problem", "violationCode", "VIO_STACKING"),
                of("partyUnknown", "party known", "partyUnknown", "false"),
                of("partyUnknown", "missing", "partyUnknown", null),
                of("description", "missing", "description", null),
                of("description", "too short", "description", "九".repeat(9)),
                of("description", "too long", "description", "长".repeat(1001)),
                of("disposition", "missing", "disposition", null),
                of("disposition", "two", "disposition", "EDUCATED,ORDERED"),
                of(
                        "disposition",
                        "education without education",
                        "disposition",
                        "EDUCATED",
                        "educationGiven",
                        "false",
                        "educationKind",
                        "NONE",
                        "noEducationReason",
                        "当事人已离开"),
                of("educationGiven", "missing", "educationGiven", null),
                of("educationKind", "missing", "educationKind", null),
                of("educationKind", "given by none", "educationKind", "NONE"),
                of("educationKind", "not given by some", "educationGiven", "false"),
                of("noEducationReason", "missing", "educationGiven", "false", "educationKind", "NONE"),
                of(
                        "noEducationReason",
                        "too short",
                        "educationGiven",
                        "false",
                        "educationKind",
                        "NONE",
                        "noEducationReason",
                        "无"),
                of("noEducationReason", "although given", "noEducationReason", "当事人已离开"),
                of("orderDueOn", "missing", "disposition", "ORDERED"),
                of("orderDueOn", "without an order", "orderDueOn", "2023-01-15"),
                of("orderDueOn", "no day", "disposition", "ORDERED", "orderDueOn", "soon"),
                of("orderDueOn", "the same day", "disposition", "ORDERED", "orderDueOn", "2023-01-11"),
                of("orderDueOn", "later than allowed", "disposition", "ORDERED", "orderDueOn", "2023-01-27"),
                of("partySigned", "missing", "partySigned", null),
                of("witness", "refused without one", "partySigned", "REFUSED", "witness", null),
                of("witness", "absent without one", "witness", null),
                of("witness", "too short", "witness", "甲"),
                of("witness", "too long", "witness", "甲".repeat(51)));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                put("remark", "too long", "remark", "长".repeat(501)),
                put("bodyCamRef", "too long", "bodyCamRef", "B".repeat(101)),
                change("photos", "none", visit -> visit.putArray("photos")),
                change("photos", "a problem without a close view", visit -> {
                    visit.putArray("photos");
                    Patrol.photo(visit, "ab".repeat(32), "WIDE");
                    Patrol.photo(visit, "cd".repeat(32), "WIDE");
                }),
                change("photos", "a problem without a wide view", visit -> {
                    visit.putArray("photos");
                    Patrol.photo(visit, "ab".repeat(32), "CLOSE");
                }),
                change("photos", "no hash", visit -> Patrol.photo(visit, "abc", "WIDE")),
                change("photos", "unknown relation", visit -> Patrol.photo(visit, "ab".repeat(32), "SIDE")),
                change("photos", "twice", visit -> {
                    Patrol.photo(visit, "ab".repeat(32), "WIDE");
                    Patrol.photo(visit, "AB".repeat(32), "CLOSE");
                }),
                change(
                        "photos",
                        "ten",
                        visit -> Stream.iterate(10, number -> number + 1)
                                .limit(10)
                                .forEach(number -> Patrol.photo(visit, (number + "").repeat(32), "WIDE"))));
    }

    private static ObjectNode gps(ObjectNode visit) {
        return (ObjectNode) visit.get("gps");
    }

    private static ObjectNode finding(ObjectNode visit) {
        return (ObjectNode) visit.get("findings").get(0);
    }

    private static Arguments change(String field, String why, Consumer<ObjectNode> change) {
        return arguments(field, why, change);
    }

    private static Arguments put(String field, String why, String... namesAndValues) {
        return change(field, why, visit -> putAll(visit, namesAndValues));
    }

    private static Arguments of(String field, String why, String... namesAndValues) {
        return change("findings[0]." + field, why, visit -> putAll(finding(visit), namesAndValues));
    }

    private static void putAll(ObjectNode into, String... namesAndValues) {
        for (int at = 0; at < namesAndValues.length; at += 2) {
            if (namesAndValues[at].equals("alsoServes")) {
                into.putArray("alsoServes").add(namesAndValues[at + 1]);
            } else {
                into.put(namesAndValues[at], namesAndValues[at + 1]);
            }
        }
    }

    @Test
    void refusesAnExcusedPoint() {
        String task = patrol.running("TH-2069-21", Patrol.XUJING);
        Point road = patrol.point(Kind.ROAD);
        jdbc.sql("""
                        update assigned_point
                        set excused = true, excuse_reason = '道路封闭施工，无法检查。'
                        where assignment = 'TH-2069-21' and point = ?
                        """).param(road.code()).update();

        Client.Answer answer = Client.of("xujing1", port).post(CALL, patrol.clean(task, road));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("免检").contains("pointCode");
    }

    @Test
    void acceptsAnOrderOnItsLastPossibleDay() {
        String task = patrol.running("TH-2069-20", Patrol.XUJING);
        ObjectNode visit = patrol.stall(task, patrol.point(Kind.ROAD));
        finding(visit).put("disposition", "ORDERED").put("orderDueOn", "2023-01-26");

        assertThat(Client.of("xujing1", port).post(CALL, visit).status()).isEqualTo(201);
    }

    @Test
    void acceptsAnEnterprisesInspectionWithoutACodeBefore2025() {
        String task = patrol.running("TH-2069-20", Patrol.XUJING);
        ObjectNode visit = patrol.clean(task, patrol.point(Kind.SHOP)).put("legalClass", "ENTERPRISE_PLANNED");

        assertThat(Client.of("xujing1", port).post(CALL, visit).status()).isEqualTo(201);
    }
}
