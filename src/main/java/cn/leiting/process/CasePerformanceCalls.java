package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.remedy.Remedies;
import cn.leiting.remedy.Remedy.Result;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 撤销处罚决定：what is annulled is not performed any further; of a case that is closed nothing waits. */
@Component
class CasePerformanceCalls {

    private final Engine engine;

    CasePerformanceCalls(Engine engine) {
        this.engine = engine;
    }

    @EventListener
    void end(Remedies.Overturned overturned) {
        if (overturned.result() == Result.ANNULLED) {
            engine.correlate("decisionAnnulled", overturned.code(), Map.of());
        }
    }
}
