package cn.leiting.calendar;

import cn.leiting.shared.Refusal;

/**
 * 期限：so many working days, calendar days, months or hours, 0 to 3660; 0 means the same day. Refuses
 * anything else.
 */
public record Length(int amount, Unit unit) {

    /** Ten years; nothing that the bureau or a law sets lasts longer. */
    static final int LONGEST = 3660;

    public Length {
        if (amount < 0 || amount > LONGEST) {
            throw Refusal.invalid("期限应为0至3660。");
        }
    }

    @Override
    public String toString() {
        return amount + unit.label();
    }

    /** 期限单位：in what a {@link Length} is counted. The start is never counted itself. */
    public enum Unit {
        WORKDAY("个工作日"),
        CALENDAR("日"),
        MONTH("个月"),
        HOUR("小时");

        private final String label;

        Unit(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
