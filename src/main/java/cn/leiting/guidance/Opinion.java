package cn.leiting.guidance;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 指导意见（F-24）. It never binds: it replaces neither the statutory review nor the decision, which stay with
 * the deciding body (domain §9.4 no. 43).
 *
 * @param answer 50 to 3000 characters; a longer one does not fit into a form of Tasklist
 * @param legalBasis 法律依据, 1 to 10 of 2 to 200 characters each
 * @param alternatives 其他处理思路, at most 2000 characters
 */
public record Opinion(
        String answer, List<String> legalBasis, @Nullable String alternatives) {

    /** Stands on every form, page and paper of a case. */
    public static final String NOTICE = "指导意见不替代法制审核和处理决定。";

    private static final int MOST_BASES = 10;

    public Opinion {
        answer = Limits.required("指导意见", answer, 50, 3000);
        if (legalBasis.isEmpty() || legalBasis.size() > MOST_BASES) {
            throw Refusal.invalid("legalBasis", "法律依据应为1至10条。");
        }
        legalBasis = legalBasis.stream()
                .map(basis -> Limits.required("每条法律依据", basis, 2, 200))
                .toList();
        alternatives = Limits.optional("其他处理思路", alternatives, 2000);
    }

    /** 约束力: none, whatever it says. */
    public boolean isBinding() {
        return false;
    }
}
