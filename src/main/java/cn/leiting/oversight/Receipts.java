package cn.leiting.oversight;

import cn.leiting.assignment.SquadTask;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.organization.Organization;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 签收期限 of guidance notes: a squad is reminded of its receipt, and its lateness climbs like that of everything owed. */
@Component
class Receipts {

    private static final String RULE = "guidance.ack";

    private final Deadlines deadlines;
    private final Organization organization;
    private final Clock clock;

    Receipts(Deadlines deadlines, Organization organization, Clock clock) {
        this.deadlines = deadlines;
        this.organization = organization;
        this.clock = clock;
    }

    void owed(String campaign, long guidance, Set<String> squads) {
        squads.forEach(squad -> deadlines.open(new Deadline.Opening(
                reference(guidance, squad),
                campaign + ":" + squad,
                "签收指导意见",
                Set.of(organization.squad(squad).group()),
                RULE,
                LocalDate.now(clock))));
    }

    void given(long guidance, String squad) {
        deadlines.met(reference(guidance, squad));
    }

    private static String reference(long guidance, String squad) {
        return "guidance:" + guidance + ":" + squad;
    }

    /** Nobody owes it any more once the squad's task has ended. */
    @EventListener
    void closed(SquadTask.Closed task) {
        deadlines.cancelAll(task.code(), RULE);
    }
}
