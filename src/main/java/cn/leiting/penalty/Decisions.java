package cn.leiting.penalty;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.hearing.Hearings;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Notices;
import cn.leiting.hearing.Statement;
import cn.leiting.hearing.Statement.Kind;
import cn.leiting.inquiry.Readers;
import cn.leiting.penalty.Decision.Content;
import cn.leiting.penalty.DecisionRows.Footing;
import cn.leiting.penalty.Discussions.Discussion;
import cn.leiting.penalty.Grounds.Matter;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Ranges;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 决定 (F-39; 行政处罚法第五十七条至第六十条): written on our page, made with the task by the deciding body's responsible
 * person, who has never handled nor reviewed the case. Refuses others (403), what the status does not allow (409), and
 * every penalty that the law does not allow as the case stands, with the article (409, 422). A decision after the
 * ninetieth day is shown as late and not refused.
 */
@Component
@Transactional
public class Decisions {

    private final Cases cases;
    private final Handlers handlers;
    private final Readers readers;
    private final Notices notices;
    private final Hearings hearings;
    private final Grounds grounds;
    private final LegalReviews reviews;
    private final Discussions discussions;
    private final Ranges ranges;
    private final DecisionRows rows;
    private final Clock clock;

    Decisions(
            Cases cases,
            Handlers handlers,
            Readers readers,
            Notices notices,
            Hearings hearings,
            Grounds grounds,
            LegalReviews reviews,
            Discussions discussions,
            Ranges ranges,
            DecisionRows rows,
            Clock clock) {
        this.cases = cases;
        this.handlers = handlers;
        this.readers = readers;
        this.notices = notices;
        this.hearings = hearings;
        this.grounds = grounds;
        this.reviews = reviews;
        this.discussions = discussions;
        this.ranges = ranges;
        this.rows = rows;
        this.clock = clock;
    }

    /** 待决定: all that comes before has been done. */
    public void open(String code, String by) {
        cases.advance(code, Status.DECIDING, null, by);
    }

    /** Written by a handler or by who decides; refuses whatever could not be decided as the case stands. */
    public void write(String code, Content content, Actor by) {
        EnforcementCase found = cases.hold(code);
        if (!readers.decides(found, by)) {
            handlers.refuseOthers(code, by.id());
        }
        refuseUndecidable(found);
        keep(found, content, by.id());
    }

    /** Answers what was decided. */
    public Verdict decide(String code, Actor by) {
        EnforcementCase found = deciding(code);
        refuseJudge(found, by);
        Decision draft = rows.of(code).orElseThrow(() -> Refusal.conflict("请先在案件页写明决定的内容（行政处罚法第五十九条）。"));
        keep(found, draft.content(), by.id());
        rows.decide(code, by.id());
        Penalty penalty = draft.penalty();
        Verdict verdict = draft.content().verdict();
        cases.advance(
                code,
                verdict == Verdict.TRANSFER ? Status.TO_TRANSFER : Status.DECIDED,
                draft.content().decisionNo() + "：" + verdict.label() + (penalty == null ? "" : "，" + penalty.inWords()),
                by.id());
        return verdict;
    }

    private void keep(EnforcementCase found, Content content, String by) {
        Matter matter = grounds.matter(found);
        Footing footing = footing(matter);
        refuseUnlawful(matter, content, footing);
        String remedy = Decision.remedyOf(content.decidedOn(), false);
        rows.keep(matter, content, remedy, content.outcome(matter.proposal().judgement()), footing, by);
    }

    private Footing footing(Matter matter) {
        String code = matter.found().code();
        Notice.Numbered notice = matter.notice();
        boolean owed = !grounds.ofReview(matter).isEmpty();
        return new Footing(
                notice != null && said(matter).stream().anyMatch(one -> one.kind() == Kind.WAIVER),
                notice == null ? null : notices.heardUntil(code),
                owed,
                owed ? reviews.passed(matter).orElse(null) : null);
    }

    private List<Statement> said(Matter matter) {
        Integer notice = matter.noticeNo();
        return notice == null ? List.of() : notices.statements(matter.found().code(), notice);
    }

    private void refuseUnlawful(Matter matter, Content content, Footing footing) {
        EnforcementCase found = matter.found();
        LocalDate on = content.decidedOn();
        LocalDate filed = found.filedOn();
        if (on.isAfter(LocalDate.now(clock)) || filed != null && on.isBefore(filed)) {
            throw Refusal.invalid("decidedOn", "决定日期不能早于立案之日，也不能晚于今天。");
        }
        if (footing.reviewOwed() && footing.review() == null) {
            throw Refusal.conflict("未经法制审核或者审核未通过的，不得作出决定（行政处罚法第五十八条）。");
        }
        refuseUndiscussed(matter, content);
        Penalty penalty = content.penalty();
        if (penalty != null) {
            refuseUnheard(matter, penalty, on, footing);
            ranges.refuseUnlawful(
                    found, penalty, matter.proposal().proposal().weighing().mitigation(), on);
        } else if (content.verdict() == Verdict.NO_PENALTY
                && matter.proposal().judgement().outcome() == null) {
            throw Refusal.invalid("verdict", "没有不予处罚的法定情形，不能决定不予处罚（行政处罚法第三十三条、第五十七条）。");
        }
    }

    private void refuseUndiscussed(Matter matter, Content content) {
        Optional<Discussion> held = discussions.held(matter);
        boolean owed = !grounds.ofDiscussion(matter).isEmpty();
        if (content.penalty() != null && owed && held.isEmpty()) {
            throw Refusal.conflict("对情节复杂或者重大违法行为给予处罚，应当先由负责人集体讨论（行政处罚法第五十七条第二款）。");
        }
        if (content.penalty() != null && held.isPresent() && !held.get().agreed()) {
            throw Refusal.conflict("集体讨论不同意处理意见，请退回重新调查或者作出其他决定（行政处罚法第五十七条第二款）。");
        }
        if (content.penalty() != null
                && held.isPresent()
                && content.decidedOn().isBefore(held.get().heldOn())) {
            throw Refusal.invalid("decidedOn", "决定日期不能早于集体讨论之日（行政处罚法第五十七条第二款）。");
        }
    }

    private void refuseUnheard(Matter matter, Penalty penalty, LocalDate on, Footing footing) {
        Notice.Numbered notice = matter.notice();
        LocalDate heardUntil = footing.heardUntil();
        if (notice == null || heardUntil == null) {
            throw Refusal.conflict("没有依法告知当事人的，不得作出处罚决定（行政处罚法第四十四条、第六十二条）。");
        }
        if (!footing.waived() && !on.isAfter(heardUntil)) {
            throw Refusal.conflict("听取当事人意见的期限尚未届满，不得作出处罚决定（行政处罚法第四十四条、第六十二条、第六十四条）。");
        }
        boolean heard = said(matter).stream().noneMatch(one -> one.kind() == Kind.HEARING)
                || hearings.of(matter.found().code(), notice.no())
                        .map(hearing -> hearing.isOver(on))
                        .orElse(false);
        if (!heard) {
            throw Refusal.conflict("当事人要求听证的，应当在听证结束后作出决定（行政处罚法第六十三条、第六十五条）。");
        }
        if (penalty.isHeavierThan(notice.notice().penalty())) {
            throw Refusal.conflict(
                    said(matter).isEmpty()
                            ? "处罚不能重于告知的内容，确需加重的请重新告知（行政处罚法第四十四条、第六十二条）。"
                            : "不得因当事人陈述、申辩而给予更重的处罚，有新的事实的请重新告知（行政处罚法第四十五条）。");
        }
    }

    /** 退回调查: whatever was written of the decision stays as a draft. */
    public void giveBack(String code, @Nullable String why, Actor by) {
        refuseJudge(deciding(code), by);
        cases.advance(code, Status.INVESTIGATING, "退回调查：" + Limits.required("退回理由", why, 5, 1000), by.id());
    }

    /** 重新告知, before a penalty that is heavier or another one; refuses a case that no penalty is proposed in. */
    public void wantNotice(String code, @Nullable String why, Actor by) {
        EnforcementCase found = deciding(code);
        refuseJudge(found, by);
        Limits.required("重新告知的理由", why, 5, 1000);
        if (grounds.matter(found).penalty() == null) {
            throw Refusal.conflict("处理意见不是给予处罚，无须重新告知（行政处罚法第四十四条）。");
        }
    }

    private void refuseJudge(EnforcementCase found, Actor by) {
        readers.refuseUnlessDecider(found, by);
        handlers.refuseHandler(found.code(), by.id(), "承办人不能决定自己办理的案件（行政处罚法第五十七条）。");
        if (reviews.hasReviewed(found.code(), by.id())) {
            throw Refusal.forbidden("法制审核人员不能决定自己审核的案件（行政处罚法第五十八条）。");
        }
    }

    private EnforcementCase deciding(String code) {
        EnforcementCase found = cases.hold(code);
        refuseUndecidable(found);
        return found;
    }

    private static void refuseUndecidable(EnforcementCase found) {
        if (found.status() != Status.DECIDING) {
            throw Refusal.conflict("案件" + found.code() + "现为“" + found.status().label() + "”，不能作出决定。");
        }
    }

    /** The decision that stands; empty before. */
    @Transactional(readOnly = true)
    public Optional<Decision> of(String code) {
        return rows.of(code).filter(Decision::decided);
    }

    /** As it is written so far, decided or not. */
    @Transactional(readOnly = true)
    public Optional<Decision> written(String code) {
        return rows.of(code);
    }
}
