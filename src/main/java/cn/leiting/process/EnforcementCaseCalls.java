package cn.leiting.process;

import cn.leiting.casework.Cases;
import cn.leiting.engine.Engine;
import cn.leiting.shared.Refusal;
import cn.leiting.transfer.Transfers;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 案件页上的办理：what is recorded on the page reaches the running instance in the same transaction. */
@Component
class EnforcementCaseCalls {

    private final Engine engine;

    EnforcementCaseCalls(Engine engine) {
        this.engine = engine;
    }

    @EventListener
    void answer(Transfers.Answered answered) {
        if (!engine.correlate("transferAnswered", answered.code(), Map.of())) {
            throw Refusal.conflict("案件" + answered.code() + "的流程不在等待移送的答复，请刷新后再办理。");
        }
    }

    /** Whatever is going on; a case whose instance is still to be started is closed already and gets none. */
    @EventListener
    void terminate(Cases.Terminated terminated) {
        engine.correlate("caseTerminated", terminated.code(), Map.of());
    }
}
