package cn.leiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The trial's people at work on a running product, over HTTP alone: what they submit in Tasklist, what
 * they read, and the clock that the administrator moves.
 */
class Bureau {

    /** The eleven squads' codes by the names of their accounts, in the notice's order. */
    static final Map<String, String> SQUADS = squads();

    private final String base;
    private final Map<String, Client> people = new HashMap<>();

    /** @param base e.g. {@code http://127.0.0.1:8080} */
    Bureau(String base) {
        this.base = base;
    }

    private static Map<String, String> squads() {
        List<String> names = Arrays.asList(
                "xiayang yingpu xianghuaqiao zhujiajiao liantang jinze zhaoxiang xujing huaxin chonggu baihe"
                        .split(" "));
        List<String> towns = List.of("001", "002", "003", "102", "103", "104", "105", "106", "107", "109", "110");
        Map<String, String> codes = new LinkedHashMap<>();
        IntStream.range(0, names.size()).forEach(at -> codes.put(names.get(at), "310118" + towns.get(at)));
        return codes;
    }

    Client person(String user) {
        return people.computeIfAbsent(user, id -> Client.of(id, base));
    }

    /** Claims the one such task that the person sees, and submits its form. */
    void submit(String user, String businessKey, String task, Map<String, ?> form) {
        Client.Answer answer = attempt(user, businessKey, task, form);
        assertThat(answer.status())
                .as(task + " of " + user + ": " + answer.body())
                .isEqualTo(204);
    }

    /** The task stays as it is, and the person gives it back. */
    void refuse(String user, String businessKey, String task, Map<String, ?> form) {
        Client.Answer answer = attempt(user, businessKey, task, form);
        assertThat(answer.status())
                .as(task + " of " + user + ": " + answer.body())
                .isBetween(400, 500);
        String open = tasks(user, businessKey, task).get(0);
        assertThat(person(user)
                        .engine("POST", "/task/" + open + "/unclaim", Map.of())
                        .status())
                .isEqualTo(204);
    }

    private Client.Answer attempt(String user, String businessKey, String task, Map<String, ?> form) {
        List<String> open = tasks(user, businessKey, task);
        assertThat(open).as(task + " of " + user + " in " + businessKey).hasSize(1);
        Client.Answer claimed = person(user).engine("POST", "/task/" + open.get(0) + "/claim", Map.of("userId", user));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(204);
        return person(user).submit(open.get(0), form);
    }

    /** Starts a process by its form in Tasklist; answers its business key. */
    String start(String user, String process, Map<String, ?> form) {
        Client person = person(user);
        String definition = person.engine("GET", "/process-definition/key/" + process, null)
                .json()
                .path("id")
                .asText();
        Client.Answer started = person.engine(
                "POST",
                "/process-definition/" + definition + "/submit-form",
                Map.of("variables", Client.variables(form)));
        assertThat(started.status())
                .as(process + " of " + user + ": " + started.body())
                .isEqualTo(200);
        return started.json().path("businessKey").asText();
    }

    /** The ids of such tasks that the person sees. */
    List<String> tasks(String user, String businessKey, String task) {
        return person(user)
                .engine(
                        "POST",
                        "/task",
                        Map.of(
                                "processInstanceBusinessKey",
                                businessKey,
                                "taskDefinitionKey",
                                "userTask_" + task,
                                "candidateGroups",
                                groups(user),
                                "includeAssignedTasks",
                                true))
                .json()
                .findValuesAsText("id");
    }

    private List<String> groups(String user) {
        List<String> groups = new ArrayList<>();
        person(user).get("/api/me").json().path("groups").forEach(group -> groups.add(group.asText()));
        return groups;
    }

    /** A form of our own pages, which goes on to another page; answers which. */
    String form(String user, String path, Map<String, String> fields) {
        return gone(user, path, person(user).form(path, fields));
    }

    /** The same with a file. */
    String form(String user, String path, Map<String, String> fields, String field, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(UTF_8)));
        body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"" + field
                        + "\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--limit--\r\n".getBytes(UTF_8));
        return gone(
                user,
                path,
                person(user)
                        .upload(
                                "POST",
                                path,
                                body.toByteArray(),
                                "Content-Type",
                                "multipart/form-data; boundary=limit"));
    }

    private String gone(String user, String path, Client.Answer answer) {
        assertThat(answer.status())
                .as(path + " of " + user + ": " + answer.body())
                .isEqualTo(302);
        return answer.raw().headers().firstValue("Location").orElseThrow().replace(base, "");
    }

    /** As a supervisor finds them, e.g. by {@code businessKey} or {@code businessKeyLike}. */
    JsonNode instances(String by, String key) {
        return person("supervision1")
                .engine("POST", "/process-instance", Map.of(by, key))
                .json();
    }

    /** The business key of what that instance has called and waits for. */
    String called(String caller) {
        JsonNode instance = instances("businessKey", caller);
        assertThat(instance).hasSize(1);
        JsonNode found =
                instances("superProcessInstance", instance.get(0).path("id").asText());
        assertThat(found).hasSize(1);
        return found.get(0).path("businessKey").asText();
    }

    LocalDateTime now() {
        String now = person("admin").get("/api/demo/clock").json().path("now").asText();
        return LocalDateTime.parse(now.substring(0, 19));
    }

    /** Whatever the last step set going is done; costs a minute of the trial's time. */
    void settle() {
        clock(now().plusMinutes(1).truncatedTo(ChronoUnit.MINUTES).toString());
    }

    /** @param to e.g. {@code 2023-02-01T09:00} */
    void clock(String to) {
        for (int calls = 0; calls < 20; calls++) {
            Client.Answer answer = person("admin").put("/api/demo/clock", Map.of("now", to));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            if (!answer.json().has("pending")) {
                return;
            }
        }
        throw new AssertionError("the clock does not reach " + to);
    }

    /** One night shift of a squad with its first two officers. */
    static Map<String, Object> duty(String name, String day) {
        return Map.of(
                "commanderId",
                name + "Lead",
                "shifts",
                List.of(Map.of(
                        "date",
                        day,
                        "kind",
                        "NIGHT",
                        "from",
                        "20:00",
                        "to",
                        "02:00",
                        "officers",
                        List.of(name + "1", name + "2"),
                        "auxiliaries",
                        1,
                        "vehicles",
                        1,
                        "areaIds",
                        "主要道路沿线")),
                "focus",
                "主次干道和商业街区。");
    }

    /** What a squad leader writes; the figures come from the records. */
    static Map<String, Object> feedback() {
        return Map.of(
                "narrative",
                "本中队按照行动方案组织力量开展检查，突出主次干道、商业街区和居民集中区域，发现问题当场督促改正，并对当事人进行了法律宣传和教育。",
                "problems",
                "个别点位容易反复。",
                "nextSteps",
                "加强日常巡查，巩固整治成效。");
    }
}
