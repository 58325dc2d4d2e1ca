package cn.leiting.assignment;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 中队任务：one squad's share of an assignment as it stands, known as {@code TH-2023-01:310118105}. A moment is
 * missing until it has come.
 *
 * @param squad its code
 * @param addedReason why it was added late; of the others none
 * @param accountable the account of who answered for it when it was acknowledged
 * @param returns how often its feedback was given back
 * @param hardCase whether any version of its feedback flagged a hard case; then {@code question} is the latest
 * @param judged whether its feedback was accepted, or given up, for good
 * @param exemption the last one granted
 */
public record SquadTask(
        String code,
        String assignment,
        String squad,
        State state,
        @Nullable String addedReason,
        @Nullable Instant dispatchedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String accountable,
        @Nullable String accountableName,
        @Nullable String note,
        @Nullable Instant plannedAt,
        @Nullable Instant beganAt,
        @Nullable Instant fieldEndedAt,
        @Nullable Instant fedBackAt,
        @Nullable Instant reviewedAt,
        int returns,
        boolean judged,
        boolean hardCase,
        @Nullable String question,
        Exemption.@Nullable Kind exemption,
        Exemption.@Nullable Reason exemptionReason,
        @Nullable String exemptionText,
        @Nullable String failReason,
        @Nullable Instant closedAt) {

    public enum State {
        WAITING("待下达"),
        ASSIGNED("待签收"),
        ACKNOWLEDGED("待编勤务方案"),
        PLANNED("待开始"),
        RUNNING("现场检查中"),
        TO_FEED_BACK("待反馈"),
        FED_BACK("待审核"),
        REVIEWED("待会审"),
        RETURNED("退回整改"),
        REJECTED("待领导决定"),
        ACCEPTED("已办结"),
        FAILED("未完成"),
        EXEMPTED("已免除"),
        CANCELLED("已取消"),
        ABSORBED("已并入");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public boolean isOpen() {
            return compareTo(ACCEPTED) < 0;
        }

        /** Then, and until a campaign took over, what was seen within the window counts, however late it arrives. */
        public boolean isOfTheField() {
            return this == RUNNING || this == TO_FEED_BACK || this == RETURNED || this == ABSORBED;
        }
    }

    /** 牵头领导的决定 after the last return: as it is, one more try, or as not done. */
    public enum Decision {
        ACCEPT("接受现有反馈"),
        RETRY("约谈后再改一次"),
        FAIL("按未完成处理");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How its last feedback was judged for good. */
    enum Verdict {
        COUNTERSIGNED,
        NO_OBJECTION,
        ACCEPTED_BY_LEADER,
        FAILED_BY_LEADER
    }

    /** A task has ended, as its state says. */
    public record Closed(String code, State state) {}

    /** 退回整改 or, the last time, 待领导决定. */
    public boolean returned() {
        return state == State.RETURNED || state == State.REJECTED;
    }

    /** Returned as often as the parameter {@code feedback.maxReturns} allows. */
    public boolean returnedTooOften() {
        return state == State.REJECTED;
    }

    /**
     * 数据块：what the records say of one squad's task; counted, never typed, and frozen with the feedback (domain
     * F-13). None is negative.
     *
     * @param pointsAssigned all points of the squad, those excused included
     * @param pointsExcused of these, how many need no inspection
     * @param pointsInspected of those not excused, how many have all their rounds
     * @param personTimes 出动人次
     * @param findingsByViolation findings by the violation's code
     * @param openPoints of those not excused, how many lack a round
     */
    public record Figures(
            int pointsAssigned,
            int pointsExcused,
            int pointsInspected,
            int inspections,
            int invalidInspections,
            int personTimes,
            int findings,
            Map<String, Integer> findingsByViolation,
            int educated,
            int correctedOnSpot,
            int ordered,
            int cases,
            int transferred,
            int withoutDisposition,
            int openPoints) {

        public Figures {
            findingsByViolation = Collections.unmodifiableMap(new TreeMap<>(findingsByViolation));
            boolean negative = Stream.concat(
                            Stream.of(pointsAssigned, pointsExcused, pointsInspected, inspections, invalidInspections),
                            Stream.of(personTimes, findings, educated, correctedOnSpot, ordered, cases, transferred))
                    .anyMatch(number -> number < 0);
            if (negative || withoutDisposition < 0 || openPoints < 0) {
                throw Refusal.invalid("数据块中不能有负数。");
            }
        }

        /** 覆盖率: inspected to assigned but not excused, 0 to 1 in four decimals; 1 where nothing was to be inspected. */
        public BigDecimal coverage() {
            int due = pointsAssigned - pointsExcused;
            return due <= 0
                    ? BigDecimal.ONE
                    : BigDecimal.valueOf(pointsInspected).divide(BigDecimal.valueOf(due), 4, RoundingMode.HALF_UP);
        }
    }
}
