package cn.leiting.sampling;

import cn.leiting.shared.Sweep;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** 定期抽样：draws while an assignment runs, from the morning after its first day on. */
@Component
class DrawSweep implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DrawSweep.class);

    private final Draws draws;
    private final DrawRows rows;

    DrawSweep(Draws draws, DrawRows rows) {
        this.draws = draws;
        this.rows = rows;
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    @Override
    public int sweep() {
        return (int) draws.due().stream().filter(this::drawAlone).count();
    }

    /** What cannot be drawn of one assignment keeps no other waiting; it is tried again next time. */
    private boolean drawAlone(String assignment) {
        try {
            return draws.drawDue(assignment);
        } catch (RuntimeException failed) {
            LOG.warn("Of {} nothing could be drawn", assignment, failed);
            return false;
        }
    }

    @Override
    public Optional<Instant> nextMoment() {
        return rows.nextMoment(draws.interval());
    }
}
