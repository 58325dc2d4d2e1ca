package cn.leiting.night;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every request took and what came of it; used by all phones at once. */
final class Measured {

    /** What a request is for. */
    enum Kind {
        LOGIN("login"),
        TASKS("tasks"),
        RECORD("record"),
        PHOTO("photo part"),
        HEAD("photo's state"),
        PAGE("somebody's page");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** What became of a request that has no status. */
    enum Trouble {
        NO_NETWORK("phones that found no network"),
        CUT("uploads cut in the middle"),
        UNHEARD("answers not waited for"),
        BROKEN("connections broken by the server"),
        REPEATED("accepted visits sent once more"),
        LATER("asked to come again (5xx, 429)"),
        LOGGED_OUT("logins lost");

        private final String label;

        Trouble(String label) {
            this.label = label;
        }
    }

    private final Map<Kind, List<Long>> nanos = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<Integer, Integer>> statuses = new EnumMap<>(Kind.class);
    private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
    private final List<Long> untilStored = new ArrayList<>();
    private long bytes;

    synchronized void answered(Kind kind, int status, long tookNanos) {
        nanos.computeIfAbsent(kind, any -> new ArrayList<>()).add(tookNanos);
        statuses.computeIfAbsent(kind, any -> new TreeMap<>()).merge(status, 1, Integer::sum);
    }

    synchronized void happened(Trouble trouble) {
        troubles.merge(trouble, 1, Integer::sum);
    }

    synchronized void sent(long more) {
        bytes += more;
    }

    /** From the moment at which a visit with its photos could first be sent until all of it is there. */
    synchronized void stored(long tookNanos) {
        untilStored.add(tookNanos);
    }

    synchronized int count(Trouble trouble) {
        return troubles.getOrDefault(trouble, 0);
    }

    synchronized String table(double seconds) {
        StringBuilder table = new StringBuilder(
                "| request | number | a second | p50 ms | p95 ms | p99 ms | max ms | statuses |\n|---|---|---|---|---|---|---|---|\n");
        nanos.forEach((kind, took) -> table.append("| %s | %d | %.1f | %s | %s |%n"
                .formatted(kind.label, took.size(), took.size() / seconds, percentiles(took), statuses.get(kind))));
        if (!untilStored.isEmpty()) {
            table.append("| visit with photos, until all is stored | %d | %.1f | %s | |%n"
                    .formatted(untilStored.size(), untilStored.size() / seconds, percentiles(untilStored)));
        }
        table.append("\n%.1f MB of photos, %.1f MB a second. ".formatted(bytes / 1e6, bytes / 1e6 / seconds));
        troubles.forEach((trouble, times) -> table.append("%d %s. ".formatted(times, trouble.label)));
        return table.append('\n').toString();
    }

    private static String percentiles(List<Long> took) {
        List<Long> sorted = new ArrayList<>(took);
        Collections.sort(sorted);
        return "%d | %d | %d | %d".formatted(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static long at(List<Long> sorted, double share) {
        int place = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, place)) / 1_000_000;
    }
}
