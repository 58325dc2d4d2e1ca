package cn.leiting.work;

import cn.leiting.shared.Refusal;
import cn.leiting.storage.ResultFiles;
import cn.leiting.work.Progress.State;
import cn.leiting.work.Work.Claim;
import cn.leiting.work.Work.Result;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 办理池：two threads of each node that do long work, and one that looks for it every second and says that the node
 * lives. The threads are its own, so that no sweep that takes long makes it look dead.
 */
@Component
class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkRows rows;
    private final Tasks tasks;
    private final ResultFiles files;
    private final Duration pause;
    private final ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE, named("work"));
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(named("work-heart"));
    private final Set<Claim> running = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    Workers(WorkRows rows, Tasks tasks, ResultFiles files, @Value("${leiting.sweep:PT1S}") Duration pause) {
        this.rows = rows;
        this.tasks = tasks;
        this.files = files;
        this.pause = pause;
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        long every = pause.toMillis();
        heart.scheduleWithFixedDelay(quietly(this::takeUp), every, every, TimeUnit.MILLISECONDS);
        heart.scheduleWithFixedDelay(quietly(() -> running.forEach(rows::beat)), 5, 5, TimeUnit.SECONDS);
        heart.scheduleWithFixedDelay(quietly(this::tidy), Math.max(every, 60_000), 600_000, TimeUnit.MILLISECONDS);
    }

    /** The database may be away for a while; the next beat finds it again. */
    private static Runnable quietly(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException failed) {
                LOG.warn("Long work could not be looked for: {}", failed.toString());
            }
        };
    }

    /** What this node is told to stop for is done by another, or after the start. */
    @PreDestroy
    void end() throws InterruptedException {
        ending = true;
        heart.shutdown();
        hands.shutdownNow();
        if (!hands.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Long work is left for another node after {}", PATIENCE);
        }
    }

    private void takeUp() {
        while (!ending && running.size() < AT_ONCE) {
            Optional<Claim> claim = rows.claim();
            if (claim.isEmpty()) {
                return;
            }
            running.add(claim.get());
            hands.execute(() -> {
                try {
                    run(claim.get());
                } finally {
                    running.remove(claim.get());
                }
            });
        }
    }

    /** Does all that waits, here and now; answers how much it was. */
    int doAll() {
        int did = 0;
        for (Optional<Claim> claim = rows.claim(); claim.isPresent(); claim = rows.claim()) {
            run(claim.get());
            did++;
        }
        return did;
    }

    /** Deletes the files that are kept no longer. */
    void tidy() {
        rows.expire().forEach(this::delete);
    }

    private void run(Claim claim) {
        for (int attempt = 1; attempt < claim.attempt(); attempt++) {
            delete(claim.file(attempt));
        }
        if (claim.cancelled()) {
            finish(claim, State.CANCELLED, "", Result.NONE);
        } else if (claim.attempt() > MOST_ATTEMPTS) {
            finish(claim, State.FAILED, "办理" + MOST_ATTEMPTS + "次都被中断，请联系管理员。", Result.NONE);
        } else {
            attempt(claim);
        }
    }

    private void attempt(Claim claim) {
        Work work = new Work(claim, rows, files, () -> ending);
        try {
            Task task = tasks.find(claim.kind()).orElseThrow(() -> Refusal.conflict("本版本的系统不能办理这一事项。"));
            task.run(work);
            finish(claim, State.DONE, "", work.result());
        } catch (Work.Cancelled stopped) {
            delete(claim.file());
            if (ending) {
                rows.giveBack(claim);
            } else {
                finish(claim, State.CANCELLED, "", Result.NONE);
            }
        } catch (Refusal refused) {
            finish(claim, State.FAILED, refused.sentence(), Result.NONE);
        } catch (Exception | Error failed) {
            LOG.error("Work {} ({}) failed", claim.id(), claim.kind(), failed);
            fail(claim);
        }
    }

    private void fail(Claim claim) {
        if (ending) {
            rows.giveBack(claim);
        } else {
            finish(claim, State.FAILED, "办理时出错，没有完成。请稍后重试，仍不成功时把编号" + claim.id() + "告诉管理员。", Result.NONE);
        }
    }

    private void finish(Claim claim, State state, String failure, Result result) {
        boolean counts =
                rows.finish(claim, state, failure.length() > 300 ? failure.substring(0, 300) : failure, result);
        if (!counts || result.file() == null) {
            delete(claim.file());
        }
    }

    private void delete(String file) {
        try {
            files.delete(file);
        } catch (IOException | RuntimeException left) {
            LOG.warn("The file {} of long work could not be deleted: {}", file, left.toString());
        }
    }
}
