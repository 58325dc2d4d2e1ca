package cn.leiting.chart;

import cn.leiting.summary.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Charts as they were within the last minute: a year's figures are sums over all its visits, and a screen that many look at
 * need not count them for each. Every node keeps its own, and each page says of what time it is. The records behind a number
 * are always those of now.
 */
@Component
class RecentCharts {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Asked(int year, String squad) {}

    /** @param at when they were counted */
    record Counted(LocalDateTime at, Instant instant, List<Chart> charts) {}

    private final Map<Asked, Counted> counted = new ConcurrentHashMap<>();
    private final Charts charts;
    private final Clock clock;

    RecentCharts(Charts charts, Clock clock) {
        this.charts = charts;
        this.clock = clock;
    }

    Counted of(int year, Visitor visitor) {
        Instant now = clock.instant();
        String squad = visitor.only();
        counted.values()
                .removeIf(kept -> kept.instant().isAfter(now)
                        || Duration.between(kept.instant(), now).compareTo(KEPT) >= 0);
        return counted.computeIfAbsent(
                new Asked(year, squad == null ? "" : squad),
                asked -> new Counted(LocalDateTime.now(clock), now, charts.of(year, visitor)));
    }
}
