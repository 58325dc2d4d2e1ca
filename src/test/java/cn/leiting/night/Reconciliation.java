package cn.leiting.night;

import cn.leiting.night.Line.Later;
import cn.leiting.night.Measured.Kind;
import cn.leiting.night.Phone.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** 对账：what the phones have recorded, beside what the server has; by the visits' numbers and the photos' hashes. */
public final class Reconciliation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVERY = 20;

    private final Map<String, List<Phone>> phones;
    private final Map<String, Line> lines;
    private final Line leader;
    private int recorded;
    private int found;
    private int missing;
    private int doubled;
    private int foreign;
    private int otherAnswers;
    private int people;
    private int findings;
    private int counted;
    private int countedPeople;
    private int countedFindings;
    private int photos;
    private int whole;
    private int compared;
    private int equal;

    /** @param lines logged in, one for each squad's task */
    Reconciliation(Map<String, List<Phone>> phones, Map<String, Line> lines, Line leader) {
        this.phones = phones;
        this.lines = lines;
        this.leader = leader;
    }

    Reconciliation compare() throws Later, IOException {
        for (Map.Entry<String, List<Phone>> squad : phones.entrySet()) {
            compare(squad.getKey(), squad.getValue());
        }
        JsonNode summary = JSON.readTree(
                leader.get(Kind.PAGE, "/api/campaigns/TH-2023-01/summary").body());
        counted = total(summary, "inspections");
        countedPeople = total(summary, "personTimes");
        countedFindings = total(summary, "findings");
        return this;
    }

    public boolean isSame() {
        return recorded == found
                && missing + doubled + foreign + otherAnswers == 0
                && recorded == counted
                && people == countedPeople
                && findings == countedFindings
                && photos == whole
                && compared == equal;
    }

    public int visits() {
        return recorded;
    }

    /** Both sides. */
    public String table() {
        return """
                | | phones | server |
                |---|---|---|
                | visits | %d | %d |
                | of them missing, doubled, of nobody, answered otherwise | | %d, %d, %d, %d |
                | visits in the summary | %d | %d |
                | person-times in the summary | %d | %d |
                | findings in the summary | %d | %d |
                | photos, whole on the server | %d | %d |
                | photos read back, the same byte for byte | %d | %d |
                """.formatted(
                        recorded,
                        found,
                        missing,
                        doubled,
                        foreign,
                        otherAnswers,
                        recorded,
                        counted,
                        people,
                        countedPeople,
                        findings,
                        countedFindings,
                        photos,
                        whole,
                        compared,
                        equal);
    }

    private void compare(String task, List<Phone> squad) throws Later, IOException {
        Line line = lines.get(task);
        Map<String, Long> ids = new HashMap<>();
        for (JsonNode record : JSON.readTree(
                line.get(Kind.TASKS, Phone.CALL + "?since=2023-01-01T00:00:00Z").body())) {
            found++;
            if (ids.put(record.path("clientId").asText(), record.path("id").asLong()) != null) {
                doubled++;
            }
        }
        Set<String> own = new HashSet<>();
        for (Phone phone : squad) {
            for (Entry entry : phone.entries()) {
                recorded++;
                own.add(entry.visit.clientId());
                compare(entry, ids);
                compare(entry, line);
            }
        }
        foreign += (int) ids.keySet().stream().filter(id -> !own.contains(id)).count();
    }

    private void compare(Entry entry, Map<String, Long> ids) throws IOException {
        people += entry.visit.people();
        findings += entry.visit.findings();
        Long id = ids.get(entry.visit.clientId());
        if (id == null) {
            missing++;
        } else if (id != JSON.readTree(entry.answer).path("id").asLong()) {
            otherAnswers++;
        }
    }

    private void compare(Entry entry, Line line) throws Later {
        for (Picture picture : entry.visit.photos()) {
            String path = Phone.CALL + "/" + entry.visit.clientId() + "/photos/" + picture.sha256();
            HttpResponse<String> state = line.head(path);
            whole += state.statusCode() == 200 ? 1 : 0;
            if (photos++ % EVERY == 0) {
                compared++;
                byte[] bytes = line.bytes("/evidence/" + picture.sha256());
                equal += Picture.sha256(bytes).equals(picture.sha256()) ? 1 : 0;
            }
        }
    }

    private static int total(JsonNode summary, String figure) {
        int total = 0;
        for (JsonNode row : summary) {
            total += row.path("squad").asText().isEmpty() ? 0 : row.path(figure).asInt();
        }
        return total;
    }
}
