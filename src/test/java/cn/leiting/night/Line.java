package cn.leiting.night;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.leiting.night.Measured.Kind;
import cn.leiting.night.Measured.Trouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One phone's connection, as good or bad as it is told: no request is repeated unless the phone does so. */
final class Line {

    /** As the phone's page waits. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private static final int PIECE = 8 * 1024;

    private final String base;
    private final Supplier<Measured> measured;
    private final Supplier<Instant> clock;
    private final Supplier<Boolean> network;
    private final int bytesASecond;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;

    /** There was no answer, or one that says: later. Nobody knows whether the server has done it. */
    static final class Later extends Exception {

        Later(String why) {
            super(why);
        }
    }

    /** The rest of the body, or of the answer, that this request is to lose. */
    enum Fault {
        NONE,
        CUT,
        UNHEARD
    }

    /** @param bytesASecond that go out; 0 for as many as there are */
    Line(
            String base,
            Supplier<Measured> measured,
            Supplier<Instant> clock,
            Supplier<Boolean> network,
            int bytesASecond,
            Executor threads) {
        this.base = base;
        this.measured = measured;
        this.clock = clock;
        this.network = network;
        this.bytesASecond = bytesASecond;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LONGEST)
                .cookieHandler(cookies)
                .executor(threads)
                .build();
    }

    void login(String account) throws Later {
        send(Kind.LOGIN, request("/login").GET(), Fault.NONE);
        HttpResponse<String> answer = send(
                Kind.LOGIN,
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + account + "&password=leiting-demo")),
                Fault.NONE);
        String to = answer.headers().firstValue("Location").orElse("error");
        if (answer.statusCode() != 302 || to.contains("error")) {
            throw new IllegalStateException("login of " + account + ": " + answer.statusCode() + " " + to);
        }
    }

    HttpResponse<String> get(Kind kind, String path) throws Later {
        return send(kind, request(path).GET(), Fault.NONE);
    }

    byte[] bytes(String path) throws Later {
        try {
            return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException broken) {
            throw new Later(path + " " + broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    HttpResponse<String> head(String path) throws Later {
        return send(Kind.HEAD, request(path).method("HEAD", BodyPublishers.noBody()), Fault.NONE);
    }

    HttpResponse<String> post(String path, String json, Fault fault) throws Later {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return send(Kind.RECORD, request, fault);
    }

    HttpResponse<String> put(String path, byte[] bytes, int from, int to, Fault fault) throws Later {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "image/jpeg").PUT(body(bytes, from, to, fault));
        if (from > 0 || to < bytes.length) {
            request.header("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, bytes.length));
        }
        HttpResponse<String> answer = send(Kind.PHOTO, request, fault);
        measured.get().sent(to - from);
        return answer;
    }

    private BodyPublisher body(byte[] bytes, int from, int to, Fault fault) {
        int until = fault == Fault.CUT ? (to - from) / 2 : to - from;
        if (until == to - from && bytesASecond == 0) {
            return BodyPublishers.ofByteArray(bytes, from, until);
        }
        InputStream slow = new ByteArrayInputStream(bytes, from, until) {

            @Override
            public synchronized int read(byte[] into, int at, int most) {
                pause(bytesASecond == 0 ? 0 : Math.min(most, PIECE) * 1000L / bytesASecond);
                int read = super.read(into, at, Math.min(most, PIECE));
                if (read < 0 && until < to - from) {
                    throw new IllegalStateException("the network is gone");
                }
                return read;
            }
        };
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> slow), to - from);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("LEITING-XSRF"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LONGEST)
                .header("Accept", "application/json, text/html")
                .header("X-LEITING-XSRF", token)
                .header("Leiting-Device-Time", clock.get().toString());
    }

    private HttpResponse<String> send(Kind kind, HttpRequest.Builder request, Fault fault) throws Later {
        if (!network.get()) {
            measured.get().happened(Trouble.NO_NETWORK);
            throw new Later("no network");
        }
        if (fault == Fault.UNHEARD) {
            request.timeout(Duration.ofMillis(1 + new Random().nextInt(60)));
        }
        long from = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            measured.get().answered(kind, answer.statusCode(), System.nanoTime() - from);
            if (answer.statusCode() >= 500 || answer.statusCode() == 429 || answer.statusCode() == 408) {
                measured.get().happened(Trouble.LATER);
                throw new Later(kind + " " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException broken) {
            measured.get()
                    .happened(Map.of(Fault.CUT, Trouble.CUT, Fault.UNHEARD, Trouble.UNHEARD)
                            .getOrDefault(fault, Trouble.BROKEN));
            throw new Later(kind + " " + broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
