package cn.leiting.score;

import cn.leiting.score.Calculation.Corrected;
import cn.leiting.score.Calculation.Inputs;
import cn.leiting.tally.Count;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rubric once more, written from the text of domain 6.2 to 6.4 in whole numbers: no decision table, no decimals,
 * nothing of the product but the figures it starts from. Answers e.g. {@code RATED 8725 良 3} by squad, in hundredths.
 */
final class SecondOpinion {

    private static final String CODES = "A1 A2 A3 B1 B2 C1 C2 C3 D1 D2 D3 E1 E2 F1 F2 G1 G2";
    private static final int[] WEIGHTS = {3, 4, 3, 18, 7, 10, 10, 5, 6, 5, 4, 6, 4, 4, 4, 4, 3};

    private SecondOpinion() {}

    static Map<String, String> of(List<Inputs> squads) {
        Map<String, String> status = new TreeMap<>();
        Map<String, Integer> hundredths = new HashMap<>();
        for (Inputs squad : squads) {
            String code = squad.tally().squad();
            if (squad.tally().exempt()) {
                status.put(code, "EXEMPT");
                continue;
            }
            int total = total(squad);
            status.put(code, total < 0 ? "NOT_RATED" : squad.tally().mobile() ? "NON_COMPETING" : "RATED");
            if (total >= 0) {
                hundredths.put(code, total);
            }
        }
        Map<String, String> said = new TreeMap<>();
        status.forEach((code, state) -> {
            if (!hundredths.containsKey(code)) {
                said.put(code, state);
                return;
            }
            int own = hundredths.get(code);
            long better = status.keySet().stream()
                    .filter(other -> status.get(other).equals("RATED") && hundredths.get(other) > own)
                    .count();
            String grade = own >= 9000 ? "优" : own >= 8000 ? "良" : own >= 6000 ? "中" : "差";
            said.put(code, state + " " + own + " " + grade + " " + (state.equals("RATED") ? 1 + better : null));
        });
        return said;
    }

    /** In hundredths; -1 where less than 50 of the weight applies. */
    private static int total(Inputs squad) {
        String[] codes = CODES.split(" ");
        BigInteger top = BigInteger.ZERO;
        BigInteger bottom = BigInteger.ONE;
        int weight = 0;
        for (int i = 0; i < codes.length; i++) {
            long[] share = share(squad, codes[i]);
            if (share == null) {
                continue;
            }
            weight += WEIGHTS[i];
            BigInteger denominator = BigInteger.valueOf(share[1]);
            top = top.multiply(denominator)
                    .add(bottom.multiply(BigInteger.valueOf(WEIGHTS[i] * Math.min(share[0], share[1]))));
            bottom = bottom.multiply(denominator);
        }
        if (weight < 50) {
            return -1;
        }
        BigInteger under = bottom.multiply(BigInteger.valueOf(weight));
        BigInteger exact = top.multiply(BigInteger.valueOf(10_000))
                .add(under.multiply(BigInteger.valueOf(50L * halfPoints(squad.adjustments()))));
        if (exact.signum() <= 0) {
            return 0;
        }
        BigInteger two = BigInteger.TWO;
        return Math.min(
                10_000,
                exact.multiply(two).add(under).divide(under.multiply(two)).intValueExact());
    }

    /** Numerator and denominator; null where it does not apply. */
    private static long[] share(Inputs squad, String code) {
        Corrected decided = squad.corrections().get(Indicator.valueOf(code));
        if (decided != null) {
            return decided.denominator().signum() == 0
                    ? null
                    : new long[] {hundredfold(decided.numerator()), hundredfold(decided.denominator())};
        }
        Count count = squad.tally().counts().get(code);
        Count counted = squad.tally().counts().get("B1");
        Corrected appealed = squad.corrections().get(Indicator.B1);
        long made = hundredfold(appealed == null ? counted.numerator() : appealed.numerator());
        long required = hundredfold(appealed == null ? counted.denominator() : appealed.denominator());
        boolean points = required > 0;
        boolean empty = count.denominator().signum() == 0;
        boolean idle = points && made * 10 < required * 6;

        if (!points && "B1 B2 C1 C2 C3 G1".contains(code)) {
            return null;
        }
        if (idle && empty && "B2 C1 C2 C3 E2 G1".contains(code)) {
            return new long[] {0, 1};
        }
        if ("C2 C3".contains(code)
                && squad.stage() == Stage.PROVISIONAL
                && !squad.tally().lookBackClosed()) {
            return null;
        }
        if (!count.recorded() || empty) {
            return null;
        }
        if (code.startsWith("A")) {
            int grace = code.equals("A3") ? 1 : 2;
            int late = count.daysLate();
            return new long[] {count.numerator().signum() == 0 || late > grace ? 0 : late == 0 ? 2 : 1, 2};
        }
        return new long[] {hundredfold(count.numerator()), hundredfold(count.denominator())};
    }

    private static long hundredfold(BigDecimal number) {
        return number.movePointRight(2).longValueExact();
    }

    private static long halfPoints(Map<AdjustmentCode, Integer> times) {
        long deducted = Math.min(10, n(times, "X1"))
                + 6 * n(times, "X3")
                + Math.min(10, 2 * n(times, "X4"))
                + 4 * n(times, "X5")
                + Math.min(6, n(times, "X6"));
        long added = Math.min(3, n(times, "Y1")) + 2 * n(times, "Y2") + Math.min(2, n(times, "Y3"));
        return Math.min(6, added) - Math.min(40, deducted) - 10 * n(times, "X2");
    }

    private static long n(Map<AdjustmentCode, Integer> times, String code) {
        return times.getOrDefault(AdjustmentCode.valueOf(code), 0);
    }
}
