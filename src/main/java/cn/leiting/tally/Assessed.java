package cn.leiting.tally;

/** What others said of a squad: its citizens (G2), who reviews files (D3) and who supervises (D1; domain 6.2). */
final class Assessed {

    /**
     * 行动点位诉件：the tickets about points that the squad was given, received on its own days. Owed is what was
     * closed, and what was still open when it fell due; a point that is excused takes its tickets with it.
     */
    static final String COMPLAINED = """
            select task.code, 'G2', 'TICKET', told.ticket_no, ((told.closed_at <= told.due_at) is true)::int, 1, told.received_on, null
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
            """;

    /**
     * 案卷评查: the marks of the files of cases that were found in the campaign, and in its look-back once that
     * counts. A fatal defect makes it 0; the newest round of a file counts.
     */
    static final String REVIEWED = """
            select task.code, 'D3', 'CASE', case_code, mark, 100, reviewed_on,
                   case when fatal then '有致命缺陷，按零分计。' end
            from (select distinct on (case_code) squad, case_code, fatal, case when fatal then 0 else score end as mark,
                         (reviewed_at at time zone 'Asia/Shanghai')::date as reviewed_on
                  from enforcement_case
                           join case_file_review on case_code = enforcement_case.code
                  where campaign = :campaign
                     or campaign in (select looked_back.code
                                     from looked_back
                                     where :finally or looked_back.closed_at is not null)
                  order by case_code, round desc) newest
                     join taking_part task on task.squad = newest.squad
            """;

    /**
     * 应处尽处: the findings that supervision has checked, of visits that count, whoever did less with one than the law
     * wants being named there as such.
     */
    static final String CHECKED = """
            select task.code, 'D1', 'FINDING', found.id::text, (not checked.neglected)::int, 1,
                   visit.business_date, checked.reason
            from taking_part task
                     join inspection_purpose purpose on purpose.squad_task = task.code
                     join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'
                     join finding found on found.inspection = visit.id
                     join visit_finding_check checked on checked.finding = found.id
            """;

    private Assessed() {}
}
