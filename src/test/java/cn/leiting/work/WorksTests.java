package cn.leiting.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.work.Progress.State;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class WorksTests {

    private static final Actor LEGAL = new Actor("legal1", Set.of("deptLegal"));

    @LocalServerPort
    private int port;

    @Autowired
    private Works works;

    @Autowired
    private Labours labours;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void nothingIsUnderWay() {
        labours.consistOf(work -> {});
        labours.doAll();
        labours.consistOf(Labours::hundred);
    }

    @Test
    void isSeenWaitingRunningAndDoneAndHandsOutItsFile() {
        long id = start("导出甲");
        Client legal = Client.of("legal1", port);
        Client.Answer waiting = legal.get("/progress/" + id);
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.body()).contains("导出甲", "排队中", "取消办理").doesNotContain("下载结果.txt");
        assertThat(waiting.raw().headers().firstValue("Refresh")).contains("2");
        assertThat(legal.get("/progress/" + id + "/file").status()).isEqualTo(404);

        labours.consistOf(work -> {
            work.progress(30, 100);
            assertThat(legal.get("/progress/" + id).body()).contains("办理中", "30/100（30%）", "value=\"30\"");
            Labours.hundred(work);
        });
        assertThat(labours.doAll()).isEqualTo(1);

        Client.Answer done = legal.get("/progress/" + id);
        assertThat(done.body()).contains("已完成", "下载结果.txt", "保存至2023年1月19日").doesNotContain("取消办理");
        assertThat(done.raw().headers().firstValue("Refresh")).isEmpty();
        assertThat(new String(legal.bytes("/progress/" + id + "/file"), StandardCharsets.UTF_8))
                .startsWith("1\n2\n")
                .endsWith("\n100\n");
        assertThat(legal.get("/progress").body()).contains("导出甲", "100/100", "下载");
        assertThat(legal.get("/api/progress/" + id).json().path("result").asText())
                .isEqualTo("/progress/" + id + "/file");
    }

    @Test
    void belongsToWhoAskedForIt() {
        long id = start("导出乙");

        Client other = Client.of("legal2", port);
        assertThat(other.get("/progress/" + id).status()).isEqualTo(403);
        assertThat(other.get("/api/progress/" + id).status()).isEqualTo(403);
        assertThat(other.get("/progress/" + id + "/file").status()).isEqualTo(403);
        assertThat(other.form("/progress/" + id + "/cancel", Map.of()).status()).isEqualTo(403);
        assertThat(other.get("/progress").body()).doesNotContain("导出乙");
        assertThat(other.get("/progress/999999999").status()).isEqualTo(404);
        assertThat(Client.anonymous(port).get("/progress/" + id).status()).isEqualTo(302);
    }

    @Test
    void isStartedOnceWhileItIsUnderWay() {
        long id = start("导出丙");
        assertThat(start("导出丙")).isEqualTo(id);

        labours.doAll();

        assertThat(start("导出丙")).isGreaterThan(id);
    }

    @Test
    void refusesASixthAtOnceAndAnUnknownKind() {
        for (int no = 1; no <= 5; no++) {
            start("第" + no + "项");
        }
        assertThat(start("第5项")).isPositive();

        assertThatThrownBy(() -> start("第6项")).isInstanceOf(Refusal.class).hasMessage("您有5项办理尚未完成，请等其中一项完成后再办。");
        assertThatThrownBy(() -> works.start("NO_SUCH", "无", LEGAL, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isCancelledBeforeItBeginsAndHalfWay() {
        long waiting = start("待取消");
        works.cancel(waiting, LEGAL);
        assertThat(works.get(waiting, LEGAL).state()).isEqualTo(State.CANCELLED);
        assertThat(labours.doAll()).isZero();

        long running = start("半途取消");
        Client legal = Client.of("legal1", port);
        labours.consistOf(work -> {
            work.progress(0, 100);
            assertThat(legal.form("/progress/" + running + "/cancel", Map.of()).status())
                    .isEqualTo(302);
            assertThat(legal.get("/progress/" + running).body())
                    .contains("正在取消")
                    .doesNotContain("取消办理");
            work.progress(100, 100);
        });
        labours.doAll();

        assertThat(works.get(running, LEGAL).state()).isEqualTo(State.CANCELLED);
        assertThat(legal.form("/progress/" + running + "/cancel", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void isNotCancelledHalfWayWhereThatIsNotSafe() {
        long id = works.start(Labours.FIXED, "一气呵成", LEGAL, Map.of());
        labours.consistOf(work -> {
            work.progress(0, 2);
            assertThatThrownBy(() -> works.cancel(id, LEGAL)).hasMessage("“试做（不能取消）”一经开始不能中途取消。");
            assertThat(works.get(id, LEGAL).isToCancel()).isFalse();
        });

        labours.doAll();

        assertThat(works.get(id, LEGAL).state()).isEqualTo(State.DONE);
    }

    @Test
    void aRefusalEndsItWithItsSentenceAndADefectWithOneThatTellsNothing() {
        long refused = start("被退回");
        labours.consistOf(work -> {
            throw Refusal.conflict("没有可以办理的内容。");
        });
        labours.doAll();
        assertThat(works.get(refused, LEGAL).failure()).isEqualTo("没有可以办理的内容。");

        long broken = start("出错");
        labours.consistOf(work -> {
            throw new IllegalStateException("select secret from table");
        });
        labours.doAll();
        Progress seen = works.get(broken, LEGAL);
        assertThat(seen.state()).isEqualTo(State.FAILED);
        assertThat(seen.failure()).contains("编号" + broken).doesNotContain("secret");
    }

    @Test
    void isTakenUpAgainWhenItsNodeFellSilentAndTheSilentOneCountsNoMore() {
        long id = start("换节点");
        AtomicInteger attempts = new AtomicInteger();
        labours.consistOf(work -> {
            if (attempts.incrementAndGet() == 1) {
                silent(id, 31);
                assertThat(labours.doAll()).isEqualTo(1);
                assertThat(works.get(id, LEGAL).state()).isEqualTo(State.DONE);
                assertThatThrownBy(() -> work.progress(100, 100)).isInstanceOf(Work.Cancelled.class);
            }
            Labours.hundred(work);
        });

        labours.doAll();

        Progress seen = works.get(id, LEGAL);
        assertThat(attempts).hasValue(2);
        assertThat(seen.state()).isEqualTo(State.DONE);
        assertThat(seen.file()).isEqualTo(id + "-2");
        assertThat(seen.isTakenUpAgain()).isTrue();
    }

    @Test
    void isLeftAloneWhileItsNodeLives() {
        long id = start("还活着");
        labours.consistOf(work -> {
            silent(id, 20);
            assertThat(labours.doAll()).isZero();
        });

        labours.doAll();

        assertThat(works.get(id, LEGAL).state()).isEqualTo(State.DONE);
    }

    @Test
    void isGivenUpWhenItKilledFiveNodes() {
        long id = start("五次中断");
        jdbc.sql(
                        "update work set state = 'RUNNING', attempt = 5, started_at = now(), beat_at = now() - interval '1 hour' where id = ?")
                .param(id)
                .update();

        labours.doAll();

        assertThat(labours.begun()).isEmpty();
        assertThat(works.get(id, LEGAL).failure()).isEqualTo("办理5次都被中断，请联系管理员。");
    }

    @Test
    void twoNodesNeverDoTheSame() throws Exception {
        AtomicInteger done = new AtomicInteger();
        labours.consistOf(work -> done.incrementAndGet());
        for (int no = 1; no <= 5; no++) {
            start("并行" + no);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = nodes.submit(labours::doAll);
            Future<Integer> other = nodes.submit(labours::doAll);

            assertThat(one.get() + other.get()).isEqualTo(5);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(done).hasValue(5);
    }

    @Test
    void aLockedWorkIsPassedOver() {
        long first = start("被锁住");
        long second = start("接着做");

        transaction.executeWithoutResult(other -> {
            jdbc.sql("select id from work where id = ? for update")
                    .param(first)
                    .query()
                    .singleRow();
            Thread node = new Thread(labours::doAll);
            node.start();
            try {
                node.join(10_000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            assertThat(node.isAlive()).isFalse();
        });

        assertThat(works.get(first, LEGAL).state()).isEqualTo(State.QUEUED);
        assertThat(works.get(second, LEGAL).state()).isEqualTo(State.DONE);
    }

    @Test
    void aFileIsKeptForAWeek() {
        long id = start("会过期");
        labours.doAll();
        Client legal = Client.of("legal1", port);
        labours.tidy();
        assertThat(legal.get("/progress/" + id + "/file").status()).isEqualTo(200);

        jdbc.sql("update work set expires_at = expires_at - interval '7 days' where id = ?")
                .param(id)
                .update();
        labours.tidy();

        assertThat(legal.get("/progress/" + id + "/file").body()).contains("结果文件保存期已满，已经删除，请重新办理。");
        assertThat(legal.get("/progress/" + id).body()).contains("已经删除").doesNotContain("/file");
    }

    @Test
    void theListAsksTheSameForOneAndForMany() {
        Client person = Client.of("office2", port);
        Actor office = new Actor("office2", Set.of("deptOffice"));
        works.start(Labours.KIND, "一项", office, Map.of());
        person.get("/progress");
        int one = Statements.during(() -> person.get("/progress"));

        for (int no = 1; no <= 4; no++) {
            works.start(Labours.KIND, "又一项" + no, office, Map.of());
        }

        assertThat(Statements.during(() -> person.get("/progress")))
                .isEqualTo(one)
                .isPositive();
    }

    private long start(String subject) {
        return works.start(Labours.KIND, subject, LEGAL, Map.of());
    }

    private void silent(long id, int seconds) {
        transaction.executeWithoutResult(
                own -> jdbc.sql("update work set beat_at = clock_timestamp() - make_interval(secs => ?) where id = ?")
                        .params(seconds, id)
                        .update());
    }
}
