package cn.leiting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two transactions that really meet: while one completes a task, another one changes it and commits. */
@LeitingTest
class CollisionTests {

    private static final String CODE = "CollisionTests:";

    @Autowired
    private Engine engine;

    @Autowired
    private EngineProbe probe;

    @Autowired
    private EngineProbeProcess process;

    @Autowired
    private FormService forms;

    @Autowired
    private TaskService tasks;

    @Autowired
    private PlatformTransactionManager transactions;

    private final AtomicInteger priority = new AtomicInteger(60);
    private final List<Map<String, Object>> read = new ArrayList<>();

    @BeforeEach
    void deploy() {
        probe.deploy();
    }

    @Test
    void whatCollidesIsTriedAgainWithTheSameForm() {
        String task = start("again");
        process.whenCompleted(CODE + "again", completed -> {
            read.add(Map.copyOf(SubmittedForms.take(completed.getId())));
            if (process.timesCompleted(CODE + "again") < 3) {
                changedBySomebodyElse(completed);
            }
        });

        forms.submitTaskForm(task, Map.of("remark", "已办"));

        assertThat(read).hasSize(3).containsOnly(Map.of("remark", "已办"));
        assertThat(probe.open(CODE + "again")).containsExactly("userTask_review");
    }

    @Test
    void whatCollidesAgainAndAgainIsRefusedInASentence() {
        String task = start("refused");
        process.whenCompleted(CODE + "refused", this::changedBySomebodyElse);

        assertThatThrownBy(() -> forms.submitTaskForm(task, Map.of()))
                .hasMessage("此事项刚刚被他人更新，请刷新后重试。")
                .hasCauseInstanceOf(Refusal.class)
                .satisfies(refused -> assertThat(
                                ((Refusal) refused.getCause()).kind().status())
                        .isEqualTo(409));

        assertThat(process.timesCompleted(CODE + "refused")).isEqualTo(4);
        assertThat(probe.open(CODE + "refused")).containsExactly("userTask_work");
    }

    @Test
    void aLockThatOurOwnRowsRefuseIsACollisionToo() {
        String task = start("locked");
        process.whenCompleted(CODE + "locked", completed -> {
            if (process.timesCompleted(CODE + "locked") == 1) {
                throw new CannotAcquireLockException("deadlock detected");
            }
        });

        tasks.complete(task);

        assertThat(probe.open(CODE + "locked")).containsExactly("userTask_review");
    }

    @Test
    void whatStandsInALargerTransactionIsLeftToIt() {
        String task = start("larger");
        process.whenCompleted(CODE + "larger", this::changedBySomebodyElse);

        assertThatThrownBy(() ->
                        new TransactionTemplate(transactions).executeWithoutResult(transaction -> tasks.complete(task)))
                .isInstanceOf(OptimisticLockingException.class);

        assertThat(process.timesCompleted(CODE + "larger")).isEqualTo(1);
    }

    @Test
    void aSecondClickIsToldThatTheTaskIsDone() {
        String task = start("twice");
        process.whenCompleted(CODE + "twice", completed -> {
            if (process.timesCompleted(CODE + "twice") == 1) {
                CompletableFuture.runAsync(() -> forms.submitTaskForm(task, Map.of()))
                        .join();
            }
        });

        assertThatThrownBy(() -> forms.submitTaskForm(task, Map.of())).hasMessage("任务已办结或刚被他人办理，请刷新后再看。");

        assertThat(probe.open(CODE + "twice")).containsExactly("userTask_review");
    }

    private void changedBySomebodyElse(DelegateTask completed) {
        String task = completed.getId();
        CompletableFuture.runAsync(() -> tasks.setPriority(task, priority.incrementAndGet()))
                .join();
    }

    private String start(String name) {
        engine.startAll(EngineProbe.KEY, List.of(new Engine.Start(CODE + name, Map.of("group", "squadHuaxin"), null)));
        return probe.task(CODE + name, "userTask_work").getId();
    }
}
