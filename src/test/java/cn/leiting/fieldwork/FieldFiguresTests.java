package cn.leiting.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class FieldFiguresTests {

    private static final String CALL = "/api/field/inspections";
    private static final Map<String, String> REASON = Map.of("reason", "点位选错，另行记录。");

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Inspections inspections;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void countsWhatWasRecordedAndNothingElse() {
        String task = patrol.running("TH-2069-40", Patrol.XUJING, Patrol.ZHAOXIANG);
        Client officer = Client.of("xujing1", port);
        List<Point> roads = patrol.points(Kind.ROAD);
        int all = patrol.all().size();
        String[] dispositions = {"EDUCATED", "CORRECTED_ON_SPOT", "ORDERED", "CASE", "TRANSFERRED"};

        Map<String, Integer> byDisposition = new TreeMap<>();
        for (int number = 0; number < 7; number++) {
            ObjectNode visit = patrol.stall(task, roads.get(0));
            String disposition = dispositions[number % 5];
            byDisposition.merge(disposition, 1, Integer::sum);
            ((ObjectNode) visit.get("findings").get(0))
                    .put("disposition", disposition)
                    .put("orderDueOn", disposition.equals("ORDERED") ? "2023-01-20" : null);
            assertThat(officer.post(CALL, visit).status()).isEqualTo(201);
        }
        ObjectNode three = patrol.clean(task, roads.get(1));
        three.withArray("officers").add("xujing3");
        officer.post(CALL, three);
        ObjectNode wrong = patrol.stall(task, roads.get(1));
        officer.post(CALL, wrong);
        Client.of("xujingLead", port).post(CALL + "/" + wrong.get("clientId").asText() + "/void", REASON);

        Figures figures = inspections.figures(task);

        assertThat(figures.pointsAssigned()).isEqualTo(all);
        assertThat(figures.pointsExcused()).isZero();
        assertThat(figures.pointsInspected()).isEqualTo(2);
        assertThat(figures.openPoints()).isEqualTo(all - 2).isEqualTo(inspections.openPoints(task));
        assertThat(figures.inspections()).isEqualTo(8);
        assertThat(figures.invalidInspections()).isOne();
        assertThat(figures.personTimes()).isEqualTo(7 * 2 + 3);
        assertThat(figures.findings()).isEqualTo(7);
        assertThat(figures.findingsByViolation()).containsExactly(Map.entry("VIO_STALL", 7));
        assertThat(List.of(
                        figures.educated(),
                        figures.correctedOnSpot(),
                        figures.ordered(),
                        figures.cases(),
                        figures.transferred()))
                .containsExactly(
                        byDisposition.get("EDUCATED"),
                        byDisposition.get("CORRECTED_ON_SPOT"),
                        byDisposition.get("ORDERED"),
                        byDisposition.get("CASE"),
                        byDisposition.get("TRANSFERRED"));
        assertThat(figures.withoutDisposition()).isZero();
        assertThat(inspections.cleanPoints(task)).containsExactly(roads.get(1).code());
        assertThat(inspections.inspectedPoints(task))
                .containsExactlyInAnyOrder(roads.get(0).code(), roads.get(1).code());
        assertThat(inspections.figuresOf("TH-2069-40"))
                .containsEntry(task, figures)
                .containsOnlyKeys(task, "TH-2069-40:" + Patrol.ZHAOXIANG);
    }

    @Test
    void aPointIsOpenUntilItHasAllItsRounds() {
        String task = patrol.running("TH-2069-41", Patrol.XUJING);
        Point road = patrol.point(Kind.ROAD);
        jdbc.sql("update assigned_point set required_rounds = 2 where assignment = 'TH-2069-41' and point = ?")
                .param(road.code())
                .update();
        Client officer = Client.of("xujing1", port);
        int open = inspections.openPoints(task);

        officer.post(CALL, patrol.clean(task, road));
        assertThat(inspections.openPoints(task)).isEqualTo(open);

        officer.post(CALL, patrol.clean(task, road));
        assertThat(inspections.openPoints(task)).isEqualTo(open - 1);
        assertThat(jdbc.sql("select round_no from inspection_purpose where squad_task = ? order by 1")
                        .param(task)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
    }

    @Test
    void oneVisitServesTwoTasksAndItsPeopleCountOnceADay() {
        String one = patrol.running("TH-2069-42", Patrol.XUJING);
        String other = patrol.running("TH-2069-43", Patrol.XUJING);
        ObjectNode visit = patrol.stall(one, patrol.point(Kind.ROAD)).put("startedAt", "2023-01-10T06:30:00+08:00");
        visit.putNull("endedAt").putArray("alsoServes").add(other);
        int before = inspections.personTimes(Patrol.XUJING, LocalDate.of(2023, 1, 10));

        assertThat(Client.of("xujing1", port).post(CALL, visit).status()).isEqualTo(201);

        assertThat(inspections.figures(one).personTimes()).isEqualTo(2);
        assertThat(inspections.figures(other)).isEqualTo(inspections.figures(one));
        assertThat(inspections.personTimes(Patrol.XUJING, LocalDate.of(2023, 1, 10)))
                .isEqualTo(before + 2);
    }

    @Test
    void theSecondTaskMustBeTheSquadsOwnAndInTheField() {
        String one = patrol.running("TH-2069-44", Patrol.XUJING);
        patrol.running("TH-2069-45", Patrol.ZHAOXIANG);
        String closed = patrol.running("TH-2069-46", Patrol.XUJING);
        patrol.bring(closed, State.REVIEWED);
        Client officer = Client.of("xujing1", port);
        ObjectNode foreign = patrol.clean(one, patrol.point(Kind.ROAD));
        foreign.putArray("alsoServes").add("TH-2069-45:" + Patrol.ZHAOXIANG);
        ObjectNode late = patrol.clean(one, patrol.point(Kind.ROAD));
        late.putArray("alsoServes").add(closed);

        assertThat(officer.post(CALL, foreign).status()).isEqualTo(422);
        assertThat(officer.post(CALL, late).status()).isEqualTo(409);
        assertThat(inspections.figures(one).inspections()).isZero();
    }

    @Test
    void countsAnEnterprisesVisitsOfTheYearOverAllTasks() {
        String one = patrol.running("TH-2069-47", Patrol.XUJING);
        String other = patrol.running("TH-2069-48", Patrol.XUJING);
        Point shop = patrol.points(Kind.SHOP).get(1);
        Client officer = Client.of("xujing1", port);
        int before = visitsThisYear(officer, shop).get(0);

        officer.post(CALL, patrol.clean(one, shop).put("legalClass", "ENTERPRISE_PLANNED"));
        officer.post(
                CALL,
                patrol.clean(other, shop)
                        .put("legalClass", "ENTERPRISE_TRIGGERED")
                        .put("triggerRef", "12345-1"));
        officer.post(CALL, patrol.clean(other, shop));

        assertThat(visitsThisYear(officer, shop)).hasSizeGreaterThanOrEqualTo(2).containsOnly(before + 2);
    }

    private static List<Integer> visitsThisYear(Client officer, Point point) {
        List<Integer> visits = new ArrayList<>();
        officer.get("/api/field/tasks")
                .json()
                .forEach(task -> task.get("points").forEach(stop -> {
                    if (stop.get("code").asText().equals(point.code())) {
                        visits.add(stop.get("visitsThisYear").asInt());
                    }
                }));
        return visits;
    }

    @Test
    void onlyCoordinationAndTheSquadsLeaderVoidARecordAndOnlyOnce() {
        String task = patrol.running("TH-2069-49", Patrol.XUJING);
        ObjectNode visit = patrol.clean(task, patrol.point(Kind.ROAD));
        Client.of("xujing1", port).post(CALL, visit);
        String path = CALL + "/" + visit.get("clientId").asText() + "/void";

        for (String person : List.of("xujing1", "zhaoxiangLead", "supervision1", "bureau1")) {
            assertThat(Client.of(person, port).post(path, REASON).status())
                    .as(person)
                    .isEqualTo(403);
        }
        Client coordination = Client.of("coordination1", port);
        assertThat(coordination.post(path, Map.of("reason", "选错了")).status()).isEqualTo(422);
        assertThat(coordination.post(path, Map.of()).status()).isEqualTo(422);
        assertThat(coordination.post(path, REASON).status()).isEqualTo(204);
        assertThat(coordination.post(path, REASON).status()).isEqualTo(409);
        assertThat(coordination
                        .post(CALL + "/00000000-2069-4000-8000-00000000dead/void", REASON)
                        .status())
                .isEqualTo(404);
        assertThat(jdbc.sql(
                                "select validity || ' ' || voided_by || ' ' || invalid_reason from inspection where client_id = ?::uuid")
                        .param(visit.get("clientId").asText())
                        .query(String.class)
                        .single())
                .isEqualTo("INVALID coordination1 " + REASON.get("reason"));
    }

    @Test
    void countsAnAssignmentInOneStatementAndRefusesAnUnknownTask() {
        patrol.running("TH-2069-50", Patrol.XUJING, Patrol.ZHAOXIANG);

        assertThat(Statements.during(() -> inspections.figuresOf("TH-2069-50"))).isOne();
        assertThatThrownBy(() -> inspections.figures("TH-2069-98:310118106")).isInstanceOf(Refusal.class);
    }
}
