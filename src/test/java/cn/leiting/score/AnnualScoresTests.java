package cn.leiting.score;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.score.AnnualScores.Annual;
import cn.leiting.score.Rubric.Rating;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The year 2085 from cards that are there (domain 6.6). */
@LeitingTest
@Transactional
class AnnualScoresTests {

    private static final String XIAYANG = "310118001";
    private static final String YINGPU = "310118002";
    private static final String MOBILE = "310118000";

    @Autowired
    private AnnualScores annual;

    @Autowired
    private Season season;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void weighsTheCampaignsAndRoundsOnce() {
        card(campaign(1, "1.0", Stage.FINAL, "LOCKED"), XIAYANG, "90.00");
        card(campaign(2, "2.0", Stage.FINAL, "LOCKED"), XIAYANG, "85.01");

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
        String first = campaign(1, "1.0", Stage.FINAL, "LOCKED");
        String second = campaign(2, "1.0", Stage.FINAL, "LOCKED");
        card(first, XIAYANG, "89.85");
        card(second, XIAYANG, "90.10");

        assertThat(only(XIAYANG).total()).isEqualTo("89.98"); // 89.975
        assertThat(only(XIAYANG).yearEndPoints()).isEqualTo("18.00"); // 17.995, from 89.98 it would be 17.996
    }

    @Test
    void theFinalScoreCountsBeforeTheProvisionalOneWhichSaysWhatItIs() {
        String provisional = campaign(1, "1.0", Stage.PROVISIONAL, "LOCKED");
        card(provisional, XIAYANG, "70.00");
        assertThat(only(XIAYANG).parts().get(0).stage()).isEqualTo(Stage.PROVISIONAL);

        String last = season.scoring("TH-2085-01", Stage.FINAL, "PUBLISHED");
        card(last, XIAYANG, "95.00");
        assertThat(only(XIAYANG).total()).isEqualTo("70.00");

        season.status(last, "LOCKED");
        assertThat(only(XIAYANG).total()).isEqualTo("95.00");
        assertThat(only(XIAYANG).parts().get(0).stage()).isEqualTo(Stage.FINAL);
    }

    @Test
    void onlyTheNewestVersionCounts() {
        String scoring = campaign(1, "1.0", Stage.FINAL, "LOCKED");
        card(scoring, XIAYANG, "70.00");
        jdbc.sql("""
                        insert into score_card (scoring, campaign, stage, squad, version, status, base, bonus, deduction,
                                                total, grade, rank, rubric, inputs, inputs_hash, reason, computed_by,
                                                computed_at)
                        select scoring, campaign, stage, squad, 2, status, base, bonus, deduction, 75, grade, rank, rubric,
                               inputs, inputs_hash, '申诉复核。', computed_by, computed_at
                        from score_card
                        where scoring = ?
                        """).param(scoring).update();

        assertThat(only(XIAYANG).total()).isEqualTo("75.00");
    }

    @Test
    void nobodyIsGradedWhoWasRatedInFewerThanHalf() {
        for (int no = 1; no <= 3; no++) {
            String scoring = campaign(no, "1.0", Stage.FINAL, "LOCKED");
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
            String scoring = campaign(no, "1.0", Stage.FINAL, "LOCKED");
            if (no == 1) {
                card(scoring, XIAYANG, "95.00");
            } else {
                without(scoring, XIAYANG, "EXEMPT");
            }
            without(scoring, YINGPU, "EXEMPT");
        }

        assertThat(only(XIAYANG).status()).isEqualTo(Rating.RATED);
        assertThat(only(XIAYANG).eligible()).isEqualTo(1);
        assertThat(only(YINGPU).status()).isEqualTo(Rating.EXEMPT);
        assertThat(only(YINGPU).total()).isNull();
    }

    @Test
    void falseEvidenceBarsTheBestGrade() {
        String scoring = campaign(1, "1.0", Stage.FINAL, "LOCKED");
        card(scoring, XIAYANG, "95.00");
        jdbc.sql("insert into score_card_adjustment select id, 'X2', 1, 5 from score_card where scoring = ?")
                .param(scoring)
                .update();

        assertThat(only(XIAYANG).grade()).isEqualTo("良");
    }

    @Test
    void ranksTiesAlikeAndTheMobileSquadNotAtAll() {
        String scoring = campaign(1, "1.0", Stage.FINAL, "LOCKED");
        card(scoring, XIAYANG, "95.00");
        card(scoring, YINGPU, "95.00");
        card(scoring, "310118003", "60.00");
        card(scoring, MOBILE, "99.00");

        assertThat(annual.of(2085)).extracting(Annual::squad).containsExactly(XIAYANG, YINGPU, "310118003", MOBILE);
        assertThat(annual.of(2085)).extracting(Annual::rank).containsExactly(1, 1, 3, null);
        assertThat(only(MOBILE).status()).isEqualTo(Rating.NON_COMPETING);
        assertThat(only(MOBILE).grade()).isEqualTo("优");
    }

    @Test
    void readsAYearInTheSameNumberOfStatementsAndAnEmptyOneToo() {
        assertThat(annual.of(2085)).isEmpty();
        card(campaign(1, "1.0", Stage.FINAL, "LOCKED"), XIAYANG, "95.00");
        long one = ours();

        String second = campaign(2, "1.0", Stage.FINAL, "LOCKED");
        card(second, XIAYANG, "91.00");
        card(second, YINGPU, "92.00");

        assertThat(ours()).isEqualTo(one);
    }

    private long ours() {
        return Statements.of(() -> annual.of(2085)).stream()
                .filter(statement -> !statement.isOfEngine())
                .count();
    }

    private String campaign(int no, String weight, Stage stage, String status) {
        String code = "TH-2085-0" + no;
        season.campaign(code, 2, weight);
        return season.scoring(code, stage, status);
    }

    private Annual only(String squad) {
        return annual.of(2085).stream()
                .filter(one -> one.squad().equals(squad))
                .findFirst()
                .orElseThrow();
    }

    /** @param total none where the squad was not rated */
    private void card(String scoring, String squad, @Nullable String total) {
        if (total == null) {
            without(scoring, squad, "NOT_RATED");
            return;
        }
        boolean mobile = squad.equals(MOBILE);
        jdbc.sql("""
                        insert into score_card (scoring, campaign, stage, squad, version, status, base, bonus, deduction,
                                                total, grade, rank, rubric, inputs, inputs_hash, reason, computed_by,
                                                computed_at)
                        select code, campaign, stage, ?, 1, ?, ?::numeric, 0, 0, ?::numeric, '良', ?::integer, '1', '{}',
                               encode(sha256('{}'), 'hex'), '初次计分。', 'system', now()
                        from scoring
                        where code = ?
                        """)
                .params(squad, mobile ? "NON_COMPETING" : "RATED", total, total, mobile ? null : 1, scoring)
                .update();
    }

    private void without(String scoring, String squad, String status) {
        jdbc.sql("""
                        insert into score_card (scoring, campaign, stage, squad, version, status, rubric, inputs, inputs_hash,
                                                reason, computed_by, computed_at)
                        select code, campaign, stage, ?, 1, ?, '1', '{}', encode(sha256('{}'), 'hex'), '初次计分。', 'system', now()
                        from scoring
                        where code = ?
                        """).params(squad, status, scoring).update();
    }
}
