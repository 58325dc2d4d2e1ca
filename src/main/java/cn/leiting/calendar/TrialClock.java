package cn.leiting.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 试用时钟：runs like any clock, but from a day of its own, so that a year can be tried in an hour. It
 * only goes forward; the distance to the real time is kept in the database and survives restarts.
 */
public class TrialClock extends Clock {

    private final JdbcClient jdbc;
    private final Clock real;
    private volatile Duration offset;

    /** @param start the first day's time in Asia/Shanghai, used on an empty database only */
    TrialClock(JdbcClient jdbc, LocalDateTime start) {
        this.jdbc = jdbc;
        this.real = Clock.system(BureauTime.ZONE);
        this.offset = keptOr(Duration.between(real.instant(), start.atZone(BureauTime.ZONE)));
    }

    private Duration keptOr(Duration first) {
        jdbc.sql("insert into trial_clock (offset_millis) values (?) on conflict do nothing")
                .param(first.toMillis())
                .update();
        return Duration.ofMillis(jdbc.sql("select offset_millis from trial_clock")
                .query(Long.class)
                .single());
    }

    /** Sets the clock forward; an earlier moment than now changes nothing. */
    public synchronized void advanceTo(Instant moment) {
        if (moment.isBefore(instant())) {
            return;
        }
        Duration moved = Duration.between(real.instant(), moment);
        jdbc.sql("update trial_clock set offset_millis = ?")
                .param(moved.toMillis())
                .update();
        offset = moved;
    }

    /** How far this clock is from the real one; negative in the past. */
    public Duration offset() {
        return offset;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return BureauTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the bureau's time is " + BureauTime.ZONE);
    }
}
