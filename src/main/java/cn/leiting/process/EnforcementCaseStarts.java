package cn.leiting.process;

import cn.leiting.casework.Status;
import cn.leiting.engine.Engine;
import cn.leiting.intake.CaseStarts;
import cn.leiting.intake.CaseStarts.Waiting;
import cn.leiting.shared.Sweep;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 案件启动：cases that visits have registered get their instance soon after, so that no visit waits for the engine. Each
 * is started in a transaction of its own: one that fails is tried again later, and holds up no other.
 */
@Component
class EnforcementCaseStarts implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(EnforcementCaseStarts.class);

    private final CaseStarts starts;
    private final Engine engine;
    private final TransactionTemplate transaction;

    EnforcementCaseStarts(CaseStarts starts, Engine engine, PlatformTransactionManager transactions) {
        this.starts = starts;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT5S}", fixedDelayString = "${leiting.sweep:PT5S}")
    @Override
    public int sweep() {
        int taken = 0;
        while (startsNext()) {
            taken++;
        }
        return taken;
    }

    /** @return whether one was waiting, started or put off */
    private boolean startsNext() {
        AtomicReference<@Nullable String> code = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(alone -> starts.take().ifPresent(waiting -> {
                code.set(waiting.code());
                start(waiting);
            }));
        } catch (RuntimeException failed) {
            String failing = code.get();
            if (failing == null) {
                throw failed;
            }
            LOG.error("case {} could not be started", failing, failed);
            starts.postpone(failing);
        }
        return code.get() != null;
    }

    private void start(Waiting waiting) {
        if (waiting.status() != Status.CLOSED) {
            engine.startBy("findingNeedsCase", waiting.code(), Map.of("caseCode", waiting.code()));
        }
    }
}
