package cn.leiting.score;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.tally.Count;
import cn.leiting.tally.Tallies;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** 诉件按时办结率 (domain 6.2, G2), of a campaign that ran from 20 December 2022 to 5 January 2023; today is the 12th. */
@LeitingTest
@Transactional
class ComplaintsInTimeTests {

    private static final String TH = "TH-2058-91";
    private static final String SQUAD = "310118105";
    private static final String OTHER = "310118106";
    private static final LocalDate FIRST = LocalDate.of(2022, 12, 20);
    private static final LocalDate LAST = LocalDate.of(2023, 1, 5);

    @Autowired
    private Season season;

    @Autowired
    private Tallies tallies;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void campaign() {
        season.campaign(TH, 2, "1");
        jdbc.sql("update assignment set first_day = ?, last_day = ? where code = ?")
                .params(FIRST, LAST, TH)
                .update();
        season.task(TH, SQUAD);
        season.task(TH, OTHER);
        season.point(TH, SQUAD, Season.point(SQUAD, 1), 1, false);
    }

    @Test
    void countsThoseClosedInTimeOfThoseThatFellDue() {
        complaint(1, FIRST, false);
        complaint(1, LAST, true);
        complaint(1, LAST, null);

        assertThat(g2(SQUAD)).isEqualTo("1/3");
        assertThat(g2(OTHER)).isEqualTo("0/0");
    }

    @Test
    void anOpenOneThatIsNotDueYetDoesNotCount() {
        complaint(1, LAST, false);
        complaint(1, LAST, null);
        jdbc.sql("update complaint set due_at = '2023-01-13 09:00:01+08' where closed_at is null")
                .update();

        assertThat(g2(SQUAD)).isEqualTo("1/1");
    }

    @Test
    void countsNoneReceivedBeforeOrAfter() {
        complaint(1, FIRST.minusDays(1), false);
        complaint(1, LAST.plusDays(1), false);

        assertThat(g2(SQUAD)).isEqualTo("0/0");
    }

    @Test
    void countsNoneAtOtherPointsNorWithoutOne() {
        complaint(2, FIRST, false);
        season.complaint(SQUAD, null, FIRST, false);

        assertThat(g2(SQUAD)).isEqualTo("0/0");
    }

    @Test
    void anExcusedPointTakesItsComplaintsWithIt() {
        season.point(TH, SQUAD, Season.point(SQUAD, 3), 1, true);
        complaint(3, FIRST, true);

        assertThat(g2(SQUAD)).isEqualTo("0/0");
    }

    @Test
    void aPointThatWasMergedSpeaksForTheOneItBecame() {
        jdbc.sql("""
                        update inspection_point
                        set status = 'MERGED', merged_into = ?, closed_reason = '与另一点位重复。'
                        where code = ?
                        """).params(Season.point(SQUAD, 1), Season.point(SQUAD, 4)).update();
        complaint(4, FIRST, false);

        assertThat(g2(SQUAD)).isEqualTo("1/1");
    }

    @Test
    void anExemptionOfTimeEndsTheDaysThatCount() {
        complaint(1, FIRST.plusDays(4), false);
        complaint(1, FIRST.plusDays(5), false);
        season.exempt(TH + ":" + SQUAD, "TIME", FIRST.plusDays(5));

        assertThat(g2(SQUAD)).isEqualTo("1/1");
    }

    private void complaint(int point, LocalDate received, Boolean late) {
        season.complaint(SQUAD, Season.point(SQUAD, point), received, late);
    }

    private String g2(String squad) {
        Count count = tallies.of(TH, true).stream()
                .filter(tally -> tally.squad().equals(squad))
                .findFirst()
                .orElseThrow()
                .count("G2");
        assertThat(count.recorded()).isTrue();
        return count.numerator() + "/" + count.denominator();
    }
}
