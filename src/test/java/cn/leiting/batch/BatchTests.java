package cn.leiting.batch;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.summary.Summaries;
import cn.leiting.work.Labours;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class BatchTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Labours labours;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Summaries summaries;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aYearsInspectionsAreExportedRowByRow() throws IOException {
        String code = rounds.dispatched("TH-2042-31", XUJING, ZHAOXIANG);
        rounds.visits(code + ":" + ZHAOXIANG, 700, "VIO_SPILLAGE");
        rounds.visits(code + ":" + XUJING, 3, "VIO_DUMPING");
        jdbc.sql(
                        "update inspection set business_date = date '2042-03-05' where id in (select inspection from inspection_purpose where squad_task like ?)")
                .param(code + ":%")
                .update();
        jdbc.sql("""
                        update inspection
                        set remark = '=1+1'
                        where id = (select min(inspection) from inspection_purpose where squad_task = ?)
                        """).param(code + ":" + XUJING).update();

        List<List<String>> all = exported("coordination1", "year", "2042");
        List<List<String>> own = exported("xujing1", "year", "2042");

        assertThat(all).hasSize(703).allSatisfy(row -> assertThat(row.get(2)).isEqualTo(code));
        assertThat(all)
                .allSatisfy(row -> assertThat(row.get(0).replace("\"", "")).isEqualTo("2042年3月5日"));
        assertThat(own).hasSize(3).allSatisfy(row -> {
            assertThat(row.get(1)).isEqualTo("徐泾镇城管中队");
            assertThat(row.get(14)).isEqualTo("擅自倾倒、堆放建筑垃圾：当场整改");
        });
        assertThat(own).anySatisfy(row -> assertThat(row.get(19)).isEqualTo("=1+1"));
    }

    @Test
    void freezingASummaryLeadsToItsVersionAndRepeatsNone() {
        String code = rounds.dispatched("TH-2042-32", XUJING);
        rounds.visits(code + ":" + XUJING, 2, "VIO_SPILLAGE");
        Client coordination = Client.of("coordination1", port);

        String work = progress(coordination.form("/progress/summaries", Map.of("subject", code)));
        labours.doAll();
        String again = progress(coordination.form("/progress/summaries", Map.of("subject", code)));
        labours.doAll();

        assertThat(again).isNotEqualTo(work);
        assertThat(summaries.versions(code)).isEqualTo(1);
        assertThat(coordination.get(work).body()).contains("已完成", "/campaigns/" + code + "/summary?version=1");
        assertThat(coordination.get("/campaigns/" + code + "/summary?version=1").status())
                .isEqualTo(200);
    }

    @Test
    void countsTheLockedScoresOfAYearAnewAndNoneTwice() {
        String first = campaigns.locked("TH-2042-33", XUJING);
        String second = campaigns.locked("TH-2042-34", XUJING);
        campaigns.published("TH-2042-35", XUJING);
        Client leader = Client.of("bureau1", port);
        Map<String, String> form = Map.of("year", "2042", "reason", "两次检查的记录经核实更正。");

        String work = progress(leader.form("/progress/scores", form));
        labours.doAll();
        assertThat(leader.get(work).body()).contains("已完成", "/scores/2042");
        assertThat(recomputed()).containsExactly(first, second);

        jdbc.sql("update work set state = 'QUEUED', finished_at = null, result_page = null where id = ?")
                .param(Long.valueOf(work.substring("/progress/".length())))
                .update();
        labours.doAll();
        assertThat(leader.get(work).body()).contains("已完成");
        assertThat(recomputed()).containsExactly(first, second);

        assertThat(Client.of("coordination1", port)
                        .form("/progress/scores", form)
                        .status())
                .isEqualTo(403);
        assertThat(leader.form("/progress/scores", Map.of("year", "2042", "reason", "太短"))
                        .status())
                .isEqualTo(422);
    }

    private List<String> recomputed() {
        return jdbc.sql("select scoring from score_recomputation where scoring like 'SC-2042-3%' order by id")
                .query(String.class)
                .list();
    }

    @Test
    void refusesWhomItDoesNotConcernAndBadInput() {
        Client squad = Client.of("xujing1", port);
        assertThat(squad.form("/progress/summaries", Map.of("subject", "TH-2023-01"))
                        .status())
                .isEqualTo(403);
        assertThat(squad.get("/progress/new").body()).contains("检查记录导出").doesNotContain("冻结汇总表", "年度日报汇编");
        Client coordination = Client.of("coordination1", port);
        assertThat(coordination
                        .form("/progress/summaries", Map.of("subject", "TH-2042-99"))
                        .status())
                .isEqualTo(404);
        assertThat(coordination
                        .form("/progress/summaries", Map.of("subject", "x"))
                        .status())
                .isEqualTo(422);
        assertThat(coordination
                        .form("/progress/inspections", Map.of("year", "1999"))
                        .status())
                .isEqualTo(422);
        assertThat(coordination.get("/progress/new").body()).contains("冻结汇总表", "年度日报汇编");
        for (String nobody : List.of("police1", "xujingDecide1", "admin")) {
            Client other = Client.of(nobody, port);
            assertThat(other.get("/progress/new").status()).as(nobody).isEqualTo(403);
            assertThat(other.form("/progress/inspections", Map.of("year", "2023"))
                            .status())
                    .as(nobody)
                    .isEqualTo(403);
        }
    }

    private static String progress(Client.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.raw().headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    }

    private List<List<String>> exported(String person, String name, String value) throws IOException {
        Client client = Client.of(person, port);
        String work = progress(client.form("/progress/inspections", Map.of(name, value)));
        labours.doAll();
        List<List<String>> rows = new ArrayList<>();
        DataFormatter words = new DataFormatter();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(client.bytes(work + "/file")))) {
            for (Row row : book.getSheetAt(0)) {
                assertThat(row)
                        .allSatisfy(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA));
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < 20; column++) {
                    cells.add(words.formatCellValue(row.getCell(column)));
                }
                rows.add(cells);
            }
        }
        assertThat(rows.get(1)).startsWith("勤务日期", "中队", "任务");
        return rows.subList(2, rows.size());
    }
}
