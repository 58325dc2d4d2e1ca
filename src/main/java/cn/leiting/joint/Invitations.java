package cn.leiting.joint;

import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.joint.JointFile.Due;
import cn.leiting.joint.JointFile.Invitation;
import cn.leiting.joint.JointFile.Kind;
import cn.leiting.joint.JointForms.Answer;
import cn.leiting.joint.JointForms.Silence;
import cn.leiting.joint.JointOperation.Status;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 邀请：the letters to the agencies, what they answer, and what becomes of silence. Nobody has to come, and nobody is
 * blamed for not coming (notice, line 39: 可邀请). Refuses as {@link JointOperations} does.
 */
@Component
@Transactional
public class Invitations {

    private static final String OWNER = JointOperations.OWNER;

    private final JointRepository operations;
    private final InvitationRows rows;
    private final Journal<Kind> journal;
    private final Organization organization;
    private final WorkCalendar calendar;
    private final Parameters parameters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Invitations(
            JointRepository operations,
            InvitationRows rows,
            Organization organization,
            WorkCalendar calendar,
            Parameters parameters,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.operations = operations;
        this.rows = rows;
        this.journal = new Journal<>(jdbc, clock, "joint_event", "joint_operation", Kind.class);
        this.organization = organization;
        this.calendar = calendar;
        this.parameters = parameters;
        this.events = events;
        this.clock = clock;
    }

    /** 发出邀请函 to whoever is asked and has none yet; repeated, nothing happens. */
    public void issueLetters(String code, String by) {
        JointOperation found = operations.locked(code);
        List<Due> due = rows.of(found).stream()
                .filter(invited -> invited.isAwaited() && invited.letter() == null)
                .map(invited -> due(invited.agency(), asked(invited)))
                .toList();
        if (!due.isEmpty() && found.status() == Status.INVITING) {
            rows.issue(found, due);
            journal.note(found.id(), Kind.LETTERS_ISSUED, due.size() + "份。", by);
        }
    }

    private Due due(String agency, LocalDate asked) {
        try {
            return new Due(agency, calendar.due(asked, parameters.length("joint.reply", asked)));
        } catch (CalendarMissing missing) {
            return new Due(agency, null);
        }
    }

    private LocalDate asked(Invitation invited) {
        LocalDate on = invited.askedOn();
        return on == null ? today() : on;
    }

    /** All of them, in the order of the agencies; none of an unknown code. */
    @Transactional(readOnly = true)
    public List<Invitation> of(String code) {
        return rows.of(code);
    }

    /** Those whose answer is waited for, by their codes. */
    @Transactional(readOnly = true)
    public List<String> awaited(String code) {
        return codes(rows.of(code).stream().filter(Invitation::isAwaited));
    }

    /** Those that come, by their codes. */
    @Transactional(readOnly = true)
    public List<String> takingPart(String code) {
        return codes(rows.of(code).stream().filter(Invitation::takesPart));
    }

    /** The day of the letter, from which the answer counts. */
    @Transactional(readOnly = true)
    public LocalDate askedOn(String code, String agency) {
        return asked(Invitation.of(agency, rows.of(code)));
    }

    /**
     * The last day of the grace (domain P8 step 5); where a year's table is missing, an estimate.
     */
    @Transactional(readOnly = true)
    public LocalDate awaitedUntil(String code) {
        LocalDate asked = rows.of(code).stream()
                .filter(Invitation::isAwaited)
                .map(this::asked)
                .max(LocalDate::compareTo)
                .orElseGet(this::today);
        int workdays = parameters.length("joint.reply", asked).amount()
                + parameters.length("joint.reply.grace", asked).amount();
        return calendar.now().probablyAfter(asked, workdays);
    }

    /** 答复 by the agency itself, or by 执法协调科 as it came by letter; refuses a second one (409). */
    public void reply(String code, String agency, Answer answer, Actor by) {
        by.require(agency, OWNER);
        JointOperation found = operations.locked(code);
        found.refuseUnlessInviting("答复");
        Invitation invited = Invitation.of(agency, rows.of(found));
        if (!invited.isAwaited()) {
            throw Refusal.conflict(invited.name() + "“" + invited.inWords() + "”，不能再答复。");
        }
        if (answer.proposedOn() != null && answer.proposedOn().isBefore(today())) {
            throw Refusal.invalid("proposedOn", "建议日期不能早于今天。");
        }
        rows.answer(found, agency, answer, !by.isIn(agency), by.id());
        String said = answer.remark() == null ? "" : answer.remark();
        journal.note(found.id(), Kind.REPLIED, invited.name() + answer.reply().label() + "。" + said, by.id());
    }

    /**
     * 处理未答复 when the grace is over.
     *
     * @param first the new days with {@link Silence#POSTPONE}, both or none; with them whoever comes is asked again too
     */
    public void decide(
            String code,
            Silence decision,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            String comment,
            String by) {
        String why = Limits.required("意见", comment, 5, 900);
        JointOperation found = operations.locked(code);
        found.refuseUnlessInviting("处理未答复");
        List<Invitation> all = rows.of(found);
        switch (decision) {
            case HOLD_WITHOUT -> rows.giveUp(found);
            case DROP -> rows.drop(found, codes(all.stream().filter(Invitation::isAwaited)), why);
            case POSTPONE -> askAgain(found, all, first, last);
        }
        journal.note(found.id(), Kind.SILENCE_DECIDED, decision.label() + "。" + why, by);
    }

    private void askAgain(
            JointOperation operation, List<Invitation> all, @Nullable LocalDate first, @Nullable LocalDate last) {
        boolean otherDays = first != null && last != null;
        if ((first == null) != (last == null)) {
            throw Refusal.invalid("to", "改期的，请同时填写起止日期。");
        }
        if (first != null && last != null) {
            operation.moveTo(first, last, today());
            operations.save(operation);
        }
        rows.ask(
                operation,
                codes(all.stream().filter(invited -> invited.isAwaited() || otherDays && invited.takesPart())),
                today());
    }

    private static List<String> codes(Stream<Invitation> invitations) {
        return invitations.map(Invitation::agency).toList();
    }

    /** 增加受邀单位, or invites one again that does not come; until the operation is held. */
    public void invite(String code, String agency, Actor by) {
        JointOperation found = adjusted(code, by);
        String name = organization.agencies().stream()
                .filter(one -> one.code().equals(agency))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有代码为“" + agency + "”的委办局。"))
                .name();
        rows.of(found).stream()
                .filter(one -> one.agency().equals(agency) && (one.isAwaited() || one.takesPart()))
                .findFirst()
                .ifPresent(one -> {
                    throw Refusal.conflict(name + "已经受邀，不必重复邀请。");
                });
        rows.ask(found, List.of(agency), today());
        adjusted(found, Kind.INVITED, name + "。", by);
    }

    /** 撤回邀请, also after an answer; until the operation is held. */
    public void drop(String code, String agency, @Nullable String reason, Actor by) {
        JointOperation found = adjusted(code, by);
        String why = Limits.required("撤回理由", reason, 5, 900);
        Invitation invited = Invitation.of(agency, rows.of(found));
        if (invited.droppedReason() != null) {
            throw Refusal.conflict(invited.name() + "的邀请已经撤回。");
        }
        rows.drop(found, List.of(agency), why);
        adjusted(found, Kind.DROPPED, invited.name() + "。" + why, by);
    }

    /** 改期: whoever has not declined is asked again, with a new letter; until the operation is held. */
    public void reschedule(
            String code, @Nullable LocalDate first, @Nullable LocalDate last, @Nullable String reason, Actor by) {
        JointOperation found = adjusted(code, by);
        String why = Limits.required("改期理由", reason, 5, 900);
        if (first == null || last == null) {
            throw Refusal.invalid("from", "请填写改期的起止日期。");
        }
        askAgain(found, rows.of(found), first, last);
        adjusted(found, Kind.RESCHEDULED, why, by);
    }

    private JointOperation adjusted(String code, Actor by) {
        by.require(OWNER);
        JointOperation found = operations.locked(code);
        found.adjust(clock.instant());
        return operations.save(found);
    }

    private void adjusted(JointOperation operation, Kind kind, String text, Actor by) {
        journal.note(operation.id(), kind, text, by.id());
        events.publishEvent(new JointOperation.Adjusted(operation.code()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
