package cn.leiting.night;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.NightCampaign;
import cn.leiting.database.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed while twelve phones send, and is started again on what it has left. */
class KilledUploadStoryTests {

    private static final int KILLS = Integer.getInteger("night.kills", 1);

    /** A visit of each phone every five seconds, which is more than the server is done with when it is killed. */
    private static final FieldNight.Plan NIGHT = new FieldNight.Plan(4, 60, 2 + 2 * KILLS, 0, 0, 0.05, 0, 0);

    @Test
    void hasEveryVisitOnceAndEveryPhotoWholeThoughItWasKilledWhileTheyArrived() throws Exception {
        Path data = Files.createTempDirectory(Path.of("target"), "killed-");
        Map<String, String> folder = Map.of("LEITING_DATA", data.toString());
        int port = Node.freePort();
        String base = "http://127.0.0.1:" + port;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Node node = Node.start(port, folder);
        try {
            NightCampaign campaign = NightCampaign.begin(awaited(node, base));
            Map<String, List<String>> squads = campaign.squads().entrySet().stream()
                    .limit(3)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            FieldNight night = new FieldNight(base, NIGHT, campaign.now());
            Future<?> running = thread.submit(() -> {
                night.run(squads);
                return null;
            });
            for (int kill = 0; kill < KILLS; kill++) {
                awaitPartial(data, running);
                node.kill();
                node = Node.start(port, folder).awaitUp();
            }
            running.get();

            Reconciliation both = night.reconcile(squads);
            assertThat(both.visits()).isGreaterThan(12);
            assertThat(both.isSame()).as(both.table()).isTrue();
            assertThat(photos(data))
                    .isNotEmpty()
                    .allSatisfy(photo -> assertThat(Picture.sha256(Files.readAllBytes(photo)))
                            .isEqualTo(photo.getFileName().toString()));
        } finally {
            thread.shutdownNow();
            node.close();
        }
    }

    private static String awaited(Node node, String base) throws InterruptedException {
        node.awaitUp();
        return base;
    }

    /** Until some photos are whole and another is arriving. */
    private static void awaitPartial(Path data, Future<?> running) throws IOException, InterruptedException {
        long whole = photos(data).size();
        while (photos(data).size() < whole + 3 || partials(data) == 0) {
            assertThat(running.isDone()).as("the night is over before the kill").isFalse();
            Thread.sleep(1);
        }
    }

    private static long partials(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("evidence/partial"))) {
            return files.count();
        }
    }

    /** By their final names; what is in {@code partial/} comes and goes. */
    private static List<Path> photos(Path data) throws IOException {
        List<Path> photos = new ArrayList<>();
        try (Stream<Path> folders = Files.list(data.resolve("evidence"))) {
            for (Path folder :
                    folders.filter(folder -> !folder.endsWith("partial")).toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                            .forEach(photos::add);
                }
            }
        }
        return photos;
    }
}
