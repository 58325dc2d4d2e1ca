package cn.leiting.sampling;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 督查抽样：one draw of an assignment, with its points and findings in the order in which they were drawn.
 *
 * @param no 1 for the first
 * @param scheduled whether it was made by the calendar
 * @param reason why it was made on demand
 */
public record Drawn(
        int no,
        boolean scheduled,
        @Nullable String reason,
        long seed,
        String byName,
        LocalDateTime at,
        List<Share> shares,
        List<Spot> spots) {

    public Drawn {
        shares = List.copyOf(shares);
        spots = List.copyOf(spots);
    }

    /** What the decision was asked of a squad and what it answered, in percent. */
    public record Share(
            int no,
            String squad,
            BigDecimal lastScore,
            int falseEvidence,
            BigDecimal percent,
            int points,
            int drawnPoints,
            int findings,
            int drawnFindings) {}

    /**
     * 抽中的点位.
     *
     * @param reported what the squad had reported by then: NORMAL, PROBLEM, or nothing
     * @param visits how many signed visits of this assignment have been there
     */
    public record Spot(
            int no,
            String squad,
            int place,
            String point,
            String name,
            String address,
            @Nullable String reported,
            boolean late,
            boolean red,
            boolean onlyNormal,
            boolean highRisk,
            int visits) {

        public boolean isRisky() {
            return late || red || onlyNormal || highRisk;
        }
    }

    /** 抽中的问题, and what supervision made of it. */
    public record Sampled(
            long finding,
            int no,
            String squad,
            String point,
            String pointName,
            String violation,
            String description,
            LocalDate foundOn,
            Handled was,
            @Nullable Handled shouldBe,
            @Nullable Handled checkedWas,
            @Nullable Boolean neglected,
            @Nullable String reason,
            @Nullable String byName,
            @Nullable LocalDateTime at) {}

    /** 处置 of a finding, as the law may want it (domain 6.2, D1). */
    public enum Handled {
        FILED("立案或者移送"),
        ORDERED("责令改正"),
        NONE("教育或者当场改正");

        private final String label;

        Handled(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
