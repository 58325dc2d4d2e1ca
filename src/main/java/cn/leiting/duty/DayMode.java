package cn.leiting.duty;

/**
 * 一日的勤务模式.
 *
 * @param lookBackBeside 兼365回头看, beside a campaign only (domain D-03)
 */
public record DayMode(DutyMode mode, boolean lookBackBeside) {

    public String label() {
        return lookBackBeside ? mode.label() + "（兼365回头看）" : mode.label();
    }

    /** For the narrow cells of a calendar: 专, 专看, 升, 看 or 常. */
    public String sign() {
        return switch (mode) {
            case CAMPAIGN -> lookBackBeside ? "专看" : "专";
            case FURTHER_IMPROVEMENT -> "升";
            case LOOK_BACK -> "看";
            case ROUTINE -> "常";
        };
    }
}
