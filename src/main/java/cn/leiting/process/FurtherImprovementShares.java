package cn.leiting.process;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Steering;
import cn.leiting.engine.Engine;
import cn.leiting.improvement.Absorptions;
import cn.leiting.improvement.Improvement;
import cn.leiting.improvement.Proposal;
import cn.leiting.improvement.Shares;
import cn.leiting.oversight.Guidances;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Sweep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 再提升中队份额：a squad works on an improvement outside its campaigns only. Inside one the matter becomes
 * guidance there; a campaign that begins meanwhile takes the share over, on its first day, by the sweep.
 */
@Component
class FurtherImprovementShares implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(FurtherImprovementShares.class);

    /** A guidance note is as long as an improvement's. */
    private static final int MOST = 1000;

    private final Shares shares;
    private final Absorptions absorptions;
    private final Assignments assignments;
    private final Guidances guidances;
    private final Engine engine;
    private final TransactionTemplate ownTransaction;

    FurtherImprovementShares(
            Shares shares,
            Absorptions absorptions,
            Assignments assignments,
            Guidances guidances,
            Engine engine,
            PlatformTransactionManager transactions) {
        this.shares = shares;
        this.absorptions = absorptions;
        this.assignments = assignments;
        this.guidances = guidances;
        this.engine = engine;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Once: the free squads' tasks wait to be dispatched, the others' campaigns have their guidance notes. */
    void release(String code) {
        shares.release(code).ifPresent(released -> {
            Improvement improvement = released.improvement();
            released.guided().forEach((campaign, squads) -> guide(improvement, campaign, squads));
            if (!released.free().isEmpty()) {
                open(improvement, released.free());
            }
        });
    }

    private void open(Improvement improvement, Set<String> squads) {
        Proposal.Terms terms = improvement.terms();
        assignments.open(new Assignment.Form(
                improvement.code(),
                Assignment.Mode.FURTHER_IMPROVEMENT,
                terms.title(),
                terms.theme(),
                Objects.requireNonNull(terms.checklist()),
                terms.firstDay(),
                terms.lastDay(),
                squads));
    }

    /** In the name of whoever answers for it: the leader who approved it, of an urgent one its maker. */
    private void guide(Improvement improvement, String campaign, Set<String> squads) {
        Actor by = improvement.approvedBy() == null
                ? new Actor(Objects.requireNonNull(improvement.definedBy()), Set.of("deptCoordination"))
                : new Actor(improvement.approvedBy(), Set.of("leadLeader"));
        Proposal.Terms terms = improvement.terms();
        guidances.give(campaign, new Guidances.Form(squads, note(improvement), null, terms.focusItems(), true), by);
    }

    private static String note(Improvement improvement) {
        String text =
                "365再提升" + improvement.code() + "转为行动指导：" + improvement.terms().guidance();
        String rest = "……（全文见再提升页）";
        int length = text.codePointCount(0, text.length());
        return length <= MOST ? text : text.substring(0, text.offsetByCodePoints(0, MOST - rest.length())) + rest;
    }

    void withdraw(String code) {
        shares.withdraw(code);
    }

    @EventListener
    void giveWay(Campaigns.Approved approved) {
        shares.settle();
    }

    @EventListener
    void giveWay(Steering.Extended extended) {
        shares.settle();
    }

    @EventListener
    void giveWay(Steering.Resumed resumed) {
        shares.settle();
    }

    @EventListener
    void giveWay(Steering.SquadAdded added) {
        shares.settle();
    }

    @EventListener
    void goOn(Steering.Cancelled cancelled) {
        shares.settle();
    }

    /** Absorbs the shares whose campaign has begun, and lays down the days of those that a campaign left free. */
    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    public int sweep() {
        Integer settled = ownTransaction.execute(status -> shares.settle());
        List<Absorptions.Due> due = absorptions.due();
        return (settled == null ? 0 : settled)
                + (int) due.stream().filter(this::absorbAlone).count();
    }

    private boolean absorbAlone(Absorptions.Due due) {
        try {
            return Boolean.TRUE.equals(ownTransaction.execute(status -> absorb(due)));
        } catch (RuntimeException failed) {
            LOG.warn("Share {} could not be absorbed", due.task(), failed);
            return false;
        }
    }

    private boolean absorb(Absorptions.Due due) {
        boolean absorbed = absorptions.absorb(due);
        if (absorbed) {
            engine.correlate("squadTaskWithdrawn", due.task(), Map.of());
        }
        return absorbed;
    }

    @Override
    public Optional<Instant> nextMoment() {
        return absorptions.nextDue();
    }
}
