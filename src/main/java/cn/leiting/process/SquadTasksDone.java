package cn.leiting.process;

import cn.leiting.assignment.Assignment;
import cn.leiting.engine.Engine;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 各中队均已办结：the last squad is done, and the campaign or the look-back goes on. */
@Component
class SquadTasksDone {

    private final Engine engine;

    SquadTasksDone(Engine engine) {
        this.engine = engine;
    }

    @EventListener
    void goOn(Assignment.AllClosed closed) {
        boolean waited = engine.correlate("squadsDone", closed.code(), Map.of());
        String model = SquadTaskCodes.isOfLookBack(closed.code()) ? "lookBack" : "thunderCampaign";
        if (!waited && engine.runs(model, closed.code())) {
            throw new IllegalStateException(closed.code() + " does not wait for its squads");
        }
    }
}
