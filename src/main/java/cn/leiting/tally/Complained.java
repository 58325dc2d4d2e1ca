package cn.leiting.tally;

/**
 * 行动点位诉件：the tickets of citizens about points that the squad was given, received on its own days (domain 6.2, G2).
 * Owed is what was closed, and what was still open when it fell due; a point that is excused takes its tickets with it.
 */
final class Complained {

    /** Named {@code complained}, by task; reads {@code taking_part}. */
    static final String BY_TASK = """
            complained as (
                select task.code, count(*) as owed, count(*) filter (where told.closed_at <= told.due_at) as in_time
                from taking_part task
                         join complaint told
                              on told.squad = task.squad and told.received_on between task.own_first and task.own_last
                         join inspection_point place on place.code = told.point
                where (told.closed_at is not null or told.due_at < :now)
                  and exists (select
                              from assigned_point given
                              where given.assignment = task.assignment
                                and given.squad = task.squad
                                and given.point in (place.code, place.merged_into)
                                and not given.excused)
                group by task.code),
            """;

    private Complained() {}
}
