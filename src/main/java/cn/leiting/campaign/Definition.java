package cn.leiting.campaign;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Column;

/**
 * 行动方案（F-04）：what 执法协调科 lays down for one campaign. Refuses what breaks a limit (422).
 *
 * @param title 行动名称, at most 100 characters
 * @param theme 主题 code, e.g. {@code THEME_DEBRIS}
 * @param displayNo 雷霆N号, 1 to 999, once in a year
 * @param basisText 依据, at most 500 characters (the notice, lines 23 and 65)
 * @param from first day in the field
 * @param to last day in the field, at most 70 days after the first
 * @param phases at most 10
 * @param squads nine-digit codes; read only when the scope is PARTIAL, then at least one
 * @param weight 0.5 to 2.0 with at most two decimals; 1.0 unless the bureau says otherwise
 * @param checklist the key, e.g. {@code THEME_DEBRIS-1}; null: the theme's current one of the day
 * @param enterpriseInspection whether enterprises are visited
 * @param guidanceText 指导要求, at most 3000 characters
 * @param infoTarget 信息报送篇数 per squad, 0 to 10; 2 unless the bureau says otherwise
 */
public record Definition(
        String title,
        String theme,
        @Nullable Integer displayNo,
        Basis basisType,
        String basisText,
        LocalDate from,
        LocalDate to,
        List<Phase> phases,
        Scope scope,
        Set<String> squads,
        BigDecimal weight,
        @Nullable String checklist,
        boolean enterpriseInspection,
        String guidanceText,
        int infoTarget) {

    /** How many days after its start a campaign ends at the latest. */
    public static final int MOST_DAYS = 70;

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private static final BigDecimal LIGHTEST = new BigDecimal("0.5");
    private static final BigDecimal HEAVIEST = new BigDecimal("2.0");

    /** 依据：区委区政府重点工作部署及季节性特点. */
    public enum Basis {
        DEPLOYMENT("区委区政府重点工作部署"),
        SEASON("季节性特点"),
        BOTH("重点工作部署及季节性特点");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 范围. */
    public enum Scope {
        /** All eleven squads of the towns, always; only these count to the eight. */
        DISTRICT("全区"),
        PARTIAL("部分中队");

        private final String label;

        Scope(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 阶段安排：name at most 40 characters, focus at most 500. */
    public record Phase(
            String name,
            LocalDate from,
            LocalDate to,
            @Nullable String focus) {

        public Phase {
            name = Limits.required("阶段名称", name, 40);
            focus = Limits.optional("阶段重点", focus, 500);
            if (to.isBefore(from)) {
                throw Refusal.invalid("phases", "“" + name + "”阶段的结束日期不能早于开始日期。");
            }
        }
    }

    /** 行动要素：what of it holds as long as the campaign lives. */
    public record Terms(
            @Nullable Integer displayNo,
            Basis basisType,
            String basisText,
            Scope scope,
            BigDecimal weight,
            String checklist,
            boolean enterpriseInspection,
            String guidanceText,
            int infoTarget) {}

    Terms terms(String checklistInForce) {
        return new Terms(
                displayNo,
                basisType,
                basisText,
                scope,
                weight,
                checklistInForce,
                enterpriseInspection,
                guidanceText,
                infoTarget);
    }

    /**
     * 行动起止：the days in the field, both included.
     *
     * @param originalTo the end as it was approved
     * @param suspendedOn since when it pauses
     * @param pausedDays calendar days of its pauses so far
     */
    public record Window(
            @Column("starts_on") LocalDate from,
            @Column("ends_on") LocalDate to,
            @Column("original_ends_on") LocalDate originalTo,
            @Nullable LocalDate suspendedOn,
            int pausedDays) {

        /** Refuses from the day after the end on. */
        void refuseOver(LocalDate today, String action) {
            if (to.isBefore(today)) {
                throw Refusal.conflict("行动已于" + DAY.format(to) + "结束，不能" + action + "。");
            }
        }

        Window startingNotBefore(LocalDate day) {
            if (day.isAfter(to)) {
                throw Refusal.conflict("行动已于" + DAY.format(to) + "到期，不能批准，请退回修改日期。");
            }
            return day.isAfter(from) ? new Window(day, to, originalTo, null, pausedDays) : this;
        }

        Window endingOn(LocalDate end) {
            LocalDate last = from.plusDays(MOST_DAYS + pausedDays);
            require(end.isAfter(to), "endDate", "新的结束日期应晚于" + DAY.format(to) + "。");
            require(!end.isAfter(last), "endDate", "新的结束日期不能晚于" + DAY.format(last) + "。");
            return new Window(from, end, originalTo, suspendedOn, pausedDays);
        }

        Window pausedSince(@Nullable LocalDate day) {
            return new Window(from, to, originalTo, day, pausedDays);
        }

        /** The end moves by the days of the pause; so does a start that had not come. */
        Window resumedOn(LocalDate day) {
            LocalDate since = suspendedOn == null ? day : suspendedOn;
            int days = (int) ChronoUnit.DAYS.between(since, day);
            return from.isAfter(since)
                    ? new Window(from.plusDays(days), to.plusDays(days), originalTo, null, pausedDays)
                    : new Window(from, to.plusDays(days), originalTo, null, pausedDays + days);
        }
    }

    Window window() {
        return new Window(from, to, to, null, 0);
    }

    public Definition {
        title = Limits.required("行动名称", title, 100);
        basisText = Limits.required("行动依据", basisText, 500);
        guidanceText = Limits.required("指导要求", guidanceText, 3000);
        phases = List.copyOf(phases);
        squads = new TreeSet<>(squads);
        require(displayNo == null || displayNo >= 1 && displayNo <= 999, "displayNo", "雷霆行动的号数应在1到999之间。");
        require(!to.isBefore(from), "endDate", "结束日期不能早于开始日期。");
        require(!to.isAfter(from.plusDays(MOST_DAYS)), "endDate", "结束日期不能晚于开始日期后" + MOST_DAYS + "天。");
        require(phases.size() <= 10, "phases", "阶段不能超过10个。");
        require(scope == Scope.DISTRICT || !squads.isEmpty(), "squads", "部分中队的行动须至少选择一个中队。");
        require(weight.compareTo(LIGHTEST) >= 0 && weight.compareTo(HEAVIEST) <= 0, "weight", "权重应在0.5到2.0之间。");
        require(weight.stripTrailingZeros().scale() <= 2, "weight", "权重最多两位小数。");
        require(infoTarget >= 0 && infoTarget <= 10, "infoTarget", "信息报送篇数应在0到10之间。");
    }

    private static void require(boolean kept, String field, String sentence) {
        if (!kept) {
            throw Refusal.invalid(field, sentence);
        }
    }
}
