package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.joint.JointOperation;
import cn.leiting.shared.Refusal;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 联合执法的调整：what 执法协调科 changes on the page reaches the running instance in the same transaction. */
@Component
class JointEnforcementCalls {

    private final Engine engine;

    JointEnforcementCalls(Engine engine) {
        this.engine = engine;
    }

    @EventListener
    void adjust(JointOperation.Adjusted adjusted) {
        tell("jointAdjusted", adjusted.code());
    }

    @EventListener
    void cancel(JointOperation.Cancelled cancelled) {
        tell("jointCancelled", cancelled.code());
    }

    private void tell(String message, String code) {
        if (!engine.correlate(message, code, Map.of())) {
            throw Refusal.conflict("联合执法" + code + "的流程已经往下进行，请刷新后再办理。");
        }
    }
}
