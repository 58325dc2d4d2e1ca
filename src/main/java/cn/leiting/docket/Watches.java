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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 关注事项：computed from what is recorded whenever somebody looks; what is paused is not on the list. */
@Component
class Watches {

    /** What is late first, then by the last day; what has none comes last. */
    private static final Comparator<Watch> IN_ORDER = Comparator.comparing(Watch::level)
            .thenComparing(Watch::day, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Watch::code);

    private final Timings timings;
    private final Parameters parameters;
    private final Clock clock;

    Watches(Timings timings, Parameters parameters, Clock clock) {
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
        return timings.running(squad).stream()
                .flatMap(reading -> watch(reading, near, warnings).stream())
                .sorted(IN_ORDER)
                .toList();
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
