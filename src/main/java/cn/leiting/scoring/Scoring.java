package cn.leiting.scoring;

import cn.leiting.shared.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 评分：one stage of a campaign's scoring, known as {@code SC-2023-01:PROVISIONAL} (domain P10). It
 * prepares the score and holds none: no indicator is computed yet. Every change that its state does not
 * allow is refused.
 */
@Table("scoring")
public class Scoring {

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

    /** 评分状态. */
    public enum Status {
        BEGUN("待补充加减分事项"),
        SUPPLIED("待核对"),
        CHECKED("待计分");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    @Id
    private @Nullable Long id;

    private final String code;
    private final String campaign;
    private final Stage stage;
    private Status status = Status.BEGUN;
    private @Nullable String suppliedBy;
    private @Nullable String checkedBy;

    @Version
    private int version;

    private Scoring(String code, String campaign, Stage stage) {
        this.code = code;
        this.campaign = campaign;
        this.stage = stage;
    }

    /** Refuses what is no campaign's code. */
    static Scoring begin(String campaign, Stage stage) {
        if (!campaign.matches("TH-\\d{4}-\\d{2,}")) {
            throw Refusal.invalid("campaign", "“" + campaign + "”不是专项整治行动的编号。");
        }
        return new Scoring("SC-" + campaign.substring("TH-".length()) + ":" + stage, campaign, stage);
    }

    void supply(String by) {
        refuseUnless(Status.BEGUN, "补充加减分事项");
        suppliedBy = by;
        status = Status.SUPPLIED;
    }

    void check(String by) {
        decideOn(by);
        checkedBy = by;
        status = Status.CHECKED;
    }

    void giveBack(String by) {
        decideOn(by);
        status = Status.BEGUN;
    }

    private void decideOn(String by) {
        refuseUnless(Status.SUPPLIED, "核对");
        if (by.equals(suppliedBy)) {
            throw Refusal.forbidden("不能核对自己补充的加减分事项。");
        }
    }

    private void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict(
                    "评分" + code + status.label() + "，" + (status.compareTo(needed) > 0 ? "不能再" : "还不能") + action + "。");
        }
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    /** The code of the campaign, e.g. {@code TH-2023-01}. */
    public String campaign() {
        return campaign;
    }

    public Stage stage() {
        return stage;
    }

    public Status status() {
        return status;
    }
}
