package cn.leiting.timekeeping;

import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.statute.StatutoryClock;
import cn.leiting.statute.StatutoryClock.State;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * 案件的一项法定期限：a clock of a case, with what it is about and the article that sets it.
 *
 * @param caseCode e.g. {@code CASE-310118105-2023-000123}
 * @param what tells clocks of the same kind apart, e.g. which things are seized; null where there is only one
 * @param meaning as the table of periods says it, e.g. 自立案之日起作出处罚决定
 * @param article law and article, e.g. 中华人民共和国行政处罚法第六十条
 */
public record Timing(
        String caseCode,
        String squad,
        Kind kind,
        @Nullable String what,
        StatutoryClock clock,
        String meaning,
        String article) {

    /** 期限种类, in the order of a case. */
    public enum Kind {
        DECISION("办案期限", true),
        PRESERVATION("先行登记保存", true),
        SEIZURE("查封、扣押", true),
        STATEMENT("陈述、申辩和要求听证", false),
        SERVICE("送达", true),
        HAND_IN("当场收缴的罚款上缴", true),
        PAYMENT("缴纳罚款", false),
        WITHDRAWAL("撤回公开的决定", true),
        RECONSIDERATION("申请行政复议", false),
        LITIGATION("提起行政诉讼", false),
        URGING("催告后等待", false),
        COURT("申请法院强制执行", true);

        private final String label;
        private final boolean ours;

        Kind(String label, boolean ours) {
            this.label = label;
            this.ours = ours;
        }

        public String label() {
            return label;
        }

        /** Whether it binds the authority: what a party lets pass is no breach of ours. */
        public boolean isOurs() {
            return ours;
        }
    }

    /**
     * What it says on a day.
     *
     * @param due the last day on which it is kept; null while a pause lasts, and without the year's calendar
     * @param elapsed its days that have run, without those that do not count
     * @param missingYear without whose calendar the last day is not known
     */
    public record Reading(
            Timing timing,
            LocalDate today,
            @Nullable LocalDate due,
            State state,
            int elapsed,
            @Nullable Integer missingYear) {

        /** Of the authority's own only. */
        public boolean isBreached() {
            return timing.kind().isOurs() && (state == State.BREACHED || state == State.MET_LATE);
        }

        /** Something that was to be done by a day that is past now, or that is done: it may be judged. */
        public boolean isSettled() {
            return timing.kind().isOurs() && (timing.clock().metOn() != null || state == State.BREACHED);
        }

        /** Calendar days from today to the last one, negative once it is past; 0 where none is known. */
        public int left() {
            return due == null ? 0 : (int) ChronoUnit.DAYS.between(today, due);
        }

        /** As people read it; what a party lets pass is over, nothing more. */
        public String words() {
            if (missingYear != null) {
                return "缺" + missingYear + "年工作日历";
            }
            return !timing.kind().isOurs() && state == State.BREACHED ? "已届满" : state.label();
        }
    }

    public Reading read(LocalDate today, Workdays days) {
        int elapsed = clock.elapsed(clock.metOn() == null ? today : clock.metOn());
        try {
            return new Reading(this, today, clock.due(days).orElse(null), clock.state(today, days), elapsed, null);
        } catch (CalendarMissing missing) {
            State state = clock.metOn() == null ? State.RUNNING : State.MET;
            return new Reading(this, today, null, state, elapsed, missing.year());
        }
    }
}
