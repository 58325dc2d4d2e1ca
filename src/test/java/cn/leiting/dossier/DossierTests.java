package cn.leiting.dossier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.evidence.Pictures;
import cn.leiting.feed.Released;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.InfoItems;
import cn.leiting.publicity.Publications;
import cn.leiting.publicity.Publications.Reason;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Sweep;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Photos, proofs, counts and delays of items of Xujing, through HTTP. */
@LeitingTest
class DossierTests {

    private static final byte[] PDF = "%PDF-1.4 proof".getBytes(UTF_8);

    @Autowired
    private Released released;

    @Autowired
    private ItemPhotos photos;

    @Autowired
    private InfoItems items;

    @Autowired
    private Publications publications;

    @Autowired
    @Qualifier("thumbnails")
    private Sweep thumbnails;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void takesPhotosFromTheSquadAndMarksFromTheOffice() {
        String code = released.submitted("带照片的整治消息");
        byte[] first = Pictures.jpeg(64, 48);
        byte[] second = Pictures.png(64, 48);
        Client squad = Client.of("xujing2", port);
        Client office = Client.of("office1", port);

        assertThat(upload(squad, "/publicity/" + code + "/photos", first).status())
                .isEqualTo(302);
        assertThat(upload(office, "/publicity/" + code + "/photos", second).status())
                .isEqualTo(302);
        assertThat(upload(squad, "/publicity/" + code + "/photos", first).status())
                .isEqualTo(409);
        assertThat(squad.get("/publicity/" + code + "/dossier").body())
                .contains("未标注", "照片2", "上传照片")
                .doesNotContain(">标注</button>");
        assertThat(squad.bytes(photo(code, first))).isEqualTo(first);
        assertThatThrownBy(() -> photos.flags(code)).hasMessage("还有2张照片没有标注人脸和车牌，请先在信息档案页标注。");

        assertThat(office.form(photo(code, first) + "/marks", Map.of()).status())
                .isEqualTo(302);
        assertThat(office.form(photo(code, second) + "/marks", Map.of("plates", "true"))
                        .status())
                .isEqualTo(302);
        assertThat(photos.flags(code).containsPersons()).isTrue();
        assertThat(office.get("/publicity/" + code + "/dossier").body()).contains("没有人脸和车牌", "有车牌");
        assertThat(squad.form(photo(code, second) + "/removal", Map.of()).status())
                .isEqualTo(302);
        assertThat(photos.flags(code).containsPersons()).isFalse();
        assertThat(squad.get(photo(code, second)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "xujing1, 302, 403, 200",
        "office2, 302, 302, 200",
        "legal1, 403, 403, 200",
        "coordination1, 403, 403, 200",
        "lead1, 403, 403, 200",
        "zhaoxiang1, 403, 403, 403",
        "xujingTown1, 403, 403, 403",
        "police1, 403, 403, 403",
        "admin, 403, 403, 403"
    })
    void keepsPhotosFromOthers(String person, int add, int mark, int see) {
        String code = released.submitted("看照片的整治消息" + person);
        byte[] known = Pictures.jpeg(40, 30);
        upload(Client.of("xujing1", port), "/publicity/" + code + "/photos", known);
        Client client = Client.of(person, port);

        assertThat(client.get("/publicity/" + code + "/dossier").status()).isEqualTo(see);
        assertThat(client.get(photo(code, known)).status()).isEqualTo(see);
        assertThat(client.form(photo(code, known) + "/marks", Map.of()).status())
                .isEqualTo(mark);
        assertThat(upload(client, "/publicity/" + code + "/photos", Pictures.jpeg(40, 31))
                        .status())
                .isEqualTo(add);
        assertThat(client.form(photo(code, known) + "/removal", Map.of()).status())
                .isEqualTo(add);
    }

    @Test
    void takesNineRealPhotosWhileTheItemWaitsForTheEditor() {
        String code = released.submitted("照片很多的整治消息");
        Client squad = Client.of("xujing1", port);
        String path = "/publicity/" + code + "/photos";
        for (byte[] none : List.of(PDF, new byte[0], "<svg onload='x'>".getBytes(UTF_8))) {
            assertThat(upload(squad, path, none).status()).isEqualTo(422);
        }
        for (int i = 1; i <= 9; i++) {
            assertThat(upload(squad, path, Pictures.jpeg(40, 40 + i)).status()).isEqualTo(302);
        }
        assertThat(upload(squad, path, Pictures.jpeg(40, 60)).body()).contains("已有9张照片，不能再增加。");
        assertThat(squad.get("/publicity/" + code + "/dossier").body()).doesNotContain("上传照片</button>");

        String settled = released.approved("照片定了的整治消息");
        assertThat(upload(squad, "/publicity/" + settled + "/photos", Pictures.jpeg(40, 61))
                        .body())
                .contains("待发布，不能增加照片。");
        assertThatThrownBy(() -> jdbc.sql("delete from info_photo where item = ?")
                        .param(photographed())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private String photographed() {
        return released.release(released.approved(released.submitted("带照片发布的整治消息"), this::photographClear));
    }

    private void photographClear(String code) {
        byte[] photo = Pictures.jpeg(50, 50);
        upload(Client.of("xujing1", port), "/publicity/" + code + "/photos", photo);
        Client.of("office1", port).form(photo(code, photo) + "/marks", Map.of());
    }

    @Test
    void showsThePublicOnlySmallPicturesWithoutFacesAndPlatesOfWhatStands() {
        byte[] clear = Pictures.jpeg(400, 300);
        byte[] face = Pictures.jpeg(400, 301);
        String code = released.submitted("公开照片的整治消息");
        Client office = Client.of("office1", port);
        for (byte[] one : List.of(clear, face)) {
            upload(office, "/publicity/" + code + "/photos", one);
            office.form(photo(code, one) + "/marks", one == face ? Map.of("faces", "true") : Map.of());
        }
        thumbnails.sweep();
        Client anybody = Client.anonymous(port);
        String shown = "/public/photos/" + Pictures.hash(clear);
        assertThat(anybody.get(shown).status()).as("not published").isEqualTo(404);

        released.release(released.approved(code, any -> {}));

        assertThat(anybody.get("/public/items/" + code).body())
                .contains(shown)
                .doesNotContain(Pictures.hash(face), "/publicity/");
        assertThat(new String(anybody.bytes(shown), ISO_8859_1)).startsWith("\u00ff\u00d8\u00ff");
        assertThat(anybody.bytes(shown)).isNotEqualTo(clear);
        assertThat(anybody.get("/public/photos/" + Pictures.hash(face)).status())
                .isEqualTo(404);
        assertThat(Statements.during(() -> anybody.get(shown))).isEqualTo(1);

        publications.withdraw(code, Reason.PERSONS_REQUEST, "当事人要求撤下。", new Actor("legal1", Set.of("deptLegal")));
        assertThat(anybody.get(shown).status()).isEqualTo(404);
    }

    @Test
    void keepsTheProofsOfAPublication() {
        String code = released.onTheSite("有证明的整治消息");
        Client office = Client.of("office2", port);
        String path = "/publicity/" + code + "/publications/1/proofs";

        assertThat(upload(office, path, "MZ program".getBytes(UTF_8)).body()).contains("证明只接收PDF、JPEG和PNG格式。");
        assertThat(upload(office, path, new byte[0]).body()).contains("请选择要上传的证明。");
        assertThat(upload(office, path, Arrays.copyOf(PDF, 20 * 1024 * 1024 + 1))
                        .status())
                .isIn(413, 422);
        assertThat(upload(office, path, PDF).status()).isEqualTo(302);
        assertThat(upload(office, path, PDF).status()).isEqualTo(409);
        for (int i = 2; i <= 5; i++) {
            assertThat(upload(office, path, Pictures.png(20, 20 + i)).status()).isEqualTo(302);
        }
        assertThat(upload(office, path, Pictures.png(20, 40)).body()).contains("这一发布已有5份证明，不能再增加。");
        assertThat(upload(office, "/publicity/" + code + "/publications/2/proofs", PDF)
                        .status())
                .isEqualTo(404);

        Client squad = Client.of("xujing3", port);
        assertThat(squad.bytes(path + "/1")).isEqualTo(PDF);
        assertThat(squad.get("/publicity/" + code + "/dossier").body())
                .contains("证明5（PNG")
                .doesNotContain("上传证明");
        assertThat(header(squad.get(path + "/1"), "Content-Type")).isEqualTo("application/pdf");
        assertThat(Client.of("zhaoxiang1", port).get(path + "/1").status()).isEqualTo(403);
        assertThat(Client.anonymous(port).get(path + "/1").status()).isIn(302, 401);
        assertThat(upload(squad, path, PDF).status()).isEqualTo(403);
        assertThatThrownBy(
                        () -> jdbc.sql("update publication_proof set bytes = 1").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void countsReadersFromTheSeventhDayOn() {
        String code = released.onTheSite("有人阅读的整治消息");
        Client office = Client.of("office1", port);
        String path = "/publicity/" + code + "/publications/1/counts";

        assertThat(office.form(path, Map.of("readers", "10")).body()).contains("发布满7天后才能登记传播数据。");
        String old = elder();
        path = "/publicity/" + old + "/publications/1/counts";
        assertThat(office.form(path, Map.of("readers", "1200", "shares", "")).status())
                .isEqualTo(302);
        assertThat(office.form(path, Map.of("readers", "1500", "shares", "30")).status())
                .isEqualTo(302);
        assertThat(office.get("/publicity/" + old + "/dossier").body()).contains("阅读1500，转发30");
        for (Map<String, String> unfit : List.of(
                Map.of("readers", "-1"),
                Map.of("readers", "1000000001"),
                Map.of("readers", "5", "shares", "-2"),
                Map.of("shares", "2"))) {
            assertThat(office.form(path, unfit).status()).as(unfit.toString()).isEqualTo(422);
        }
        for (String person : List.of("xujing1", "legal1", "lead1")) {
            assertThat(Client.of(person, port)
                            .form(path, Map.of("readers", "1"))
                            .status())
                    .isEqualTo(403);
        }
    }

    /** Of a campaign that was written of eight days ago. */
    private String elder() {
        jdbc.sql("""
                        insert into publication
                            (subject, no, channel, title, body, url, published_at, published_by, published_by_name,
                             recorded_at)
                        values ('LB-2045-61', 1, 'WECHAT', '八天前的报道', repeat('报道', 30), 'https://example.cn/1',
                                '2023-01-04 10:00+08', 'office1', '办公室1', '2023-01-04 10:00+08')
                        """).update();
        return "LB-2045-61";
    }

    @Test
    void measuresDelaysWithoutRanking() {
        released.onTheSite("量时差的整治消息甲");
        released.submitted("量时差的整治消息乙");

        String all = Client.of("supervision1", port)
                .get("/publicity/delays?year=2023")
                .body();
        assertThat(all)
                .contains("只供了解情况，不排名", "1小时0分钟", "办公室", "全部")
                .containsSubsequence("夏阳街道", "徐泾镇城管中队", "办公室", "全部");
        String own =
                Client.of("xujing1", port).get("/publicity/delays?year=2023").body();
        assertThat(own).contains("徐泾镇城管中队").doesNotContain("赵巷镇城管中队", ">全部<");
        assertThat(Client.of("xujing1", port).get("/publicity/delays?year=2024").body())
                .contains("徐泾镇城管中队", "—");
        for (String stranger : List.of("xujingTown1", "police1", "admin")) {
            assertThat(Client.of(stranger, port).get("/publicity/delays").status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/publicity/INFO-2023-9990/dossier", "/publicity/LB-2045-62/dossier"})
    void knowsNoFileOfNothing(String path) {
        assertThat(Client.of("office1", port).get(path).status()).isEqualTo(404);
    }

    @Test
    void asksTheSameForFewAndForMany() {
        String few = released.onTheSite("档案很少的整治消息");
        String many = released.approved(released.submitted("档案很多的整治消息"), code -> {
            for (int i = 0; i < 4; i++) {
                photographClear(code);
            }
        });
        released.release(many);
        Client office = Client.of("office1", port);
        upload(office, "/publicity/" + many + "/publications/1/proofs", PDF);
        office.get("/publicity/" + few + "/dossier");

        int before = Statements.during(() -> office.get("/publicity/" + few + "/dossier"));

        assertThat(Statements.during(() -> office.get("/publicity/" + many + "/dossier")))
                .isEqualTo(before)
                .isLessThan(15);
        assertThat(items.get(many).status()).isEqualTo(Status.PUBLISHED);
    }

    @Test
    void refusesWhatIsNoFileThroughTheDoorToo() {
        assertThatThrownBy(() -> photos.add("INFO-2023-9990", () -> null, new Actor("office1", Set.of("deptOffice"))))
                .isInstanceOf(Refusal.class)
                .hasMessage("没有编号为“INFO-2023-9990”的信息。");
    }

    private static String photo(String code, byte[] bytes) {
        return "/publicity/" + code + "/photos/" + Pictures.hash(bytes);
    }

    private static Answer upload(Client client, String path, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--limit--\r\n".getBytes(UTF_8));
        return client.upload("POST", path, body.toByteArray(), "Content-Type", "multipart/form-data; boundary=limit");
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }
}
