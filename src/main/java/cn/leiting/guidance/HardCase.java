package cn.leiting.guidance;

import cn.leiting.guidance.Question.DueKind;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 疑难案件法制指导：one question to 法制科 and its life, known as {@code HC-2023-001} (notice, line 35;
 * domain P7). The guidance replaces neither the statutory review nor the decision. Every change that its
 * state does not allow is refused.
 */
@Table("hard_case")
public class HardCase {

    /** 指导状态. */
    public enum Status {
        REQUESTED("待受理"),
        ACCEPTED("待拟写意见"),
        DRAFTED("待审签"),
        SIGNED("待反馈采纳情况"),
        CLOSED("已办结"),
        NOT_DIFFICULT("已退回，不属于疑难案件"),
        OTHER_BODY("已退回，属于其他部门职责");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Whether the case was not turned down: it is answered, or will be. */
        boolean isAccepted() {
            return this != NOT_DIFFICULT && this != OTHER_BODY;
        }

        public String label() {
            return label;
        }
    }

    /** 受理决定; each but the first ends the matter and says why. */
    public enum Triage {
        ACCEPT,
        NOT_DIFFICULT,
        OTHER_BODY
    }

    /** 采纳情况; each but the first says why. */
    public enum Adoption {
        ADOPTED("已采纳"),
        PARTLY("部分采纳"),
        NOT("未采纳");

        private final String label;

        Adoption(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    @Id
    private @Nullable Long id;

    private final String code;
    private final int year;
    private final int no;
    private final String source;
    private final @Nullable String squad;

    @Embedded.Empty
    private final Question asked;

    private final String requestedBy;
    private final Instant requestedAt;
    private Status status = Status.REQUESTED;
    private @Nullable DueKind dueKind;
    private int opinions;
    private @Nullable String draftedBy;
    private @Nullable String signedBy;
    private @Nullable Instant signedAt;
    private @Nullable Adoption adopted;
    private @Nullable String adoptionReason;

    @Version
    private int version;

    private HardCase(
            String code,
            int year,
            int no,
            String source,
            @Nullable String squad,
            Question asked,
            String requestedBy,
            Instant requestedAt) {
        this.code = code;
        this.year = year;
        this.no = no;
        this.source = source;
        this.squad = squad;
        this.asked = asked;
        this.requestedBy = requestedBy;
        this.requestedAt = requestedAt;
    }

    static HardCase request(
            int year, int no, String source, @Nullable String squad, Question asked, String by, Instant at) {
        return new HardCase("HC-%d-%03d".formatted(year, no), year, no, source, squad, asked, by, at);
    }

    void triage(Triage decision, @Nullable DueKind due) {
        refuseUnless(Status.REQUESTED, "受理");
        if (decision == Triage.ACCEPT && due == null) {
            throw Refusal.invalid("dueKind", "受理时请选择办理时限。");
        }
        status = switch (decision) {
            case ACCEPT -> Status.ACCEPTED;
            case NOT_DIFFICULT -> Status.NOT_DIFFICULT;
            case OTHER_BODY -> Status.OTHER_BODY;
        };
        dueKind = decision == Triage.ACCEPT ? due : null;
    }

    /** Answers the number of the opinion's new version. */
    int draft(String by) {
        refuseUnless(Status.ACCEPTED, "拟写意见");
        status = Status.DRAFTED;
        draftedBy = by;
        return ++opinions;
    }

    /** The opinion of the whole campaign is closed with its signature: nobody has to adopt it. */
    void sign(String by, Instant at) {
        decideOn(by);
        signedBy = by;
        signedAt = at;
        status = isFromSquad() ? Status.SIGNED : Status.CLOSED;
    }

    void giveBack(String by) {
        decideOn(by);
        status = Status.ACCEPTED;
    }

    /** By who drafted it, before anybody looked at it. */
    void takeBack(String by) {
        refuseUnless(Status.DRAFTED, "撤回意见");
        if (!by.equals(draftedBy)) {
            throw Refusal.forbidden("只有拟写人可以撤回指导意见。");
        }
        status = Status.ACCEPTED;
    }

    private void decideOn(String by) {
        refuseUnless(Status.DRAFTED, "审签");
        if (by.equals(draftedBy)) {
            throw Refusal.forbidden("不能审签自己拟写的指导意见。");
        }
    }

    void adopt(Adoption found, @Nullable String reason) {
        refuseUnless(Status.SIGNED, "反馈采纳情况");
        adopted = found;
        adoptionReason = reason;
        status = Status.CLOSED;
    }

    private void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict("疑难案件" + code + status.label() + "，不能" + action + "。");
        }
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    /** The squad task or the campaign that asks, by its code. */
    public String source() {
        return source;
    }

    /** The squad that asks, and records later what it adopted; none when supervision asks for the campaign. */
    public @Nullable String squad() {
        return squad;
    }

    public boolean isFromSquad() {
        return squad != null;
    }

    public Question asked() {
        return asked;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public @Nullable Instant signedAt() {
        return signedAt;
    }

    public Status status() {
        return status;
    }

    /** Whether it was not turned down, be it triaged already or not. */
    public boolean isAccepted() {
        return status.isAccepted();
    }

    /** What the triage said, until then what was asked for. */
    public DueKind dueKind() {
        return dueKind == null ? asked.urgency() : dueKind;
    }

    public @Nullable Adoption adopted() {
        return adopted;
    }

    public @Nullable String adoptionReason() {
        return adoptionReason;
    }
}
