package cn.leiting.score;

import cn.leiting.score.Calculation.Corrected;
import cn.leiting.score.Calculation.Inputs;
import cn.leiting.tally.Count;
import cn.leiting.tally.Tally;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a squad did: everything, found nothing, had no case and no complaint, until a test says otherwise. */
final class Diligence {

    private final String squad;
    private final SortedMap<String, Count> counts = new TreeMap<>();
    private final SortedMap<AdjustmentCode, Integer> adjustments = new TreeMap<>();
    private final SortedMap<Indicator, Corrected> corrections = new TreeMap<>();
    private Stage stage = Stage.FINAL;
    private boolean mobile;
    private boolean exempt;
    private boolean closed = true;

    Diligence(String squad) {
        this.squad = squad;
        for (String code : new String[] {"A1", "A2", "A3"}) {
            late(code, true, 0);
        }
        share("B1", 20, 20)
                .share("B2", 20, 20)
                .share("C3", 5, 5)
                .share("E1", 1, 1)
                .share("E2", 1, 1);
        share("F1", 2, 2).share("F2", 1, 1).share("G1", 0, 0);
        for (String code : new String[] {"C1", "C2", "D1", "D2", "D3", "G2"}) {
            notRecorded(code, 0);
        }
    }

    Diligence late(String code, boolean done, int days) {
        counts.put(code, new Count(done ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE, days, true, null));
        return this;
    }

    Diligence share(String code, long numerator, long denominator) {
        counts.put(code, new Count(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), null, true, null));
        return this;
    }

    Diligence notRecorded(String code, long seen) {
        counts.put(code, new Count(BigDecimal.ZERO, BigDecimal.valueOf(seen), null, false, null));
        return this;
    }

    Diligence booked(AdjustmentCode code, int times) {
        adjustments.put(code, times);
        return this;
    }

    Diligence corrected(Indicator indicator, String numerator, String denominator) {
        corrections.put(indicator, Corrected.of(indicator, new BigDecimal(numerator), new BigDecimal(denominator)));
        return this;
    }

    Diligence mobile() {
        mobile = true;
        return this;
    }

    Diligence exempt() {
        exempt = true;
        return this;
    }

    /** In the provisional score, the look-back still open. */
    Diligence provisional() {
        stage = Stage.PROVISIONAL;
        closed = false;
        return share("C3", 0, 0);
    }

    /** No points at all, or all of them excused. */
    Diligence withoutPoints() {
        return share("B1", 0, 0).share("B2", 0, 0).share("C3", 0, 0).share("G1", 0, 0);
    }

    Diligence didNothing() {
        late("A1", false, 0).late("A2", false, 0).late("A3", false, 0);
        share("B1", 0, 20).share("B2", 0, 0).share("C3", 0, 5).share("E1", 0, 1).share("E2", 0, 0);
        return share("F1", 0, 2).share("F2", 0, 1);
    }

    Inputs inputs() {
        return new Inputs(
                "1.1.1.1.1.1",
                stage,
                new Tally(squad, mobile, exempt, LocalDate.of(2023, 1, 12), closed, counts),
                adjustments,
                corrections);
    }
}
