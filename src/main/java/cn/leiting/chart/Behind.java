package cn.leiting.chart;

/** The records behind each measure: a row each, with its squad, its month and what it adds to both sides. */
final class Behind {

    /** The rounds of each point, of the tasks that were dispatched and whose days have begun. */
    private static final String COVERAGE = """
            with task as (
                select given.code, given.squad, assignment.code as assignment, assignment.title, first_day
                from assignment
                         join squad_task given on given.assignment = assignment.code
                where first_day between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                  and first_day <= :today
                  and dispatched_at is not null
                  and given.state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                  and (:squad::text is null or given.squad = :squad))
            select task.squad, extract(month from first_day)::int as month, 'POINT' as kind, point as reference,
                   task.assignment as of, task.title, first_day as "on", made as part, required as whole
            from squad_task_point_rounds((select array_agg(code) from task)) rounds
                     join task on task.code = rounds.task
            where required > 0
            """;

    /** As indicator C1 counts them (domain 6.2): a failed re-check sets a new day, but what was late stays late. */
    private static final String RECTIFICATION = """
            select issued.squad, extract(month from day.last)::int as month, 'ORDER' as kind, order_no as reference,
                   order_no as of, point.name as title, day.last as "on",
                   (issued.status = 'CLOSED' and closed_on <= day.last)::int as part, 1 as whole
            from rectification_order issued
                     join finding on finding.id = issued.finding
                     join inspection visit on visit.id = finding.inspection
                     join inspection_point point on point.code = visit.point
                     cross join lateral (select case extended_by when 'LEADER' then extended_to else due_on end as last) day
            where day.last between make_date(:year, 1, 1) and make_date(:year, 12, 31)
              and due_on >= make_date(:year, 1, 1) - 100
              and due_on <= make_date(:year, 12, 31)
              and issued.status <> 'CANCELLED'
              and (issued.status <> 'OPEN' or day.last < :today)
              and (:squad::text is null or issued.squad = :squad)
              and not (issued.status = 'OPEN'
                and coalesce((select re_check.result
                              from re_check
                                       join inspection again on again.id = re_check.inspection and again.validity = 'VALID'
                              where re_check.finding = issued.finding
                              order by no desc
                              limit 1), '') = 'CANNOT_CHECK')
            """;

    /** A problem that passed twice counts once, on its last pass. */
    private static final String RELAPSE = """
            select distinct on (re_check.finding) passed.squad, extract(month from passed.business_date)::int as month,
                   'FINDING' as kind, re_check.finding::text as reference, re_check.finding::text as of, point.name as title,
                   passed.business_date as "on",
                   exists (select from valid_relapse where first_finding = re_check.finding)::int as part, 1 as whole
            from inspection passed
                     join re_check on re_check.inspection = passed.id and re_check.result = 'PASS'
                     join inspection_point point on point.code = passed.point
            where passed.validity = 'VALID'
              and passed.legal_class = 'RE_CHECK'
              and passed.business_date between make_date(:year, 1, 1) and make_date(:year, 12, 31)
              and (:squad::text is null or passed.squad = :squad)
            order by re_check.finding, re_check.no desc
            """;

    /** The groups of a squad, its town's and its authority's among them, begin with their kind. */
    private static final String DEADLINES = """
            with holder as (
                select code, unnest(array ['squad' || id, 'lead' || id, 'decide' || id, 'review' || id, 'town' || id]) as name
                from squad
                where :squad::text is null or code = :squad)
            select distinct on (owed.id) holder.code as squad,
                   extract(month from due_at at time zone 'Asia/Shanghai')::int as month, 'DEADLINE' as kind,
                   owed.reference, subject as of, title, (due_at at time zone 'Asia/Shanghai')::date as "on",
                   (met_at < due_at + interval '1 second' is true)::int as part, 1 as whole
            from deadline owed
                     cross join unnest(holders) as one
                     join holder on holder.name = one
            where due_at >= make_date(:year, 1, 1)::timestamp at time zone 'Asia/Shanghai'
              and due_at < make_date(:year + 1, 1, 1)::timestamp at time zone 'Asia/Shanghai'
              and rule <> 'case.reminder'
              and cancelled_at is null
              and (met_at is not null or due_at < :now and paused_at is null)
            order by owed.id, holder.code
            """;

    private Behind() {}

    static String of(Measure measure) {
        return switch (measure) {
            case COVERAGE -> COVERAGE;
            case RECTIFICATION -> RECTIFICATION;
            case RELAPSE -> RELAPSE;
            case DEADLINES -> DEADLINES;
        };
    }
}
