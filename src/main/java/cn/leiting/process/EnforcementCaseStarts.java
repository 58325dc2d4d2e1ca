package cn.leiting.process;

import cn.leiting.casework.Status;
import cn.leiting.engine.Engine;
import cn.leiting.intake.CaseStarts;
import cn.leiting.intake.CaseStarts.Waiting;
import cn.leiting.shared.Sweep;
import java.util.Map;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 案件启动：cases that visits have registered get their instance soon after, so that no visit waits for the engine. */
@Component
class EnforcementCaseStarts implements Sweep {

    private static final int BATCH = 50;

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
        int all = 0;
        for (int started = batch(); started > 0; started = batch()) {
            all += started;
        }
        return all;
    }

    private int batch() {
        return Objects.requireNonNull(transaction.execute(alone -> {
            int taken = 0;
            for (Waiting waiting : starts.take(BATCH)) {
                taken++;
                if (waiting.status() != Status.CLOSED) {
                    engine.startBy("findingNeedsCase", waiting.code(), Map.of("caseCode", waiting.code()));
                }
            }
            return taken;
        }));
    }
}
