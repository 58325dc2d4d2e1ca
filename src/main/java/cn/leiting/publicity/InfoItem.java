package cn.leiting.publicity;

import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 信息：what a squad, or 办公室 itself, reports of its work, known as {@code INFO-2023-0001} (notice, line 55;
 * domain P9). Every change that its state does not allow is refused. How many there are is never a score.
 */
@Table("info_item")
public class InfoItem {

    /** 信息状态. */
    public enum Status {
        SUBMITTED("待编审"),
        RETURNED("已退回"),
        STORED("已留存"),
        CHECKING("待法制审查"),
        APPROVING("待审定"),
        APPROVED("待发布"),
        PUBLISHED("已发布"),
        WITHDRAWN("已撤下");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 来源：what never changes.
     *
     * @param eventAt a whole minute, as {@code submittedAt}
     * @param allowedMinutes how long after the event a submission is in time, as the parameter stood
     */
    record Origin(
            @Nullable String squad,
            @Nullable String campaign,
            String author,
            String textHash,
            Instant eventAt,
            Instant submittedAt,
            String submittedBy,
            int allowedMinutes,
            boolean breaking) {

        private static final Duration OLDEST = Duration.ofDays(30);

        static Origin of(InfoForms.Submission form, String textHash, Instant now, int allowedMinutes, String by) {
            Instant event = form.eventAt().truncatedTo(ChronoUnit.MINUTES);
            Instant submitted = now.truncatedTo(ChronoUnit.MINUTES);
            if (event.isAfter(submitted)) {
                throw Refusal.invalid("eventAt", "事件时间不能晚于现在。");
            }
            if (event.isBefore(submitted.minus(OLDEST))) {
                throw Refusal.invalid("eventAt", "事件已超过30天，不能再报送。");
            }
            return new Origin(
                    form.squad(),
                    form.campaign(),
                    form.author(),
                    textHash,
                    event,
                    submitted,
                    by,
                    allowedMinutes,
                    form.breaking());
        }
    }

    @Id
    private @Nullable Long id;

    private final String code;
    private final int year;
    private final int no;

    @Embedded(onEmpty = OnEmpty.USE_EMPTY)
    private final Origin origin;

    @Embedded(onEmpty = OnEmpty.USE_EMPTY)
    private Flags flags;

    private int texts = 1;
    private Status status = Status.SUBMITTED;
    private @Nullable String editedBy;
    private @Nullable Instant adoptedAt;
    private List<String> channels = List.of();
    private List<String> checks = List.of();
    private @Nullable String checkedBy;
    private @Nullable String approvedBy;
    private @Nullable Instant approvedAt;

    @Version
    private int version;

    private InfoItem(String code, int year, int no, Origin origin, Flags flags) {
        this.code = code;
        this.year = year;
        this.no = no;
        this.origin = origin;
        this.flags = flags;
    }

    static InfoItem submit(int year, int no, Origin origin, Flags flags) {
        return new InfoItem("INFO-%d-%04d".formatted(year, no), year, no, origin, flags);
    }

    /** @param rewritten whether there is a new text; its number is {@link #texts} then */
    void adopt(Edit edit, boolean rewritten, Instant now, String by) {
        refuseUnless("采用", Status.SUBMITTED);
        flags = flags.and(edit.flags());
        channels = names(edit.channels());
        checks = names(edit.checks());
        texts += rewritten ? 1 : 0;
        adoptedAt = adoptedAt == null ? now : adoptedAt;
        edited(edit.needsCheck() ? Status.CHECKING : Status.APPROVING, by);
    }

    /** 退回报送单位 or 留存：adopted no more, if it was. */
    void putAside(Status end, String action, String by) {
        refuseUnless(action, Status.SUBMITTED);
        adoptedAt = null;
        edited(end, by);
    }

    private void edited(Status next, String by) {
        editedBy = by;
        checkedBy = null;
        status = next;
    }

    void check(String by) {
        refuseUnless("审查", Status.CHECKING);
        refuseEditor("审查", by);
        checkedBy = by;
        status = Status.APPROVING;
    }

    void approve(Instant now, String by) {
        refuseUnless("审定", Status.APPROVING);
        refuseEditor("审定", by);
        approvedBy = by;
        approvedAt = now;
        status = Status.APPROVED;
    }

    /** From the check or the approval back to the editor. */
    void giveBack(Status from, String by) {
        String action = from == Status.CHECKING ? "审查" : "审定";
        refuseUnless(action, from);
        refuseEditor(action, by);
        status = Status.SUBMITTED;
    }

    /** Approved, but its facts prove wrong before it is published: to the editor, as if it had not been approved. */
    void withhold() {
        refuseUnless("退回编审", Status.APPROVED);
        approvedBy = null;
        approvedAt = null;
        status = Status.SUBMITTED;
    }

    /** @param before {@code APPROVED} for the first publication, {@code PUBLISHED} for a further one */
    void publish(Status before, Channel channel, Instant publishedAt) {
        refuseUnless("登记发布", before);
        if (!isMeantFor(channel)) {
            throw Refusal.invalid("channel", "审定的媒介不包括" + channel.label() + "，不能登记。");
        }
        if (publishedAt.isBefore(Objects.requireNonNull(approvedAt, "approved").truncatedTo(ChronoUnit.MINUTES))) {
            throw Refusal.invalid("publishedAt", "发布时间不能早于审定时间。");
        }
        status = Status.PUBLISHED;
    }

    void withdraw() {
        refuseUnless("撤下", Status.PUBLISHED);
        status = Status.WITHDRAWN;
    }

    private void refuseEditor(String action, String by) {
        if (by.equals(editedBy)) {
            throw Refusal.forbidden("不能" + action + "自己编辑的信息。");
        }
    }

    private void refuseUnless(String action, Status needed) {
        if (status != needed) {
            throw Refusal.conflict("信息" + code + status.label() + "，不能" + action + "。");
        }
    }

    private static List<String> names(Set<? extends Enum<?>> chosen) {
        return chosen.stream().map(Enum::name).sorted().toList();
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    /** The squad that submitted it; none for a topic of 办公室. */
    public @Nullable String squad() {
        return origin.squad();
    }

    public Flags flags() {
        return flags;
    }

    int texts() {
        return texts;
    }

    public Status status() {
        return status;
    }

    /** Whether it was approved, or is to be, for that channel. */
    boolean isMeantFor(Channel channel) {
        return channels.contains(channel.name());
    }

    /** The moment of its first adoption; null where it is not adopted, or no more. */
    public @Nullable Instant adoptedAt() {
        return adoptedAt;
    }
}
