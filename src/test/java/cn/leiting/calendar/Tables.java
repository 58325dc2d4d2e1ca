package cn.leiting.calendar;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads tables for the tests of what is dated by them, which bring their own clock and listeners. */
@Component
public class Tables {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final WorkCalendar calendar;

    Tables(JdbcClient jdbc, JdbcTemplate batches, WorkCalendar calendar) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.calendar = calendar;
    }

    public WorkCalendars thatDate(Dated dated, Clock clock) {
        return new WorkCalendars(jdbc, batches, calendar, List.of(dated), clock);
    }
}
