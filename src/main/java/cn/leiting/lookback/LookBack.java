package cn.leiting.lookback;

import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 365回头看：what follows a campaign from the day after its end on, known as {@code LB-2023-01} (the notice, line
 * 31; domain P4). Every change that its state does not allow is refused (409).
 */
@Table("look_back")
public class LookBack {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** 回头看状态. */
    public enum Status {
        BEGUN("待抽取样本"),
        DRAWN("待确认样本"),
        CONFIRMED("实施中"),
        SUPERVISED("待到位检查"),
        /** What the squads found does not change any more. */
        CLOSED("待宣传报道"),
        PUBLICIZED("待终评"),
        FINISHED("已办结");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 疑难问题 that supervision has for the whole look-back, and who put it. */
    public record Question(String text, String by) {}

    @Id
    private final String code;

    private final String campaign;
    private LocalDate firstDay;
    private LocalDate lastDay;
    private final long seed;
    private Status status = Status.BEGUN;
    private final Instant begunAt;
    private @Nullable String confirmedBy;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant finishedAt;

    @Version
    private int version;

    LookBack(String code, String campaign, LocalDate firstDay, LocalDate lastDay, long seed, Instant begunAt) {
        this.code = code;
        this.campaign = campaign;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.seed = seed;
        this.begunAt = begunAt;
    }

    void drawn() {
        refuseUnless(Status.BEGUN, "抽取样本");
        status = Status.DRAWN;
    }

    void refuseUnlessDrawn() {
        refuseUnless(Status.DRAWN, "调整样本");
    }

    /** A window that was over before anybody confirmed begins anew, so that the squads have its days. */
    void confirm(LocalDate today, String by, Instant at) {
        refuseUnless(Status.DRAWN, "确认样本");
        if (today.isAfter(lastDay)) {
            lastDay = today.plusDays(lastDay.toEpochDay() - firstDay.toEpochDay());
            firstDay = today;
        }
        confirmedBy = by;
        confirmedAt = at;
        status = Status.CONFIRMED;
    }

    void supervise() {
        refuseUnless(Status.CONFIRMED, "督查");
        status = Status.SUPERVISED;
    }

    void refuseUnlessSupervised() {
        refuseUnless(Status.SUPERVISED, "填写到位检查");
    }

    void close(Instant at) {
        refuseUnless(Status.SUPERVISED, "完成到位检查");
        closedAt = at;
        status = Status.CLOSED;
    }

    void publicize() {
        refuseUnless(Status.CLOSED, "登记宣传报道");
        status = Status.PUBLICIZED;
    }

    void finish(Instant at) {
        refuseUnless(Status.PUBLICIZED, "办结");
        finishedAt = at;
        status = Status.FINISHED;
    }

    void refuseOutside(@Nullable LocalDate dueOn) {
        if (dueOn == null || dueOn.isBefore(firstDay) || dueOn.isAfter(lastDay)) {
            throw Refusal.invalid("dueOn", "完成期限应在" + DAY.format(firstDay) + "至" + DAY.format(lastDay) + "之间。");
        }
    }

    private void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict(
                    "回头看" + status.label() + "，" + (status.compareTo(needed) > 0 ? "不能再" : "还不能") + action + "。");
        }
    }

    public String code() {
        return code;
    }

    /** The code of the campaign, e.g. {@code TH-2023-01}. */
    public String campaign() {
        return campaign;
    }

    /** First day in the field. */
    public LocalDate firstDay() {
        return firstDay;
    }

    /** Last day in the field, included. */
    public LocalDate lastDay() {
        return lastDay;
    }

    /** Of the draw; with the list of points it gives the same samples again. */
    public long seed() {
        return seed;
    }

    public Status status() {
        return status;
    }

    public boolean isClosed() {
        return closedAt != null;
    }
}
