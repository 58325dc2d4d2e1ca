package cn.leiting.lookback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.AssignedPoints;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.lookback.Sample.Case;
import cn.leiting.lookback.Sample.Kind;
import cn.leiting.lookback.Sample.Origin;
import cn.leiting.lookback.Sample.Rule;
import cn.leiting.overview.Rounds;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How samples are drawn and adjusted, and what a look-back refuses. Each test has a campaign of 2087 of its own. */
@LeitingTest
class LookBacksTests {

    private static final String ZHAOXIANG = Rounds.ZHAOXIANG;
    private static final String XUJING = Rounds.XUJING;

    @Autowired
    private LookBacks lookBacks;

    @Autowired
    private LookBackSamples samples;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Traces traces;

    @Autowired
    private Assignments assignments;

    @Autowired
    private AssignedPoints points;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void drawsEveryPointThatHadAFindingAndAFewOfTheOthers() {
        String campaign = rounds.dispatched("TH-2087-01", ZHAOXIANG, XUJING);
        traces.problem(campaign + ":" + ZHAOXIANG, 1, 2);
        traces.clean(campaign + ":" + ZHAOXIANG, 3, 4, 5, 6, 7, 8, 9);
        traces.clean(campaign + ":" + XUJING, 1, 2, 3);

        String code = drawn(campaign);

        assertThat(of(code, ZHAOXIANG, Kind.RE_CHECK))
                .containsExactly(Traces.point(ZHAOXIANG, 1), Traces.point(ZHAOXIANG, 2));
        assertThat(of(code, ZHAOXIANG, Kind.SPOT_CHECK)).as("the least, five").hasSize(5);
        assertThat(of(code, XUJING, Kind.SPOT_CHECK))
                .as("not more than there are")
                .hasSize(3);
        assertThat(samples.of(code, null)).allSatisfy(sample -> {
            assertThat(sample.dueOn()).isEqualTo(lookBacks.get(code).lastDay());
            assertThat(sample.origin()).isEqualTo(Origin.DRAWN);
        });
    }

    @Test
    void roundsTheShareUpAndDrawsNotMoreThanTheMost() {
        String campaign = rounds.dispatched("TH-2087-02", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, IntStream.rangeClosed(1, 13).toArray());

        String half = drawn(campaign, 50, 1);

        assertThat(of(half, ZHAOXIANG, Kind.SPOT_CHECK)).hasSize(7);
    }

    @Test
    void drawsNotMoreThanTheMostThatTheParameterSays() {
        String campaign = rounds.dispatched("TH-2087-03", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, IntStream.rangeClosed(1, 12).toArray());
        jdbc.sql("update parameter set value = '6' where key = 'lookback.cleanSample.max'")
                .update();
        forgetParameters();
        try {
            assertThat(of(drawn(campaign, 100, 1), ZHAOXIANG, Kind.SPOT_CHECK)).hasSize(6);
        } finally {
            jdbc.sql("update parameter set value = '50' where key = 'lookback.cleanSample.max'")
                    .update();
            forgetParameters();
        }
    }

    private void forgetParameters() {
        jdbc.sql("update work_calendar_current set edition = nextval('work_calendar_edition')")
                .update();
    }

    @Test
    void givesTheSameLotsAgainFromTheSeedAndTheList() throws Exception {
        String campaign = rounds.dispatched("TH-2087-04", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, IntStream.rangeClosed(1, 20).toArray());
        String code = drawn(campaign);

        long seed = lookBacks.get(code).seed();
        var md5 = java.security.MessageDigest.getInstance("MD5");
        Map<String, String> lots = new HashMap<>();
        for (int number = 1; number <= 20; number++) {
            String point = Traces.point(ZHAOXIANG, number);
            lots.put(java.util.HexFormat.of().formatHex(md5.digest((seed + " " + point).getBytes())), point);
        }
        List<String> again = lots.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .limit(5)
                .sorted()
                .toList();

        assertThat(of(code, ZHAOXIANG, Kind.SPOT_CHECK)).isEqualTo(again);
        assertThat(jdbc.sql("select count(*) from look_back_draw where look_back = ?")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    @Test
    void drawsOnceAlthoughTheJobIsRepeated() {
        String campaign = rounds.dispatched("TH-2087-05", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, 1, 2);
        String code = drawn(campaign);
        traces.clean(campaign + ":" + ZHAOXIANG, 3);

        lookBacks.draw(code, table(100, 1));

        assertThat(samples.of(code, null)).hasSize(2);
    }

    @Test
    void leavesOutExcusedPointsVoidVisitsAndExemptSquads() {
        String campaign = rounds.dispatched("TH-2087-06", ZHAOXIANG, XUJING);
        points.assignAll(campaign, Set.of());
        traces.clean(campaign + ":" + ZHAOXIANG, 1, 2, 3);
        traces.clean(campaign + ":" + XUJING, 1);
        assigned(campaign, Traces.point(ZHAOXIANG, 1), true);
        jdbc.sql("update inspection set validity = 'INVALID', invalid_reason = '重复录入同一次检查。' where point = ?"
                        + " and id in (select inspection from inspection_purpose where squad_task = ?)")
                .params(Traces.point(ZHAOXIANG, 2), campaign + ":" + ZHAOXIANG)
                .update();
        tasks.exempt(
                campaign + ":" + XUJING,
                new Exemption(Exemption.Kind.WHOLE, Exemption.Reason.OTHER_ORDER, "承担区里其他重大活动保障任务。"),
                Set.of(),
                "lead1");

        String code = drawn(campaign);

        assertThat(samples.of(code, null)).extracting(Sample::point).containsExactly(Traces.point(ZHAOXIANG, 3));
    }

    @Test
    void checksTwiceWhereAViolationCameBackAfterAReCheckThatItPassed() {
        String campaign = rounds.dispatched("TH-2087-07", XUJING);
        String task = campaign + ":" + XUJING;
        String back = Traces.point(XUJING, 15);
        String still = Traces.point(XUJING, 16);
        traces.visit(task, back, 0, Traces.STALL);
        traces.passed(task, back, 1);
        traces.visit(task, back, 2, Traces.STALL);
        traces.visit(task, still, 0, Traces.STALL);
        traces.visit(task, still, 1, null);
        traces.visit(task, still, 2, Traces.STALL);
        traces.stored(task, back, still);

        String code = drawn(campaign);

        assertThat(samples.of(code, null))
                .filteredOn(sample -> sample.point().equals(back))
                .singleElement()
                .returns(2, Sample::requiredRounds);
        assertThat(samples.of(code, null))
                .filteredOn(sample -> sample.point().equals(still))
                .singleElement()
                .returns(1, Sample::requiredRounds);
    }

    @Test
    void asksTheTableForThePassRateOfTheSquadsLastLookBack() {
        String first = rounds.dispatched("TH-2087-08", XUJING);
        traces.problem(first + ":" + XUJING, 11, 12, 13);
        String earlier = drawn(first);
        lookBacks.confirm(earlier, table(20, 1), "coordination1");
        lookBacks.assign(earlier);
        traces.visit(earlier + ":" + XUJING, Traces.point(XUJING, 11), 30, null);
        traces.visit(earlier + ":" + XUJING, Traces.point(XUJING, 12), 30, Traces.STALL);
        traces.visit(earlier + ":" + XUJING, Traces.point(XUJING, 12), 31, null);
        jdbc.sql("update look_back set status = 'CLOSED', closed_at = now() where code = ?")
                .param(earlier)
                .update();
        String second = rounds.dispatched("TH-2087-09", XUJING);
        traces.clean(second + ":" + XUJING, 17);
        Map<String, BigDecimal> asked = new HashMap<>();
        traces.over(second, 0);
        traces.over(second, 1);
        lookBacks.begin(second);

        lookBacks.draw(LookBacks.codeOf(second), cases -> {
            cases.forEach(one -> asked.put(one.theme(), one.lastPassRate()));
            return table(20, 1).apply(cases);
        });

        assertThat(asked).containsExactly(Map.entry("THEME_DEBRIS", new BigDecimal("0.50")));
    }

    @Test
    void addsFindingsThatArriveLateWhenTheSamplesAreConfirmed() {
        String campaign = rounds.dispatched("TH-2087-10", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, 1, 2);
        String code = drawn(campaign);
        traces.problem(campaign + ":" + ZHAOXIANG, 2, 3);

        boolean left = lookBacks.confirm(code, table(20, 1), "coordination1");

        assertThat(left).isTrue();
        assertThat(of(code, ZHAOXIANG, Kind.RE_CHECK))
                .containsExactly(Traces.point(ZHAOXIANG, 2), Traces.point(ZHAOXIANG, 3));
        assertThat(of(code, ZHAOXIANG, Kind.SPOT_CHECK)).containsExactly(Traces.point(ZHAOXIANG, 1));
    }

    @Test
    void givesConfirmedSamplesToTheSquadsAsTheirPoints() {
        String campaign = rounds.dispatched("TH-2087-11", ZHAOXIANG, XUJING);
        traces.problem(campaign + ":" + ZHAOXIANG, 1);
        traces.clean(campaign + ":" + ZHAOXIANG, 2);
        traces.clean(campaign + ":" + XUJING, 1);
        String code = drawn(campaign);
        samples.remove(code, Traces.point(XUJING, 1), "正在修路，无法到达。", "coordination1");
        lookBacks.confirm(code, table(20, 1), "coordination1");

        lookBacks.assign(code);
        lookBacks.assign(code);

        assertThat(assignments.get(code).from()).isEqualTo(lookBacks.get(code).firstDay());
        assertThat(tasks.of(code)).extracting(task -> task.squad()).containsExactly(ZHAOXIANG);
        assertThat(points.of(code + ":" + ZHAOXIANG))
                .extracting(AssignedPoints.Assigned::point, AssignedPoints.Assigned::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Traces.point(ZHAOXIANG, 1), AssignedPoints.Reason.PAST_FINDING),
                        org.assertj.core.groups.Tuple.tuple(Traces.point(ZHAOXIANG, 2), AssignedPoints.Reason.RANDOM));
    }

    @Test
    void leavesNothingWhereEverySampleWasRemoved() {
        String campaign = rounds.dispatched("TH-2087-12", ZHAOXIANG);
        traces.problem(campaign + ":" + ZHAOXIANG, 1);
        String code = drawn(campaign);
        samples.remove(code, Traces.point(ZHAOXIANG, 1), "点位已拆除。", "coordination1");

        assertThat(lookBacks.confirm(code, table(20, 1), "coordination1")).isFalse();
    }

    @Test
    void adjustsSamplesInsideTheWindowAndOnlyUntilTheyAreConfirmed() {
        String campaign = rounds.dispatched("TH-2087-13", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, 1);
        String code = drawn(campaign);
        String drawn = Traces.point(ZHAOXIANG, 1);
        String added = Traces.point(ZHAOXIANG, 9);
        LocalDate first = lookBacks.get(code).firstDay();
        LocalDate last = lookBacks.get(code).lastDay();

        samples.add(code, added, Kind.SPOT_CHECK, first.plusDays(3), "coordination1");
        samples.moveDue(code, drawn, first, "coordination1");

        assertThat(samples.of(code, ZHAOXIANG))
                .extracting(Sample::point, Sample::dueOn)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(drawn, first),
                        org.assertj.core.groups.Tuple.tuple(added, first.plusDays(3)));
        refuses(Refusal.Kind.INVALID, () -> samples.moveDue(code, drawn, last.plusDays(1), "coordination1"));
        refuses(Refusal.Kind.INVALID, () -> samples.moveDue(code, drawn, first.minusDays(1), "coordination1"));
        refuses(Refusal.Kind.INVALID, () -> samples.add(code, added, Kind.SPOT_CHECK, first, "coordination1"));
        refuses(
                Refusal.Kind.INVALID,
                () -> samples.add(code, Traces.point(XUJING, 1), Kind.SPOT_CHECK, first, "coordination1"));
        refuses(Refusal.Kind.INVALID, () -> samples.add(code, "P-0", Kind.SPOT_CHECK, first, "coordination1"));
        refuses(Refusal.Kind.INVALID, () -> samples.remove(code, drawn, " ", "coordination1"));
        refuses(Refusal.Kind.INVALID, () -> samples.remove(code, drawn, "长".repeat(201), "coordination1"));
        samples.remove(code, drawn, "正在修路，无法到达。", "coordination1");
        refuses(Refusal.Kind.NOT_FOUND, () -> samples.remove(code, drawn, "正在修路，无法到达。", "coordination1"));
        samples.add(code, drawn, Kind.SPOT_CHECK, last, "coordination1");

        lookBacks.confirm(code, table(20, 1), "coordination1");

        refuses(Refusal.Kind.CONFLICT, () -> samples.add(code, added, Kind.SPOT_CHECK, first, "coordination1"));
        refuses(Refusal.Kind.CONFLICT, () -> samples.remove(code, added, "正在修路，无法到达。", "coordination1"));
        refuses(Refusal.Kind.CONFLICT, () -> samples.moveDue(code, added, first, "coordination1"));
    }

    @Test
    void reChecksWhatCameBackAsAReCheckAndWhatHadAFinding() {
        String campaign = rounds.dispatched("TH-2087-20", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, 1);
        traces.problem(campaign + ":" + ZHAOXIANG, 2);
        String code = drawn(campaign);
        String clean = Traces.point(ZHAOXIANG, 1);
        String found = Traces.point(ZHAOXIANG, 2);
        LocalDate first = lookBacks.get(code).firstDay();

        samples.remove(code, clean, "正在修路，无法到达。", "coordination1");
        samples.remove(code, found, "正在修路，无法到达。", "coordination1");
        samples.add(code, clean, Kind.RE_CHECK, first, "coordination1");
        samples.add(code, found, Kind.SPOT_CHECK, first, "coordination1");

        assertThat(of(code, ZHAOXIANG, Kind.RE_CHECK)).containsExactly(clean, found);
    }

    @Test
    void refusesWhatItsStateDoesNotAllow() {
        String campaign = rounds.dispatched("TH-2087-14", ZHAOXIANG);
        traces.problem(campaign + ":" + ZHAOXIANG, 1);
        traces.over(campaign, 1);
        assertThat(lookBacks.begin(campaign)).isTrue();
        String code = LookBacks.codeOf(campaign);

        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.confirm(code, table(20, 1), "coordination1"));
        lookBacks.draw(code, table(20, 1));
        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.supervise(code, "整改总体到位。", false, null, "supervision1"));
        lookBacks.confirm(code, table(20, 1), "coordination1");
        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.confirm(code, table(20, 1), "coordination1"));
        lookBacks.assign(code);
        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.supervise(code, "整改总体到位。", false, null, "supervision1"));
        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.close(code, null, "coordination1"));
        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.publicize(code, "未报道", "office1"));
        refuses(Refusal.Kind.CONFLICT, () -> lookBacks.finish(code));
        refuses(Refusal.Kind.NOT_FOUND, () -> lookBacks.get("LB-2087-99"));
    }

    @Test
    void asksAHardQuestionOnlyWhereThereIsAHardCase() {
        String campaign = rounds.dispatched("TH-2087-15", ZHAOXIANG);
        String code = drawn(campaign);
        lookBacks.confirm(code, table(20, 1), "coordination1");

        refuses(Refusal.Kind.INVALID, () -> lookBacks.supervise(code, "好", false, null, "supervision1"));
        refuses(Refusal.Kind.INVALID, () -> lookBacks.supervise(code, "总体到位。", true, null, "supervision1"));
        refuses(Refusal.Kind.INVALID, () -> lookBacks.supervise(code, "总体到位。", false, "问".repeat(30), "supervision1"));
        lookBacks.supervise(code, "总体到位。", false, null, "supervision1");

        assertThat(lookBacks.get(code).status()).isEqualTo(LookBack.Status.SUPERVISED);
    }

    @Test
    void givesTheSquadsTheDaysOfAWindowThatWasOverBeforeAnybodyConfirmed() {
        String campaign = rounds.dispatched("TH-2087-16", ZHAOXIANG);
        traces.clean(campaign + ":" + ZHAOXIANG, 1);
        String code = drawn(campaign);
        jdbc.sql("update look_back set first_day = first_day - 100, last_day = last_day - 100 where code = ?")
                .param(code)
                .update();
        jdbc.sql("update look_back_sample set due_on = due_on - 100 where look_back = ?")
                .param(code)
                .update();

        lookBacks.confirm(code, table(20, 1), "coordination1");

        LocalDate today = LocalDate.now(clock);
        assertThat(lookBacks.get(code).firstDay()).isEqualTo(today);
        assertThat(lookBacks.get(code).lastDay()).isEqualTo(today.plusDays(29));
        assertThat(samples.of(code, null)).extracting(Sample::dueOn).containsOnly(today.plusDays(29));
    }

    @Test
    void lastsThirtyDaysFromTheDayAfterTheEnd() {
        String campaign = rounds.dispatched("TH-2087-17", ZHAOXIANG);

        String code = drawn(campaign);

        LocalDate today = LocalDate.now(clock);
        assertThat(lookBacks.get(code).firstDay()).isEqualTo(today);
        assertThat(lookBacks.get(code).lastDay()).isEqualTo(today.plusDays(29));
    }

    @Test
    void costsTheSameForOneSquadAndForEleven() {
        String one = rounds.dispatched("TH-2087-18", ZHAOXIANG);
        traces.problem(one + ":" + ZHAOXIANG, 1);
        traces.clean(one + ":" + ZHAOXIANG, 2);
        String all = rounds.dispatched("TH-2087-19");
        tasks.of(all).forEach(task -> {
            traces.problem(task.code(), 1, 2);
            traces.clean(task.code(), 3, 4, 5, 6, 7, 8, 9);
        });

        assertThat(cost(all)).isEqualTo(cost(one));
    }

    private int cost(String campaign) {
        traces.over(campaign, 1);
        lookBacks.begin(campaign);
        String code = LookBacks.codeOf(campaign);
        return Statements.during(() -> {
            lookBacks.draw(code, table(20, 1));
            lookBacks.confirm(code, table(20, 1), "coordination1");
            lookBacks.assign(code);
        });
    }

    private String drawn(String campaign) {
        return drawn(campaign, 20, 1);
    }

    private String drawn(String campaign, int cleanPercent, int daysAgo) {
        traces.over(campaign, daysAgo);
        assertThat(lookBacks.begin(campaign)).isTrue();
        String code = LookBacks.codeOf(campaign);
        lookBacks.draw(code, table(cleanPercent, 1));
        return code;
    }

    private List<String> of(String code, String squad, Kind kind) {
        return samples.of(code, squad).stream()
                .filter(sample -> sample.kind() == kind && !sample.isRemoved())
                .map(Sample::point)
                .toList();
    }

    private void assigned(String campaign, String point, boolean excused) {
        jdbc.sql("""
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds, excused, excuse_reason)
                        values (?, ?, ?, 2, 'ROUTINE', 1, ?, '该点位正在拆迁，无法检查。')
                        on conflict (assignment, point) do update set excused = true, excuse_reason = excluded.excuse_reason
                        """).params(campaign, point, ZHAOXIANG, excused).update();
    }

    private static java.util.function.Function<Set<Case>, Map<Case, Rule>> table(int cleanPercent, int rounds) {
        return cases -> {
            Map<Case, Rule> rules = new HashMap<>();
            cases.forEach(one -> rules.put(
                    one,
                    one.relapsedBefore() || one.hadFinding()
                            ? new Rule(Kind.RE_CHECK, BigDecimal.valueOf(100), one.relapsedBefore() ? 2 : rounds)
                            : new Rule(Kind.SPOT_CHECK, BigDecimal.valueOf(cleanPercent), rounds)));
            return rules;
        };
    }

    private static void refuses(Refusal.Kind kind, Runnable command) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
