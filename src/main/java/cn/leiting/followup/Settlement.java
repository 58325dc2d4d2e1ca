package cn.leiting.followup;

import cn.leiting.calendar.Parameters;
import cn.leiting.disposition.Dispositions.Proposal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 办结：what all valid re-checks of a finding make of its order, in the order in which they were made. Phones that
 * were offline send them in any other; therefore the whole is read again each time.
 */
@Component
class Settlement {

    private final JdbcClient jdbc;
    private final Parameters parameters;

    record Asked(long finding, LocalDate on) {}

    /** An order found refused for which nothing is proposed yet. */
    record Refusing(String orderNo, long finding, String violation, LocalDate seenOn) {}

    Settlement(JdbcClient jdbc, Parameters parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
    }

    /**
     * Passed once: closed, unless two re-checks failed before. The first failure is the one extension, where the
     * leader has given none; the second one counts when that has run out. Answers what is refused now.
     */
    List<Refusing> settle(List<Long> findings, LocalDate on) {
        return jdbc.sql("""
                        with made as (
                            select re_check.finding, re_check.result, visit.business_date as day, visit.started_at
                            from re_check
                                     join inspection visit on visit.id = re_check.inspection and visit.validity = 'VALID'
                            where re_check.finding = any(:findings)),
                        passed as (
                            select distinct on (finding) finding, day, started_at
                            from made
                            where result = 'PASS'
                            order by finding, started_at),
                        failed as (
                            select made.finding, made.day,
                                   row_number() over (partition by made.finding order by made.started_at) as place
                            from made
                                     left join passed using (finding)
                            where result = 'FAIL'
                              and (passed.started_at is null or made.started_at < passed.started_at)),
                        judged as (
                            select issued.order_no, passed.day as passed_on, first.day as failed_on, second.day as refused_on
                            from rectification_order issued
                                     left join passed on passed.finding = issued.finding
                                     left join failed first on first.finding = issued.finding and first.place = 1
                                     left join lateral (select min(failed.day) as day
                                                        from failed
                                                        where failed.finding = issued.finding
                                                          and place > 1
                                                          and failed.day > case issued.extended_by
                                                                               when 'LEADER' then issued.extended_to
                                                                               else first.day + :days
                                                            end) second on true
                            where issued.finding = any(:findings)),
                        settled as (
                            update rectification_order issued
                            set status      = case
                                                  when judged.refused_on is not null then 'REFUSED'
                                                  when passed_on is not null then 'CLOSED'
                                                  else 'OPEN'
                                end,
                                closed_on   = case when judged.refused_on is null then passed_on end,
                                refused_on  = judged.refused_on,
                                proposal    = case when judged.refused_on is not null then proposal end,
                                extended_to = case extended_by when 'LEADER' then extended_to else failed_on + :days end,
                                extended_on = case extended_by when 'LEADER' then extended_on else failed_on end,
                                extended_by = case
                                                  when extended_by = 'LEADER' then 'LEADER'
                                                  when failed_on is not null then 'RE_CHECK'
                                    end
                            from judged
                            where issued.order_no = judged.order_no
                              and issued.status <> 'CANCELLED'
                            returning issued.order_no, issued.finding, issued.status, issued.proposal)
                        select order_no, settled.finding, violation, business_date as seen_on
                        from settled
                                 join finding on finding.id = settled.finding
                                 join inspection on inspection.id = finding.inspection
                        where settled.status = 'REFUSED'
                          and settled.proposal is null
                        """)
                .param("findings", findings.toArray(Long[]::new))
                .param("days", parameters.number("lookback.secondRecheck", on).intValueExact())
                .query(Refusing.class)
                .list();
    }

    void note(String orderNo, Proposal proposal) {
        jdbc.sql("update rectification_order set proposal = ? where order_no = ?")
                .params(proposal.name(), orderNo)
                .update();
    }
}
