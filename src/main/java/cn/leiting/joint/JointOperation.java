package cn.leiting.joint;

import cn.leiting.joint.JointForms.Plan;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 联合执法：one matter for which other agencies are invited, known as {@code JO-2023-001} (notice, line 39; domain
 * P8). Anyone proposes, only the bureau invites. Every change that its state does not allow is refused.
 */
@Table("joint_operation")
public class JointOperation {

    /** 联合执法状态. */
    public enum Status {
        PROPOSED("待审核"),
        RETURNED("已退回补充"),
        SCREENED("待批准"),
        INVITING("征求意见中"),
        PLANNED("已编制方案"),
        CLOSED("已办结"),
        NOT_NEEDED("不需要联合执法"),
        REJECTED("未获批准"),
        CANCELLED("已取消");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether anything is still to be done, follow-ups apart. */
        public boolean isOpen() {
            return ordinal() < CLOSED.ordinal();
        }
    }

    /** 邀请或者日期有调整：whoever has to answer is asked again, and it is planned anew. */
    public record Adjusted(String code) {}

    /** 取消. */
    public record Cancelled(String code) {}

    @Id
    private @Nullable Long id;

    private final String code;
    private final int year;
    private final int no;

    @Embedded(onEmpty = OnEmpty.USE_EMPTY)
    private Proposal proposal;

    private final @Nullable String squad;
    private final String proposerGroup;
    private final String proposedBy;
    private final Instant proposedAt;
    private Status status = Status.PROPOSED;
    private @Nullable String approvedBy;
    private @Nullable Instant approvedAt;

    @Embedded(onEmpty = OnEmpty.USE_NULL)
    private @Nullable Plan plan;

    private @Nullable String summary;

    @Version
    private int version;

    private JointOperation(
            String code,
            int year,
            int no,
            Proposal proposal,
            @Nullable String squad,
            String proposerGroup,
            String proposedBy,
            Instant proposedAt) {
        this.code = code;
        this.year = year;
        this.no = no;
        this.proposal = proposal;
        this.squad = squad;
        this.proposerGroup = proposerGroup;
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
    }

    static JointOperation propose(
            int year, int no, Proposal proposal, @Nullable String squad, String group, String by, Instant at) {
        return new JointOperation("JO-%d-%03d".formatted(year, no), year, no, proposal, squad, group, by, at);
    }

    void screen(Status answer) {
        refuseUnless("审核", Status.PROPOSED);
        status = answer;
    }

    void revise(Proposal anew) {
        refuseUnless("补充", Status.RETURNED);
        proposal = anew;
        status = Status.PROPOSED;
    }

    void approve(String by, Instant at) {
        refuseUnless("批准", Status.SCREENED);
        approvedBy = by;
        approvedAt = at;
        status = Status.INVITING;
    }

    /** @param answer back to the screening, or the end of it */
    void turnDown(Status answer) {
        refuseUnless("批准", Status.SCREENED);
        status = answer;
    }

    void refuseUnlessInviting(String action) {
        refuseUnless(action, Status.INVITING);
    }

    void moveTo(LocalDate first, LocalDate last, LocalDate today) {
        refuseUnless("改期", Status.INVITING);
        proposal = proposal.on(first, last);
        proposal.refuseBefore(today);
    }

    void plan(Plan made, LocalDate today) {
        refuseUnless("编制方案", Status.INVITING);
        if (made.day().isBefore(today)) {
            throw Refusal.invalid("heldAt", "举行日期不能早于今天。");
        }
        plan = made;
        status = Status.PLANNED;
    }

    /** Once it has begun, nothing of the invitations changes any more. */
    void adjust(Instant now) {
        refuseUnless("调整", Status.INVITING, Status.PLANNED);
        if (isHeld(now)) {
            throw Refusal.conflict("联合执法" + code + "已经举行，不能调整。");
        }
        status = Status.INVITING;
    }

    void refuseUnlessHeld(String action, Instant now) {
        refuseUnless(action, Status.PLANNED);
        if (!isHeld(now)) {
            throw Refusal.conflict("联合执法" + code + "尚未举行，不能" + action + "。");
        }
    }

    /** @param said 20 to 3000 characters */
    void close(String said, Instant now) {
        refuseUnlessHeld("办结", now);
        summary = Limits.required("总结", said, 20, 3000);
        status = Status.CLOSED;
    }

    void cancel() {
        if (!status.isOpen()) {
            throw refused("取消");
        }
        status = Status.CANCELLED;
    }

    private void refuseUnless(String action, Status... allowed) {
        for (Status one : allowed) {
            if (status == one) {
                return;
            }
        }
        throw refused(action);
    }

    private Refusal refused(String action) {
        return Refusal.conflict("联合执法" + code + status.label() + "，不能" + action + "。");
    }

    /** Whether the planned moment has come. */
    public boolean isHeld(Instant now) {
        return status == Status.CLOSED
                || status == Status.PLANNED
                        && !Objects.requireNonNull(plan, "planned").heldAt().isAfter(now);
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    public Proposal proposal() {
        return proposal;
    }

    /** The squad that proposed it; none of a section's proposal. */
    public @Nullable String squad() {
        return squad;
    }

    /** The group of the squad or section that proposed it. */
    public String proposerGroup() {
        return proposerGroup;
    }

    public Status status() {
        return status;
    }

    public @Nullable Instant approvedAt() {
        return approvedAt;
    }

    /** As it was made last; none before. */
    public @Nullable Plan plan() {
        return plan;
    }

    public @Nullable String summary() {
        return summary;
    }
}
