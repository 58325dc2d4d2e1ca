package cn.leiting.casework;

/** 处置路径：what the decision {@code disposition} (D-04) says is to be done with a violation. */
public enum Route {
    EDUCATE("教育，不予处罚"),
    ORDER_IMMEDIATE("责令立即改正"),
    ORDER_WITH_DEADLINE("责令限期改正"),
    TRANSFER_AGENCY("移送有管辖权的机关"),
    TRANSFER_CRIME("涉嫌犯罪，移送司法机关"),
    SIMPLIFIED("简易程序，当场处罚"),
    ORDINARY("普通程序，立案");

    private final String label;

    Route(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
