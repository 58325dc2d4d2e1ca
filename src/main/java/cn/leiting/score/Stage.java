package cn.leiting.score;

/** 阶段：初评 after the campaign, 终评 after its look-back. */
public enum Stage {
    PROVISIONAL("初评"),
    FINAL("终评");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
