package cn.leiting.hearing;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.hearing.Notice.Numbered;
import cn.leiting.organization.Organization;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Ranges;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 事先告知 and what the party says to it (F-35, F-36; 行政处罚法第四十四条、第四十五条、第六十三条、第六十四条). A notice is
 * written on our page and given with the task; another one only after the deciding body wants it. Refuses others than
 * the handlers (403), what the status does not allow (409) and what breaks a rule (422).
 */
@Component
@Transactional
public class Notices {

    private static final Set<Status> HEARD = EnumSet.range(Status.NOTIFIED, Status.DECIDING);

    /** 当事人陈述、申辩 or its waiver, in the same transaction. */
    public record Stated(String code) {}

    /** 当事人要求听证 in the same transaction. */
    public record HearingRequested(String code) {}

    private final NoticeRows rows;
    private final Cases cases;
    private final Handlers handlers;
    private final Proposals proposals;
    private final Ranges ranges;
    private final CaseClocks clocks;
    private final WorkCalendar calendar;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notices(
            NoticeRows rows,
            Cases cases,
            Handlers handlers,
            Proposals proposals,
            Ranges ranges,
            CaseClocks clocks,
            WorkCalendar calendar,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.cases = cases;
        this.handlers = handlers;
        this.proposals = proposals;
        this.ranges = ranges;
        this.clocks = clocks;
        this.calendar = calendar;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /** In place of the one that is not given yet, or as the next one. */
    public void write(String code, Notice notice, String by) {
        EnforcementCase found = notifiable(code, by);
        Proposal.Numbered proposal = check(found, notice);
        rows.keep(code, proposal.no(), notice, by);
    }

    private EnforcementCase notifiable(String code, String by) {
        EnforcementCase found = cases.hold(code);
        handlers.refuseOthers(code, by);
        if (found.status() != Status.PROPOSED && found.status() != Status.DECIDING) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，不能告知。");
        }
        return found;
    }

    private Proposal.Numbered check(EnforcementCase found, Notice notice) {
        Proposal.Numbered proposal = proposals.handedIn(found.code());
        Penalty proposed = proposal.proposal().penalty();
        if (proposed == null) {
            throw Refusal.conflict("处理意见不是给予处罚，无须事先告知（行政处罚法第四十四条）。");
        }
        ranges.refuseUnlawful(
                found, notice.penalty(), proposal.proposal().weighing().mitigation(), LocalDate.now(clock));
        if (found.status() == Status.PROPOSED && notice.penalty().isHeavierThan(proposed)) {
            throw Refusal.invalid("amount", "告知的处罚不能重于处理意见（行政处罚法第四十四条）。");
        }
        if (ranges.isMajor(found, notice.penalty()) && !notice.hearingTold()) {
            throw Refusal.invalid("hearingTold", "拟作出较大数额罚款等处罚的，应当告知当事人有要求听证的权利（行政处罚法第六十三条）。");
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate filed = found.filedOn();
        if (notice.notifiedOn().isAfter(today)
                || filed != null && notice.notifiedOn().isBefore(filed)) {
            throw Refusal.invalid("notifiedOn", "告知日期不能早于立案之日，也不能晚于今天。");
        }
        given(found.code()).ifPresent(before -> refuseHeavier(before, notice));
        return proposal;
    }

    /** A defence is no reason for more (行政处罚法第四十五条第二款); what is new has to be told. */
    private static void refuseHeavier(Numbered before, Notice notice) {
        if (notice.penalty().isHeavierThan(before.notice().penalty())
                && (notice.changeReason() == null || notice.changeReason().length() < 10)) {
            throw Refusal.invalid("changeReason", "重新告知更重处罚的，请写明10字以上的新事实和理由，不得因当事人陈述、申辩而加重处罚（行政处罚法第四十五条）。");
        }
        if (notice.notifiedOn().isBefore(before.notice().notifiedOn())) {
            throw Refusal.invalid("notifiedOn", "重新告知的日期不能早于上一次告知。");
        }
    }

    /** 送达告知书: from that day on the party has its five working days. Refuses when nothing is written. */
    public void give(String code, String by) {
        EnforcementCase found = notifiable(code, by);
        Numbered open = all(code).stream()
                .filter(one -> !one.given())
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("请先在案件页写明事先告知的内容（行政处罚法第四十四条）。"));
        check(found, open.notice());
        rows.give(code, open.no(), by);
        cases.advance(code, Status.NOTIFIED, "事先告知：" + open.notice().penalty().inWords(), by);
    }

    /** 登记当事人的陈述、申辩、听证要求或者放弃, by an officer of the squad. */
    public void record(String code, Statement statement, Actor by) {
        EnforcementCase found = cases.hold(code);
        by.require(organization.squad(found.squad()).group());
        Numbered notice = current(code);
        refuseUntimely(found, notice, statement);
        rows.keep(code, notice.no(), statement, by.id());
        if (statement.kind() == Statement.Kind.HEARING) {
            cases.advance(code, Status.HEARING, "当事人要求听证", by.id());
            events.publishEvent(new HearingRequested(code));
        } else if (found.status() == Status.NOTIFIED) {
            events.publishEvent(new Stated(code));
        }
    }

    private void refuseUntimely(EnforcementCase found, Numbered notice, Statement statement) {
        if (!HEARD.contains(found.status())) {
            throw Refusal.conflict("案件" + found.code() + "现为“" + found.status().label() + "”，不能登记陈述、申辩。");
        }
        LocalDate received = statement.receivedOn();
        if (received.isBefore(notice.notice().notifiedOn()) || received.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("receivedOn", "收到日期不能早于告知之日，也不能晚于今天。");
        }
        if (statement.kind() == Statement.Kind.STATEMENT) {
            return;
        }
        boolean late = received.isAfter(heardUntil(found.code()));
        if (statement.kind() == Statement.Kind.HEARING && !notice.notice().hearingTold()) {
            throw Refusal.conflict("拟作出的处罚不属于可以要求听证的范围（行政处罚法第六十三条）。");
        }
        if (statement.kind() == Statement.Kind.HEARING && late && statement.lateReason() == null) {
            throw Refusal.invalid("lateReason", "要求听证应当在告知后五个工作日内提出，逾期接受的请写明理由（行政处罚法第六十四条）。");
        }
        if (found.status() != Status.NOTIFIED) {
            throw Refusal.conflict("听取意见的期限已经届满，案件现为“" + found.status().label() + "”（行政处罚法第六十四条）。");
        }
    }

    /** Whether the party has waived what is left to it after the last notice. */
    @Transactional(readOnly = true)
    public boolean isWaived(String code) {
        return statements(code, current(code).no()).stream()
                .anyMatch(statement -> statement.kind() == Statement.Kind.WAIVER);
    }

    /** The last day on which the party may ask for a hearing, computed anew at every look; refuses when nobody knows. */
    @Transactional(readOnly = true)
    public LocalDate heardUntil(String code) {
        try {
            return lastDay(code).orElseThrow(() -> Refusal.conflict("听取意见的期限已经中止（行政处罚法第六十四条）。"));
        } catch (CalendarMissing missing) {
            throw Refusal.conflict(missing.sentence());
        }
    }

    /** The same for a token, which stops for no missing table; an estimate may be too early, and nothing rests on it. */
    @Transactional(readOnly = true)
    public LocalDate probablyHeardUntil(String code) {
        try {
            return lastDay(code).orElseGet(() -> LocalDate.now(clock).plusMonths(1));
        } catch (CalendarMissing missing) {
            return missing.notBefore();
        }
    }

    private Optional<LocalDate> lastDay(String code) {
        return clocks.of(code, "apl.64.1", current(code).notice().notifiedOn(), true, null)
                .due(calendar.now());
    }

    /** The last one given; refuses (409) when there is none. */
    @Transactional(readOnly = true)
    public Numbered current(String code) {
        return given(code).orElseThrow(() -> Refusal.conflict("案件" + code + "还没有事先告知（行政处罚法第四十四条）。"));
    }

    @Transactional(readOnly = true)
    public Optional<Numbered> given(String code) {
        return all(code).stream().filter(Numbered::given).findFirst();
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Numbered> all(String code) {
        return rows.all(code);
    }

    /** To that notice, in their order. */
    @Transactional(readOnly = true)
    public List<Statement> statements(String code, int notice) {
        return rows.statements(code, notice);
    }
}
