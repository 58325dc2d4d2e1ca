package cn.leiting.outcome;

import cn.leiting.outcome.Outcome.FollowUp;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 整改、复查、反弹、联合执法、诉件、信息, counted in one statement. */
@Component
class FollowUpRows {

    /** A squad's own days are those of the score: from its late dispatch on, until its exemption of time. */
    private static final String SCOPE = """
            with task as (
                select task.code, task.squad, task.assignment,
                       case
                           when task.added_reason is not null
                               then least(last_day, greatest(first_day, (task.dispatched_at at time zone 'Asia/Shanghai')::date))
                           else first_day
                           end as own_first,
                       case
                           when task.exemption_kind = 'TIME'
                               then least(last_day, greatest(first_day, (task.exempted_at at time zone 'Asia/Shanghai')::date - 1))
                           else last_day
                           end as own_last
                from squad_task task
                         join assignment on assignment.code = task.assignment
                where task.assignment = any (:subjects)),
            seen as (
                select task.squad, finding.id, finding.inspection
                from task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join finding on finding.inspection = purpose.inspection
                union
                select visit.squad, finding.id, finding.inspection
                from finding
                         join inspection visit on visit.id = finding.inspection
                where :year::int is not null
                  and business_date between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                  and not exists (select from inspection_purpose where inspection_purpose.inspection = finding.inspection)),
            """;

    /** As C1 and C2 of the score count them (domain 6.2): without what is excused, and what a failed re-check found again. */
    private static final String CORRECTION = """
            found as (
                select seen.squad, seen.id,
                       visit.point in (select point from assigned_point where excused)
                           and exists (select
                               from inspection_purpose purpose
                                        join task on task.code = purpose.squad_task
                                        join assigned_point given
                                             on given.point = visit.point
                                                 and (given.assignment = task.assignment
                                                     or given.assignment in (select code
                                                                             from look_back
                                                                             where campaign = task.assignment))
                               where purpose.inspection = visit.id
                                 and given.excused)
                           or exists (select from re_check where re_check.found = seen.id) as left_out
                from seen
                         join inspection visit on visit.id = seen.inspection and visit.validity = 'VALID'),
            checked as (
                select found.squad, found.id, found.left_out, re_check.result,
                       row_number() over (partition by found.squad, found.id order by visit.started_at desc) as last,
                       row_number() over (partition by found.squad, found.id, re_check.result = 'CANNOT_CHECK'
                           order by visit.started_at) as place
                from found
                         join re_check on re_check.finding = found.id
                         join inspection visit on visit.id = re_check.inspection and visit.validity = 'VALID'),
            ordered as (
                select found.squad, status, closed_on, day.last,
                       not left_out
                           and (status <> 'OPEN' or day.last < (:now::timestamptz at time zone 'Asia/Shanghai')::date)
                           and not (status = 'OPEN' and exists (select
                                                                from checked
                                                                where checked.id = found.id
                                                                  and checked.squad = found.squad
                                                                  and checked.last = 1
                                                                  and result = 'CANNOT_CHECK')) as due
                from found
                         join rectification_order issued on issued.finding = found.id
                         cross join lateral (select case extended_by when 'LEADER' then extended_to else due_on end as last) day
                where status <> 'CANCELLED'),
            told as (
                select complaint.squad, closed_at, due_at
                from complaint
                where :year::int is not null and received_on between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                   or :year::int is null
                    and received_on between (select min(own_first) from task) and (select max(own_last) from task)
                    and exists (select
                                from task
                                         join inspection_point place on place.code = complaint.point
                                         join assigned_point given
                                              on given.assignment = task.assignment
                                                  and given.squad = task.squad
                                                  and given.point in (place.code, place.merged_into)
                                where task.squad = complaint.squad
                                  and complaint.received_on between task.own_first and task.own_last
                                  and not given.excused)),
            """;

    private static final String FOLLOW_UP = SCOPE + CORRECTION + """
            counted as (
                select squad, 'orders' as what, count(*) as number from ordered group by squad
                union all
                select squad, 'ordersDue', count(*) from ordered where due group by squad
                union all
                select squad, 'ordersInTime', count(*) from ordered
                where due and status = 'CLOSED' and closed_on <= last
                group by squad
                union all
                select squad, 'reChecks', count(*) from checked group by squad
                union all
                select squad, 'reChecked', count(*) from checked
                where not left_out and result <> 'CANNOT_CHECK' and place = 1
                group by squad
                union all
                select squad, 'passed', count(*) from checked
                where not left_out and result = 'PASS' and place = 1
                group by squad
                union all
                select found.squad, 'relapses', count(*)
                from valid_relapse
                         join found on found.id = new_finding
                group by found.squad
                union all
                select joint_squad.squad, 'joint', count(*)
                from joint_operation
                         join joint_squad on joint_squad.joint_operation = joint_operation.id and attended
                where (status = 'CLOSED' or status = 'PLANNED' and held_at <= :now)
                  and (campaign = any (:subjects)
                    or campaign is null
                        and :year::int is not null
                        and extract(year from held_at at time zone 'Asia/Shanghai') = :year)
                group by joint_squad.squad
                union all
                select squad, 'complaints', count(*) from told group by squad
                union all
                select squad, 'complaintsDue', count(*) from told where closed_at is not null or due_at < :now group by squad
                union all
                select squad, 'complaintsInTime', count(*) from told where closed_at <= due_at group by squad
                union all
                select squad, kind, count(*)
                from info_item
                         cross join lateral (values ('items', true), ('itemsAdopted', adopted_at is not null)) one (kind, counts)
                where counts
                  and squad is not null
                  and status <> 'RETURNED'
                  and (campaign = any (:subjects)
                    or campaign is null
                        and :year::int is not null
                        and extract(year from submitted_at at time zone 'Asia/Shanghai') = :year)
                group by squad, kind)
            select squad, what, number
            from counted
            """;

    private record Number(String squad, String what, int number) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By the squad's code. */
    Map<String, FollowUp> of(Collection<String> subjects, @Nullable Integer year) {
        Map<String, Map<String, Integer>> numbers = new HashMap<>();
        jdbc.sql(FOLLOW_UP)
                .param("subjects", subjects.toArray(String[]::new))
                .param("year", year, Types.INTEGER)
                .param("now", Timestamp.from(clock.instant()))
                .query(Number.class)
                .list()
                .forEach(one -> numbers.computeIfAbsent(one.squad(), squad -> new HashMap<>())
                        .put(one.what(), one.number()));
        Map<String, FollowUp> found = new HashMap<>();
        numbers.forEach((squad, counted) -> found.put(squad, followUp(counted)));
        return found;
    }

    private static FollowUp followUp(Map<String, Integer> counted) {
        return new FollowUp(
                counted.getOrDefault("orders", 0),
                counted.getOrDefault("ordersDue", 0),
                counted.getOrDefault("ordersInTime", 0),
                counted.getOrDefault("reChecks", 0),
                counted.getOrDefault("reChecked", 0),
                counted.getOrDefault("passed", 0),
                counted.getOrDefault("relapses", 0),
                counted.getOrDefault("joint", 0),
                counted.getOrDefault("complaints", 0),
                counted.getOrDefault("complaintsDue", 0),
                counted.getOrDefault("complaintsInTime", 0),
                counted.getOrDefault("items", 0),
                counted.getOrDefault("itemsAdopted", 0));
    }
}
