package cn.leiting.proposal;

import cn.leiting.proposal.Weighing.Judgement;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 处理意见 (F-34).
 *
 * @param facts 50 to 5000 characters
 * @param factors 裁量因素, 1 to 20 of 2 to 200 characters each
 * @param reasons 10 to 3000 characters
 * @param penalty needed with {@link Verdict#PENALTY}, none else
 */
public record Proposal(
        String facts,
        List<String> factors,
        String reasons,
        Weighing weighing,
        Verdict verdict,
        @Nullable Penalty penalty) {

    /** 处理意见和决定 (行政处罚法第五十七条第一款). */
    public enum Verdict {
        PENALTY("给予行政处罚"),
        NO_PENALTY("不予行政处罚"),
        NOT_ESTABLISHED("违法事实不能成立"),
        TRANSFER("涉嫌犯罪，移送司法机关");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** As it stands, with its number in the case and what D-06 answered. */
    public record Numbered(int no, Proposal proposal, Judgement judgement, boolean handedIn) {}

    public Proposal {
        facts = Limits.required("违法事实和证据", facts, 50, 5000);
        if (factors.isEmpty() || factors.size() > 20) {
            throw Refusal.invalid("factors", "裁量因素应为1至20条。");
        }
        factors = factors.stream()
                .map(factor -> Limits.required("每条裁量因素", factor, 2, 200))
                .toList();
        reasons = Limits.required("处理理由", reasons, 10, 3000);
        if ((verdict == Verdict.PENALTY) != (penalty != null)) {
            throw Refusal.invalid("verdict", "拟给予处罚的应当写明处罚种类，其他处理意见不写。");
        }
    }
}
