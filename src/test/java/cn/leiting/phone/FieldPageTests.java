package cn.leiting.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.evidence.Pictures;
import cn.leiting.fieldwork.Patrol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class FieldPageTests {

    private static final Pattern CLIENT_ID = Pattern.compile("name=\"clientId\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Checklists checklists;

    @Autowired
    private JdbcClient jdbc;

    private String task;
    private Point road;
    private Client officer;

    @BeforeEach
    void inTheField() {
        task = patrol.running("TH-2069-60", Patrol.XUJING);
        road = patrol.point(Kind.ROAD);
        officer = Client.of("xujing1", port);
    }

    @Test
    void leadsFromTheOpenTasksToAPointAndStoresADoubleClickOnce() {
        String path = "/field/inspect?task=" + task + "&point=" + road.code();
        assertThat(officer.get("/field/plain").body())
                .contains("市容环境专项整治TH-2069-60", road.name())
                .contains("/field/inspect?task=" + task);
        Map<String, String> typed = typed(officer.get(path).body());

        Client.Answer first = officer.form("/field/inspections", typed);
        Client.Answer again = officer.form("/field/inspections", typed);

        assertThat(first.status()).as(first.body()).isEqualTo(302);
        assertThat(again.status()).isEqualTo(302);
        assertThat(stored(typed)).isOne();
        assertThat(officer.get("/field/inspections").body()).contains(road.code(), "发现问题1处");
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        Map<String, String> typed = typed(officer.get("/field/inspect?task=" + task + "&point=" + road.code())
                .body());
        typed.put("officers", "xujing1");
        typed.put("remark", "雨天路滑");
        typed.put("auxiliaries", "many");

        Client.Answer refused = officer.form("/field/inspections", typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("执法人员不得少于两名。", "雨天路滑", "占道设摊一处，经劝导已离开。", "value=\"many\"")
                .contains(typed.get("clientId"))
                .containsPattern("id=\"item-1-PROBLEM\"[^>]*checked|checked[^>]*id=\"item-1-PROBLEM\"");
        assertThat(stored(typed)).isZero();
    }

    @Test
    void storesTheTwoPhotosOfAProblemWithTheVisit() throws IOException {
        Map<String, String> typed = withoutPhotos();
        byte[] wide = Pictures.jpeg(40, 30);
        byte[] close = Pictures.jpeg(30, 40);

        Client.Answer stored = multipart(typed, Map.of("wide", wide, "close", close));

        assertThat(stored.status()).as(stored.body()).isEqualTo(302);
        assertThat(stored(typed)).isOne();
        assertThat(officer.bytes("/evidence/" + Pictures.hash(wide))).isEqualTo(wide);
        assertThat(officer.bytes("/evidence/" + Pictures.hash(close))).isEqualTo(close);
        assertThat(jdbc.sql("""
                                select string_agg(relation, ' ' order by relation)
                                from inspection_photo join inspection on id = inspection
                                where client_id = ?::uuid and arrived_at is not null
                                """)
                        .param(typed.get("clientId"))
                        .query(String.class)
                        .single())
                .isEqualTo("CLOSE WIDE");
        assertThat(multipart(typed, Map.of("wide", wide, "close", close)).status())
                .as("a double click")
                .isEqualTo(302);
    }

    @Test
    void keepsThePhotosOfARefusedFormSoThatTheyAreNotChosenAgain() throws IOException {
        Map<String, String> typed = withoutPhotos();
        byte[] wide = Pictures.jpeg(41, 30);
        byte[] close = Pictures.jpeg(30, 41);
        typed.put("officers", "xujing1");

        Client.Answer refused = multipart(typed, Map.of("wide", wide, "close", close));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("执法人员不得少于两名。", "已收到2张照片", Pictures.hash(wide), Pictures.hash(close))
                .contains("占道设摊一处，经劝导已离开。");
        typed.put("officers", "xujing1,xujing2");
        typed.put("photos[0].sha256", Pictures.hash(wide));
        typed.put("photos[0].relation", "WIDE");
        typed.put("photos[1].sha256", Pictures.hash(close));
        typed.put("photos[1].relation", "CLOSE");
        assertThat(multipart(typed, Map.of("wide", new byte[0], "close", new byte[0]))
                        .status())
                .isEqualTo(302);
        assertThat(officer.bytes("/evidence/" + Pictures.hash(wide))).isEqualTo(wide);
    }

    @Test
    void keepsWhatWasTypedWhenAPhotoIsRefused() throws IOException {
        Map<String, String> typed = withoutPhotos();
        byte[] wide = Pictures.jpeg(42, 30);

        Client.Answer heic = multipart(typed, Map.of("wide", wide, "close", Pictures.heic()));

        assertThat(heic.status()).isEqualTo(422);
        assertThat(heic.body()).contains("兼容性最佳", "占道设摊一处，经劝导已离开。", "已收到1张照片", Pictures.hash(wide));
        for (int at = 0; at < 9; at++) {
            typed.put("photos[" + at + "].sha256", Patrol.hash());
            typed.put("photos[" + at + "].relation", "WIDE");
        }
        Client.Answer many = multipart(typed, Map.of("wide", wide));
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.body()).contains("照片最多9张", "已收到9张照片").doesNotContain(Pictures.hash(wide));
        assertThat(stored(typed)).isZero();
    }

    @Test
    void takesNoPhotosFromAStrangersPageNorFromWhoHasNoSquad() throws IOException {
        Map<String, String> typed = withoutPhotos();
        Map<String, byte[]> photos = Map.of("wide", Pictures.jpeg(43, 30), "close", Pictures.jpeg(30, 43));

        assertThat(multipart(officer, "forged", typed, photos).status()).isEqualTo(403);
        Client office = Client.of("coordination1", port);
        assertThat(multipart(office, office.cookie("LEITING-XSRF"), typed, photos)
                        .status())
                .isEqualTo(403);
        assertThat(stored(typed)).isZero();
    }

    private Map<String, String> withoutPhotos() {
        String form = officer.get("/field/inspect?task=" + task + "&point=" + road.code())
                .body();
        assertThat(form).contains("multipart/form-data", "name=\"wide\"", "name=\"close\"");
        Map<String, String> typed = typed(form);
        typed.keySet().removeIf(name -> name.startsWith("photos"));
        return typed;
    }

    private Client.Answer multipart(Map<String, String> typed, Map<String, byte[]> files) throws IOException {
        return multipart(officer, officer.cookie("LEITING-XSRF"), typed, files);
    }

    /** As a browser without script sends it: the token is a field, and a file that was not chosen an empty part. */
    private static Client.Answer multipart(
            Client who, String token, Map<String, String> typed, Map<String, byte[]> files) throws IOException {
        var body = new ByteArrayOutputStream();
        Map<String, String> fields = new HashMap<>(typed);
        fields.put("_csrf", token);
        for (var field : fields.entrySet()) {
            body.writeBytes(
                    part("name=\"" + field.getKey() + "\"", field.getValue().getBytes(UTF_8)));
        }
        for (var file : files.entrySet()) {
            String name = file.getValue().length == 0 ? "" : "照片.jpg";
            body.writeBytes(part("name=\"" + file.getKey() + "\"; filename=\"" + name + "\"", file.getValue()));
        }
        body.writeBytes("--part--\r\n".getBytes(UTF_8));
        return who.page("/field/inspections", body.toByteArray(), "multipart/form-data; boundary=part");
    }

    private static byte[] part(String name, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(("--part\r\nContent-Disposition: form-data; " + name + "\r\n\r\n").getBytes(UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(UTF_8));
        return part.toByteArray();
    }

    @Test
    void showsThePagesToSquadsOnlyAndEachItsOwn() {
        for (String path :
                List.of("/field", "/field/plain", "/field/inspections", "/field/inspect?task=" + task + "&point=x")) {
            assertThat(Client.of("coordination1", port).get(path).status())
                    .as(path)
                    .isEqualTo(403);
        }
        Client other = Client.of("zhaoxiang1", port);
        assertThat(other.get("/field/inspect?task=" + task + "&point=" + road.code())
                        .status())
                .isEqualTo(403);
        assertThat(officer.get("/field/inspect?task=" + task + "&point=P-310118106-9999")
                        .status())
                .isEqualTo(404);
        assertThat(officer.get("/field/inspect?task=TH-2069-98:310118106&point=x")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyTheLeaderVoidsARecord() {
        Map<String, String> typed = typed(officer.get("/field/inspect?task=" + task + "&point=" + road.code())
                .body());
        officer.form("/field/inspections", typed);
        Client lead = Client.of("xujingLead", port);
        String path = "/field/inspections/" + typed.get("clientId") + "/void";

        assertThat(officer.get("/field/inspections").body()).doesNotContain(path);
        assertThat(lead.get("/field/inspections").body()).contains(path);
        assertThat(officer.form(path, Map.of("reason", "重复录入同一次检查。")).status()).isEqualTo(403);
        assertThat(lead.form(path, Map.of("reason", "重复录入同一次检查。")).status()).isEqualTo(302);
        assertThat(lead.get("/field/inspections").body())
                .contains("已作废", "重复录入同一次检查。")
                .doesNotContain(path);
    }

    @Test
    void asksTheSameForFewAndForManyTasks() {
        officer.get("/field/plain");
        int few = Statements.during(() -> officer.get("/field/plain"));

        List.of("TH-2069-61", "TH-2069-62", "TH-2069-63").forEach(code -> patrol.running(code, Patrol.XUJING));

        assertThat(officer.get("/field/plain").body()).contains("TH-2069-63");
        assertThat(Statements.during(() -> officer.get("/field/plain")))
                .isEqualTo(few)
                .isBetween(1, 12);
    }

    @Test
    void givesThePhoneItsTasksInTheShapeOfTheContract() {
        var tasks = officer.get("/api/field/tasks").json();

        var mine = tasks.findParents("points").stream()
                .filter(open -> open.get("code").asText().equals(task))
                .findFirst()
                .orElseThrow();
        assertThat(mine.get("mode").asText()).isEqualTo("CAMPAIGN");
        assertThat(mine.get("theme").asText()).isEqualTo("THEME_APPEARANCE");
        assertThat(mine.get("from").asText()).isEqualTo("2023-01-10");
        assertThat(mine.get("to").asText()).isEqualTo("2023-01-20");
        assertThat(mine.get("checklist").get("version").asInt()).isOne();
        assertThat(mine.get("checklist").get("items").get(0).fieldNames())
                .toIterable()
                .contains("code", "text", "violationCode");
        assertThat(mine.get("points").get(0).fieldNames())
                .toIterable()
                .contains("code", "name", "kind", "lat", "lon", "requiredRounds", "doneRounds", "state");
    }

    private Map<String, String> typed(String form) {
        Matcher clientId = CLIENT_ID.matcher(form);
        assertThat(clientId.find()).as(form).isTrue();
        Map<String, String> typed = new HashMap<>();
        typed.put("clientId", clientId.group(1));
        typed.put("squadTask", task);
        typed.put("pointCode", road.code());
        typed.put("startedAt", "2023-01-11T20:05");
        typed.put("endedAt", "");
        typed.put("legalClass", "STREET_PATROL");
        typed.put("inspectionCode", "");
        typed.put("officers", "xujing1,xujing2");
        typed.put("auxiliaries", "0");
        typed.put("certShown", "true");
        typed.put("recordingTold", "true");
        typed.put("gps.lat", "");
        typed.put("gps.lon", "");
        typed.put("gps.accuracy", "");
        typed.put("gps.datum", "WGS84");
        typed.put("gpsMissingReason", "电脑补录");
        typed.put("photos[0].sha256", Patrol.hash());
        typed.put("photos[0].relation", "WIDE");
        typed.put("photos[1].sha256", Patrol.hash());
        typed.put("photos[1].relation", "CLOSE");
        List<Checklist.Item> items = checklists.get(Patrol.CHECKLIST).itemsFor(road.kind());
        for (int at = 0; at < items.size(); at++) {
            typed.put("items[" + at + "].code", items.get(at).code());
            typed.put("items[" + at + "].result", items.get(at).code().equals("CA-02") ? "PROBLEM" : "OK");
        }
        for (int at = 0; at < 3; at++) {
            String name = "findings[" + at + "].";
            typed.put(name + "partyUnknown", "true");
            typed.put(name + "violationCode", at == 0 ? "VIO_STALL" : "");
            typed.put(name + "description", at == 0 ? "占道设摊一处，经劝导已离开。" : "");
            typed.put(name + "disposition", at == 0 ? "CORRECTED_ON_SPOT" : "");
            typed.put(name + "educationKind", at == 0 ? "ORAL" : "");
            typed.put(name + "partySigned", at == 0 ? "ABSENT" : "");
            typed.put(name + "witness", at == 0 ? "市民甲" : "");
            typed.put(name + "orderDueOn", "");
        }
        typed.put("findings[0].educationGiven", "true");
        return typed;
    }

    private int stored(Map<String, String> typed) {
        return jdbc.sql("select count(*) from inspection where client_id = ?::uuid")
                .param(typed.get("clientId"))
                .query(Integer.class)
                .single();
    }
}
