package cn.leiting.followup;

import cn.leiting.fieldwork.Finding;
import cn.leiting.fieldwork.Finding.ReCheck;
import cn.leiting.followup.Order.Status;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 责令改正一览：orders with what they were given for, and what followed; one statement each. */
@Component
class OrderLines {

    /** What is asked for; null: all. */
    record Filter(
            @Nullable String no,
            @Nullable String squad,
            @Nullable Status status,
            boolean overdue,
            @Nullable String campaign,
            @Nullable String before) {

        static Filter only(String no) {
            return new Filter(no, null, null, false, null, null);
        }
    }

    /**
     * @param tasks of the squad, which the visit served
     * @param photos the hashes of the visit's photos
     */
    record Line(
            String no,
            String squad,
            long finding,
            String point,
            String pointName,
            String violation,
            String description,
            Finding.Signature partySigned,
            List<String> tasks,
            List<String> photos,
            LocalDate issuedOn,
            LocalDate lastDay,
            Status status,
            boolean overdue,
            @Nullable LocalDate closedOn) {

        /** As people read it. */
        public String state() {
            return overdue ? "已逾期" : status.label();
        }
    }

    /** One re-check; {@code valid} unless its visit was voided. */
    record Made(
            LocalDate day,
            String squad,
            ReCheck.Result result,
            ReCheck.@Nullable Obstacle obstacle,
            boolean valid,
            List<String> photos) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    OrderLines(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Line> line(String no) {
        return lines(Filter.only(no), 1).stream().findFirst();
    }

    /** The newest first. */
    List<Line> lines(Filter filter, int most) {
        return jdbc.sql("""
                        select issued.*, visit.point, place.name as point_name,
                               coalesce(law.name, found.violation) as violation, found.description, found.party_signed,
                               coalesce(issued.extended_to, issued.due_on) as last_day,
                               issued.status = 'OPEN' and coalesce(issued.extended_to, issued.due_on) < :today as overdue,
                               array(select squad_task from inspection_purpose where inspection = visit.id order by 1) as tasks,
                               array(select sha256 from inspection_photo where inspection = visit.id order by relation desc, 1)
                                   as photos
                        from rectification_order issued
                                 join finding found on found.id = issued.finding
                                 join inspection visit on visit.id = found.inspection
                                 join inspection_point place on place.code = visit.point
                                 left join violation_type law
                                           on law.code = found.violation
                                               and visit.business_date between law.valid_from
                                                  and coalesce(law.valid_to, 'infinity')
                        where
                        """ + wanted(filter) + """

                        order by issued.issued_on desc, issued.order_no desc
                        limit :most
                        """)
                .param("no", filter.no())
                .param("squad", filter.squad())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("overdue", filter.overdue())
                .param("campaign", filter.campaign())
                .param("before", filter.before())
                .param("today", LocalDate.now(clock))
                .param("most", most)
                .query((row, number) -> line(row))
                .list();
    }

    /** Only what is asked for: a plan for every filter at once reads and sorts all orders of all years. */
    private static String wanted(Filter filter) {
        List<String> conditions = new ArrayList<>();
        if (filter.no() != null) {
            conditions.add("issued.order_no = :no");
        }
        if (filter.squad() != null) {
            conditions.add("issued.squad = :squad");
        }
        if (filter.status() != null) {
            conditions.add("issued.status = :status");
        }
        if (filter.overdue()) {
            conditions.add("issued.status = 'OPEN' and coalesce(issued.extended_to, issued.due_on) < :today");
        }
        if (filter.campaign() != null) {
            conditions.add("""
                    visit.id in (select purpose.inspection
                                 from squad_task task
                                          join inspection_purpose purpose on purpose.squad_task = task.code
                                 where task.assignment = :campaign)""");
        }
        if (filter.before() != null) {
            conditions.add("""
                    (issued.issued_on, issued.order_no) < (select issued_on, order_no
                                                           from rectification_order
                                                           where order_no = :before)""");
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("order_no"),
                row.getString("squad"),
                row.getLong("finding"),
                row.getString("point"),
                row.getString("point_name"),
                row.getString("violation"),
                row.getString("description"),
                Finding.Signature.valueOf(row.getString("party_signed")),
                texts(row.getArray("tasks")),
                texts(row.getArray("photos")),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Status.valueOf(row.getString("status")),
                row.getBoolean("overdue"),
                row.getObject("closed_on", LocalDate.class));
    }

    /** The earliest visit first. */
    List<Made> reChecks(long finding) {
        return jdbc.sql("""
                        select visit.business_date, visit.squad, re_check.result, reason, validity,
                               array(select sha256 from inspection_photo where inspection = visit.id order by relation desc, 1)
                                   as photos
                        from re_check
                                 join inspection visit on visit.id = re_check.inspection
                        where finding = ?
                        order by started_at, visit.id
                        """)
                .param(finding)
                .query((row, number) -> new Made(
                        row.getObject("business_date", LocalDate.class),
                        row.getString("squad"),
                        ReCheck.Result.valueOf(row.getString("result")),
                        row.getString("reason") == null ? null : ReCheck.Obstacle.valueOf(row.getString("reason")),
                        !row.getString("validity").equals("INVALID"),
                        texts(row.getArray("photos"))))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
