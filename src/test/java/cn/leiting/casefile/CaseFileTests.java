package cn.leiting.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.casepaper.Steps;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.office.Word;
import cn.leiting.shared.Actor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of a case's documents, its archive and its marks, as people use them. */
@LeitingTest
class CaseFileTests {

    private static final byte[] PDF = "%PDF-1.7 扫描件 %%EOF".getBytes(StandardCharsets.UTF_8);

    @LocalServerPort
    private int port;

    @Autowired
    private Steps steps;

    @Autowired
    private Cases cases;

    @Autowired
    private Handlers handlers;

    @Autowired
    private FileReviews reviews;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aHandlerMakesSignsAndTakesAwayTheWholeFile() throws IOException {
        String code = steps.found();
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        Client handler = Client.of("xujing1", port);

        assertThat(make(handler, code, "INSPECTION_RECORD").status()).isEqualTo(302);
        assertThat(make(handler, code, "ORDER_TO_CORRECT").status()).isEqualTo(302);
        assertThat(sign(handler, code, "ORDER_TO_CORRECT", 1, "a.pdf", PDF).status())
                .isEqualTo(302);
        assertThat(handler.get(path(code)).body()).contains("现场检查笔录（第1号）", "责令改正通知书（第1号）", "2023年1月12日签署", "第2版.pdf");
        int reads = reads(code);

        Map<String, byte[]> archive = unzip(handler.bytes(path(code) + ".zip"));

        assertThat(archive)
                .containsKeys(
                        "00-封面.docx",
                        "01-现场检查笔录/现场检查笔录1-1.docx",
                        "02-责令改正通知书/责令改正通知书1-1.docx",
                        "02-责令改正通知书/责令改正通知书1-2.pdf",
                        "目录.xlsx")
                .hasSize(5);
        assertThat(archive.get("02-责令改正通知书/责令改正通知书1-2.pdf")).isEqualTo(PDF);
        assertThat(Word.text(archive.get("00-封面.docx"))).contains("张试用", Steps.NUMBER, code, "占");
        assertThat(Word.text(archive.get("02-责令改正通知书/责令改正通知书1-1.docx")))
                .contains("当事人：张试用", Steps.NUMBER, "13812345678", "徐泾镇试用路1号");
        Map<String, String> index = index(archive.get("目录.xlsx"), 5);
        archive.forEach((name, bytes) -> {
            if (!name.equals("目录.xlsx")) {
                assertThat(index).as(name).containsEntry(name, sha256(bytes));
            }
        });
        assertThat(index).hasSize(5).containsEntry("照片/001-全景.jpg", "");
        assertThat(index(archive.get("目录.xlsx"), 6)).containsEntry("照片/001-全景.jpg", "照片尚未上传");
        assertThat(reads(code)).isEqualTo(reads + 1);
    }

    @Test
    void whoMayNotSeeThePartyGetsItMaskedAndNoScans() throws IOException {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        Client officer = Client.of("xujing1", port);
        make(officer, code, "ORDER_TO_CORRECT");
        sign(officer, code, "ORDER_TO_CORRECT", 1, "a.pdf", PDF);
        String docx = path(code) + "/ORDER_TO_CORRECT/1/1";
        String scan = path(code) + "/ORDER_TO_CORRECT/1/2";
        int reads = reads(code);

        for (String person : List.of("legal1", "supervision1", "xujingTown1", "xujing3", "xujingLead")) {
            Client reader = Client.of(person, port);
            assertThat(Word.text(reader.bytes(docx)))
                    .as(person)
                    .contains("张**", "110***********002X")
                    .doesNotContain("张试用", Steps.NUMBER, "13812345678", "试用路");
            assertThat(reader.get(scan).status()).as(person).isEqualTo(403);
        }
        Map<String, byte[]> archive = unzip(Client.of("legal1", port).bytes(path(code) + ".zip"));
        assertThat(archive).doesNotContainKey("02-责令改正通知书/责令改正通知书1-2.pdf");
        assertThat(index(archive.get("目录.xlsx"), 6)).containsEntry("02-责令改正通知书/责令改正通知书1-2.pdf", "扫描件含有当事人信息，未收入");
        assertThat(Word.text(archive.get("00-封面.docx"))).doesNotContain("张试用", Steps.NUMBER);
        assertThat(reads(code)).isEqualTo(reads);

        Client decider = Client.of("xujingDecide1", port);
        assertThat(Word.text(decider.bytes(docx))).contains("张试用", Steps.NUMBER);
        assertThat(decider.bytes(scan)).isEqualTo(PDF);
        assertThat(reads(code)).isEqualTo(reads + 2);
    }

    @Test
    void onlyTheContractsReadersSeeThePageAndOnlyTheSquadAdds() {
        String code = steps.registered();

        for (String person :
                List.of("xujing1", "xujingDecide1", "xujingReview1", "xujingTown1", "legal1", "supervision1")) {
            assertThat(Client.of(person, port).get(path(code)).status())
                    .as(person)
                    .isEqualTo(200);
        }
        for (String person : List.of("baihe1", "baiheDecide1", "coordination1", "bureau1", "police1", "admin")) {
            Client other = Client.of(person, port);
            assertThat(other.get(path(code)).status()).as(person).isEqualTo(403);
            assertThat(other.get(path(code) + ".zip").status()).as(person).isEqualTo(403);
        }
        for (String person : List.of("xujingTown1", "xujingDecide1", "legal1", "supervision1", "baihe1")) {
            Client other = Client.of(person, port);
            assertThat(make(other, code, "ORDER_TO_CORRECT").status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(sign(other, code, "ORDER_TO_CORRECT", 1, "a.pdf", PDF).status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(Client.of("xujing1", port)
                        .get("/cases/CASE-310118106-2023-999999/documents")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsRefusedIsSaidOnThePage() {
        String code = steps.registered();
        Client officer = Client.of("xujing1", port);

        Client.Answer early = make(officer, code, "PRIOR_NOTICE");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.body()).contains("还没有行政处罚事先告知书所需的办理记录");
        assertThat(make(officer, code, "NONSENSE").status()).isEqualTo(404);
        Client.Answer scan = receive(officer, code, "b.pdf", "不是扫描件".getBytes(StandardCharsets.UTF_8));
        assertThat(scan.status()).isEqualTo(422);
        assertThat(scan.body()).contains("扫描件只接收PDF、JPEG和PNG格式。");
        assertThat(receive(officer, code, "../../恶意.pdf", PDF).status()).isEqualTo(302);
        assertThat(officer.get(path(code)).body()).contains("照片说明（第1号）").doesNotContain("恶意");
    }

    @Test
    void supervisionMarksTheFilesOfClosedCases() {
        String code = steps.registered();
        Client supervision = Client.of("supervision1", port);
        assertThat(mark(supervision, code, "90", "送达回证缺见证人。").status()).isEqualTo(409);
        cases.terminate(code, "当事人死亡，没有承受人。", "xujingDecide1");

        for (String person : List.of("legal1", "xujing1", "xujingDecide1", "xujingTown1")) {
            assertThat(mark(Client.of(person, port), code, "90", "送达回证缺见证人。").status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(mark(supervision, code, "101", "缺陷说明。").status()).isEqualTo(422);
        assertThat(mark(supervision, code, "-1", "缺陷说明。").status()).isEqualTo(422);
        assertThat(mark(supervision, code, "99", "").status()).isEqualTo(422);
        assertThat(reviews.of(code)).isEmpty();
        assertThat(mark(supervision, code, "92", "送达回证缺见证人。").status()).isEqualTo(302);
        assertThat(mark(supervision, code, "100", "").status()).isEqualTo(302);

        assertThat(reviews.of(code)).extracting(FileReviews.Mark::counted).containsExactly(92, 100);
        assertThat(supervision.get(path(code)).body()).contains("送达回证缺见证人。", "法规监督科科员1");
        assertThatThrownBy(() -> jdbc.sql("update case_file_review set score = 1 where case_code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aFatalDefectCountsNothingAndNoHandlerMarks() {
        String code = steps.registered();
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        cases.terminate(code, "当事人死亡，没有承受人。", "xujingDecide1");

        assertThatThrownBy(
                        () -> reviews.mark(code, 95, false, "缺陷说明。", new Actor("xujing1", Set.of("deptSupervision"))))
                .hasMessageContaining("承办人不能评查");
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into case_file_review (case_code, round, score, fatal, reviewed_by, reviewed_by_name,
                                                              reviewed_at)
                                values (?, 1, 100, false, 'xujing1', '试用', now())
                                """).param(code).update()).hasMessageContaining("handled case");
        reviews.mark(code, 95, true, "没有告知陈述申辩权利。", new Actor("supervision2", Set.of("deptSupervision")));

        assertThat(reviews.of(code).get(0).counted()).isZero();
    }

    @Test
    void theArchiveAsksTheSameForOneDocumentAndForMany() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        Client officer = Client.of("xujing1", port);
        make(officer, code, "ORDER_TO_CORRECT");
        int few = leastStatements(officer, code);
        for (int version = 0; version < 5; version++) {
            make(officer, code, "ORDER_TO_CORRECT");
        }

        assertThat(leastStatements(officer, code)).isBetween(few - 1, few + 1);
    }

    /** Of three, for the session is written now and then, and after the answer: one more or less is not the archive's. */
    private static int leastStatements(Client person, String code) {
        return IntStream.range(0, 3)
                .map(call -> Statements.during(() -> person.bytes(path(code) + ".zip")))
                .min()
                .orElseThrow();
    }

    private static String path(String code) {
        return "/cases/" + code + "/documents";
    }

    private static Client.Answer make(Client person, String code, String kind) {
        return person.form(path(code), Map.of("kind", kind));
    }

    private static Client.Answer mark(Client person, String code, String score, String defects) {
        return person.form(path(code) + "/reviews", Map.of("score", score, "defects", defects));
    }

    private static Client.Answer sign(Client person, String code, String kind, int no, String name, byte[] scan) {
        return send(
                person, path(code) + "/" + kind + "/" + no + "/scans", name, scan, Map.of("signedOn", "2023-01-12"));
    }

    private static Client.Answer receive(Client person, String code, String name, byte[] scan) {
        return send(
                person,
                path(code) + "/scans",
                name,
                scan,
                Map.of("kind", "OTHER", "title", "照片说明", "madeOn", "2023-01-12"));
    }

    private static Client.Answer send(
            Client person, String path, String name, byte[] scan, Map<String, String> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((field, value) -> body.writeBytes(
                "--bd\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
                        .formatted(field, value)
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes("--bd\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(scan);
        body.writeBytes("\r\n--bd--\r\n".getBytes(StandardCharsets.UTF_8));
        return person.upload("POST", path, body.toByteArray(), "Content-Type", "multipart/form-data; boundary=bd");
    }

    private int reads(String code) {
        return jdbc.sql("select count(*) from party_read where case_code = ?")
                .param(code)
                .query(Integer.class)
                .single();
    }

    private static Map<String, byte[]> unzip(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** One column of the index, by the file. */
    private static Map<String, String> index(byte[] book, int column) throws IOException {
        DataFormatter cells = new DataFormatter();
        Map<String, String> index = new LinkedHashMap<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(book))) {
            Sheet sheet = workbook.getSheet("目录");
            for (int at = 2; at <= sheet.getLastRowNum(); at++) {
                Row row = sheet.getRow(at);
                index.put(cells.formatCellValue(row.getCell(1)), cells.formatCellValue(row.getCell(column)));
            }
            assertThat(workbook.getSheet("办理经过").getLastRowNum()).isGreaterThanOrEqualTo(2);
        }
        return index;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
