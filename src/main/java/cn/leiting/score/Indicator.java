package cn.leiting.score;

/**
 * 指标：what a campaign is scored by (domain 6.2). Each is a share of what was assigned or required; none
 * counts inspections, cases or money (行政处罚法第七十四条第三款). What each weighs is in the rubric.
 */
public enum Indicator {
    A1("责任人指定"),
    A2("勤务方案报备"),
    A3("任务签收"),
    B1("点位覆盖率"),
    B2("检查规范率"),
    C1("按期整改率"),
    C2("复查合格率"),
    C3("回头看完成率"),
    D1("应处尽处"),
    D2("办案时限合规率"),
    D3("案卷评查"),
    E1("按时反馈率"),
    E2("一次通过率"),
    F1("信息报送"),
    F2("信息采用"),
    G1("普法到位率"),
    G2("诉件按时办结率");

    private final String label;

    Indicator(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
