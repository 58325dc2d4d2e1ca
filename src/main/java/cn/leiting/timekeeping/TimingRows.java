package cn.leiting.timekeeping;

/**
 * What starts a clock of a case and what meets it, from the tables of the rooms that record it. A case that is closed
 * ends the ninety days, however it ends; a case that comes back from another body starts anew (domain 9.4, no. 37).
 */
final class TimingRows {

    /** 办案期限 (行政处罚法第六十条): from the filing to the decision. */
    private static final String DECISION = """
            select code as case_code, 'DECISION' as kind, 'apl.60' as key, null::text as what, filed_on as from_day,
                   closed_on as met_on, false as rolls
            from enforcement_case
            where filed_on is not null
            """;

    private static final String CLOCKED = DECISION;

    static final String SELECT = """
            select clocked.case_code, squad, clocked.kind, clocked.key, clocked.what, clocked.from_day, clocked.met_on,
                   clocked.rolls, period.amount, period.unit, period.meaning, period.law || period.article as article,
                   array(select from_day::text
                         from case_pause
                         where case_pause.case_code = clocked.case_code and clock = clocked.key
                         order by from_day) as pause_from,
                   array(select to_day::text
                         from case_pause
                         where case_pause.case_code = clocked.case_code and clock = clocked.key
                         order by from_day) as pause_to,
                   array(select basis
                         from case_pause
                         where case_pause.case_code = clocked.case_code and clock = clocked.key
                         order by from_day) as pause_basis,
                   array(select days
                         from case_extension
                         where case_extension.case_code = clocked.case_code and clock = clocked.key
                         order by id) as more,
                   array(select basis
                         from case_extension
                         where case_extension.case_code = clocked.case_code and clock = clocked.key
                         order by id) as more_basis
            from (""" + CLOCKED + """
            ) clocked
                     join enforcement_case on enforcement_case.code = clocked.case_code
                     join statutory_period period
                          on period.key = clocked.key
                              and daterange(period.valid_from, period.valid_to, '[]') @> clocked.from_day
            where (:squad::text is null or squad = :squad)
              and (:codes::text[] is null or clocked.case_code = any (:codes))
              and (:campaigns::text[] is null or campaign = any (:campaigns))
              and (not :running or clocked.met_on is null and closed_on is null)
            order by clocked.case_code,
                     array_position(array['DECISION', 'PRESERVATION', 'SEIZURE', 'STATEMENT', 'SERVICE', 'HAND_IN', 'PAYMENT',
                                    'WITHDRAWAL', 'URGING', 'COURT'], clocked.kind),
                     clocked.from_day, clocked.what
            """;

    private TimingRows() {}
}
