package cn.leiting.casework;

import cn.leiting.disposition.Dispositions.Proposal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** 结案方式 (domain P6, F-42). */
public enum Outcome {
    CORRECTED_NO_PENALTY("已改正，不予处罚"),
    WARNING("警告"),
    FINE_SIMPLIFIED("当场罚款"),
    FINE_ORDINARY("罚款"),
    OTHER_PENALTY("其他处罚"),
    NO_PENALTY_MINOR("违法行为轻微，不予处罚"),
    NO_PENALTY_FIRST("初次违法，不予处罚"),
    NO_PENALTY_OTHER("依法不予处罚"),
    NOT_ESTABLISHED("违法事实不成立"),
    TRANSFERRED_AGENCY("已移送其他机关"),
    TRANSFERRED_CRIME("已移送司法机关"),
    TERMINATED("终止办理");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    private static final Set<Outcome> WITHOUT_PENALTY =
            EnumSet.of(NO_PENALTY_MINOR, NO_PENALTY_FIRST, NO_PENALTY_OTHER, NOT_ESTABLISHED);

    /** 不予立案 and 不予处罚 of a kind that the outcome does not say itself are explained. */
    public boolean needsReason() {
        return this == NO_PENALTY_OTHER || this == NOT_ESTABLISHED;
    }

    /** Those by which the case may be closed as it is now; none while it is being handled. */
    public static List<Outcome> of(EnforcementCase found) {
        return Arrays.stream(values())
                .filter(outcome -> outcome != TERMINATED && outcome.fits(found))
                .toList();
    }

    /** A termination is possible anywhere. */
    boolean fits(EnforcementCase found) {
        return this == TERMINATED
                || switch (found.status()) {
                    case REGISTERED -> found.route() == Proposal.EDUCATE && WITHOUT_PENALTY.contains(this);
                    case ORDERED -> this == CORRECTED_NO_PENALTY;
                    case TRANSFERRED ->
                        this == (found.route() == Proposal.TRANSFER_CRIME ? TRANSFERRED_CRIME : TRANSFERRED_AGENCY);
                    case TO_FILE, DECIDED -> WITHOUT_PENALTY.contains(this);
                    case PERFORMED ->
                        found.route() == Proposal.SIMPLIFIED
                                ? Set.of(WARNING, FINE_SIMPLIFIED, NO_PENALTY_OTHER)
                                        .contains(this)
                                : Set.of(WARNING, FINE_ORDINARY, OTHER_PENALTY, NO_PENALTY_OTHER)
                                        .contains(this);
                    default -> false;
                };
    }
}
