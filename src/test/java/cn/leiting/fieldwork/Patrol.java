package cn.leiting.fieldwork;

import cn.leiting.assignment.AssignedPoints;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Squads in the field, and sound visits of theirs: 徐泾中队 unless a test says otherwise. */
@Component
public class Patrol {

    public static final String XUJING = "310118106";
    public static final String ZHAOXIANG = "310118105";
    public static final String CHECKLIST = "THEME_APPEARANCE-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Points points;
    private final Checklists checklists;
    private final Assignments assignments;
    private final AssignedPoints assigned;

    Patrol(JdbcClient jdbc, Points points, Checklists checklists, Assignments assignments, AssignedPoints assigned) {
        this.jdbc = jdbc;
        this.points = points;
        this.checklists = checklists;
        this.assignments = assignments;
        this.assigned = assigned;
    }

    /** An assignment from 10 to 20 January 2023 whose squads are in the field, with all points of their towns. */
    public String running(String code, String... squads) {
        return running(code, 20, squads);
    }

    public String running(String code, int lastDay, String... squads) {
        points.importTrial();
        assigned.assignAll(code, Set.of(squads));
        assignments.open(new Assignment.Form(
                code,
                Assignment.Mode.CAMPAIGN,
                "市容环境专项整治" + code,
                "THEME_APPEARANCE",
                CHECKLIST,
                LocalDate.of(2023, 1, 10),
                LocalDate.of(2023, 1, lastDay),
                Set.of(squads)));
        assignments.dispatch(code, 100);
        for (String squad : squads) {
            bring(code + ":" + squad, State.RUNNING);
        }
        return code + ":" + squads[0];
    }

    /** As if the squad and its reviewers had come that far. */
    public void bring(String task, State state) {
        jdbc.sql("""
                        update squad_task
                        set state = ?, acknowledged_at = dispatched_at, acknowledged_by = 'xujingLead',
                            accountable = 'xujingLead', field_ended_at = dispatched_at, fed_back_at = dispatched_at,
                            returns = 1
                        where code = ?
                        """).params(state.name(), task).update();
    }

    public Point point(Point.Kind kind) {
        return points(kind).get(0);
    }

    public List<Point> all() {
        points.importTrial();
        return points.ofSquad(XUJING);
    }

    public List<Point> points(Point.Kind kind) {
        return all().stream().filter(point -> point.kind() == kind).toList();
    }

    /** A street patrol on the evening of 11 January that found nothing. */
    public ObjectNode clean(String task, Point point) {
        ObjectNode visit = JSON.createObjectNode()
                .put("clientId", UUID.randomUUID().toString())
                .put("squadTask", task)
                .put("pointCode", point.code())
                .put("startedAt", "2023-01-11T20:05:00+08:00")
                .put("endedAt", "2023-01-11T20:12:00+08:00")
                .put("legalClass", "STREET_PATROL")
                .putNull("inspectionCode")
                .putNull("triggerRef")
                .put("auxiliaries", 1)
                .put("certShown", true)
                .put("recordingTold", true)
                .putNull("bodyCamRef")
                .putNull("gpsMissingReason")
                .putNull("remark");
        visit.putArray("officers").add("xujing1").add("xujing2");
        visit.putObject("gps")
                .put("lat", point.lat())
                .put("lon", point.lon())
                .put("accuracy", 12)
                .put("datum", "WGS84");
        ArrayNode items = visit.putArray("items");
        for (Checklist.Item item : checklists.get(CHECKLIST).itemsFor(point.kind())) {
            items.addObject().put("code", item.code()).put("result", "OK");
        }
        visit.putArray("photos");
        photo(visit, hash(), "WIDE");
        photo(visit, hash(), "CLOSE");
        visit.putArray("findings");
        return visit;
    }

    public static void photo(ObjectNode visit, String sha256, String relation) {
        visit.withArray("photos").addObject().put("sha256", sha256).put("relation", relation);
    }

    /** Of a photo that nobody else has. */
    public static String hash() {
        return (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    }

    /** One that found a stall, which went away. */
    public ObjectNode stall(String task, Point point) {
        ObjectNode visit = clean(task, point);
        mark(visit, "CA-02", "PROBLEM");
        finding(visit, "VIO_STALL");
        return visit;
    }

    public static void mark(ObjectNode visit, String code, String result) {
        visit.withArray("items").forEach(item -> {
            if (item.get("code").asText().equals(code)) {
                ((ObjectNode) item).put("result", result);
            }
        });
    }

    public static ObjectNode finding(ObjectNode visit, String violation) {
        return visit.withArray("findings")
                .addObject()
                .put("violationCode", violation)
                .put("partyUnknown", true)
                .put("description", "占道设摊一处，经劝导已离开。")
                .put("disposition", "CORRECTED_ON_SPOT")
                .put("educationGiven", true)
                .put("educationKind", "ORAL")
                .putNull("orderDueOn")
                .put("partySigned", "ABSENT")
                .put("witness", "市民甲");
    }
}
