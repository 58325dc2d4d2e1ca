package cn.leiting.joint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.joint.JointFile.Invitation;
import cn.leiting.joint.JointFile.Kind;
import cn.leiting.joint.JointFile.Part;
import cn.leiting.joint.JointForms.Attendance;
import cn.leiting.joint.JointForms.Duty;
import cn.leiting.joint.JointForms.Plan;
import cn.leiting.joint.JointForms.Result;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 方案与结果：what is planned for the day, what each agency and squad did on it, and what is left to do. Refuses as
 * {@link JointOperations} does. How much anybody did is for information and never a score.
 */
@Component
@Transactional
public class Results {

    private static final String OWNER = JointOperations.OWNER;
    private static final String NAME = "coalesce((select name from person where user_id = :by), :by)";

    private final JointRepository operations;
    private final InvitationRows invitations;
    private final Journal<Kind> journal;
    private final Organization organization;
    private final Deadlines deadlines;
    private final JdbcClient jdbc;
    private final Clock clock;

    Results(
            JointRepository operations,
            InvitationRows invitations,
            Organization organization,
            Deadlines deadlines,
            JdbcClient jdbc,
            Clock clock) {
        this.operations = operations;
        this.invitations = invitations;
        this.journal = new Journal<>(jdbc, clock, "joint_event", "joint_operation", Kind.class);
        this.organization = organization;
        this.deadlines = deadlines;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 编制方案. Refuses it when no agency takes part, a duty of one that does not, and a day before today.
     *
     * @param duties who has none does what its own powers are
     * @param squads the codes of those that take part
     */
    public void plan(String code, Plan plan, List<Duty> duties, List<String> squads, String by) {
        squads.forEach(organization::squad);
        JointOperation found = operations.locked(code);
        Set<String> taking = invitations.of(found).stream()
                .filter(Invitation::takesPart)
                .map(Invitation::agency)
                .collect(Collectors.toSet());
        if (taking.isEmpty()) {
            throw Refusal.conflict("没有单位参加，请在联合执法页增加受邀单位，或者取消本次联合执法。");
        }
        Set<String> given = new HashSet<>();
        duties.forEach(duty -> {
            if (!taking.contains(duty.agency()) || !given.add(duty.agency())) {
                throw Refusal.invalid("tasks", "分工只能给参加的单位，每个单位一条。");
            }
        });
        found.plan(plan, LocalDate.now(clock));
        operations.save(found);
        invitations.divide(found, duties);
        callUp(found, squads);
        journal.note(found.id(), Kind.PLANNED, null, by);
    }

    /** In place of those that were chosen before. */
    private void callUp(JointOperation operation, Collection<String> squads) {
        jdbc.sql("""
                        with gone as (delete from joint_squad
                                      where joint_operation = :operation and squad <> all (:squads))
                        insert into joint_squad (joint_operation, squad)
                        select :operation, squad
                        from unnest(:squads) as squad
                        on conflict do nothing
                        """)
                .param("operation", operation.id())
                .param("squads", squads.toArray(String[]::new))
                .update();
    }

    List<Part> squads(JointOperation operation) {
        return jdbc.sql("select squad, attended, reason from joint_squad where joint_operation = ? order by squad")
                .param(operation.id())
                .query((row, number) -> new Part(
                        row.getString("squad"),
                        organization.squad(row.getString("squad")).name(),
                        row.getObject("attended", Boolean.class),
                        row.getString("reason")))
                .list();
    }

    /** 登记中队到场 once it was held, and until it is closed; refuses a squad that was not called up (422). */
    public void attend(String code, List<Attendance> attendances, Actor by) {
        by.require(OWNER);
        JointOperation found = operations.locked(code);
        found.refuseUnlessHeld("登记中队到场", clock.instant());
        int known = jdbc.sql("""
                        update joint_squad
                        set attended = given.attended, reason = given.reason, recorded_by = ?, recorded_at = ?
                        from unnest(?::text[], ?::boolean[], ?::text[]) as given (squad, attended, reason)
                        where joint_operation = ? and joint_squad.squad = given.squad
                        """)
                .params(by.id(), now())
                .param(attendances.stream().map(Attendance::squad).toArray(String[]::new))
                .param(attendances.stream().map(Attendance::attended).toArray(Boolean[]::new))
                .param(attendances.stream().map(Attendance::reason).toArray(String[]::new))
                .param(found.id())
                .update();
        if (known != attendances.size() || known == 0) {
            throw Refusal.invalid("rows", "请只登记参加的中队，每个中队一行。");
        }
        journal.note(found.id(), Kind.ATTENDANCE_RECORDED, null, by.id());
    }

    /** 登记结果 by the agency itself or by 执法协调科; a follow-up becomes an open deadline of that agency. */
    public void record(String code, String agency, Result result, Actor by) {
        by.require(agency, OWNER);
        JointOperation found = operations.locked(code);
        found.refuseUnlessHeld("登记结果", clock.instant());
        Invitation invited = Invitation.of(agency, invitations.of(found));
        if (!invited.takesPart() || invited.outcome() != null) {
            throw Refusal.conflict(invited.name() + (invited.takesPart() ? "的结果已经登记。" : "没有参加，不能登记结果。"));
        }
        LocalDate dueOn = result.dueOn();
        if (dueOn != null && dueOn.isBefore(LocalDate.now(clock))) {
            throw Refusal.invalid("dueOn", "后续事项的完成期限不能早于今天。");
        }
        keep(found, agency, result, by.id());
        journal.note(found.id(), Kind.RESULT_RECORDED, invited.name() + "。", by.id());
        if (dueOn != null) {
            owe(found, invited, dueOn);
        }
    }

    private void keep(JointOperation operation, String agency, Result result, String by) {
        jdbc.sql("insert into joint_result (joint_operation, agency, attended, persons, duty, measure, cases,"
                        + " recorded_by, recorded_by_name, recorded_at) values (:operation, :agency, :attended,"
                        + " :persons, :duty, :measure, :cases, :by, " + NAME + ", :at)")
                .param("operation", operation.id())
                .param("agency", agency)
                .param("attended", result.attended())
                .param("persons", result.persons())
                .param("duty", result.duty())
                .param("measure", result.measure())
                .param("cases", result.cases())
                .param("by", by)
                .param("at", now())
                .update();
        if (result.followUp() != null) {
            jdbc.sql("insert into joint_follow_up (joint_operation, agency, text, due_on) values (?, ?, ?, ?)")
                    .params(operation.id(), agency, result.followUp(), result.dueOn())
                    .update();
        }
    }

    /** Reminded of and raised as every deadline is, each level once. */
    private void owe(JointOperation operation, Invitation invited, LocalDate dueOn) {
        String reference = reference(operation, invited.agency());
        deadlines.open(new Deadline.Opening(
                reference,
                operation.code(),
                "联合执法后续事项",
                Set.of(invited.agency(), OWNER),
                "joint.followUp",
                LocalDate.now(clock)));
        deadlines.move(reference, BureauTime.endOf(dueOn));
    }

    private static String reference(JointOperation operation, String agency) {
        return operation.code() + "/" + agency;
    }

    /**
     * 后续事项办结 by the agency or by 执法协调科; refuses what is done already (409).
     *
     * @param note 2 to 300 characters
     */
    public void finish(String code, String agency, @Nullable String note, Actor by) {
        by.require(agency, OWNER);
        String said = Limits.required("办结说明", note, 2, 300);
        JointOperation found = operations.locked(code);
        Invitation invited = Invitation.of(agency, invitations.of(found));
        if (invited.outcome() == null || invited.outcome().followUp() == null) {
            throw Refusal.notFound(invited.name() + "没有后续事项。");
        }
        if (!invited.outcome().followUp().isOpen()) {
            throw Refusal.conflict(invited.name() + "的后续事项已经办结。");
        }
        jdbc.sql("update joint_follow_up set note = :note, done_by = :by, done_by_name = " + NAME + ", done_at = :at"
                        + " where joint_operation = :operation and agency = :agency")
                .param("note", said)
                .param("by", by.id())
                .param("at", now())
                .param("operation", found.id())
                .param("agency", agency)
                .update();
        deadlines.met(reference(found, agency));
        journal.note(found.id(), Kind.FOLLOW_UP_DONE, invited.name() + "。" + said, by.id());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
