package cn.leiting.intake;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.PartyKinds;
import cn.leiting.casework.Status;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.disposition.Dispositions;
import cn.leiting.disposition.Dispositions.Matter;
import cn.leiting.disposition.Dispositions.PartyKind;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 处置路径：keeps the assessment of a source and asks D-04 which way the case goes, as often as it comes back. */
@Component
@Transactional
public class Routing {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final PartyKinds parties;
    private final Violations violations;
    private final Dispositions dispositions;
    private final Clock clock;

    Routing(
            JdbcClient jdbc,
            Cases cases,
            PartyKinds parties,
            Violations violations,
            Dispositions dispositions,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.parties = parties;
        this.violations = violations;
        this.dispositions = dispositions;
        this.clock = clock;
    }

    /**
     * 登记案源 (F-30). Refuses a case without a party, unless it is said to be unknown, and one that is said to be unknown
     * while it is registered; the rest as {@link Cases#describe}.
     */
    public void assess(
            String code,
            String violation,
            String facts,
            @Nullable String externalNo,
            Assessment assessment,
            String by) {
        EnforcementCase found = cases.hold(code);
        if (assessment.partyUnknown() == (found.party() != null)) {
            throw Refusal.invalid(
                    "partyUnknown", found.party() == null ? "请先在案件页登记当事人；当事人暂不明确的，请勾选。" : "案件已登记当事人，不能勾选当事人暂不明确。");
        }
        cases.describe(code, violation, facts, found.party(), externalNo, by);
        jdbc.sql("""
                        insert into case_assessment (case_code, crime_suspected, competent, corrected_on_spot, harm,
                                                     facts_clear, party_unknown, assessed_by, assessed_at)
                        values (:code, :crime, :competent, :corrected, :harm, :clear, :unknown, :by, :at)
                        on conflict (case_code) do update
                            set crime_suspected   = excluded.crime_suspected,
                                competent         = excluded.competent,
                                corrected_on_spot = excluded.corrected_on_spot,
                                harm              = excluded.harm,
                                facts_clear       = excluded.facts_clear,
                                party_unknown     = excluded.party_unknown,
                                assessed_by       = excluded.assessed_by,
                                assessed_at       = excluded.assessed_at
                        """)
                .param("code", code)
                .param("crime", assessment.crimeSuspected())
                .param("competent", assessment.competent())
                .param("corrected", assessment.correctedOnSpot())
                .param("harm", assessment.harm().name())
                .param("clear", assessment.factsClear())
                .param("unknown", assessment.partyUnknown())
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** As last assessed; none before. */
    @Transactional(readOnly = true)
    public Optional<Assessment> of(String code) {
        return jdbc.sql("select * from case_assessment where case_code = ?")
                .param(code)
                .query(Assessment.class)
                .optional();
    }

    /**
     * D-04, of the law of the day of the act or today's milder one (行政处罚法第三十七条); refuses (409) a case that is not
     * registered and assessed, and what is no violation any more.
     */
    public Proposal route(String code, String by) {
        EnforcementCase found = cases.hold(code);
        Matter matter = matter(found, of(code).orElseThrow(() -> Refusal.conflict("案件" + code + "还没有登记案源。")));
        Proposal proposal =
                Objects.requireNonNull(dispositions.propose(Set.of(matter)).get(matter));
        cases.route(code, proposal, by);
        return proposal;
    }

    private Matter matter(EnforcementCase found, Assessment assessed) {
        Violation law = violations
                .applicable(found.source().violation(), found.source().actOn(), LocalDate.now(clock))
                .standing();
        Long party = found.party();
        return new Matter(
                assessed.crimeSuspected(),
                assessed.competent(),
                found.isRefused(),
                found.isRefused(),
                law.precondition(),
                assessed.correctedOnSpot(),
                assessed.harm(),
                assessed.factsClear(),
                law.fineMax(),
                party == null
                        ? PartyKind.UNKNOWN
                        : parties.takenAs(parties.of(party), found.source().actOn()));
    }

    /** What turns out not to suit a decision on the spot goes the ordinary way; {@code why} in 5 to 1000 characters. */
    public void takeOrdinaryWay(String code, String why, String by) {
        cases.advance(code, Status.TO_FILE, "改用普通程序：" + Limits.required("改用普通程序的理由", why, 5, 1000), by);
    }
}
