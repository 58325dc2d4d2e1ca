package cn.leiting.performance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 缴款账：what is owed of a decision on a day, all of it computed, in yuan with two decimals.
 *
 * @param payBy 缴款期限, the last of the fifteen days; null: not served
 * @param due the last day on which something of the fine falls due, deferrals considered; null: not served
 * @param overdue what of the fine is overdue on that day
 * @param surcharge 加处罚款 by the end of that day
 * @param toHandIn numbers of the payments that officers have collected and not yet handed in
 */
public record Account(
        BigDecimal fine,
        BigDecimal paid,
        @Nullable LocalDate payBy,
        @Nullable LocalDate due,
        BigDecimal overdue,
        BigDecimal surcharge,
        List<Payment> payments,
        List<Plan> plans,
        List<Integer> toHandIn) {

    /** 缴款方式. */
    public enum Channel {
        BANK("银行缴纳"),
        ELECTRONIC("电子支付"),
        COURT("法院执行到位"),
        /** By officers, of a decision on the spot; never typed (行政处罚法第六十八条). */
        ON_THE_SPOT("当场收缴");

        private final String label;

        Channel(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 一笔缴款 (F-41). */
    public record Payment(
            int no,
            LocalDate paidOn,
            BigDecimal amount,
            Channel channel,
            String receiptNo,
            @Nullable Integer instalment,
            @Nullable LocalDate handedInOn) {}

    /** 批准的延期或者分期; one instalment is a deferral. */
    public record Plan(LocalDate grantedOn, String reason, String grantedBy, List<Instalment> instalments) {}

    /** 一期, numbered from 1. */
    public record Instalment(int no, LocalDate dueOn, BigDecimal amount) {}

    /** What is still owed, the surcharge with it; never below zero. */
    public BigDecimal balance() {
        return fine.add(surcharge).subtract(paid).max(BigDecimal.ZERO.setScale(2));
    }

    /** 应退还: what was paid and is not owed any more. */
    public BigDecimal refund() {
        return paid.subtract(fine).subtract(surcharge).max(BigDecimal.ZERO.setScale(2));
    }

    /** The plan that holds. */
    public Optional<Plan> plan() {
        return plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(plans.size() - 1));
    }

    boolean isSettled() {
        return balance().signum() == 0 && toHandIn.isEmpty();
    }

    /**
     * 加处罚款：three per cent a day of what is overdue of a fine, never more than the fine (行政处罚法第七十二条第一款), and
     * nothing for the days of a remedy (第七十三条第三款). Computed from the records whenever it is looked at, never typed.
     *
     * @param fine yuan; null: none
     * @param dueOn the last day on which the fine is paid in time
     * @param grants deferrals in their order; each replaces what was due before it
     * @param payments money goes to the fine first, then to the surcharge
     */
    record Surcharge(
            @Nullable BigDecimal fine, LocalDate dueOn, List<Grant> grants, List<Paid> payments, List<Days> remedies) {

        private static final BigDecimal A_DAY = new BigDecimal("0.03");

        /** 一笔缴款. */
        record Paid(LocalDate on, BigDecimal amount) {}

        /** 一期. */
        record Due(int no, LocalDate on, BigDecimal amount) {}

        /** 复议、诉讼期间, both days with it; to: null while it lasts. */
        record Days(LocalDate from, @Nullable LocalDate to) {

            private boolean covers(LocalDate day) {
                return !day.isBefore(from) && (to == null || !day.isAfter(to));
            }
        }

        /** 批准延期或者分期: {@code paid} of the fine before it. */
        record Grant(LocalDate on, BigDecimal paid, List<Due> dues) {}

        Surcharge {
            grants = List.copyOf(grants);
            payments = List.copyOf(payments);
            remedies = List.copyOf(remedies);
        }

        /** By the end of that day, in yuan, half a cent rounded up; what was paid on a day still counts as owed on it. */
        BigDecimal by(LocalDate day) {
            if (fine == null) {
                return BigDecimal.ZERO.setScale(2);
            }
            BigDecimal sum = BigDecimal.ZERO;
            LocalDate last = lastOverdue(day);
            for (LocalDate one = dueOn.plusDays(1);
                    !one.isAfter(last) && sum.compareTo(fine) < 0;
                    one = one.plusDays(1)) {
                LocalDate today = one;
                if (remedies.stream().noneMatch(remedy -> remedy.covers(today))) {
                    sum = sum.add(overdue(today).multiply(A_DAY));
                }
            }
            return sum.min(fine).setScale(2, RoundingMode.HALF_UP);
        }

        /** No day after the fine was paid counts; without this an old case would be walked through to today. */
        private LocalDate lastOverdue(LocalDate day) {
            BigDecimal all = payments.stream().map(Paid::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            return fine != null && all.compareTo(fine) >= 0
                    ? payments.stream()
                            .map(Paid::on)
                            .max(Comparator.naturalOrder())
                            .filter(day::isAfter)
                            .orElse(day)
                    : day;
        }

        /** What of the fine was due before that day and had not been paid before it. */
        BigDecimal overdue(LocalDate day) {
            return demanded(day).subtract(paidBefore(day)).max(BigDecimal.ZERO);
        }

        private BigDecimal demanded(LocalDate day) {
            if (fine == null) {
                return BigDecimal.ZERO;
            }
            BigDecimal whole = fine;
            return grant(day)
                    .map(grant -> grant.dues().stream()
                            .filter(due -> due.on().isBefore(day))
                            .map(Due::amount)
                            .reduce(grant.paid(), BigDecimal::add)
                            .min(whole))
                    .orElseGet(() -> dueOn.isBefore(day) ? whole : BigDecimal.ZERO);
        }

        private Optional<Grant> grant(LocalDate day) {
            return grants.stream().filter(grant -> !grant.on().isAfter(day)).reduce((one, later) -> later);
        }

        private BigDecimal paidBefore(LocalDate day) {
            return payments.stream()
                    .filter(paid -> paid.on().isBefore(day))
                    .map(Paid::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** The last day on which something of the fine falls due. */
        LocalDate lastDue() {
            return grants.isEmpty()
                    ? dueOn
                    : grants.get(grants.size() - 1).dues().stream()
                            .map(Due::on)
                            .max(Comparator.naturalOrder())
                            .orElse(dueOn);
        }
    }
}
