package cn.leiting.duty;

import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.DutyPlan.Kind;
import cn.leiting.assignment.DutyPlan.Shift;
import cn.leiting.duty.OnDuty.Member;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which squad works in which mode, and who is on duty, each read in one statement. */
@Component
class DutyRows {

    /** 工作时段：the days, first and last included, on which a squad works in a mode. */
    record Stretch(String squad, Mode mode, LocalDate firstDay, LocalDate lastDay) {

        boolean contains(LocalDate day) {
            return !day.isBefore(firstDay) && !day.isAfter(lastDay);
        }
    }

    /** A task whose plan a squad's leader may still change. */
    record Open(String task, String title, LocalDate firstDay, LocalDate lastDay, int version) {}

    /** One who may stand in a duty plan. @param lastDay of the certificate, null without one */
    record Officer(
            String account,
            String name,
            boolean leads,
            @Nullable LocalDate lastDay) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    DutyRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 工作时段: in which modes squads work between two days. A task counts from its dispatch on, one that waits for it from
     * tomorrow; a suspended one until yesterday, one that was exempted, cancelled or absorbed until the day before.
     */
    List<Stretch> stretches(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select *
                        from (select task.squad, mode,
                                     greatest(first_day, case state
                                                             when 'WAITING' then :tomorrow::date
                                                             else (dispatched_at at time zone 'Asia/Shanghai')::date
                                                         end) as first_day,
                                     least(last_day, case when suspended then :tomorrow::date - 2 end,
                                           case
                                               when state in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                                                   then (task.closed_at at time zone 'Asia/Shanghai')::date - 1
                                           end) as last_day
                              from assignment
                                       join squad_task task on task.assignment = assignment.code
                              where first_day <= :to
                                and last_day >= :from
                                and (dispatched_at is not null or task.closed_at is null)) worked
                        where first_day <= least(last_day, :to)
                          and last_day >= :from
                        order by squad, first_day, mode
                        """)
                .param("from", from)
                .param("to", to)
                .param("tomorrow", LocalDate.now(clock).plusDays(1))
                .query(Stretch.class)
                .list();
    }

    /**
     * The shifts of that date, and those of the day before that last beyond midnight (domain 9.3 no. 26); what was ended
     * before is left out.
     *
     * @param squad null: of all
     */
    List<OnDuty> on(LocalDate day, @Nullable String squad) {
        return jdbc.sql("""
                        select task.squad, task.code as task, assignment.title, assignment.suspended, plan.version,
                               commander.name as commander, plan.focus, shift.day, shift.kind, starts, ends, auxiliaries, vehicles,
                               area, array_agg(officer order by officer) as officers,
                               array_agg(person.name order by officer) as names,
                               array_agg(exists (select
                                                 from officer_certificate certificate
                                                 where certificate.user_id = officer
                                                   and shift.day between issued_on and expires_on) order by officer) as certified
                        from duty_shift shift
                                 join duty_plan plan on plan.id = shift.plan
                                 join squad_task task on task.code = plan.squad_task
                                 join assignment on assignment.code = task.assignment
                                 join person commander on commander.user_id = plan.commander
                                 join duty_officer on duty_officer.plan = shift.plan and duty_officer.shift = shift.seq
                                 join person on person.user_id = officer
                        where (shift.day = :day or shift.day = :day::date - 1 and ends <= starts and ends > time '00:00')
                          and (:squad::text is null or task.squad = :squad)
                          and not exists (select
                                          from duty_plan later
                                          where later.squad_task = plan.squad_task
                                            and later.version > plan.version)
                          and (task.state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                            or shift.day < (task.closed_at at time zone 'Asia/Shanghai')::date)
                        group by task.code, assignment.code, plan.id, commander.user_id, shift.plan, shift.seq
                        order by task.squad, shift.day, starts, task.code, shift.seq
                        """)
                .param("day", day)
                .param("squad", squad)
                .query((row, number) -> onDuty(row))
                .list();
    }

    /** Those of the squad that have a plan, and whose field work has not ended. */
    List<Open> open(String squad) {
        return jdbc.sql("""
                        select task.code as task, title, first_day, last_day, max(duty_plan.version) as version
                        from squad_task task
                                 join assignment on assignment.code = task.assignment
                                 join duty_plan on squad_task = task.code
                        where squad = ?
                          and state in ('PLANNED', 'RUNNING')
                        group by task.code, assignment.code
                        order by first_day, task.code
                        """).param(squad).query(Open.class).list();
    }

    /** The squad's leaders and officers on any of these days, by account. */
    List<Officer> officers(String squad, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select person.user_id as account, name, bool_or(title in ('LEADER', 'DEPUTY_LEADER')) as leads,
                               (select max(expires_on)
                                from officer_certificate certificate
                                where certificate.user_id = person.user_id) as last_day
                        from post
                                 join person on person.user_id = post.user_id
                        where post.unit_code = ?
                          and title in ('LEADER', 'DEPUTY_LEADER', 'OFFICER')
                          and valid_from <= ?
                          and (valid_to is null or valid_to >= ?)
                        group by person.user_id
                        order by person.user_id
                        """).params(squad, to, from).query(Officer.class).list();
    }

    private static OnDuty onDuty(ResultSet row) throws SQLException {
        List<String> accounts = List.of((String[]) row.getArray("officers").getArray());
        String[] names = (String[]) row.getArray("names").getArray();
        Boolean[] certified = (Boolean[]) row.getArray("certified").getArray();
        List<Member> crew = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            crew.add(new Member(accounts.get(i), names[i], certified[i]));
        }
        Shift shift = new Shift(
                row.getObject("day", LocalDate.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("starts", LocalTime.class),
                row.getObject("ends", LocalTime.class),
                accounts,
                row.getInt("auxiliaries"),
                row.getInt("vehicles"),
                row.getString("area"));
        return new OnDuty(
                row.getString("squad"),
                row.getString("task"),
                row.getString("title"),
                row.getBoolean("suspended"),
                row.getInt("version"),
                row.getString("commander"),
                row.getString("focus"),
                shift,
                crew);
    }
}
