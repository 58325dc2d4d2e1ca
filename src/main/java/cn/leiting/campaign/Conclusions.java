package cn.leiting.campaign;

import static cn.leiting.campaign.Campaign.Status.APPROVED;
import static cn.leiting.campaign.Campaign.Status.CLOSED;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Proceedings.Entry;
import cn.leiting.campaign.Proceedings.Kind;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 行动的收尾：what happens once all squads' tasks have ended. */
@Component
class Conclusions {

    private static final Set<State> TOOK_NO_PART = EnumSet.of(State.EXEMPTED, State.CANCELLED, State.ABSORBED);

    private final Proceedings proceedings;
    private final Papers papers;
    private final Assignments assignments;
    private final SquadTasks tasks;
    private final Organization organization;

    Conclusions(
            Proceedings proceedings,
            Papers papers,
            Assignments assignments,
            SquadTasks tasks,
            Organization organization) {
        this.proceedings = proceedings;
        this.papers = papers;
        this.assignments = assignments;
        this.tasks = tasks;
        this.organization = organization;
    }

    void supervise(String code, String comment, boolean hardCase, @Nullable String question, String by) {
        String found = Limits.required("督查意见", comment, 5, 1000);
        String asked = hardCase ? Limits.required("疑难问题", question, 20, 2000) : Limits.optional("疑难问题", question, 2000);
        if (!hardCase && asked != null) {
            throw Refusal.invalid("question", "没有疑难案件的，请不要填写疑难问题。");
        }
        proceedings.change(code, by, campaign -> {
            refuseBefore(campaign, "督查");
            campaign.supervise(asked);
            papers.supervise(code, found, asked, by);
            return Entry.of(Kind.SUPERVISED, found);
        });
    }

    void check(String code, List<Papers.Check> checks, String by) {
        proceedings.change(code, by, campaign -> {
            refuseBefore(campaign, "填写到位检查");
            refuseConfirmed(campaign);
            Set<String> strangers =
                    checks.stream().map(Papers.Check::squad).collect(Collectors.toCollection(HashSet::new));
            strangers.removeAll(tookPart(code));
            if (checks.isEmpty() || !strangers.isEmpty()) {
                throw Refusal.invalid("squad", "到位检查应填写参加行动且没有免除的中队。");
            }
            papers.check(code, checks, by);
            return new Entry(Kind.CHECKED, null, checks.size() + "个中队", null);
        });
    }

    void confirm(String code, @Nullable String comment, String by) {
        String note = Limits.optional("办结意见", comment, 1000);
        proceedings.change(code, by, campaign -> {
            refuseBefore(campaign, "办结");
            refuseConfirmed(campaign);
            refuseMissingChecks(code);
            campaign.confirmClosing();
            return Entry.of(Kind.CONFIRMED, note);
        });
    }

    void publicize(String code, String where, String by) {
        proceedings.change(code, by, campaign -> {
            campaign.refuseUnless("登记宣传报道", APPROVED);
            refuseUnconfirmed(campaign, "登记宣传报道");
            return Entry.of(Kind.PUBLICIZED, where);
        });
    }

    void finish(String code) {
        if (proceedings.get(code).status() != CLOSED) {
            proceedings.change(code, Proceedings.SYSTEM, campaign -> {
                campaign.finish();
                refuseUnconfirmed(campaign, "办结");
                return Entry.of(Kind.CLOSED, null);
            });
        }
    }

    List<String> tookPart(String code) {
        return tasks.of(code).stream()
                .filter(task -> !TOOK_NO_PART.contains(task.state()))
                .map(SquadTask::squad)
                .sorted()
                .toList();
    }

    private void refuseBefore(Campaign campaign, String action) {
        campaign.refuseUnless(action, APPROVED);
        if (!assignments.find(campaign.code()).map(Assignment::closed).orElse(false)) {
            throw Refusal.conflict("还有中队没有办结，不能" + action + "。");
        }
    }

    private static void refuseConfirmed(Campaign campaign) {
        if (campaign.isClosingConfirmed()) {
            throw Refusal.conflict("到位检查已经完成，不能再更改。");
        }
    }

    private static void refuseUnconfirmed(Campaign campaign, String action) {
        if (!campaign.isClosingConfirmed()) {
            throw Refusal.conflict("到位检查还没有完成，不能" + action + "。");
        }
    }

    private void refuseMissingChecks(String code) {
        Set<String> checked =
                papers.checks(code).stream().map(Papers.Check::squad).collect(Collectors.toSet());
        String missing = tookPart(code).stream()
                .filter(squad -> !checked.contains(squad))
                .map(squad -> organization.squad(squad).name())
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw Refusal.conflict("还没有填写到位检查：" + missing + "。");
        }
    }
}
