package cn.leiting.programme;

import cn.leiting.shared.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 计划行动：one round that the programme plans, known by its number in the programme. It is not a
 * campaign; launching it makes one.
 *
 * @param annexSeq the number of the notice's annex; null where the notice gives none
 * @param theme the theme's code; null while still open
 * @param month 1 to 12; null if and only if the month is neither FIXED nor CELL_ONLY
 * @param reason why it was changed last, at most 300 characters
 * @param campaignCode e.g. {@code TH-2023-01}, once launched
 * @param revision 1 at first, one more after every change of the plan
 */
@Table("planned_campaign")
public record PlannedCampaign(
        @Nullable Integer annexSeq,
        @Nullable String theme,
        String title,
        MonthStatus monthStatus,
        @Nullable Integer month,
        @Nullable String sourceText,
        @Nullable String note,
        State status,
        @Nullable String reason,
        @Nullable String campaignCode,
        int revision) {

    /** 月份情况：how sure the month is. */
    public enum MonthStatus {
        FIXED("已定月份"),
        /** The annex prints it in this month's cell, which may have spanned several months. */
        CELL_ONLY("附件所列月份"),
        THEME_ONLY("待定月份"),
        OPEN("待定主题和月份");

        private final String label;

        MonthStatus(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean hasMonth() {
            return this == FIXED || this == CELL_ONLY;
        }

        public static MonthStatus of(@Nullable Integer month, @Nullable String theme) {
            return month != null ? FIXED : theme != null ? THEME_ONLY : OPEN;
        }

        void check(@Nullable Integer month) {
            if (hasMonth() != (month != null)) {
                throw Refusal.invalid(hasMonth() ? "“" + label + "”的计划行动须填写月份。" : "“" + label + "”的计划行动不能填写月份。");
            }
            if (month != null && (month < 1 || month > 12)) {
                throw Refusal.invalid("月份应在1到12之间。");
            }
        }
    }

    /** 状态. */
    public enum State {
        OPEN("未启动"),
        LAUNCHED("进行中"),
        DONE("已完成"),
        /** Done by some squads only: not one of the eight. */
        UNCOUNTED("已完成（不计入）"),
        CANCELLED("已取消"),
        DROPPED("已撤销");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 计划行动已启动. */
    public record Launched(String code, int year, int seq, String title, String themeCode) {}

    static PlannedCampaign of(Draft.Row row) {
        return new PlannedCampaign(
                null,
                row.theme(),
                row.title(),
                row.monthStatus(),
                row.month(),
                row.sourceText(),
                null,
                State.OPEN,
                null,
                null,
                1);
    }

    PlannedCampaign replanned(Draft.Row row, String why) {
        refuseUnlessOpen("调整");
        return new PlannedCampaign(
                annexSeq,
                row.theme(),
                row.title(),
                row.monthStatus(),
                row.month(),
                sourceText,
                note,
                status,
                why,
                null,
                revision + 1);
    }

    PlannedCampaign dropped(String why) {
        refuseUnlessOpen("撤销");
        return become(State.DROPPED, why, null, revision + 1);
    }

    /** Refuses one without a month or a theme: it has to be placed first. */
    PlannedCampaign launched(String code) {
        refuseUnlessOpen("启动");
        if (month == null) {
            throw Refusal.conflict("该计划行动的月份待定，请先排定月份再启动。");
        }
        if (theme == null) {
            throw Refusal.conflict("该计划行动的主题待定，请先确定主题再启动。");
        }
        return become(State.LAUNCHED, reason, code, revision);
    }

    private PlannedCampaign become(State next, @Nullable String why, @Nullable String code, int inRevision) {
        return new PlannedCampaign(
                annexSeq, theme, title, monthStatus, month, sourceText, note, next, why, code, inRevision);
    }

    private void refuseUnlessOpen(String action) {
        if (status != State.OPEN) {
            throw Refusal.conflict(
                    status == State.DROPPED ? "计划行动已撤销，不能" + action + "。" : "计划行动已启动，不能再" + action + "。");
        }
    }

    /** 计划行动表：a programme's planned campaigns by their numbers, while the programme lets them change. */
    record Plan(int year, Map<Integer, PlannedCampaign> rows) {

        int nextSeq() {
            return rows.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        }

        PlannedCampaign get(int seq) {
            PlannedCampaign found = rows.get(seq);
            if (found == null) {
                throw Refusal.notFound(year + "年度方案没有第" + seq + "项计划行动。");
            }
            return found;
        }

        PlannedCampaign add(Draft.Row row) {
            return put(row.seq(), PlannedCampaign.of(row));
        }

        /** Places, moves or rewords one that has not been launched. */
        PlannedCampaign replan(Draft.Row row, String reason) {
            return put(row.seq(), get(row.seq()).replanned(row, reason));
        }

        PlannedCampaign drop(int seq, String reason) {
            return put(seq, get(seq).dropped(reason));
        }

        PlannedCampaign launch(int seq, String campaignCode) {
            return put(seq, get(seq).launched(campaignCode));
        }

        private PlannedCampaign put(int seq, PlannedCampaign changed) {
            rows.put(seq, changed);
            return changed;
        }
    }
}
