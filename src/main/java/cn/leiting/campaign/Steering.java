package cn.leiting.campaign;

import static cn.leiting.campaign.Campaign.Status.APPROVED;
import static cn.leiting.campaign.Campaign.Status.DRAFT;
import static cn.leiting.campaign.Campaign.Status.SUBMITTED;
import static cn.leiting.campaign.Campaign.Status.SUSPENDED;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Proceedings.Entry;
import cn.leiting.campaign.Proceedings.Kind;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 行动的调整：what the bureau's leadership changes once a campaign is under way (contract, section 5). Refuses
 * (403) everybody else, (409) what the campaign's state does not allow, (422) what breaks a limit.
 */
@Component
@Transactional
public class Steering {

    /** 行动已延期. */
    public record Extended(String code, LocalDate to) {}

    /** 行动已暂停. */
    public record Suspended(String code) {}

    /** 行动已恢复: with the window as it is now. */
    public record Resumed(String code, LocalDate from, LocalDate to) {}

    /** 行动已取消. */
    public record Cancelled(String code, String reason) {}

    /** 已增派中队. */
    public record SquadAdded(String code, String squad, String reason) {}

    /** 已免除中队的任务, all of it or a part. */
    public record SquadExempted(
            String code, String squad, Exemption.Kind kind, Exemption.Reason reason, String text, String by) {}

    /** 中队已申请免除. */
    public record ExemptionRequested(String code, String squad, Exemption.Reason reason, String text) {}

    private final Proceedings proceedings;
    private final Papers papers;
    private final Assignments assignments;
    private final SquadTasks tasks;
    private final Organization organization;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Steering(
            Proceedings proceedings,
            Papers papers,
            Assignments assignments,
            SquadTasks tasks,
            Organization organization,
            Clock clock,
            ApplicationEventPublisher events) {
        this.proceedings = proceedings;
        this.papers = papers;
        this.assignments = assignments;
        this.tasks = tasks;
        this.organization = organization;
        this.clock = clock;
        this.events = events;
    }

    /**
     * 延期. Only an approved campaign, not after its end nor once all squads are done, to a later day at most
     * 70 days after its start; where an inspection plan is filed, within its period.
     *
     * @param reason 5 to 500 characters
     */
    public void extend(String code, @Nullable LocalDate endDate, @Nullable String reason, Actor by) {
        by.require("bureauLeadership");
        String why = text("reason", "延期原因", reason, 5, 500);
        LocalDate end = required("endDate", "新的结束日期", endDate);
        proceedings.change(code, by.id(), campaign -> {
            refuseUnlessUnderWay(campaign, "延期");
            String old = campaign.to().toString();
            campaign.extend(end);
            refuseBeyondFiling(campaign, end);
            return new Entry(Kind.EXTENDED, old, end.toString(), why);
        });
        events.publishEvent(new Extended(code, end));
    }

    /**
     * 取消, which ends every open task; not once the campaign's end is over: that is a correction (domain
     * 9.1 no. 3).
     *
     * @param reason 5 to 300 characters
     */
    public void cancel(String code, @Nullable String reason, Actor by) {
        by.require("bureauLeadership");
        String why = text("reason", "取消原因", reason, 5, 300);
        proceedings.change(code, by.id(), campaign -> {
            campaign.refuseUnless("取消", DRAFT, SUBMITTED, APPROVED, SUSPENDED);
            if (campaign.status() == APPROVED) {
                refuseUnlessUnderWay(campaign, "取消");
            }
            campaign.cancel();
            return Entry.of(Kind.CANCELLED, why);
        });
        events.publishEvent(new Cancelled(code, why));
    }

    /**
     * 暂停, e.g. for a typhoon.
     *
     * @param reason 1 to 500 characters
     */
    public void suspend(String code, @Nullable String reason, Actor by) {
        by.require("bureauLeadership");
        String why = text("reason", "暂停原因", reason, 1, 500);
        proceedings.change(code, by.id(), campaign -> {
            refuseUnlessUnderWay(campaign, "暂停");
            campaign.suspend(LocalDate.now(clock));
            return Entry.of(Kind.SUSPENDED, why);
        });
        events.publishEvent(new Suspended(code));
    }

    /** 恢复. The end moves by the calendar days of the pause, and so does a start that had not come. */
    public void resume(String code, Actor by) {
        by.require("bureauLeadership");
        Campaign resumed = proceedings.change(code, by.id(), campaign -> {
            campaign.refuseUnless("恢复", SUSPENDED);
            String old = campaign.to().toString();
            campaign.resume(LocalDate.now(clock));
            return new Entry(Kind.RESUMED, old, campaign.to().toString(), null);
        });
        events.publishEvent(new Resumed(code, resumed.from(), resumed.to()));
    }

    /**
     * 增派中队. Refuses (422) an unknown squad, (409) one that takes part already.
     *
     * @param reason 1 to 500 characters
     */
    public void addSquad(String code, @Nullable String squad, @Nullable String reason, Actor by) {
        by.require("bureauLeadership");
        String why = text("reason", "增派原因", reason, 1, 500);
        Squad added = organization.squads(LocalDate.now(clock)).stream()
                .filter(known -> known.code().equals(squad))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("squad", "没有代码为“" + (squad == null ? "" : squad) + "”的中队。"));
        proceedings.change(code, by.id(), campaign -> {
            refuseUnlessUnderWay(campaign, "增派中队");
            if (campaign.squads().contains(added.code())) {
                throw Refusal.conflict(added.name() + "已经参加行动，不能再增派。");
            }
            campaign.addSquad(added.code());
            return new Entry(Kind.SQUAD_ADDED, null, added.code(), why);
        });
        events.publishEvent(new SquadAdded(code, added.code(), why));
    }

    /**
     * 免除 (F-08). Refuses (404) a squad that takes no part, (409) one whose task has ended.
     *
     * @param text 10 to 500 characters
     */
    public void exempt(
            String code,
            String squad,
            Exemption.@Nullable Kind kind,
            Exemption.@Nullable Reason reason,
            @Nullable String text,
            Actor by) {
        by.require("bureauLeadership");
        Exemption.Kind what = required("kind", "免除范围", kind);
        Exemption.Reason why = required("reason", "免除原因", reason);
        String words = text("text", "免除理由", text, 10, 500);
        proceedings.change(code, by.id(), campaign -> {
            Proceedings.refuseStranger(campaign, squad);
            campaign.refuseUnless("免除", APPROVED, SUSPENDED);
            State state = tasks.get(code + ":" + squad).state();
            if (!state.isOpen()) {
                throw Refusal.conflict("该中队的任务" + state.label() + "，不能免除。");
            }
            return new Entry(Kind.EXEMPTED, what.label(), squad, why.label() + "：" + words);
        });
        events.publishEvent(new SquadExempted(code, squad, what, why, words, by.id()));
    }

    private void refuseUnlessUnderWay(Campaign campaign, String action) {
        campaign.refuseUnless(action, APPROVED);
        campaign.window().refuseOver(LocalDate.now(clock), action);
        if (assignments.find(campaign.code()).map(Assignment::closed).orElse(false)) {
            throw Refusal.conflict("各中队均已办结，不能" + action + "。");
        }
    }

    private void refuseBeyondFiling(Campaign campaign, LocalDate end) {
        papers.filing(campaign.code()).filter(filing -> !filing.lastsUntil(end)).ifPresent(filing -> {
            throw Refusal.conflict("备案的检查期间到" + Definition.DAY.format(filing.periodTo()) + "为止，须先变更备案。");
        });
    }

    private static <T> T required(String field, String label, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        return value;
    }

    private static String text(String field, String label, @Nullable String typed, int least, int most) {
        try {
            return Limits.required(label, typed, least, most);
        } catch (Refusal refused) {
            throw Refusal.invalid(field, refused.sentence());
        }
    }
}
