package cn.leiting.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.casepaper.DocumentKind;
import cn.leiting.casepaper.Documents;
import cn.leiting.casepaper.Steps;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.storage.EvidenceStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class UploadsTests {

    private static final String CALL = "/api/field/inspections";

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private EvidenceStore store;

    @Autowired
    private PhotoReviews reviews;

    @Autowired
    private Thumbnails thumbnails;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Steps steps;

    @Autowired
    private Documents documents;

    @Autowired
    private Organization organization;

    private String task;
    private Point road;
    private Client officer;

    @BeforeEach
    void inTheField() {
        task = patrol.running("TH-2061-01", Patrol.XUJING);
        road = patrol.point(Kind.ROAD);
        officer = Client.of("xujing1", port);
    }

    /** The address to which a visit's photo goes. */
    private String announce(byte[] photo) {
        return announce(Pictures.hash(photo));
    }

    private String announce(String hash) {
        ObjectNode visit = patrol.clean(task, road);
        visit.putArray("photos");
        Patrol.photo(visit, hash, "WIDE");
        Client.Answer answer = officer.post(CALL, visit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return CALL + "/" + visit.get("clientId").asText() + "/photos/" + hash;
    }

    private Client.Answer put(String address, byte[] bytes, String... headers) {
        return officer.upload("PUT", address, bytes, headers);
    }

    private Client.Answer part(String address, byte[] photo, int from, int to) {
        return put(
                address,
                Arrays.copyOfRange(photo, from, to),
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, to - 1, photo.length));
    }

    private static String offset(Client.Answer answer) {
        return answer.raw().headers().firstValue("Upload-Offset").orElse("");
    }

    private static String hashOf(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private boolean isKept(String address) throws IOException {
        return store.has(hashOf(address)) || store.received(hashOf(address)) > 0;
    }

    private String state(String address) {
        JsonNode records = officer.get(CALL + "?since=2023-01-12T00:00:00Z").json();
        return records.findParents("sha256").stream()
                .filter(photo -> photo.get("sha256").asText().equals(hashOf(address)))
                .map(photo ->
                        photo.get("state").asText() + " " + photo.get("verdict").asText())
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void storesAPhotoOnceByteForByteAndSaysSo() throws IOException {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(photo);
        assertThat(state(address)).isEqualTo("EXPECTED null");

        Client.Answer first = put(address, photo, "Content-Type", "image/jpeg");
        Client.Answer again =
                put(address.replace(hashOf(address), hashOf(address).toUpperCase()), photo);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(state(address)).isEqualTo("STORED UNKNOWN");
        assertThat(officer.upload("HEAD", address, new byte[0]).status()).isEqualTo(200);
        assertThat(officer.bytes("/evidence/" + hashOf(address))).isEqualTo(photo);
        assertThat(store.received(hashOf(address))).isZero();
    }

    @Test
    void takesAPngAsWell() {
        byte[] photo = Pictures.png(20, 10);

        assertThat(put(announce(photo), photo).status()).isEqualTo(201);
    }

    @Test
    void goesOnWhereAnUploadBrokeOff() throws IOException {
        byte[] photo = Pictures.jpeg(200, 150);
        String address = announce(photo);

        Client.Answer first = part(address, photo, 0, 600);
        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(offset(first)).isEqualTo("600");
        Client.Answer head = officer.upload("HEAD", address, new byte[0]);
        assertThat(head.status()).isEqualTo(204);
        assertThat(offset(head)).isEqualTo("600");
        assertThat(state(address)).isEqualTo("PARTIAL null");
        assertThat(officer.get("/evidence/" + hashOf(address)).status()).isEqualTo(404);

        Client.Answer gap = part(address, photo, 700, 800);
        assertThat(gap.status()).isEqualTo(409);
        assertThat(offset(gap)).isEqualTo("600");
        assertThat(gap.json().get("detail").asText()).contains("600");

        assertThat(part(address, photo, 600, 900).status()).isEqualTo(202);
        Client.Answer last = part(address, photo, 900, photo.length);
        assertThat(last.status()).as(last.body()).isEqualTo(201);
        assertThat(officer.bytes("/evidence/" + hashOf(address))).isEqualTo(photo);
    }

    @Test
    void bringsToItsEndWhatACrashBrokeOffAfterTheLastByte() throws IOException {
        byte[] asked = Pictures.jpeg(200, 150);
        byte[] sent = Pictures.jpeg(200, 150);
        String first = announce(asked);
        String second = announce(sent);
        brokenOff(asked);
        brokenOff(sent);

        assertThat(officer.upload("HEAD", first, new byte[0]).status()).isEqualTo(200);
        assertThat(part(second, sent, 600, 900).status()).isEqualTo(201);

        assertThat(state(first)).isEqualTo("STORED UNKNOWN");
        assertThat(state(second)).isEqualTo("STORED UNKNOWN");
        assertThat(officer.bytes("/evidence/" + hashOf(first))).isEqualTo(asked);
    }

    @Test
    void throwsAwayWhatIsWholeAndNoPhoto() throws IOException {
        byte[] half = Arrays.copyOf(Pictures.jpeg(8, 8), 20);
        String address = announce(half);
        brokenOff(half);

        assertThat(officer.upload("HEAD", address, new byte[0]).status()).isEqualTo(422);
        assertThat(isKept(address)).isFalse();
    }

    private void brokenOff(byte[] photo) throws IOException {
        try (EvidenceStore.Partial partial = store.open(Pictures.hash(photo))) {
            partial.append(photo, photo.length);
        }
    }

    @Test
    void beginsAnewWhereThePartsDoNotAddUp() throws IOException {
        byte[] photo = Pictures.jpeg(200, 150);
        byte[] spoilt = photo.clone();
        spoilt[500]++;
        String address = announce(photo);
        part(address, spoilt, 0, 600);

        Client.Answer last = part(address, photo, 600, photo.length);

        assertThat(last.status()).isEqualTo(409);
        assertThat(offset(last)).isEqualTo("0");
        assertThat(isKept(address)).isFalse();
        assertThat(state(address)).isEqualTo("EXPECTED null");
        assertThat(put(address, photo).status()).isEqualTo(201);
    }

    @Test
    void refusesBytesThatAreNotWhatTheirHashSays() throws IOException {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(Pictures.jpeg(64, 48));

        refused(put(address, photo), "照片内容与校验值不符，请重新上传。");

        assertThat(isKept(address)).isFalse();
        assertThat(state(address)).isEqualTo("EXPECTED null");
    }

    @Test
    void refusesWhatIsNoPhotoWhateverItIsCalled() throws IOException {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        byte[] gif = "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.US_ASCII);

        for (byte[] other : List.of(page, gif, new byte[] {1})) {
            String address = announce(other);
            refused(put(address, other, "Content-Type", "image/jpeg"), "照片只接收JPEG和PNG格式。");
            assertThat(isKept(address)).isFalse();
        }
    }

    @Test
    void tellsTheOwnerOfAnIPhoneWhatToDo() {
        byte[] photo = Arrays.copyOf(Pictures.heic(), 5000);
        String address = announce(photo);

        refused(put(address, photo), "兼容性最佳");
        refused(part(address, photo, 0, 1000), "兼容性最佳");
    }

    @Test
    void refusesAnEightyMegapixelBombBeforeDecodingIt() throws IOException {
        for (byte[] bomb : List.of(Pictures.bomb(), Pictures.jpegBomb())) {
            String address = announce(bomb);
            refused(put(address, bomb), "照片超过5000万像素");
            assertThat(isKept(address)).isFalse();
        }
    }

    @Test
    void refusesAFileWithoutAPicture() throws IOException {
        byte[] photo = Arrays.copyOf(Pictures.jpeg(8, 8), 20);
        byte[] head = Arrays.copyOf(Pictures.png(8, 8), 15);

        for (byte[] half : List.of(photo, head)) {
            String address = announce(half);
            refused(put(address, half), "照片文件不完整或已损坏");
            assertThat(isKept(address)).isFalse();
        }
    }

    @Test
    void refusesMoreThanTenMegabytesAndTheAnswerArrives() throws IOException {
        byte[] large = Arrays.copyOf(Pictures.jpeg(64, 48), Uploads.LARGEST + 1);
        String address = announce(large);

        refused(put(address, large), "照片不能超过10MB。");
        refused(put(address, new byte[1], "Content-Range", "bytes 0-0/10485761"), "照片不能超过10MB。");
        assertThat(isKept(address)).isFalse();
    }

    @Test
    void takesExactlyTenMegabytes() {
        byte[] large = Arrays.copyOf(Pictures.jpeg(64, 48), Uploads.LARGEST);

        assertThat(put(announce(large), large).status()).isEqualTo(201);
    }

    /** Whatever the threads that answer took: a tenth of the photo would be seen, were it held anywhere. */
    @Test
    void holdsNoMoreOfALargePhotoThanASmallBuffer() {
        byte[] large = Arrays.copyOf(Pictures.jpeg(64, 48), Uploads.LARGEST);
        byte[] small = Pictures.jpeg(9, 9);
        put(announce(small), small); // classes and caches
        String address = announce(large);

        long before = allocatedByAnswers();
        assertThat(put(address, large).status()).isEqualTo(201);
        long taken = allocatedByAnswers() - before;

        assertThat(taken).isBetween(1L, 2_000_000L);
    }

    private static long allocatedByAnswers() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().matches("http-nio-.*-(exec|Poller).*"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    @Test
    void takesThePhotoOfAVisitThatWasTakenBack() throws IOException {
        byte[] photo = Pictures.jpeg(64, 48);
        try (EvidenceStore.Partial partial = store.open(Pictures.hash(photo))) {
            partial.append(photo, photo.length);
            partial.finish();
        }

        assertThat(state(announce(photo))).isEqualTo("STORED UNKNOWN");
    }

    @Test
    void refusesAnEmptyBodyAndOddRanges() {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(photo);

        refused(put(address, new byte[0]), "照片文件是空的。");
        refused(put(address, photo, "Content-Range", "items 0-5/9"), "Content-Range");
        refused(put(address, photo, "Content-Range", "bytes 5-4/9"), "范围不对");
        refused(put(address, photo, "Content-Range", "bytes 0-9/9"), "范围不对");
        refused(put(address, photo, "Content-Range", "bytes 0-99/" + photo.length), "比请求头所说的长");
    }

    @Test
    void keepsWhatCameOfATruncatedUploadButNotAsAPhoto() throws Exception {
        byte[] photo = Pictures.jpeg(640, 480);
        String address = announce(photo);

        String answer = truncated(address, photo, photo.length / 2);

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(store.has(hashOf(address))).isFalse();
        long kept = store.received(hashOf(address));
        assertThat(kept).isLessThanOrEqualTo(photo.length / 2);
        assertThat(part(address, photo, (int) kept, photo.length).status()).isEqualTo(201);
    }

    /** Says that the whole photo comes, and closes its side half-way. */
    private String truncated(String address, byte[] photo, int length) throws IOException {
        String cookies =
                "LEITING-XSRF=%s; SESSION=%s".formatted(officer.cookie("LEITING-XSRF"), officer.cookie("SESSION"));
        String head = "PUT " + address + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookies + "\r\nX-LEITING-XSRF: "
                + officer.cookie("LEITING-XSRF") + "\r\nConnection: close\r\nContent-Length: " + photo.length
                + "\r\n\r\n";
        try (Socket phone = new Socket("127.0.0.1", port);
                OutputStream out = phone.getOutputStream();
                InputStream in = phone.getInputStream()) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(photo, 0, length);
            out.flush();
            phone.shutdownOutput();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesWhatNobodyAnnounced() {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(photo);
        String other = Pictures.hash(Pictures.jpeg(8, 8));

        refused(put(address.replace(hashOf(address), other), photo), "照片清单中没有这张照片");
        String unknown = CALL + "/" + UUID.randomUUID() + "/photos/" + hashOf(address);
        assertThat(put(unknown, photo).status()).isEqualTo(404);
        assertThat(officer.upload("HEAD", unknown, new byte[0]).status()).isEqualTo(404);
        assertThat(put(CALL + "/no-uuid/photos/" + hashOf(address), photo).status())
                .isEqualTo(404);
        assertThat(put(address + "0", photo).status()).isEqualTo(404);
    }

    @Test
    void takesPhotosOnlyFromTheVisitsOwnSquad() {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(photo);

        for (String person : List.of("zhaoxiang1", "coordination1", "xujingTown1", "admin")) {
            Client other = Client.of(person, port);
            assertThat(other.upload("PUT", address, photo).status()).as(person).isEqualTo(403);
            assertThat(other.upload("HEAD", address, new byte[0]).status()).isEqualTo(403);
        }
        assertThat(Client.anonymous(port).upload("PUT", address, photo).status())
                .isIn(401, 403);
        assertThat(officer.withoutToken("PUT", address, "x").status()).isIn(401, 403);
        assertThat(Client.of("xujing2", port).upload("PUT", address, photo).status())
                .isEqualTo(201);
    }

    @Test
    void writesTheRowThatACrashLeftOut() throws IOException {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(photo);
        try (EvidenceStore.Partial partial = store.open(hashOf(address))) {
            partial.append(photo, photo.length);
            partial.finish();
        }
        assertThat(state(address)).isEqualTo("EXPECTED null");
        assertThat(offset(officer.upload("HEAD", address, new byte[0]))).isEqualTo("0");

        assertThat(part(address, photo, 0, 100).status()).isEqualTo(201);
        assertThat(state(address)).isEqualTo("STORED UNKNOWN");
    }

    @Test
    void handsOutNoScanOfACaseToWhoeverKnowsItsHash() throws IOException {
        byte[] scan = Pictures.jpeg(64, 48);
        Actor handler =
                new Actor("xujing1", Set.of(organization.squad(Patrol.XUJING).group()));
        documents.receive(
                steps.registered(),
                DocumentKind.OTHER,
                "身份证明",
                LocalDate.of(2023, 1, 12),
                new ByteArrayResource(scan),
                handler);

        String address = announce(scan);

        assertThat(state(address)).isEqualTo("EXPECTED null");
        assertThat(part(address, scan, 0, 100).status()).isEqualTo(202);
        assertThat(officer.get("/evidence/" + hashOf(address)).status()).isEqualTo(404);
        assertThat(put(address, scan).status()).isEqualTo(201); // who sends the bytes has them
        assertThat(state(address)).isEqualTo("STORED UNKNOWN");
    }

    @Test
    void takesAsManyStatementsForALargePhotoAsForASmallOne() {
        byte[] small = Pictures.jpeg(8, 8);
        byte[] large = Arrays.copyOf(Pictures.jpeg(64, 48), 3_000_000);
        String toSmall = announce(small);
        String toLarge = announce(large);
        put(announce(Pictures.jpeg(9, 9)), new byte[1]); // caches

        int few = Statements.during(() -> put(toSmall, small));
        int many = Statements.during(() -> put(toLarge, large));

        assertThat(many).isEqualTo(few).isBetween(1, 12);
    }

    @Test
    void showsAPhotoToWhoeverMaySeeItsVisit() {
        byte[] photo = Pictures.jpeg(64, 48);
        String address = announce(photo);
        put(address, photo);
        String original = "/evidence/" + hashOf(address);

        for (String person : List.of(
                "xujing2",
                "xujingLead",
                "xujingTown1",
                "coordination1",
                "supervision1",
                "bureau1",
                "lead1",
                "legal1")) {
            assertThat(Client.of(person, port).bytes(original)).as(person).isEqualTo(photo);
        }
        for (String person : List.of("zhaoxiang1", "zhaoxiangTown1", "office1", "admin", "police1")) {
            Client other = Client.of(person, port);
            assertThat(other.get(original).status()).as(person).isEqualTo(403);
            assertThat(other.get(original + "/thumbnail").status()).as(person).isEqualTo(403);
        }
        assertThat(officer.get("/evidence/" + "0".repeat(64)).status()).isEqualTo(404);
        var headers = officer.get(original).raw().headers();
        assertThat(headers.firstValue("Content-Type")).contains("image/jpeg");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("private");
        assertThat(headers.firstValue("Content-Disposition").orElse("")).contains("inline", ".jpg");
        assertThat(headers.firstValue("Content-Length")).contains(String.valueOf(photo.length));
    }

    @Test
    void findsTheSamePhotoInTwoVisitsWhicheverCameFirst() {
        byte[] photo = Pictures.jpeg(64, 48);
        String first = announce(photo);
        put(first, photo);
        assertThat(state(first)).isEqualTo("STORED UNKNOWN");

        String second = announce(photo);

        assertThat(state(second)).isEqualTo("STORED WARN");
        assertThat(verdicts(photo)).containsExactly("WARN", "WARN");
        String page = Client.of("supervision1", port).get("/evidence").body();
        assertThat(page).contains("同一张照片用于多次检查", "另有1次检查用了这张照片", "/evidence/" + hashOf(first) + "/reviews");
    }

    private List<String> verdicts(byte[] photo) {
        return jdbc.sql("select verdict from inspection_photo where sha256 = ?")
                .param(Pictures.hash(photo))
                .query(String.class)
                .list();
    }

    @Test
    void onlySupervisorsSayWhetherAPhotoIsGenuine() {
        byte[] photo = Pictures.taken(
                "2023:01:09 08:00:00", road.lat().doubleValue(), road.lon().doubleValue());
        String address = announce(photo);
        String path = "/evidence/" + hashOf(address) + "/reviews";
        String visit = jdbc.sql("select inspection from inspection_photo where sha256 = ?")
                .param(hashOf(address))
                .query(String.class)
                .single();
        Map<String, String> word = Map.of("inspection", visit, "decision", "FALSE", "reason", "照片为前一日拍摄，与检查不符。");
        Client supervisor = Client.of("supervision1", port);
        assertThat(supervisor.form(path, word).status()).isEqualTo(409);
        put(address, photo);
        assertThat(state(address)).isEqualTo("STORED WARN");

        for (String person : List.of("xujingLead", "bureau1", "legal1", "xujingTown1")) {
            assertThat(Client.of(person, port).form(path, word).status())
                    .as(person)
                    .isEqualTo(403);
        }
        Map<String, String> short1 = Map.of("inspection", visit, "decision", "FALSE", "reason", "假");
        assertThat(supervisor.form(path, short1).status()).isEqualTo(422);
        assertThat(supervisor
                        .form(path.replace(hashOf(address), "0".repeat(64)), word)
                        .status())
                .isEqualTo(404);
        int before = reviews.unproven(task);
        assertThat(supervisor.form(path, word).status()).isEqualTo(302);

        assertThat(reviews.unproven(task)).isEqualTo(before + 1);
        assertThat(supervisor.get("/evidence?show=FALSE").body()).contains("照片为前一日拍摄，与检查不符。", "X2");
        assertThat(officer.get("/evidence?show=FALSE").body())
                .contains("照片为前一日拍摄，与检查不符。")
                .doesNotContain("/reviews");
        assertThat(Client.of("zhaoxiang1", port).get("/evidence?show=FALSE").body())
                .doesNotContain("照片为前一日拍摄，与检查不符。");
        assertThat(Client.of("office1", port).get("/evidence").status()).isEqualTo(403);
        for (DoubtedVisits.Show show : DoubtedVisits.Show.values()) {
            assertThat(supervisor
                            .get("/evidence?show=" + show + "&campaign=TH-2061-01&squad=310118106")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(officer.get("/field/inspections").body()).contains("/evidence/" + hashOf(address) + "/thumbnail");
    }

    @Test
    void makesTheSmallPictureOnceAndGivesUpOnWhatItCannotDecode() {
        byte[] photo = Pictures.withExif(Pictures.jpeg(800, 400), 6, "2023:01:11 20:06:00", 31.18, 121.27);
        byte[] broken = Arrays.copyOf(Pictures.jpeg(64, 48), 300);
        String address = announce(photo);
        String other = announce(broken);
        put(address, photo);
        assertThat(put(other, broken).status()).isEqualTo(201);
        String thumbnail = "/evidence/" + hashOf(address) + "/thumbnail";
        assertThat(location(officer.get(thumbnail))).endsWith("/assets/photo-due.svg");

        thumbnails.sweep();

        assertThat(thumbnails.sweep()).isZero();
        assertThat(officer.bytes(thumbnail)).startsWith(0xFF, 0xD8).hasSizeLessThan(photo.length);
        assertThat(officer.get(thumbnail).body()).doesNotContain("Exif");
        assertThat(jdbc.sql("select thumbnail from photo_file where sha256 = ?")
                        .param(hashOf(address))
                        .query(String.class)
                        .single())
                .isEqualTo("MADE");
    }

    private static String location(Client.Answer answer) {
        return answer.raw().headers().firstValue("Location").orElse("");
    }

    private static void refused(Client.Answer answer, String sentence) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("detail").asText()).contains(sentence).endsWith("。");
    }
}
