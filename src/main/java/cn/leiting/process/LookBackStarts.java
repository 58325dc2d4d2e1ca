package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.lookback.LookBacks;
import cn.leiting.shared.Sweep;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 启动回头看：one instance of the model {@code lookBack} a campaign, by the campaign's own timer; the sweep starts those
 * of campaigns whose model had no such timer yet, and what was left undone.
 */
@Component
class LookBackStarts implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(LookBackStarts.class);

    private final LookBacks lookBacks;
    private final Engine engine;
    private final TransactionTemplate ownTransaction;

    LookBackStarts(LookBacks lookBacks, Engine engine, PlatformTransactionManager transactions) {
        this.lookBacks = lookBacks;
        this.engine = engine;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The row and the instance come together or not at all; repeated, it changes nothing. Whether it began now. */
    boolean start(String campaign) {
        if (!lookBacks.begin(campaign)) {
            return false;
        }
        String code = LookBacks.codeOf(campaign);
        engine.startBy("lookBackDue", code, Map.of("lookBack", code, "campaign", campaign));
        return true;
    }

    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    public int sweep() {
        return (int) lookBacks.missing().stream().filter(this::startAlone).count();
    }

    private boolean startAlone(String campaign) {
        try {
            return Boolean.TRUE.equals(ownTransaction.execute(status -> start(campaign)));
        } catch (RuntimeException failed) {
            LOG.warn("Look-back of {} could not be started", campaign, failed);
            return false;
        }
    }

    @Override
    public Optional<Instant> nextMoment() {
        return lookBacks.nextBeginning();
    }
}
