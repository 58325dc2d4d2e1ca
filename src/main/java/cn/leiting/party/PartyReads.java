package cn.leiting.party;

import cn.leiting.party.Parties.Read;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 查看记录: who may look at the party of a case, and who has. */
@Component
class PartyReads {

    /** @param handles whether the person handles the case today */
    record Access(String squad, boolean handles) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PartyReads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Refuses a party that is not the case's. */
    Access access(long party, String caseCode, String account) {
        return jdbc.sql("""
                        select squad,
                               exists (select
                                       from case_handler
                                       where case_code = code
                                         and person = :account
                                         and :today between from_day and coalesce(to_day, 'infinity')) as handles
                        from enforcement_case
                        where code = :code
                          and party = :party
                        """)
                .param("account", account)
                .param("today", LocalDate.now(clock))
                .param("code", caseCode)
                .param("party", party)
                .query(Access.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("案件" + caseCode + "没有登记这个当事人。"));
    }

    void note(long party, String caseCode, String why, String by) {
        jdbc.sql("""
                        insert into party_read (party, case_code, reason, read_by, read_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(party, caseCode, why, by, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Who has seen the party of that case in full, the latest first. */
    List<Read> of(long party, String caseCode) {
        return jdbc.sql("""
                        select coalesce(name, read_by) as by_name, reason, read_at at time zone 'Asia/Shanghai' as at
                        from party_read
                                 left join person on user_id = read_by
                        where party = ?
                          and case_code = ?
                        order by id desc
                        limit 100
                        """).params(party, caseCode).query(Read.class).list();
    }
}
