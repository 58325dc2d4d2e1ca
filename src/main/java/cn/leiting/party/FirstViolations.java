package cn.leiting.party;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 初次违法 (行政处罚法第三十三条第一款): what the same person has done before, in whichever town, by the identity and never by
 * a shop's name. An act in the name of any shop of a sole trader is his own, and the other way round; a shop's new
 * owner begins anew (domain §9.3 no. 27).
 */
@Component
@Transactional(readOnly = true)
public class FirstViolations {

    /** 在先的违法行为. */
    public record Earlier(String caseCode, String squad, String place, LocalDate actOn) {}

    private final JdbcClient jdbc;

    FirstViolations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String ONE_PERSON = """
            with person as (select coalesce(operator, id) as id
                            from party
                            where id = :party),
                 one as (select party.id
                         from person
                                  join party on party.id = person.id or party.operator = person.id
                         union
                         select :party)
            """;

    /**
     * Acts of the same kind that a decision has established, of days before the act's and not longer ago than so many
     * months (parameter firstViolation.lookbackMonths), the latest first; empty: it is the first one. Acts of the same
     * day do not count: which came first is not known.
     *
     * @param party as in the case
     * @param violation its code, under whichever text of the law
     */
    public List<Earlier> before(long party, String violation, LocalDate actOn, int lookbackMonths) {
        return jdbc.sql(ONE_PERSON + """
                        select case_code, squad, place, act_on
                        from established_violation
                                 join one on one.id = party
                        where violation = :violation
                          and act_on >= :since
                          and act_on < :act
                        order by act_on desc, case_code
                        """)
                .param("party", party)
                .param("violation", violation)
                .param("since", actOn.minusMonths(lookbackMonths))
                .param("act", actOn)
                .query(Earlier.class)
                .list();
    }

    /**
     * 同一违法行为已被罚款 (行政处罚法第二十九条): whether the same person was fined for an act of that kind, day and place by
     * a decision that stands, in another case.
     */
    public boolean isFined(long party, String violation, LocalDate actOn, String place, String otherThan) {
        return jdbc.sql(ONE_PERSON + """
                        select exists (select
                                       from established_violation
                                                join one on one.id = party
                                       where violation = :violation
                                         and act_on = :act
                                         and regexp_replace(place, '\\s', '', 'g') = regexp_replace(:place, '\\s', '', 'g')
                                         and case_code <> :code
                                         and fined)
                        """)
                .param("party", party)
                .param("violation", violation)
                .param("act", actOn)
                .param("place", place)
                .param("code", otherThan)
                .query(Boolean.class)
                .single();
    }
}
