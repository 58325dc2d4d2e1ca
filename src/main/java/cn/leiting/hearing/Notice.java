package cn.leiting.hearing;

import cn.leiting.proposal.Penalty;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 事先告知书 (F-35): what the party must be told before a penalty (行政处罚法第四十四条).
 *
 * @param facts 20 to 5000 characters, grounds 10 to 3000, basis 2 to 500
 * @param rightsTold that the party may state its view and defend itself; must be true
 * @param hearingTold that it may ask for a hearing; must be true where 第六十三条 gives it the right
 * @param changeReason 10 to 1000 characters, of a notice that is heavier than the one before
 */
public record Notice(
        Penalty penalty,
        String facts,
        String grounds,
        String basis,
        boolean rightsTold,
        boolean hearingTold,
        @Nullable String changeReason,
        LocalDate notifiedOn) {

    /**
     * As it was given, or is going to be.
     *
     * @param proposal the number of the proposal that it rests on
     */
    public record Numbered(int no, int proposal, Notice notice, boolean given) {}

    public Notice {
        facts = Limits.required("违法事实", facts, 20, 5000);
        grounds = Limits.required("处罚理由", grounds, 10, 3000);
        basis = Limits.required("处罚依据", basis, 2, 500);
        changeReason = Limits.optional("加重处罚的新事实和理由", changeReason, 1000);
        if (!rightsTold) {
            throw Refusal.invalid("rightsTold", "应当告知当事人陈述、申辩的权利（行政处罚法第四十四条）。");
        }
    }
}
