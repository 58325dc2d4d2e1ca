package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.evidence.Pictures;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a squad's officers send from the field, and an account of it that is kept by hand. */
class FieldDiary {

    private static final Map<String, String> ITEMS = Map.of(
            "VIO_STALL", "CA-02",
            "VIO_STACKING", "CA-03",
            "VIO_POSTING", "CA-04",
            "VIO_BICYCLE_PARKING", "CA-08",
            "VIO_EXPOSED_WASTE", "CA-10");

    private final String task;
    private final Client officer;
    private final List<String> officers;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, byte[]> camera = new TreeMap<>();

    /** One violation, seen and dealt with. */
    record Found(String violation, String disposition) {}

    private static final class Entry {

        private final Map<String, Object> sent;
        private final String point;
        private final int people;
        private final List<Found> found;
        private boolean wrong;

        private Entry(Map<String, Object> sent, String point, int people, List<Found> found) {
            this.sent = sent;
            this.point = point;
            this.people = people;
            this.found = found;
        }
    }

    FieldDiary(String task, Client officer, List<String> officers) {
        this.task = task;
        this.officer = officer;
        this.officers = officers;
    }

    /** Visits the point of that place in the squad's list on the day, at eight in the evening. */
    Client.Answer visit(int place, String day, Found... found) {
        JsonNode own = own();
        JsonNode point = own.path("points").get(place);
        Map<String, Object> visit = visit(point, own.path("checklist"), day, List.of(found));
        Client.Answer answer = officer.post("/api/field/inspections", visit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        sendPhotos(visit.get("clientId"));
        entries.add(new Entry(visit, point.path("code").asText(), officers.size(), List.of(found)));
        return answer;
    }

    /** How many points the squad has to see. */
    int places() {
        return own().path("points").size();
    }

    private JsonNode own() {
        return StreamSupport.stream(officer.get("/api/field/tasks").json().spliterator(), false)
                .filter(open -> open.path("code").asText().equals(task))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> visit(JsonNode point, JsonNode checklist, String day, List<Found> found) {
        List<String> problems =
                found.stream().map(one -> ITEMS.get(one.violation())).toList();
        List<Map<String, String>> items = StreamSupport.stream(
                        checklist.path("items").spliterator(), false)
                .filter(item ->
                        asks(item.path("objectKinds"), point.path("kind").asText()))
                .map(item -> item.path("code").asText())
                .map(code -> Map.of("code", code, "result", problems.contains(code) ? "PROBLEM" : "OK"))
                .toList();
        Map<String, Object> visit = new TreeMap<>();
        visit.put("clientId", UUID.randomUUID().toString());
        visit.put("squadTask", task);
        visit.put("pointCode", point.path("code").asText());
        visit.put("startedAt", day + "T20:05:00+08:00");
        visit.put("endedAt", day + "T20:12:00+08:00");
        visit.put("legalClass", "STREET_PATROL");
        visit.put("officers", officers);
        visit.put("auxiliaries", 1);
        visit.put("certShown", true);
        visit.put("recordingTold", true);
        visit.put("gps", Map.of("lat", point.path("lat"), "lon", point.path("lon"), "accuracy", 12, "datum", "WGS84"));
        visit.put("items", items);
        visit.put("photos", found.isEmpty() ? List.of(photo("WIDE")) : List.of(photo("WIDE"), photo("CLOSE")));
        visit.put("findings", found.stream().map(one -> finding(one, day)).toList());
        return visit;
    }

    private Map<String, String> photo(String relation) {
        byte[] photo = Pictures.jpeg(64, 48);
        camera.put(Pictures.hash(photo), photo);
        return Map.of("sha256", Pictures.hash(photo), "relation", relation);
    }

    private void sendPhotos(Object visit) {
        camera.forEach((hash, photo) -> {
            Client.Answer sent = officer.upload("PUT", "/api/field/inspections/" + visit + "/photos/" + hash, photo);
            assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        });
        camera.clear();
    }

    private static boolean asks(JsonNode kinds, String kind) {
        return kinds.isEmpty()
                || StreamSupport.stream(kinds.spliterator(), false)
                        .anyMatch(one -> one.asText().equals(kind));
    }

    private static Map<String, Object> finding(Found found, String day) {
        Map<String, Object> finding = new TreeMap<>(Map.of(
                "violationCode",
                found.violation(),
                "partyUnknown",
                true,
                "description",
                "现场发现一处，已按规定处置。",
                "disposition",
                found.disposition(),
                "educationGiven",
                true,
                "educationKind",
                "ORAL",
                "partySigned",
                "ABSENT",
                "witness",
                "市民甲"));
        if (found.disposition().equals("ORDERED")) {
            finding.put("orderDueOn", LocalDate.parse(day).plusDays(1).toString());
        }
        return finding;
    }

    /** The phone did not hear the answer and sends the last visit once more, or as changed meanwhile. */
    Client.Answer again(Map<String, Object> changes) {
        Map<String, Object> visit = new TreeMap<>(last().sent);
        visit.putAll(changes);
        return officer.post("/api/field/inspections", visit);
    }

    Map<String, Object> lastSent() {
        return last().sent;
    }

    Client.Answer voidLast(Client by, String reason) {
        Client.Answer answer =
                by.post("/api/field/inspections/" + last().sent.get("clientId") + "/void", Map.of("reason", reason));
        last().wrong |= answer.status() == 204;
        return answer;
    }

    private Entry last() {
        return entries.get(entries.size() - 1);
    }

    /** The data block as it should be now, by the names of the call. */
    Map<String, Integer> counted(int assigned) {
        int inspected = points().size();
        Map<String, Integer> block = new TreeMap<>();
        block.put("pointsAssigned", assigned);
        block.put("pointsExcused", 0);
        block.put("pointsInspected", inspected);
        block.put("openPoints", assigned - inspected);
        block.put("inspections", valid().size());
        block.put("invalidInspections", entries.size() - valid().size());
        block.put(
                "personTimes", valid().stream().mapToInt(entry -> entry.people).sum());
        block.put("findings", found().size());
        block.put("educated", dealtWith("EDUCATED"));
        block.put("correctedOnSpot", dealtWith("CORRECTED_ON_SPOT"));
        block.put("ordered", dealtWith("ORDERED"));
        block.put("cases", dealtWith("CASE"));
        block.put("transferred", dealtWith("TRANSFERRED"));
        block.put("withoutDisposition", 0);
        return block;
    }

    /** How the share page says the same. */
    List<String> inWords(int assigned) {
        Map<String, Integer> block = counted(assigned);
        String invalid = block.get("invalidInspections") == 0 ? "" : "；另有作废" + block.get("invalidInspections") + "次";
        return List.of(
                "应查%d个，免除0个，已查%d个，未查%d个".formatted(assigned, block.get("pointsInspected"), block.get("openPoints")),
                ">%d次，出动%d人次%s<".formatted(block.get("inspections"), block.get("personTimes"), invalid),
                ">%d起<".formatted(block.get("findings")),
                "教育劝阻%d起，当场整改%d起，责令改正%d起，转立案%d起，移送%d起，未处置0起"
                        .formatted(
                                block.get("educated"),
                                block.get("correctedOnSpot"),
                                block.get("ordered"),
                                block.get("cases"),
                                block.get("transferred")));
    }

    Map<String, Integer> byViolation() {
        Map<String, Integer> counts = new TreeMap<>();
        found().forEach(one -> counts.merge(one.violation(), 1, Integer::sum));
        return counts;
    }

    private Set<String> points() {
        Set<String> points = new LinkedHashSet<>();
        valid().forEach(entry -> points.add(entry.point));
        return points;
    }

    private List<Entry> valid() {
        return entries.stream().filter(entry -> !entry.wrong).toList();
    }

    private List<Found> found() {
        return valid().stream().flatMap(entry -> entry.found.stream()).toList();
    }

    private int dealtWith(String disposition) {
        return (int) found().stream()
                .filter(one -> one.disposition().equals(disposition))
                .count();
    }
}
