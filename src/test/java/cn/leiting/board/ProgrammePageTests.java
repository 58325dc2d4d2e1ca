package cn.leiting.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.board.MonthProgress.Light;
import cn.leiting.programme.Draft;
import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.programme.Planning;
import cn.leiting.programme.Programme;
import cn.leiting.programme.Programmes;
import cn.leiting.programme.YearReview;
import cn.leiting.shared.Actor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ProgrammePageTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    @LocalServerPort
    private int port;

    @Autowired
    private Programmes programmes;

    @Autowired
    private Planning planning;

    @Autowired
    private Board board;

    @Autowired
    private WallCharts charts;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void showsTheColumnsOfTheAnnexInTheirOrder() {
        String page = page("bureau1", 2023);

        assertThat(page)
                .containsSubsequence(
                        "重点工作",
                        "牵头领导",
                        "责任单位",
                        "年度目标",
                        ">1月<",
                        ">2月<",
                        ">3月<",
                        ">4月<",
                        ">5月<",
                        ">6月<",
                        ">7月<",
                        ">8月<",
                        ">9月<",
                        ">10月<",
                        ">11月<",
                        ">12月<",
                        "月度目标",
                        "“雷霆”专项整治行动",
                        "蔡急成",
                        "执法协调科",
                        "全年度开展不少于8轮“雷霆”专项整治行动",
                        "聚焦节前市容环境执法保障",
                        "未设目标",
                        "聚焦进博会市容环境保障")
                .contains("青城管执〔2023〕2号", "2023年1月12日", "注（第3项）：2023年进博会于11月5日至10日举行")
                .contains("创文迎复审保障：待定月份");
        assertThat(Pattern.compile("class=\"empty\">未设目标").matcher(page).results())
                .hasSize(10);
    }

    @Test
    void countsTheFirstStartAgainstEight() {
        WallChart.Count count = charts.of(2023, COORDINATION).count();

        assertThat(count.wanted()).isEqualTo(8);
        assertThat(count.planned() + count.running() + count.done()).isGreaterThanOrEqualTo(4);
        assertThat(count.notCounted())
                .filteredOn(row -> row.seq() <= 8)
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.notCounted()).isEqualTo("待定月份"));
    }

    @Test
    void countsEveryRowOnceAndSaysWhyItDoesNot() {
        String code = issued(2061);
        launchFour(2061);
        planning.campaignDone("TH-2061-01", true, "coordination1");
        planning.campaignCancelled("TH-2061-02", "上级统一组织", "coordination1");
        planning.drop(2061, 5, "不再需要", "coordination1");

        WallChart.Count count = charts.of(2061, COORDINATION).count();

        assertThat(List.of(count.planned(), count.running(), count.done(), count.missing()))
                .containsExactly(0L, 2L, 1L, 5L);
        assertThat(count.notCounted())
                .extracting(WallChart.Planned::seq, WallChart.Planned::notCounted)
                .containsExactly(tuple(2, "已取消"), tuple(5, "已撤销"), tuple(6, "待定主题和月份"));
    }

    @Test
    void lightsAMonthOnlyWhenItHasAGoalAndAReport() {
        String code = issued(2062);
        board.report(code, progress(1, Light.Y, Light.Y, null), "coordination1");
        board.report(code, progress(2, Light.G, Light.NONE, null), "coordination1");

        String page = page("coordination1", 2062);

        assertThat(page)
                .contains("<span class=\"light-Y\">黄灯</span>")
                .contains("<span class=\"light-NONE\">未报告</span>");
        assertThat(charts.of(2062, COORDINATION).months())
                .extracting(WallChart.Month::light)
                .startsWith(Light.Y, Light.NONE);
    }

    @Test
    void showsASquadNothingOfTheOthers() {
        String code = issued(2063);
        board.report(code, progress(1, Light.G, Light.G, null), "coordination1");
        programmes.confirmReceipt(code, "squadXujing", "徐泾已组织学习", "xujingLead");

        String page = page("xiayangLead", 2063);

        assertThat(page)
                .contains("重点工作", "对照不少于8次集中整治", "data-recipient=\"squadXiayang\"", "夏阳街道城管中队")
                .doesNotContain("徐泾", "data-recipient=\"deptLegal\"", "月度进展", "办理记录", "启动</button>");
        assertThat(Pattern.compile("data-recipient").matcher(page).results()).hasSize(1);
    }

    @Test
    void isNotForAgenciesAndAdministrators() {
        assertThat(client("police1").get("/programmes/2023").status()).isEqualTo(403);
        assertThat(client("police1").get("/programmes/2023.xlsx").status()).isEqualTo(403);
        assertThat(client("police1").get("/programmes").status()).isEqualTo(403);
        assertThat(client("xiayangDecide1").get("/programmes/2023").status()).isEqualTo(403);
    }

    @Test
    void keepsADraftFromSquadsAndTowns() {
        programmes.start(2100, "coordination1");

        assertThat(client("xiayangLead").get("/programmes/2100").status()).isEqualTo(404);
        assertThat(client("xiayangTown1").get("/programmes/2100").status()).isEqualTo(404);
        assertThat(client("coordination1").get("/programmes").raw().headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/programmes/2100"));
        assertThat(client("xiayangLead").get("/programmes").raw().headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).doesNotContain("2100").contains("/programmes/20"));
    }

    @Test
    void remembersWhenATownFirstReadItsCopy() {
        issued(2064);
        Client town = client("xiayangTown1");
        town.get("/programmes/2064");
        List<Map<String, Object>> first = read(2064);

        assertThat(town.get("/programmes/2064").body()).contains("已阅").doesNotContain("徐泾");
        assertThat(first).hasSize(1);
        assertThat(read(2064)).isEqualTo(first);
    }

    @Test
    void writesTheRecordOfThePageIntoExcel() throws IOException {
        String code = issued(2065);
        board.report(code, progress(1, Light.R, Light.Y, "天气原因"), "coordination1");
        WallChart chart = charts.of(2065, COORDINATION);

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        cn.leiting.office.Excel.write(chart.sheets(), file);
        XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file.toByteArray()));

        assertThat(texts(book.getSheet("挂图作战").getRow(1)).subList(0, 5))
                .containsExactly("重点工作", "牵头领导", "责任单位", "年度目标", "1月");
        assertThat(texts(book.getSheet("挂图作战").getRow(3)))
                .startsWith(
                        chart.head().keyWork(),
                        "=牵头领导",
                        chart.head().responsibleUnit(),
                        chart.head().annualGoal())
                .endsWith(
                        chart.months().stream().map(WallChart.Month::goalOrNone).toArray(String[]::new));
        assertThat(texts(book.getSheet("挂图作战").getRow(4)))
                .endsWith(
                        chart.months().stream().map(WallChart.Month::lightLabel).toArray(String[]::new));
        assertThat(book.getSheet("计划行动").getLastRowNum())
                .isEqualTo(1 + chart.planned().size());
        assertThat(texts(book.getSheet("计划行动").getRow(2))).startsWith("1.0", "", "第1次集中整治");
    }

    @Test
    void sendsTheExcelFileWithItsName() {
        Client.Answer answer = client("bureau1").get("/programmes/2023.xlsx");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("PK");
        assertThat(answer.raw().headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("attachment", ".xlsx"));
    }

    @Test
    void savesADraftAsTyped() {
        programmes.start(2066, "coordination1");
        Client client = client("coordination1");

        Client.Answer answer = client.form("/programmes/2066/edit", typed(2066, Map.of()));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(client.get("/programmes/2066/edit").body()).contains("2066年方案", "一月目标", "渣土运输专项整治", "value=\"11\"");
        assertThat(charts.of(2066, COORDINATION).planned())
                .extracting(WallChart.Planned::title, WallChart.Planned::monthStatus, WallChart.Planned::month)
                .containsExactly(
                        tuple("渣土运输专项整治", MonthStatus.FIXED, 11), tuple("空气质量专项执法检查", MonthStatus.THEME_ONLY, null));
    }

    @Test
    void refusesABadTableWithOneSentenceAndKeepsWhatWasTyped() {
        programmes.start(2067, "coordination1");
        Client client = client("coordination1");

        for (Map.Entry<String, Map<String, String>> bad : Map.of(
                        "月份应在1到12之间。", Map.of("rows[0].month", "13"),
                        "第1项计划行动的月份应为整数。", Map.of("rows[0].month", "十一月"),
                        "全年轮数应在1到99之间。", Map.of("minCampaigns", "0"),
                        "没有“THEME_NONE”这个主题。", Map.of("rows[0].theme", "THEME_NONE"),
                        "责任单位应为局机关科室。", Map.of("responsibleUnit", "某公司"),
                        "月度目标不能超过1000字。", Map.of("goals[4]", "长".repeat(1001)))
                .entrySet()) {
            Client.Answer answer = client.form("/programmes/2067/edit", typed(2067, bad.getValue()));

            assertThat(answer.status()).as(bad.getKey()).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\">" + bad.getKey() + "<", "2067年方案", "一月目标");
        }
        assertThat(charts.of(2067, COORDINATION).head().docTitle()).isEqualTo("青浦区城管执法局2067年“雷霆”8+365专项整治行动方案");
        assertThat(charts.of(2067, COORDINATION).planned()).isEmpty();
    }

    @Test
    void keepsEvenWhatIsNoNumber() {
        programmes.start(2070, "coordination1");
        Map<String, String> fields =
                typed(2070, Map.of("rows[0].month", "十一月", "minCampaigns", "八", "rows[1].seq", "二"));

        assertThat(client("coordination1").form("/programmes/2070/edit", fields).body())
                .contains("value=\"十一月\"", "value=\"八\"", "value=\"二\"");
    }

    @Test
    void letsOnlyCoordinationWriteADraftAndNobodyAnIssuedProgramme() {
        programmes.start(2068, "coordination1");
        issued(2069);

        assertThat(client("supervision1").get("/programmes/2068/edit").status()).isEqualTo(403);
        assertThat(client("xiayangLead")
                        .form("/programmes/2068/edit", typed(2068, Map.of()))
                        .status())
                .isEqualTo(403);
        Client.Answer answer = client("coordination1").get("/programmes/2069/edit");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("方案已印发，不能再修改。");
    }

    @Test
    void launchesByTheContractsCall() {
        issued(2071);
        Client coordination = client("coordination1");

        assertThat(client("supervision1")
                        .post("/api/programmes/2071/planned/1/launch", "")
                        .status())
                .isEqualTo(403);
        assertThat(coordination
                        .post("/api/programmes/2071/planned/1/launch", "")
                        .json()
                        .get("code")
                        .asText())
                .isEqualTo("TH-2071-01");
        assertThat(coordination
                        .post("/api/programmes/2071/planned/1/launch", "")
                        .status())
                .isEqualTo(409);
        assertThat(coordination
                        .post("/api/programmes/2071/planned/77/launch", "")
                        .status())
                .isEqualTo(404);
        assertThat(coordination
                        .post("/api/programmes/2099/planned/1/launch", "")
                        .status())
                .isEqualTo(404);
        Client.Answer open = coordination.post("/api/programmes/2071/planned/5/launch", "");
        assertThat(open.status()).isEqualTo(409);
        assertThat(open.json().get("detail").asText()).isEqualTo("该计划行动的月份待定，请先排定月份再启动。");
    }

    @Test
    void placesAPlannedCampaignOnThePageAndLaunchesIt() {
        issued(2072);
        Client client = client("coordination1");
        Map<String, String> change =
                Map.of("seq", "5", "theme", "THEME_CIIE", "title", "进博会保障", "month", "11", "reason", "区委部署");

        assertThat(client.form("/programmes/2072/planned", change).status()).isEqualTo(302);
        assertThat(client.form("/programmes/2072/planned/5/launch", Map.of()).status())
                .isEqualTo(302);

        assertThat(client.get("/programmes/2072").body()).contains("11月（已定月份）", "TH-2072-01", "变更原因（第2版）：区委部署");
        assertThat(client("office1").form("/programmes/2072/planned", change).status())
                .isEqualTo(403);
    }

    @Test
    void carriesOpenMeasuresOverIntoTheNextProgramme() {
        String code = issued(2073);
        programmes.start(2074, "coordination1");
        programmes.review(code, review(), "coordination1");
        assertThat(page("coordination1", 2074)).doesNotContain("建立点位清单");
        programmes.approveReview(code, "同意。", "bureau1");

        assertThat(page("coordination1", 2074)).contains("2073年度总结（结转）", "建立点位清单", "2074年6月30日");
        long id = charts.of(2074, COORDINATION).measures().stream()
                .filter(measure -> measure.year() == 2073)
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(client("coordination1")
                        .form("/programmes/2074/measures/" + id + "/done", Map.of())
                        .status())
                .isEqualTo(302);
        assertThat(charts.of(2074, COORDINATION).measures())
                .filteredOn(measure -> measure.id() == id)
                .allSatisfy(measure -> assertThat(measure.doneOn()).isEqualTo(TODAY));
    }

    @Test
    void reportsTheMonthsInTheirOrder() {
        String code = issued(2075);

        assertThat(board.nextMonth(code)).isEqualTo(YearMonth.of(2075, 1));
        assertThatThrownBy(() -> board.report(code, progress(3, Light.G, Light.NONE, null), "coordination1"))
                .hasMessage("请先报告1月的进展。");
        IntStream.rangeClosed(1, 12)
                .forEach(month -> board.report(code, progress(month, Light.G, Light.NONE, null), "coordination1"));

        assertThat(board.monthsLeft(code)).isFalse();
        assertThatThrownBy(() -> board.nextMonth(code)).hasMessage("本年度各月进展均已报告。");
    }

    @Test
    void takesTheSameNumberOfStatementsHoweverMuchTheYearHolds() {
        programmes.start(2076, "coordination1");
        String full = issued(2077);
        launchFour(2077);
        IntStream.rangeClosed(1, 12)
                .forEach(month -> board.report(full, progress(month, Light.G, Light.NONE, null), "coordination1"));
        programmes.receivers(full).forEach(receiver -> programmes.confirmReceipt(full, receiver, null, "office1"));

        long few = statementsFor(2076);
        long many = statementsFor(2077);

        assertThat(few).isPositive();
        assertThat(many).isEqualTo(few);
    }

    @Test
    void asksForAReasonWhenTheLightsDiffer() {
        assertThatThrownBy(() -> progress(1, Light.G, Light.R, null)).hasMessage("自评为绿灯，系统测算为红灯，请说明差异原因。");
        assertThat(progress(2, Light.G, Light.NONE, null).differenceReason()).isNull();
    }

    @Test
    void knowsWhatTheLightAsks() {
        String code = issued(2022);
        launchFour(2022);
        planning.campaignDone("TH-2022-01", true, "coordination1");

        assertThat(board.lightFacts(code, 1)).isEqualTo(new LightFacts(false, 0.25, 6));
        assertThat(board.lightFacts(code, 2)).isEqualTo(new LightFacts(true, 1, 6));
        assertThat(board.launched(code)).hasSize(4).first().isEqualTo(new Board.Launched("TH-2022-01", "第1次集中整治"));
    }

    private void launchFour(int year) {
        IntStream.rangeClosed(1, 4).forEach(seq -> planning.launch(year, seq, "coordination1"));
    }

    private String issued(int year) {
        String code = programmes.start(year, "coordination1");
        List<String> goals = IntStream.rangeClosed(1, 12)
                .mapToObj(month -> month == 1 || month == 3 ? month + "月目标" : null)
                .toList();
        List<Draft.Row> rows = IntStream.rangeClosed(1, 6)
                .mapToObj(seq -> new Draft.Row(
                        seq,
                        seq < 6 ? "THEME_DEBRIS" : null,
                        "第" + seq + "次集中整治",
                        seq < 5 ? MonthStatus.FIXED : seq < 6 ? MonthStatus.THEME_ONLY : MonthStatus.OPEN,
                        seq < 5 ? 1 : null,
                        null))
                .toList();
        Draft draft = new Draft("年度方案", "不少于8轮", 8, "=牵头领导", "执法协调科", goals, rows);
        planning.write(year, draft, charts.of(year, COORDINATION).head().version(), "coordination1");
        programmes.submitDraft(code, "coordination1");
        programmes.approve(code, null, "bureau1");
        LocalDate issuedOn = year < 2023 ? LocalDate.of(year, 1, 4) : TODAY;
        programmes.issue(code, "青城管执〔%d〕9号".formatted(year), issuedOn, "office1");
        assertThat(programmes.get(code).status()).isEqualTo(Programme.Status.ISSUED);
        return code;
    }

    private static MonthProgress progress(int month, Light self, Light computed, String reason) {
        return new MonthProgress(month, "开展专项整治", List.of(), null, null, self, computed, reason);
    }

    private static YearReview review() {
        return new YearReview(
                "总".repeat(200),
                "成效",
                "问题",
                List.of(new YearReview.Improvement("建立点位清单", "执法协调科", LocalDate.of(2074, 6, 30))));
    }

    private Map<String, String> typed(int year, Map<String, String> changed) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "version", Integer.toString(charts.of(year, COORDINATION).head().version()),
                "docTitle", year + "年方案",
                "annualGoal", "不少于8轮",
                "minCampaigns", "8",
                "leadLeader", "牵头领导",
                "responsibleUnit", "执法协调科",
                "goals[0]", "一月目标"));
        fields.putAll(Map.of("rows[0].seq", "1", "rows[0].theme", "THEME_DEBRIS", "rows[0].month", "11"));
        fields.putAll(Map.of("rows[1].theme", "THEME_AIR", "rows[1].title", "", "rows[2].title", ""));
        fields.putAll(changed);
        return fields;
    }

    private long statementsFor(int year) {
        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        String thread = Thread.currentThread().getName();
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        Level level = log.getLevel();
        seen.start();
        log.addAppender(seen);
        log.setLevel(Level.DEBUG);
        try {
            charts.of(year, COORDINATION);
        } finally {
            log.setLevel(level);
            log.detachAppender(seen);
        }
        return seen.list.stream()
                .filter(line -> line.getThreadName().equals(thread))
                .filter(line -> line.getMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }

    private List<Map<String, Object>> read(int year) {
        return jdbc.sql("""
                        select recipient, read_at
                        from document_delivery
                        where document = (select document from annual_programme where year = ?)
                          and read_at is not null
                        """).param(year).query().listOfRows();
    }

    private String page(String user, int year) {
        Client.Answer answer = client(user).get("/programmes/" + year);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private Client client(String user) {
        return Client.of(user, port);
    }

    private static List<String> texts(XSSFRow row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(Object::toString)
                .toList();
    }
}
