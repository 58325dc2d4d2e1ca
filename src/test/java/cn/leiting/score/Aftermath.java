package cn.leiting.score;

import static cn.leiting.score.Season.LAST;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What becomes of one squad's findings, at random: orders and re-checks, and beside them what C1 and C2 come to. */
final class Aftermath {

    private static final LocalDate LONG_AGO = LocalDate.of(2022, 12, 1);

    private final Season season;
    private final Random random;
    private final Map<String, Integer> unchecked = new HashMap<>();
    private int due;
    private int inTime;
    private int checked;
    private int passed;
    private int skipped;

    Aftermath(Season season, Random random) {
        this.season = season;
        this.random = random;
    }

    /** @param counts whether its visit is valid and its point not excused */
    void of(long finding, String squad, String point, boolean ordered, boolean counts) {
        boolean touched = false;
        String first = "";
        String last = "";
        int tries = random.nextInt(4);
        for (int no = 1; no <= tries; no++) {
            String result = new String[] {"PASS", "FAIL", "CANNOT_CHECK"}[random.nextInt(3)];
            boolean valid = random.nextInt(4) > 0;
            season.reCheck(
                    finding, no, squad, point, LAST.plusDays(40 - no), valid, result); // the last sent was made first
            if (valid) {
                touched = true;
                last = last.isEmpty() ? result : last;
                first = result.equals("CANNOT_CHECK") ? first : result;
            }
        }
        if (counts) {
            checked += first.isEmpty() ? 0 : 1;
            passed += first.equals("PASS") ? 1 : 0;
            unchecked.merge(point, touched ? 0 : 1, Integer::sum);
        }
        if (ordered) {
            order(finding, squad, counts, last.equals("CANNOT_CHECK"));
        }
    }

    private void order(long finding, String squad, boolean counts, boolean hindered) {
        int fate = random.nextInt(8);
        LocalDate early = LONG_AGO.plusDays(5);
        switch (fate) {
            case 0 -> season.order(finding, squad, LONG_AGO, LAST, null, "OPEN", null); // not due yet
            case 1 -> season.order(finding, squad, LONG_AGO, early, null, "OPEN", null);
            case 2 -> season.order(finding, squad, LONG_AGO, early, null, "CLOSED", early);
            case 3 -> season.order(finding, squad, LONG_AGO, early, null, "CLOSED", early.plusDays(1));
            case 4 -> season.order(finding, squad, LONG_AGO, early, null, "REFUSED", null);
            case 5 -> season.order(finding, squad, LONG_AGO, early, null, "CANCELLED", null);
            case 6 -> season.order(finding, squad, LONG_AGO, early, LAST, "OPEN", null);
            default -> season.order(finding, squad, LONG_AGO, early, early.plusDays(3), "CLOSED", early.plusDays(3));
        }
        boolean fellDue = fate == 1 && !hindered || fate == 2 || fate == 3 || fate == 4 || fate == 7;
        due += counts && fellDue ? 1 : 0;
        inTime += counts && (fate == 2 || fate == 7) ? 1 : 0;
    }

    /** Points to be re-checked by the look-back where nobody went; how many. */
    int skip(String lookBack, String squad, boolean samplesCount) {
        int drawn = 0;
        for (Map.Entry<String, Integer> point : unchecked.entrySet()) {
            if (random.nextInt(3) == 0) {
                season.sample(lookBack, squad, point.getKey(), "RE_CHECK", 1, false);
                skipped += samplesCount ? point.getValue() : 0;
                drawn++;
            }
        }
        return drawn;
    }

    void tell(Map<String, String> told) {
        told.put("C1", inTime + "/" + due);
        told.put("C2", checked == 0 && skipped > 0 ? "0/" + skipped : passed + "/" + checked);
    }
}
