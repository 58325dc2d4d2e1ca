package cn.leiting;

import cn.leiting.database.Node;
import cn.leiting.night.FieldNight;
import cn.leiting.night.Reconciliation;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * 330 phones at night (domain, section 8.2, last row): starts a server of its own on an empty folder, or takes one that
 * has just been started for the first time, and lets eleven squads record what they see. Options are system
 * properties: {@code night.url}, {@code night.phones} (of each squad, 30), {@code night.speed} (4),
 * {@code night.plain}, {@code night.outage}, {@code night.after} (cycles of five minutes: 1, 2, 1),
 * {@code night.faults} (0.03), {@code night.slow} (0.2), {@code night.rate} (bytes a second of a slow phone, 60000).
 */
public class PhonesBenchmark {

    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");
    private static final long MEBIBYTE = 1 << 20;

    private final AtomicLong mostHeap = new AtomicLong();

    public static void main(String... none) throws Exception {
        String url = System.getProperty("night.url", "");
        boolean same = url.isEmpty() ? new PhonesBenchmark().onItsOwn() : new PhonesBenchmark().on(url);
        System.exit(same ? 0 : 1);
    }

    private boolean onItsOwn() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(Path.of("target"), "night-");
        int port = Node.freePort();
        try (Node node = Node.start(port, Map.of("LEITING_DATA", data.toString()), OPTIONS)
                .awaitUp()) {
            boolean same = on("http://127.0.0.1:" + port);
            System.out.printf(
                    "%nServer: at most %d MiB of heap, %s resident.%n",
                    mostHeap.get(), resident(node.process().pid()));
            return same;
        }
    }

    /** The most that it ever was; the database's own processes are not in it. */
    private static String resident(long process) throws IOException {
        Path status = Path.of("/proc/" + process + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }

    private boolean on(String url) throws InterruptedException {
        NightCampaign campaign = NightCampaign.begin(url);
        Client admin = Client.of("admin", url);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        watch.scheduleAtFixedRate(() -> watchHeap(admin), 0, 1, TimeUnit.SECONDS);

        FieldNight.Plan plan = new FieldNight.Plan(
                Integer.getInteger("night.phones", 30),
                number("night.speed", 4),
                number("night.plain", 1),
                number("night.outage", 2),
                number("night.after", 1),
                number("night.faults", 0.03),
                number("night.slow", 0.2),
                Integer.getInteger("night.rate", 60_000));
        System.out.println(plan);
        FieldNight night = new FieldNight(url, plan, campaign.now());
        night.run(campaign.squads());
        watch.shutdownNow();
        System.out.println(night.report());
        Reconciliation both = night.reconcile(campaign.squads());
        System.out.println(both.table());
        System.out.println(both.isSame() ? "Phones and server agree." : "PHONES AND SERVER DO NOT AGREE.");
        return both.isSame();
    }

    private static double number(String name, double otherwise) {
        return Double.parseDouble(System.getProperty(name, String.valueOf(otherwise)));
    }

    private void watchHeap(Client admin) {
        JsonNode used =
                admin.get("/actuator/metrics/jvm.memory.used?tag=area:heap").json();
        long mebibytes = used.path("measurements").path(0).path("value").asLong() / MEBIBYTE;
        mostHeap.accumulateAndGet(mebibytes, Math::max);
    }
}
