package cn.leiting.followup;

import cn.leiting.calendar.Parameters;
import cn.leiting.fieldwork.Inspections;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 反弹：the same violation at the same place, within relapse.days of a re-check that it had passed (notice, line 31;
 * domain, section 9.1, no. 10). One re-check is undone once, however often the problem is seen afterwards.
 */
@Component
public class Relapses {

    private final JdbcClient jdbc;
    private final Parameters parameters;

    /**
     * 一次反弹.
     *
     * @param squad whose visit found it again
     * @param point where it was found again
     * @param daysAfterClose from the re-check that it passed until it was found again
     */
    public record Relapse(
            String squad,
            String point,
            String pointName,
            String violation,
            long firstFinding,
            long newFinding,
            LocalDate on,
            int daysAfterClose) {}

    Relapses(JdbcClient jdbc, Parameters parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
    }

    /** All of the place, so that nothing depends on the order in which phones send. */
    @EventListener
    void find(Inspections.Stored visit) {
        waitForOthersAt(visit.point());
        jdbc.sql("""
                        with here as materialized (
                            select id, point, started_at, business_date
                            from inspection
                            where point in (select points_of_same_place(:point))
                              and validity = 'VALID'
                              and (exists (select from finding where inspection = :inspection)
                                or exists (select from re_check where inspection = :inspection and result = 'PASS'))),
                        undone as (
                            select distinct on (passed.id) again.id as new_finding, first.id as first_finding,
                                   passed.id as pass, passed.started_at, seen.point, again.violation,
                                   seen.business_date - passed.business_date as days
                            from here passed
                                     join re_check on re_check.inspection = passed.id and result = 'PASS'
                                     join finding first on first.id = re_check.finding
                                     join here seen on seen.started_at > passed.started_at
                                     join finding again
                                          on again.inspection = seen.id and again.violation = first.violation
                            where not exists (select from valid_relapse where pass = passed.id)
                            order by passed.id, seen.started_at, again.id)
                        insert into relapse (new_finding, first_finding, pass, point, violation, days_after_close)
                        select new_finding, first_finding, pass, point, violation, days
                        from undone
                        where days <= :most
                        order by started_at desc
                        on conflict (new_finding) do nothing
                        """)
                .param("inspection", visit.inspection())
                .param("point", visit.point())
                .param(
                        "most",
                        parameters.number("relapse.days", visit.businessDate()).intValueExact())
                .update();
    }

    /** Of two visits stored at once neither would see that the other has undone the re-check. */
    private void waitForOthersAt(String point) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('relapse ' || surviving_point(?), 0))::text")
                .param(point)
                .query(String.class)
                .single();
    }

    /** Found by visits that served the campaign or its look-back: evidence for indicator X1, which people book. */
    public List<Relapse> of(String campaign) {
        return jdbc.sql("""
                        select relapse.squad, relapse.point, point.name as point_name,
                               (select name
                                from violation_type law
                                where law.code = relapse.violation
                                  and relapse.business_date between valid_from and coalesce(valid_to, 'infinity')) as violation,
                               first_finding, new_finding, business_date as on, days_after_close
                        from valid_relapse relapse
                                 join inspection_point point on point.code = relapse.point
                        where exists (select
                                      from inspection_purpose purpose
                                               join squad_task task on task.code = purpose.squad_task
                                      where purpose.inspection = relapse.inspection
                                        and task.assignment in (:campaign, 'LB' || substr(:campaign, 3)))
                        order by squad, business_date, new_finding
                        """).param("campaign", campaign).query(Relapse.class).list();
    }
}
