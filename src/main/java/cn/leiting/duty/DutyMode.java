package cn.leiting.duty;

/** 勤务模式：what a squad's day is for; no day is without one (notice, line 29; domain D-03). */
public enum DutyMode {
    CAMPAIGN("专项整治"),
    FURTHER_IMPROVEMENT("365再提升"),
    LOOK_BACK("365回头看"),
    ROUTINE("日常勤务");

    private final String label;

    DutyMode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
