package cn.leiting.intake;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Source;
import cn.leiting.casework.Status;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 立案 (F-32; 行政处罚法第五十四条): by the deciding body, which may also refuse it. One act has one case: who files first has
 * it (第二十五条、第二十九条; domain §9.4, no. 40).
 */
@Component
@Transactional
public class Filings {

    /** Another case of the same party for the same violation of the same day. */
    public record Twin(String code, String squad, String place, Status status, boolean filed) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Organization organization;
    private final Clock clock;

    Filings(JdbcClient jdbc, Cases cases, Handlers handlers, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * 立案: day 0 of the ninety days. Refuses a day before the discovery or in the future, fewer than two handlers, an
     * approver who handles the case or has handled it, and an act that another case was filed for.
     *
     * @param caseNo of the city's system, unique; null while there is none
     * @param basis 5 to 1000 characters
     */
    public void file(
            String code, LocalDate on, Set<String> people, String basis, @Nullable String caseNo, String approver) {
        EnforcementCase found = waiting(code);
        if (on.isBefore(found.source().discoveredOn()) || on.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("filedOn", "立案日期不能早于发现日期，也不能晚于今天。");
        }
        if (people.contains(approver)) {
            throw Refusal.invalid("handlers", "立案审批人不能同时承办该案。");
        }
        refuseHandler(code, approver);
        refuseTwin(found);
        note(code, true, on, basis, approver);
        if (caseNo != null) {
            cases.number(code, caseNo, approver);
        }
        handlers.assign(code, people, approver);
        cases.file(code, on, approver);
    }

    /** 不予立案: the case is closed with this reason, 5 to 1000 characters. */
    public void refuse(String code, String basis, String approver) {
        waiting(code);
        refuseHandler(code, approver);
        note(code, false, LocalDate.now(clock), basis, approver);
    }

    private void refuseHandler(String code, String approver) {
        handlers.refuseHandler(code, approver, "承办过该案的人员不能审批立案（行政处罚法第四十三条、第五十七条）。");
    }

    private EnforcementCase waiting(String code) {
        EnforcementCase found = cases.hold(code);
        if (found.status() != Status.TO_FILE) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，不能审批立案。");
        }
        return found;
    }

    private void note(String code, boolean filed, LocalDate on, String basis, String approver) {
        jdbc.sql("""
                        insert into case_filing (case_code, no, filed, decided_on, basis, approver, decided_at)
                        select :code, coalesce(max(no), 0) + 1, :filed, :on, :basis, :approver, :at
                        from case_filing
                        where case_code = :code
                        """)
                .param("code", code)
                .param("filed", filed)
                .param("on", on)
                .param("basis", Limits.required("立案依据或者不予立案的理由", basis, 5, 1000))
                .param("approver", approver)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Refuses an act at that place which another case was filed for or has decided; two who file at once wait. */
    public void refuseTwin(EnforcementCase found) {
        if (found.party() == null) {
            return;
        }
        jdbc.sql("select true from pg_advisory_xact_lock(hashtext('act of party ' || ?))")
                .param(found.party())
                .query(Boolean.class)
                .single();
        twins(found).stream()
                .filter(Twin::filed)
                .filter(twin -> same(twin.place(), found.source().place()))
                .findFirst()
                .ifPresent(twin -> {
                    throw Refusal.conflict("同一当事人的同一违法行为已由"
                            + organization.squad(twin.squad()).name() + "立案（" + twin.code()
                            + "），由最先立案的机关管辖，不得重复处罚（行政处罚法第二十五条、第二十九条）。");
                });
    }

    private static boolean same(String place, String other) {
        return place.replaceAll("\\s", "").equals(other.replaceAll("\\s", ""));
    }

    /** 疑似重复: of all squads, to be looked at before filing; none without a party. */
    @Transactional(readOnly = true)
    public List<Twin> twins(EnforcementCase found) {
        Source source = found.source();
        return jdbc.sql("""
                        select code, squad, place, status,
                               filed_on is not null or exists (select
                                                               from on_the_spot_decision decision
                                                               where decision.case_code = enforcement_case.code) as filed
                        from enforcement_case
                        where party = ?
                          and violation = ?
                          and act_on = ?
                          and code <> ?
                          and coalesce(outcome, '') not in ('TERMINATED', 'NOT_ESTABLISHED', 'TRANSFERRED_AGENCY')
                        order by registered_at
                        """)
                .params(found.party(), source.violation(), source.actOn(), found.code())
                .query(Twin.class)
                .list();
    }
}
