package cn.leiting.process;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static cn.leiting.process.Launches.APPROVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.BureauTime;
import cn.leiting.engine.Timers;
import cn.leiting.overview.Rounds;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Appeal;
import cn.leiting.scoring.Appeals;
import cn.leiting.scoring.Rulings;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 专项行动评分, driven as Tasklist does. Each test has a campaign of its own. */
@LeitingTest
class CampaignScoringProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("campaignScoring");

    private static final Map<String, Object> CONFIRMED = Map.of("confirmed", true);
    private static final Map<String, Object> UPHOLD = Map.of("decision", "UPHOLD", "comment", "封路不影响到达。");
    private static final Map<String, Object> CHANGE = Map.of("decision", "CHANGE", "comment", "查证属实。");

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Rounds rounds;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Scorings scorings;

    @Autowired
    private Appeals appeals;

    @Autowired
    private Rulings rulings;

    @Autowired
    private ScoreCards cards;

    @Autowired
    private Timers timers;

    @Autowired
    private CampaignScoringSweep sweep;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RuntimeService runtime;

    @Test
    void goesFromTheAdjustmentsToTheLockWhenNobodyAppeals() {
        String code = published("TH-2086-30");
        assertThat(scorings.get(code).status()).isEqualTo(Status.PUBLISHED);
        assertThat(launches.due(code, "timer_appealsOver")).isEqualTo(endOf("2023-01-19"));

        windowOver(code);
        desk.submit("lead1", code, "confirmScores", APPROVE);
        desk.fire(code, "serviceTask_lockScores");

        assertThat(scorings.get(code).status()).isEqualTo(Status.LOCKED);
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void isSuppliedAndComputedAgainWhenTheCheckReturnsIt() {
        String code = begun("TH-2086-31");
        desk.submit("coordination1", code, "supplyAdjustments", CONFIRMED);
        desk.fire(code, "serviceTask_computeScores");

        desk.submit("supervision1", code, "checkScores", Map.of("decision", "RETURN", "comment", "请补充督查扣分事项。"));
        assertThat(scorings.get(code).status()).isEqualTo(Status.BEGUN);
        desk.submit("coordination2", code, "supplyAdjustments", CONFIRMED);
        desk.fire(code, "serviceTask_computeScores");
        desk.submit("supervision1", code, "checkScores", APPROVE);

        assertThat(scorings.get(code).status()).isEqualTo(Status.CHECKED);
    }

    @Test
    void refusesAdjustmentsThatNobodyConfirms() {
        String code = begun("TH-2086-32");

        assertThatThrownBy(() -> desk.submit("coordination1", code, "supplyAdjustments", Map.of("confirmed", false)))
                .hasMessageContaining("须勾选");

        assertThat(scorings.get(code).status()).isEqualTo(Status.BEGUN);
    }

    @Test
    void refusesARejectionAndWhoMadeTheScore() {
        String code = published("TH-2086-33");
        windowOver(code);

        assertThatThrownBy(() -> desk.submit(
                        "lead1", code, "confirmScores", Map.of("decision", "REJECT", "comment", "不同意这样评分。")))
                .hasMessageContaining("只能同意或退回");
        assertThat(scorings.get(code).status()).isEqualTo(Status.PUBLISHED);
    }

    @Test
    void isComputedCheckedAndPublishedAgainWhenTheLeaderReturnsIt() {
        String code = published("TH-2086-34");
        windowOver(code);

        desk.submit("lead1", code, "confirmScores", Map.of("decision", "RETURN", "comment", "请重新核对得分。"));
        desk.fire(code, "serviceTask_computeScores");
        desk.submit("supervision1", code, "checkScores", APPROVE);
        desk.fire(code, "serviceTask_publishScores");

        assertThat(scorings.get(code).status()).isEqualTo(Status.PUBLISHED);
        assertThat(launches.due(code, "timer_appealsOver")).isEqualTo(endOf("2023-01-19"));
    }

    @Test
    void givesAnAppealToSupervisionAndWaitsUntilItIsDecidedInFull() {
        String code = published("TH-2086-35");
        long appeal = campaigns.appealed("TH-2086-35", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");

        assertThat(desk.tasks("supervision1", code, "decideAppeal"))
                .singleElement()
                .extracting(Task::getName)
                .asString()
                .contains("赵巷镇城管中队", "点位覆盖率");
        assertThat(desk.tasks("lead1", code, "decideAppeal")).isEmpty();
        windowOver(code);
        assertThat(desk.tasks("lead1", code, "confirmScores")).isEmpty();
        assertThatThrownBy(() -> desk.submit("supervision2", code, "decideAppeal", CHANGE))
                .hasMessageContaining("请先在评分页填写更正后的分子、分母");
        assertThatThrownBy(() -> desk.submit("supervision1", code, "decideAppeal", UPHOLD))
                .hasMessageContaining("不能决定");
        correct(appeal);
        desk.submit("supervision2", code, "decideAppeal", CHANGE);

        assertThat(cards.history(code, ZHAOXIANG)).hasSize(2);
        assertThat(desk.tasks("lead1", code, "confirmScores")).hasSize(1);
    }

    @Test
    void waitsForTheSecondLevelAndTheLeaderDecidesIt() {
        String code = published("TH-2086-36");
        campaigns.appealed("TH-2086-36", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");
        windowOver(code);
        assertThat(launches.due(code, "timer_blockOver")).isEqualTo(endOf("2023-02-14"));

        desk.submit("supervision2", code, "decideAppeal", UPHOLD);
        assertThat(launches.due(code, "timer_blockOver")).isEqualTo(endOf("2023-01-19"));
        assertThat(desk.tasks("lead1", code, "confirmScores")).isEmpty();
        campaigns.appealed("TH-2086-36", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");
        assertThat(launches.due(code, "timer_blockOver")).isEqualTo(endOf("2023-02-14"));
        assertThat(desk.tasks("supervision2", code, "decideAppeal")).isEmpty();
        desk.submit("lead1", code, "decideAppeal", UPHOLD);

        assertThat(desk.tasks("lead1", code, "confirmScores")).hasSize(1);
    }

    @Test
    void movesTheEndOfTheWindowWhenAFirstDecisionOpensTheSecondLevel() {
        String code = published("TH-2086-37");
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 10));
        timers.redate(List.of(code));
        assertThat(launches.due(code, "timer_appealsOver")).isEqualTo(endOf("2023-01-17"));

        campaigns.appealed("TH-2086-37", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");
        desk.submit("supervision2", code, "decideAppeal", UPHOLD);

        assertThat(launches.due(code, "timer_appealsOver")).isEqualTo(endOf("2023-01-19"));
    }

    @Test
    void isHeldUpFor15WorkingDaysAtMostAndEndsTheOpenAppealWithTheLock() {
        String code = published("TH-2086-38");
        long appeal = campaigns.appealed("TH-2086-38", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");
        windowOver(code);

        campaigns.publishedOn(code, LocalDate.of(2022, 12, 13));
        desk.fire(code, "timer_blockOver");
        assertThat(desk.tasks("supervision2", code, "decideAppeal")).hasSize(1);
        desk.submit("lead1", code, "confirmScores", APPROVE);
        desk.fire(code, "serviceTask_lockScores");

        assertThat(appeals.get(appeal).result()).isEqualTo(Appeal.Result.LAPSED);
        assertThat(jdbc.sql("select lapsed_at is not null from score_appeal where id = ?")
                        .param(appeal)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void decidesSeveralAppealsBesideEachOther() {
        String code = published("TH-2086-39");
        campaigns.appealed("TH-2086-39", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");
        campaigns.appealed("TH-2086-39", ZHAOXIANG, Indicator.A1, "zhaoxiangLead");
        campaigns.appealed("TH-2086-39", XUJING, Indicator.B1, "xujingLead");

        assertThat(desk.tasks("supervision2", code, "decideAppeal"))
                .extracting(Task::getName)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void computesWhatAnEarlierReleaseCalledCheckedWithoutAScore() {
        rounds.dispatched("TH-2086-40", ZHAOXIANG, XUJING);
        String code = scorings.begin("TH-2086-40", Stage.PROVISIONAL, "system");
        scorings.supply(code, "coordination1");
        assertThat(sweep.sweep()).isZero();
        jdbc.sql("""
                        insert into scoring_event (scoring, kind, by_whom, by_name, at)
                        select id, 'CHECKED', 'supervision1', '法规监督科科员1', now() from scoring where code = ?
                        """).param(code).update();

        assertThat(sweep.sweep()).isOne();
        assertThat(sweep.sweep()).isZero();
        desk.fire(code, "serviceTask_computeScores");

        assertThat(desk.tasks("supervision1", code, "checkScores")).hasSize(1);
        assertThat(sweep.sweep()).isZero();
    }

    private void correct(long appeal) {
        rulings.correct(
                appeal,
                BigDecimal.valueOf(20),
                BigDecimal.valueOf(20),
                new Actor("supervision2", Set.of("deptSupervision")));
    }

    private String begun(String campaign) {
        rounds.dispatched(campaign, ZHAOXIANG, XUJING);
        String code = scorings.begin(campaign, Stage.PROVISIONAL, "system");
        runtime.startProcessInstanceByKey("campaignScoring", code, Map.of());
        return code;
    }

    private String published(String campaign) {
        String code = begun(campaign);
        desk.submit("coordination1", code, "supplyAdjustments", CONFIRMED);
        desk.fire(code, "serviceTask_computeScores");
        desk.submit("supervision1", code, "checkScores", APPROVE);
        desk.fire(code, "serviceTask_publishScores");
        return code;
    }

    /** The window lay in the past, as the scoring's data say; then the timer fires, and the data are as before. */
    private void windowOver(String code) {
        desk.fire(code, "timer_appealsOver");
        if (appeals.settled(code)) {
            campaigns.publishedOn(code, LocalDate.of(2023, 1, 4));
        }
    }

    private static Instant endOf(String day) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(BureauTime.ZONE).toInstant();
    }
}
