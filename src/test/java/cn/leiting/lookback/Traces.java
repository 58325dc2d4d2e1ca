package cn.leiting.lookback;

import cn.leiting.fieldwork.Inspections;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What campaigns leave behind: visits as if the phones had sent them, and ends that have come. */
@Component
public class Traces {

    public static final String STALL = "VIO_STALL";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Traces(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The point of that number in the squad's town. */
    public static String point(String squad, int number) {
        return "P-%s-%04d".formatted(squad, number);
    }

    public void clean(String task, int... numbers) {
        for (int number : numbers) {
            visit(task, point(task.substring(task.indexOf(':') + 1), number), 0, null);
        }
    }

    public void problem(String task, int... numbers) {
        for (int number : numbers) {
            visit(task, point(task.substring(task.indexOf(':') + 1), number), 0, STALL);
        }
    }

    /** So many hours after two days ago, 20:00, by two officers of 赵巷中队, whosever task it is. */
    public void visit(String task, String point, int hours, @Nullable String violation) {
        jdbc.sql("""
                        with officers as (
                            select held.user_id, min(no) as no
                            from officer_certificate held
                                     join person on person.user_id = held.user_id
                            where unit_code = '310118105'
                            group by held.user_id
                            order by held.user_id
                            limit 2),
                        visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                    legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason,
                                                    geo_verdict, result, recorded_by)
                            select gen_random_uuid(), repeat('0', 64), split_part(:task, ':', 2), :point, :day,
                                   :day::date + time '20:00' + make_interval(hours => :hours), now(), 'STREET_PATROL', 1, true,
                                   true, '试用设备没有定位', 'UNKNOWN', case when :violation::text is null then 'NORMAL' else 'PROBLEM' end,
                                   'zhaoxiang1'
                            returning id),
                        purpose as (
                            insert into inspection_purpose (inspection, squad_task, round_no)
                            select id, :task, 1
                            from visit),
                        officer as (
                            insert into inspection_officer (inspection, person, cert_no)
                            select id, user_id, no
                            from visit, officers)
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition,
                                             education_given, education_kind, party_signed, witness)
                        select id, 1, :violation, true, '当事人不在场，已劝离并恢复原状。', 'CORRECTED_ON_SPOT', true, 'ORAL', 'ABSENT', '路人'
                        from visit
                        where :violation::text is not null
                        """)
                .param("task", task)
                .param("point", point)
                .param("day", LocalDate.now(clock).minusDays(2))
                .param("hours", hours)
                .param("violation", violation)
                .update();
    }

    /** A visit that finds the point's last problem gone. */
    public void passed(String task, String point, int hours) {
        visit(task, point, hours, null);
        jdbc.sql("""
                        insert into re_check (finding, no, inspection, result)
                        select (select max(finding.id)
                                from finding
                                         join inspection on inspection.id = finding.inspection
                                where point = :point
                                  and inspection in (select inspection from inspection_purpose where squad_task = :task)),
                               1, max(id), 'PASS'
                        from inspection
                                 join inspection_purpose on inspection_purpose.inspection = id
                        where squad_task = :task
                          and point = :point
                        """).param("task", task).param("point", point).update();
    }

    /** Tells of the last visit to each of these points. */
    public void stored(String task, String... points) {
        for (String point : points) {
            events.publishEvent(jdbc.sql("""
                            select max(id) as inspection, gen_random_uuid() as client_id, min(squad) as squad, point,
                                   max(business_date) as business_date, array[]::text[] as squad_tasks
                            from inspection
                                     join inspection_purpose on inspection_purpose.inspection = id
                            where squad_task = ?
                              and point = ?
                            group by point
                            """)
                    .params(task, point)
                    .query((row, number) -> new Inspections.Stored(
                            row.getLong("inspection"),
                            row.getObject("client_id", UUID.class),
                            row.getString("squad"),
                            row.getString("point"),
                            row.getObject("business_date", LocalDate.class),
                            List.of()))
                    .single());
        }
    }

    /** As if the campaign had ended so many days ago. */
    public void over(String campaign, int daysAgo) {
        LocalDate end = LocalDate.now(clock).minusDays(daysAgo);
        jdbc.sql("""
                        update campaign
                        set starts_on = least(starts_on, :end), ends_on = :end, original_ends_on = :end
                        where code = :code
                        """).param("end", end).param("code", campaign).update();
    }
}
