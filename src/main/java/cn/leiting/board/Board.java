package cn.leiting.board;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.programme.Programme;
import cn.leiting.programme.Programmes;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 挂图作战进展：the months of an issued programme's board, reported one after another until December. */
@Component
@Transactional
public class Board {

    /** More make no difference (domain D-11: one to five are yellow, more are red). */
    private static final int MOST_DAYS_LATE = 6;

    private final Programmes programmes;
    private final WorkCalendar calendar;
    private final JdbcClient jdbc;
    private final Clock clock;

    Board(Programmes programmes, WorkCalendar calendar, JdbcClient jdbc, Clock clock) {
        this.programmes = programmes;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The month to report next, from the month of the issue on; refuses when all are reported. */
    public YearMonth nextMonth(String code) {
        Programme programme = programmes.get(code);
        int next = next(programme);
        if (next > 12) {
            throw Refusal.conflict("本年度各月进展均已报告。");
        }
        return YearMonth.of(programme.year(), next);
    }

    public boolean monthsLeft(String code) {
        return next(programmes.get(code)) <= 12;
    }

    /** Reports the next month, or supplements one that has been reported. */
    public void report(String code, MonthProgress progress, String by) {
        Programme programme = programmes.reporting(code, progress.month(), by);
        if (progress.month() < programme.firstMonth()) {
            throw Refusal.invalid("month", "方案" + programme.firstMonth() + "月印发，此前的月份不需要报告。");
        }
        int next = next(programme);
        if (progress.month() > next) {
            throw Refusal.conflict("请先报告" + next + "月的进展。");
        }
        if (!progress.campaigns().stream().allMatch(campaign -> campaign.startsWith(code + "-"))) {
            throw Refusal.invalid("campaigns", "所列行动应属于本年度方案。");
        }
        keep(programme, progress, by);
    }

    private void keep(Programme programme, MonthProgress progress, String by) {
        jdbc.sql("""
                        insert into board_progress
                            (programme, month, seq, done_text, campaigns, problems, next_steps, light_computed,
                             light_reported, difference_reason, reported_by, reported_at)
                        select :programme, :month, count(*) + 1, :doneText, :campaigns, :problems, :nextSteps, :computed,
                               :reported, :reason, :by, :at
                        from board_progress
                        where programme = :programme
                          and month = :month
                        """)
                .param("programme", programme.id())
                .param("month", progress.month())
                .param("doneText", progress.doneText())
                .param("campaigns", progress.campaigns().toArray(String[]::new), java.sql.Types.ARRAY)
                .param("problems", progress.problems())
                .param("nextSteps", progress.nextSteps())
                .param("computed", progress.computedLight().name())
                .param("reported", progress.selfLight().name())
                .param("reason", progress.differenceReason())
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** 已启动的行动 of the year, which a report may speak of. */
    public record Launched(String code, String title) {}

    @Transactional(readOnly = true)
    public List<Launched> launched(String code) {
        return jdbc.sql("""
                        select campaign_code as code, title
                        from planned_campaign
                        where programme = ?
                          and campaign_code is not null
                        order by campaign_code
                        """)
                .param(programmes.get(code).id())
                .query(Launched.class)
                .list();
    }

    private record Month(boolean goalEmpty, int planned, int done) {}

    /** @param month 1 to 12 */
    @Transactional(readOnly = true)
    public LightFacts lightFacts(String code, int month) {
        Programme programme = programmes.get(code);
        Month facts = jdbc.sql("""
                        select goal.goal is null as goal_empty,
                               count(planned.seq) as planned,
                               count(planned.seq) filter (where planned.status = 'DONE') as done
                        from board_month_goal goal
                                 left join planned_campaign planned
                                           on planned.programme = goal.programme
                                               and planned.month = goal.month
                                               and planned.status not in ('CANCELLED', 'DROPPED')
                        where goal.programme = ?
                          and goal.month = ?
                        group by goal.goal
                        """)
                .params(programme.id(), month)
                .query(Month.class)
                .optional()
                .orElseThrow(() -> Refusal.invalid("month", "月份应在1到12之间。"));
        double done = facts.planned() == 0 ? 1 : (double) facts.done() / facts.planned();
        return new LightFacts(facts.goalEmpty(), done, daysLate(YearMonth.of(programme.year(), month)));
    }

    private int daysLate(YearMonth month) {
        LocalDate today = LocalDate.now(clock);
        int late = 0;
        while (late < MOST_DAYS_LATE
                && !workdayAfter(month.atEndOfMonth(), late + 1).isAfter(today)) {
            late++;
        }
        return late;
    }

    /** A report must not wait for the State Council's table: without it, the likely day. */
    private LocalDate workdayAfter(LocalDate day, int workdays) {
        try {
            return calendar.due(day, new Length(workdays, Unit.WORKDAY));
        } catch (CalendarMissing missing) {
            return missing.notBefore();
        }
    }

    private int next(Programme programme) {
        return jdbc.sql("select coalesce(max(month) + 1, :first) from board_progress where programme = :programme")
                .param("first", programme.firstMonth())
                .param("programme", programme.id())
                .query(Integer.class)
                .single();
    }
}
