package cn.leiting.docket;

import cn.leiting.calendar.Parameters;
import cn.leiting.docket.Watch.Level;
import cn.leiting.statute.StatutoryClock.State;
import cn.leiting.timekeeping.Timing;
import cn.leiting.timekeeping.Timing.Kind;
import cn.leiting.timekeeping.Timing.Reading;
import cn.leiting.timekeeping.Timings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 关注事项：computed from what is recorded whenever somebody looks; what is paused is not on the list. */
@Component
class Watches {

    /** What is late first, then by the last day; what has none comes last. */
    private static final Comparator<Watch> IN_ORDER = Comparator.comparing(Watch::level)
            .thenComparing(Watch::day, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Watch::code);

    /** 听证 that are to be held, 分期缴款 that are not covered by what has been paid. */
    private static final String DATES = """
            select case_code as code, squad, '听证' as what, held_on as day, '中华人民共和国行政处罚法第六十四条' as article
            from hearing
                     join enforcement_case on code = case_code
            where ended_at is null
              and closed_on is null
              and held_on <= :until
              and (:squad::text is null or squad = :squad)
            union all
            select owed.case_code, squad, '分期缴款（第' || owed.no || '期）', due_on, '中华人民共和国行政处罚法第六十六条'
            from (select instalment.case_code, instalment.no, due_on,
                         paid + sum(instalment.amount) over (partition by instalment.case_code order by due_on) as so_far
                  from deferral
                           join instalment on instalment.case_code = deferral.case_code
                      and instalment.deferral = deferral.no
                  where not exists (select
                                    from deferral later
                                    where later.case_code = deferral.case_code and later.no > deferral.no)) owed
                     join enforcement_case on code = owed.case_code
            where closed_on is null
              and status = 'SERVED'
              and due_on <= :until
              and so_far > (select coalesce(sum(amount), 0) from payment where payment.case_code = owed.case_code)
              and (:squad::text is null or squad = :squad)
            """;

    private record Dated(String code, String squad, String what, LocalDate day, String article) {}

    private final JdbcClient jdbc;
    private final Timings timings;
    private final Parameters parameters;
    private final Clock clock;

    Watches(JdbcClient jdbc, Timings timings, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.timings = timings;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** @param squad only its cases; null: all */
    List<Watch> of(@Nullable String squad) {
        LocalDate today = LocalDate.now(clock);
        int near = parameters.length("case.near", today).amount();
        List<Integer> warnings = Arrays.stream(
                        parameters.text("case.warn", today).split(","))
                .map(Integer::valueOf)
                .toList();
        return Stream.concat(
                        timings.running(squad).stream().flatMap(reading -> watch(reading, near, warnings).stream()),
                        dated(squad, today, near))
                .sorted(IN_ORDER)
                .toList();
    }

    private Stream<Watch> dated(@Nullable String squad, LocalDate today, int near) {
        return jdbc
                .sql(DATES)
                .param("squad", squad)
                .param("until", today.plusDays(near))
                .query(Dated.class)
                .list()
                .stream()
                .map(one -> new Watch(
                        one.code(),
                        one.squad(),
                        one.day().isBefore(today) ? Level.OVER : Level.NEAR,
                        one.what(),
                        one.day(),
                        one.day().isBefore(today)
                                ? "日期已过，尚未登记结果。"
                                : "还剩" + ChronoUnit.DAYS.between(today, one.day()) + "日。",
                        one.article()));
    }

    private static Optional<Watch> watch(Reading reading, int near, List<Integer> warnings) {
        if (reading.missingYear() != null) {
            return Optional.of(watch(reading, Level.NEAR, reading.words() + "，无法推算期限。"));
        }
        if (reading.state() == State.BREACHED) {
            return Optional.of(breached(reading));
        }
        if (reading.state() == State.PAUSED || reading.due() == null) {
            return Optional.empty();
        }
        int reached = reading.timing().kind() == Kind.DECISION ? reached(reading, warnings) : 0;
        if (reached > 0) {
            return Optional.of(watch(reading, Level.NEAR, "立案已满" + reached + "日，还剩" + reading.left() + "日。"));
        }
        return reading.left() <= near
                ? Optional.of(watch(reading, Level.NEAR, reading.left() == 0 ? "今天届满。" : "还剩" + reading.left() + "日。"))
                : Optional.empty();
    }

    private static Watch breached(Reading reading) {
        return reading.timing().kind().isOurs()
                ? watch(reading, Level.LATE, "已超期" + -reading.left() + "日。")
                : watch(reading, Level.OVER, "期间已届满" + -reading.left() + "日。");
    }

    private static int reached(Reading reading, List<Integer> warnings) {
        return reading.timing().clock().reached(warnings, reading.today()).stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private static Watch watch(Reading reading, Level level, String words) {
        Timing timing = reading.timing();
        String what = timing.kind().label() + (timing.what() == null ? "" : "（" + timing.what() + "）");
        return new Watch(timing.caseCode(), timing.squad(), level, what, reading.due(), words, timing.article());
    }
}
