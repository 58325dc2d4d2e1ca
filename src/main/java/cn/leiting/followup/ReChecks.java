package cn.leiting.followup;

import cn.leiting.catalogue.Violations;
import cn.leiting.disposition.Dispositions;
import cn.leiting.disposition.Dispositions.Matter;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.fieldwork.Finding.ReCheck;
import cn.leiting.fieldwork.Inspection;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 复查：keeps what re-checks came to (F-18), and what that makes of the order (domain P4). */
@Component
public class ReChecks {

    private final JdbcClient jdbc;
    private final Settlement settlement;
    private final Violations violations;
    private final Dispositions dispositions;
    private final ApplicationEventPublisher events;

    /** An order was not followed: two re-checks have failed. A case opens from there. */
    public record Refused(String order, long finding) {}

    /** What is looked at again, and the visit that does so. */
    private record Again(
            long finding,
            String squad,
            boolean voided,
            boolean samePlace,
            boolean later,
            LocalDate day,
            @Nullable Long found,
            Order.@Nullable Status status,
            @Nullable LocalDate lastDay,
            boolean passed) {

        boolean isCovered() {
            return status == Order.Status.OPEN || status == Order.Status.REFUSED;
        }
    }

    ReChecks(
            JdbcClient jdbc,
            Settlement settlement,
            Violations violations,
            Dispositions dispositions,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.settlement = settlement;
        this.violations = violations;
        this.dispositions = dispositions;
        this.events = events;
    }

    /** In the visit's own transaction: what is refused here leaves nothing of it. */
    @EventListener
    void record(Inspection.ReChecked visit) {
        ReCheck reCheck = visit.reCheck();
        Again again = again(visit.inspection(), reCheck.finding());
        refuseForeign(visit, again);
        refuseImpossible(again);
        refuseContradictions(reCheck.result(), again);
        boolean found = reCheck.result() == ReCheck.Result.FAIL && again.isCovered() && !again.passed();
        jdbc.sql("""
                        insert into re_check (finding, no, inspection, result, reason, found)
                        select :finding, coalesce(max(no), 0) + 1, :inspection, :result, :reason, :found
                        from re_check
                        where finding = :finding
                        """)
                .param("finding", again.finding())
                .param("inspection", visit.inspection())
                .param("result", reCheck.result().name())
                .param(
                        "reason",
                        reCheck.obstacle() == null ? null : reCheck.obstacle().name())
                .param("found", found ? again.found() : null)
                .update();
        settle(List.of(again.finding()), again.day());
    }

    /** A visit that was voided is no re-check any more. */
    @EventListener
    void forget(Inspection.Voided visit) {
        jdbc.sql("""
                        select finding, business_date
                        from re_check
                                 join inspection on inspection.id = re_check.inspection
                        where inspection = ?
                        """)
                .param(visit.inspection())
                .query((row, number) -> new Settlement.Asked(
                        row.getLong("finding"),
                        Objects.requireNonNull(row.getObject("business_date", LocalDate.class))))
                .list()
                .forEach(asked -> settle(List.of(asked.finding()), asked.on()));
    }

    private void settle(List<Long> findings, LocalDate on) {
        for (Settlement.Refusing refusing : settlement.settle(findings, on)) {
            settlement.note(refusing.orderNo(), proposal(refusing));
            events.publishEvent(new Refused(refusing.orderNo(), refusing.finding()));
        }
    }

    private Proposal proposal(Settlement.Refusing refusing) {
        Matter matter = Matter.plain(violations.get(refusing.violation(), refusing.seenOn()))
                .afterRefusal();
        return Objects.requireNonNull(dispositions.propose(Set.of(matter)).get(matter));
    }

    /** The finding waits for its other re-checks; one found again stands for the first time. */
    private Again again(long inspection, long finding) {
        return jdbc.sql("""
                        select first.id as finding, seen.squad, seen.validity = 'INVALID' as voided,
                               surviving_point(seen.point) = surviving_point(again.point) as same_place,
                               again.started_at > coalesce(seen.ended_at, seen.started_at) as later,
                               again.business_date as day,
                               (select min(id)
                                from finding
                                where inspection = again.id
                                  and violation = first.violation) as found,
                               issued.status,
                               case issued.extended_by when 'LEADER' then issued.extended_to else issued.due_on end as last_day,
                               exists (select
                                       from re_check
                                                join inspection passed on passed.id = re_check.inspection
                                       where re_check.finding = first.id
                                         and re_check.result = 'PASS'
                                         and passed.validity = 'VALID'
                                         and passed.started_at < again.started_at) as passed
                        from finding first
                                 join inspection seen on seen.id = first.inspection
                                 join inspection again on again.id = :inspection
                                 left join rectification_order issued on issued.finding = first.id
                        where first.id = coalesce((select finding from re_check where found = :finding), :finding)
                        for no key update of first
                        """)
                .param("inspection", inspection)
                .param("finding", finding)
                .query(Again.class)
                .optional()
                .orElseThrow(() -> Refusal.invalid("originalFindingId", "没有编号为“" + finding + "”的问题。"));
    }

    /** Under a task its points decide; without one only an order of the squad's own that is still open. */
    private static void refuseForeign(Inspection.ReChecked visit, Again again) {
        if (!visit.squadTasks().isEmpty()) {
            return;
        }
        if (!again.squad().equals(visit.squad())) {
            throw Refusal.forbidden("没有中队任务的，只能复查本中队的责令改正。");
        }
        if (again.status() != Order.Status.OPEN) {
            throw Refusal.conflict("没有中队任务的，只能复查尚未办结的责令改正。");
        }
    }

    private static void refuseImpossible(Again again) {
        if (again.voided()) {
            throw Refusal.conflict("原检查记录已经作废，不需要复查。");
        }
        if (!again.samePlace()) {
            throw Refusal.invalid("pointCode", "复查的点位应与原问题的点位相同。");
        }
        if (!again.later()) {
            throw Refusal.invalid("startedAt", "复查时间应晚于原检查时间。");
        }
    }

    /** Before its last day nobody has failed to follow an order (domain, section 9.4, no. 31). */
    private static void refuseContradictions(ReCheck.Result result, Again again) {
        if (result == ReCheck.Result.PASS && again.found() != null) {
            throw Refusal.invalid("result", "同一违法行为仍有问题的，复查结果不能是合格。");
        }
        if (result != ReCheck.Result.FAIL) {
            return;
        }
        LocalDate lastDay = again.lastDay();
        if (again.status() == Order.Status.OPEN
                && lastDay != null
                && !again.day().isAfter(lastDay)) {
            throw Refusal.invalid(
                    "result",
                    "责令改正期限到%d年%d月%d日，期限届满前不能记为不合格。"
                            .formatted(lastDay.getYear(), lastDay.getMonthValue(), lastDay.getDayOfMonth()));
        }
        if (again.passed() && again.found() == null) {
            throw Refusal.invalid("findings", "问题已经复查合格，再次发现的，请同时填写问题。");
        }
    }
}
