package cn.leiting.atlas;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 点位图的数据：points and what an assignment has made of them, one statement whatever their number. */
@Component
class Atlas {

    /** An assignment that can be shown. */
    record Choice(String code, String title) {}

    private final JdbcClient jdbc;

    Atlas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The wanted one, and the newest; of a squad only those in which it takes part. */
    List<Choice> choices(@Nullable String squad, String wanted) {
        return jdbc.sql("""
                        select code, title
                        from assignment
                        where :squad::text is null
                           or exists (select
                                      from squad_task task
                                      where task.assignment = assignment.code
                                        and task.squad = :squad)
                        order by code = :wanted desc, first_day desc, code desc
                        limit 30
                        """)
                .param("squad", squad)
                .param("wanted", wanted)
                .query(Choice.class)
                .list();
    }

    /**
     * The towns' points by code: those in use, and those that the assignment still has although they are not.
     *
     * @param assignment null for none
     */
    List<Mark> marks(Set<String> squads, @Nullable String assignment) {
        return jdbc.sql("""
                        with seen as (
                            select visit.point,
                                   count(*) as made,
                                   count(*) filter (where result = 'PROBLEM') as problems
                            from squad_task task
                                     join inspection_purpose purpose on purpose.squad_task = task.code
                                     join inspection visit on visit.id = purpose.inspection and validity = 'VALID'
                            where task.assignment = :assignment
                            group by visit.point)
                        select place.code, place.name, place.kind, place.squad_code, place.lat, place.lon,
                               case
                                   when given.point is null then 'NONE'
                                   when given.excused then 'EXCUSED'
                                   when problems > 0 then 'PROBLEM'
                                   when made >= required_rounds then 'DONE'
                                   else 'OPEN'
                               end as state
                        from inspection_point place
                                 left join assigned_point given
                                           on given.assignment = :assignment and given.point = place.code
                                 left join seen on seen.point = place.code
                        where place.squad_code = any (:squads)
                          and (place.status = 'ACTIVE' or given.point is not null and place.status = 'CLOSED')
                        order by place.code
                        """)
                .param("assignment", assignment)
                .param("squads", squads.toArray(String[]::new))
                .query(Mark.class)
                .list();
    }
}
