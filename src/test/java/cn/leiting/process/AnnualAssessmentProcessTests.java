package cn.leiting.process;

import static cn.leiting.process.Launches.APPROVE;
import static cn.leiting.yearscore.ScoredYears.XUJING;
import static cn.leiting.yearscore.ScoredYears.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.assessment.Assessment.Status;
import cn.leiting.assessment.AssessmentAppeal;
import cn.leiting.assessment.AssessmentAppeals;
import cn.leiting.assessment.Assessments;
import cn.leiting.assessment.Corrections;
import cn.leiting.assessment.Corrections.Order;
import cn.leiting.calendar.BureauTime;
import cn.leiting.score.Stage;
import cn.leiting.shared.Actor;
import cn.leiting.yearscore.AnnualVersions;
import cn.leiting.yearscore.ScoredYears;
import cn.leiting.yearscore.Subject;
import cn.leiting.yearscore.YearScores.Annual;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 年度考核, driven as Tasklist does. Each test has a year of its own. */
@LeitingTest
class AnnualAssessmentProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("annualAssessment");

    private static final String REASON = "第三次行动的权重有误，按方案应为一点零，请予更正。";
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请重新汇总。");
    private static final Map<String, Object> UPHOLD = Map.of("decision", "UPHOLD", "comment", "权重与方案一致。");
    private static final Map<String, Object> CHANGE =
            Map.of("decision", "CHANGE", "correctedValue", 91.5, "comment", "查证属实。");
    private static final Actor BUREAU = new Actor("bureau1", Set.of("bureauLeadership"));

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private ScoredYears years;

    @Autowired
    private Assessments assessments;

    @Autowired
    private AssessmentAppeals appeals;

    @Autowired
    private Corrections corrections;

    @Autowired
    private AnnualVersions versions;

    @Autowired
    private AnnualAssessmentSweep sweep;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void goesFromTheYearsEndToTheLockWhenNobodyAppeals() {
        String code = begun(2030);
        assertThat(launches.due(code, "timer_yearEnd")).isEqualTo(Instant.parse("2031-01-01T01:00:00Z"));

        rolledUp(code);
        desk.submit("supervision1", code, "checkAssessment", APPROVE);
        desk.submit("bureau1", code, "confirmAssessment", APPROVE);
        desk.fire(code, "serviceTask_publish");
        assertThat(assessments.get(code).status()).isEqualTo(Status.PUBLISHED);
        assertThat(launches.due(code, "timer_appealsOver")).isEqualTo(endOf("2023-01-19"));
        desk.fire(code, "timer_appealsOver");
        desk.fire(code, "serviceTask_settleAppeals");
        desk.fire(code, "serviceTask_lock");

        assertThat(assessments.locked(2030)).isTrue();
        assertThat(launches.runs(code)).isFalse();
        assertThat(assessments.begin(2030, "system")).isFalse();
    }

    @Test
    void isRolledUpAnewWhenTheCheckOrTheLeadershipReturnsIt() {
        String code = begun(2031);
        rolledUp(code);
        desk.submit("supervision1", code, "checkAssessment", RETURN);
        assertThat(assessments.get(code).status()).isEqualTo(Status.BEGUN);
        years.card("SC-2031-01:FINAL", ZHAOXIANG, "97.00");
        desk.fire(code, "serviceTask_rollUp");
        assertThat(assessments.get(code).current()).isEqualTo(2);
        desk.submit("supervision2", code, "checkAssessment", APPROVE);

        desk.submit("bureau1", code, "confirmAssessment", RETURN);
        desk.fire(code, "serviceTask_rollUp");

        assertThat(assessments.get(code).status()).isEqualTo(Status.ROLLED_UP);
        assertThat(assessments.get(code).current()).isEqualTo(2);
        assertThat(year(2031, 2, ZHAOXIANG).total()).isEqualTo("97.00");
        assertThat(year(2031, 1, ZHAOXIANG).total()).isEqualTo("90.00");
    }

    @Test
    void refusesARejection() {
        String code = begun(2032);
        rolledUp(code);

        assertThatThrownBy(() -> desk.submit(
                        "supervision1", code, "checkAssessment", Map.of("decision", "REJECT", "comment", "不同意这样考核。")))
                .hasMessageContaining("只能同意或退回");

        assertThat(assessments.get(code).status()).isEqualTo(Status.ROLLED_UP);
    }

    @Test
    void aGrantedAppealIsConfirmedAndPublishedAnewBeforeTheLock() {
        String code = published(2033);
        long id = filed(2033, ZHAOXIANG, "zhaoxiangLead");

        desk.submit("supervision2", code, "decideAssessmentAppeal", CHANGE);
        assertThat(year(2033, 2, ZHAOXIANG).campaigns()).isEqualTo("91.50");
        assertThat(year(2033, 2, ZHAOXIANG).rank()).isEqualTo(1);
        assertThat(appeals.get(id).result()).isEqualTo(AssessmentAppeal.Result.CHANGED);
        desk.fire(code, "timer_appealsOver");
        desk.fire(code, "serviceTask_settleAppeals");
        assertThat(assessments.get(code).published()).isEqualTo(1);
        desk.submit("bureau2", code, "confirmAssessment", APPROVE);
        desk.fire(code, "serviceTask_publish");
        assertThat(assessments.get(code).published()).isEqualTo(2);
        desk.fire(code, "timer_appealsOver");
        desk.fire(code, "serviceTask_settleAppeals");
        desk.fire(code, "serviceTask_lock");

        assertThat(assessments.locked(2033)).isTrue();
        assertThat(versions.changes(2033, 2))
                .extracting(AnnualVersions.Change::reason)
                .containsOnly("申诉决定：查证属实。");
    }

    @Test
    void anUpheldAppealGoesToTheLeadLeaderOnceMoreAndNoFurther() {
        String code = published(2034);
        filed(2034, ZHAOXIANG, "zhaoxiangLead");
        assertThatThrownBy(() -> filed(2034, ZHAOXIANG, "zhaoxiangLead")).hasMessage("这一事项的申诉尚未决定，不能重复申诉。");
        desk.submit("supervision2", code, "decideAssessmentAppeal", UPHOLD);
        long second = filed(2034, ZHAOXIANG, "zhaoxiangLead");
        assertThat(appeals.get(second).level()).isEqualTo(2);
        assertThat(desk.tasks("supervision2", code, "decideAssessmentAppeal")).isEmpty();

        desk.fire(code, "timer_appealsOver");
        assertThat(launches.due(code, "timer_blockOver")).isNotNull();
        desk.submit("lead1", code, "decideAssessmentAppeal", UPHOLD);

        assertThatThrownBy(() -> filed(2034, ZHAOXIANG, "zhaoxiangLead")).hasMessage("这一事项已经两级申诉，不能再申诉。");
        desk.fire(code, "serviceTask_settleAppeals");
        desk.fire(code, "serviceTask_lock");
        assertThat(assessments.locked(2034)).isTrue();
    }

    @Test
    void appealsThatNobodyDecidesHoldTheLockUpForFifteenWorkingDaysAndLapse() {
        String code = published(2035);
        long id = filed(2035, ZHAOXIANG, "zhaoxiangLead");
        desk.fire(code, "timer_appealsOver");
        assertThat(launches.due(code, "timer_blockOver")).isEqualTo(endOf("2023-02-14"));

        desk.fire(code, "timer_blockOver");
        desk.fire(code, "serviceTask_settleAppeals");
        desk.fire(code, "serviceTask_lock");

        assertThat(appeals.get(id).result()).isEqualTo(AssessmentAppeal.Result.LAPSED);
        assertThat(jdbc.sql("select lapsed_at is not null from assessment_appeal where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void refusesWhoCheckedOrConfirmedOrDecidedBeforeAndAChangeWithoutAValue() {
        String code = published(2036);
        filed(2036, ZHAOXIANG, "zhaoxiangLead");

        assertThatThrownBy(() -> desk.submit("supervision1", code, "decideAssessmentAppeal", UPHOLD))
                .hasMessage("核对、确认过年度考核的人员不能决定申诉。");
        assertThatThrownBy(() -> desk.submit(
                        "supervision2",
                        code,
                        "decideAssessmentAppeal",
                        Map.of("decision", "CHANGE", "comment", "查证属实。")))
                .hasMessageContaining("请填写更正后的专项行动得分");
        assertThatThrownBy(() -> desk.submit(
                        "supervision2",
                        code,
                        "decideAssessmentAppeal",
                        Map.of("decision", "UPHOLD", "correctedValue", 90, "comment", "权重与方案一致。")))
                .hasMessageContaining("不填写更正后的得分");
        assertThatThrownBy(() -> desk.submit(
                        "supervision2",
                        code,
                        "decideAssessmentAppeal",
                        Map.of("decision", "CHANGE", "correctedValue", 100.5, "comment", "查证属实。")))
                .isInstanceOf(RuntimeException.class);
        assertThat(assessments.get(code).current()).isEqualTo(1);
    }

    @Test
    void refusesAppealsBeforeThePublicationAfterTheWindowAndOfWhatIsNotThere() {
        String code = begun(2037);
        assertThatThrownBy(() -> filed(2037, ZHAOXIANG, "zhaoxiangLead")).hasMessage("2037年度考核待汇总，还不能申诉。");
        rolledUp(code);
        desk.submit("supervision1", code, "checkAssessment", APPROVE);
        desk.submit("bureau1", code, "confirmAssessment", APPROVE);
        desk.fire(code, "serviceTask_publish");
        assertThatThrownBy(() -> filed(2037, "310118111", "baiheLead")).hasMessage("本中队没有参加该年度考核，不能申诉。");
        assertThatThrownBy(() -> file(2037, ZHAOXIANG, Subject.FALSE_EVIDENCE, REASON))
                .hasMessage("本中队当年没有虚假证据认定，不能就此申诉。");
        assertThatThrownBy(() -> file(2037, ZHAOXIANG, null, REASON)).hasMessage("请选择申诉的事项。");
        assertThatThrownBy(() -> file(2037, ZHAOXIANG, Subject.CAMPAIGNS, "太短。"))
                .hasMessageContaining("申诉理由");

        jdbc.sql("update assessment set published_at = timestamptz '2023-01-04 09:00+08' where year = 2037")
                .update();
        assertThatThrownBy(() -> filed(2037, ZHAOXIANG, "zhaoxiangLead")).hasMessage("申诉期已满，不能再申诉。");
    }

    @Test
    void afterTheLockOnlyTheLeadershipOrdersACorrection() {
        String code = published(2038);
        Order order = new Order(XUJING, Subject.CAMPAIGNS, new BigDecimal("60"), "复核发现证据不实，予以更正。");
        assertThatThrownBy(() -> corrections.order(2038, order, BUREAU)).hasMessage("2038年度考核已公布，还不能以局领导决定更正。");
        desk.fire(code, "timer_appealsOver");
        desk.fire(code, "serviceTask_settleAppeals");
        desk.fire(code, "serviceTask_lock");
        years.card("SC-2038-01:FINAL", ZHAOXIANG, "10.00");
        assertThat(year(2038, 1, ZHAOXIANG).total()).isEqualTo("90.00");

        assertThatThrownBy(() -> corrections.order(2038, order, new Actor("lead1", Set.of("leadLeader"))))
                .hasMessage("您没有办理此事的权限。");
        assertThatThrownBy(() -> corrections.order(
                        2038, new Order("310118111", Subject.CAMPAIGNS, BigDecimal.TEN, "复核发现证据不实。"), BUREAU))
                .hasMessage("请选择该年度参加考核的中队。");
        assertThatThrownBy(
                        () -> corrections.order(2038, new Order(XUJING, Subject.CAMPAIGNS, null, "复核发现证据不实。"), BUREAU))
                .hasMessage("请填写更正后的专项行动得分。");
        assertThatThrownBy(() -> corrections.order(
                        2038, new Order(XUJING, Subject.CAMPAIGNS, new BigDecimal("100.01"), "复核发现证据不实。"), BUREAU))
                .hasMessage("得分应为0至100，最多两位小数。");
        assertThatThrownBy(
                        () -> jdbc.sql("update assessment set status = 'PUBLISHED', locked_at = null where year = 2038")
                                .update())
                .hasMessageContaining("is locked");
        corrections.order(2038, order, BUREAU);

        assertThat(assessments.get(code).current()).isEqualTo(2);
        assertThat(year(2038, 2, XUJING).total()).isEqualTo("60.00");
        assertThat(versions.get(2038, 2).orElseThrow().ordered()).isTrue();
        assertThatThrownBy(() -> corrections.order(2038, new Order(null, null, null, "再汇总一次试试。"), BUREAU))
                .hasMessage("更正后没有变化，不产生新的版次。");
    }

    @Test
    void doesNotBeginByItselfWithoutAProgrammeInForceNorBeforeTheYearsEnd() {
        jdbc.sql("""
                        insert into annual_programme (code, year, doc_title, annual_goal, responsible_unit, min_campaigns,
                                                      status, warnings, campaigns_launched, review_approved, version)
                        select 'TH-2021', 2021, doc_title, annual_goal, responsible_unit, min_campaigns, 'DRAFT', '{}', 0,
                               false, 0
                        from annual_programme
                        where year = 2023
                        on conflict do nothing
                        """).update();
        sweep.sweep();

        assertThat(assessments.of(2021)).isEmpty();
        assertThat(assessments.of(2023)).isEmpty();
    }

    @Test
    void beginsByItselfOnceAYearIsOverWhoseProgrammeWasIssuedButNotClosed() {
        int issued = jdbc.sql("""
                        with paper as (
                            insert into policy_document (document_no, issuer, title, issued_on)
                            values ('青城管执〔2022〕0号', '青浦区城管执法局', '2022年专项执法行动方案', date '2022-01-12')
                            returning id)
                        insert into annual_programme (code, year, doc_title, annual_goal, responsible_unit, min_campaigns,
                                                      status, warnings, first_month, campaigns_launched, review_approved,
                                                      document, version)
                        select 'TH-2022', 2022, doc_title, annual_goal, responsible_unit, min_campaigns, 'ISSUED', '{}', 1, 0,
                               false, paper.id, 0
                        from annual_programme
                                 cross join paper
                        where year = 2023
                        on conflict do nothing
                        """).update();

        sweep.sweep();

        rolledUp("AA-2022");
        assertThat(sweep.sweep()).isZero();
        assertThat(assessments.of(2023)).isEmpty();
        if (issued == 1) { // other tests issue that year's
            jdbc.sql("delete from annual_programme where year = 2022").update();
        }
    }

    @Test
    void anEmptyYearGoesThroughToo() {
        assessments.begin(2039, "system");
        String code = "AA-2039";
        rolledUp(code);
        desk.submit("supervision1", code, "checkAssessment", APPROVE);

        assertThat(versions.get(2039, 1).orElseThrow().scores().squads()).isEmpty();
    }

    @Test
    void aYearsOpenLookBackIsANoteInTheNextYearAndNoPoints() {
        String campaign = years.campaign("TH-2028-01", "1.0", LocalDate.of(2028, 12, 1));
        years.card(years.locked(campaign, Stage.PROVISIONAL), ZHAOXIANG, "80.00");
        years.lookBack(campaign, LocalDate.of(2028, 12, 15), null);
        assessments.begin(2028, "system");
        rolledUp("AA-2028");
        published("AA-2028");
        desk.fire("AA-2028", "timer_appealsOver");
        desk.fire("AA-2028", "serviceTask_settleAppeals");
        desk.fire("AA-2028", "serviceTask_lock");
        years.card(years.locked(campaign, Stage.FINAL), ZHAOXIANG, "70.00");

        String code = begun(2029);
        rolledUp(code);

        assertThat(versions.get(2029, 1).orElseThrow().scores().notes())
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.campaign()).isEqualTo(campaign);
                    assertThat(note.provisional()).isEqualTo("80.00");
                    assertThat(note.finalTotal()).isEqualTo("70.00");
                    assertThat(note.difference()).isEqualTo("-10.00");
                });
        assertThat(year(2029, 1, ZHAOXIANG).total()).isEqualTo("90.00");
    }

    private String begun(int year) {
        String campaign = years.campaign("TH-" + year + "-01");
        String scoring = years.locked(campaign, Stage.FINAL);
        years.card(scoring, ZHAOXIANG, "90.00");
        years.card(scoring, XUJING, "91.00");
        assessments.begin(year, "system");
        return "AA-" + year;
    }

    private void rolledUp(String code) {
        desk.fire(code, "timer_yearEnd");
        desk.fire(code, "serviceTask_rollUp");
        assertThat(assessments.get(code).status()).isEqualTo(Status.ROLLED_UP);
    }

    private String published(int year) {
        String code = begun(year);
        rolledUp(code);
        published(code);
        return code;
    }

    private void published(String code) {
        desk.submit("supervision1", code, "checkAssessment", APPROVE);
        desk.submit("bureau1", code, "confirmAssessment", APPROVE);
        desk.fire(code, "serviceTask_publish");
    }

    private long filed(int year, String squad, String by) {
        return appeals.file(
                year,
                squad,
                new AssessmentAppeals.Filing(Subject.CAMPAIGNS, REASON, new BigDecimal("91.5"), "方案附件"),
                by);
    }

    private long file(int year, String squad, Subject subject, String reason) {
        return appeals.file(year, squad, new AssessmentAppeals.Filing(subject, reason, null, null), "zhaoxiangLead");
    }

    private Annual year(int year, int version, String squad) {
        return versions.get(year, version).orElseThrow().scores().squads().stream()
                .filter(annual -> annual.squad().equals(squad))
                .findFirst()
                .orElseThrow();
    }

    private static Instant endOf(String day) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(BureauTime.ZONE).toInstant();
    }
}
