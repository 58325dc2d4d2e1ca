package cn.leiting.trial;

import cn.leiting.calendar.TrialClock;
import cn.leiting.organization.People;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 时间快进：moves the trial clock as a year would pass, to the next due moment, never over one. At each
 * stop, at least once a day, the due jobs run in their order and the deadlines are swept until nothing is left to do. While it
 * runs, the job executor rests; it never moves the clock while a job is locked, because job locks are
 * compared with this very clock.
 */
class FastForward {

    private static final Logger log = LoggerFactory.getLogger(FastForward.class);
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final int BATCH = 100;

    private final TrialClock clock;
    private final List<Sweep> sweeps;
    private final People people;
    private final ManagementService jobs;
    private final JobExecutor executor;
    private final ReentrantLock one = new ReentrantLock();

    /** Where the clock stands, and how many due moments up to the target it has not passed yet. */
    record Progress(Instant now, long pending) {}

    FastForward(
            TrialClock clock,
            List<Sweep> sweeps,
            People people,
            ManagementService jobs,
            ProcessEngineConfigurationImpl configuration) {
        this.clock = clock;
        this.sweeps = sweeps;
        this.people = people;
        this.jobs = jobs;
        this.executor = configuration.getJobExecutor();
    }

    /** Goes on towards the target for at most about a minute; refuses to go back, and a second run at once. */
    Progress advanceTo(Instant target) {
        if (target.isBefore(clock.instant())) {
            throw Refusal.invalid("now", "时钟只能向前拨，不能早于当前时间。");
        }
        if (!one.tryLock()) {
            throw Refusal.conflict("时钟正在快进，请稍后再试。");
        }

        boolean rested = executor.isActive();
        if (rested) {
            executor.shutdown();
        }
        try {
            return run(target, System.nanoTime() + PATIENCE.toNanos());
        } finally {
            if (rested) {
                executor.start();
            }
            one.unlock();
        }
    }

    private Progress run(Instant target, long until) {
        while (System.nanoTime() < until) {
            if (jobs.createJobQuery().acquired().count() > 0) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                continue;
            }
            if (!runDueJobs(until) || sweep() > 0) {
                continue;
            }

            people.takeEffect();
            Instant next = nextMoment(target);
            if (!clock.instant().isBefore(next) && next.equals(target)) {
                return new Progress(clock.instant(), 0);
            }
            moveTo(next);
        }
        return new Progress(clock.instant(), Math.max(1, pending(target)));
    }

    private int sweep() {
        return sweeps.stream().mapToInt(Sweep::sweep).sum();
    }

    /** Runs what is due now, one after the other; true when nothing is left. */
    private boolean runDueJobs(long until) {
        List<Job> due = jobs.createJobQuery()
                .active()
                .withRetriesLeft()
                .executable()
                .orderByJobDuedate()
                .asc()
                .listPage(0, BATCH);
        for (Job job : due) {
            if (System.nanoTime() > until) {
                return false;
            }
            run(job);
        }
        return due.isEmpty();
    }

    private void run(Job job) {
        try {
            jobs.executeJob(job.getId());
        } catch (RuntimeException failed) {
            // The engine has counted the failure and set the retry, as its executor would have.
            log.warn("job {} failed", job.getId(), failed);
        }
    }

    private Instant nextMoment(Instant target) {
        return Stream.concat(
                        Stream.of(nextJob(), Optional.of(nextDay())),
                        sweeps.stream().map(Sweep::nextMoment))
                .flatMap(Optional::stream)
                .filter(moment -> moment.isAfter(clock.instant()))
                .filter(moment -> moment.isBefore(target))
                .min(Instant::compareTo)
                .orElse(target);
    }

    private Instant nextDay() {
        return LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }

    private Optional<Instant> nextJob() {
        return jobs.createJobQuery().active().withRetriesLeft().orderByJobDuedate().asc().listPage(0, 1).stream()
                .map(Job::getDuedate)
                .map(Date::toInstant)
                .findFirst();
    }

    private long pending(Instant target) {
        return jobs.createJobQuery()
                .active()
                .withRetriesLeft()
                .duedateLowerThan(Date.from(target))
                .count();
    }

    private void moveTo(Instant moment) {
        clock.advanceTo(moment);
        ClockUtil.offset(clock.offset().toMillis());
    }
}
