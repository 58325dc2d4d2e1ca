package cn.leiting;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** One person's browser without the pictures: logs in, keeps cookies, sends both CSRF headers. */
public class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    /** What came back; the body is a text, or JSON on demand. */
    public record Answer(int status, String body, HttpResponse<String> raw) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("not JSON: " + body, notJson);
            }
        }
    }

    private Client(String base) {
        this.base = base;
    }

    private static String loopback(int port) {
        return "http://127.0.0.1:" + port;
    }

    public static Client anonymous(int port) {
        return new Client(loopback(port));
    }

    /** Logs in with the demo password; fails the test when that does not succeed. */
    public static Client of(String user, int port) {
        return of(user, loopback(port));
    }

    /** @param base e.g. {@code http://127.0.0.1:8080} */
    static Client of(String user, String base) {
        Client client = new Client(base);
        Answer answer = client.login(user, "leiting-demo");
        String to = answer.raw().headers().firstValue("Location").orElse("");
        if (answer.status() != 302 || to.contains("error")) {
            throw new AssertionError("login of " + user + " failed: " + answer.status() + " " + to);
        }
        return client;
    }

    public Answer login(String user, String password) {
        get("/login");
        return form("/login", Map.of("username", user, "password", password));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** A file, e.g. a workbook; fails the test when there is none. */
    public byte[] bytes(String path) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + ": " + response.statusCode());
            }
            return response.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public Answer send(String method, String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(write(body))));
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(write(body)));
        headers.forEach(request::header);
        return send(request);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    /**
     * A file as a phone sends it.
     *
     * @param headers names and values in turn
     */
    public Answer upload(String method, String path, byte[] bytes, String... headers) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofByteArray(bytes));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** As a page of a stranger would send it: with the person's login, without the token. */
    public Answer withoutToken(String method, String path, Object body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(write(body))));
    }

    /** A form of our own pages. */
    public Answer form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** As a browser without script sends a form of our own pages: what proves it ours must be in the body. */
    public Answer page(String path, byte[] body, String type) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** A call of Tasklist's own API, e.g. {@code engine("GET", "/task", null)}. */
    public Answer engine(String method, String path, Object body) {
        if (cookie("XSRF-TOKEN").isEmpty()) {
            get("/camunda/app/tasklist/default/");
        }
        return body == null
                ? send(request(ENGINE + path).method(method, BodyPublishers.noBody()))
                : send(method, ENGINE + path, body);
    }

    /** Submits a task's form as Tasklist does; the values are plain strings, numbers and booleans. */
    public Answer submit(String taskId, Map<String, ?> values) {
        return engine("POST", "/task/" + taskId + "/submit-form", Map.of("variables", variables(values)));
    }

    /** As Tasklist sends them: plain values as they are, the rows of a dynamic list as JSON. */
    public static Map<String, Map<String, Object>> variables(Map<String, ?> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        value -> value.getValue() instanceof Collection<?> rows
                                ? Map.of("value", write(rows), "type", "Json")
                                : Map.of("value", value.getValue())));
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("X-LEITING-XSRF", cookie("LEITING-XSRF"))
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String write(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException(failed);
        }
    }
}
