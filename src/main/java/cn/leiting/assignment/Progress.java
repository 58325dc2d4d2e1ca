package cn.leiting.assignment;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.SquadTask.Decision;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTask.Verdict;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** 任务进度：how far a squad's task has come. Every change that its state does not allow is refused (409). */
@Table("squad_task")
class Progress {

    @Id
    private final String code;

    private final String assignment;
    private final String squad;
    private State state = State.WAITING;
    private @Nullable Instant dispatchedAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable String acknowledgedBy;
    private @Nullable String accountable;
    private @Nullable String note;
    private @Nullable Instant plannedAt;
    private @Nullable Instant beganAt;
    private @Nullable Instant fieldEndedAt;
    private @Nullable String fieldEndedBy;
    private @Nullable String fieldRemark;
    private @Nullable Instant fedBackAt;
    private @Nullable Instant reviewedAt;
    private int returns;
    private @Nullable Verdict verdict;
    private @Nullable Instant verdictAt;
    private boolean hardCase;
    private @Nullable String question;

    @Embedded.Nullable(prefix = "exemption_")
    private @Nullable Exemption exemption;

    private @Nullable String exemptedBy;
    private @Nullable Instant exemptedAt;
    private @Nullable String failReason;
    private @Nullable Instant closedAt;

    @Version
    private int version;

    Progress(String code, String assignment, String squad) {
        this.code = code;
        this.assignment = assignment;
        this.squad = squad;
    }

    void acknowledge(String designee, @Nullable String remark, String by, Instant at) {
        require("签收", State.ASSIGNED);
        accountable = designee;
        note = remark;
        acknowledgedBy = by;
        acknowledgedAt = at;
        state = State.ACKNOWLEDGED;
    }

    /** The first plan, or a further version before the field work ends. */
    void plan(Instant at) {
        require("编制勤务方案", State.ACKNOWLEDGED, State.PLANNED, State.RUNNING);
        plannedAt = at;
        state = state == State.RUNNING ? State.RUNNING : State.PLANNED;
    }

    /** Whether it began just now. */
    boolean begin(Instant at) {
        if (state.compareTo(State.PLANNED) > 0) {
            return false;
        }
        require("开始现场检查", State.PLANNED);
        beganAt = at;
        state = State.RUNNING;
        return true;
    }

    void endField(int openPoints, @Nullable String remark, String by, Instant at) {
        require("结束现场检查", State.RUNNING);
        if (openPoints > 0) {
            throw Refusal.conflict("尚有" + openPoints + "个点位未完成检查，完成后或者到截止日再结束。");
        }
        fieldRemark = remark;
        fieldEndedBy = by;
        fieldEndedAt = at;
        state = State.TO_FEED_BACK;
    }

    /** Whether the last day ended it just now. */
    boolean endFieldByDate(Instant at) {
        if (state.compareTo(State.RUNNING) > 0) {
            return false;
        }
        require("结束现场检查", State.RUNNING);
        fieldEndedAt = at;
        state = State.TO_FEED_BACK;
        return true;
    }

    /** @param difficulty the question of a hard case */
    void interim(@Nullable String difficulty) {
        require("提交阶段反馈", State.RUNNING);
        flag(difficulty);
    }

    void feedBack(@Nullable String difficulty, Instant at) {
        require("反馈", State.TO_FEED_BACK, State.RETURNED);
        flag(difficulty);
        fedBackAt = at;
        state = State.FED_BACK;
    }

    /** A hard case stays one, with the latest question. */
    private void flag(@Nullable String difficulty) {
        if (difficulty != null) {
            hardCase = true;
            question = difficulty;
        }
    }

    void takeBack() {
        require("撤回反馈", State.FED_BACK);
        fedBackAt = returns == 0 ? null : fedBackAt;
        state = returns == 0 ? State.TO_FEED_BACK : State.RETURNED;
    }

    void review(boolean returned, int maxReturns, Instant at) {
        require("审核", State.FED_BACK);
        reviewedAt = at;
        state = State.REVIEWED;
        if (returned) {
            giveBack(maxReturns);
        }
    }

    void countersign(boolean returned, int maxReturns, Instant at) {
        requireUnjudged("会审", State.REVIEWED);
        if (returned) {
            giveBack(maxReturns);
        } else {
            judge(Verdict.COUNTERSIGNED, at);
        }
    }

    private void giveBack(int maxReturns) {
        returns++;
        state = returns < maxReturns ? State.RETURNED : State.REJECTED;
    }

    void noObjection(Instant at) {
        if (verdict == null) {
            require("会审", State.REVIEWED);
            judge(Verdict.NO_OBJECTION, at);
        }
    }

    void decide(Decision decision, Instant at) {
        requireUnjudged("决定", State.REJECTED);
        switch (decision) {
            case ACCEPT -> judge(Verdict.ACCEPTED_BY_LEADER, at);
            case RETRY -> state = State.RETURNED;
            case FAIL -> judge(Verdict.FAILED_BY_LEADER, at);
        }
    }

    private void judge(Verdict judged, Instant at) {
        verdict = judged;
        verdictAt = at;
    }

    boolean isJudged() {
        return verdict != null;
    }

    /**
     * As it was judged. At the cut-off, what the squad still owes has failed; what lay with those who review
     * it is taken for unobjected, for their delay is not the squad's (domain 9.1 no. 7).
     */
    void close(Instant at) {
        if (state == State.WAITING) {
            require("办结", State.ASSIGNED);
        }
        if (verdict == null && (state == State.FED_BACK || state == State.REVIEWED)) {
            judge(Verdict.NO_OBJECTION, at);
        }
        boolean failed = verdict == null || verdict == Verdict.FAILED_BY_LEADER;
        if (failed) {
            failReason = verdict == null ? "超过截止日未办结" : "牵头领导决定按未完成处理";
        }
        end(failed ? State.FAILED : State.ACCEPTED, at);
    }

    void exempt(Exemption granted, String by, Instant at) {
        if (!state.isOpen()) {
            require("免除", State.ASSIGNED);
        }
        exemption = granted;
        exemptedBy = by;
        exemptedAt = at;
        if (granted.kind() == Exemption.Kind.WHOLE) {
            end(State.EXEMPTED, at);
        }
    }

    private void end(State last, Instant at) {
        state = last;
        closedAt = at;
    }

    private void requireUnjudged(String action, State needed) {
        require(action, needed);
        if (verdict != null) {
            throw Refusal.conflict("反馈已有结论，不能再" + action + "。");
        }
    }

    private void require(String action, State... allowed) {
        if (!Arrays.asList(allowed).contains(state)) {
            throw Refusal.conflict("任务" + state.label() + "，" + (state.isOpen() ? "现在不能" : "不能再") + action + "。");
        }
    }

    String code() {
        return code;
    }

    String assignment() {
        return assignment;
    }

    String squad() {
        return squad;
    }

    State state() {
        return state;
    }
}
