package cn.leiting.night;

import cn.leiting.night.Measured.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A night of phones: each makes a visit with three photos every five minutes; then nobody has a network for a while,
 * and all come back at once, with what they have kept and what they go on making.
 */
public final class FieldNight {

    private static final double CYCLE_SECONDS = 300;

    private final String base;
    private final Plan plan;
    private final Instant bureauTime;
    private final long begun = System.nanoTime();
    private final Map<String, List<Phone>> phones = new LinkedHashMap<>();
    private final Map<Phase, Measured> measured = Map.of(
            Phase.BEFORE, new Measured(),
            Phase.PLAIN, new Measured(),
            Phase.OUTAGE, new Measured(),
            Phase.AFTER, new Measured());
    private final ExecutorService threads = Executors.newCachedThreadPool(FieldNight::daemon);
    private volatile Phase phase = Phase.BEFORE;
    private double loggedIn;
    private double back;
    private double end;

    /**
     * How much of what.
     *
     * @param phones of each squad
     * @param speed 1 is the real night; 4 makes four times the load in a quarter of the time
     * @param plain cycles of five minutes before the network fails, {@code outage} without it, {@code after} with it
     * @param faults share of the requests that lose their end or their answer
     * @param slow share of the phones that send no more than {@code bytesASecond}
     */
    public record Plan(
            int phones,
            double speed,
            double plain,
            double outage,
            double after,
            double faults,
            double slow,
            int bytesASecond) {}

    private enum Phase {
        BEFORE,
        PLAIN,
        OUTAGE,
        AFTER
    }

    /** @param bureauTime what the server's clock shows now */
    public FieldNight(String base, Plan plan, Instant bureauTime) {
        this.base = base;
        this.plan = plan;
        this.bureauTime = bureauTime;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "phone", 256 * 1024);
        thread.setDaemon(true);
        return thread;
    }

    /** @param squads the accounts of each squad's officers, by its task */
    public void run(Map<String, List<String>> squads) throws InterruptedException {
        int all = squads.size() * plan.phones();
        CountDownLatch ready = new CountDownLatch(all);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> nights = new ArrayList<>();
        squads.forEach((task, accounts) -> {
            for (int at = 0; at < plan.phones(); at++) {
                int number = nights.size();
                String account = accounts.get(at % accounts.size());
                Phone phone = new Phone(line(number), account, this::measured, plan.faults(), plan.speed(), number);
                phones.computeIfAbsent(task, any -> new ArrayList<>()).add(phone);
                nights.add(threads.submit(() -> night(phone, task, accounts, (double) number / all, ready, go)));
            }
        });
        await(ready, nights);
        loggedIn = seconds();
        Future<?> reader = threads.submit(this::readPages);
        go.countDown();
        for (Phase next : List.of(Phase.PLAIN, Phase.OUTAGE, Phase.AFTER)) {
            phase = next;
            double cycles = next == Phase.PLAIN ? plan.plain() : next == Phase.OUTAGE ? plan.outage() : plan.after();
            double until = seconds() + cycles * cycle();
            waitUntil(until, nights);
        }
        back = seconds() - plan.after() * cycle();
        for (Future<?> night : nights) {
            result(night);
        }
        reader.cancel(true);
        end = seconds();
    }

    /** What every request took, phase by phase. */
    public String report() {
        return """
                %d phones, logged in after %.0f s

                %s
                %.0f s as always

                %s
                %.0f s without a network, then %.0f s until no phone had anything left

                %s""".formatted(
                        phones.values().stream().mapToInt(List::size).sum(),
                        loggedIn,
                        measured.get(Phase.BEFORE).table(loggedIn),
                        plan.plain() * cycle(),
                        measured.get(Phase.PLAIN).table(plan.plain() * cycle()),
                        plan.outage() * cycle(),
                        end - back,
                        measured.get(Phase.AFTER).table(end - back));
    }

    private Measured measured() {
        return measured.get(phase);
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private double cycle() {
        return CYCLE_SECONDS / plan.speed();
    }

    private Instant bureauNow() {
        return bureauTime.plusNanos(System.nanoTime() - begun);
    }

    private Line line(int number) {
        boolean slow = number % 100 < plan.slow() * 100;
        return new Line(
                base,
                this::measured,
                this::bureauNow,
                () -> phase != Phase.OUTAGE,
                slow ? plan.bytesASecond() : 0,
                threads);
    }

    private void night(
            Phone phone, String task, List<String> accounts, double place, CountDownLatch ready, CountDownLatch go) {
        JsonNode given = phone.task(task);
        Visiting visiting = new Visiting(given, accounts.subList(0, 2), phones.size() * 1000L + (long) (place * 1000));
        ready.countDown();
        try {
            go.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        double start = seconds();
        double end = start + (plan.plain() + plan.outage() + plan.after()) * cycle();
        double next = start + place * cycle();
        while (next < end || !phone.isDone()) {
            if (next < end && next <= seconds()) {
                phone.make(visiting.at(bureauNow()));
                next += cycle();
            }
            phone.send();
            Phone.sleep(100);
        }
    }

    /** Somebody in the bureau who looks at the campaign all night. */
    private void readPages() {
        Line line;
        try {
            line = loggedIn("coordination1");
        } catch (Line.Later later) {
            throw new IllegalStateException(later);
        }
        while (!Thread.currentThread().isInterrupted()) {
            try {
                line.get(Kind.PAGE, "/campaigns/TH-2023-01");
                Thread.sleep(1000);
            } catch (Line.Later later) {
                // counted, and the next second comes
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void await(CountDownLatch ready, List<Future<?>> nights) throws InterruptedException {
        while (!ready.await(200, TimeUnit.MILLISECONDS)) {
            failEarly(nights);
        }
    }

    private void waitUntil(double until, List<Future<?>> nights) throws InterruptedException {
        while (seconds() < until) {
            failEarly(nights);
            Thread.sleep(200);
        }
    }

    private static void failEarly(List<Future<?>> nights) throws InterruptedException {
        for (Future<?> night : nights) {
            if (night.isDone()) {
                result(night);
            }
        }
    }

    private static void result(Future<?> night) throws InterruptedException {
        try {
            night.get(15, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("a phone has failed", failed);
        }
    }

    /** What phones and server have, side by side. */
    public Reconciliation reconcile(Map<String, List<String>> squads) {
        try {
            Map<String, Line> lines = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> squad : squads.entrySet()) {
                lines.put(squad.getKey(), loggedIn(squad.getValue().get(0)));
            }
            return new Reconciliation(phones, lines, loggedIn("lead1")).compare();
        } catch (Line.Later | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Line loggedIn(String account) throws Line.Later {
        Line line = new Line(base, this::measured, this::bureauNow, () -> true, 0, threads);
        line.login(account);
        return line;
    }
}
