package cn.leiting.inquiry;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 疑难情形 (domain D-07): what the handlers see in a case, and what its records show; any of it makes it a difficult one
 * and proposes to ask 法制科. The case's clocks run on while it answers.
 */
@Component
@Transactional
public class HardSigns {

    /** 情形 that only people see. */
    public enum Sign {
        SEVERAL_LAWS("涉及多部法律或者多个执法主体"),
        CRIME("涉嫌犯罪"),
        VULNERABLE("当事人为未成年人、残疾人等特殊群体"),
        MEDIA("媒体关注或者可能引发舆情"),
        JURISDICTION("管辖有争议"),
        PUBLIC_INTEREST("涉及重大公共利益");

        private final String label;

        Sign(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What D-07 is asked.
     *
     * @param mitigated whether the proposal goes below the range of the law
     * @param aboveThreshold whether the proposal reaches the amounts of a hearing
     * @param firstOfKind whether the squad has never had a case of this violation before
     * @param silentDays days since the filing without a proposal; 0 once there is one
     * @param most from how many of them on guidance is proposed
     */
    public record Look(
            Set<Sign> signs,
            boolean mitigated,
            boolean aboveThreshold,
            boolean firstOfKind,
            int silentDays,
            int most) {}

    /** The decision table {@code isHardCase}, as this room asks it. */
    public interface Table {

        /** Each a short Chinese text; none: nothing speaks for it. */
        List<String> reasons(Look look);
    }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Table table;
    private final Parameters parameters;
    private final Clock clock;

    HardSigns(JdbcClient jdbc, Cases cases, Handlers handlers, Table table, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.table = table;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** These and no others; whatever makes the case difficult lists it as such. Refuses whoever does not handle it. */
    public void mark(String code, Set<Sign> signs, String by) {
        EnforcementCase found = cases.hold(code);
        handlers.refuseOthers(code, by);
        jdbc.sql("delete from hard_sign where case_code = ? and sign <> all (?)")
                .params(code, names(signs))
                .update();
        jdbc.sql("""
                        insert into hard_sign (case_code, sign, by_whom, at)
                        select ?, sign, ?, ?
                        from unnest(?::text[]) as sign
                        on conflict do nothing
                        """)
                .params(code, by, Timestamp.from(clock.instant()), names(signs))
                .update();
        if (!found.isHard() && !reasons(code).isEmpty()) {
            cases.markHard(code, by);
        }
    }

    private static String[] names(Set<Sign> signs) {
        return signs.stream().map(Sign::name).toArray(String[]::new);
    }

    @Transactional(readOnly = true)
    public Set<Sign> of(String code) {
        Set<Sign> found = EnumSet.noneOf(Sign.class);
        jdbc.sql("select sign from hard_sign where case_code = ?").param(code).query(Sign.class).stream()
                .forEach(found::add);
        return found;
    }

    private record Records(boolean mitigated, boolean aboveThreshold, boolean firstOfKind, boolean proposed) {}

    /** Why guidance is proposed; empty: nothing speaks for it. What the table is asked may be kept, so it is no mere reading. */
    public List<String> reasons(String code) {
        EnforcementCase found = cases.get(code);
        LocalDate today = LocalDate.now(clock);
        LocalDate filed = found.filedOn();
        Records seen = jdbc.sql("""
                        select coalesce(last.verdict = 'PENALTY' and last.mitigation = 'MITIGATED', false) as mitigated,
                               coalesce(greatest(last.amount, last.confiscation)
                                            >= case when party.kind = 'ORGANISATION' then :organisation::numeric
                                                                                   else :individual::numeric end,
                                        false) as above_threshold,
                               not exists (select
                                           from enforcement_case earlier
                                           where earlier.squad = enforcement_case.squad
                                             and earlier.violation = enforcement_case.violation
                                             and earlier.registered_at < enforcement_case.registered_at) as first_of_kind,
                               last.no is not null as proposed
                        from enforcement_case
                                 left join party on party.id = enforcement_case.party
                                 left join lateral (select *
                                                    from penalty_proposal
                                                    where case_code = enforcement_case.code
                                                    order by no desc
                                                    limit 1) last on true
                        where enforcement_case.code = :code
                        """)
                .param("code", code)
                .param("organisation", parameters.number("hearing.organisation", today))
                .param("individual", parameters.number("hearing.individual", today))
                .query(Records.class)
                .single();
        int silent = filed == null || seen.proposed() ? 0 : (int) ChronoUnit.DAYS.between(filed, today);
        return table.reasons(new Look(
                of(code),
                seen.mitigated(),
                seen.aboveThreshold(),
                seen.firstOfKind(),
                silent,
                parameters.length("hardcase.silentDays", today).amount()));
    }
}
