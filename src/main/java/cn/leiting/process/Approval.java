package cn.leiting.process;

import cn.leiting.shared.Refusal;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * 审定：the one form of every approval (contract, section 4). A return or a rejection says why, in 5 to
 * 1,000 characters.
 */
public record Approval(
        @NotNull Decision decision,
        @Nullable @Size(min = 5, max = 1000) String comment) {

    /** 同意、退回、否决; the last only where the model has a way for it. */
    public enum Decision {
        APPROVE,
        RETURN,
        REJECT
    }

    @AssertTrue(message = "退回或否决时请填写5至1000字的意见")
    public boolean isCommentGivenWhenNeeded() {
        return decision == Decision.APPROVE || comment != null;
    }

    /** Whether it is approved, where the model knows approval and return only; refuses a rejection. */
    boolean approvedOrReturned() {
        if (decision == Decision.REJECT) {
            throw Refusal.invalid("decision", "此处只能同意或退回。");
        }
        return decision == Decision.APPROVE;
    }

    /** The comment, empty when none was given. */
    String said() {
        return comment == null ? "" : comment;
    }
}
