package cn.leiting.assignment;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * 任务下达：what several squads have to do in the same window, be it a campaign, a look-back or a further
 * improvement.
 *
 * @param code the official one, e.g. {@code TH-2023-01}, {@code LB-2023-01}, {@code FI-2023-03}
 * @param theme e.g. {@code THEME_DEBRIS}
 * @param checklist the version that is checked by, e.g. {@code THEME_DEBRIS-1}
 * @param from the first day of field work
 * @param to the last day of field work, included
 * @param suspended 已暂停: nobody can go on with it until it is resumed
 * @param closed 各中队均已办结, or cancelled
 */
public record Assignment(
        String code,
        Mode mode,
        String title,
        String theme,
        String checklist,
        LocalDate from,
        LocalDate to,
        boolean suspended,
        boolean closed) {

    /** 工作模式 (the notice, line 31). */
    public enum Mode {
        CAMPAIGN("专项整治"),
        LOOK_BACK("365回头看"),
        FURTHER_IMPROVEMENT("365再提升");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Refuses a code that is none, an end before the start or more than 70 days after it, and no squads; a look-back
     * whose last samples went before they were given out has none.
     *
     * @param title 1 to 100 characters
     * @param squads their codes
     */
    public record Form(
            String code,
            Mode mode,
            String title,
            String theme,
            String checklist,
            LocalDate from,
            LocalDate to,
            Set<String> squads) {

        public Form {
            if (!code.matches("(TH|LB|FI)-\\d{4}-\\d{2,}")) {
                throw Refusal.invalid("code", "“" + code + "”不是行动编号。");
            }
            title = Limits.required("名称", title, 100);
            refuseBackwards(from, to);
            if (ChronoUnit.DAYS.between(from, to) > 70) {
                throw Refusal.invalid("to", "结束日期不能晚于开始日期后70天。");
            }
            squads = Set.copyOf(squads);
            if (squads.isEmpty() && mode != Mode.LOOK_BACK) {
                throw Refusal.invalid("squads", "请至少选择一个中队。");
            }
        }
    }

    /** 各中队均已办结：told once, when the last squad's task has ended. */
    public record AllClosed(String code) {}

    /**
     * A task that is in the field again because the assignment was extended.
     *
     * @param wasClosed its feedback had been accepted, so nothing was open any more
     */
    public record Reopened(String task, boolean wasClosed) {}

    /**
     * F-08, as granted.
     *
     * @param text the reasons in words, 10 to 500 characters
     */
    public record Exemption(Kind kind, Reason reason, String text) {

        public enum Kind {
            WHOLE("整项免除"),
            /** The points that nobody has inspected yet. */
            POINTS("部分点位免除"),
            TIME("时段免除");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        public enum Reason {
            FORCE_MAJEURE("不可抗力"),
            OTHER_ORDER("另有任务"),
            NO_OBJECT("辖区无此类对象"),
            OTHER("其他");

            private final String label;

            Reason(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        public Exemption {
            text = Limits.required("免除理由", text, 10, 500);
        }
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    void refuseWhileSuspended() {
        if (suspended) {
            throw Refusal.conflict("行动已暂停，恢复后再办理。");
        }
    }

    void refuseOnceClosed(String action) {
        if (closed) {
            throw Refusal.conflict("行动各中队均已办结，不能再" + action + "。");
        }
    }

    static void refuseBackwards(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw Refusal.invalid("to", "结束日期不能早于开始日期。");
        }
    }

    /** Of a row that starts with one of its squads' tasks. */
    static Assignment of(ResultSet row) throws SQLException {
        return new Assignment(
                row.getString("assignment"),
                Mode.valueOf(row.getString("mode")),
                row.getString("title"),
                row.getString("theme"),
                row.getString("checklist"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getBoolean("suspended"),
                row.getBoolean("closed"));
    }
}
