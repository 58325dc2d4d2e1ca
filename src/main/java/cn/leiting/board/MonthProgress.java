package cn.leiting.board;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 月度进展（F-03）.
 *
 * @param month 1 to 12
 * @param doneText 完成情况, 1 to 1000 characters
 * @param campaigns codes of the year's campaigns it speaks of, e.g. {@code TH-2023-01}; may be empty
 * @param problems 存在问题, at most 500 characters
 * @param nextSteps 下步打算, at most 500 characters
 * @param selfLight the section's own light: G, Y or R
 * @param computedLight the light by {@code boardLight}; NONE for a month without a goal
 * @param differenceReason at most 300 characters, required when the two lights differ and the computed
 *     one is not NONE
 */
public record MonthProgress(
        int month,
        String doneText,
        List<String> campaigns,
        @Nullable String problems,
        @Nullable String nextSteps,
        Light selfLight,
        Light computedLight,
        @Nullable String differenceReason) {

    /** 亮灯. */
    public enum Light {
        G("绿灯"),
        Y("黄灯"),
        R("红灯"),
        NONE("不亮灯");

        private final String label;

        Light(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public MonthProgress {
        if (month < 1 || month > 12) {
            throw Refusal.invalid("month", "月份应在1到12之间。");
        }
        doneText = Limits.required("完成情况", doneText, 1000);
        problems = Limits.optional("存在问题", problems, 500);
        nextSteps = Limits.optional("下步打算", nextSteps, 500);
        differenceReason = Limits.optional("差异说明", differenceReason, 300);
        campaigns = List.copyOf(campaigns);
        if (!campaigns.stream().allMatch(code -> code.matches("TH-\\d{4}-\\d{2,4}"))) {
            throw Refusal.invalid("campaigns", "行动编号应如TH-2023-01。");
        }
        if (selfLight == Light.NONE) {
            throw Refusal.invalid("selfLight", "自评亮灯应为绿灯、黄灯或红灯。");
        }
        boolean differs = computedLight != Light.NONE && computedLight != selfLight;
        if (differs && differenceReason == null) {
            throw Refusal.invalid(
                    "differenceReason", "自评为" + selfLight.label() + "，系统测算为" + computedLight.label() + "，请说明差异原因。");
        }
    }
}
