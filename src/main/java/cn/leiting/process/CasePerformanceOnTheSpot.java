package cn.leiting.process;

import cn.leiting.onsite.OnTheSpots;
import cn.leiting.performance.Performances.Decision;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 当场处罚决定 as its performance asks for it. */
@Component
class CasePerformanceOnTheSpot implements CasePerformanceDecisions {

    private final OnTheSpots decisions;

    CasePerformanceOnTheSpot(OnTheSpots decisions) {
        this.decisions = decisions;
    }

    @Override
    public Optional<Decision> imposed(String code) {
        return decisions
                .find(code)
                .map(made ->
                        new Decision(made.decisionNo(), made.decidedOn(), made.amount(), null, true, made.receiptNo()));
    }
}
