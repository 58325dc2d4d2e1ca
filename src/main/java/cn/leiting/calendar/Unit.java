package cn.leiting.calendar;

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
