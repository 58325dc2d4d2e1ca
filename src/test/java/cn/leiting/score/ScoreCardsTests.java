package cn.leiting.score;

import static cn.leiting.score.Season.FIRST;
import static cn.leiting.score.Season.LAST;
import static cn.leiting.score.Season.at;
import static cn.leiting.score.Season.endOf;
import static cn.leiting.score.Season.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCard.Status;
import cn.leiting.shared.Refusal;
import cn.leiting.tally.Count;
import cn.leiting.tally.Tallies;
import cn.leiting.tally.Tally;
import cn.leiting.tally.Trace;
import cn.leiting.trail.CardChanges;
import cn.leiting.trail.CardRecords;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class ScoreCardsTests {

    private static final String TH = "TH-2084-01";
    private static final String XIAYANG = "310118001";
    private static final String YINGPU = "310118002";
    private static final String XUJING = "310118106";
    private static final String MOBILE = "310118000";
    private static final List<String> SQUADS = List.of(
            "310118001", "310118002", "310118003", "310118102", "310118103", "310118104", "310118105", "310118106");

    @Autowired
    private ScoreCards cards;

    @Autowired
    private CardChanges changes;

    @Autowired
    private CardRecords records;

    @Autowired
    private Tallies tallies;

    @Autowired
    private Rubric rubric;

    @Autowired
    private Season season;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RepositoryService repository;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void countsAndScoresAsASecondBookKeptInJava(int seed) {
        Random random = new Random(seed);
        int target = random.nextInt(4);
        season.campaign(TH, target, "1.0");
        boolean closed = random.nextBoolean();
        Stage stage = seed % 2 == 0 ? Stage.FINAL : Stage.PROVISIONAL;
        String lookBack = seed == 1 ? null : season.lookBack(TH, closed);
        List<Ledger> ledgers = SQUADS.stream()
                .map(squad ->
                        new Ledger(season, random, TH, squad).fill(target, lookBack, closed || stage == Stage.FINAL))
                .toList();
        String scoring = season.scoring(TH, stage, "BEGUN");

        List<Tally> counted = tallies.of(TH, stage == Stage.FINAL);
        cards.compute(scoring, List.of(), "初次计分。", "system");

        Map<String, Map<String, String>> told = new HashMap<>();
        counted.forEach(tally -> told.put(tally.squad(), told(tally)));
        assertThat(told).isEqualTo(Ledger.bySquad(ledgers));
        assertThat(scores(scoring)).isEqualTo(SecondOpinion.of(inputs(counted, stage)));
        assertThat(differencesOfRecords(scoring, ledgers)).isEmpty();
    }

    /** Where the records behind a card do not come to its figures, or to those of the second book. */
    private List<String> differencesOfRecords(String scoring, List<Ledger> ledgers) {
        List<String> different = new ArrayList<>();
        Map<String, Map<String, String>> told = Ledger.bySquad(ledgers);
        for (ScoreCard card : cards.latest(scoring)) {
            for (Indicator indicator : Indicator.values()) {
                List<Trace> behind =
                        records.of(scoring, card.squad(), 1, indicator).orElseThrow();
                BigDecimal done = behind.stream().map(Trace::numerator).reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal of = behind.stream().map(Trace::denominator).reduce(BigDecimal.ZERO, BigDecimal::add);
                String listed = Count.plain(done) + "/" + Count.plain(of);
                String counted = told.get(card.squad()).get(indicator.name()).replaceFirst("\\+\\d", "");
                if (!listed.equals(counted)
                        || isSingle(indicator) && !sizes(behind).equals(counted)) {
                    different.add(card.squad() + indicator + ": " + listed + ", " + sizes(behind) + ", not " + counted);
                }
                Item item = item(card, indicator);
                if (item.applicable()
                        && item.denominator().signum() > 0
                        && !indicator.name().startsWith("A")
                        && (item.numerator().compareTo(done) != 0
                                || item.denominator().compareTo(of) != 0)) {
                    different.add(card.squad() + indicator + ": " + listed + " on the card as " + item);
                }
            }
        }
        return different;
    }

    /** Each record counts as one, so that the length of the list is the denominator. */
    private static boolean isSingle(Indicator indicator) {
        return "B2 C1 C2 C3 D1 D2 E1 G1 G2".contains(indicator.name());
    }

    private static String sizes(List<Trace> behind) {
        return behind.stream().filter(one -> one.numerator().signum() > 0).count() + "/" + behind.size();
    }

    @Test
    void costsTheSameNumberOfStatementsForTwoSquadsAndForEight() {
        season.campaign(TH, 2, "1.0");
        season.campaign("TH-2084-02", 2, "1.0");
        SQUADS.subList(0, 2).forEach(squad -> diligent(TH, squad));
        SQUADS.forEach(squad -> diligent("TH-2084-02", squad));
        String few = season.scoring(TH, Stage.PROVISIONAL, "BEGUN");
        String many = season.scoring("TH-2084-02", Stage.PROVISIONAL, "BEGUN");

        tallies.of(TH, false); // the calendar's edition is asked for once in a transaction
        long forFew = ours(() -> cards.compute(few, List.of(), "初次计分。", "system"));
        long forMany = ours(() -> cards.compute(many, List.of(), "初次计分。", "system"));

        assertThat(forMany).isEqualTo(forFew).isLessThanOrEqualTo(10);
        assertThat(ours(() -> cards.latest(many))).isEqualTo(1);
    }

    private static long ours(Runnable action) {
        return Statements.of(action).stream().filter(one -> !one.isOfEngine()).count();
    }

    @Test
    void unchangedInputsMakeNoVersion() {
        String scoring = twoSquads();

        List<String> first = cards.compute(scoring, List.of(), "初次计分。", "system");
        List<String> again = cards.compute(scoring, List.of(), "重新计分。", "system");

        assertThat(first).containsExactly(XIAYANG, YINGPU);
        assertThat(again).isEmpty();
        assertThat(cards.history(scoring, XIAYANG)).hasSize(1);
    }

    @Test
    void aChangedCountMakesAVersionOfThatSquadAndOfThoseWhoseRankMoves() {
        String scoring = twoSquads();
        cards.compute(scoring, List.of(), "初次计分。", "system");

        season.visit(TH + ":" + XIAYANG, point(XIAYANG, 1), FIRST, "INVALID", "STREET_PATROL");
        List<String> changed = cards.compute(scoring, List.of(), "更正检查记录。", "coordination1");

        assertThat(changed).containsExactly(XIAYANG);
        ScoreCard card = cards.latest(scoring).get(0);
        assertThat(card.version()).isEqualTo(2);
        assertThat(card.reason()).isEqualTo("更正检查记录。");
        assertThat(card.rank()).isEqualTo(2);
        assertThat(cards.history(scoring, XIAYANG).get(0).rank()).isEqualTo(1);
        assertThat(changes.of(scoring)).singleElement().satisfies(change -> {
            assertThat(change.squad()).isEqualTo(XIAYANG);
            assertThat(change.totalBefore()).isEqualTo("100.00");
            assertThat(change.rankBefore()).isEqualTo(1);
            assertThat(change.rank()).isEqualTo(2);
        });
    }

    @Test
    void anAdjustmentMovesTheRanksOfOthers() {
        String scoring = twoSquads();
        cards.compute(scoring, List.of(new Adjustment(YINGPU, AdjustmentCode.X5, 1)), "初次计分。", "system");

        List<String> changed =
                cards.compute(scoring, List.of(new Adjustment(XIAYANG, AdjustmentCode.X5, 2)), "补充扣分。", "system");

        assertThat(changed).containsExactly(XIAYANG, YINGPU);
        assertThat(cards.latest(scoring)).extracting(ScoreCard::rank).containsExactly(2, 1);
        assertThat(cards.latest(scoring))
                .extracting(ScoreCard::total)
                .containsExactly(new BigDecimal("96.00"), new BigDecimal("100.00"));
        assertThat(cards.latest(scoring).get(0).adjustments()).containsExactly(Map.entry(AdjustmentCode.X5, 2));
    }

    @Test
    void aCorrectionSurvivesEveryComputationAndTellsOthersTheirRank() {
        String scoring = twoSquads();
        season.visit(TH + ":" + XIAYANG, point(XIAYANG, 1), FIRST, "INVALID", "STREET_PATROL");
        cards.compute(scoring, List.of(), "初次计分。", "system");

        cards.correct(scoring, YINGPU, Indicator.E1, new BigDecimal("0"), BigDecimal.ONE, "申诉复核。", "supervision1");
        cards.compute(scoring, List.of(), "重新计分。", "system");

        ScoreCard corrected = cards.latest(scoring).get(1);
        assertThat(corrected.version()).isEqualTo(2);
        assertThat(item(corrected, Indicator.E1).ratio()).isEqualByComparingTo("0");
        assertThat(corrected.rank()).isEqualTo(2);
        ScoreCard other = cards.latest(scoring).get(0);
        assertThat(other.rank()).isEqualTo(1);
        assertThat(other.version()).isEqualTo(2);
        assertThat(other.reason()).isEqualTo("其他中队得分变动，名次随之变动。");
        assertThat(cards.history(scoring, XIAYANG).get(0).inputsHash()).isEqualTo(other.inputsHash());
    }

    @Test
    void aCorrectionGoesIntoTheFinalScoreWhileTheRawCountsAreTheSame() {
        String provisional = twoSquads();
        cards.compute(provisional, List.of(), "初次计分。", "system");
        cards.correct(provisional, XIAYANG, Indicator.E1, BigDecimal.ZERO, BigDecimal.ONE, "申诉复核。", "supervision1");
        cards.correct(
                provisional, XIAYANG, Indicator.B2, new BigDecimal("1"), new BigDecimal("2"), "申诉复核。", "supervision1");
        season.visit(TH + ":" + XIAYANG, point(XIAYANG, 1), FIRST, "INVALID", "STREET_PATROL");

        String last = season.scoring(TH, Stage.FINAL, "BEGUN");
        cards.compute(last, List.of(), "终评。", "system");

        ScoreCard card = cards.latest(last).get(0);
        assertThat(item(card, Indicator.E1).ratio()).isEqualByComparingTo("0");
        assertThat(item(card, Indicator.B2).numerator()).isEqualByComparingTo("2"); // counted anew: 2 of 3
        assertThat(changes.sinceProvisional(TH, XIAYANG)).containsExactly(Indicator.B2);
        assertThat(changes.sinceProvisional(TH, YINGPU)).isEmpty();
    }

    @Test
    void aCampaignKeepsTheRubricByWhichItWasFirstScored() throws IOException {
        String provisional = twoSquads();
        cards.compute(provisional, List.of(), "初次计分。", "system");
        String before = rubric.newest();

        deploy("scoreGrade", "优", "特优");
        String last = season.scoring(TH, Stage.FINAL, "BEGUN");
        cards.compute(last, List.of(), "终评。", "system");
        season.campaign("TH-2084-02", 2, "1.0");
        diligent("TH-2084-02", XIAYANG);
        String other = season.scoring("TH-2084-02", Stage.PROVISIONAL, "BEGUN");
        cards.compute(other, List.of(), "初次计分。", "system");

        assertThat(cards.latest(last)).extracting(ScoreCard::rubric).containsOnly(before);
        assertThat(cards.latest(last)).extracting(ScoreCard::grade).containsOnly("优");
        assertThat(cards.latest(other)).extracting(ScoreCard::rubric).containsOnly(rubric.newest());
        assertThat(rubric.newest()).isNotEqualTo(before);
        assertThat(cards.latest(other)).extracting(ScoreCard::grade).containsOnly("特优");
    }

    /** Gone with the transaction. */
    private void deploy(String table, String old, String replacement) throws IOException {
        String model = Files.readString(Path.of("bpmn", table + ".dmn"));
        assertThat(model).contains(old);
        repository
                .createDeployment()
                .addString(table + ".dmn", model.replace(old, replacement))
                .deploy();
    }

    @Test
    void aCancelledCampaignHasNoScore() {
        String scoring = twoSquads();
        jdbc.sql("update campaign set status = 'CANCELLED' where code = ?")
                .param(TH)
                .update();

        refused("行动已取消，不计分。", () -> cards.compute(scoring, List.of(), "初次计分。", "system"));
    }

    @Test
    void withoutTasksThereIsNothingToScore() {
        season.campaign(TH, 2, "1.0");
        String scoring = season.scoring(TH, Stage.PROVISIONAL, "BEGUN");

        refused("行动还没有下达任务，不能计分。", () -> cards.compute(scoring, List.of(), "初次计分。", "system"));
    }

    @Test
    void twiceTheVisitsAndFindingsAtEqualRatiosAreWorthTheSame() {
        season.campaign(TH, 2, "1.0");
        String once = diligent(TH, XIAYANG);
        String twice = diligent(TH, YINGPU);
        for (int number : List.of(3, 4)) {
            season.point(TH, YINGPU, point(YINGPU, number), 1, false);
            season.visit(twice, point(YINGPU, number), FIRST, "VALID", "STREET_PATROL");
        }
        found(once, XIAYANG, 5, 1);
        found(twice, YINGPU, 5, 2);
        String scoring = season.scoring(TH, Stage.PROVISIONAL, "BEGUN");

        cards.compute(scoring, List.of(), "初次计分。", "system");

        assertThat(cards.latest(scoring)).extracting(ScoreCard::rank).containsExactly(1, 1);
        for (Indicator indicator : Indicator.values()) {
            assertThat(item(cards.latest(scoring).get(1), indicator).points())
                    .as(indicator.name())
                    .isEqualByComparingTo(
                            item(cards.latest(scoring).get(0), indicator).points());
        }
    }

    /** So many points, each with a visit that found two things and was not valid another time. */
    private void found(String task, String town, int from, int count) {
        for (int number = from; number < from + count; number++) {
            season.point(TH, town, point(town, number), 1, false);
            long visit = season.visit(task, point(town, number), FIRST, "VALID", "STREET_PATROL");
            season.finding(visit, 1, "ORDERED");
            season.finding(visit, 2, "EDUCATED");
            season.visit(task, point(town, number), FIRST, "INVALID", "STREET_PATROL");
        }
    }

    @Test
    void theStoredInputsAreThoseOfTheHash() {
        String scoring = twoSquads();
        cards.compute(scoring, List.of(), "初次计分。", "system");

        assertThat(jdbc.sql("select bool_and(inputs_hash = encode(sha256(inputs::bytea), 'hex')) from score_card")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void refusesWhatIsUnknownLockedOrUnsound() {
        String scoring = twoSquads();
        cards.compute(scoring, List.of(), "初次计分。", "system");

        refused("没有编号为“SC-2084-99:FINAL”的评分。", () -> cards.compute("SC-2084-99:FINAL", List.of(), "计分。", "system"));
        refused(
                "代码为“310118106”的中队没有参加本次行动。",
                () -> cards.compute(scoring, List.of(new Adjustment(XUJING, AdjustmentCode.X1, 1)), "计分。", "system"));
        refused(
                "代码为“310118106”的中队没有评分卡。",
                () -> cards.correct(scoring, XUJING, Indicator.E1, BigDecimal.ONE, BigDecimal.ONE, "复核。", "x"));
        refused(
                "更正后的分子不能大于分母。",
                () -> cards.correct(scoring, XIAYANG, Indicator.E1, BigDecimal.TEN, BigDecimal.ONE, "复核。", "x"));
        refused(
                "更正后的分子、分母不能小于零。",
                () -> cards.correct(
                        scoring, XIAYANG, Indicator.E1, BigDecimal.ONE.negate(), BigDecimal.ONE, "复核。", "x"));
        refused("加减分次数应在1到99之间。", () -> new Adjustment(XIAYANG, AdjustmentCode.X1, 0));
        season.status(scoring, "LOCKED");
        refused("评分已锁定，不能再更改。", () -> cards.compute(scoring, List.of(), "计分。", "system"));
        refused(
                "评分已锁定，不能再更改。",
                () -> cards.correct(scoring, XIAYANG, Indicator.E1, BigDecimal.ONE, BigDecimal.ONE, "复核。", "x"));
    }

    private static void refused(String sentence, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(Refusal.class).hasMessage(sentence);
    }

    @Test
    void anExemptSquadStaysOutAndCannotBeCorrected() {
        String scoring = twoSquads();
        season.exempt(season.task(TH, XUJING), "WHOLE", FIRST);
        cards.compute(scoring, List.of(), "初次计分。", "system");

        ScoreCard exempt = cards.latest(scoring).get(2);
        assertThat(exempt.status()).isEqualTo(Status.EXEMPT);
        assertThat(exempt.items()).isEmpty();
        refused(
                "该中队已整项免除，没有可更正的得分。",
                () -> cards.correct(scoring, XUJING, Indicator.E1, BigDecimal.ONE, BigDecimal.ONE, "复核。", "x"));
    }

    @Test
    void theMobileSquadIsScoredAndNotRanked() {
        String scoring = twoSquads();
        diligent(TH, MOBILE, XUJING);
        cards.compute(scoring, List.of(), "初次计分。", "system");

        ScoreCard mobile = cards.latest(scoring).get(2);
        assertThat(mobile.squad()).isEqualTo(MOBILE);
        assertThat(mobile.status()).isEqualTo(Status.NON_COMPETING);
        assertThat(mobile.total()).isNotNull();
        assertThat(mobile.rank()).isNull();
    }

    @Test
    void aSquadAddedLateIsMeasuredFromItsOwnStart() {
        season.campaign(TH, 2, "1.0");
        String task = season.task(TH, XIAYANG);
        season.addedLate(task, LAST.minusDays(3)); // four days of twelve
        season.designated(XIAYANG, LAST.minusDays(3), LAST, at(LAST.minusDays(4), 9));

        Tally tally = tallies.of(TH, false).get(0);

        assertThat(tally.count("A1"))
                .extracting(Count::numerator, Count::daysLate)
                .containsExactly(BigDecimal.ONE, 0);
        assertThat(tally.count("F1").denominator()).isEqualByComparingTo("1"); // 2 · 4 ÷ 12, rounded up
    }

    @Test
    void theSquadsLeaderStandsInBetweenTwoDesignations() {
        season.campaign(TH, 2, "1.0");
        season.task(TH, XUJING);
        season.designated(XUJING, FIRST, FIRST.plusDays(1), at(FIRST.minusDays(4), 9));
        season.designated(XUJING, FIRST.plusDays(8), LAST, at(FIRST.plusDays(7), 9));

        assertThat(tallies.of(TH, false).get(0).count("A1").daysLate()).isZero();
    }

    @Test
    void aDesignationMadeAfterwardsDoesNotCoverTheDaysBefore() {
        season.campaign(TH, 2, "1.0");
        season.task(TH, XUJING);
        season.designated(XUJING, FIRST, LAST, at(FIRST.plusDays(2), 9)); // Wednesday

        assertThat(tallies.of(TH, false).get(0).count("A1").daysLate()).isEqualTo(2);
    }

    @Test
    void withoutAYearsCalendarNothingIsLateAndTheCardSaysSo() {
        season.campaign(TH, 2, "1.0");
        String task = season.task(TH, XUJING);
        season.acknowledged(task, endOf(FIRST), at(FIRST, 9));
        season.planned(task, null, at(LAST, 9));

        Count plan = tallies.of(TH, false).get(0).count("A2");

        assertThat(plan.daysLate()).isZero();
        assertThat(plan.note()).isEqualTo("缺工作日历，按未逾期计。");
    }

    @Test
    void roundsAgreeWithTheSummaryWhereEveryPointNeedsOne() {
        season.campaign(TH, 2, "1.0");
        String task = diligent(TH, XIAYANG);
        season.point(TH, XIAYANG, point(XIAYANG, 3), 1, false);
        season.point(TH, XIAYANG, point(XIAYANG, 4), 1, true);

        Tally tally = tallies.of(TH, false).get(0);
        Map<String, Object> summary = jdbc.sql("select * from squad_task_figures(array [?])")
                .param(task)
                .query()
                .singleRow();

        assertThat(tally.coverage().numerator().longValue()).isEqualTo(summary.get("done"));
        assertThat(tally.coverage().denominator().longValue())
                .isEqualTo((long) summary.get("done") + (long) summary.get("open"));
        assertThat(tally.count("B2").numerator().longValue()).isEqualTo(summary.get("valid"));
        assertThat(tally.count("G1").denominator().longValue()).isEqualTo(summary.get("findings"));
    }

    @Test
    void moreVisitsThanRequiredAreWorthNothing() {
        String scoring = twoSquads();
        for (int visit = 0; visit < 5; visit++) {
            season.visit(TH + ":" + XIAYANG, point(XIAYANG, 1), FIRST, "VALID", "STREET_PATROL");
        }
        cards.compute(scoring, List.of(), "初次计分。", "system");

        assertThat(cards.latest(scoring)).extracting(ScoreCard::rank).containsExactly(1, 1);
    }

    private String twoSquads() {
        season.campaign(TH, 2, "1.0");
        diligent(TH, XIAYANG);
        diligent(TH, YINGPU);
        return season.scoring(TH, Stage.PROVISIONAL, "BEGUN");
    }

    private String diligent(String campaign, String squad) {
        return diligent(campaign, squad, squad);
    }

    /** Everything in time, two points, two visits, no finding. */
    private String diligent(String campaign, String squad, String town) {
        String task = season.task(campaign, squad);
        if (jdbc.sql("select count(*) from leader_designation where squad_code = ?")
                        .param(squad)
                        .query(Integer.class)
                        .single()
                == 0) {
            season.designated(squad, FIRST, LAST.plusDays(40), at(FIRST.minusDays(9), 9));
        }
        season.acknowledged(task, endOf(FIRST.minusDays(3)), at(FIRST.minusDays(3), 9));
        season.planned(task, endOf(FIRST.minusDays(3)), at(FIRST.minusDays(3), 10));
        for (int number = 1; number <= 2; number++) {
            season.point(campaign, squad, point(town, number), 1, false);
            season.visit(task, point(town, number), FIRST.plusDays(1), "VALID", "STREET_PATROL");
        }
        season.deadline(task, "feedback.final", endOf(LAST.plusDays(4)), at(LAST.plusDays(1), 9), null);
        season.fedBack(task, List.of(false), true);
        season.item(campaign, squad, true, true, false);
        season.item(campaign, squad, true, false, false);
        return task;
    }

    private static Item item(ScoreCard card, Indicator indicator) {
        return card.items().stream()
                .filter(item -> item.indicator() == indicator)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> told(Tally tally) {
        Map<String, String> told = new TreeMap<>();
        tally.counts()
                .forEach((code, count) -> told.put(
                        code,
                        count.numerator() + "/" + count.denominator()
                                + (count.daysLate() == null ? "" : "+" + count.daysLate())));
        return told;
    }

    private Map<String, String> scores(String scoring) {
        Map<String, String> scores = new TreeMap<>();
        cards.latest(scoring)
                .forEach(card -> scores.put(
                        card.squad(),
                        card.total() == null
                                ? card.status().name()
                                : card.status() + " "
                                        + card.total().movePointRight(2).intValueExact() + " " + card.grade() + " "
                                        + card.rank()));
        return scores;
    }

    private static List<Calculation.Inputs> inputs(List<Tally> counted, Stage stage) {
        List<Calculation.Inputs> inputs = new ArrayList<>();
        counted.forEach(
                tally -> inputs.add(new Calculation.Inputs("1", stage, tally, new TreeMap<>(), new TreeMap<>())));
        return inputs;
    }
}
