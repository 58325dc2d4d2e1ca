package cn.leiting.onsite;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.PartyKinds;
import cn.leiting.casework.Status;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.disposition.Dispositions.PartyKind;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 当场处罚 (domain P6, steps 6 and 7; 行政处罚法第五十一条至第五十三条). */
@Component
@Transactional
public class OnTheSpots {

    /** 作出当场处罚后, in the same transaction: the agency is owed its copy. */
    public record Decided(String code, String squad, LocalDate on) {}

    /** 已报备案. */
    public record Copied(String code) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final PartyKinds parties;
    private final Violations violations;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OnTheSpots(
            JdbcClient jdbc,
            Cases cases,
            Handlers handlers,
            PartyKinds parties,
            Violations violations,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.parties = parties;
        this.violations = violations;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * 当场处罚, made by two officers at least (第四十二条). Refuses a case without its party, another kind of party than is
     * registered, a decision number that is used, what
     * is no violation any more, and what {@link OnTheSpot.Form} refuses.
     *
     * @param on the day of the decision, today unless it is said; not before the discovery and not in the future
     */
    public void decide(String code, OnTheSpot.Form form, @Nullable LocalDate on, Set<String> officers, String by) {
        EnforcementCase found = cases.hold(code);
        if (found.status() != Status.ON_THE_SPOT) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，不能当场处罚。");
        }
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        if (day.isBefore(found.source().discoveredOn()) || day.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("decidedOn", "当场处罚日期不能早于发现日期，也不能晚于今天。");
        }
        PartyKind limitAs = parties.takenAs(refuseOtherKind(found, form), day);
        Violation law = violations
                .applicable(found.source().violation(), found.source().actOn(), day)
                .standing();
        OnTheSpot decision = form.decide(code, limitAs, law.fineMin(), law.fineMax(), day, by);
        refuseUsed(decision);
        handlers.assign(code, officers, by);
        insert(decision);
        cases.advance(code, Status.DECIDED, "当场处罚：" + decision.penaltyKind().label(), by);
        events.publishEvent(new Decided(code, found.squad(), day));
    }

    private PartyKinds.Kind refuseOtherKind(EnforcementCase found, OnTheSpot.Form form) {
        Long party = found.party();
        if (party == null) {
            throw Refusal.conflict("案件" + found.code() + "还没有登记当事人，不能当场处罚（行政处罚法第五十二条）。");
        }
        PartyKinds.Kind registered = parties.of(party);
        if (registered != form.partyKind()) {
            throw Refusal.invalid("partyKind", "案件登记的当事人是" + registered.label() + "，与所填不一致。");
        }
        return registered;
    }

    /** Two who hand in the same form at once: the database takes one of them. */
    private void refuseUsed(OnTheSpot decision) {
        jdbc.sql("""
                        select decision_no
                        from on_the_spot_decision
                        where decision_no = ? or receipt_no = ?
                        limit 1
                        """)
                .params(decision.decisionNo(), decision.receiptNo())
                .query(String.class)
                .optional()
                .ifPresent(used -> {
                    throw used.equals(decision.decisionNo())
                            ? Refusal.conflict("决定书编号“" + used + "”已经使用，预定编号的决定书只能使用一次（行政处罚法第五十二条）。")
                            : Refusal.conflict("罚款收据编号“" + decision.receiptNo() + "”已经使用。");
                });
    }

    private void insert(OnTheSpot decision) {
        jdbc.sql("""
                        insert into on_the_spot_decision (case_code, party_kind, limit_as, penalty_kind, amount, decision_no,
                                                          legal_basis, statement, handed_over, collected_on_spot,
                                                          collect_reason, receipt_no, reconsideration_first_stated,
                                                          decided_on, decided_by, decided_at)
                        values (:code, :partyKind, :limitAs, :penalty, :amount, :no, :basis, :statement, :handed, :collected,
                                :reason, :receipt, :stated, :on, :by, :at)
                        """)
                .param("code", decision.caseCode())
                .param("partyKind", decision.partyKind().name())
                .param("limitAs", decision.limitAs().name())
                .param("penalty", decision.penaltyKind().name())
                .param("amount", decision.amount())
                .param("no", decision.decisionNo())
                .param("basis", decision.legalBasis())
                .param("statement", decision.statement())
                .param("handed", decision.handedOver().name())
                .param("collected", decision.collectedOnSpot())
                .param(
                        "reason",
                        decision.collectReason() == null
                                ? null
                                : decision.collectReason().name())
                .param("receipt", decision.receiptNo())
                .param("stated", decision.reconsiderationFirstStated())
                .param("on", decision.decidedOn())
                .param("by", decision.decidedBy())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** 报所属行政机关备案 (第五十二条第三款): by the squad; refuses a second time (409), and days before or in the future. */
    public void copy(String code, LocalDate on, Actor by) {
        Squad squad = organization.squad(cases.hold(code).squad());
        by.require(squad.group(), squad.leadGroup());
        OnTheSpot decision = find(code).orElseThrow(() -> Refusal.notFound("案件" + code + "没有当场处罚决定。"));
        if (decision.copiedOn() != null) {
            throw Refusal.conflict("当场处罚决定已经备案。");
        }
        if (on.isBefore(decision.decidedOn()) || on.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("on", "备案日期不能早于决定日期，也不能晚于今天。");
        }
        jdbc.sql("update on_the_spot_decision set copied_on = ?, copied_by = ? where case_code = ?")
                .params(on, by.id(), code)
                .update();
        events.publishEvent(new Copied(code));
    }

    /** Refuses a case whose decision on the spot the agency has no copy of. */
    @Transactional(readOnly = true)
    public void refuseUncopied(String code) {
        find(code).filter(decision -> decision.copiedOn() == null).ifPresent(decision -> {
            throw Refusal.conflict("当场处罚决定还没有报所属行政机关备案，不能结案（行政处罚法第五十二条）。");
        });
    }

    @Transactional(readOnly = true)
    public Optional<OnTheSpot> find(String code) {
        return jdbc.sql("select * from on_the_spot_decision where case_code = ?")
                .param(code)
                .query(OnTheSpot.class)
                .optional();
    }
}
