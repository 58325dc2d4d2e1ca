package cn.leiting.scoring;

import cn.leiting.score.Stage;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 评分：one stage of a campaign's scoring, known as {@code SC-2023-01:PROVISIONAL} (domain P10, §6.6). Three
 * people answer for it: who supplied the adjustments, who checked, who confirmed. Every change that its state
 * does not allow is refused (409), and what one of the three may not do because of the other (403).
 */
@Table("scoring")
public class Scoring {

    /** 评分状态, in their order. */
    public enum Status {
        BEGUN("待补充加减分事项"),
        SUPPLIED("待计算"),
        COMPUTED("待核对"),
        CHECKED("待公布"),
        PUBLISHED("已公布"),
        CONFIRMED("已确认"),
        LOCKED("已锁定");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether the squads may see the score. */
        public boolean isPublic() {
            return compareTo(PUBLISHED) >= 0;
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
    private @Nullable String confirmedBy;
    private @Nullable Instant firstPublishedAt;
    private @Nullable Instant publishedAt;
    private @Nullable Instant lockedAt;

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
        return new Scoring(codeOf(campaign, stage), campaign, stage);
    }

    /** E.g. {@code SC-2023-01:PROVISIONAL}. */
    static String codeOf(String campaign, Stage stage) {
        return "SC-" + campaign.substring("TH-".length()) + ":" + stage;
    }

    void supply(String by) {
        refuseUnless(Status.BEGUN, "补充加减分事项");
        suppliedBy = by;
        status = Status.SUPPLIED;
    }

    /** Why the cards are computed, for the version that comes of it. */
    String computation() {
        return stage.label() + (firstPublishedAt == null ? "计算。" : "退回后重新计算。");
    }

    void compute() {
        refuseUnless(Status.SUPPLIED, "计算");
        status = Status.COMPUTED;
    }

    /** Refuses whoever supplied the adjustments. */
    void check(String by) {
        judge(by);
        checkedBy = by;
        status = Status.CHECKED;
    }

    /** Back to the adjustments; refuses whoever supplied them. */
    void giveBack(String by) {
        judge(by);
        status = Status.BEGUN;
    }

    private void judge(String by) {
        refuseUnless(Status.COMPUTED, "核对");
        if (by.equals(suppliedBy)) {
            throw Refusal.forbidden("不能核对自己补充的加减分事项。");
        }
    }

    void publish(Instant now) {
        refuseUnless(Status.CHECKED, "公布");
        firstPublishedAt = firstPublishedAt == null ? now : firstPublishedAt;
        publishedAt = now;
        status = Status.PUBLISHED;
    }

    /** Refuses whoever supplied or checked it. */
    void confirm(String by) {
        settle(by);
        confirmedBy = by;
        status = Status.CONFIRMED;
    }

    /** Back to the computation, to be checked and published anew; refuses whoever supplied or checked it. */
    void sendBack(String by) {
        settle(by);
        checkedBy = null;
        status = Status.SUPPLIED;
    }

    private void settle(String by) {
        refuseUnless(Status.PUBLISHED, "确认");
        refuseMaker(by, "不能确认自己补充或者核对的评分。");
    }

    void lock(Instant now) {
        refuseUnless(Status.CONFIRMED, "锁定");
        lockedAt = now;
        status = Status.LOCKED;
    }

    /** Refuses who supplied or checked it. */
    void refuseMaker(String by, String sentence) {
        if (by.equals(suppliedBy) || by.equals(checkedBy)) {
            throw Refusal.forbidden(sentence);
        }
    }

    void refuseUnless(Status needed, String action) {
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

    /** When the squads were last shown the score; null before. */
    public @Nullable Instant publishedAt() {
        return publishedAt;
    }

    /** What changed since is on the list that the squads are shown; null before. */
    public @Nullable Instant firstPublishedAt() {
        return firstPublishedAt;
    }

    public @Nullable Instant lockedAt() {
        return lockedAt;
    }
}
