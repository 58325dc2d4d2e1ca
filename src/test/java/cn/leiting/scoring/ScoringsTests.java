package cn.leiting.scoring;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ScoringsTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @Autowired
    private Scorings scorings;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Adjustments adjustments;

    @Autowired
    private ScoreCards cards;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void beginsEachStageOfACampaignOnce() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        Set<String> codes = new HashSet<>();
        try {
            Callable<String> begin = () -> scorings.begin("TH-2086-70", Stage.PROVISIONAL, "system");
            for (Future<String> code : people.invokeAll(Collections.nCopies(8, begin))) {
                codes.add(code.get());
            }
        } finally {
            people.shutdown();
        }

        assertThat(codes).containsExactly("SC-2086-70:PROVISIONAL");
        scorings.supply("SC-2086-70:PROVISIONAL", "coordination1");
        scorings.begin("TH-2086-70", Stage.PROVISIONAL, "system");
        assertThat(scorings.get("SC-2086-70:PROVISIONAL").status()).isEqualTo(Status.SUPPLIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TH-2075", "LB-2075-01", "TH-2075-01:310118105", "", "TH-2075-1"})
    void refusesWhatIsNoCampaign(String campaign) {
        assertRefused(Refusal.Kind.INVALID, () -> scorings.begin(campaign, Stage.PROVISIONAL, "system"));
    }

    @Test
    void refusesAnUnknownScoring() {
        assertRefused(Refusal.Kind.NOT_FOUND, () -> scorings.get("SC-2086-98:FINAL"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> scorings.supply("SC-2086-98:FINAL", "coordination1"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> scorings.compute("SC-2086-98:FINAL"));
    }

    @Test
    void beginsTheFinalScoreOnlyWhenTheProvisionalOneIsLocked() {
        String provisional = campaigns.begun("TH-2086-71", ZHAOXIANG, XUJING);
        campaigns.adjusted(provisional, ZHAOXIANG, AdjustmentCode.X4, 2);
        campaigns.adjusted(provisional, XUJING, AdjustmentCode.X1, 1);
        adjustments.withdraw(adjustments.of(provisional).get(1).id(), ScoredCampaigns.coordination());
        campaigns.compute(provisional);
        campaigns.publish(provisional);

        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.begin("TH-2086-71", Stage.FINAL, "system"));
        assertBroken("is not locked", """
                insert into scoring (code, campaign, stage, status, version)
                values ('SC-2086-71:FINAL', 'TH-2086-71', 'FINAL', 'BEGUN', 0)
                """);
        campaigns.lock(provisional);
        String last = scorings.begin("TH-2086-71", Stage.FINAL, "system");

        assertThat(adjustments.of(last)).singleElement().satisfies(row -> {
            assertThat(row.squad()).isEqualTo(ZHAOXIANG);
            assertThat(row.code()).isEqualTo(AdjustmentCode.X4);
            assertThat(row.count()).isEqualTo(2);
            assertThat(row.carried()).isTrue();
            assertThat(row.confirmedName()).isEqualTo("法规监督科科员1");
        });
        assertThat(scorings.begin("TH-2086-71", Stage.FINAL, "system")).isEqualTo(last);
        assertThat(adjustments.of(last)).hasSize(1);
    }

    @Test
    void computesWithTheAdjustmentsInForceAndAgainWhenTheyChange() {
        String code = campaigns.begun("TH-2086-72", ZHAOXIANG, XUJING);
        campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.Y2, 1);
        campaigns.compute(code);
        scorings.compute(code);

        assertThat(versions(code)).containsExactly(1, 1);
        assertThat(bonuses(code)).containsExactly("1.00", "0.00");
        scorings.giveBack(code, "请撤回没有证据的加分。", "supervision1");
        adjustments.withdraw(adjustments.of(code).get(0).id(), ScoredCampaigns.coordination());
        campaigns.compute(code);

        assertThat(bonuses(code)).containsExactly("0.00", "0.00");
        assertThat(cards.history(code, ZHAOXIANG)).hasSize(2);
    }

    @Test
    void refusesTheSupplierAsCheckerAndBothAsConfirmer() {
        String code = campaigns.computed("TH-2086-73", ZHAOXIANG);

        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.check(code, null, "coordination1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.giveBack(code, "请补充扣分事项。", "coordination1"));
        assertBroken(
                "checked_by_another_person",
                "update scoring set status = 'CHECKED', checked_by = supplied_by where code = '" + code + "'");
        campaigns.publish(code);
        campaigns.publishedOn(code, TODAY.minusDays(20));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.confirm(code, null, "coordination1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.sendBack(code, "请重新核对得分。", "supervision1"));
        assertBroken(
                "confirmed_by_another_person",
                "update scoring set status = 'CONFIRMED', confirmed_by = checked_by where code = '" + code + "'");
    }

    @Test
    void saysWhyItIsReturned() {
        String code = campaigns.computed("TH-2086-74", ZHAOXIANG);

        assertRefused(Refusal.Kind.INVALID, () -> scorings.giveBack(code, "不行。", "supervision1"));
        campaigns.publish(code);
        assertRefused(Refusal.Kind.INVALID, () -> scorings.sendBack(code, "不行。", "lead1"));
    }

    @Test
    void isNotConfirmedBeforeTheWindowOfTheAppealsIsOver() {
        String code = campaigns.published("TH-2086-75", ZHAOXIANG);

        campaigns.publishedOn(code, LocalDate.of(2023, 1, 5)); // the fifth working day is today
        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.confirm(code, null, "lead1"));
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 4));
        scorings.confirm(code, null, "lead1");

        assertThat(scorings.get(code).status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void isHeldUpByAPendingAppealFor15WorkingDaysAtMostWhichThenLapses() {
        String code = campaigns.published("TH-2086-76", ZHAOXIANG);
        long appeal = campaigns.appealed("TH-2086-76", ZHAOXIANG, Indicator.B1, "zhaoxiangLead");

        // twenty working days ago was 2022-12-14: the last day of the block is today
        campaigns.publishedOn(code, LocalDate.of(2022, 12, 14));
        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.confirm(code, null, "lead1"));
        campaigns.publishedOn(code, LocalDate.of(2022, 12, 13));
        scorings.confirm(code, null, "lead1");
        scorings.lock(code);

        assertThat(jdbc.sql("select result from score_appeal where id = ?")
                        .param(appeal)
                        .query(String.class)
                        .single())
                .isEqualTo("LAPSED");
    }

    @Test
    void neverChangesOnceItIsLocked() {
        String code = campaigns.locked("TH-2086-77", ZHAOXIANG);

        scorings.lock(code);

        assertRefused(
                Refusal.Kind.CONFLICT,
                () -> campaigns.appealed("TH-2086-77", ZHAOXIANG, Indicator.B1, "zhaoxiangLead"));
        assertRefused(Refusal.Kind.CONFLICT, () -> campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.X1, 1));
        assertBroken("is locked", "update scoring set status = 'BEGUN' where code = '" + code + "'");
        assertThat(jdbc.sql(
                                "select count(*) from scoring_event join scoring on scoring.id = scoring where code = ? and kind = 'LOCKED'")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private List<Integer> versions(String code) {
        return cards.latest(code).stream().map(card -> card.version()).toList();
    }

    private List<String> bonuses(String code) {
        return cards.latest(code).stream()
                .map(card -> String.valueOf(card.bonus()))
                .toList();
    }

    private void assertBroken(String constraint, String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(constraint);
    }

    private static void assertRefused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
