package cn.leiting.improvement;

import cn.leiting.shared.Limits;
import org.springframework.data.relational.core.mapping.Column;

/**
 * 成效评估 (F-21).
 *
 * @param text 1 to 1000 characters
 * @param proposeCampaign 建议立项: whether it should become a campaign of the programme
 */
public record Evaluation(
        Solved solved, @Column("evaluation") String text, boolean proposeCampaign) {

    public enum Solved {
        YES("已解决"),
        PARTLY("部分解决"),
        NO("未解决");

        private final String label;

        Solved(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Evaluation {
        text = Limits.required("成效评估", text, 1000);
    }
}
