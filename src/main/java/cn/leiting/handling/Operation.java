package cn.leiting.handling;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 一次经办：what somebody did with a task besides submitting it.
 *
 * @param receiverName of the person it went to; of a copy to several none
 * @param at in the bureau's time
 */
public record Operation(
        Kind kind,
        String task,
        String taskName,
        @Nullable String receiverName,
        @Nullable String text,
        String byName,
        LocalDateTime at) {

    public enum Kind {
        TRANSFERRED("转办"),
        DELEGATED("委派"),
        GIVEN_BACK("交回"),
        TAKEN_BACK("收回委派"),
        COPIED("抄送"),
        URGED("催办"),
        WITHDRAWN("撤回"),
        APPROVED("批量办理");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** What kind of notice tells of it. */
        String notice() {
            return this == COPIED ? "COPY" : "HANDOVER";
        }
    }

    /** 抄送给一个人; {@code readAt} null: not read yet. */
    public record Copy(
            String receiverName,
            LocalDateTime sentAt,
            @Nullable LocalDateTime readAt) {}

    /** Whom one may choose: the account and the name. */
    public record Choice(String id, String name) {}
}
