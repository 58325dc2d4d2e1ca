package cn.leiting.casework;

import cn.leiting.organization.Organization;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 承办人：who handles a case on which days, two at least and each with a certificate (行政处罚法第四十二条). Whoever has
 * ever handled it, be it for an hour, may not file it, chair its hearing, review or decide it (第四十三条、第五十七条、
 * 第五十八条、第六十四条), and whoever has done one of these may not handle it afterwards.
 */
@Component
@Transactional
public class Handlers {

    /** @param to the last day; null while it lasts */
    public record Handler(
            String person,
            String name,
            String certNo,
            LocalDate from,
            @Nullable LocalDate to) {}

    private record Officer(
            String userId,
            String name,
            String kind,
            boolean member,
            boolean judge,
            @Nullable String certNo) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Organization organization;
    private final Clock clock;

    Handlers(JdbcClient jdbc, Cases cases, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * From today on these and nobody else. Refuses fewer than two, whoever only assists, is not of the squad or holds
     * no certificate today, and (409) whoever has judged the case.
     *
     * @param accounts without repetition
     */
    public void assign(String code, Set<String> accounts, String by) {
        EnforcementCase found = cases.hold(code);
        found.refuseClosed("更换承办人");
        if (accounts.size() < 2) {
            throw Refusal.invalid("handlers", "承办人不得少于两名（行政处罚法第四十二条）。");
        }
        LocalDate today = LocalDate.now(clock);
        Map<String, Officer> known = officers(accounts, found, today);
        accounts.forEach(account -> refuseUnfit(account, known.get(account)));
        String[] people = known.keySet().toArray(String[]::new);
        jdbc.sql("delete from case_handler where case_code = ? and from_day = ?")
                .params(code, today)
                .update();
        jdbc.sql("""
                        update case_handler
                        set to_day = ?::date - 1
                        where case_code = ? and to_day is null and person <> all(?)
                        """).params(today, code, people).update();
        jdbc.sql("""
                        insert into case_handler (case_code, person, cert_no, from_day)
                        select :code, person, cert, :today
                        from unnest(:people, :certs) as named (person, cert)
                        where not exists (select
                                          from case_handler
                                          where case_code = :code
                                            and case_handler.person = named.person
                                            and to_day is null)
                        """)
                .param("code", code)
                .param("today", today)
                .param("people", people)
                .param("certs", known.values().stream().map(Officer::certNo).toArray(String[]::new))
                .update();
        cases.note(
                code,
                Cases.Kind.HANDLERS,
                known.values().stream().map(Officer::name).sorted().collect(Collectors.joining("、")),
                by);
    }

    private Map<String, Officer> officers(Set<String> accounts, EnforcementCase found, LocalDate on) {
        organization.squad(found.squad());
        return jdbc
                .sql("""
                        select user_id, name, kind,
                               exists (select
                                       from post
                                       where post.user_id = person.user_id
                                         and unit_code = :squad
                                         and :day between valid_from and coalesce(valid_to, 'infinity')) as member,
                               judges_case(:code, user_id) as judge,
                               (select no
                                from officer_certificate held
                                where held.user_id = person.user_id
                                  and :day between issued_on and expires_on
                                order by expires_on desc
                                limit 1) as cert_no
                        from person
                        where user_id = any(:accounts)
                        """)
                .param("squad", found.squad())
                .param("code", found.code())
                .param("day", on)
                .param("accounts", accounts.toArray(String[]::new))
                .query(Officer.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Officer::userId, officer -> officer));
    }

    private static void refuseUnfit(String account, @Nullable Officer officer) {
        if (officer == null || !officer.member()) {
            throw Refusal.invalid("handlers", "“" + account + "”不是本中队人员，不能承办。");
        }
        if (officer.kind().equals("AUXILIARY") || officer.certNo() == null) {
            throw Refusal.invalid("handlers", officer.name() + "没有有效的执法证，不能承办（行政处罚法第四十二条）。");
        }
        if (officer.judge()) {
            throw Refusal.conflict(officer.name() + "已审批、审核或者决定本案，不能再承办（行政处罚法第四十三条、第五十七条、第五十八条、第六十四条）。");
        }
    }

    /** Those of the past too, in the order of their days. */
    @Transactional(readOnly = true)
    public List<Handler> of(String code) {
        return jdbc.sql("""
                        select person, name, cert_no, from_day as "from", to_day as "to"
                        from case_handler
                                 join person on user_id = person
                        where case_code = ?
                        order by from_day, person
                        """).param(code).query(Handler.class).list();
    }

    /** Refuses whoever handles the case, or ever did. */
    @Transactional(readOnly = true)
    public void refuseHandler(String code, String account, String sentence) {
        boolean handles = jdbc.sql("select handles_case(?, ?)")
                .params(code, account)
                .query(Boolean.class)
                .single();
        if (handles) {
            throw Refusal.forbidden(sentence);
        }
    }

    /** Refuses whoever does not handle the case today. */
    @Transactional(readOnly = true)
    public void refuseOthers(String code, String account) {
        boolean handles = jdbc.sql("""
                        select exists (select
                                       from case_handler
                                       where case_code = ?
                                         and person = ?
                                         and ?::date between from_day and coalesce(to_day, 'infinity'))
                        """)
                .params(code, account, LocalDate.now(clock))
                .query(Boolean.class)
                .single();
        if (!handles) {
            throw Refusal.forbidden("只有案件" + code + "的承办人可以办理。");
        }
    }
}
