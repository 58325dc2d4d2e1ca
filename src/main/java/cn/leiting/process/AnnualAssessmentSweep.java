package cn.leiting.process;

import cn.leiting.assessment.Assessments;
import cn.leiting.shared.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 年度终了：years that are over and whose programme was not closed get their assessment all the same. */
@Component
class AnnualAssessmentSweep implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(AnnualAssessmentSweep.class);

    private final Assessments assessments;
    private final TransactionTemplate transaction;

    AnnualAssessmentSweep(Assessments assessments, PlatformTransactionManager transactions) {
        this.assessments = assessments;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    @Override
    public int sweep() {
        return (int) assessments.missing().stream().filter(this::beginAlone).count();
    }

    /** A year that cannot begin keeps no other waiting. */
    private boolean beginAlone(int year) {
        try {
            return Boolean.TRUE.equals(transaction.execute(alone -> assessments.begin(year, "system")));
        } catch (RuntimeException failed) {
            LOG.warn("The assessment of {} could not begin", year, failed);
            return false;
        }
    }
}
