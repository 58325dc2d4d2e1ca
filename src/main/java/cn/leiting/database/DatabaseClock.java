package cn.leiting.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes a node whose clock is wrong out of service: due dates and job locks compare with the clock of
 * each node, and one that runs ahead takes other nodes' jobs away. On the embedded database there is
 * only one clock.
 */
@Component
@ConditionalOnExpression("!environment.getProperty('spring.datasource.url', '').isEmpty()")
class DatabaseClock extends AbstractHealthIndicator {

    private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    DatabaseClock(JdbcClient jdbc, Clock clock) {
        super("the database does not tell the time");
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant ofDatabase =
                jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
        Duration difference = Duration.between(ofDatabase, clock.instant());

        health.status(difference.abs().compareTo(LARGEST_DIFFERENCE) > 0 ? "DOWN" : "UP")
                .withDetail("difference", difference);
    }
}
