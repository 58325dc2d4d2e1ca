package cn.leiting.timekeeping;

/**
 * What starts a clock of a case and what meets it, from the tables of the rooms that record it. {@code lead} is a period
 * that has to end first, and {@code own} an extension that its room keeps.
 */
final class TimingRows {

    private static final String NO_LEAD = "null::text as lead_key, null::int as own_days, null::text as own_basis";

    /**
     * 办案期限 (行政处罚法第六十条): from the filing to the decision; whoever hands the case to another body ends it, and a
     * case that comes back starts anew when it is filed again (domain 9.4, no. 37), on the very day too.
     */
    private static final String DECISION = """
            select code as case_code, 'DECISION' as kind, 'apl.60' as key, null::text as what, filed_on as from_day,
                   least(closed_on,
                         (select min(decided_on)
                          from penalty_decision
                          where penalty_decision.case_code = code and decided_at is not null and decided_on >= filed_on),
                         (select min(sent_on)
                          from case_transfer
                          where case_transfer.case_code = code and sent_on >= filed_on
                            and (accepted is distinct from false or answered_on > filed_on))) as met_on,
                   false as rolls, %s
            from enforcement_case
            where filed_on is not null
            """.formatted(NO_LEAD);

    /** 先行登记保存 (行政处罚法第五十六条), 查封扣押 (行政强制法第二十五条): released on the last day itself. */
    private static final String MEASURES = """
            select case_code, kind, case kind when 'SEIZURE' then 'acl.25' else 'apl.56' end, left(items, 30), from_day,
                   ended_on, false, null, extended_days, extension_reason
            from coercive_measure
            """;

    /** 告知 (行政处罚法第六十四条): the newest one; a demand or a waiver ends the waiting. */
    private static final String STATEMENT = """
            select distinct on (notice.case_code) notice.case_code, 'STATEMENT', 'apl.64.1', null, notified_on,
                   (select min(received_on)
                    from defence_statement
                    where defence_statement.case_code = notice.case_code and notice_no = notice.no
                      and kind in ('HEARING', 'WAIVER')),
                   true, null, null::int, null
            from prior_notice notice
            where given_at is not null
            order by notice.case_code, notice.no desc
            """;

    /** The fine alone: what surcharge comes on top of it has no date. */
    private static final String PAID = """
            select performance.*,
                   (select min(paid_on)
                    from (select paid_on, sum(amount) over (order by paid_on, no) as so_far
                          from payment
                          where payment.case_code = performance.case_code) paid
                    where so_far >= fine) as paid_on
            from performance
            """;

    private static final String AFTER_THE_DECISION = """
            select case_code, 'SERVICE', 'apl.61', null, decided_on, served_on, false, null, null::int, null
            from performance
            where not on_the_spot
            union all
            select case_code, 'HAND_IN', 'apl.71', '票据' || receipt_no, paid_on, handed_in_on, false, null, null, null
            from payment
            where channel = 'ON_THE_SPOT'
            union all
            select case_code, 'PAYMENT', 'apl.67', null, effective_on, least(paid_on, remitted_on, annulled_on), true, null,
                   null, null
            from paid
            where fine is not null
              and effective_on is not null
              and not exists (select from deferral where deferral.case_code = paid.case_code)
            union all
            select case_code, 'WITHDRAWAL', 'apl.48.2', null, owed_since, withdrawn_on, false, null, null, null
            from decision_publication
            where owed_since is not null
            union all
            select case_code, 'URGING', 'acl.54', urging_no, urged_on, least(applied_on, paid_on, remitted_on, annulled_on),
                   true, null, null, null
            from paid
            where urged_on is not null
            """;

    /** 救济: what a party may do about the decision. */
    private static final String REMEDIES = """
            select case_code, 'RECONSIDERATION', 'arl.reconsideration', null, effective_on,
                   (select min(filed_on)
                    from remedy
                    where remedy.case_code = performance.case_code and remedy.kind = 'RECONSIDERATION'),
                   true, null, null::int, null
            from performance
            where effective_on is not null
            union all
            select case_code, 'LITIGATION', 'all.46', null, effective_on,
                   (select min(filed_on)
                    from remedy
                    where remedy.case_code = performance.case_code and remedy.kind = 'LITIGATION'),
                   true, null, null, null
            from performance
            where effective_on is not null
              and (not on_the_spot or effective_on < date '2024-01-01')
              and not exists (select
                              from remedy
                              where remedy.case_code = performance.case_code
                                and remedy.kind = 'RECONSIDERATION')
            """;

    /**
     * 申请强制执行 (行政强制法第五十三条): three months after the last remedy, after the periods for one, or after a
     * deferral (行政处罚法第七十二条第二款).
     */
    private static final String COURT = """
            select paid.case_code, 'COURT', 'acl.53', null, coalesce(last.decided_on, effective_on),
                   least(applied_on, paid_on, remitted_on, annulled_on), true,
                   case
                       when last.kind = 'LITIGATION' then null
                       when last.kind = 'RECONSIDERATION' then 'all.45'
                       when on_the_spot and effective_on >= date '2024-01-01' then 'arl.reconsideration'
                       else 'all.46'
                       end, null::int, null
            from paid
                     left join lateral (select kind, decided_on
                                        from remedy
                                        where remedy.case_code = paid.case_code
                                        order by no desc
                                        limit 1) last on true
            where urged_on is not null
              and (last.kind is null or last.decided_on is not null)
            """;

    private static final String ALL = String.join(
            " union all ",
            "(" + DECISION + ")",
            "(" + MEASURES + ")",
            "(" + STATEMENT + ")",
            "(" + AFTER_THE_DECISION + ")",
            "(" + REMEDIES + ")",
            "(" + COURT + ")");

    /** What a party lets pass is looked at until the case has gone on. */
    private static final String STILL_RUNS = """
            clocked.met_on is null
                and closed_on is null
                and (clocked.kind <> 'STATEMENT' or status = 'NOTIFIED')
                and (clocked.kind <> 'PAYMENT' or status = 'SERVED')
                and clocked.kind not in ('RECONSIDERATION', 'LITIGATION')
            """;

    static final String SELECT =
            "with paid as not materialized (" + PAID + "), clocked as (" + ALL + """
            )
            select clocked.case_code, squad, clocked.kind, clocked.key, clocked.what, clocked.from_day, clocked.met_on,
                   clocked.rolls, period.amount, period.unit, period.meaning, period.law || period.article as article,
                   lead.amount as lead_amount, lead.unit as lead_unit, own_days, own_basis,
                   case clocked.kind when 'COURT' then deferred.until_day end as deferred_until,
                   array(select from_day::text from case_pause pause where pause.case_code = code and clock = clocked.key
                         order by from_day) as pause_from,
                   array(select to_day::text from case_pause pause where pause.case_code = code and clock = clocked.key
                         order by from_day) as pause_to,
                   array(select basis from case_pause pause where pause.case_code = code and clock = clocked.key
                         order by from_day) as pause_basis,
                   array(select days from case_extension more where more.case_code = code and clock = clocked.key
                         order by id) as more,
                   array(select basis from case_extension more where more.case_code = code and clock = clocked.key
                         order by id) as more_basis
            from clocked
                     join enforcement_case on code = clocked.case_code
                     join statutory_period period
                          on period.key = clocked.key
                              and daterange(period.valid_from, period.valid_to, '[]') @> clocked.from_day
                     left join statutory_period lead
                               on lead.key = clocked.lead_key
                                   and daterange(lead.valid_from, lead.valid_to, '[]') @> clocked.from_day
                     left join (select distinct on (case_code) case_code, max(due_on) as until_day
                                from instalment
                                group by case_code, deferral
                                order by case_code, deferral desc) deferred on deferred.case_code = clocked.case_code
            where (:squad::text is null or squad = :squad)
              and (:codes::text[] is null or clocked.case_code = any (:codes))
              and (:campaigns::text[] is null or campaign = any (:campaigns))
              and (not :running or""" + " " + STILL_RUNS + """
            )
            order by code, array_position(:kinds::text[], clocked.kind), clocked.from_day, clocked.what
            """;

    private TimingRows() {}
}
