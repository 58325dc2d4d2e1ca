package cn.leiting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import cn.leiting.paper.Templates;
import cn.leiting.report.SpecialReport.Text;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 专报文稿 and its templates. */
@LeitingTest
class ReportPaperTests {

    private static final String KIND = "special-report";
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    private static final Text TEXT = new Text("渣土运输专项整治情况专报", "总体平稳。", "有序推进。", "错时执法。", "个别反弹。", "开展回头看。");
    private static final Text TRAP = new Text(
            "{{title}}与{{#annex}}",
            "{{overall}}\n{+x}",
            "{{?towns}}{{/towns}}",
            "{{@c:/windows/x.png}}",
            "<w:fldSimple>",
            "${7*7} =1+1 [no]");
    private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<t([hd])[^>]*>([^<]*)</t\\1>");

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private Templates templates;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void pageCallExcelAndWordOfOneVersionShowEqualNumbers() throws IOException {
        String subject = rounds.dispatched("TH-2081-71", Rounds.XUJING, Rounds.ZHAOXIANG);
        rounds.visits(subject + ":" + Rounds.ZHAOXIANG, 5, "VIO_SPILLAGE");
        rounds.visits(subject + ":" + Rounds.XUJING, 2, "VIO_DUMPING");
        String code = drafted(subject, TEXT);
        rounds.visits(subject + ":" + Rounds.XUJING, 4, "VIO_SPILLAGE");
        Client reader = Client.of("coordination1", port);
        String path = "/campaigns/" + subject + "/summary";

        List<List<String>> excel = excel(reader.bytes(path + ".xlsx?version=1"));
        List<List<String>> page = page(reader.get(path + "?version=1").body());
        JsonNode call = reader.get("/api" + path + "?version=1").json();
        try (XWPFDocument word = word(reader, code)) {
            List<List<String>> annex = annex(word);
            List<List<String>> towns = cells(word.getTables().get(0));

            assertThat(annex).isEqualTo(excel).isEqualTo(page).hasSize(4);
            for (int at = 0; at < 2; at++) {
                JsonNode row = call.get(at);
                List<String> line = excel.get(at + 1);
                assertThat(value(excel, line, "中队")).isEqualTo(row.path("name").asText());
                assertThat(value(excel, line, "检查（次）*"))
                        .isEqualTo(row.path("inspections").asText());
                assertThat(value(excel, line, "已查点位"))
                        .isEqualTo(row.path("pointsInspected").asText());
                assertThat(value(excel, line, "发现问题（起）*"))
                        .isEqualTo(row.path("findings").asText());
                assertThat(value(towns, towns.get(at + 1), "检查*"))
                        .isEqualTo(row.path("inspections").asText());
                assertThat(value(towns, towns.get(at + 1), "覆盖率")).isEqualTo(value(excel, line, "覆盖率"));
                assertThat(value(towns, towns.get(at + 1), "发现问题*"))
                        .isEqualTo(row.path("findings").asText());
            }
            assertThat(value(excel, excel.get(3), "检查（次）*")).isEqualTo("7");
            assertThat(text(word)).contains("检查7次，出动执法人员14人次", "第1版 · 冻结于2023年1月12日", hash(subject));
        }
        assertThat(reader.get("/reports/" + code).body()).contains("检查7次，出动执法人员14人次", hash(subject));
        assertThat(reader.get(path).body()).contains("实时数据", "第1版").doesNotContain("冻结于");
        assertThat(reader.get("/api" + path).json().get(1).path("inspections").asInt())
                .isEqualTo(6);
        assertThat(reader.get(path + "?version=9").status()).isEqualTo(404);
    }

    @Test
    void whatIsTypedStaysTextInTheWordFile() throws IOException {
        String code = drafted(rounds.dispatched("TH-2081-72", Rounds.XUJING), TRAP);

        try (XWPFDocument word = word(Client.of("office1", port), code)) {
            assertThat(text(word))
                    .contains(TRAP.title(), "{{overall}}", "{+x}", TRAP.progress(), TRAP.practices())
                    .contains(TRAP.problems(), TRAP.nextSteps());
            assertThat(word.getDocument().xmlText()).doesNotContain("<w:fldSimple", "<w:instrText");
            assertThat(word.getTables()).hasSize(4);
        }
    }

    @Test
    void carriesTheMarkOfADraftUntilItIsSigned() throws IOException {
        String code = drafted(rounds.dispatched("TH-2081-73", Rounds.XUJING), TEXT);
        Client reader = Client.of("supervision1", port);

        try (XWPFDocument draft = word(reader, code)) {
            assertThat(text(draft)).contains("草稿", "期号待编", "签发人：待签发", "分管副区长、区城管执法局领导班子：", "抄送：各街镇领导班子。");
        }
        assertThat(reader.get("/reports/" + code).body()).contains("草稿，尚未签发。");
        signed(code);
        try (XWPFDocument signed = word(reader, code)) {
            SpecialReport.Issue issue = reports.get(code).issue();
            assertThat(text(signed))
                    .doesNotContain("草稿", "{{")
                    .contains("2023年第" + issue.no() + "期（总第" + issue.total() + "期）", "2023年1月12日", "签发人：城管执法局领导班子成员1");
        }
    }

    @Test
    void aCorrectionIsPrintedInBoth() throws IOException {
        String wrong = drafted(rounds.dispatched("TH-2081-74", Rounds.XUJING), TEXT);
        signed(wrong);
        String right = reports.propose(null, TEXT.title(), wrong, "coordination1");
        reports.collect(right, "coordination1");
        reports.draft(right, TEXT, "coordination1");
        Client town = Client.of("xujingTown1", port);
        assertThat(town.get("/reports/" + wrong).body()).doesNotContain(right);
        signed(right);

        try (XWPFDocument corrected = word(town, wrong);
                XWPFDocument correction = word(town, right)) {
            assertThat(text(corrected)).contains("本期已由专报" + right + "更正。");
            assertThat(text(correction)).contains("本期更正专报" + wrong + "。", "更正：" + TEXT.title());
        }
        assertThat(town.get("/reports/" + wrong).body()).contains("本期已由专报" + right + "更正。");
    }

    @Test
    void aReportOnNothingInParticularHasNoTables() throws IOException {
        String code = reports.propose(null, "第一季度工作情况专报", null, "coordination1");
        reports.draft(code, TEXT, "coordination1");

        try (XWPFDocument word = word(Client.of("lead1", port), code)) {
            assertThat(word.getTables()).isEmpty();
            assertThat(text(word)).contains("本期没有汇总表。", "错时执法。").doesNotContain("{{");
        }
    }

    @Test
    void theOfficeChangesTheTemplateAndGoesBack() throws IOException {
        String code = drafted(rounds.dispatched("TH-2081-75", Rounds.XUJING), TEXT);
        Client office = Client.of("office1", port);
        byte[] shipped = office.bytes("/templates/special-report.docx");

        int no = templates.upload(KIND, "新模板.docx", with(shipped, "青浦区新版抬头"), TODAY, "office1");
        try {
            try (XWPFDocument word = word(office, code)) {
                assertThat(text(word)).contains("青浦区新版抬头");
            }
            assertThat(office.get("/templates/special-report").body()).contains("新模板.docx", "第" + no + "版", "今后");
            assertThat(office.bytes("/templates/special-report/" + no + ".docx"))
                    .isEqualTo(templates.file(KIND, no));
            assertThatThrownBy(() -> jdbc.sql("delete from paper_template").update())
                    .hasMessageContaining("paper_template");
        } finally {
            templates.use(KIND, -1, TODAY, "office1");
        }
        try (XWPFDocument word = word(office, code)) {
            assertThat(text(word)).doesNotContain("青浦区新版抬头");
        }
        assertThatThrownBy(() -> templates.use(KIND, 9999, TODAY, "office1")).hasMessage("没有第9999版模板。");
    }

    @Test
    void aSignedReportKeepsTheTemplateItWasSignedWith() throws IOException {
        String code = drafted(rounds.dispatched("TH-2081-76", Rounds.XUJING), TEXT);
        signed(code);
        Client reader = Client.of("xujingTown1", port);
        templates.upload(KIND, "新模板.docx", with(templates.file(KIND, 0), "签发以后加上的话"), TODAY, "office1");

        try (XWPFDocument word = word(reader, code)) {
            assertThat(text(word)).contains(TEXT.overall()).doesNotContain("签发以后加上的话");
        } finally {
            templates.use(KIND, -1, TODAY, "office1");
        }
    }

    @Test
    void refusesATemplateThatDoesNotFit() throws IOException {
        byte[] shipped = templates.file(KIND, 0);

        assertRefused("模板.doc", shipped, "模板须是 Word 文档（.docx）。");
        assertRefused(
                "模板.docx",
                "不是文档".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "文件不是可用的 Word 文档，或者含有宏、嵌入对象、外部链接，请改用普通的 .docx 文档。");
        assertRefused("模板.docx", new byte[2 * 1024 * 1024 + 1], "模板不能超过2MB。");
        assertRefused("模板.docx", with(shipped, "{{leader}}"), "模板中有不能识别的占位符：{{leader}}。");
        assertRefused("模板.docx", with(shipped, "{{@title}}"), "模板中有不能识别的占位符：{{@title}}。");
        assertRefused("模板.docx", with(shipped, "{{?title}}好{{/title}}"), "模板中有不能识别的占位符：{{?title}}。");
        assertRefused("模板.docx", with(shipped, "{{标 题}}"), "模板中有写法不正确的占位符，请按说明书写，如{{title}}。");
        assertRefused("模板.docx", without(shipped, "{{nextSteps}}"), "模板缺少占位符：{{nextSteps}}。");
        assertRefused(
                "模板.docx", field(shipped, " INCLUDETEXT \"x.docx\" "), "模板中只能有页码域，请删除其他域：INCLUDETEXT \"x.docx\"。");
        assertRefused("模板.docx", linked(shipped), "文件不是可用的 Word 文档，或者含有宏、嵌入对象、外部链接，请改用普通的 .docx 文档。");
    }

    @Test
    void onlyTheOfficeKeepsTheTemplates() {
        assertThat(Client.of("office2", port).get("/templates").status()).isEqualTo(200);
        for (String person :
                List.of("coordination1", "supervision1", "legal1", "bureau1", "xujing1", "xujingTown1", "admin")) {
            Client other = Client.of(person, port);
            assertThat(other.get("/templates/special-report").status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(other.get("/templates/special-report.docx").status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(other.form("/templates/special-report/0/use", java.util.Map.of())
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
    }

    private String drafted(String subject, Text text) {
        String code = reports.commission(subject, text.title(), "system");
        reports.collect(code, "coordination1");
        reports.draft(code, text, "coordination1");
        return code;
    }

    private void signed(String code) {
        reports.cosign(code, null, "supervision1");
        reports.sign(code, null, "bureau1");
        reports.deliver(code);
    }

    private String hash(String subject) {
        return jdbc.sql("select hash from summary_version where subject = ? and no = 1")
                .param(subject)
                .query(String.class)
                .single();
    }

    private void assertRefused(String name, byte[] template, String sentence) {
        assertThatThrownBy(() -> templates.upload(KIND, name, template, TODAY, "office1"))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
    }

    private static byte[] with(byte[] template, String paragraph) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(template))) {
            document.createParagraph().createRun().setText(paragraph);
            return bytes(document);
        }
    }

    private static byte[] without(byte[] template, String text) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(template))) {
            document.getParagraphs().stream()
                    .filter(paragraph -> paragraph.getText().contains(text))
                    .forEach(paragraph -> paragraph.getRuns().get(0).setText("", 0));
            return bytes(document);
        }
    }

    private static byte[] field(byte[] template, String code) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(template))) {
            document.createParagraph().getCTP().addNewFldSimple().setInstr(code);
            return bytes(document);
        }
    }

    private static byte[] linked(byte[] template) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(template))) {
            document.createParagraph().createHyperlinkRun("http://192.0.2.1/x").setText("外部链接");
            return bytes(document);
        }
    }

    private static byte[] bytes(XWPFDocument document) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        document.write(file);
        return file.toByteArray();
    }

    private static XWPFDocument word(Client reader, String code) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(reader.bytes("/reports/" + code + ".docx")));
    }

    private static String text(XWPFDocument word) {
        return new XWPFWordExtractor(word).getText();
    }

    /** The parts of the annex as the one table that they are, the squads' numbers and names once. */
    private static List<List<String>> annex(XWPFDocument word) {
        List<XWPFTable> tables = word.getTables();
        List<List<String>> whole = new ArrayList<>();
        cells(tables.get(1)).forEach(row -> whole.add(new ArrayList<>(row)));
        for (XWPFTable part : tables.subList(2, tables.size())) {
            List<List<String>> rows = cells(part);
            for (int at = 0; at < rows.size(); at++) {
                assertThat(rows.get(at).subList(0, 2)).isEqualTo(whole.get(at).subList(0, 2));
                whole.get(at).addAll(rows.get(at).subList(2, rows.get(at).size()));
            }
        }
        return whole;
    }

    private static List<List<String>> cells(XWPFTable table) {
        return table.getRows().stream()
                .map(row ->
                        row.getTableCells().stream().map(XWPFTableCell::getText).toList())
                .toList();
    }

    /** From the header on, without the lines below the table. */
    private static List<List<String>> excel(byte[] file) throws IOException {
        DataFormatter shown = new DataFormatter();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            int columns = sheet.getRow(2).getLastCellNum();
            return IntStream.rangeClosed(2, sheet.getLastRowNum())
                    .mapToObj(sheet::getRow)
                    .filter(row -> row.getLastCellNum() == columns)
                    .map(row -> IntStream.range(0, columns)
                            .mapToObj(at -> shown.formatCellValue(row.getCell(at)))
                            .toList())
                    .toList();
        }
    }

    private static List<List<String>> page(String body) {
        List<List<String>> rows = new ArrayList<>();
        ROW.matcher(body)
                .results()
                .forEach(row -> rows.add(CELL.matcher(row.group(1))
                        .results()
                        .map((MatchResult cell) -> cell.group(2))
                        .toList()));
        return rows;
    }

    private static String value(List<List<String>> table, List<String> row, String column) {
        return row.get(table.get(0).indexOf(column));
    }
}
