package cn.leiting.score;

import static cn.leiting.score.Season.FIRST;
import static cn.leiting.score.Season.LAST;
import static cn.leiting.score.Season.at;
import static cn.leiting.score.Season.endOf;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Points;
import cn.leiting.merit.Merit;
import cn.leiting.merit.Merits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shares of improvements at random, with visits, orders, re-checks and reports, against an account kept beside them and
 * the text of domain 6.6 in whole numbers.
 */
@LeitingTest
@Transactional
class MeritsAgreeTests {

    private static final String[] INDICATORS = {"B1", "B2", "C1", "C2", "E1", "E2"};
    private static final int[] WEIGHTS = {30, 10, 20, 20, 12, 8};

    @Autowired
    private Merits merits;

    @Autowired
    private Season season;

    @Autowired
    private Points points;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyShareComesToWhatIsCountedByHand() {
        points.importTrial();
        Map<String, String> expected = new TreeMap<>();
        List<String> codes = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            String code = "FI-2084-%02d".formatted(number);
            codes.add(code);
            expected.putAll(improvement(code, new Random(number)));
        }

        List<Merit> computed = new ArrayList<>();
        int statements = Statements.during(() -> computed.addAll(merits.of(codes)));

        assertThat(said(computed)).isEqualTo(expected);
        assertThat(expected.values().stream().map(share -> share.substring(0, share.indexOf(' '))))
                .contains("RATED", "NOT_RATED");
        assertThat(statements).isEqualTo(Statements.during(() -> merits.of(codes.subList(0, 1))));
    }

    private Map<String, String> improvement(String code, Random random) {
        List<String> squads = jdbc.sql("select code from squad where kind <> 'MOBILE' order by code")
                .query(String.class)
                .list();
        jdbc.sql("""
                        insert into further_improvement (code, year, trigger_type, source, evidence, title, theme, squads,
                                                         focus_items, first_day, last_day, enterprise_inspection, status,
                                                         proposed_at, version)
                        values (?, 2084, 'COMMON_SITUATION', 'INSPECTION', '多处反弹。', '夜市', 'THEME_APPEARANCE', ?, '{夜市}', ?, ?,
                                false, 'PROPOSED', now(), 0)
                        """).params(code, squads.toArray(String[]::new), FIRST, LAST).update();
        jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        values (?, 'FURTHER_IMPROVEMENT', '夜市', 'THEME_APPEARANCE', 'THEME_APPEARANCE-1', ?, ?, now())
                        """).params(code, FIRST, LAST).update();
        Map<String, String> shares = new HashMap<>();
        squads.forEach(squad -> shares.put(code + " " + squad, share(code, squad, random)));
        return shares;
    }

    private String share(String code, String squad, Random random) {
        jdbc.sql("""
                        insert into improvement_squad (improvement, squad, status, first_day, last_day, given_at)
                        values (?, ?, 'GIVEN', ?, ?, now())
                        """).params(code, squad, FIRST, LAST).update();
        String task = season.task(code, squad);
        Aftermath aftermath = new Aftermath(season, random);
        Map<String, String> told = new TreeMap<>();
        visits(code, squad, task, random, aftermath, told);
        aftermath.tell(told);
        reports(task, random, told);
        return opinion(told) + " " + told;
    }

    private void visits(
            String code, String squad, String task, Random random, Aftermath aftermath, Map<String, String> told) {
        int required = 0;
        int made = 0;
        int valid = 0;
        int invalid = 0;
        int diligence = random.nextInt(4);
        for (int number = random.nextInt(6) == 0 ? 0 : 3 + random.nextInt(4); number > 0; number--) {
            String point = Season.point(squad, number);
            int rounds = 1 + random.nextInt(3);
            boolean excused = random.nextInt(7) == 0;
            season.point(code, squad, point, rounds, excused);
            int sound = 0;
            for (int visit = random.nextInt(1 + diligence); visit > 0; visit--) {
                boolean counts = random.nextInt(5) > 0;
                long id =
                        season.visit(task, point, FIRST.plusDays(visit), counts ? "VALID" : "INVALID", "STREET_PATROL");
                if (random.nextInt(2) == 0) {
                    boolean order = random.nextInt(3) > 0;
                    long finding = season.finding(id, 1, order ? "ORDERED" : "CORRECTED_ON_SPOT");
                    aftermath.of(finding, squad, point, order, counts && !excused);
                }
                sound += counts ? 1 : 0;
                invalid += counts ? 0 : 1;
            }
            valid += sound;
            required += excused ? 0 : rounds;
            made += excused ? 0 : Math.min(rounds, sound);
        }
        told.put("B1", made + "/" + required);
        told.put("B2", valid + "/" + (valid + invalid));
    }

    /** With a deadline or without, in time or not, returned or not; and squads that never came to it. */
    private void reports(String task, Random random, Map<String, String> told) {
        boolean fedBack = random.nextInt(4) > 0;
        boolean dated = random.nextInt(4) > 0;
        boolean late = random.nextInt(3) == 0;
        int owed = 1;
        int inTime = fedBack && !(dated && late) ? 1 : 0;
        if (dated) {
            season.deadline(
                    task,
                    "feedback.final",
                    endOf(LAST.plusDays(4)),
                    fedBack ? at(LAST.plusDays(late ? 5 : 4), 12) : null,
                    fedBack ? null : at(LAST.plusDays(18), 0));
        }
        if (random.nextBoolean()) {
            boolean missed = random.nextBoolean();
            season.deadline(
                    task,
                    "feedback.interim.due",
                    endOf(FIRST.plusDays(4)),
                    missed ? null : at(FIRST.plusDays(4), 15),
                    missed ? at(FIRST.plusDays(6), 9) : null);
            owed++;
            inTime += missed ? 0 : 1;
        }
        told.put("E1", inTime + "/" + owed);
        boolean accepted = random.nextInt(4) > 0;
        boolean returned = random.nextInt(3) == 0;
        if (fedBack) {
            season.fedBack(task, returned ? List.of(true, false) : List.of(false), accepted);
        }
        told.put("E2", !fedBack ? "0/0" : (accepted && !returned ? "1/1" : "0/1"));
    }

    /** E.g. {@code RATED 8725}, in hundredths, rounded once. */
    private static String opinion(Map<String, String> told) {
        long[] rounds = fraction(told.get("B1"));
        BigInteger top = BigInteger.ZERO;
        BigInteger bottom = BigInteger.ONE;
        int weight = 0;
        for (int i = 0; i < INDICATORS.length; i++) {
            String indicator = INDICATORS[i];
            long[] share = fraction(told.get(indicator));
            boolean ofPoints = List.of("B1", "B2", "C1", "C2").contains(indicator);
            boolean idle = rounds[1] > 0 && rounds[0] * 10 < rounds[1] * 6 && !indicator.equals("E1");
            if (ofPoints && rounds[1] == 0 || share[1] == 0 && !idle) {
                continue;
            }
            weight += WEIGHTS[i];
            BigInteger of = BigInteger.valueOf(Math.max(1, share[1]));
            top = top.multiply(of).add(bottom.multiply(BigInteger.valueOf(WEIGHTS[i] * share[0])));
            bottom = bottom.multiply(of);
        }
        if (weight < 50) {
            return "NOT_RATED null";
        }
        BigInteger under = bottom.multiply(BigInteger.valueOf(weight));
        BigInteger doubled = top.multiply(BigInteger.valueOf(20_000)).add(under);
        return "RATED " + doubled.divide(under.multiply(BigInteger.TWO));
    }

    private static long[] fraction(String told) {
        String[] parts = told.split("/");
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    private static Map<String, String> said(List<Merit> merits) {
        Map<String, String> said = new TreeMap<>();
        for (Merit merit : merits) {
            Map<String, String> counted = new TreeMap<>();
            merit.items()
                    .forEach(item -> counted.put(item.indicator().name(), item.numerator() + "/" + item.denominator()));
            said.put(
                    merit.improvement() + " " + merit.squad(),
                    merit.status() + " "
                            + (merit.total() == null
                                    ? null
                                    : merit.total().movePointRight(2).toBigInteger())
                            + " " + counted);
        }
        return said;
    }
}
