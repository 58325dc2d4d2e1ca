package cn.leiting.feedback;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 审核：what 执法协调科 or 法规监督科 says of one version of a feedback (domain F-15).
 *
 * @param by the account of who reviewed
 */
public record Review(
        Section section,
        Decision decision,
        Set<Defect> defects,
        @Nullable String comment,
        String by,
        String byName,
        Instant at) {

    public enum Section {
        COORDINATION("执法协调科审核"),
        SUPERVISION("法规监督科会审");

        private final String label;

        Section(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Decision {
        ACCEPT("合格"),
        RETURN("退回"),
        ACCEPT_WITH_REMARK("合格，附意见");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 缺陷. */
    public enum Defect {
        COVERAGE("覆盖不足"),
        EVIDENCE("证据不足"),
        DATA("数据有误"),
        NARRATIVE("叙述不实不全"),
        LATE("逾期"),
        OTHER("其他");

        private final String label;

        Defect(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * F-15. Refuses a return without a defect or a comment, and an acceptance that names defects.
     *
     * @param comment 5 to 1000 characters, required of a return
     */
    public record Form(
            Decision decision,
            Set<Defect> defects,
            @Nullable String comment) {

        public Form {
            defects = Set.copyOf(defects);
            if (decision == Decision.RETURN && defects.isEmpty()) {
                throw Refusal.invalid("defects", "退回时请至少指出一项缺陷。");
            }
            if (decision == Decision.ACCEPT && !defects.isEmpty()) {
                throw Refusal.invalid("defects", "审核通过时不填写缺陷；有意见请选择“合格，附意见”。");
            }
            boolean needed = decision == Decision.RETURN || comment != null && !comment.isBlank();
            comment = needed ? Limits.required("审核意见", comment, 5, 1000) : null;
        }

        boolean returned() {
            return decision == Decision.RETURN;
        }

        /** Their names in a fixed order, as the database keeps them. */
        String[] defectNames() {
            return defects.isEmpty()
                    ? new String[0]
                    : EnumSet.copyOf(defects).stream().map(Defect::name).toArray(String[]::new);
        }
    }
}
