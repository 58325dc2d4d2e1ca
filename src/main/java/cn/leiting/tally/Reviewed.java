package cn.leiting.tally;

/**
 * 案卷评查: the marks of the files of cases that were found in the campaign, and in its look-back once that counts (domain
 * 6.2, D3). A fatal defect makes it 0; the newest round of a file counts.
 */
final class Reviewed {

    /** Named {@code reviewed}, by squad; reads {@code looked_back}. */
    static final String BY_SQUAD = """
            reviewed as (
                select squad, count(*) as files, sum(mark) as marks
                from (select distinct on (case_code) squad, case when fatal then 0 else score end as mark
                      from enforcement_case
                               join case_file_review on case_code = enforcement_case.code
                      where campaign = :campaign
                         or campaign in (select looked_back.code
                                         from looked_back
                                         where :finally or looked_back.closed_at is not null)
                      order by case_code, round desc) newest
                group by squad),
            """;

    private Reviewed() {}
}
