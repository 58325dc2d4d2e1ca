package cn.leiting.yearscore;

import static cn.leiting.yearscore.ScoredYears.MOBILE;
import static cn.leiting.yearscore.ScoredYears.XIANGHUAQIAO;
import static cn.leiting.yearscore.ScoredYears.XIAYANG;
import static cn.leiting.yearscore.ScoredYears.XUJING;
import static cn.leiting.yearscore.ScoredYears.YINGPU;
import static cn.leiting.yearscore.ScoredYears.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.calendar.Parameters;
import cn.leiting.score.Rubric.Rating;
import cn.leiting.score.Stage;
import cn.leiting.shared.Actor;
import cn.leiting.yearscore.AnnualVersions.Correction;
import cn.leiting.yearscore.YearScores.Annual;
import cn.leiting.yearscore.YearScores.Part;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The year 2043 from cards that are there (domain 6.6), rolled back with each test. */
@LeitingTest
@Transactional
class AnnualScoresTests {

    private static final int YEAR = 2043;
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    @Autowired
    private AnnualScores annual;

    @Autowired
    private AnnualVersions versions;

    @Autowired
    private Successions successions;

    @Autowired
    private ScoredYears years;

    @Autowired
    private Parameters parameters;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void weighsTheCampaignsAndRoundsOnce() {
        card(campaign(1, "1.0"), XIAYANG, "90.00");
        card(campaign(2, "2.0"), XIAYANG, "85.01");

        Annual year = only(XIAYANG);

        assertThat(year.campaigns()).isEqualTo("86.67"); // (90 + 2 · 85.01) ÷ 3 = 86.67333
        assertThat(year.improvement()).isNull();
        assertThat(year.total()).isEqualTo("86.67");
        assertThat(year.yearEndPoints()).isEqualTo("17.33"); // 86.67333 · 20 ÷ 100 = 17.33467
        assertThat(year.grade()).isEqualTo("良");
        assertThat(year.status()).isEqualTo(Rating.RATED);
    }

    @Test
    void yearEndPointsComeFromTheExactMean() {
        card(campaign(1, "1.0"), XIAYANG, "89.85");
        card(campaign(2, "1.0"), XIAYANG, "90.10");

        assertThat(only(XIAYANG).total()).isEqualTo("89.98"); // 89.975
        assertThat(only(XIAYANG).yearEndPoints()).isEqualTo("18.00"); // 17.995, from 89.98 it would be 17.996
    }

    @Test
    void theFinalScoreCountsBeforeTheProvisionalOneWhichSaysWhatItIs() {
        years.campaign("TH-2043-01");
        card(years.locked("TH-2043-01", Stage.PROVISIONAL), XIAYANG, "70.00");
        assertThat(only(XIAYANG).parts()).extracting(Part::stage).containsExactly(Stage.PROVISIONAL);
        assertThat(only(XIAYANG).total()).isEqualTo("70.00");

        card(years.locked("TH-2043-01", Stage.FINAL), XIAYANG, "95.00");
        assertThat(only(XIAYANG).total()).isEqualTo("95.00");
        assertThat(only(XIAYANG).parts()).extracting(Part::stage).containsExactly(Stage.FINAL);
    }

    @Test
    void aLookBackThatWasOpenAtTheCutOffCountsWithTheProvisionalScore() {
        years.campaign("TH-2043-01", "1.0", LocalDate.of(2043, 12, 1));
        card(years.locked("TH-2043-01", Stage.PROVISIONAL), XIAYANG, "70.00");
        card(years.locked("TH-2043-01", Stage.FINAL), XIAYANG, "95.00");
        years.lookBack("TH-2043-01", LocalDate.of(2043, 12, 15), LocalDate.of(2044, 1, 1));
        assertThat(only(XIAYANG).total()).isEqualTo("70.00");

        jdbc.sql("update look_back set closed_at = '2043-12-31 23:59+08' where campaign = 'TH-2043-01'")
                .update();
        assertThat(only(XIAYANG).total()).isEqualTo("95.00");
    }

    @Test
    void onlyTheNewestVersionCounts() {
        String scoring = campaign(1, "1.0");
        card(scoring, XIAYANG, "70.00");
        card(scoring, XIAYANG, "75.00");

        assertThat(only(XIAYANG).total()).isEqualTo("75.00");
        assertThat(only(XIAYANG).parts()).extracting(Part::version).containsExactly(2);
    }

    @Test
    void nobodyIsGradedWhoWasRatedInFewerThanHalf() {
        for (int no = 1; no <= 3; no++) {
            String scoring = campaign(no, "1.0");
            card(scoring, XIAYANG, no == 1 ? "95.00" : null);
            card(scoring, YINGPU, no <= 2 ? "80.00" : null);
        }

        assertThat(only(XIAYANG).status()).isEqualTo(Rating.UNDETERMINED);
        assertThat(only(XIAYANG).grade()).isNull();
        assertThat(only(XIAYANG).rank()).isNull();
        assertThat(only(XIAYANG).scored()).isEqualTo(1);
        assertThat(only(XIAYANG).eligible()).isEqualTo(3);
        assertThat(only(YINGPU).status()).isEqualTo(Rating.RATED);
        assertThat(only(YINGPU).rank()).isEqualTo(1);
    }

    @Test
    void anExemptionDoesNotCountAgainstASquad() {
        for (int no = 1; no <= 3; no++) {
            String scoring = campaign(no, "1.0");
            if (no == 1) {
                card(scoring, XIAYANG, "95.00");
            } else {
                years.exempt(scoring, XIAYANG);
            }
            years.exempt(scoring, YINGPU);
        }

        assertThat(only(XIAYANG).status()).isEqualTo(Rating.RATED);
        assertThat(only(XIAYANG).eligible()).isEqualTo(1);
        assertThat(only(YINGPU).status()).isEqualTo(Rating.EXEMPT);
        assertThat(only(YINGPU).total()).isNull();
    }

    @Test
    void falseEvidenceBarsTheBestGradeUntilItIsCorrected() {
        String scoring = campaign(1, "1.0");
        card(scoring, XIAYANG, "95.00");
        years.falseEvidence(scoring, XIAYANG);
        assertThat(only(XIAYANG).grade()).isEqualTo("良");

        begun();
        versions.correct(YEAR, new Correction(XIAYANG, Subject.FALSE_EVIDENCE, null), null, "查明并非虚假。", "bureau1");
        assertThat(only(XIAYANG).grade()).isEqualTo("优");
    }

    @Test
    void ranksTiesAlikeAndTheMobileSquadNotAtAll() {
        String scoring = campaign(1, "1.0");
        card(scoring, XIAYANG, "95.00");
        card(scoring, YINGPU, "90.00");
        card(scoring, XIANGHUAQIAO, "90.00");
        card(scoring, XUJING, "60.00");
        card(scoring, MOBILE, "99.00");

        assertThat(squads()).extracting(Annual::squad).containsExactly(XIAYANG, YINGPU, XIANGHUAQIAO, XUJING, MOBILE);
        assertThat(squads()).extracting(Annual::rank).containsExactly(1, 2, 2, 4, null);
        assertThat(only(MOBILE).status()).isEqualTo(Rating.NON_COMPETING);
        assertThat(only(MOBILE).grade()).isEqualTo("优");
    }

    @Test
    void ranksSubDistrictsAndTownsApartWhereTheBureauWantsZones() {
        String scoring = campaign(1, "1.0");
        card(scoring, XIAYANG, "70.00");
        card(scoring, YINGPU, "80.00");
        card(scoring, XUJING, "95.00");
        card(scoring, ZHAOXIANG, "60.00");
        assertThat(squads()).extracting(Annual::rank).containsExactly(3, 2, 4, 1);
        assertThat(squads()).extracting(Annual::zone).containsOnlyNulls();

        parameters.change("assessment.zones", "1", LocalDate.of(2043, 1, 1), COORDINATION);
        YearScores zoned = annual.of(YEAR);

        assertThat(zoned.zoned()).isTrue();
        assertThat(zoned.squads()).extracting(Annual::rank).containsExactly(2, 1, 2, 1);
        assertThat(zoned.squads())
                .extracting(Annual::zone)
                .containsExactly("SUBDISTRICT", "SUBDISTRICT", "TOWN", "TOWN");
    }

    @Test
    void fromDecemberToNovemberWhatBeginsInDecemberBelongsToTheNextYear() {
        card(locked(years.campaign("TH-2043-01", "1.0", LocalDate.of(2043, 11, 30))), XIAYANG, "80.00");
        card(locked(years.campaign("TH-2043-02", "1.0", LocalDate.of(2043, 12, 1))), XIAYANG, "90.00");
        card(locked(years.campaign("TH-2042-99", "1.0", LocalDate.of(2042, 12, 31))), XIAYANG, "70.00");
        assertThat(only(XIAYANG).total()).isEqualTo("85.00");

        parameters.change("assessment.firstMonth", "12", LocalDate.of(2042, 1, 1), COORDINATION);

        assertThat(annual.of(YEAR).firstDay()).isEqualTo("2042-12-01");
        assertThat(annual.of(YEAR).lastDay()).isEqualTo("2043-11-30");
        assertThat(annual.of(YEAR).squads().get(0).parts())
                .extracting(Part::campaign)
                .containsExactly("TH-2042-99", "TH-2043-01");
        assertThat(annual.of(YEAR + 1).squads().get(0).parts())
                .extracting(Part::campaign)
                .containsExactly("TH-2043-02");
    }

    @Test
    void saysWhatIsNotLockedAndDoesNotCountIt() {
        years.campaign("TH-2043-01");
        jdbc.sql("alter table campaign drop constraint defined_once_submitted").update();
        jdbc.sql("update campaign set status = 'APPROVED' where code = 'TH-2043-01'")
                .update();

        assertThat(annual.of(YEAR).waiting()).containsExactly("TH-2043-01");
        assertThat(squads()).isEmpty();
    }

    @Test
    void theCardsOfMergedSquadsCountForTheirSuccessorACampaignOnce() {
        String scoring = campaign(1, "1.0");
        card(scoring, XIAYANG, "80.00");
        card(scoring, YINGPU, "91.00");
        years.falseEvidence(scoring, YINGPU);
        card(campaign(2, "1.0"), XIAYANG, "70.00");
        successions.add(YINGPU, XIAYANG, LocalDate.of(2043, 7, 1), "两中队合并。", COORDINATION);

        Annual merged = only(XIAYANG);

        assertThat(squads()).hasSize(1);
        assertThat(merged.total()).isEqualTo("77.75"); // (85.5 + 70) ÷ 2
        assertThat(merged.scored()).isEqualTo(2);
        assertThat(merged.eligible()).isEqualTo(2);
        assertThat(merged.falseEvidence()).isTrue();
        assertThat(merged.parts()).extracting(Part::squad).containsExactlyInAnyOrder(XIAYANG, YINGPU, XIAYANG);
    }

    @Test
    void eachPartOfASplitSquadTakesItsCardsOver() {
        card(campaign(1, "1.0"), XIAYANG, "80.00");
        LocalDate from = LocalDate.of(2043, 7, 1);
        successions.add(XIAYANG, XUJING, from, "分设两个中队。", COORDINATION);
        successions.add(XIAYANG, ZHAOXIANG, from, "分设两个中队。", COORDINATION);

        assertThat(squads()).extracting(Annual::squad).containsExactly(ZHAOXIANG, XUJING);
        assertThat(squads()).extracting(Annual::total).containsOnly(new BigDecimal("80.00"));
    }

    @Test
    void aSuccessionAfterTheYearOrTakenBackChangesNothing() {
        card(campaign(1, "1.0"), XIAYANG, "80.00");
        successions.add(XIAYANG, XUJING, LocalDate.of(2044, 1, 1), "明年合并。", COORDINATION);
        assertThat(squads()).extracting(Annual::squad).containsExactly(XIAYANG);

        successions.add(XIAYANG, ZHAOXIANG, LocalDate.of(2043, 7, 1), "登记有误。", COORDINATION);
        long id = successions.all().get(0).id();
        successions.withdraw(id, COORDINATION);

        assertThat(squads()).extracting(Annual::squad).containsExactly(XIAYANG);
        assertThatThrownBy(() -> successions.withdraw(id, COORDINATION)).hasMessage("没有这一承继关系，或者已经撤回。");
    }

    @Test
    void refusesASuccessionInACircleTwiceOfItselfAndByOthers() {
        LocalDate from = LocalDate.of(2043, 7, 1);
        successions.add(XIAYANG, XUJING, from, "两中队合并。", COORDINATION);

        assertThatThrownBy(() -> successions.add(XUJING, XIAYANG, from, "两中队合并。", COORDINATION))
                .hasMessage("承继关系不能首尾相接。");
        assertThatThrownBy(() -> successions.add(XIAYANG, XIAYANG, from, "两中队合并。", COORDINATION))
                .hasMessage("中队不能由自己承继。");
        assertThatThrownBy(() -> successions.add(XIAYANG, "310118999", from, "两中队合并。", COORDINATION))
                .hasMessage("没有这个代码的中队。");
        assertThatThrownBy(() -> successions.add(XIAYANG, YINGPU, null, "两中队合并。", COORDINATION))
                .hasMessage("请填写承继日期。");
        assertThatThrownBy(() -> successions.add(
                        XIAYANG, YINGPU, from, "两中队合并。", new Actor("supervision1", Set.of("deptSupervision"))))
                .hasMessage("您没有办理此事的权限。");
    }

    @Test
    void aCorrectionStandsInThePlaceOfTheFigure() {
        card(campaign(1, "1.0"), XIAYANG, "80.00");
        begun();
        versions.correct(YEAR, new Correction(XIAYANG, Subject.CAMPAIGNS, new BigDecimal("84.00")), null, "权重有误。", "b");
        versions.correct(
                YEAR, new Correction(XIAYANG, Subject.IMPROVEMENT, new BigDecimal("90.00")), null, "漏计一次。", "b");

        assertThat(only(XIAYANG).campaigns()).isEqualTo("84.00");
        assertThat(only(XIAYANG).improvement()).isEqualTo("90.00");
        assertThat(only(XIAYANG).total()).isEqualTo("84.90"); // 0.85 · 84 + 0.15 · 90
        assertThat(only(XIAYANG).yearEndPoints()).isEqualTo("16.98");
    }

    @Test
    void aFrozenYearReadsAsItWasWrittenAndTheSameYearIsFrozenOnce() {
        String scoring = campaign(1, "1.0");
        card(scoring, XIAYANG, "80.00");
        card(scoring, MOBILE, "99.00");
        begun();
        YearScores before = annual.of(YEAR);

        assertThat(versions.freeze(before, false, "年度汇总。", "system")).isEqualTo(1);
        assertThat(versions.freeze(annual.of(YEAR), false, "年度汇总。", "system")).isEqualTo(1);
        assertThat(versions.get(YEAR, 1).orElseThrow().scores()).isEqualTo(before);

        card(scoring, XIAYANG, "81.00");
        assertThat(versions.freeze(annual.of(YEAR), true, "局领导决定更正。", "bureau1"))
                .isEqualTo(2);
        assertThat(versions.get(YEAR, 1).orElseThrow().scores()).isEqualTo(before);
        assertThat(versions.changes(YEAR, 2)).singleElement().satisfies(change -> {
            assertThat(change.squad()).isEqualTo(XIAYANG);
            assertThat(change.ordered()).isTrue();
            assertThat(change.before()).extracting(Annual::total).isEqualTo(new BigDecimal("80.00"));
            assertThat(change.after()).extracting(Annual::total).isEqualTo(new BigDecimal("81.00"));
        });
        assertThat(jdbc.sql("select total from annual_assessment where year = ? and squad = ? order by version")
                        .params(YEAR, XIAYANG)
                        .query(BigDecimal.class)
                        .list())
                .containsExactly(new BigDecimal("80.00"), new BigDecimal("81.00"));
    }

    @Test
    void agreesWithASecondComputationOverGeneratedYears() {
        List<String> all = List.of(XIAYANG, YINGPU, XIANGHUAQIAO, ZHAOXIANG, XUJING, MOBILE);
        Random random = new Random(2043);
        for (int year = 2090; year < 2096; year++) {
            Map<String, double[]> sums = new HashMap<>();
            int campaigns = 1 + random.nextInt(8);
            for (int no = 1; no <= campaigns; no++) {
                int weight = 1 + random.nextInt(4); // halves
                String scoring = locked(
                        years.campaign("TH-%d-%02d".formatted(year, no), weight * 0.5 + "", LocalDate.of(year, 3, 1)));
                for (String squad : all) {
                    double[] sum = sums.computeIfAbsent(squad, key -> new double[4]);
                    int fate = random.nextInt(6);
                    if (fate == 0) {
                        years.exempt(scoring, squad);
                    } else if (fate == 1) {
                        card(scoring, squad, null);
                        sum[3]++;
                    } else {
                        int cents = random.nextInt(10001);
                        card(scoring, squad, BigDecimal.valueOf(cents, 2).toString());
                        sum[0] += weight * cents;
                        sum[1] += weight;
                        sum[2]++;
                        sum[3]++;
                    }
                }
            }
            for (Annual one : annual.of(year).squads()) {
                double[] sum = sums.get(one.squad());
                assertThat(one.scored()).isEqualTo((int) sum[2]);
                assertThat(one.eligible()).isEqualTo((int) sum[3]);
                if (sum[1] == 0) {
                    assertThat(one.total()).isNull();
                } else {
                    double mean = sum[0] / sum[1];
                    assertThat(one.total().doubleValue() * 100).isCloseTo(Math.floor(mean + 0.5 + 1e-7), within());
                    assertThat(one.yearEndPoints().doubleValue() * 100)
                            .isCloseTo(Math.floor(mean * 0.2 + 0.5 + 1e-7), within());
                }
                Rating expected = sum[3] == 0
                        ? Rating.EXEMPT
                        : sum[2] * 2 < sum[3]
                                ? Rating.UNDETERMINED
                                : one.squad().equals(MOBILE) ? Rating.NON_COMPETING : Rating.RATED;
                assertThat(one.status()).isEqualTo(expected);
                if (expected == Rating.RATED) {
                    double own = one.total().doubleValue();
                    assertThat(one.grade()).isEqualTo(own >= 90 ? "优" : own >= 80 ? "良" : own >= 60 ? "中" : "差");
                }
            }
            refuteRanks(annual.of(year).squads());
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }

    private static void refuteRanks(List<Annual> all) {
        List<Annual> rated = all.stream()
                .filter(one -> one.status() == Rating.RATED)
                .sorted((one, other) -> other.total().compareTo(one.total()))
                .toList();
        List<Integer> expected = new ArrayList<>();
        for (int at = 0; at < rated.size(); at++) {
            boolean tie =
                    at > 0 && rated.get(at).total().compareTo(rated.get(at - 1).total()) == 0;
            expected.add(tie ? expected.get(at - 1) : Integer.valueOf(at + 1));
        }
        assertThat(rated).extracting(Annual::rank).containsExactlyElementsOf(expected);
    }

    @Test
    void readsAYearInTheSameNumberOfStatementsAndAnEmptyOneToo() {
        assertThat(squads()).isEmpty();
        card(campaign(1, "1.0"), XIAYANG, "95.00");
        long one = ours();

        String second = campaign(2, "1.0");
        card(second, XIAYANG, "91.00");
        card(second, YINGPU, "92.00");

        assertThat(ours()).isEqualTo(one);
    }

    private long ours() {
        return Statements.of(() -> annual.of(YEAR)).stream()
                .filter(statement -> !statement.isOfEngine())
                .count();
    }

    private String campaign(int no, String weight) {
        return locked(years.campaign("TH-2043-0" + no, weight, LocalDate.of(2043, 3, no)));
    }

    private String locked(String campaign) {
        return years.locked(campaign, Stage.FINAL);
    }

    private void card(String scoring, String squad, @Nullable String total) {
        years.card(scoring, squad, total);
    }

    private List<Annual> squads() {
        return annual.of(YEAR).squads();
    }

    private Annual only(String squad) {
        return squads().stream()
                .filter(one -> one.squad().equals(squad))
                .findFirst()
                .orElseThrow();
    }

    private void begun() {
        jdbc.sql("""
                        insert into assessment (code, year, first_day, last_day, status, version)
                        values ('AA-2043', 2043, date '2043-01-01', date '2043-12-31', 'BEGUN', 0)
                        """).update();
    }
}
