package cn.leiting.phone;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.fieldwork.Patrol;
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
