package cn.leiting.score;

import static cn.leiting.score.AdjustmentCode.X1;
import static cn.leiting.score.AdjustmentCode.X2;
import static cn.leiting.score.AdjustmentCode.X3;
import static cn.leiting.score.AdjustmentCode.X4;
import static cn.leiting.score.AdjustmentCode.X5;
import static cn.leiting.score.AdjustmentCode.X6;
import static cn.leiting.score.AdjustmentCode.Y1;
import static cn.leiting.score.AdjustmentCode.Y2;
import static cn.leiting.score.AdjustmentCode.Y3;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.score.Calculation.Draft;
import cn.leiting.score.Calculation.Inputs;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCard.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** The traps of domain 6.4 and 9.5 with their numbers, by the deployed decision tables. */
@LeitingTest
@Transactional
class CalculationTests {

    private static final String XIAYANG = "310118001";

    @Autowired
    private Rubric rubric;

    @Test
    void aSquadWithoutPointsHasTwentyEightApplicableAndIsNotRated() {
        Draft card = card(squad().withoutPoints());

        assertThat(applicable(card)).isEqualByComparingTo("28"); // A 10, E 10, F 8
        assertThat(card.status()).isEqualTo(Status.NOT_RATED);
        assertThat(card.total()).isNull();
        assertThat(card.rank()).isNull();
    }

    @Test
    void aSquadThatDidNothingHasEightyTwoApplicableAndNoPoint() {
        Draft card = card(squad().didNothing());

        assertThat(applicable(card)).isEqualByComparingTo("82"); // all but D1 6, D2 5, D3 4, G2 3
        assertThat(card.status()).isEqualTo(Status.RATED);
        assertThat(card.total()).isEqualTo("0.00");
        assertThat(card.grade()).isEqualTo("差");
    }

    @Test
    void doingNothingDoesNotPayInTheProvisionalScoreEither() {
        Draft card = card(squad().didNothing().provisional());

        assertThat(applicable(card)).isEqualByComparingTo("82");
        assertThat(card.total()).isEqualTo("0.00");
    }

    @Test
    void aDiligentSquadThatFoundNothingHasFiftyEightApplicableUntilHandlingIsRecorded() {
        Draft card = card(squad());

        assertThat(applicable(card)).isEqualByComparingTo("58"); // 64 less D1 6, which a later release records
        assertThat(card.total()).isEqualTo("100.00");
        assertThat(item(card, Indicator.C1).reason()).isEqualTo("系统尚未记录此项数据，暂不计分。");
        assertThat(item(card, Indicator.D2).reason()).isEqualTo("系统尚未记录此项数据，暂不计分。");
        assertThat(item(card, Indicator.G1).reason()).isEqualTo("检查到位，没有可计的问题。");
    }

    @Test
    void beforeTheLookBackIsClosedADiligentSquadHasFiftyThreeApplicable() {
        Draft card = card(squad().provisional());

        assertThat(applicable(card)).isEqualByComparingTo("53"); // 58 less C3 5
        assertThat(item(card, Indicator.C3).reason()).isEqualTo("回头看尚未结束，终评时再计。");
        assertThat(card.total()).isEqualTo("100.00");
    }

    @Test
    void coverageOfExactlySixtyPercentIsEnough() {
        assertThat(applicable(card(squad().share("B1", 12, 20)))).isEqualByComparingTo("58");
        assertThat(applicable(card(squad().share("B1", 5999, 10_000)))).isEqualByComparingTo("82"); // with C1, C2, G1
    }

    @Test
    void whatWasOrderedIsNoReproachWhileItsOutcomeIsNotRecorded() {
        Draft card = card(squad().share("B1", 10, 20).notRecorded("C1", 3).share("G1", 3, 3));

        assertThat(item(card, Indicator.C1).applicable()).isFalse();
        assertThat(item(card, Indicator.C2).applicable()).isTrue();
        assertThat(item(card, Indicator.C2).points()).isZero();
    }

    @Test
    void anExemptSquadHasACardAndNothingElse() {
        Draft card = card(squad().exempt());

        assertThat(card.status()).isEqualTo(Status.EXEMPT);
        assertThat(card.items()).isEmpty();
        assertThat(card.total()).isNull();
    }

    @Test
    void theMobileSquadIsScoredAndNotRanked() {
        List<Draft> cards = cards(squad().mobile(), squad("310118002").share("E1", 0, 1));

        assertThat(cards.get(0).status()).isEqualTo(Status.NON_COMPETING);
        assertThat(cards.get(0).total()).isEqualTo("100.00");
        assertThat(cards.get(0).rank()).isNull();
        assertThat(cards.get(1).rank()).isEqualTo(1);
    }

    @Test
    void roundsOnceAtTheBorderOfAGrade() {
        Draft excellent = card(squad().share("B1", 121_971, 180_000)); // 89.995
        Draft good = card(squad().share("B1", 121_970, 180_000));

        assertThat(excellent.total()).isEqualTo("90.00");
        assertThat(excellent.grade()).isEqualTo("优");
        assertThat(good.total()).isEqualTo("89.99");
        assertThat(good.grade()).isEqualTo("良");
    }

    @Test
    void thirdsAddUpExactly() {
        Draft card = card(
                squad().share("B1", 2, 3).share("B2", 1, 3).share("E1", 1, 3).share("F1", 1, 3));

        // (10 + 12 + 7/3 + 5 + 2 + 4 + 4/3 + 4) / 58 = 122/174
        assertThat(card.total()).isEqualTo("70.11");
    }

    @Test
    void falseEvidenceHasNoLimitAndTheTotalNoLessThanNothing() {
        Draft card = card(squad().booked(X2, 21));

        assertThat(card.base()).isEqualTo("100.00");
        assertThat(card.deduction()).isEqualByComparingTo("105");
        assertThat(card.total()).isEqualTo("0.00");
    }

    @Test
    void deductionsKeepTheirOwnLimitAndTheirCommonOne() {
        assertThat(card(squad().booked(X1, 30)).deduction()).isEqualByComparingTo("5");
        assertThat(card(squad().booked(X4, 9)).deduction()).isEqualByComparingTo("5");
        assertThat(card(squad().booked(X6, 7)).deduction()).isEqualByComparingTo("3");
        assertThat(card(squad().booked(X3, 2).booked(X5, 1)).deduction()).isEqualByComparingTo("8");
        assertThat(card(squad().booked(X1, 30).booked(X3, 9).booked(X5, 9)).deduction())
                .isEqualByComparingTo("20");
        assertThat(card(squad().booked(X1, 30).booked(X2, 1).booked(X3, 9)).deduction())
                .isEqualByComparingTo("25");
    }

    @Test
    void aBonusLiftsNobodyAboveAHundredAndIsThreeAtMost() {
        Draft card = card(squad().booked(Y1, 9).booked(Y2, 2).booked(Y3, 9));

        assertThat(card.bonus()).isEqualByComparingTo("3");
        assertThat(card.total()).isEqualTo("100.00");
        assertThat(card(squad().booked(Y1, 9)).bonus()).isEqualByComparingTo("1.5");
        assertThat(card(squad().booked(Y3, 9)).bonus()).isEqualByComparingTo("1");
    }

    @Test
    void tiesShareARank() {
        List<Draft> cards = cards(
                squad("310118001").booked(X5, 1),
                squad("310118002"),
                squad("310118003").booked(X5, 1),
                squad("310118102").booked(X5, 2),
                squad("310118103").withoutPoints());

        assertThat(cards).extracting(Draft::rank).containsExactly(2, 1, 2, 4, null);
    }

    @Test
    void informationBeyondItsTargetAddsNothing() {
        assertThat(card(squad().share("F1", 50, 2).share("F2", 20, 1)).total()).isEqualTo("100.00");
    }

    @Test
    void aDecidedAppealTakesThePlaceOfTheFigures() {
        Draft given = card(squad().share("E1", 0, 1).corrected(Indicator.E1, "1", "1"));
        Draft taken = card(squad().share("E1", 0, 1).corrected(Indicator.E1, "0", "0"));

        assertThat(given.total()).isEqualTo("100.00");
        assertThat(item(given, Indicator.E1).reason()).isEqualTo("按申诉决定更正。");
        assertThat(taken.total()).isEqualTo("100.00");
        assertThat(applicable(taken)).isEqualByComparingTo("52");
    }

    @Test
    void aDecidedAppealOnCoverageDecidesAlsoWhetherTheSquadDidNothing() {
        assertThat(applicable(card(squad().share("B1", 11, 20)))).isEqualByComparingTo("82");
        assertThat(applicable(card(squad().share("B1", 11, 20).corrected(Indicator.B1, "12", "20"))))
                .isEqualByComparingTo("58");
    }

    @Test
    void withoutPointsAMissingFeedbackReviewIsNoReproach() {
        Draft card = card(squad().withoutPoints().share("E2", 0, 0));

        assertThat(item(card, Indicator.E2).applicable()).isFalse();
    }

    /** 行政处罚法第七十四条第三款, 国办发〔2024〕54号: twice as much at equal ratios is worth the same. */
    @ParameterizedTest
    @EnumSource(Indicator.class)
    void noIndicatorIsWorthMoreForMoreOfIt(Indicator indicator) {
        Diligence once = squad().share("B1", 15, 20)
                .share("B2", 13, 20)
                .share("E1", 1, 3)
                .share("G1", 4, 9);
        Diligence twice = squad().share("B1", 30, 40)
                .share("B2", 26, 40)
                .share("E1", 2, 6)
                .share("G1", 8, 18);
        if (!indicator.name().startsWith("A")) {
            once.share(indicator.name(), 3, 7);
            twice.share(indicator.name(), 6, 14);
        }

        assertThat(card(twice).total()).isEqualTo(card(once).total());
        assertThat(item(card(twice), indicator).points())
                .isEqualByComparingTo(item(card(once), indicator).points());
    }

    @Test
    void asksOnlyDifferentQuestions() {
        AskedOnce once = new AskedOnce(rubric);
        List<Inputs> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(squad("310118%03d".formatted(i)).share("B1", i % 21, 20).inputs());
        }

        Calculation.cards(once, many);

        assertThat(once.asked()).isLessThan(500);
    }

    @Test
    void agreesWithASecondComputationOfThreeHundredCampaigns() {
        Random random = new Random(365);
        AskedOnce tables = new AskedOnce(rubric);
        for (int campaign = 0; campaign < 300; campaign++) {
            List<Inputs> squads = new ArrayList<>();
            boolean provisional = random.nextBoolean();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                squads.add(
                        anything(random, "310118%03d".formatted(i), provisional).inputs());
            }

            Map<String, String> ours = new TreeMap<>();
            Calculation.cards(tables, squads).forEach(card -> ours.put(card.squad(), told(card)));

            assertThat(ours).as("campaign " + campaign).isEqualTo(SecondOpinion.of(squads));
        }
    }

    private static String told(Draft card) {
        return card.total() == null
                ? card.status().name()
                : card.status() + " " + card.total().movePointRight(2).intValueExact() + " " + card.grade() + " "
                        + card.rank();
    }

    private static Diligence anything(Random random, String code, boolean provisional) {
        Diligence squad = squad(code);
        if (provisional) {
            squad.provisional();
        }
        for (String timed : List.of("A1", "A2", "A3")) {
            squad.late(timed, random.nextInt(5) > 0, random.nextInt(4));
        }
        for (String counted : List.of("B1", "B2", "C3", "E1", "E2", "F1", "F2", "G1")) {
            int of = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(60);
            int done = counted.startsWith("F") ? random.nextInt(9) : of == 0 ? 0 : random.nextInt(of + 1);
            squad.share(counted, of == 0 && counted.equals("E1") ? 1 : done, of == 0 && counted.equals("E1") ? 1 : of);
        }
        if (random.nextInt(3) == 0) {
            squad.notRecorded("C1", random.nextInt(3)).notRecorded("C2", random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            squad.share("C1", 1, 3)
                    .share("C2", 2, 7)
                    .share("D1", 5, 6)
                    .share("D2", 0, 0)
                    .share("G2", 1, 1);
        }
        if (random.nextInt(15) == 0) {
            squad.exempt();
        }
        if (random.nextInt(12) == 0) {
            squad.mobile();
        }
        for (AdjustmentCode adjustment : AdjustmentCode.values()) {
            if (random.nextInt(6) == 0) {
                squad.booked(adjustment, 1 + random.nextInt(14));
            }
        }
        if (random.nextInt(4) == 0) {
            Indicator[] all = Indicator.values();
            squad.corrected(
                    all[random.nextInt(all.length)], "0." + random.nextInt(100), random.nextBoolean() ? "1" : "2.5");
        }
        return squad;
    }

    private static Diligence squad() {
        return squad(XIAYANG);
    }

    private static Diligence squad(String code) {
        return new Diligence(code);
    }

    private Draft card(Diligence squad) {
        return cards(squad).get(0);
    }

    private List<Draft> cards(Diligence... squads) {
        return Calculation.cards(
                rubric, Arrays.stream(squads).map(Diligence::inputs).toList());
    }

    private static BigDecimal applicable(Draft card) {
        return card.items().stream()
                .filter(Item::applicable)
                .map(Item::weight)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Item item(Draft card, Indicator indicator) {
        return card.items().stream()
                .filter(item -> item.indicator() == indicator)
                .findFirst()
                .orElseThrow();
    }
}
