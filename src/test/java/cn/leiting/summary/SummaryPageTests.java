package cn.leiting.summary;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.office.Excel;
import cn.leiting.organization.Organization;
import cn.leiting.overview.Rounds;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class SummaryPageTests {

    private static final Actor LEADER = new Actor("lead1", Set.of("leadLeader"));

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SummaryTables tables;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theWorkbookHoldsTheNumbersOfTheCall() throws IOException {
        String code = rounds.dispatched("TH-2081-33", XUJING, ZHAOXIANG);
        rounds.visits(code + ":" + ZHAOXIANG, 5, "VIO_SPILLAGE");
        rounds.visits(code + ":" + XUJING, 2, "VIO_DUMPING");

        JsonNode rows = json("lead1", "/api/campaigns/" + code + "/summary");
        List<Map<String, String>> cells = workbook("lead1", code);

        assertThat(rows).hasSize(2);
        assertThat(cells).hasSize(4);
        for (int at = 0; at < rows.size(); at++) {
            JsonNode row = rows.get(at);
            Map<String, String> line = cells.get(at);
            assertThat(line).containsEntry("中队", row.path("name").asText());
            Map.of(
                            "序号", "no",
                            "应查点位", "pointsAssigned",
                            "已查点位", "pointsInspected",
                            "出动执法人员（人次）*", "personTimes",
                            "辅助人员（人次）*", "auxiliaries",
                            "检查（次）*", "inspections",
                            "发现问题（起）*", "findings",
                            "当场整改（起）*", "correctedOnSpot",
                            "移送（起）*", "transferred")
                    .forEach((column, field) -> assertThat(line)
                            .containsEntry(column, row.path(field).asInt() + ".0"));
        }
        assertThat(rows.get(0).path("visitsByKind")).isNotEmpty();
        assertThat(cells.get(0)).containsEntry("其中运输途中泄漏、撒落*", "5.0").containsEntry("其中擅自倾倒、堆放建筑垃圾*", "0.0");
        assertThat(cells.get(2)).containsEntry("中队", "合计").containsEntry("检查（次）*", "7.0");
        assertThat(cells.get(3)).containsValue("标*的列仅供了解情况，不作为考核依据。");
    }

    @Test
    void aSquadsWorkbookHoldsNothingOfOthers() throws IOException {
        String code = rounds.dispatched("TH-2081-34", XUJING, ZHAOXIANG);
        rounds.visits(code + ":" + ZHAOXIANG, 5, "VIO_SPILLAGE");

        for (String person : List.of("xujing1", "xujingTown1")) {
            List<Map<String, String>> cells = workbook(person, code);

            assertThat(cells).hasSize(2);
            assertThat(cells.get(0)).containsEntry("中队", "徐泾镇城管中队").containsEntry("检查（次）*", "0.0");
            assertThat(cells.get(0).keySet()).noneMatch(column -> column.contains("泄漏"));
            assertThat(cells.toString()).doesNotContain("赵巷", "合计");
        }
    }

    @Test
    void countsAndMoneyStandBackAndSharesDoNot() throws IOException {
        String code = rounds.dispatched("TH-2046-11", XUJING, ZHAOXIANG);
        Client leader = Client.of("lead1", port);

        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(leader.bytes("/campaigns/" + code + "/summary.xlsx")))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            sheet.getRow(2).forEach(head -> {
                boolean starred = head.getStringCellValue().endsWith("*");
                assertThat(sheet.getRow(3)
                                .getCell(head.getColumnIndex())
                                .getCellStyle()
                                .getFillForegroundColor())
                        .as(head.getStringCellValue())
                        .isEqualTo((starred ? IndexedColors.GREY_25_PERCENT : IndexedColors.AUTOMATIC).getIndex());
            });
            List<String> heads = new ArrayList<>();
            sheet.getRow(2).forEach(head -> heads.add(head.getStringCellValue()));
            assertThat(heads).contains("覆盖率", "整改率", "合格率", "诉件按时办结率", "决定罚款金额（元）*", "已缴金额（元）*", "检查（次）*", "立案（普通）*");
        }
        String page = leader.get("/campaigns/" + code + "/summary").body();
        assertThat(page)
                .contains("标*的列仅供了解情况，不作为考核依据。", "class=\"info\">决定罚款金额（元）*</th>", "<th scope=\"col\">整改率</th>");
        assertThat(json("lead1", "/api/campaigns/" + code + "/summary")
                        .get(0)
                        .path("outcome")
                        .path("handling")
                        .path("fined")
                        .decimalValue())
                .isZero();
    }

    @Test
    void aYearIsShownCalledAndFrozen() {
        Client coordination = Client.of("coordination1", port);

        assertThat(coordination.get("/programmes/2046/summary").body()).contains("2046年专项整治汇总表", "冻结为新的一版");
        assertThat(Client.of("lead1", port).get("/programmes/2046/summary").body())
                .doesNotContain("冻结为新的一版");
        assertThat(Client.of("xujing1", port).get("/programmes/2046/summary").body())
                .contains("徐泾镇城管中队")
                .doesNotContain("赵巷镇城管中队");
        assertThat(Client.of("lead1", port)
                        .form("/programmes/2046/summary/versions", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(coordination
                        .form("/programmes/2046/summary/versions", Map.of())
                        .status())
                .isEqualTo(302);
        assertThat(coordination.get("/programmes/2046/summary?version=1").body())
                .contains("第1版 · 冻结于2023年1月12日");
        assertThat(coordination.get("/api/programmes/2046/summary?version=1").json())
                .hasSize(12);
        assertThat(coordination.bytes("/programmes/2046/summary.xlsx")).isNotEmpty();
    }

    @Test
    void aYearIsFoundFromItsProgrammeAndItsScores() {
        for (String page : List.of("/programmes/2023", "/scores/2023")) {
            assertThat(Client.of("coordination1", port).get(page).body())
                    .as(page)
                    .contains("href=\"/programmes/2023/summary\"");
        }
    }

    @Test
    void aTitleNeverBecomesAFormula() throws IOException {
        String code = rounds.dispatched("TH-2081-35", XUJING);
        jdbc.sql("update assignment set title = '=1+1' where code = ?")
                .param(code)
                .update();
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        Excel.write(
                List.of(tables.sheet(tables.subject(code, Visitor.of(LEADER, organization)), List.of(), null)), file);

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file.toByteArray()))) {
            XSSFCell title = workbook.getSheetAt(0).getRow(0).getCell(0);
            assertThat(title.getCellType()).isEqualTo(CellType.STRING);
            assertThat(title.getStringCellValue()).startsWith("=1+1");
            assertThat(title.getCellStyle().getQuotePrefixed()).isTrue();
        }
    }

    /** The file as the person gets it, a map a row. */
    private List<Map<String, String>> workbook(String person, String code) throws IOException {
        byte[] bytes = Client.of(person, port).bytes("/campaigns/" + code + "/summary.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            return IntStream.rangeClosed(3, sheet.getLastRowNum())
                    .mapToObj(at -> line(sheet, at))
                    .toList();
        }
    }

    private static Map<String, String> line(XSSFSheet sheet, int at) {
        Map<String, String> line = new TreeMap<>();
        sheet.getRow(at)
                .forEach(cell ->
                        line.put(sheet.getRow(2).getCell(cell.getColumnIndex()).getStringCellValue(), cell.toString()));
        return line;
    }

    private JsonNode json(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(path + " by " + person).isEqualTo(200);
        return answer.json();
    }

    private int status(String person, String path) {
        return Client.of(person, port).get(path).status();
    }
}
