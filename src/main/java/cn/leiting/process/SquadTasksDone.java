package cn.leiting.process;

import cn.leiting.assignment.Assignment;
import cn.leiting.engine.Engine;
import cn.leiting.improvement.Improvements;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 各中队均已办结：the last squad is done, and the campaign, the look-back or the improvement goes on. An urgent improvement
 * may still be on its way to that point, and asks there.
 */
@Component
class SquadTasksDone {

    private final Engine engine;
    private final Improvements improvements;

    SquadTasksDone(Engine engine, Improvements improvements) {
        this.engine = engine;
        this.improvements = improvements;
    }

    @EventListener
    void goOn(Assignment.AllClosed closed) {
        boolean improvement = SquadTaskCodes.isOfImprovement(closed.code());
        if (improvement) {
            improvements.squadsDone(closed.code());
        }
        boolean waited = engine.correlate("squadsDone", closed.code(), Map.of());
        if (!waited && !improvement && engine.runs(SquadTaskCodes.modelOf(closed.code()), closed.code())) {
            throw new IllegalStateException(closed.code() + " does not wait for its squads");
        }
    }
}
