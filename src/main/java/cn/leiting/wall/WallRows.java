package cn.leiting.wall;

import cn.leiting.assignment.SquadTask.State;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the wall shows, in two statements whatever the year holds. */
@Component
class WallRows {

    /**
     * What lies in the year, be it by a day. A campaign without days yet stands in its planned month, and what has
     * neither is not drawn: the count beside the plan names it.
     */
    private static final String LASTING = """
            with month as (
                select planned.*, make_date(:year, month, 1) as opens,
                       (make_date(:year, month, 1) + interval '1 month')::date - 1 as closes,
                       programme.first_month is not null as issued
                from planned_campaign planned
                         join annual_programme programme on programme.id = planned.programme and programme.year = :year)
            select kind, code, display_no, title, "from", "to", status, campaign
            from (select 'PLANNED' as kind, null as code, null::integer as display_no, title, opens as "from", closes as "to",
                         status, null as campaign
                  from month
                  where status = 'OPEN'
                    and (:squad::text is null or issued)
                  union all
                  select 'CAMPAIGN', campaign.code, display_no, campaign.title, coalesce(starts_on, opens),
                         coalesce(ends_on, closes), campaign.status, campaign.code
                  from campaign
                           left join month on campaign_code = campaign.code
                  where :squad::text is null
                     or exists (select from squad_task where assignment = campaign.code and squad = :squad)
                  union all
                  select 'LOOK_BACK', look_back.code, display_no, campaign.title, first_day, last_day, look_back.status, campaign
                  from look_back
                           join campaign on campaign.code = campaign
                  where :squad::text is null
                     or exists (select from squad_task where assignment = look_back.code and squad = :squad)
                  union all
                  select 'IMPROVEMENT', code, null, title, first_day, last_day, status, null
                  from further_improvement
                  where status not in ('DROPPED', 'REJECTED')
                    and (:squad::text is null or :squad = any (squads))) lasting
            where "from" <= make_date(:year, 12, 31)
              and "to" >= make_date(:year, 1, 1)
            order by "from", code nulls last, title
            """;

    private static final String TASKS = """
            select task.assignment, task.squad, task.state, count(owed.id) as late, coalesce(max(owed.level), -1) as level
            from assignment
                     join squad_task task on task.assignment = assignment.code
                     left join deadline owed
                               on owed.subject = task.code
                                   and task.closed_at is null
                                   and met_at is null
                                   and cancelled_at is null
                                   and paused_at is null
                                   and due_at < :now
            where first_day <= make_date(:year, 12, 31)
              and last_day >= make_date(:year, 1, 1)
              and (:squad::text is null or task.squad = :squad)
            group by task.code
            """;

    record Lasting(
            Bar.Kind kind,
            @Nullable String code,
            @Nullable Integer displayNo,
            String title,
            LocalDate from,
            LocalDate to,
            String status,
            @Nullable String campaign) {}

    record Task(String assignment, String squad, State state, int late, int level) {

        boolean takesPart() {
            return state != State.EXEMPTED && state != State.CANCELLED;
        }

        boolean isDone() {
            return state == State.ACCEPTED || state == State.FAILED || state == State.ABSORBED;
        }

        Standing standing() {
            return Standing.of(state, late, level);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    WallRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param squad null: of all */
    List<Lasting> lasting(int year, @Nullable String squad) {
        return jdbc.sql(LASTING)
                .param("year", year)
                .param("squad", squad)
                .query(Lasting.class)
                .list();
    }

    List<Task> tasks(int year, @Nullable String squad) {
        return jdbc.sql(TASKS)
                .param("year", year)
                .param("squad", squad)
                .param("now", Timestamp.from(clock.instant()))
                .query(Task.class)
                .list();
    }
}
