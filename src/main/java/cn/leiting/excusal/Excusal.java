package cn.leiting.excusal;

import cn.leiting.shared.Refusal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 免检申请：a point that a squad cannot inspect in one assignment (domain 9.3, no. 28). Once granted it leaves numerator
 * and denominator; a share of those granted is drawn and looked at by 法规监督科.
 *
 * @param reason 10 to 500 characters
 * @param note why it was denied, or a remark, 5 to 500 characters
 * @param drawn whether it is to be looked at
 * @param confirmed what was found there, none as long as nobody looked
 * @param finding in words, 5 to 500 characters
 */
public record Excusal(
        long id,
        String assignment,
        String point,
        String pointName,
        String squad,
        Kind kind,
        String reason,
        Status status,
        String requestedBy,
        String requestedByName,
        LocalDateTime requestedAt,
        @Nullable String decidedByName,
        @Nullable String note,
        boolean drawn,
        @Nullable Boolean confirmed,
        @Nullable String checkedByName,
        @Nullable String finding) {

    /** A point of the squad that could be excused. */
    public record Candidate(String point, String name) {}

    /** 免检情形, the same as of a re-check that could not be made (F-18). */
    public enum Kind {
        CLOSED_DOWN("已关闭"),
        NO_ACCESS("无法进入"),
        SEASONAL("季节性停业"),
        MOVED("已搬迁");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Status {
        REQUESTED("待决定"),
        GRANTED("已免检"),
        DENIED("未同意"),
        /** The point was there after all. */
        REVOKED("已撤销");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    void refuseUnlessRequested() {
        if (status != Status.REQUESTED) {
            throw Refusal.conflict("免检申请" + status.label() + "，不能再决定。");
        }
    }

    void refuseOwn(String by) {
        if (requestedBy.equals(by)) {
            throw Refusal.forbidden("不能决定自己提出的免检申请。");
        }
    }

    void refuseUnlessToBeChecked() {
        if (status != Status.GRANTED || !drawn || confirmed != null) {
            throw Refusal.conflict("该点位没有抽中，或者已经登记抽查结果。");
        }
    }
}
