package cn.leiting.followup;

import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 责令改正：what a party was ordered to correct, and until when (domain P4). Extended at most once.
 *
 * @param no e.g. {@code ZG-310118106-2023-0001}, by squad and year without a gap
 * @param finding the id of the finding for which it was given
 * @param issuedOn the day of the visit, {@code latestOn} the last one that the law allows from there
 * @param extendedTo the new due day, {@code extendedOn} the day on which it was extended
 * @param closedOn the business date of the re-check that it passed
 * @param refusedOn the business date of the second re-check that failed
 * @param proposal what the law wants then (D-04)
 */
public record Order(
        String no,
        long finding,
        String squad,
        LocalDate issuedOn,
        LocalDate dueOn,
        LocalDate latestOn,
        @Nullable LocalDate extendedTo,
        @Nullable LocalDate extendedOn,
        @Nullable ExtendedBy extendedBy,
        @Nullable String extensionReason,
        Status status,
        @Nullable LocalDate closedOn,
        @Nullable LocalDate refusedOn,
        @Nullable Proposal proposal,
        @Nullable String cancelReason) {

    public enum Status {
        OPEN("待改正"),
        CLOSED("已改正"),
        REFUSED("拒不改正"),
        CANCELLED("已撤销");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 延期. */
    public enum ExtendedBy {
        LEADER("中队负责人批准延期"),
        RE_CHECK("复查不合格后限期再改");

        private final String label;

        ExtendedBy(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The due day as it is now. */
    public LocalDate lastDay() {
        return Optional.ofNullable(extendedTo).orElse(dueOn);
    }

    /** 逾期: still open after its last day; computed when read. */
    public boolean isOverdue(LocalDate today) {
        return status == Status.OPEN && today.isAfter(lastDay());
    }

    /** Refuses what the one extension does not allow. */
    void refuseExtension(@Nullable LocalDate until, LocalDate today) {
        if (status != Status.OPEN) {
            throw Refusal.conflict("责令改正" + status.label() + "，不能延期。");
        }
        if (extendedTo != null) {
            throw Refusal.conflict("责令改正只能延期一次。");
        }
        if (today.isAfter(dueOn)) {
            throw Refusal.conflict("责令改正已经逾期，不能再延期。");
        }
        if (until == null || !until.isAfter(dueOn) || until.isAfter(latestOn)) {
            throw Refusal.invalid(
                    "until",
                    dueOn.equals(latestOn)
                            ? "改正期限已是法定最长期限，不能延期。"
                            : "延期应晚于原期限，最迟到%d年%d月%d日。"
                                    .formatted(latestOn.getYear(), latestOn.getMonthValue(), latestOn.getDayOfMonth()));
        }
    }

    /** Whether its squad's leader may still extend it. */
    boolean isExtendable(LocalDate today) {
        return status == Status.OPEN && extendedTo == null && !today.isAfter(dueOn) && latestOn.isAfter(dueOn);
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }
}
