package cn.leiting.score;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.tally.Tallies;
import cn.leiting.tally.Trace;
import cn.leiting.trail.CardRecords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** A year small enough for a test; {@link ScoresBenchmark} computes one as large as the district's. */
@LeitingTest
@Transactional
class FullYearTests {

    @Autowired
    private FullYear year;

    @Autowired
    private ScoreCards cards;

    @Autowired
    private CardRecords records;

    @Autowired
    private Tallies tallies;

    @Test
    void aCampaignCostsTheSameNumberOfStatementsHoweverMuchWasDoneInIt() {
        String few = year.write(2022, 7, 1, 20, 1).get(0);
        String many = year.write(2022, 8, 1, 120, 12).get(0);
        tallies.of("TH-2022-07", false); // the calendar's edition is asked for once in a transaction

        long forFew = ours(() -> cards.compute(few, List.of(), "初次计分。", "system"));
        long forMany = ours(() -> cards.compute(many, List.of(), "初次计分。", "system"));

        assertThat(forMany).isEqualTo(forFew).isLessThanOrEqualTo(12);
        assertThat(cards.latest(few)).hasSize(11);
        assertThat(cards.latest(many))
                .allSatisfy(card -> assertThat(card.items()).allMatch(Item::applicable));
        assertThat(cards.latest(many).stream().flatMap(card -> differing(card).stream()))
                .isEmpty();
    }

    /** Points whose records do not add up to them. */
    private List<String> differing(ScoreCard card) {
        List<String> differing = new ArrayList<>();
        for (Item item : card.items()) {
            List<Trace> behind = records.of(card.scoring(), card.squad(), card.version(), item.indicator())
                    .orElseThrow();
            BigDecimal done = behind.stream().map(Trace::numerator).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal of = behind.stream().map(Trace::denominator).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (item.applicable() && of.signum() == 0
                    || item.applicable()
                            && !item.indicator().name().startsWith("A")
                            && (done.compareTo(item.numerator()) != 0 || of.compareTo(item.denominator()) != 0)) {
                differing.add(card.squad() + " " + item + " " + done + "/" + of);
            }
        }
        return differing;
    }

    private static long ours(Runnable action) {
        return Statements.of(action).stream().filter(one -> !one.isOfEngine()).count();
    }
}
