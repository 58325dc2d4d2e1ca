package cn.leiting.guidance;

import cn.leiting.shared.Journal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 指导案卷：everything that a page or a paper says of one case.
 *
 * @param asker the unit that asks, by its name
 * @param finding what the squad asks about; null out of a feedback or a supervision
 * @param statutoryDueOn the last day of the case's ninety (行政处罚法第六十条), which run on; none without a case, before
 *     its filing, or as long as nobody knows
 * @param versions of the opinion, the newest first
 * @param events who did what, in their order
 */
public record HardCaseFile(
        HardCase hardCase,
        String asker,
        @Nullable Finding finding,
        @Nullable LocalDate statutoryDueOn,
        Turnaround turnaround,
        List<Version> versions,
        List<Journal.Event<Kind>> events) {

    /** 问题, as it was recorded on the spot. */
    public record Finding(
            long id,
            String squad,
            String task,
            LocalDate foundOn,
            String point,
            String pointName,
            String violation,
            String description) {}

    /** 一版意见, with its drafter by name; see {@link Opinion}. */
    public record Version(
            int no,
            String answer,
            List<String> legalBasis,
            @Nullable String alternatives,
            String draftedBy,
            LocalDateTime draftedAt) {}

    /** 办理. */
    public enum Kind {
        REQUESTED("提请指导"),
        ACCEPTED("受理"),
        TURNED_DOWN("退回提出单位"),
        DRAFTED("拟写意见"),
        SIGNED("审签同意"),
        RETURNED("退回修改"),
        WITHDRAWN("撤回意见"),
        ADOPTION_RECORDED("反馈采纳情况");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The version that was signed; empty before. */
    public Optional<Version> signed() {
        return hardCase.signedAt() == null
                ? Optional.empty()
                : versions.stream().findFirst();
    }

    /** The last time that this was done. */
    public Optional<Journal.Event<Kind>> last(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).reduce((earlier, later) -> later);
    }
}
