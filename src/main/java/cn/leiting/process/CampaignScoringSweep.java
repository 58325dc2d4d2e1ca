package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.scoring.Scoring;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Sweep;
import java.util.Map;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 补算：scorings that ended in an earlier release without a score go on where it is computed. */
@Component
class CampaignScoringSweep implements Sweep {

    private final Scorings scorings;
    private final Engine engine;
    private final TransactionTemplate transaction;

    CampaignScoringSweep(Scorings scorings, Engine engine, PlatformTransactionManager transactions) {
        this.scorings = scorings;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    @Override
    public int sweep() {
        int resumed = 0;
        for (String code : scorings.neverComputed()) {
            resumed += Objects.requireNonNull(transaction.execute(alone -> resume(code)));
        }
        return resumed;
    }

    private int resume(String code) {
        Scoring scoring = scorings.claim(code);
        if (scoring.status() != Scoring.Status.SUPPLIED || engine.runs("campaignScoring", code)) {
            return 0;
        }
        engine.startBefore(
                "campaignScoring", code, Map.of("campaign", scoring.campaign()), "serviceTask_computeScores", null);
        return 1;
    }
}
