package cn.leiting.casework;

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
}
