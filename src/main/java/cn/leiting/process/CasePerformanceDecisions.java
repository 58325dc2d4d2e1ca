package cn.leiting.process;

import cn.leiting.performance.Performances.Decision;
import java.util.Optional;

/** 处罚决定的来源：each room that makes decisions has one, and answers for the cases that it decided. */
interface CasePerformanceDecisions {

    /** The penalty of a case; none where the room has decided nothing, or no penalty. */
    Optional<Decision> imposed(String code);
}
