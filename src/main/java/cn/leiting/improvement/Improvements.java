package cn.leiting.improvement;

import cn.leiting.assignment.AssignedPoints;
import cn.leiting.calendar.Parameters;
import cn.leiting.campaign.Filing;
import cn.leiting.catalogue.Checklists;
import cn.leiting.improvement.ImprovementRows.Kind;
import cn.leiting.improvement.Proposal.Source;
import cn.leiting.improvement.Proposal.TriggerType;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Limits;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 365再提升：the life of each improvement, known as {@code FI-2023-03}. Refuses what its state does not allow (409),
 * what breaks a limit (422), who may not (403) and an unknown code (404). What becomes of its squads goes through
 * {@link Shares}.
 */
@Component
@Transactional
public class Improvements {

    private final ImprovementRows rows;
    private final Shares shares;
    private final AssignedPoints points;
    private final Checklists checklists;
    private final Parameters parameters;
    private final Organization organization;
    private final Clock clock;

    Improvements(
            ImprovementRows rows,
            Shares shares,
            AssignedPoints points,
            Checklists checklists,
            Parameters parameters,
            Organization organization,
            Clock clock) {
        this.rows = rows;
        this.shares = shares;
        this.points = points;
        this.checklists = checklists;
        this.parameters = parameters;
        this.organization = organization;
        this.clock = clock;
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public Improvement get(String code) {
        return rows.get(code);
    }

    /**
     * 提出再提升, by 执法协调科 with its plan, which is submitted at once.
     *
     * @param needsFiling whether an inspection plan must be filed before the approval
     * @return the code
     */
    public String start(Proposal plan, boolean needsFiling, String by) {
        refuseUnknown(plan.squads());
        String code =
                insert(null, plan.triggerType(), plan.source(), plan.evidence(), plan.squads(), plan.focusItems());
        rows.note(code, Kind.PROPOSED, plan.triggerType().label(), by);
        define(code, plan, needsFiling, by);
        return code;
    }

    /**
     * 投诉集中的建议, which only proposes: 执法协调科 completes or drops it. Once for each cluster.
     *
     * @param cluster its key, at most 100 characters
     * @param kind of complaints, in words
     * @param squads in whose towns they were, nine-digit codes; unknown ones are left out
     * @param evidence what was found, in whole sentences; cut at 1000 characters
     * @return the code, empty where the cluster has proposed before or names no squad
     */
    public Optional<String> propose(String cluster, String kind, List<String> squads, String evidence) {
        String key = Limits.required("投诉集中编号", cluster, 100);
        Set<String> known = codes();
        known.retainAll(squads);
        if (known.isEmpty() || rows.ofCluster(key).isPresent()) {
            return Optional.empty();
        }
        String focus = Limits.required("投诉类别", kind, 100);
        String code =
                insert(key, TriggerType.COMMON_SITUATION, Source.COMPLAINT, cut(evidence, 1000), known, List.of(focus));
        rows.note(code, Kind.PROPOSED, "投诉集中：" + focus, ImprovementRows.SYSTEM);
        return Optional.of(code);
    }

    private String insert(
            @Nullable String cluster,
            TriggerType trigger,
            Source source,
            String evidence,
            Set<String> squads,
            List<String> focusItems) {
        LocalDate today = LocalDate.now(clock);
        String code = rows.nextCode(today.getYear());
        Proposal.Terms terms = new Proposal.Terms(
                trigger,
                source,
                evidence,
                cut("365再提升：" + focusItems.get(0), 100),
                Proposal.USUAL_THEME,
                null,
                List.copyOf(squads),
                focusItems,
                null,
                today,
                today.plusDays(days("fi.days", today) - 1L),
                false,
                false,
                false);
        rows.insert(new Improvement(code, today.getYear(), cluster, terms, rows.instant()));
        return code;
    }

    private static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /**
     * 报审再提升方案 (F-20), again after it was given back. All active points of the squads' towns are assigned unless
     * 执法协调科 chose the points. Refuses an end before today, more days than {@code fi.maxDays}, an unknown squad or
     * theme, and (409) squads of which each is inside a campaign on the first day.
     */
    public void define(String code, Proposal plan, boolean needsFiling, String by) {
        LocalDate today = LocalDate.now(clock);
        LocalDate from = plan.from().isBefore(today) ? today : plan.from();
        LocalDate to = plan.to() == null ? from.plusDays(days("fi.days", today) - 1L) : plan.to();
        Proposal.require(!to.isBefore(today), "to", "结束日期不能早于今天。");
        int most = days("fi.maxDays", today);
        Proposal.require(ChronoUnit.DAYS.between(plan.from(), to) < most, "to", "再提升不能超过" + most + "天。");
        refuseUnknown(plan.squads());
        shares.refuseUnlessAnyFree(plan.squads(), from);
        String checklist = checklists.current(plan.themeOrUsual(), today).key();
        Proposal.Terms terms = plan.terms(checklist, from, to, needsFiling);

        Improvement defined = rows.change(code, improvement -> improvement.define(terms, by));
        if (!defined.werePointsChosen()) {
            points.assignAll(code, defined.squads());
        }
        rows.note(code, Kind.DEFINED, terms.title(), by);
    }

    private int days(String key, LocalDate on) {
        return parameters.length(key, on).amount();
    }

    private void refuseUnknown(Set<String> squads) {
        Set<String> unknown = new TreeSet<>(squads);
        unknown.removeAll(codes());
        Proposal.require(unknown.isEmpty(), "squads", "没有代码为“" + String.join("、", unknown) + "”的中队。");
    }

    private Set<String> codes() {
        return organization.squads(LocalDate.now(clock)).stream()
                .map(Squad::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** 不开展, with the reason, 5 to 1000 characters. */
    public void drop(String code, @Nullable String reason, String by) {
        String why = Limits.required("不开展的理由", reason, 5, 1000);
        rows.change(code, Improvement::drop);
        rows.note(code, Kind.DROPPED, why, by);
    }

    /** 备案专项检查计划 (F-04a), again as an amendment. Refuses a period that does not cover the improvement's. */
    public void file(String code, Filing.Form form, String by) {
        Proposal.require(!form.approvedOn().isAfter(LocalDate.now(clock)), "approvedOn", "批准日期不能晚于今天。");
        rows.change(code, improvement -> {
            form.refuseUnlessCovering(
                    improvement.terms().firstDay(), improvement.terms().lastDay());
            improvement.file(() -> rows.file(code, form, by));
        });
        rows.note(code, Kind.FILED, form.filingNo(), by);
    }

    /**
     * 批准, of an urgent one after the fact. Refuses the one who defined it, a missing filing, an end that is over, and
     * what is not yet given out and of which each squad is inside a campaign by now.
     *
     * @return whether all squads are done already
     */
    public boolean approve(String code, @Nullable String comment, String by) {
        String note = Limits.optional("审定意见", comment, 1000);
        LocalDate today = LocalDate.now(clock);
        Improvement approved = rows.change(code, improvement -> improvement.approve(today, by));
        if (approved.isWaiting()) {
            LocalDate from = approved.terms().startingNotBefore(today).firstDay();
            shares.refuseUnlessAnyFree(approved.squads(), from);
        }
        rows.note(code, Kind.APPROVED, note, by);
        return approved.areSquadsDone();
    }

    /** 退回修改. Refuses the one who defined it, and what was given out as urgent. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        rows.change(code, improvement -> improvement.giveBack(by));
        rows.note(code, Kind.RETURNED, why, by);
    }

    /** 不予批准. Refuses the one who defined it. */
    public void reject(String code, String comment, String by) {
        String why = Limits.required("否决意见", comment, 5, 1000);
        rows.change(code, improvement -> improvement.reject(by));
        rows.note(code, Kind.REJECTED, why, by);
    }

    /**
     * The squads' tasks have ended, or there is none; repeated, it changes nothing. Whoever asks afterwards in the same
     * way whether they are done waits for this transaction.
     */
    public void squadsDone(String code) {
        if (!rows.lock(code).areSquadsDone()) {
            rows.change(code, improvement -> improvement.squadsDone(rows.instant()));
            rows.note(code, Kind.SQUADS_DONE, null, ImprovementRows.SYSTEM);
        }
    }

    /** Asked under its lock, so that no squad's end slips between the answer and the wait. */
    public boolean areSquadsDone(String code) {
        return rows.lock(code).areSquadsDone();
    }

    /** 评估成效 (F-21), once all squads' tasks have ended and it is approved. */
    public void evaluate(String code, Evaluation effect, String by) {
        rows.change(code, improvement -> improvement.evaluate(effect, by));
        rows.note(code, Kind.EVALUATED, effect.solved().label() + (effect.proposeCampaign() ? "，建议立项" : ""), by);
    }
}
