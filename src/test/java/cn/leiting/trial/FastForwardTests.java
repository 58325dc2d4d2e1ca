package cn.leiting.trial;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.TrialClock;
import cn.leiting.organization.People;
import cn.leiting.shared.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where the clock stops it stays until all is quiet; how it moves tells the story of the year. */
@LeitingTest
class FastForwardTests {

    @Autowired
    private TrialClock clock;

    @Autowired
    private People people;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @Test
    void everySweepRunsUntilNoneFindsAnything() {
        Found deadlines = new Found(2, 0, 1);
        Found closings = new Found(0, 3);
        Instant target = clock.instant().plus(Duration.ofSeconds(5));

        FastForward.Progress reached =
                new FastForward(clock, List.of(deadlines, closings), people, jobs, configuration).advanceTo(target);

        assertThat(deadlines.left).isEmpty();
        assertThat(closings.left).isEmpty();
        assertThat(reached.now()).isAfterOrEqualTo(target);
        assertThat(reached.pending()).isZero();
    }

    private static final class Found implements Sweep {

        private final Queue<Integer> left;

        Found(Integer... found) {
            left = new ArrayDeque<>(List.of(found));
        }

        @Override
        public int sweep() {
            return left.isEmpty() ? 0 : left.remove();
        }
    }
}
