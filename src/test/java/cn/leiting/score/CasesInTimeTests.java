package cn.leiting.score;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.tally.Count;
import cn.leiting.tally.Tallies;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** 办案时限合规率 and 案卷评查 (domain 6.2, D2 and D3); today is 12 January 2023. */
@LeitingTest
@Transactional
class CasesInTimeTests {

    private static final String TH = "TH-2048-91";
    private static final String LB = "LB-2048-91";
    private static final String SQUAD = "310118105";
    private static final String OTHER = "310118106";
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @Autowired
    private Season season;

    @Autowired
    private Tallies tallies;

    @Autowired
    private JdbcClient jdbc;

    private int number;

    @BeforeEach
    void campaign() {
        season.campaign(TH, 2, "1");
        season.task(TH, SQUAD);
        season.task(TH, OTHER);
    }

    @Test
    void aSquadWithoutCasesHasNothingToBeJudgedBy() {
        assertThat(count(SQUAD, "D2", true)).isEqualTo("0/0");
        assertThat(count(SQUAD, "D3", true)).isEqualTo("0/0");
    }

    @Test
    void countsCasesWithoutABrokenDeadlineOfThoseThatHadOneDue() {
        aCase(TH, TODAY.minusDays(200), TODAY.minusDays(110)); // closed on its 90th day
        aCase(TH, TODAY.minusDays(200), TODAY.minusDays(109)); // on its 91st
        aCase(TH, TODAY.minusDays(91), null);
        aCase(TH, TODAY.minusDays(90), null); // not judged before it is over
        aCase(TH, null, TODAY); // without filing
        aCase("TH-2048-92", TODAY.minusDays(91), null);

        assertThat(count(SQUAD, "D2", true)).isEqualTo("1/3");
        assertThat(count(OTHER, "D2", true)).isEqualTo("0/0");
    }

    @Test
    void oneBrokenDeadlineIsEnoughHoweverManyWereKept() {
        String code = aCase(TH, TODAY.minusDays(40), TODAY.minusDays(1));
        preserved(code, TODAY.minusDays(30), TODAY.minusDays(29));
        assertThat(count(SQUAD, "D2", true)).isEqualTo("1/1");

        preserved(code, TODAY.minusDays(28), TODAY.minusDays(1));

        assertThat(count(SQUAD, "D2", true)).isEqualTo("0/1");
    }

    @Test
    void daysThatTheLawDoesNotCountAreNotCounted() {
        String code = aCase(TH, TODAY.minusDays(100), null);
        assertThat(count(SQUAD, "D2", true)).isEqualTo("0/1");

        jdbc.sql("""
                        insert into case_pause (case_code, clock, from_day, to_day, basis, by_whom, at)
                        values (?, 'apl.60', ?, ?, '行政处罚法第二十七条', 'zhaoxiangDecide1', now())
                        """).params(code, TODAY.minusDays(50), TODAY.minusDays(41)).update();

        assertThat(count(SQUAD, "D2", true)).isEqualTo("0/0");
    }

    @Test
    void casesOfTheLookBackCountOnceItDoes() {
        season.lookBack(TH, false);
        aCase(LB, TODAY.minusDays(91), null);

        assertThat(count(SQUAD, "D2", false)).isEqualTo("0/0");
        assertThat(count(SQUAD, "D2", true)).isEqualTo("0/1");
    }

    @Test
    void theNewestMarkOfEachFileCountsAndAFatalDefectMakesItNothing() {
        String improved = aCase(TH, null, TODAY);
        season.marked(improved, 60, false);
        season.marked(improved, 95, false);
        season.marked(aCase(TH, null, TODAY), 90, true);
        aCase(TH, null, TODAY);
        season.marked(aCase("TH-2048-92", null, TODAY), 100, false);

        assertThat(count(SQUAD, "D3", true)).isEqualTo("95/200");
    }

    private String aCase(String campaign, @Nullable LocalDate filed, @Nullable LocalDate closed) {
        return season.filed(campaign, SQUAD, ++number, filed, closed);
    }

    private void preserved(String code, LocalDate from, LocalDate ended) {
        jdbc.sql("""
                        insert into coercive_measure (case_code, kind, items, decision_no, approved_by, from_day, ended_on,
                                                      result, by_whom, at)
                        values (?, 'PRESERVATION', '三轮车一辆', '青赵登存2023-1', 'zhaoxiangDecide1', ?, ?, 'RELEASED',
                                'zhaoxiang1', now())
                        """).params(code, from, ended).update();
    }

    private String count(String squad, String indicator, boolean afterLookBack) {
        Count count = tallies.of(TH, afterLookBack).stream()
                .filter(tally -> tally.squad().equals(squad))
                .findFirst()
                .orElseThrow()
                .count(indicator);
        assertThat(count.recorded()).isTrue();
        return count.numerator() + "/" + count.denominator();
    }
}
