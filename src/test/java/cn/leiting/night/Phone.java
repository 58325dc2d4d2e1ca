package cn.leiting.night;

import cn.leiting.night.Line.Fault;
import cn.leiting.night.Line.Later;
import cn.leiting.night.Measured.Kind;
import cn.leiting.night.Measured.Trouble;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A phone's queue: records first and in their order, then photos, each until the server has it; as phone/queue.js. */
final class Phone {

    static final String CALL = "/api/field/inspections";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PART = 384 * 1024;
    private static final long FIRST_WAIT = 4_000;
    private static final long LONGEST_WAIT = 300_000;

    private final Line line;
    private final String account;
    private final Supplier<Measured> measured;
    private final double faults;
    private final double speed;
    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private boolean loggedIn;
    private int tries;
    private long notBefore;

    /** A visit as the phone keeps it. */
    static final class Entry {

        final Visiting.Made visit;
        final long since = System.nanoTime();
        String answer = "";
        int photosStored;
        boolean begun;

        private Entry(Visiting.Made visit) {
            this.visit = visit;
        }

        boolean isDone() {
            return photosStored == visit.photos().size();
        }
    }

    /**
     * @param faults the share of requests that lose their end or their answer
     * @param speed how many times faster than a phone it loses patience
     */
    Phone(Line line, String account, Supplier<Measured> measured, double faults, double speed, long seed) {
        this.line = line;
        this.account = account;
        this.measured = measured;
        this.faults = faults;
        this.speed = speed;
        this.random = new Random(seed);
    }

    List<Entry> entries() {
        return entries;
    }

    boolean isDone() {
        return entries.stream().allMatch(Entry::isDone);
    }

    /** What the squad has to do, asked until it is told. */
    JsonNode task(String code) {
        while (true) {
            try {
                loginIfNeeded();
                for (JsonNode task :
                        JSON.readTree(line.get(Kind.TASKS, "/api/field/tasks").body())) {
                    if (task.path("code").asText().equals(code)) {
                        return task;
                    }
                }
                throw new IllegalStateException(account + " has no task " + code);
            } catch (Later later) {
                sleep(500);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }

    void make(Visiting.Made visit) {
        entries.add(new Entry(visit));
    }

    /** Sends what waits, unless it is too early after an attempt that failed. */
    void send() {
        if (isDone() || System.nanoTime() < notBefore) {
            return;
        }
        try {
            loginIfNeeded();
            for (Entry entry : entries) {
                sendRecord(entry);
            }
            for (Entry entry : entries) {
                sendPhotos(entry);
            }
            tries = 0;
        } catch (Later later) {
            long longest = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(tries++, 10));
            notBefore = System.nanoTime() + (long) (longest * (0.5 + random.nextDouble() / 2) / speed * 1e6);
        }
    }

    private void loginIfNeeded() throws Later {
        if (!loggedIn) {
            line.login(account);
            loggedIn = true;
        }
    }

    private void sendRecord(Entry entry) throws Later {
        boolean again = !entry.answer.isEmpty();
        if (again && (entry.isDone() || random.nextDouble() >= faults / 4)) {
            return;
        }
        HttpResponse<String> answer = checked(line.post(CALL, entry.visit.json(), fault(Fault.UNHEARD)), 200, 201);
        if (again) {
            measured.get().happened(Trouble.REPEATED);
            if (answer.statusCode() != 200 || !answer.body().equals(entry.answer)) {
                throw new IllegalStateException("another answer the second time: " + answer.body());
            }
        }
        entry.answer = answer.body();
    }

    private void sendPhotos(Entry entry) throws Later {
        while (!entry.isDone()) {
            Picture picture = entry.visit.photos().get(entry.photosStored);
            upload(entry, CALL + "/" + entry.visit.clientId() + "/photos/" + picture.sha256(), picture.bytes());
            entry.photosStored++;
            entry.begun = false;
            if (entry.isDone()) {
                measured.get().stored(System.nanoTime() - entry.since);
            }
        }
    }

    /** Goes on where the server stands; the first attempt does not ask. */
    private void upload(Entry entry, String path, byte[] bytes) throws Later {
        int offset = 0;
        if (entry.begun) {
            HttpResponse<String> state = checked(line.head(path), 200, 204);
            if (state.statusCode() == 200) {
                return;
            }
            offset = goingOn(offset(state), bytes);
        }
        entry.begun = true;
        while (offset < bytes.length) {
            int end = Math.min(offset + PART, bytes.length);
            Fault fault = fault(random.nextBoolean() ? Fault.CUT : Fault.UNHEARD);
            HttpResponse<String> answer = checked(line.put(path, bytes, offset, end, fault), 200, 201, 202, 409);
            offset = answer.statusCode() <= 201 ? bytes.length : goingOn(offset(answer), bytes);
        }
    }

    /** All bytes are not yet a stored photo. */
    private static int goingOn(int offset, byte[] bytes) {
        return offset < bytes.length ? offset : 0;
    }

    private static int offset(HttpResponse<String> answer) throws Later {
        return answer.headers()
                .firstValue("Upload-Offset")
                .map(Integer::parseInt)
                .orElseThrow(() -> new Later("another upload of it still holds on"));
    }

    private Fault fault(Fault kind) {
        return random.nextDouble() < faults ? kind : Fault.NONE;
    }

    private HttpResponse<String> checked(HttpResponse<String> answer, int... expected) throws Later {
        for (int status : expected) {
            if (answer.statusCode() == status) {
                return answer;
            }
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 302) {
            measured.get().happened(Trouble.LOGGED_OUT);
            loggedIn = false;
            throw new Later("the login has ended");
        }
        throw new IllegalStateException(
                account + " " + answer.request() + " " + answer.statusCode() + " " + answer.body());
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
