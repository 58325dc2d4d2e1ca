package cn.leiting.improvement;

import static cn.leiting.improvement.Improvement.Status.DROPPED;
import static cn.leiting.improvement.Improvement.Status.EVALUATED;
import static cn.leiting.improvement.Improvement.Status.PROPOSED;
import static cn.leiting.improvement.Improvement.Status.REJECTED;
import static cn.leiting.improvement.Improvement.Status.RUNNING;
import static cn.leiting.improvement.Improvement.Status.SUBMITTED;

import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 365再提升：an improvement outside the campaigns, known as {@code FI-2023-03} (the notice, line 31; domain P5). Every
 * change that its state does not allow is refused (409).
 */
@Table("further_improvement")
public class Improvement {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** 再提升状态. */
    public enum Status {
        /** By a cluster of complaints, or given back. */
        PROPOSED("待拟定"),
        SUBMITTED("待审定"),
        /** Given to the squads; an urgent one before it is approved. */
        RUNNING("实施中"),
        EVALUATED("已办结"),
        DROPPED("不开展"),
        REJECTED("未批准");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    @Id
    private final String code;

    private final int year;
    private final @Nullable String cluster;

    @Embedded.Empty
    private Proposal.Terms terms;

    private @Nullable Integer filing;
    private Status status = PROPOSED;
    private final Instant proposedAt;
    private @Nullable String definedBy;
    private @Nullable String pointsBy;
    private @Nullable String approvedBy;
    private @Nullable Instant squadsDoneAt;

    @Embedded.Nullable
    private @Nullable Evaluation effect;

    private @Nullable String evaluatedBy;

    @Version
    private int version;

    Improvement(String code, int year, @Nullable String cluster, Proposal.Terms terms, Instant proposedAt) {
        this.code = code;
        this.year = year;
        this.cluster = cluster;
        this.terms = terms;
        this.proposedAt = proposedAt;
    }

    /** A filing made for an earlier plan does not count for this one. */
    void define(Proposal.Terms plan, String by) {
        refuseUnless("报审", PROPOSED);
        terms = plan;
        filing = null;
        definedBy = by;
        status = SUBMITTED;
    }

    void drop() {
        refuseUnless("放弃", PROPOSED);
        status = DROPPED;
    }

    /** Until the filing, which speaks of them, or until it is given to the squads. */
    void choosePoints(String by) {
        refuseUnless("调整点位", PROPOSED, SUBMITTED);
        if (status == SUBMITTED && filing != null) {
            throw Refusal.conflict("专项检查计划已备案，不能再调整点位。");
        }
        pointsBy = by;
    }

    /** @param keep files it and answers the version, the first or an amendment */
    void file(IntSupplier keep) {
        refuseUnless("备案", SUBMITTED, RUNNING);
        if (!terms.needsFiling()) {
            throw Refusal.conflict("该项再提升不需要备案专项检查计划。");
        }
        filing = keep.getAsInt();
    }

    /** Before it is given to the squads, or of an urgent one after the fact. */
    void approve(LocalDate today, String by) {
        refuseDecided("批准");
        refuseMaker(by);
        if (terms.needsFiling() && filing == null) {
            throw Refusal.conflict("专项检查计划还没有备案，不能批准。");
        }
        if (isWaiting() && today.isAfter(terms.lastDay())) {
            throw Refusal.conflict("该项再提升已于" + DAY.format(terms.lastDay()) + "到期，不能批准，请退回修改日期。");
        }
        approvedBy = by;
    }

    /** What the squads work on already cannot be changed any more. */
    void giveBack(String by) {
        refuseDecided("退回");
        refuseMaker(by);
        if (terms.urgent()) {
            throw Refusal.conflict("紧急情形已先行下达，只能同意或否决。");
        }
        status = PROPOSED;
    }

    void reject(String by) {
        refuseDecided("否决");
        refuseMaker(by);
        status = REJECTED;
    }

    private void refuseDecided(String action) {
        refuseUnless(action, SUBMITTED, RUNNING);
        if (approvedBy != null) {
            throw Refusal.conflict("该项再提升已经批准，不能再" + action + "。");
        }
    }

    private void refuseMaker(String by) {
        if (by.equals(definedBy)) {
            throw Refusal.forbidden("不能审定自己拟定的再提升方案。");
        }
    }

    /** Days that are over are not made up for. */
    void release(LocalDate today) {
        refuseUnless("下达", SUBMITTED);
        if (approvedBy == null && !terms.urgent()) {
            throw Refusal.conflict("该项再提升还没有批准，不能下达。");
        }
        terms = terms.startingNotBefore(today);
        status = RUNNING;
    }

    void squadsDone(Instant at) {
        squadsDoneAt = squadsDoneAt == null ? at : squadsDoneAt;
    }

    void evaluate(Evaluation found, String by) {
        refuseUnless("评估成效", RUNNING);
        if (squadsDoneAt == null || approvedBy == null) {
            throw Refusal.conflict(approvedBy == null ? "该项再提升还没有审定，不能评估成效。" : "还有中队没有办结，不能评估成效。");
        }
        effect = found;
        evaluatedBy = by;
        status = EVALUATED;
    }

    private void refuseUnless(String action, Status... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw Refusal.conflict("该项再提升" + status.label() + "，不能" + action + "。");
        }
    }

    public String code() {
        return code;
    }

    public Proposal.Terms terms() {
        return terms;
    }

    /** As they were chosen, nine-digit codes in order. */
    public Set<String> squads() {
        return new TreeSet<>(terms.squads());
    }

    public Status status() {
        return status;
    }

    public boolean isUrgent() {
        return terms.urgent();
    }

    /** Its points can still be chosen, unless they are filed. */
    boolean isBeforeRelease() {
        return status == PROPOSED || status == SUBMITTED;
    }

    /** For its approval, before the squads get it. */
    boolean isWaiting() {
        return status == SUBMITTED && !terms.urgent();
    }

    /** Who made the plan, and answers for an urgent one until it is approved. */
    public @Nullable String definedBy() {
        return definedBy;
    }

    public @Nullable String approvedBy() {
        return approvedBy;
    }

    public boolean isApproved() {
        return approvedBy != null;
    }

    /** 各中队均已办结. */
    public boolean areSquadsDone() {
        return squadsDoneAt != null;
    }

    boolean werePointsChosen() {
        return pointsBy != null;
    }
}
