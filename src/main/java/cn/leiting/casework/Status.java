package cn.leiting.casework;

import java.util.Set;

/** 案件状态：where a case is, and where it may go from there; nowhere else. */
public enum Status {
    REGISTERED("已登记案源"),
    ORDERED("责令改正中"),
    TO_TRANSFER("待移送"),
    TRANSFERRED("已移送，待回复"),
    ON_THE_SPOT("待当场处罚"),
    TO_FILE("待立案"),
    INVESTIGATING("调查取证"),
    PROPOSED("已提出处理意见"),
    NOTIFIED("已事先告知"),
    HEARING("听证"),
    REVIEWING("法制审核"),
    DISCUSSING("集体讨论"),
    DECIDING("待决定"),
    DECIDED("已决定，待送达"),
    SERVED("已送达，履行中"),
    ENFORCING("催告和强制执行"),
    PERFORMED("已履行，待结案"),
    CLOSED("已结案");

    private final String label;

    Status(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Closing is possible from anywhere, because a case may be terminated anywhere. */
    Set<Status> next() {
        return switch (this) {
            case REGISTERED -> Set.of(ORDERED, TO_TRANSFER, ON_THE_SPOT, TO_FILE);
            case ORDERED, TRANSFERRED -> Set.of(REGISTERED);
            case TO_TRANSFER -> Set.of(TRANSFERRED);
            case ON_THE_SPOT -> Set.of(DECIDED, TO_FILE);
            case TO_FILE -> Set.of(INVESTIGATING);
            case INVESTIGATING -> Set.of(PROPOSED);
            case PROPOSED -> Set.of(NOTIFIED, REVIEWING, DISCUSSING, DECIDING);
            case NOTIFIED -> Set.of(HEARING, REVIEWING, DISCUSSING, DECIDING);
            case HEARING -> Set.of(REVIEWING, DISCUSSING, DECIDING);
            case REVIEWING -> Set.of(INVESTIGATING, DISCUSSING, DECIDING);
            case DISCUSSING -> Set.of(INVESTIGATING, DECIDING);
            case DECIDING -> Set.of(DECIDED, INVESTIGATING, NOTIFIED, TO_TRANSFER);
            case DECIDED -> Set.of(SERVED);
            case SERVED -> Set.of(ENFORCING, PERFORMED);
            case ENFORCING -> Set.of(PERFORMED);
            case PERFORMED -> Set.of();
            case CLOSED -> Set.of();
        };
    }
}
