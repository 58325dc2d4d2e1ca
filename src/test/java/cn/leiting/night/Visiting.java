package cn.leiting.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/** A squad's visits to its points: every third finds a stall, every sixth orders it to be corrected. */
final class Visiting {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong PICTURES = new AtomicLong(System.nanoTime());
    private static final int PHOTOS = 3;

    private final JsonNode task;
    private final List<String> officers;
    private final Random random;
    private int made;

    /** What a phone has recorded, and what the server must have of it in the end. */
    record Made(String clientId, String json, int people, int findings, List<Picture> photos) {}

    Visiting(JsonNode task, List<String> officers, long seed) {
        this.task = task;
        this.officers = officers;
        this.random = new Random(seed);
    }

    Made at(Instant now) {
        JsonNode points = task.path("points");
        JsonNode point = points.get(random.nextInt(points.size()));
        boolean problem = made++ % 3 == 0 && asked(point).contains("CA-02");
        List<Picture> photos = new ArrayList<>();
        while (photos.size() < PHOTOS) {
            photos.add(new Picture(PICTURES.incrementAndGet()));
        }
        Map<String, Object> visit = new TreeMap<>();
        visit.put("clientId", UUID.randomUUID().toString());
        visit.put("squadTask", task.path("code"));
        visit.put("pointCode", point.path("code"));
        visit.put("startedAt", now.minusSeconds(240).toString());
        visit.put("endedAt", now.toString());
        visit.put("legalClass", "STREET_PATROL");
        visit.put("officers", officers);
        visit.put("auxiliaries", 1);
        visit.put("certShown", true);
        visit.put("recordingTold", true);
        visit.put("gps", Map.of("lat", point.path("lat"), "lon", point.path("lon"), "accuracy", 12, "datum", "WGS84"));
        visit.put(
                "items",
                asked(point).stream()
                        .map(code -> Map.of("code", code, "result", problem && code.equals("CA-02") ? "PROBLEM" : "OK"))
                        .toList());
        visit.put(
                "photos",
                List.of(
                        Map.of("sha256", photos.get(0).sha256(), "relation", "WIDE"),
                        Map.of("sha256", photos.get(1).sha256(), "relation", "CLOSE"),
                        Map.of("sha256", photos.get(2).sha256(), "relation", "CLOSE")));
        visit.put("findings", problem ? List.of(finding(now)) : List.of());
        return new Made(
                visit.get("clientId").toString(), json(visit), officers.size(), problem ? 1 : 0, List.copyOf(photos));
    }

    private List<String> asked(JsonNode point) {
        return StreamSupport.stream(task.path("checklist").path("items").spliterator(), false)
                .filter(item ->
                        asks(item.path("objectKinds"), point.path("kind").asText()))
                .map(item -> item.path("code").asText())
                .toList();
    }

    private static boolean asks(JsonNode kinds, String kind) {
        return kinds.isEmpty()
                || StreamSupport.stream(kinds.spliterator(), false)
                        .anyMatch(one -> one.asText().equals(kind));
    }

    private Map<String, Object> finding(Instant now) {
        Map<String, Object> finding = new TreeMap<>(Map.of(
                "violationCode", "VIO_STALL",
                "partyUnknown", true,
                "description", "占道设摊一处，已按规定处置。",
                "disposition", made % 2 == 0 ? "ORDERED" : "CORRECTED_ON_SPOT",
                "educationGiven", true,
                "educationKind", "ORAL",
                "partySigned", "ABSENT",
                "witness", "市民甲"));
        if (made % 2 == 0) {
            finding.put(
                    "orderDueOn",
                    LocalDate.parse(now.plusSeconds(8 * 3600).toString().substring(0, 10))
                            .plusDays(2)
                            .toString());
        }
        return finding;
    }

    private static String json(Object visit) {
        try {
            return JSON.writeValueAsString(visit);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
