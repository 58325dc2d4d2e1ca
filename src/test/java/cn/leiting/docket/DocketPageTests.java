package cn.leiting.docket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Source;
import cn.leiting.disposition.Dispositions.Proposal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Cases of 练塘 and 金泽, which no other test of cases takes. */
@LeitingTest
class DocketPageTests {

    private static final String LIANTANG = "310118103";
    private static final String JINZE = "310118104";
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @LocalServerPort
    private int port;

    @Autowired
    private Cases cases;

    @Autowired
    private CaseClocks clocks;

    @Autowired
    private Handlers handlers;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "liantang1",
                "liantangLead",
                "liantangDecide1",
                "liantangReview1",
                "liantangTown1",
                "legal1",
                "supervision1"
            })
    void whoMayReadACaseReadsIt(String person) {
        String code = filed(LIANTANG, TODAY);

        assertThat(page(person, "/cases")).contains(code);
        assertThat(page(person, "/cases/" + code)).contains(code, "练塘镇", "调查取证", "登记案源", "2023年4月12日", "第六十条");
    }

    @ParameterizedTest
    @CsvSource({
        "coordination1, 403",
        "office1, 403",
        "bureau1, 403",
        "lead1, 403",
        "viceHead1, 403",
        "police1, 403",
        "admin, 403"
    })
    void nobodyElseReadsCases(String person, int status) {
        String code = registered(LIANTANG);

        assertThat(status(person, "/cases")).isEqualTo(status);
        assertThat(status(person, "/cases.xlsx")).isEqualTo(status);
        assertThat(status(person, "/cases/" + code)).isEqualTo(status);
    }

    @Test
    void aSquadReadsItsOwnAlone() {
        String other = registered(JINZE);

        assertThat(page("liantang1", "/cases")).doesNotContain(other);
        assertThat(status("liantang1", "/cases/" + other)).isEqualTo(403);
        assertThat(status("liantang1", "/cases?squad=" + JINZE)).isEqualTo(403);
        assertThat(status("liantangDecide1", "/cases/" + other)).isEqualTo(403);
    }

    @Test
    void theWatchListSaysWhatRunsOutAndWhatIsLate() {
        String late = filed(LIANTANG, TODAY.minusDays(91));
        String day90 = filed(LIANTANG, TODAY.minusDays(90));
        String day83 = filed(LIANTANG, TODAY.minusDays(83));
        String day59 = filed(LIANTANG, TODAY.minusDays(59));
        String paused = filed(LIANTANG, TODAY.minusDays(100));
        clocks.pause(paused, "apl.60", TODAY.minusDays(50), "行政处罚法第二十七条移送司法机关", "liantangDecide1");

        String page = page("liantang1", "/cases");
        String watched = page.substring(page.indexOf("id=\"watch\""), page.indexOf("id=\"register\""));

        assertThat(watched)
                .containsSubsequence(late, "已超期1日。", day90, "立案已满89日，还剩0日。", day83, "立案已满83日，还剩7日。")
                .doesNotContain(day59, paused);
        assertThat(page("liantang1", "/cases?time=LATE").substring(page.indexOf("id=\"register\"")))
                .contains(late)
                .doesNotContain(day83);
    }

    @Test
    void aLateCaseStaysOpenAndSaysSo() {
        String late = filed(JINZE, TODAY.minusDays(120));

        assertThat(page("jinze1", "/cases/" + late)).contains("已超期", "已计120日", "调查取证");
        cases.terminate(late, "当事人死亡，没有承受人。", "jinzeDecide1");
        assertThat(page("jinze1", "/cases/" + late)).contains("超期完成", "终止办理");
    }

    @Test
    void theFileTellsPausesAndExtensionsWithTheirBasis() {
        String code = filed(JINZE, TODAY.minusDays(30));
        clocks.pause(code, "apl.60", TODAY.minusDays(20), "行政处罚法第二十七条移送司法机关", "jinzeDecide1");
        clocks.resume(code, "apl.60", TODAY.minusDays(10), "jinzeDecide1");
        clocks.extend(code, "apl.60", 30, "案情复杂，经负责人批准", "jinzeDecide1");
        handlers.assign(code, Set.of("jinze1", "jinze2"), "jinzeLead");

        assertThat(page("jinze1", "/cases/" + code))
                .contains("行政处罚法第二十七条移送司法机关", "延长30日：案情复杂，经负责人批准。", "已计20日")
                .contains("2023年4月22日"); // 2022-12-13 + 90 + 10 + 30
    }

    @Test
    void theFiltersSayWhatIsLookedFor() {
        String filed = filed(JINZE, TODAY);
        String open = registered(JINZE);
        cases.markHard(open, "jinze1");

        assertThat(page("jinze1", "/cases?status=REGISTERED")).contains(open).doesNotContain(filed);
        assertThat(page("jinze1", "/cases?hard=true")).contains(open).doesNotContain(filed);
        assertThat(page("jinze1", "/cases?month=2023-01&violation=VIO_STALL")).contains(open, filed);
        assertThat(page("jinze1", "/cases?month=2022-12")).doesNotContain(open);
        assertThat(page("jinze1", "/cases?campaign=TH-2048-01")).doesNotContain(open);
        assertThat(page("jinze1", "/cases?before=" + filed)).doesNotContain(open);
        assertThat(status("jinze1", "/cases?status=NONE")).isEqualTo(422);
        assertThat(status("jinze1", "/cases?time=NONE")).isEqualTo(422);
        assertThat(status("jinze1", "/cases?month=202301")).isEqualTo(422);
    }

    @Test
    void theWorkbookHoldsWhatTheRegisterShows() throws IOException {
        String code = filed(JINZE, TODAY);

        byte[] file = Client.of("legal1", port).bytes("/cases.xlsx?squad=" + JINZE);

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo(code);
            assertThat(sheet.getRow(2).getCell(11).getStringCellValue()).isEqualTo("调查取证");
            assertThat(sheet.getRow(2).getCell(14).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo(TODAY.plusDays(90));
        }
    }

    @Test
    void noPageAsksMoreForMoreCases() {
        Client legal = Client.of("legal1", port);
        String code = registered(JINZE);
        legal.get("/cases");
        int few = Statements.during(() -> legal.get("/cases"));

        for (int more = 0; more < 5; more++) {
            filed(JINZE, TODAY.minusDays(95));
        }

        assertThat(Statements.during(() -> legal.get("/cases"))).isEqualTo(few).isLessThan(16);
        assertThat(Statements.during(() -> legal.get("/cases/" + code))).isBetween(1, 30);
    }

    @Test
    void anUnknownCaseIsNotFound() {
        assertThat(status("legal1", "/cases/CASE-310118103-2048-000001")).isEqualTo(404);
    }

    private String page(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private int status(String person, String path) {
        return Client.of(person, port).get(path).status();
    }

    private String filed(String squad, LocalDate on) {
        String code = registered(squad);
        cases.route(code, Proposal.ORDINARY, "liantang1");
        cases.file(code, on, "liantangDecide1");
        return code;
    }

    private String registered(String squad) {
        return cases.register(
                new Source(
                        squad,
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        "VIO_STALL",
                        "试用点位7门前",
                        "在人行道上设摊经营，影响通行。",
                        TODAY,
                        TODAY),
                "liantang1");
    }
}
