package cn.leiting.process;

import cn.leiting.penalty.Decision;
import cn.leiting.penalty.Decisions;
import cn.leiting.performance.Performances;
import cn.leiting.proposal.Penalty;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 普通程序的处罚决定 as its performance asks for it; none where nothing was imposed. */
@Component
class CasePerformanceOrdinary implements CasePerformanceDecisions {

    private final Decisions decisions;

    CasePerformanceOrdinary(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Optional<Performances.Decision> imposed(String code) {
        return decisions.of(code).filter(Decision::isPenalty).map(CasePerformanceOrdinary::owed);
    }

    private static Performances.Decision owed(Decision decided) {
        Penalty penalty = Objects.requireNonNull(decided.penalty());
        return new Performances.Decision(
                decided.content().decisionNo(),
                decided.content().decidedOn(),
                penalty.amount(),
                otherDuty(penalty),
                false,
                null);
    }

    /** What is to be done besides paying the fine; a warning and a fine alone leave nothing. */
    private static @Nullable String otherDuty(Penalty penalty) {
        BigDecimal confiscated = penalty.confiscation();
        return switch (penalty.kind()) {
            case WARNING, CRITICISM -> null;
            case FINE, CONFISCATION ->
                confiscated == null
                        ? null
                        : "没收" + confiscated.stripTrailingZeros().toPlainString() + "元";
            default -> penalty.inWords();
        };
    }
}
