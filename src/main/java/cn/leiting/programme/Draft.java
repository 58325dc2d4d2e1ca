package cn.leiting.programme;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 方案草稿（F-00）：the whole table of a year's programme as its section writes it. A draft may still
 * have gaps, which its submission refuses; what breaks a limit is refused here.
 *
 * @param docTitle 文件标题, at most 200 characters
 * @param annualGoal 年度目标, at most 500 characters
 * @param minCampaigns 至少开展轮数, 1 to 99, 8 by the notice (lines 19, 23, 29, 65)
 * @param leadLeader 牵头领导 of the year's first day, at most 50 characters
 * @param responsibleUnit 责任单位, a section's name
 * @param monthGoals 月度目标 of the twelve months in order, each at most 1000 characters; null: 未设目标
 * @param rows 计划行动
 */
public record Draft(
        @Nullable String docTitle,
        @Nullable String annualGoal,
        int minCampaigns,
        @Nullable String leadLeader,
        String responsibleUnit,
        List<@Nullable String> monthGoals,
        List<Row> rows) {

    private static final int MOST_ROWS = 99;

    public Draft {
        docTitle = Limits.optional("文件标题", docTitle, 200);
        annualGoal = Limits.optional("年度目标", annualGoal, 500);
        leadLeader = Limits.optional("牵头领导", leadLeader, 50);
        responsibleUnit = Limits.required("责任单位", responsibleUnit, 60);
        if (minCampaigns < 1 || minCampaigns > MOST_ROWS) {
            throw Refusal.invalid("全年轮数应在1到99之间。");
        }
        if (monthGoals.size() != 12) {
            throw Refusal.invalid("月度目标应为十二个月。");
        }
        monthGoals = monthGoals.stream()
                .map(goal -> Limits.optional("月度目标", goal, 1000))
                .toList();
        rows = List.copyOf(rows);
        Set<Integer> seqs = new HashSet<>();
        if (!rows.stream().allMatch(row -> seqs.add(row.seq()))) {
            throw Refusal.invalid("计划行动的序号不能重复。");
        }
    }

    /**
     * 计划行动的一行.
     *
     * @param seq 序号, 1 to 99, once in a programme
     * @param theme 主题 code; null: still open
     * @param title 名称, at most 100 characters; the theme's name where there is none
     * @param monthStatus 月份情况
     * @param month 1 to 12, given if and only if the month is FIXED or CELL_ONLY
     * @param sourceText 依据原文, at most 500 characters
     */
    public record Row(
            int seq,
            @Nullable String theme,
            String title,
            PlannedCampaign.MonthStatus monthStatus,
            @Nullable Integer month,
            @Nullable String sourceText) {

        public Row {
            if (seq < 1 || seq > MOST_ROWS) {
                throw Refusal.invalid("计划行动的序号应在1到99之间。");
            }
            title = Limits.required("第" + seq + "项计划行动的名称或主题", title, 100);
            sourceText = Limits.optional("第" + seq + "项计划行动的依据原文", sourceText, 500);
            monthStatus.check(month);
        }
    }
}
