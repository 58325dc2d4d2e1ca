package cn.leiting.penalty;

import cn.leiting.casework.Outcome;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Weighing.Judgement;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 处理决定 (F-39; 行政处罚法第五十七条、第五十九条): what a case was decided to, or is going to be.
 *
 * @param body in whose name, e.g. 徐泾镇人民政府
 * @param remedy 救济途径和期限, as the law of the day of the decision has them
 * @param outcome how the case is closed after it
 * @param decided whether it stands; a draft else
 */
public record Decision(String caseCode, String body, Content content, String remedy, Outcome outcome, boolean decided) {

    private static final LocalDate RECONSIDERATION_LAW_OF_2023 = LocalDate.of(2024, 1, 1);

    /**
     * What is written of it.
     *
     * @param decisionNo 2 to 60 characters, once a year and body
     * @param facts 20 to 5000 characters, with the evidence; basis 2 to 500
     * @param performance 履行方式和期限, 5 to 500 characters, of a penalty
     * @param education 教育情况, 5 to 1000 characters, where no penalty is imposed (第三十三条第三款)
     */
    public record Content(
            String decisionNo,
            LocalDate decidedOn,
            Verdict verdict,
            @Nullable Penalty penalty,
            String facts,
            String basis,
            @Nullable String performance,
            @Nullable String education) {

        public Content {
            decisionNo = Limits.required("决定书文号", decisionNo, 2, 60);
            facts = Limits.required("违法事实和证据", facts, 20, 5000);
            basis = Limits.required("决定的依据", basis, 2, 500);
            if ((verdict == Verdict.PENALTY) != (penalty != null)) {
                throw Refusal.invalid("verdict", "给予处罚的应当写明处罚种类，其他决定不写（行政处罚法第五十九条）。");
            }
            performance =
                    verdict == Verdict.PENALTY ? Limits.required("履行方式和期限（行政处罚法第五十九条）", performance, 5, 500) : null;
            education = verdict == Verdict.NO_PENALTY
                    ? Limits.required("对当事人的教育情况（行政处罚法第三十三条）", education, 5, 1000)
                    : Limits.optional("对当事人的教育情况", education, 1000);
        }

        /** How the case is closed after it. */
        Outcome outcome(Judgement judgement) {
            Outcome withoutPenalty = judgement.outcome();
            return switch (verdict) {
                case PENALTY -> ofPenalty(Objects.requireNonNull(penalty));
                case NO_PENALTY -> withoutPenalty == null ? Outcome.NO_PENALTY_OTHER : withoutPenalty;
                case NOT_ESTABLISHED -> Outcome.NOT_ESTABLISHED;
                case TRANSFER -> Outcome.TRANSFERRED_CRIME;
            };
        }

        private static Outcome ofPenalty(Penalty penalty) {
            return switch (penalty.kind()) {
                case WARNING -> Outcome.WARNING;
                case FINE -> penalty.confiscation() == null ? Outcome.FINE_ORDINARY : Outcome.OTHER_PENALTY;
                default -> Outcome.OTHER_PENALTY;
            };
        }
    }

    public @Nullable Penalty penalty() {
        return content.penalty();
    }

    public boolean isPenalty() {
        return content.verdict() == Verdict.PENALTY;
    }

    /**
     * 救济途径: sixty days and six months. From 2024-01-01 on the other law of reconsideration is named, and a decision
     * on the spot is reconsidered first (行政复议法第二十三条第一款第一项); a text of either time is wrong in the other.
     *
     * @param onTheSpot whether it was decided 当场
     */
    public static String remedyOf(LocalDate decidedOn, boolean onTheSpot) {
        if (decidedOn.isBefore(RECONSIDERATION_LAW_OF_2023)) {
            return "如不服本决定，可以在收到本决定书之日起六十日内依法向青浦区人民政府申请行政复议（行政复议法第九条），" + "也可以在六个月内依法直接向人民法院提起行政诉讼（行政诉讼法第四十六条）。";
        }
        if (onTheSpot) {
            return "如不服本决定，应当先在收到本决定书之日起六十日内向青浦区人民政府申请行政复议（行政复议法第二十条、第二十三条），" + "对行政复议决定不服的，可以再依法向人民法院提起行政诉讼。";
        }
        return "如不服本决定，可以先在收到本决定书之日起六十日内向青浦区人民政府申请行政复议（行政复议法第二十条、第二十四条），" + "也可以在六个月内依法直接向人民法院提起行政诉讼（行政诉讼法第四十六条）。";
    }
}
