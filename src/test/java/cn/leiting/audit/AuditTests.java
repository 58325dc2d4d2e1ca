package cn.leiting.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the audit tells, what it refuses, and how its chain finds a hand in the database. */
@LeitingTest
class AuditTests {

    private static final Actor LEGAL = new Actor("legal1", Set.of("deptLegal"));

    @LocalServerPort
    private int port;

    @Autowired
    private Audit audit;

    @Autowired
    private Seals seals;

    @Autowired
    private Patrol patrol;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private record Left(
            String actor,
            String verb,
            String subject,
            String outcome,
            @Nullable Integer status,
            @Nullable String address,
            @Nullable String session,
            @Nullable String before,
            @Nullable String after) {}

    /** An answer may arrive before the line of what it refuses. */
    private List<Left> since(long newest, int expected) {
        for (int tried = 0; tried < 50 && since(newest).size() < expected; tried++) {
            LockSupport.parkNanos(100_000_000);
        }
        return since(newest);
    }

    private List<Left> since(long newest) {
        return jdbc.sql("""
                        select actor, verb, subject, outcome, status, address, session, before::text, after::text
                        from audit_line where id > ? order by id
                        """).param(newest).query(Left.class).list();
    }

    private long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from audit_line")
                .query(Long.class)
                .single();
    }

    private static String fresh() {
        return "AUDIT-" + UUID.randomUUID();
    }

    @Test
    void tellsWhatACommandChangedBeforeAndAfter() {
        Client coordination = Client.of("coordination1", port);
        long newest = newest();

        Client.Answer answer = coordination.form(
                "/calendar/parameters", Map.of("key", "lookback.publicize", "value", "4", "from", "2090-01-01"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        List<Left> left = since(newest, 1);
        assertThat(left).hasSize(1);
        assertThat(left.get(0).actor()).isEqualTo("coordination1");
        assertThat(left.get(0).verb()).isEqualTo("更改期限参数");
        assertThat(left.get(0).outcome()).isEqualTo("DONE");
        assertThat(left.get(0).address()).isEqualTo("127.0.0.1");
        assertThat(left.get(0).session()).matches("[0-9a-f]{16}");
        assertThat(left.get(0).after()).contains("\"parameter lookback.publicize:2090-01-01\"", "\"value\": \"4\"");
        assertThat(left.get(0).before()).contains("\"valid_to\"");
        assertThat(jdbc.sql("select count(*) from audit_change")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void tellsWhatWasRefusedAndThatNothingChanged() {
        Client officer = Client.of("xujing1", port);
        long newest = newest();

        officer.form("/calendar/parameters", Map.of("key", "lookback.publicize", "value", "4", "from", "2091-01-01"));
        officer.withoutToken("POST", "/api/campaigns/TH-2037-01/cancel", "{}");

        assertThat(since(newest, 2))
                .extracting(Left::verb, Left::subject, Left::outcome, Left::status, Left::after)
                .containsExactly(
                        tuple("更改期限参数", "", "REFUSED", 403, null), tuple("取消行动", "TH-2037-01", "REFUSED", 403, null));
    }

    @Test
    void tellsLoginsThatSucceedAndThatFail() {
        long newest = newest();
        Client client = Client.anonymous(port);
        client.login("water1", "wrong");
        client.login("ecology1", "leiting-demo");
        client.form("/logout", Map.of());

        assertThat(since(newest, 3))
                .extracting(Left::actor, Left::verb, Left::outcome, Left::status)
                .containsExactly(
                        tuple("water1", "登录", "REFUSED", 401),
                        tuple("ecology1", "登录", "DONE", 302),
                        tuple("ecology1", "退出登录", "DONE", 302));
    }

    @Test
    void tellsWhatTasklistDoesByTheNameOfTheTask() {
        Client legal = Client.of("legal1", port);
        String task = legal.engine(
                        "GET",
                        "/task?processInstanceBusinessKey=TH-2023&taskDefinitionKey=userTask_confirmReceipt"
                                + "&candidateGroup=deptLegal&includeAssignedTasks=true",
                        null)
                .json()
                .path(0)
                .path("id")
                .asText();
        assertThat(task).isNotEmpty();
        long newest = newest();

        legal.engine("POST", "/task/" + task + "/claim", Map.of("userId", "legal1"));
        legal.engine("POST", "/task/" + task + "/unclaim", Map.of());
        int refused = legal.submit(task, Map.of("remark", "字".repeat(4000))).status();

        assertThat(refused).isEqualTo(400);
        List<Left> left = since(newest, 3);
        assertThat(left).extracting(Left::subject).containsOnly("TH-2023");
        assertThat(left).extracting(Left::actor).containsOnly("legal1");
        assertThat(left).extracting(Left::outcome).containsExactly("DONE", "DONE", "REFUSED");
        assertThat(left.get(0).verb()).startsWith("认领任务：");
        assertThat(left.get(0).after()).contains("\"assignee\": \"legal1\"");
        assertThat(left.get(2).verb()).startsWith("提交任务：");
    }

    @Test
    void tellsWhoLookedAtThePictureThatAPhoneSent() throws IOException, NoSuchAlgorithmException {
        String task = patrol.running("TH-2037-01", Patrol.XUJING);
        byte[] photo = picture();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo));
        ObjectNode visit = patrol.clean(task, patrol.point(Kind.ROAD));
        visit.putArray("photos");
        Patrol.photo(visit, hash, "WIDE");
        Client officer = Client.of("xujing1", port);
        Client supervision = Client.of("supervision1", port);
        long newest = newest();

        officer.post("/api/field/inspections", visit);
        officer.upload("PUT", "/api/field/inspections/" + visit.get("clientId").asText() + "/photos/" + hash, photo);
        supervision.get("/evidence/" + hash);
        supervision.get("/evidence/" + "0".repeat(64));
        supervision.get("/evidence");

        assertThat(since(newest, 3))
                .extracting(Left::actor, Left::verb, Left::outcome)
                .containsExactly(
                        tuple("xujing1", "上报检查", "DONE"),
                        tuple("xujing1", "上传照片", "DONE"),
                        tuple("supervision1", "调阅照片原图", "DONE"));
    }

    private static byte[] picture() throws IOException {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, UUID.randomUUID().hashCode());
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void aLineGoesWithItsTransaction() {
        String lost = fresh();
        String kept = fresh();

        transaction.executeWithoutResult(status -> {
            audit.line(LEGAL, "试验", lost, Map.of("state", "A"), Map.of("state", "B"));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(
                status -> audit.line(LEGAL, "试验", kept, Map.of("state", "A"), Map.of("state", "B")));

        assertThat(jdbc.sql("select subject from audit_line where subject in (?, ?)")
                        .params(lost, kept)
                        .query(String.class)
                        .list())
                .containsExactly(kept);
    }

    @Test
    void whatNobodyCommandedIsTheSystems() {
        seals.sealAll();
        long newest = newest();
        jdbc.sql("update squad_task set version = version where false").update();
        jdbc.sql(
                        "update inspection_point set radius_m = radius_m + 1 where code = (select min(code) from inspection_point)")
                .update();
        jdbc.sql(
                        "update inspection_point set radius_m = radius_m - 1 where code = (select min(code) from inspection_point)")
                .update();

        seals.sealAll();

        assertThat(since(newest))
                .hasSize(2)
                .allMatch(left -> left.actor().equals("system") && left.verb().equals("系统更新"))
                .allMatch(left -> String.valueOf(left.before()).contains("radius_m"));
        assertThat(seals.verify().isWhole()).isTrue();
    }

    @Test
    void linesAreOnlyAddedTo() {
        audit.line(LEGAL, "试验", fresh(), Map.of(), Map.of());
        seals.sealAll();

        for (String command : List.of(
                "update audit_line set actor = 'nobody'",
                "delete from audit_line",
                "truncate audit_line, audit_seal",
                "update audit_seal set hash = hash",
                "delete from audit_seal",
                "truncate audit_seal")) {
            assertThatThrownBy(() -> jdbc.sql(command).update())
                    .as(command)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void findsWhateverASuperuserDoesToTheChain() {
        for (int i = 0; i < 5; i++) {
            audit.line(LEGAL, "试验", fresh(), Map.of("state", "A"), Map.of("state", "B"));
        }
        seals.sealAll();
        assertThat(seals.verify().isWhole()).isTrue();
        long place = seals.head().place() - 2;
        String line = "(select line from audit_seal where place = " + place + ")";

        for (String hand : List.of(
                "update audit_line set actor = 'nobody' where id = " + line,
                "update audit_line set at = at + interval '1 microsecond' where id = " + line,
                "update audit_line set after = '{}' where id = " + line,
                "update audit_line set verb = verb || subject, subject = '' where id = " + line,
                "delete from audit_line where id = " + line,
                "update audit_seal set hash = repeat('0', 64) where place = " + place,
                "delete from audit_seal where place = " + place,
                "update audit_seal set line = -line where place = " + place)) {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("set local session_replication_role = replica").update(); // no trigger, no foreign key
                assertThat(jdbc.sql(hand).update()).as(hand).isEqualTo(1);

                Seals.Verdict verdict = seals.verify();

                assertThat(verdict.isWhole()).as(hand).isFalse();
                assertThat(verdict.broken()).as(hand).isBetween(place, place + 1);
                status.setRollbackOnly();
            });
        }
        assertThat(seals.verify().isWhole()).isTrue();
    }

    @Test
    void nobodyWaitsForALineThatIsNotCommitted() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        String slow = fresh();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> late = threads.submit(() -> transaction.executeWithoutResult(status -> {
                jdbc.sql("""
                                insert into audit_line (at, actor, verb, subject, things, outcome)
                                values (now(), 'legal1', '试验', ?, '{}', 'DONE')
                                """).param(slow).update();
                written.countDown();
                await(others);
            }));
            await(written);
            String quick = fresh();
            audit.line(LEGAL, "试验", quick, Map.of(), Map.of());
            seals.sealAll();
            assertThat(sealed(quick)).isTrue();
            assertThat(sealed(slow)).isFalse();
            others.countDown();
            late.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        seals.sealAll();
        assertThat(sealed(slow)).isTrue();
        assertThat(seals.verify().isWhole()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private boolean sealed(String subject) {
        return jdbc.sql("select exists (select from audit_seal join audit_line on id = line where subject = ?)")
                .param(subject)
                .query(Boolean.class)
                .single();
    }

    @Test
    void isForTheAdministratorAndTheLeaderInCharge() {
        for (String account : List.of("admin", "lead1")) {
            Client reader = Client.of(account, port);
            for (String page : List.of("/audit", "/audit/verify", "/audit.xlsx")) {
                assertThat(reader.get(page).status()).as(account + page).isEqualTo(200);
            }
        }
        for (String account :
                List.of("coordination1", "supervision1", "bureau1", "viceHead1", "xujingLead", "police1")) {
            Client other = Client.of(account, port);
            for (String page : List.of("/audit", "/audit/verify", "/audit.xlsx")) {
                assertThat(other.get(page).status()).as(account + page).isEqualTo(403);
            }
        }
        assertThat(Client.of("admin", port).form("/audit", Map.of()).status()).isEqualTo(405);
    }

    @Test
    void isFoundByThingPersonPeriodAndVerbPageByPage() {
        String thing = fresh();
        for (int i = 0; i < 101; i++) {
            audit.line(LEGAL, "翻页试验", thing + ":" + i, Map.of("state", "前" + i), Map.of("state", "后" + i));
        }
        Client lead = Client.of("lead1", port);

        String first = lead.get("/audit?thing=" + thing).body();
        assertThat(first).contains(thing + ":100", "前100 → 后100", "更早的记录").doesNotContain("前0 → 后0");
        String next = first.replaceAll("(?s).*before=(\\d+).*", "$1");
        assertThat(lead.get("/audit?thing=" + thing + "&before=" + next).body())
                .contains("前0 → 后0")
                .doesNotContain("前1 → 后1", "更早的记录");
        assertThat(lead.get("/audit?thing=" + thing
                                + ":7&person=legal1&verb=翻页&from=2023-01-01&to=2099-01-01&outcome=DONE")
                        .body())
                .contains("前7 → 后7")
                .doesNotContain("前8 → 后8");
        for (String without :
                List.of("person=legal2", "verb=审核", "to=2022-01-01", "from=2099-01-01", "outcome=FAILED")) {
            assertThat(lead.get("/audit?thing=" + thing + "&" + without).body())
                    .as(without)
                    .contains("没有符合条件的记录");
        }
        assertThat(lead.get("/audit?thing=%25").body()).contains("没有符合条件的记录");
    }

    @Test
    void costsTheSameForAnyNumberOfLines() {
        String one = fresh();
        String many = fresh();
        audit.line(LEGAL, "试验", one, Map.of(), Map.of());
        for (int i = 0; i < 30; i++) {
            audit.line(LEGAL, "试验", many, Map.of(), Map.of());
        }
        Client lead = Client.of("lead1", port);
        lead.get("/audit");

        int few = Statements.during(() -> lead.get("/audit?thing=" + one));
        int more = Statements.during(() -> lead.get("/audit?thing=" + many));

        assertThat(more).isEqualTo(few);
    }

    @Test
    void knowsAnEarlierStateOfTheChainAgain() {
        audit.line(LEGAL, "试验", fresh(), Map.of(), Map.of());
        seals.sealAll();
        Seals.Head noted = seals.head();
        audit.line(LEGAL, "试验", fresh(), Map.of(), Map.of());
        seals.sealAll();
        Client lead = Client.of("lead1", port);

        assertThat(lead.get("/audit/verify?place=" + noted.place() + "&hash=" + noted.hash())
                        .body())
                .contains("审计链完整", "与抄录一致");
        assertThat(lead.get("/audit/verify?place=" + noted.place() + "&hash=" + "0".repeat(64))
                        .body())
                .contains("与抄录不一致");
    }
}
