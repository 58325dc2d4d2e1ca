package cn.leiting.followup;

import cn.leiting.Client;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.fieldwork.Patrol;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Corners of 徐泾 that no other test inspects, and what is found there: visits of December 2022, so that orders can
 * fall due before the clock's day.
 */
@Component
class Corner {

    static final String INSPECTIONS = "/api/field/inspections";
    static final String RE_CHECKS = "/api/field/rechecks";

    private final JdbcClient jdbc;
    private final Patrol patrol;
    private final Points points;

    Corner(JdbcClient jdbc, Patrol patrol, Points points) {
        this.jdbc = jdbc;
        this.patrol = patrol;
        this.points = points;
    }

    /** A task of 徐泾中队 from 15 December on, which asks these corners. */
    String task(String campaign, Point... corners) {
        String task = patrol.running(campaign, Patrol.XUJING, Patrol.ZHAOXIANG);
        jdbc.sql("update assignment set first_day = date '2022-12-15' where code = ?")
                .param(campaign)
                .update();
        for (Point corner : corners) {
            jdbc.sql("""
                            insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                            values (?, ?, ?, 2, 'ROUTINE', 1)
                            on conflict do nothing
                            """).params(campaign, corner.code(), Patrol.XUJING).update();
        }
        return task;
    }

    /** Closed, so that it is given to nobody else. */
    Point point(int number) {
        String code = "P-%s-60%02d".formatted(Patrol.XUJING, number);
        patrol.point(Point.Kind.ROAD);
        jdbc.sql("""
                        insert into inspection_point (code, squad_code, kind, name, address, lat, lon, datum, radius_m, status,
                                                      closed_reason, trial, changed_by, changed_at)
                        select :code, squad_code, 'ROAD', '试用街角' || :code, address, lat, lon, datum, radius_m, 'CLOSED',
                               '只供整改测试。', true, 'system', now()
                        from inspection_point
                        where code = 'P-310118106-0001'
                        on conflict do nothing
                        """).param("code", code).update();
        return points.find(code).orElseThrow();
    }

    /** A stall that was ordered away until that day. */
    ObjectNode ordered(String task, Point point, String day, String due) {
        ObjectNode visit = on(patrol.stall(task, point), day);
        order(visit, due);
        return visit;
    }

    static void order(ObjectNode visit, String due) {
        ((ObjectNode) visit.get("findings").get(0))
                .put("disposition", "ORDERED")
                .put("orderDueOn", due);
    }

    ObjectNode stall(String task, Point point, String day) {
        return on(patrol.stall(task, point), day);
    }

    /** In the morning of the day. */
    static ObjectNode on(ObjectNode visit, String day) {
        visit.put("startedAt", day + "T08:05:00+08:00").put("endedAt", day + "T08:12:00+08:00");
        visit.putArray("photos");
        for (String relation : new String[] {"WIDE", "CLOSE"}) {
            visit.withArray("photos")
                    .addObject()
                    .put("sha256", (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", ""))
                    .put("relation", relation);
        }
        return visit;
    }

    ObjectNode again(String task, Point point, String day, long finding, String result) {
        boolean failed = result.equals("FAIL");
        return on(failed ? patrol.stall(task, point) : patrol.clean(task, point), day)
                .put("legalClass", "RE_CHECK")
                .put("originalFindingId", finding)
                .put("result", result);
    }

    /** Without a task there is no checklist. */
    ObjectNode routine(Point point, String day, long finding, String result) {
        ObjectNode visit = again("TH-2060-99:310118106", point, day, finding, result);
        visit.putNull("squadTask");
        visit.putArray("items");
        visit.putArray("findings");
        return visit;
    }

    /** What was answered for the only finding; fails the test unless the visit was taken. */
    static JsonNode taken(Client.Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().get("findings").path(0);
    }

    Order order(String no) {
        return jdbc.sql("select order_no as no, rectification_order.* from rectification_order where order_no = ?")
                .param(no)
                .query(Order.class)
                .single();
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
