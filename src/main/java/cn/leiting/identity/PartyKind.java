package cn.leiting.identity;

/** 当事人类型. */
public enum PartyKind {
    CITIZEN("公民"),
    ORGANISATION("法人或者其他组织"),
    SOLE_TRADER("个体工商户");

    private final String label;

    PartyKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
