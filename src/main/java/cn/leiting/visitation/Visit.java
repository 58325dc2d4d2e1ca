package cn.leiting.visitation;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 督查记录 (F-16)：what people of 执法协调科 and 法规监督科 saw of a squad's work, in the bureau's time. It is open while its
 * points are recorded, and counts once every inspector has signed it.
 *
 * @param joint 联合督查: signed by both sections
 */
public record Visit(
        long id,
        String assignment,
        String title,
        String squad,
        LocalDateTime visitedAt,
        boolean joint,
        @Nullable String comment,
        Status status,
        String recordedByName,
        @Nullable LocalDateTime signedAt,
        @Nullable String withdrawnReason,
        List<Inspector> inspectors,
        List<Seen> points) {

    public Visit {
        inspectors = List.copyOf(inspectors);
        points = List.copyOf(points);
    }

    /** 状态. */
    public enum Status {
        OPEN("记录中"),
        SUBMITTED("待签字"),
        SIGNED("已签字"),
        WITHDRAWN("已撤回");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 督查人员. */
    public record Inspector(
            long visit,
            String person,
            String name,
            String section,
            @Nullable LocalDateTime signedAt) {}

    /** 结果. */
    public enum Result {
        OK("未见问题"),
        PROBLEM("发现问题");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 点位所见.
     *
     * @param saidResult what the squad's last valid visit before had said, NORMAL or PROBLEM; null without one
     * @param saidAt when that was
     * @param contradicts whether the squad had called the very thing in order within 24 hours (X6)
     */
    public record Seen(
            long id,
            long visit,
            String point,
            String name,
            LocalDateTime seenAt,
            Result result,
            @Nullable String violation,
            @Nullable String description,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon,
            @Nullable String saidResult,
            @Nullable LocalDateTime saidAt,
            boolean contradicts,
            List<String> photos) {

        public Seen {
            photos = List.copyOf(photos);
        }

        /** Whether the squad's report holds; null where there was none. */
        public @Nullable Boolean isAsReported() {
            return saidResult == null ? null : saidResult.equals("NORMAL") == (result == Result.OK);
        }
    }

    /**
     * What begins a visit. Refuses fewer than two inspectors and more than ten (422).
     *
     * @param clientId made by the page, so that what is sent twice is stored once
     * @param inspectors the accounts of those who were there
     */
    public record Form(
            UUID clientId,
            String assignment,
            String squad,
            LocalDateTime visitedAt,
            Set<String> inspectors,
            boolean joint) {

        public Form {
            inspectors = new TreeSet<>(inspectors);
            if (inspectors.size() < 2 || inspectors.size() > 10) {
                throw Refusal.invalid("inspectors", "督查人员应为2至10人。");
            }
        }
    }

    /**
     * What was seen at a point. Refuses a problem without its violation and words, and half a position (422).
     *
     * @param description 5 to 500 characters
     * @param lat degrees in WGS-84; lon likewise
     */
    public record SeenForm(
            String point,
            LocalDateTime seenAt,
            Result result,
            @Nullable String violation,
            @Nullable String description,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon) {

        public SeenForm {
            boolean problem = result == Result.PROBLEM;
            violation = violation == null || violation.isBlank() ? null : violation.strip();
            if (problem && violation == null) {
                throw Refusal.invalid("violation", "发现问题的，请选择违法行为。");
            }
            violation = problem ? violation : null;
            description =
                    problem ? Limits.required("现场情况", description, 5, 500) : Limits.optional("现场情况", description, 500);
            if ((lat == null) != (lon == null)
                    || lat != null && (lat.abs().compareTo(BigDecimal.valueOf(90)) > 0)
                    || lon != null && (lon.abs().compareTo(BigDecimal.valueOf(180)) > 0)) {
                throw Refusal.invalid("lat", "定位的纬度和经度应同时填写，并在有效范围内。");
            }
        }
    }

    boolean isOf(String person) {
        return inspectors.stream().anyMatch(one -> one.person().equals(person));
    }

    boolean isSignedBy(String person) {
        return inspectors.stream().anyMatch(one -> one.person().equals(person) && one.signedAt() != null);
    }

    /** Whether nobody else is to sign after that person. */
    boolean isLastToSign(String person) {
        return inspectors.stream().allMatch(one -> one.person().equals(person) || one.signedAt() != null);
    }

    void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict("督查记录" + status.label + "，不能" + action + "。");
        }
    }

    void refuseUnlessOf(String person) {
        if (!isOf(person)) {
            throw Refusal.forbidden("只有本次督查人员可以办理。");
        }
    }
}
