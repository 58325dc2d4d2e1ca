package cn.leiting.scoring;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static cn.leiting.scoring.ScoredCampaigns.REASON;
import static cn.leiting.scoring.ScoredCampaigns.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Appeal.Result;
import cn.leiting.scoring.Appeals.Filing;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.trail.CardChanges;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class AppealsTests {

    private static final Actor SUPERVISION1 = person("supervision1", "deptSupervision");
    private static final Actor SUPERVISION2 = person("supervision2", "deptSupervision");
    private static final Actor LEADER = person("lead1", "leadLeader");
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ALL = BigDecimal.valueOf(20);

    @Autowired
    private Appeals appeals;

    @Autowired
    private Rulings rulings;

    @Autowired
    private Scorings scorings;

    @Autowired
    private ScoreCards cards;

    @Autowired
    private CardChanges changes;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void isOpenFromThePublicationToTheLastSecondOfTheFifthWorkingDay() {
        String code = campaigns.computed("TH-2086-01", ZHAOXIANG);
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-01", Indicator.B1));

        campaigns.publish(code);
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 4)); // the fifth working day was yesterday
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-01", Indicator.B1));
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 5));
        long id = file("TH-2086-01", Indicator.B1);

        assertThat(appeals.get(id)).satisfies(appeal -> {
            assertThat(appeal.level()).isOne();
            assertThat(appeal.decider()).isEqualTo("deptSupervision");
            assertThat(appeal.cardVersion()).isOne();
            assertThat(appeal.filedName()).isNotBlank();
            assertThat(appeal.result()).isEqualTo(Result.PENDING);
        });
    }

    @Test
    void refusesWhatBreaksALimit() {
        campaigns.published("TH-2086-02", ZHAOXIANG);

        assertThat(Stream.of(
                        new Filing(null, REASON, null, null),
                        new Filing(Indicator.B1, null, null, null),
                        new Filing(Indicator.B1, "太短了。", null, null),
                        new Filing(Indicator.B1, "字".repeat(2001), null, null),
                        new Filing(Indicator.B1, REASON, new BigDecimal("1.01"), null),
                        new Filing(Indicator.B1, REASON, new BigDecimal("-0.1"), null),
                        new Filing(Indicator.B1, REASON, new BigDecimal("0.12345"), null),
                        new Filing(Indicator.B1, REASON, null, "证".repeat(201))))
                .allSatisfy(filing -> assertRefused(
                        Refusal.Kind.INVALID, () -> appeals.file("TH-2086-02", ZHAOXIANG, filing, "zhaoxiangLead")));
    }

    @Test
    void refusesASquadThatHasNoCard() {
        campaigns.published("TH-2086-03", ZHAOXIANG);

        assertRefused(
                Refusal.Kind.CONFLICT, () -> campaigns.appealed("TH-2086-03", XUJING, Indicator.B1, "xujingLead"));
        assertRefused(
                Refusal.Kind.CONFLICT, () -> campaigns.appealed("TH-2086-96", XUJING, Indicator.B1, "xujingLead"));
    }

    @Test
    void mayDisputeThatAnIndicatorDoesNotApply() {
        String code = campaigns.published("TH-2086-04", ZHAOXIANG);
        assertThat(item(code, ZHAOXIANG, Indicator.G2).applicable()).isFalse();

        assertThat(file("TH-2086-04", Indicator.G2)).isPositive();
    }

    @Test
    void goesOnceToEachOfTwoLevels() {
        String code = campaigns.published("TH-2086-05", ZHAOXIANG);
        long first = file("TH-2086-05", Indicator.B1);
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-05", Indicator.B1));
        assertThat(appeals.settled(code)).isFalse();

        rulings.decide(first, false, "封路不影响到达。", "supervision2");
        assertThat(appeals.settled(code)).isFalse();
        long second = file("TH-2086-05", Indicator.B1);

        assertThat(appeals.get(second).level()).isEqualTo(2);
        assertThat(appeals.get(second).decider()).isEqualTo("leadLeader");
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-05", Indicator.B1));
        rulings.decide(second, false, "维持法规监督科的决定。", "lead1");
        assertThat(appeals.settled(code)).isTrue();
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-05", Indicator.B1));
        assertRefused(Refusal.Kind.CONFLICT, () -> rulings.decide(second, false, "再次维持原评分。", "lead1"));
        assertBroken("is closed", "update score_appeal set comment = '另有说明。' where id = " + second);
    }

    @Test
    void closesTheSecondLevel5WorkingDaysAfterTheFirstDecision() {
        String code = campaigns.published("TH-2086-06", ZHAOXIANG);
        long first = file("TH-2086-06", Indicator.B1);
        rulings.decide(first, false, "封路不影响到达。", "supervision2");
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 3));

        decidedOn(first, LocalDate.of(2023, 1, 4));
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-06", Indicator.B1));
        assertThat(appeals.settled(code)).isTrue();
        decidedOn(first, LocalDate.of(2023, 1, 5));
        assertThat(appeals.settled(code)).isFalse();
        assertThat(file("TH-2086-06", Indicator.B1)).isPositive();
    }

    @Test
    void hasNoSecondLevelWhereTheFirstGaveAllThatWasClaimed() {
        String code = campaigns.published("TH-2086-07", ZHAOXIANG);
        long first = campaigns.claimed("TH-2086-07", ZHAOXIANG, Indicator.B1, "0.9", "zhaoxiangLead");

        rulings.correct(first, BigDecimal.valueOf(18), ALL, SUPERVISION2);
        rulings.decide(first, true, "查证属实。", "supervision2");

        assertThat(appeals.settled(code)).isTrue();
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-07", Indicator.B1));
    }

    @Test
    void changesTheCardAndTheOthersRanksAsFurtherVersions() {
        String code = campaigns.published("TH-2086-08", ZHAOXIANG, XUJING);
        ScoreCard before = card(code, ZHAOXIANG);
        long id = campaigns.appealed("TH-2086-08", ZHAOXIANG, Indicator.E1, "zhaoxiangLead");

        assertRefused(Refusal.Kind.CONFLICT, () -> rulings.decide(id, true, "查证属实。", "supervision2"));
        rulings.correct(id, BigDecimal.ONE, BigDecimal.ONE, SUPERVISION2);
        rulings.decide(id, true, "查证属实。", "supervision2");

        assertThat(card(code, ZHAOXIANG)).satisfies(after -> {
            assertThat(after.version()).isEqualTo(before.version() + 1);
            assertThat(after.total()).isGreaterThan(before.total());
            assertThat(after.rank()).isOne();
        });
        assertThat(item(code, ZHAOXIANG, Indicator.E1).numerator()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(card(code, XUJING).version()).isEqualTo(2);
        assertThat(card(code, XUJING).rank()).isEqualTo(2);
        assertThat(changes.of(code)).extracting(CardChanges.Change::squad).containsExactlyInAnyOrder(ZHAOXIANG, XUJING);
        assertThat(changes.of(code)).extracting(CardChanges.Change::reason).contains("第1级申诉更正按时反馈率。");
    }

    @Test
    void isDecidedByTheGroupOfItsLevelAndNobodyWhoMadeCheckedOrDecidedBefore() {
        campaigns.published("TH-2086-09", ZHAOXIANG);
        long first = file("TH-2086-09", Indicator.B1);

        assertRefused(Refusal.Kind.FORBIDDEN, () -> rulings.correct(first, ZERO, ALL, SUPERVISION1));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> rulings.correct(first, ZERO, ALL, LEADER));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> rulings.decide(first, false, "封路不影响到达。", "supervision1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> rulings.decide(first, false, "封路不影响到达。", "coordination1"));
        for (String maker : List.of("supervision1", "coordination1")) {
            assertBroken("another person", decided(first, maker));
        }
        rulings.decide(first, false, "封路不影响到达。", "supervision2");
        long second = file("TH-2086-09", Indicator.B1);
        assertRefused(Refusal.Kind.FORBIDDEN, () -> rulings.correct(second, ZERO, ALL, SUPERVISION2));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> rulings.decide(second, false, "维持原来的决定。", "supervision2"));
        assertBroken("another person", decided(second, "supervision2"));
    }

    @Test
    void isNotCheckedAgainByWhoDecidedAnAppeal() {
        String code = campaigns.published("TH-2086-10", ZHAOXIANG);
        rulings.decide(file("TH-2086-10", Indicator.B1), false, "封路不影响到达。", "supervision2");
        scorings.sendBack(code, "请重新计算得分。", "lead1");
        scorings.compute(code);

        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.check(code, null, "supervision2"));
        scorings.check(code, null, "supervision1");
    }

    @Test
    void refusesFiguresThatAreNoShare() {
        campaigns.published("TH-2086-11", ZHAOXIANG);
        long id = file("TH-2086-11", Indicator.B1);
        BigDecimal third = new BigDecimal("0.333");

        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, null, ALL, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, ALL, null, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, ALL.negate(), ALL, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, ALL, BigDecimal.TEN, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, BigDecimal.ONE, ZERO, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, third, ALL, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.correct(id, ALL, new BigDecimal("1000000000"), SUPERVISION2));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> rulings.correct(Long.MAX_VALUE, ALL, ALL, SUPERVISION2));
        assertRefused(Refusal.Kind.INVALID, () -> rulings.decide(id, false, "不行。", "supervision2"));
    }

    @Test
    void canSayThatAnIndicatorDoesNotApply() {
        String code = campaigns.published("TH-2086-12", ZHAOXIANG);
        long id = file("TH-2086-12", Indicator.A2);

        rulings.correct(id, ZERO, ZERO, SUPERVISION2);
        rulings.decide(id, true, "该中队无需报备勤务方案。", "supervision2");

        assertThat(item(code, ZHAOXIANG, Indicator.A2).applicable()).isFalse();
    }

    @Test
    void disputesAtTheFinalScoreOnlyWhatHasChangedSince() {
        campaigns.locked("TH-2086-13", ZHAOXIANG);
        String last = scorings.begin("TH-2086-13", Stage.FINAL, "system");
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-13", Indicator.B1));
        campaigns.compute(last);
        campaigns.publish(last);

        Indicator same = Indicator.A3;
        assertThat(changes.sinceProvisional("TH-2086-13", ZHAOXIANG)).doesNotContain(same);
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-13", same));
        cards.correct(last, ZHAOXIANG, Indicator.B1, ALL, ALL, "督查更正。", "supervision1");
        assertThat(appeals.get(file("TH-2086-13", Indicator.B1)).scoring()).isEqualTo(last);
    }

    @Test
    void isNotDecidedOnceTheScoreIsConfirmed() {
        String code = campaigns.published("TH-2086-14", ZHAOXIANG);
        long id = file("TH-2086-14", Indicator.B1);
        campaigns.publishedOn(code, LocalDate.of(2022, 12, 1));
        scorings.confirm(code, null, "lead1");

        assertRefused(Refusal.Kind.CONFLICT, () -> rulings.decide(id, false, "封路不影响到达。", "supervision2"));
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-14", Indicator.A1));
    }

    @Test
    void waitsWhileTheScoreIsComputedAnew() {
        String code = campaigns.published("TH-2086-15", ZHAOXIANG);
        scorings.sendBack(code, "请重新计算得分。", "lead1");

        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-15", Indicator.B1));
    }

    @Test
    void isDecidedOnlyWhileTheScoreIsPublishedSoThatSomebodyIsLeftToCheckIt() {
        String code = campaigns.published("TH-2086-16", ZHAOXIANG);
        long id = file("TH-2086-16", Indicator.B1);
        scorings.sendBack(code, "请重新计算得分。", "lead1");

        assertRefused(Refusal.Kind.CONFLICT, () -> rulings.decide(id, false, "封路不影响到达。", "supervision1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> rulings.decide(id, false, "封路不影响到达。", "supervision2"));
        scorings.compute(code);
        campaigns.publish(code);
        rulings.decide(id, false, "封路不影响到达。", "supervision2");

        assertThat(appeals.get(id).result()).isEqualTo(Result.UPHELD);
    }

    @Test
    void givesTheSecondLevelANewWindowWhenTheScoreIsPublishedAgain() {
        String code = campaigns.published("TH-2086-17", ZHAOXIANG);
        long first = file("TH-2086-17", Indicator.B1);
        rulings.decide(first, false, "封路不影响到达。", "supervision2");
        decidedOn(first, LocalDate.of(2023, 1, 4)); // the fifth working day was yesterday
        campaigns.publishedOn(code, LocalDate.of(2023, 1, 3));
        assertRefused(Refusal.Kind.CONFLICT, () -> file("TH-2086-17", Indicator.B1));

        scorings.sendBack(code, "请重新计算得分。", "lead1");
        scorings.compute(code);
        campaigns.publish(code);

        assertThat(appeals.get(file("TH-2086-17", Indicator.B1)).level()).isEqualTo(2);
    }

    private long file(String campaign, Indicator indicator) {
        return campaigns.appealed(campaign, ZHAOXIANG, indicator, "zhaoxiangLead");
    }

    private ScoreCard card(String code, String squad) {
        return cards.latest(code).stream()
                .filter(card -> card.squad().equals(squad))
                .findFirst()
                .orElseThrow();
    }

    private ScoreCard.Item item(String code, String squad, Indicator indicator) {
        return card(code, squad).items().stream()
                .filter(item -> item.indicator() == indicator)
                .findFirst()
                .orElseThrow();
    }

    private void decidedOn(long appeal, LocalDate day) {
        jdbc.sql("alter table score_appeal disable trigger score_appeal_closed").update();
        jdbc.sql("update score_appeal set decided_at = ?::timestamp at time zone 'Asia/Shanghai' where id = ?")
                .params(day.atTime(16, 0), appeal)
                .update();
        jdbc.sql("alter table score_appeal enable trigger score_appeal_closed").update();
    }

    private static String decided(long appeal, String by) {
        return "update score_appeal set result = 'UPHELD', comment = '维持原评分。', decided_by = '" + by
                + "', decided_name = '某人', decided_at = now() where id = " + appeal;
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
