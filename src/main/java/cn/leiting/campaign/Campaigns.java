package cn.leiting.campaign;

import static cn.leiting.campaign.Campaign.Status.APPROVED;
import static cn.leiting.campaign.Campaign.Status.DRAFT;
import static cn.leiting.campaign.Campaign.Status.REJECTED;
import static cn.leiting.campaign.Campaign.Status.SUSPENDED;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.campaign.Proceedings.Decided;
import cn.leiting.campaign.Proceedings.Entry;
import cn.leiting.campaign.Proceedings.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 行动：the life of each campaign, known as {@code TH-2023-01}. Refuses what the campaign's state does not
 * allow (409), what breaks a limit (422), who may not (403) and an unknown campaign (404). What is laid down
 * before the approval goes through {@code Drafting}, what the leadership changes afterwards through
 * {@link Steering}.
 */
@Component
@Transactional
public class Campaigns {

    /** 行动已批准. */
    public record Approved(String code) {}

    private final Proceedings proceedings;
    private final Papers papers;
    private final Drafting drafting;
    private final Conclusions conclusions;
    private final ApplicationEventPublisher events;

    Campaigns(
            Proceedings proceedings,
            Papers papers,
            Drafting drafting,
            Conclusions conclusions,
            ApplicationEventPublisher events) {
        this.proceedings = proceedings;
        this.papers = papers;
        this.drafting = drafting;
        this.conclusions = conclusions;
        this.events = events;
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public Campaign get(String code) {
        return proceedings.get(code);
    }

    @Transactional(readOnly = true)
    public Optional<Campaign> find(String code) {
        return proceedings.find(code);
    }

    /**
     * Begins a campaign that the year's programme has launched; repeated, it changes nothing.
     *
     * @param seq the planned campaign's number in the programme; below 1: none
     * @param theme e.g. {@code THEME_DEBRIS}; refused when there is no such theme
     */
    public void draft(String code, int year, int seq, String title, String theme, String by) {
        drafting.start(code, year, seq, title, theme, by);
    }

    /**
     * 报审行动方案 (F-04), again after it was given back. All active points of the squads' towns are assigned
     * unless 执法协调科 chose the points. Refuses an end before today, an unknown squad or theme, a checklist
     * of another theme and a number that another campaign of the year bears.
     *
     * @param needsFiling whether an inspection plan must be filed before the approval
     */
    public void define(String code, Definition definition, boolean needsFiling, String by) {
        define(code, launched -> definition, needsFiling, by);
    }

    /** The same, where the plan takes over what the launch laid down. */
    public void define(String code, Function<Campaign, Definition> plan, boolean needsFiling, String by) {
        drafting.define(code, plan, needsFiling, by);
    }

    /**
     * 备案专项检查计划 (F-04a), the first time before the approval, amended afterwards. Refuses a campaign
     * that needs none, a period that does not cover the campaign's and an approval after today.
     */
    public void file(String code, Filing.Form form, String by) {
        file(code, defined -> form, by);
    }

    /** The same, where the filing takes over what the plan laid down. */
    public void file(String code, Function<Campaign, Filing.Form> plan, String by) {
        drafting.file(code, plan, by);
    }

    /**
     * 批准. Refuses the one who defined it, a missing filing, a campaign without points, and one whose end
     * is over. The campaign starts today at the earliest.
     */
    public Campaign approve(String code, @Nullable String comment, String by) {
        Campaign approved = drafting.approve(code, comment, by);
        events.publishEvent(new Approved(code));
        return approved;
    }

    /**
     * 点位分解 (F-07): the sound rows replace the whole list. Refuses all but 执法协调科 (403), an empty list and
     * one of more than 5,000 rows (422), and any once the plan is filed or the campaign approved (409).
     */
    public Drafting.Report choosePoints(String code, List<Drafting.Row> rows, Actor by) {
        return drafting.choosePoints(code, rows, by);
    }

    /** 撤回 before anybody filed or approved it; the next definition is as the first. */
    public void takeBack(String code, String by) {
        proceedings.change(code, by, campaign -> {
            campaign.decline(DRAFT, "撤回", null);
            return Entry.of(Kind.WITHDRAWN, null);
        });
    }

    /** 退回修改. Refuses the one who defined it. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        proceedings.change(code, by, campaign -> {
            campaign.decline(DRAFT, "退回", by);
            return Entry.of(Kind.RETURNED, why);
        });
    }

    /** 不予批准. Refuses the one who defined it. */
    public void reject(String code, String comment, String by) {
        String why = Limits.required("否决意见", comment, 5, 1000);
        proceedings.change(code, by, campaign -> {
            campaign.decline(REJECTED, "否决", by);
            return Entry.of(Kind.REJECTED, why);
        });
    }

    /**
     * 申请免除 (F-08) of the whole task. Refuses (409) a second open request, a third one, one after a
     * granted one, and a campaign that is not running; (404) a squad that takes no part.
     *
     * @param text 10 to 500 characters
     */
    public void requestExemption(String code, String squad, Exemption.Reason reason, String text, String by) {
        String words = Limits.required("免除理由", text, 10, 500);
        if (!papers.ask(code, squad, reason, words, by)) {
            Campaign campaign = get(code);
            campaign.refuseUnless("申请免除", APPROVED, SUSPENDED);
            Proceedings.refuseStranger(campaign, squad);
            throw Refusal.conflict("该中队已经申请过免除，须待决定；未获同意的只能再申请一次。");
        }
        events.publishEvent(new Steering.ExemptionRequested(code, squad, reason, words));
    }

    /**
     * 决定免除申请. A grant exempts the squad's whole task, once. Refuses (409) where no request is open, and a
     * grant when the task has ended otherwise.
     *
     * @param comment at most 1000 characters
     */
    public void decideExemption(String code, String squad, boolean grant, @Nullable String comment, String by) {
        String note = Limits.optional("决定意见", comment, 1000);
        Decided request = proceedings.decide(code, squad, grant, note, by);
        if (!grant) {
            return;
        }
        State state = request.state();
        if (state == null || state.isOpen()) {
            events.publishEvent(new Steering.SquadExempted(
                    code, squad, Exemption.Kind.WHOLE, request.reason(), request.text(), by));
        } else if (state != State.EXEMPTED) {
            throw Refusal.conflict("该中队的任务" + state.label() + "，不能再免除。");
        }
    }

    /**
     * 督查意见, once all squads' tasks have ended.
     *
     * @param comment 5 to 1000 characters
     * @param question 20 to 2000 characters, if and only if it is a hard case
     */
    public void supervise(String code, String comment, boolean hardCase, @Nullable String question, String by) {
        conclusions.supervise(code, comment, hardCase, question, by);
    }

    /** Whether the supervision found a hard case (gateway 有疑难案件？). */
    @Transactional(readOnly = true)
    public boolean hardCase(String code) {
        return get(code).hardCase();
    }

    /** 到位检查 (F-14), squad by squad and again, once all tasks have ended and until it is confirmed. */
    public void check(String code, List<Papers.Check> checks, String by) {
        conclusions.check(code, checks, by);
    }

    /** The squads whose measures are checked in the end: those that took part, by code. */
    @Transactional(readOnly = true)
    public List<String> tookPart(String code) {
        return conclusions.tookPart(code);
    }

    /** 到位检查完成. Refuses, with their names, while the check (F-14) of a squad that took part is missing. */
    public void close(String code, @Nullable String comment, String by) {
        conclusions.confirm(code, comment, by);
    }

    /**
     * 登记宣传报道, once the closing checks are confirmed; what was published is kept by its own room.
     *
     * @param where the channel in words, as it is noted
     */
    public void publicize(String code, String where, String by) {
        conclusions.publicize(code, where, by);
    }

    /** 办结, once the closing checks are confirmed; repeated, it changes nothing. */
    public void finish(String code) {
        conclusions.finish(code);
    }
}
