package cn.leiting.onsite;

import cn.leiting.casework.PartyKinds;
import cn.leiting.disposition.Dispositions.PartyKind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 当场处罚决定 (F-31; 行政处罚法第五十一条、第五十二条): a fine within the limits, or a warning.
 *
 * @param limitAs as whom the party is taken for the limit, CITIZEN or ORGANISATION
 * @param amount yuan, only of a fine
 * @param decisionNo of the pre-printed form, used once
 * @param receiptNo only of what was collected on the spot, as {@code collectReason}
 * @param copiedOn the day on which the agency got its copy; null while it has none
 */
public record OnTheSpot(
        String caseCode,
        PartyKinds.Kind partyKind,
        PartyKind limitAs,
        Penalty penaltyKind,
        @Nullable BigDecimal amount,
        String decisionNo,
        String legalBasis,
        @Nullable String statement,
        HandedOver handedOver,
        boolean collectedOnSpot,
        @Nullable CollectReason collectReason,
        @Nullable String receiptNo,
        boolean reconsiderationFirstStated,
        LocalDate decidedOn,
        String decidedBy,
        @Nullable LocalDate copiedOn) {

    static final BigDecimal MOST_OF_A_CITIZEN = BigDecimal.valueOf(200);
    static final BigDecimal MOST_OF_AN_ORGANISATION = BigDecimal.valueOf(3000);

    private static final BigDecimal SMALL = BigDecimal.valueOf(100);
    private static final LocalDate RECONSIDERATION_FIRST = LocalDate.of(2024, 1, 1);

    public enum Penalty {
        WARNING("警告"),
        FINE("罚款");

        private final String label;

        Penalty(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 当事人签收情况; a refusal is noted on the decision (第五十二条). */
    public enum HandedOver {
        SIGNED("当事人签收"),
        REFUSED("当事人拒绝签收，已注明");

        private final String label;

        HandedOver(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 当场收缴的理由 (第六十八条、第六十九条). */
    public enum CollectReason {
        SMALL("一百元以下罚款"),
        HARD_LATER("不当场收缴事后难以执行"),
        REMOTE("边远、水上、交通不便地区，当事人提出");

        private final String label;

        CollectReason(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What is submitted of it. */
    public record Form(
            PartyKinds.Kind partyKind,
            Penalty penaltyKind,
            @Nullable BigDecimal amount,
            String decisionNo,
            String legalBasis,
            boolean rightsTold,
            boolean statementHeard,
            @Nullable String statementText,
            HandedOver handedOver,
            boolean collectedOnSpot,
            @Nullable CollectReason collectReason,
            @Nullable String receiptNo,
            boolean reconsiderationFirstStated) {

        /**
         * Refuses what the law does not allow on the spot.
         *
         * @param most the highest fine of the law that counts, {@code least} the lowest; null where unknown
         */
        OnTheSpot decide(
                String code,
                PartyKind limitAs,
                @Nullable BigDecimal least,
                @Nullable BigDecimal most,
                LocalDate on,
                String by) {
            refuseUntold();
            refuseAmount(limitAs, least, most);
            refuseCollection();
            boolean since2024 = !on.isBefore(RECONSIDERATION_FIRST);
            if (reconsiderationFirstStated != since2024) {
                throw Refusal.invalid(
                        "reconsiderationFirstStated",
                        since2024
                                ? "2024年1月1日起，当场处罚决定应当告知先申请行政复议（行政复议法第二十三条）。"
                                : "2024年1月1日以前的当场处罚决定，不适用先申请行政复议的规定（行政复议法第二十三条）。");
            }
            return new OnTheSpot(
                    code,
                    partyKind,
                    limitAs,
                    penaltyKind,
                    amount,
                    Limits.required("决定书编号", decisionNo, 4, 40),
                    Limits.required("处罚依据", legalBasis, 5, 300),
                    Limits.optional("陈述申辩内容", statementText, 500),
                    handedOver,
                    collectedOnSpot,
                    collectReason,
                    Limits.optional("罚款收据编号", receiptNo, 40),
                    reconsiderationFirstStated,
                    on,
                    by,
                    null);
        }

        private void refuseUntold() {
            if (!rightsTold) {
                throw Refusal.invalid("rightsTold", "当场处罚前应当告知当事人拟作出的处罚内容及事实、理由、依据和依法享有的权利（行政处罚法第四十四条）。");
            }
            if (!statementHeard) {
                throw Refusal.invalid("statementHeard", "当场处罚前应当听取当事人的陈述和申辩（行政处罚法第四十五条）。");
            }
        }

        private void refuseAmount(PartyKind limitAs, @Nullable BigDecimal least, @Nullable BigDecimal most) {
            if ((penaltyKind == Penalty.FINE) != (amount != null)) {
                throw Refusal.invalid("amount", amount == null ? "处以罚款的，请填写罚款金额。" : "处以警告的，不填罚款金额。");
            }
            if (amount == null) {
                return;
            }
            if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2) {
                throw Refusal.invalid("amount", "罚款金额应大于0，最多两位小数。");
            }
            BigDecimal limit = limitAs == PartyKind.CITIZEN ? MOST_OF_A_CITIZEN : MOST_OF_AN_ORGANISATION;
            if (amount.compareTo(limit) > 0) {
                throw Refusal.invalid(
                        "amount",
                        limitAs == PartyKind.CITIZEN
                                ? "对公民当场罚款不得超过200元（行政处罚法第五十一条）。"
                                : "对法人或者其他组织当场罚款不得超过3000元（行政处罚法第五十一条）。");
            }
            if ((least != null && amount.compareTo(least) < 0) || (most != null && amount.compareTo(most) > 0)) {
                throw Refusal.invalid("amount", "罚款金额不在该违法行为的法定幅度内（行政处罚法第五条）。");
            }
        }

        private void refuseCollection() {
            if (collectedOnSpot && penaltyKind == Penalty.WARNING) {
                throw Refusal.invalid("collectedOnSpot", "处以警告的，没有罚款可以当场收缴。");
            }
            if (collectedOnSpot != (receiptNo != null)) {
                throw Refusal.invalid(
                        "receiptNo", collectedOnSpot ? "当场收缴罚款的，应当出具统一的专用票据并填写编号（行政处罚法第七十条）。" : "没有当场收缴的，不填罚款收据编号。");
            }
            if (collectedOnSpot != (collectReason != null)) {
                throw Refusal.invalid(
                        "collectReason", collectedOnSpot ? "当场收缴罚款的，请选择理由（行政处罚法第六十八条、第六十九条）。" : "没有当场收缴的，不选理由。");
            }
            if (collectReason == CollectReason.SMALL && amount != null && amount.compareTo(SMALL) > 0) {
                throw Refusal.invalid("collectReason", "超过一百元的罚款，只有事后难以执行或者交通不便时才能当场收缴（行政处罚法第六十八条、第六十九条）。");
            }
        }
    }
}
