package cn.leiting.hearing;

import cn.leiting.shared.Limits;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 陈述申辩、听证要求 (F-36).
 *
 * @param text 2 to 3000 characters
 * @param lateReason 5 to 500 characters, why a demand of a hearing after the period is taken nevertheless
 */
public record Statement(
        Kind kind,
        LocalDate receivedOn,
        String text,
        @Nullable String lateReason) {

    public enum Kind {
        STATEMENT("陈述、申辩"),
        HEARING("要求听证"),
        WAIVER("放弃陈述、申辩和听证");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Statement {
        text = Limits.required("内容", text, 2, 3000);
        String late = Limits.optional("逾期接受的理由", lateReason, 500);
        lateReason = kind == Kind.HEARING && late != null ? Limits.required("逾期接受的理由", late, 5, 500) : null;
    }
}
