package cn.leiting.joint;

import cn.leiting.joint.JointFile.Kind;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.joint.JointOperation.Status;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 联合执法：the operations from the proposal to the summary, known as {@code JO-2023-001}. Refuses what the state does
 * not allow (409), what breaks a limit (422), whom it does not concern (403) and an unknown code or agency (404).
 */
@Component
@Transactional
public class JointOperations {

    /** Invites, plans and closes (notice, line 35: 执法协调科 leads). */
    static final String OWNER = "deptCoordination";

    private final JointRepository operations;
    private final InvitationRows invitations;
    private final Results results;
    private final JointRows rows;
    private final Journal<Kind> journal;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JointOperations(
            JointRepository operations,
            InvitationRows invitations,
            Results results,
            JointRows rows,
            Organization organization,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.operations = operations;
        this.invitations = invitations;
        this.results = results;
        this.rows = rows;
        this.journal = new Journal<>(jdbc, clock, "joint_event", "joint_operation", Kind.class);
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * 已举行的联合执法 of a campaign, for reports; no figure of it is a score.
     *
     * @param operations how many were held
     * @param attended how many each squad took part in, by its code
     * @param absent how many each squad missed without a reason, though called up (X5)
     */
    public record Held(int operations, Map<String, Integer> attended, Map<String, Integer> absent) {

        static Held of(List<JointRows.Took> took) {
            Map<String, Integer> attended = new TreeMap<>();
            Map<String, Integer> absent = new TreeMap<>();
            for (JointRows.Took one : took) {
                if (one.squad() != null && one.attended() != null && (one.attended() || one.reason() == null)) {
                    (one.attended() ? attended : absent).merge(one.squad(), 1, Integer::sum);
                }
            }
            long held = took.stream().map(JointRows.Took::id).distinct().count();
            return new Held((int) held, attended, absent);
        }
    }

    /**
     * Answers the code: the next number of today's year, without gaps.
     *
     * @param squad the code of the squad that proposes; null: a section does
     * @param group the group of that squad or section
     */
    public String propose(Proposal proposal, @Nullable String squad, String group, String by) {
        proposal.refuseBefore(today());
        refuseUnknown(proposal.suggested());
        operations.lockNumbers();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int year = today().getYear();
        JointOperation proposed =
                operations.save(JointOperation.propose(year, operations.nextNo(year), proposal, squad, group, by, now));
        invitations.choose(proposed, proposal.suggested());
        journal.note(proposed.id(), Kind.PROPOSED, null, by);
        return proposed.code();
    }

    private void refuseUnknown(Collection<String> agencies) {
        Set<String> known = new HashSet<>();
        organization.agencies().forEach(agency -> known.add(agency.code()));
        agencies.stream().filter(agency -> !known.contains(agency)).findFirst().ifPresent(unknown -> {
            throw Refusal.notFound("没有代码为“" + unknown + "”的委办局。");
        });
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public JointOperation get(String code) {
        return operations.known(code);
    }

    /** All that is known of an operation, in a constant number of statements; refuses an unknown code. */
    @Transactional(readOnly = true)
    public JointFile file(String code) {
        JointOperation found = operations.known(code);
        return new JointFile(
                found,
                organization.nameOfGroup(found.proposerGroup()),
                units(found.proposal().byMatter()),
                units(found.proposal().suggested()),
                invitations.of(found),
                results.squads(found),
                journal.of(found.id()));
    }

    private List<Unit> units(List<String> agencies) {
        return organization.agencies().stream()
                .filter(agency -> agencies.contains(agency.code()))
                .toList();
    }

    /** What was held of a campaign. */
    @Transactional(readOnly = true)
    public Held of(String campaign) {
        return rows.held(campaign);
    }

    /** 补充 by the proposer, after the screening returned it. */
    public void revise(String code, Proposal anew, String by) {
        anew.refuseBefore(today());
        refuseUnknown(anew.suggested());
        JointOperation found = operations.locked(code);
        found.revise(anew);
        invitations.choose(operations.save(found), anew.suggested());
        journal.note(found.id(), Kind.REVISED, null, by);
    }

    /** @param agencies to be invited; none: those that were suggested */
    public void screen(String code, List<String> agencies, @Nullable String comment, String by) {
        String said = Limits.optional("意见", comment, 1000);
        refuseUnknown(agencies);
        JointOperation found = operations.locked(code);
        found.screen(Status.SCREENED);
        if (!agencies.isEmpty()) {
            invitations.choose(found, agencies);
        }
        journal.note(operations.save(found).id(), Kind.SCREENED, said, by);
    }

    /** Back to the proposer. */
    public void giveBack(String code, String comment, String by) {
        screened(code, Status.RETURNED, Kind.RETURNED, comment, by);
    }

    /** The bureau's own powers are enough. */
    public void declineNeed(String code, String comment, String by) {
        screened(code, Status.NOT_NEEDED, Kind.NOT_NEEDED, comment, by);
    }

    private void screened(String code, Status answer, Kind kind, String comment, String by) {
        String why = Limits.required("意见", comment, 5, 1000);
        JointOperation found = operations.locked(code);
        found.screen(answer);
        journal.note(operations.save(found).id(), kind, why, by);
    }

    /** 批准；the letters bear this day. */
    public void approve(String code, @Nullable String comment, String by) {
        String said = Limits.optional("意见", comment, 1000);
        JointOperation found = operations.locked(code);
        found.approve(by, clock.instant());
        invitations.askAll(operations.save(found), today());
        journal.note(found.id(), Kind.APPROVED, said, by);
    }

    /** Back to the screening. */
    public void sendBack(String code, String comment, String by) {
        turnedDown(code, Status.PROPOSED, Kind.SENT_BACK, comment, by);
    }

    public void reject(String code, String comment, String by) {
        turnedDown(code, Status.REJECTED, Kind.REJECTED, comment, by);
    }

    private void turnedDown(String code, Status answer, Kind kind, String comment, String by) {
        String why = Limits.required("意见", comment, 5, 1000);
        JointOperation found = operations.locked(code);
        found.turnDown(answer);
        journal.note(operations.save(found).id(), kind, why, by);
    }

    /**
     * 总结办结; refuses it (409) while the attendance of a squad is not recorded.
     *
     * @param summary 20 to 3000 characters
     */
    public void close(String code, String summary, String by) {
        JointOperation found = operations.locked(code);
        if (results.squads(found).stream().anyMatch(part -> part.attended() == null)) {
            throw Refusal.conflict("请先在联合执法页登记各参加中队的到场情况。");
        }
        found.close(summary, clock.instant());
        journal.note(operations.save(found).id(), Kind.CLOSED, null, by);
    }

    /** 取消; refuses it once a result is recorded (409). */
    public void cancel(String code, @Nullable String reason, Actor by) {
        by.require(OWNER);
        String why = Limits.required("取消理由", reason, 5, 1000);
        JointOperation found = operations.locked(code);
        if (invitations.of(found).stream().anyMatch(invited -> invited.outcome() != null)) {
            throw Refusal.conflict("联合执法" + code + "已经登记结果，不能取消。");
        }
        found.cancel();
        journal.note(operations.save(found).id(), Kind.CANCELLED, why, by.id());
        events.publishEvent(new JointOperation.Cancelled(code));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
