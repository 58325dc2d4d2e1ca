package cn.leiting.followup;

import cn.leiting.calendar.Parameters;
import cn.leiting.fieldwork.Inspection;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 责令改正：gives orders their numbers, extends and cancels them, and says which are open. */
@Component
public class Orders {

    private final JdbcClient jdbc;
    private final Parameters parameters;
    private final Organization organization;
    private final Clock clock;

    /**
     * 待复查：an open order as the phone needs it.
     *
     * @param finding the original finding, by which it is re-checked
     * @param photos the hashes of the photos of then, for the same angle
     */
    public record Open(
            String no,
            long finding,
            String point,
            String violation,
            String description,
            LocalDate lastDay,
            boolean overdue,
            List<String> photos) {}

    /** How many orders of a task's visits are open, and how many of these are overdue. */
    public record Count(int open, int overdue) {}

    Orders(JdbcClient jdbc, Parameters parameters, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.parameters = parameters;
        this.organization = organization;
        this.clock = clock;
    }

    /** One statement, whose number waits for those of the squad's other visits: none is given twice or left out. */
    @EventListener
    void give(Inspections.Stored visit) {
        jdbc.sql("""
                        with visit as (
                            select id, squad, business_date, (started_at at time zone 'Asia/Shanghai')::date as seen_on
                            from inspection
                            where id = :inspection),
                        owed as (
                            select found.id, visit.squad, visit.seen_on, extract(year from visit.seen_on)::int as year,
                                   found.order_due_on, coalesce(law.max_correction_days, :longest) as most,
                                   row_number() over (order by found.seq) as place,
                                   count(*) over () as number
                            from visit
                                     join finding found on found.inspection = visit.id
                                     left join violation_type law
                                               on law.code = found.violation
                                                   and visit.business_date between law.valid_from
                                                      and coalesce(law.valid_to, 'infinity')
                            where found.disposition = 'ORDERED'
                              and not exists (select from re_check where re_check.found = found.id)),
                        counted as (
                            insert into order_number (squad, year, last)
                            select squad, year, number
                            from owed
                            where place = 1
                            on conflict (squad, year) do update set last = order_number.last + excluded.last
                            returning last)
                        insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on)
                        select 'ZG-' || squad || '-' || year || '-' || lpad(given::text, greatest(4, length(given::text)), '0'),
                               id, squad, seen_on, order_due_on, greatest(order_due_on, seen_on + most)
                        from owed
                                 cross join counted
                                 cross join lateral (select last - number + place as given) numbered
                        """)
                .param("inspection", visit.inspection())
                .param(
                        "longest",
                        parameters
                                .number("rectification.maxDays", visit.businessDate())
                                .intValueExact())
                .update();
    }

    /** What was recorded wrongly was not ordered. */
    @EventListener
    void cancel(Inspection.Voided visit) {
        jdbc.sql("""
                        update rectification_order
                        set status = 'CANCELLED', closed_on = null, refused_on = null, proposal = null,
                            cancelled_at = :at, cancelled_by = :by, cancel_reason = :reason
                        where finding in (select id from finding where inspection = :inspection)
                          and status <> 'CANCELLED'
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .param("by", visit.by())
                .param("reason", visit.reason())
                .param("inspection", visit.inspection())
                .update();
    }

    /**
     * Extends an order once, with the reason, 5 to 300 characters, until a later day within the longest that the law
     * allows. Only the squad's leader (403), only before it is overdue, only while it is open and was not extended
     * (409).
     */
    @Transactional
    public void extend(String no, @Nullable LocalDate until, @Nullable String reason, Actor actor) {
        Order order = find(no, " for no key update").orElseThrow(() -> Refusal.notFound("没有编号为“" + no + "”的责令改正。"));
        actor.require(organization.squad(order.squad()).leadGroup());
        LocalDate today = LocalDate.now(clock);
        order.refuseExtension(until, today);
        jdbc.sql("""
                        update rectification_order
                        set extended_to = ?, extended_on = ?, extended_by = 'LEADER', extended_by_whom = ?,
                            extension_reason = ?
                        where order_no = ?
                        """)
                .params(until, today, actor.id(), Limits.required("延期原因", reason, 5, 300), no)
                .update();
    }

    public Optional<Order> find(String no) {
        return find(no, "");
    }

    private Optional<Order> find(String no, String lock) {
        return jdbc.sql("select order_no as no, rectification_order.* from rectification_order where order_no = ?"
                        + lock)
                .param(no)
                .query(Order.class)
                .optional();
    }

    /** Of a squad, the one that is due first before the others; of each the wide photo first. */
    public List<Open> openOf(String squad) {
        return jdbc.sql("""
                        select order_no, finding.id, visit.point, finding.violation, finding.description,
                               coalesce(extended_to, due_on) as last_day,
                               coalesce(extended_to, due_on) < :today as overdue,
                               array(select sha256
                                     from inspection_photo
                                     where inspection_photo.inspection = visit.id
                                     order by relation desc, 1) as photos
                        from rectification_order issued
                                 join finding on finding.id = issued.finding
                                 join inspection visit on visit.id = finding.inspection
                        where issued.squad = :squad
                          and issued.status = 'OPEN'
                        order by last_day, order_no
                        """)
                .param("squad", squad)
                .param("today", LocalDate.now(clock))
                .query((row, number) -> new Open(
                        row.getString("order_no"),
                        row.getLong("id"),
                        row.getString("point"),
                        row.getString("violation"),
                        row.getString("description"),
                        row.getObject("last_day", LocalDate.class),
                        row.getBoolean("overdue"),
                        Arrays.asList((String[]) row.getArray("photos").getArray())))
                .list();
    }

    /** Of the visits that served that task. */
    public Count openOrders(String squadTask) {
        return jdbc.sql("""
                        select count(*) as open, count(*) filter (where coalesce(extended_to, due_on) < :today) as overdue
                        from rectification_order issued
                                 join finding on finding.id = issued.finding
                                 join inspection_purpose purpose on purpose.inspection = finding.inspection
                        where purpose.squad_task = :task
                          and issued.status = 'OPEN'
                        """)
                .param("task", squadTask)
                .param("today", LocalDate.now(clock))
                .query(Count.class)
                .single();
    }
}
