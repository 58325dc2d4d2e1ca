package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.scoring.Scorings;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** 专项行动评分, driven as Tasklist does. Each test has a campaign of its own. */
@LeitingTest
class CampaignScoringProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("campaignScoring");

    private static final Map<String, Object> CONFIRMED = Map.of("confirmed", true);

    @Autowired
    private Desk desk;

    @Autowired
    private Scorings scorings;

    @Autowired
    private RuntimeService runtime;

    @Test
    void isSuppliedAgainWhenReturnedAndThenWaitsForItsScore() {
        String code = begun("TH-2075-01");

        desk.submit("coordination1", code, "supplyAdjustments", CONFIRMED);
        desk.submit("supervision1", code, "checkScores", Map.of("decision", "RETURN", "comment", "请补充督查扣分事项。"));
        desk.submit("coordination1", code, "supplyAdjustments", CONFIRMED);
        desk.submit("supervision1", code, "checkScores", Map.of("decision", "APPROVE"));

        assertThat(scorings.get(code).status()).isEqualTo(Status.CHECKED);
        assertThat(scorings.get(code).status().label()).isEqualTo("待计分");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }

    @Test
    void refusesAdjustmentsThatNobodyConfirms() {
        String code = begun("TH-2075-02");

        assertThatThrownBy(() -> desk.submit("coordination1", code, "supplyAdjustments", Map.of("confirmed", false)))
                .hasMessageContaining("须勾选");

        assertThat(scorings.get(code).status()).isEqualTo(Status.BEGUN);
    }

    private String begun(String campaign) {
        String code = scorings.begin(campaign, Stage.PROVISIONAL, "system");
        runtime.startProcessInstanceByKey("campaignScoring", code, Map.of());
        return code;
    }
}
