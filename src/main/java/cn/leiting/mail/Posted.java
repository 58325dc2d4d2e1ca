package cn.leiting.mail;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 已交发的邮件：how far a mail has come, in the bureau's time.
 *
 * @param attempts how often a server was asked to take it since somebody last asked for it
 * @param nextAt when it is tried next; meaningless once it is not pending
 * @param error why it was not taken; null: nothing went wrong
 */
public record Posted(
        long id,
        String key,
        String about,
        String recipient,
        String subject,
        State state,
        int attempts,
        LocalDateTime nextAt,
        @Nullable LocalDateTime sentAt,
        @Nullable String error,
        LocalDateTime createdAt) {

    /** 邮件状态. */
    public enum State {
        PENDING("待发送"),
        SENDING("发送中"),
        SENT("已发送"),
        FAILED("发送失败"),
        /** The line broke before the server had answered: it may have arrived, and only a person sends it again. */
        UNSURE("不确定是否发出");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether it needs a person. */
    public boolean isStuck() {
        return state == State.FAILED || state == State.UNSURE;
    }
}
