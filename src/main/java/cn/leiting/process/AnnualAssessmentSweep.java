package cn.leiting.process;

import cn.leiting.assessment.Assessments;
import cn.leiting.shared.Sweep;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 年度终了：years that are over and whose programme was not closed get their assessment all the same. */
@Component
class AnnualAssessmentSweep implements Sweep {

    private final Assessments assessments;
    private final TransactionTemplate transaction;

    AnnualAssessmentSweep(Assessments assessments, PlatformTransactionManager transactions) {
        this.assessments = assessments;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    @Override
    public int sweep() {
        int begun = 0;
        for (int year : assessments.missing()) {
            begun += Boolean.TRUE.equals(
                            Objects.requireNonNull(transaction.execute(alone -> assessments.begin(year, "system"))))
                    ? 1
                    : 0;
        }
        return begun;
    }
}
