package cn.leiting.assignment;

import static cn.leiting.assignment.Work.XUJING;
import static cn.leiting.assignment.Work.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who comes last says so, whoever else ends at the same moment; on committed rows and real threads. */
@LeitingTest
class LastSquadTests {

    private static final LocalDate DAY = LocalDate.of(2064, 5, 1);
    private static final int ROUNDS = 30;

    @Autowired
    private Assignments assignments;

    @Autowired
    private Amendments amendments;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private Organization organization;

    @Autowired
    private Work work;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void twoThatEndAtOnceTellItOnce() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String code = dispatched("TH-2064-%02d".formatted(round), ZHAOXIANG, XUJING);

            atOnce(
                    () -> tasks.close(code + ":" + ZHAOXIANG),
                    () -> tasks.exempt(
                            code + ":" + XUJING,
                            new Exemption(Exemption.Kind.WHOLE, Exemption.Reason.FORCE_MAJEURE, "台风期间全队参加抢险。"),
                            Set.of(),
                            "bureau1"));

            assertThat(work.allClosed(code)).as(code).isOne();
            assertThat(assignments.get(code).closed()).isTrue();
        }
    }

    @Test
    void allSquadsEndFromFourThreadsWhileOthersWorkOnTheirs() throws Exception {
        String[] squads = organization.squads(DAY).stream().map(Squad::code).toArray(String[]::new);
        for (int round = 51; round <= 60; round++) {
            String code = dispatched("TH-2064-%02d".formatted(round), squads);
            List<String> all = tasks.of(code).stream().map(SquadTask::code).toList();

            atOnce(
                    () -> all.subList(0, 6).forEach(tasks::close),
                    () -> all.subList(6, 12).forEach(tasks::close),
                    () -> reversed(all).forEach(tasks::close),
                    () -> amendments.extend(code, DAY.plusDays(20)));

            assertThat(work.allClosed(code)).as(code).isOne();
            assertThat(tasks.of(code)).extracting(SquadTask::state).containsOnly(State.FAILED);
        }
    }

    @Test
    void dispatchesFromSeveralThreadsReachEachSquadOnce() throws Exception {
        String[] squads = organization.squads(DAY).stream().map(Squad::code).toArray(String[]::new);
        assignments.open(form("TH-2064-70", squads));

        List<List<String>> dispatched = atOnce(
                () -> assignments.dispatch("TH-2064-70", 5),
                () -> assignments.dispatch("TH-2064-70", 5),
                () -> assignments.dispatch("TH-2064-70", 5));

        assertThat(dispatched.stream().flatMap(List::stream)).hasSize(12).doesNotHaveDuplicates();
        amendments.cancel("TH-2064-70");
    }

    @Test
    void opensOnceFromSeveralThreads() throws Exception {
        atOnce(
                () -> assignments.open(form("TH-2064-71", ZHAOXIANG, XUJING)),
                () -> assignments.open(form("TH-2064-71", ZHAOXIANG, XUJING)));

        assertThat(tasks.of("TH-2064-71")).hasSize(2);
        amendments.cancel("TH-2064-71");
    }

    @Test
    void sweepTellsWhatACrashKeptBack() {
        dispatched("TH-2064-80", ZHAOXIANG, XUJING);
        dispatched("TH-2064-81", ZHAOXIANG, XUJING);
        jdbc.sql("""
                        update squad_task
                        set state = 'FAILED', fail_reason = '超过截止日未办结', closed_at = now()
                        where assignment = 'TH-2064-80' or code = 'TH-2064-81:310118105'
                        """).update();

        assignments.sweep();
        assignments.sweep();

        assertThat(work.allClosed("TH-2064-80")).isOne();
        assertThat(work.allClosed("TH-2064-81")).isZero();
        amendments.cancel("TH-2064-81");
    }

    private String dispatched(String code, String... squads) {
        assignments.open(form(code, squads));
        assignments.dispatch(code, 1000);
        return code;
    }

    private static Assignment.Form form(String code, String... squads) {
        return new Assignment.Form(
                code,
                Mode.CAMPAIGN,
                "渣土运输专项整治",
                "THEME_DEBRIS",
                "THEME_DEBRIS-1",
                DAY,
                DAY.plusDays(13),
                Set.of(squads));
    }

    private static List<String> reversed(List<String> codes) {
        List<String> reversed = new ArrayList<>(codes);
        Collections.reverse(reversed);
        return reversed;
    }

    private static void atOnce(Runnable... actions) throws Exception {
        atOnce(Arrays.stream(actions).map(Executors::callable).toList());
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... actions) throws Exception {
        return atOnce(Stream.of(actions).toList());
    }

    private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.size());
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            List<Future<T>> running = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
