package cn.leiting.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.LeitingTest;
import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@LeitingTest
@RecordApplicationEvents
class ProgrammesTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @Autowired
    private Programmes programmes;

    @Autowired
    private Planning planning;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @Test
    void importsTheNoticeCharacterForCharacter() {
        assertThat(row("""
                        select code, doc_title, annual_goal, responsible_unit, min_campaigns, document_no, issuer,
                               issued_on::text, printed_on::text, printed_by, leader.name as leader, key_work
                        from annual_programme programme
                                 join policy_document document on document.id = document
                                 join board_lead_leader leader on leader.programme = programme.id
                        where year = 2023
                        order by leader.valid_from
                        limit 1
                        """))
                .containsEntry("code", "TH-2023")
                .containsEntry("doc_title", "青浦区城管执法局2023年“雷霆”8+365专项整治行动方案")
                .containsEntry("annual_goal", "全年度开展不少于8轮“雷霆”专项整治行动")
                .containsEntry("responsible_unit", "执法协调科")
                .containsEntry("min_campaigns", 8)
                .containsEntry("document_no", "青城管执〔2023〕2号")
                .containsEntry("issuer", "青浦区城市管理行政执法局")
                .containsEntry("issued_on", "2023-01-12")
                .containsEntry("printed_on", "2023-01-13")
                .containsEntry("printed_by", "青浦区城管执法局办公室")
                .containsEntry("leader", "蔡急成")
                .containsEntry("key_work", "“雷霆”专项整治行动");
    }

    @Test
    void keepsTheEmptyMonthsOfTheAnnexEmpty() {
        List<Map<String, Object>> goals = rows("""
                select month, goal, span_from, span_to
                from board_month_goal
                where programme = (select id from annual_programme where year = 2023)
                order by month
                """);

        assertThat(goals)
                .hasSize(12)
                .allSatisfy(goal ->
                        assertThat(goal).containsEntry("span_from", null).containsEntry("span_to", null));
        assertThat(goals.subList(1, 11)).allSatisfy(goal -> assertThat(goal).containsEntry("goal", null));
        assertThat(goals.get(0))
                .containsEntry(
                        "goal", "根据区委区政府工作部署及季节性特点开展2次“雷霆”专项整治行动（聚焦节前市容环境执法保障、渣土运输专项整治），并对全年“雷霆”专项整治“8+365”行动提出工作要求。");
        assertThat(goals.get(11))
                .containsEntry("goal", "开展2次“雷霆”专项整治行动（聚焦进博会市容环境保障、空气质量专项执法检查），对全年雷霆行动进行回顾、总结，并完善长效机制。");
    }

    @Test
    void plansWhatTheNoticePlansAndNothingElse() {
        assertThat(programmes.of(2023).orElseThrow().plan().rows())
                .hasSizeGreaterThanOrEqualTo(8)
                .extractingByKeys(1, 2, 3, 4, 5, 6, 7, 8)
                .extracting(
                        PlannedCampaign::annexSeq,
                        PlannedCampaign::title,
                        PlannedCampaign::theme,
                        PlannedCampaign::monthStatus,
                        PlannedCampaign::month)
                .containsExactly(
                        tuple(1, "节前市容环境执法保障", "THEME_PRE_HOLIDAY", MonthStatus.CELL_ONLY, 1),
                        tuple(2, "渣土运输专项整治", "THEME_DEBRIS", MonthStatus.CELL_ONLY, 1),
                        tuple(3, "进博会市容环境保障", "THEME_CIIE", MonthStatus.CELL_ONLY, 12),
                        tuple(4, "空气质量专项执法检查", "THEME_AIR", MonthStatus.CELL_ONLY, 12),
                        tuple(null, "创文迎复审保障", "THEME_CIVILISED_CITY", MonthStatus.THEME_ONLY, null),
                        tuple(null, "垃圾分类专项检查", "THEME_WASTE_SORTING", MonthStatus.THEME_ONLY, null),
                        tuple(null, "建设工地文明施工", "THEME_CONSTRUCTION", MonthStatus.THEME_ONLY, null),
                        tuple(null, "市容环境保障", "THEME_APPEARANCE", MonthStatus.THEME_ONLY, null));
    }

    @Test
    void importsTheNoticeOnce() {
        programmes.importNotice();
        programmes.importNotice();

        assertThat(count("select count(*) from annual_programme where year = 2023"))
                .isOne();
        assertThat(count("""
                        select count(*)
                        from document_delivery
                        where document = (select document from annual_programme where year = 2023)
                          and sent_at = timestamptz '2023-01-12 00:00+08'
                        """)).isEqualTo(4 + 11 + 11);
        assertThat(count("select count(*) from programme_event where kind = 'IMPORTED'"))
                .isOne();
    }

    @Test
    void sendsTheDocumentToSectionsAndSquadsWithCopiesToTheTowns() {
        String code = issued(2041);

        assertThat(programmes.receivers(code))
                .hasSize(15)
                .startsWith("deptCoordination", "deptSupervision", "deptLegal", "deptOffice")
                .contains("squadXiayang", "squadBaihe")
                .doesNotContain("squadMobile", "townXiayang");
        assertThat(rows("""
                        select recipient_name
                        from document_delivery
                        where document = (select document from annual_programme where year = 2041)
                          and kind = 'CC'
                        """))
                .hasSize(11)
                .extracting(row -> row.get("recipient_name"))
                .contains("夏阳街道办事处", "赵巷镇人民政府");
    }

    @Test
    void confirmsAReceiptOnceAndOnlyForAnAddressee() {
        String code = issued(2042);
        programmes.confirmReceipt(code, "squadXujing", "已组织学习", "xujingLead");

        assertThatThrownBy(() -> programmes.confirmReceipt(code, "squadXujing", null, "xujing1"))
                .hasMessage("徐泾镇城管中队已经签收，不能重复签收。");
        assertThatThrownBy(() -> programmes.confirmReceipt(code, "squadMobile", null, "mobile1"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(row("select confirmed_by, remark from document_delivery where recipient = 'squadXujing'"
                        + " and document = (select document from annual_programme where year = 2042)"))
                .containsEntry("confirmed_by", "xujingLead")
                .containsEntry("remark", "已组织学习");
    }

    @Test
    void refusesASecondProgrammeOfAYear() {
        programmes.start(2043, "coordination1");

        assertThatThrownBy(() -> programmes.start(2043, "coordination2")).hasMessage("2043年度方案已经存在。");
    }

    @Test
    void refusesADocumentNumberThatIsUsed() {
        String code = approved(2044);

        assertThatThrownBy(() -> programmes.issue(code, "青城管执〔2023〕2号", TODAY, "office1"))
                .hasMessage("文号“青城管执〔2023〕2号”已被使用，请核对。");
        assertThat(programmes.get(code).status()).isEqualTo(Programme.Status.APPROVED);
    }

    @Test
    void refusesAnIssueInTheFuture() {
        String code = approved(2045);

        assertThatThrownBy(() -> programmes.issue(code, "青城管执〔2045〕1号", LocalDate.of(2045, 1, 1), "office1"))
                .hasMessage("印发日期不能晚于今天。");
    }

    @Test
    void refusesThatSomebodyApprovesTheirOwnProgramme() {
        String code = submitted(2046);

        assertThatThrownBy(() -> programmes.approve(code, null, "coordination1"))
                .hasMessage("不能审定自己报送的材料。");
        assertThat(programmes.get(code).status()).isEqualTo(Programme.Status.SUBMITTED);
    }

    @Test
    void keepsEveryDecisionWithItsComment() {
        String code = submitted(2047);
        programmes.giveBack(code, "请补充月度目标。", "bureau1");
        programmes.submitDraft(code, "coordination1");
        programmes.approve(code, "同意。", "bureau2");

        assertThat(rows("select kind, text, by_whom from programme_event where programme ="
                        + " (select id from annual_programme where year = 2047) order by id"))
                .extracting(event -> event.get("kind"), event -> event.get("text"), event -> event.get("by_whom"))
                .containsSubsequence(
                        tuple("SUBMITTED", null, "coordination1"),
                        tuple("RETURNED", "请补充月度目标。", "bureau1"),
                        tuple("SUBMITTED", null, "coordination1"),
                        tuple("APPROVED", "同意。", "bureau2"));
    }

    @Test
    void neverChangesWhatWasDecided() {
        submitted(2048);

        assertThatThrownBy(
                        () -> jdbc.sql("update programme_event set text = '改'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from programme_event").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void knowsWhatThePlanCheckAsks() {
        String code = submitted(2049);

        assertThat(programmes.planFacts(code)).isEqualTo(new Programmes.PlanFacts(2, 8, 5, 11));
    }

    @Test
    void launchesWithTheNextFreeNumberAndTellsTheOthers() {
        issued(2051);

        assertThat(planning.launch(2051, 2, "coordination1")).isEqualTo("TH-2051-01");
        assertThat(planning.launch(2051, 1, "coordination1")).isEqualTo("TH-2051-02");
        assertThat(events.stream(PlannedCampaign.Launched.class))
                .contains(
                        new PlannedCampaign.Launched("TH-2051-01", 2051, 2, "空气质量专项执法检查", "THEME_AIR"),
                        new PlannedCampaign.Launched("TH-2051-02", 2051, 1, "渣土运输专项整治", "THEME_DEBRIS"));
    }

    @Test
    void launchesARowOnceHoweverManyAskAtOnce() throws Exception {
        issued(2052);

        List<Object> answers = atOnce(
                () -> planning.launch(2052, 1, "coordination1"), () -> planning.launch(2052, 1, "coordination2"));

        assertThat(answers)
                .containsOnlyOnce("TH-2052-01")
                .anySatisfy(answer -> assertThat(answer).isEqualTo("计划行动已启动，不能再启动。"));
    }

    @Test
    void neverGivesTwoCampaignsOneNumber() throws Exception {
        issued(2053);

        List<Object> answers = atOnce(
                () -> planning.launch(2053, 1, "coordination1"), () -> planning.launch(2053, 2, "coordination2"));

        assertThat(answers).containsExactlyInAnyOrder("TH-2053-01", "TH-2053-02");
    }

    @Test
    void startsOneProgrammeHoweverManyAskAtOnce() throws Exception {
        List<Object> answers =
                atOnce(() -> programmes.start(2054, "coordination1"), () -> programmes.start(2054, "coordination2"));

        assertThat(answers).containsExactlyInAnyOrder("TH-2054", "2054年度方案已经存在。");
    }

    @Test
    void keepsEveryVersionOfAPlannedCampaign() {
        issued(2055);
        planning.replan(2055, new Planning.Change(3, "THEME_CIIE", "进博会保障", 11), "区委部署", "coordination1");
        planning.drop(2055, 3, "上级统一组织", "coordination1");
        planning.replan(2055, new Planning.Change(null, "THEME_APPEARANCE", "", 9), "迎检需要", "coordination1");

        assertThat(rows("select seq, revision, month, status, reason from planned_campaign_version where programme ="
                        + " (select id from annual_programme where year = 2055) and seq >= 3 order by seq, revision"))
                .extracting(
                        row -> row.get("seq"),
                        row -> row.get("revision"),
                        row -> row.get("month"),
                        row -> row.get("status"),
                        row -> row.get("reason"))
                .containsExactly(
                        tuple(3, 1, null, "OPEN", "方案印发"),
                        tuple(3, 2, 11, "OPEN", "区委部署"),
                        tuple(3, 3, 11, "DROPPED", "上级统一组织"),
                        tuple(4, 1, 9, "OPEN", "迎检需要"));
        assertThat(programmes.of(2055).orElseThrow().plan().get(4).title()).isEqualTo("市容环境保障");
    }

    @Test
    void refusesAReplanWithoutAReasonOrWithAnUnknownTheme() {
        issued(2056);

        assertThatThrownBy(
                        () -> planning.replan(2056, new Planning.Change(3, "THEME_CIIE", "", 11), " ", "coordination1"))
                .hasMessage("请填写调整原因。");
        assertThatThrownBy(
                        () -> planning.replan(2056, new Planning.Change(3, "THEME_X", "", 11), "改期", "coordination1"))
                .hasMessage("没有“THEME_X”这个主题。");
    }

    @Test
    void refusesATableThatSomebodyElseHasWrittenSince() {
        programmes.start(2057, "coordination1");
        int version = programmes.of(2057).orElseThrow().version();
        planning.write(2057, draft(), version, "coordination1");

        assertThatThrownBy(() -> planning.write(2057, draft(), version, "coordination2"))
                .hasMessage("方案已被他人修改，请重新打开后再填写。");
    }

    @Test
    void knowsWhoLedOnWhichDay() {
        issued(2058);
        planning.changeLeader(2058, "新任领导", LocalDate.of(2058, 7, 1), "coordination1");

        assertThat(rows("select name, valid_from::text, valid_to::text from board_lead_leader where programme ="
                        + " (select id from annual_programme where year = 2058) order by valid_from"))
                .extracting(row -> row.get("name"), row -> row.get("valid_from"), row -> row.get("valid_to"))
                .containsExactly(tuple("牵头领导", "2058-01-01", "2058-06-30"), tuple("新任领导", "2058-07-01", null));
    }

    /** Domain 9.1 no. 12. */
    @Test
    void countsACampaignInItsYearAlthoughItEndsAfterTheYearIsClosed() {
        String code = issued(2078);
        String campaign = planning.launch(2078, 1, "coordination1");
        programmes.review(code, review("定稿措施"), "coordination1");
        programmes.approveReview(code, null, "bureau1");
        programmes.close(code);

        planning.campaignDone(campaign, true, "coordination1");

        assertThat(programmes.get(code).plan().get(1).status()).isEqualTo(PlannedCampaign.State.DONE);
    }

    @Test
    void doesNotCountACampaignOfSomeSquadsOnly() {
        issued(2079);
        String campaign = planning.launch(2079, 1, "coordination1");

        planning.campaignDone(campaign, false, "coordination1");

        assertThat(programmes.of(2079).orElseThrow().plan().get(1))
                .extracting(PlannedCampaign::status, PlannedCampaign::reason)
                .containsExactly(PlannedCampaign.State.UNCOUNTED, "仅部分中队参加，不计入年度次数。");
        assertThatThrownBy(() -> planning.campaignCancelled(campaign, "取消", "coordination1"))
                .hasMessage("年度计划里没有正在开展的行动" + campaign + "。");
        assertThatThrownBy(() -> planning.campaignDone("TH-2079-07", true, "coordination1"))
                .hasMessage("年度计划里没有正在开展的行动TH-2079-07。");
        assertThat(programmes.of(2079).orElseThrow().plan().get(1).status()).isEqualTo(PlannedCampaign.State.UNCOUNTED);
    }

    @Test
    void reviewsAgainAfterAReturnAndCloses() {
        String code = issued(2059);
        programmes.review(code, review("第一稿措施"), "coordination1");
        programmes.giveReviewBack(code, "请补充数据。", "bureau1");
        programmes.review(code, review("定稿措施"), "coordination1");
        assertThatThrownBy(() -> programmes.approveReview(code, null, "coordination1"))
                .hasMessage("不能审定自己报送的材料。");
        programmes.approveReview(code, null, "bureau1");
        programmes.close(code);
        programmes.close(code);

        assertThat(programmes.get(code).status()).isEqualTo(Programme.Status.CLOSED);
        assertThat(count("select count(*) from year_review where programme ="
                        + " (select id from annual_programme where year = 2059)"))
                .isEqualTo(2);
    }

    private String issued(int year) {
        String code = approved(year);
        programmes.issue(code, "青城管执〔%d〕2号".formatted(year), TODAY, "office1");
        return code;
    }

    private String approved(int year) {
        String code = submitted(year);
        programmes.approve(code, null, "bureau1");
        return code;
    }

    private String submitted(int year) {
        String code = programmes.start(year, "coordination1");
        planning.write(year, draft(), programmes.get(code).version(), "coordination1");
        programmes.submitDraft(code, "coordination1");
        return code;
    }

    private static Draft draft() {
        List<String> goals = IntStream.rangeClosed(1, 12)
                .mapToObj(month -> month == 1 ? "开展2次专项整治行动" : null)
                .toList();
        return new Draft(
                "年度方案",
                "不少于8轮",
                8,
                "牵头领导",
                "执法协调科",
                goals,
                List.of(
                        new Draft.Row(1, "THEME_DEBRIS", "渣土运输专项整治", MonthStatus.FIXED, 1, null),
                        new Draft.Row(2, "THEME_AIR", "空气质量专项执法检查", MonthStatus.FIXED, 1, null),
                        new Draft.Row(3, null, "待定", MonthStatus.OPEN, null, null)));
    }

    private static YearReview review(String measure) {
        return new YearReview(
                "总".repeat(200),
                "成效",
                "问题",
                List.of(new YearReview.Improvement(measure, "执法协调科", LocalDate.of(2060, 6, 30))));
    }

    /** What each answered: its result, or the sentence it was refused with. */
    private static List<Object> atOnce(Callable<String> one, Callable<String> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> running = List.of(one, other).stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        try {
                            return (Object) call.call();
                        } catch (Refusal refusal) {
                            return refusal.sentence();
                        }
                    }))
                    .toList();
            return List.of(running.get(0).get(), running.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private Map<String, Object> row(String sql) {
        return rows(sql).get(0);
    }

    private List<Map<String, Object>> rows(String sql) {
        return jdbc.sql(sql).query().listOfRows();
    }
}
