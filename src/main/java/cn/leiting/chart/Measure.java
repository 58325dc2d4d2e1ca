package cn.leiting.chart;

/**
 * 图表：what is drawn, always as a share of what was due, never as a number of inspections, cases or money
 * (行政处罚法第七十四条第三款; domain 0.2 no. 1, 6.1).
 */
public enum Measure {
    COVERAGE("coverage", "检查覆盖", "已检查轮次占应检查轮次的比例", "按行动、回头看、再提升的起始月份计；免予检查的点位不计。", "应检查点位"),
    RECTIFICATION("rectification", "整改到位", "按期整改办结的责令改正占到期责令改正的比例", "按改正期限届满的月份计；无法复查的不计。", "到期责令改正"),
    RELAPSE("relapse", "反弹回潮", "复查合格后又反弹的问题占复查合格问题的比例，越低越好", "按复查合格的月份计；反弹以观察期内同一点位同一违法行为为准。", "复查合格的问题"),
    DEADLINES("deadlines", "按期办理", "按期办理的事项占到期事项的比例", "按期限届满的月份计；已取消的不计。", "到期事项");

    private final String path;
    private final String title;
    private final String meaning;
    private final String rule;
    private final String things;

    Measure(String path, String title, String meaning, String rule, String things) {
        this.path = path;
        this.title = title;
        this.meaning = meaning;
        this.rule = rule;
        this.things = things;
    }

    /** Its word in an address. */
    public String path() {
        return path;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    /** To which month a record belongs, and which leave both sides. */
    public String rule() {
        return rule;
    }

    /** What its records are. */
    public String things() {
        return things;
    }
}
