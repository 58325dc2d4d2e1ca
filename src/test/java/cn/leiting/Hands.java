package cn.leiting;

import cn.leiting.calendar.BureauTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock of the bureau that stands until a test moves its hands. */
public final class Hands extends Clock {

    public volatile Instant now;

    public Hands(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return BureauTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
