package cn.leiting.process;

import cn.leiting.board.LightFacts;
import cn.leiting.board.MonthProgress.Light;
import cn.leiting.engine.Engine;
import cn.leiting.programme.Programmes;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 年度计划的决策：asks the decision tables {@code planCheck} and {@code boardLight}. */
@Component
class ProgrammeDecisions {

    private final Engine engine;

    ProgrammeDecisions(Engine engine) {
        this.engine = engine;
    }

    /** What is to be noticed about a plan; it never blocks. */
    List<String> warnings(Programmes.PlanFacts facts) {
        return engine
                .decide(
                        "planCheck",
                        Map.of(
                                "plannedCount", facts.plannedCount(),
                                "minCampaigns", facts.minCampaigns(),
                                "unusedThemes", facts.bodyThemesUnused(),
                                "emptyMonths", facts.emptyMonths()))
                .stream()
                .map(row -> String.valueOf(row.get("warning")))
                .toList();
    }

    /** The light of a month; NONE for a month without a goal. */
    Light light(LightFacts facts) {
        return Light.valueOf(String.valueOf(engine.decide(
                        "boardLight",
                        Map.of(
                                "goalEmpty", facts.goalEmpty(),
                                "doneRatio", facts.doneRatio(),
                                "daysLate", facts.daysLate()))
                .get(0)
                .get("light")));
    }
}
