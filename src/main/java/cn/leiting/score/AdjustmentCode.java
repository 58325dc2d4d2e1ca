package cn.leiting.score;

/** 加减分事项 (domain 6.2): X deducts and Y adds; how much and how often at most is in the rubric. */
public enum AdjustmentCode {
    X1("反弹"),
    X2("证据虚假或者被篡改"),
    X3("决定被变更、撤销或者确认违法"),
    X4("红色预警"),
    X5("无故缺席已商定的联合执法"),
    X6("报告正常的点位24小时内被督查发现同类问题"),
    Y1("做法被市级以上采用"),
    Y2("做法在全区推广"),
    Y3("按局安排派员支援其他中队");

    private final String label;

    AdjustmentCode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it adds points. */
    public boolean isBonus() {
        return name().startsWith("Y");
    }
}
