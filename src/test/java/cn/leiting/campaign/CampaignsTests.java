package cn.leiting.campaign;

import static cn.leiting.campaign.Plans.TODAY;
import static cn.leiting.campaign.Plans.XUJING;
import static cn.leiting.campaign.Plans.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Campaign.Status;
import cn.leiting.campaign.Definition.Scope;
import cn.leiting.campaign.Proceedings.Kind;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@RecordApplicationEvents
class CampaignsTests {

    private static final Actor BUREAU = new Actor("bureau1", Set.of("bureauLeadership"));
    private static final Actor LEAD = new Actor("lead1", Set.of("leadLeader"));

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Steering steering;

    @Autowired
    private Proceedings proceedings;

    @Autowired
    private Papers papers;

    @Autowired
    private Assignments assignments;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @Test
    void draftsOnce() {
        campaigns.draft("TH-2065-01", 2065, 1, "渣土运输", "THEME_DEBRIS", "coordination1");
        campaigns.draft("TH-2065-01", 2065, 1, "别的", "THEME_AIR", "coordination1");

        assertThat(campaigns.get("TH-2065-01").title()).isEqualTo("渣土运输");
        assertThat(proceedings.events("TH-2065-01"))
                .extracting(Proceedings.Event::kind)
                .containsExactly(Kind.STARTED);
        assertThatThrownBy(() -> campaigns.draft("TH-2065-90", 2065, 1, "无", "THEME_NONE", "coordination1"))
                .hasMessage("没有代码为“THEME_NONE”的主题。");
        assertThatThrownBy(() -> campaigns.draft("TH-2066-90", 2065, 1, "无", "THEME_AIR", "coordination1"))
                .hasMessage("“TH-2066-90”不是2065年度的行动编号。");
        assertThatThrownBy(() -> campaigns.get("TH-2065-91")).hasMessage("没有编号为TH-2065-91的行动。");
    }

    @Test
    void takesAllTownSquadsAndTheirPointsInTheWholeDistrict() {
        campaigns.draft("TH-2065-02", 2065, 2, "渣土运输", "THEME_DEBRIS", "coordination1");

        int statements =
                Statements.during(() -> campaigns.define("TH-2065-02", Plans.district(), false, "coordination1"));

        Campaign campaign = campaigns.get("TH-2065-02");
        assertThat(campaign.status()).isEqualTo(Status.SUBMITTED);
        assertThat(campaign.squads()).hasSize(11).contains(ZHAOXIANG, XUJING);
        assertThat(campaign.terms().checklist()).isEqualTo("THEME_DEBRIS-1");
        assertThat(campaign.isCountedToEight()).isTrue();
        assertThat(papers.phases("TH-2065-02"))
                .containsExactlyElementsOf(Plans.district().phases());
        assertThat(assigned("TH-2065-02")).isEqualTo(220);
        assertThat(statements).isLessThanOrEqualTo(20);
    }

    /** A version number that no import gives: what was read once is remembered. */
    @Test
    @Transactional
    void isCheckedByAVersionThatAppliesOnItsFirstDay() {
        campaigns.draft("TH-2065-29", 2065, 2, "渣土运输", "THEME_DEBRIS", "coordination1");
        newVersion(98, Plans.partial().from());
        newVersion(99, Plans.partial().from().plusDays(1));

        assertThatThrownBy(() ->
                        campaigns.define("TH-2065-29", Plans.checkedBy("THEME_DEBRIS-99"), false, "coordination1"))
                .hasMessage("检查表“THEME_DEBRIS-99”在行动的第一天还没有适用。");
        campaigns.define("TH-2065-29", Plans.checkedBy("THEME_DEBRIS-98"), false, "coordination1");

        assertThat(campaigns.get("TH-2065-29").terms().checklist()).isEqualTo("THEME_DEBRIS-98");
    }

    private void newVersion(int version, LocalDate from) {
        jdbc.sql(
                        "insert into checklist_version (theme, version, name, valid_from) values ('THEME_DEBRIS', ?, '新检查表', ?)")
                .params(version, from)
                .update();
        jdbc.sql(
                        "insert into checklist_item values ('THEME_DEBRIS', ?, 1, 'ZY-01', '有无问题', 'VIO_SPILLAGE', true, '{}')")
                .param(version)
                .update();
    }

    @Test
    void assignsThePointsAnewWhenItIsDefinedAgain() {
        campaigns.draft("TH-2065-03", 2065, 3, "渣土运输", "THEME_DEBRIS", "coordination1");
        campaigns.define("TH-2065-03", Plans.district(), false, "coordination1");
        campaigns.giveBack("TH-2065-03", "请缩小范围。", "bureau1");
        campaigns.define("TH-2065-03", Plans.partial(), false, "coordination1");

        assertThat(assigned("TH-2065-03")).isEqualTo(40);
        assertThat(campaigns.get("TH-2065-03").squads()).containsExactly(ZHAOXIANG, XUJING);
    }

    @Test
    void refusesADefinitionThatDoesNotFit() {
        campaigns.draft("TH-2065-04", 2065, 4, "渣土运输", "THEME_DEBRIS", "coordination1");
        submitted("TH-2065-05", 7, false);

        assertThatThrownBy(() -> campaigns.define(
                        "TH-2065-04",
                        Plans.definition(Scope.DISTRICT, Set.of(), TODAY.minusDays(5), TODAY.minusDays(1), null),
                        false,
                        "coordination1"))
                .hasMessage("结束日期不能早于今天。");
        assertThatThrownBy(() -> campaigns.define(
                        "TH-2065-04",
                        Plans.definition(Scope.PARTIAL, Set.of("310118108"), TODAY, TODAY, null),
                        false,
                        "coordination1"))
                .hasMessage("没有代码为“310118108”的中队。");
        assertThatThrownBy(() -> campaigns.define(
                        "TH-2065-04",
                        Plans.definition(Scope.DISTRICT, Set.of(), TODAY, TODAY, 7),
                        false,
                        "coordination1"))
                .hasMessage("2065年已有雷霆7号行动。");
    }

    @Test
    void keepsEveryVersionOfTheFiling() {
        submitted("TH-2066-01", null, true);
        submitted("TH-2066-02", null, true);
        campaigns.file("TH-2066-01", Plans.filing("备2066-1", TODAY.plusDays(20)), "legal1");

        assertThatThrownBy(() -> campaigns.file("TH-2066-02", Plans.filing("备2066-1", TODAY.plusDays(20)), "legal1"))
                .hasMessage("备案号“备2066-1”已用于其他行动，请核对。");
        campaigns.approve("TH-2066-01", null, "bureau1");
        assertThatThrownBy(() -> steering.extend("TH-2066-01", TODAY.plusDays(30), "雨雪天气影响。", BUREAU))
                .hasMessage("备案的检查期间到2023年2月1日为止，须先变更备案。");
        campaigns.file("TH-2066-01", Plans.filing("备2066-1", TODAY.plusDays(40)), "legal1");
        steering.extend("TH-2066-01", TODAY.plusDays(30), "雨雪天气影响。", BUREAU);

        assertThat(papers.filing("TH-2066-01"))
                .hasValueSatisfying(filing -> assertThat(filing.version()).isEqualTo(2));
        assertThat(events.stream(Steering.Extended.class))
                .containsExactly(new Steering.Extended("TH-2066-01", TODAY.plusDays(30)));
        assertThatThrownBy(() -> jdbc.sql("update campaign set filing = null where code = 'TH-2066-01'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("filed_when_needed");
        assertThatThrownBy(() -> jdbc.sql("delete from campaign_event where campaign = 'TH-2066-01'")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void refusesToApproveWithoutPoints() {
        campaigns.draft("TH-2066-03", 2066, 3, "渣土运输", "THEME_DEBRIS", "coordination1");
        campaigns.define("TH-2066-03", Plans.partial(), false, "coordination1");
        jdbc.sql("delete from assigned_point where assignment = 'TH-2066-03'").update();

        assertThatThrownBy(() -> campaigns.approve("TH-2066-03", null, "bureau1"))
                .hasMessage("参加行动的中队还没有点位，请先分解点位。");
    }

    @Test
    void asksForAnExemptionAtMostTwiceAndOnceAtATime() {
        running("TH-2066-04");
        request("TH-2066-04", ZHAOXIANG);

        assertThat(events.stream(Steering.ExemptionRequested.class))
                .containsExactly(new Steering.ExemptionRequested(
                        "TH-2066-04", ZHAOXIANG, Exemption.Reason.NO_OBJECT, "辖区内没有在施工的工地。"));
        assertThatThrownBy(() -> request("TH-2066-04", ZHAOXIANG)).hasMessageContaining("已经申请过免除");
        campaigns.decideExemption("TH-2066-04", ZHAOXIANG, false, "仍有工地在施工。", "lead1");
        assertThatThrownBy(() -> campaigns.decideExemption("TH-2066-04", ZHAOXIANG, true, null, "lead1"))
                .hasMessage("该中队没有待决定的免除申请。");
        request("TH-2066-04", ZHAOXIANG);
        campaigns.decideExemption("TH-2066-04", ZHAOXIANG, false, null, "lead1");
        assertThatThrownBy(() -> request("TH-2066-04", ZHAOXIANG)).hasMessageContaining("已经申请过免除");
        assertThatThrownBy(() -> request("TH-2066-04", "310118110")).hasMessageContaining("没有代码为“310118110”的中队参加");
        assertThat(events.stream(Steering.SquadExempted.class)).isEmpty();
        assertThat(proceedings.exemptionRequests("TH-2066-04"))
                .extracting(Proceedings.Request::no, Proceedings.Request::granted)
                .containsExactly(tuple(1, false), tuple(2, false));
    }

    @Test
    void exemptsTheWholeTaskOnAGrant() {
        running("TH-2066-05");
        request("TH-2066-05", XUJING);

        campaigns.decideExemption("TH-2066-05", XUJING, true, null, "lead1");

        assertThat(events.stream(Steering.SquadExempted.class))
                .containsExactly(new Steering.SquadExempted(
                        "TH-2066-05",
                        XUJING,
                        Exemption.Kind.WHOLE,
                        Exemption.Reason.NO_OBJECT,
                        "辖区内没有在施工的工地。",
                        "lead1"));
        assertThatThrownBy(() -> request("TH-2066-05", XUJING)).hasMessageContaining("已经申请过免除");
    }

    @Test
    void concludesOnlyOnceEverySquadIsDoneAndChecked() {
        running("TH-2067-01");
        assertThatThrownBy(() -> campaigns.supervise("TH-2067-01", "总体到位。", false, null, "supervision1"))
                .hasMessage("还有中队没有办结，不能督查。");
        done("TH-2067-01");

        assertThatThrownBy(() -> campaigns.supervise("TH-2067-01", "总体到位。", false, "多余的问题", "supervision1"))
                .hasMessage("没有疑难案件的，请不要填写疑难问题。");
        campaigns.supervise("TH-2067-01", "总体到位。", true, "渣土车挂靠经营时应当以谁为处罚对象，请指导。", "supervision1");
        assertThat(campaigns.hardCase("TH-2067-01")).isTrue();
        assertThatThrownBy(() -> campaigns.close("TH-2067-01", null, "coordination1"))
                .hasMessage("还没有填写到位检查：赵巷镇城管中队。");
        assertThatThrownBy(() -> campaigns.check(
                        "TH-2067-01", List.of(new Papers.Check(XUJING, true, true, true, null)), "coordination1"))
                .hasMessage("到位检查应填写参加行动且没有免除的中队。");
        assertThatThrownBy(() -> campaigns.publicize("TH-2067-01", "未报道", "office1"))
                .hasMessage("到位检查还没有完成，不能登记宣传报道。");
        campaigns.check(
                "TH-2067-01", List.of(new Papers.Check(ZHAOXIANG, true, true, false, "长效机制待完善")), "coordination1");
        assertThatThrownBy(() -> campaigns.finish("TH-2067-01")).hasMessage("到位检查还没有完成，不能办结。");
        campaigns.close("TH-2067-01", null, "coordination1");
        campaigns.publicize("TH-2067-01", "未报道", "office1");
        campaigns.finish("TH-2067-01");
        campaigns.finish("TH-2067-01");

        assertThat(campaigns.get("TH-2067-01").status()).isEqualTo(Status.CLOSED);
        assertThat(papers.checks("TH-2067-01"))
                .singleElement()
                .satisfies(check -> assertThat(check.comment()).isEqualTo("长效机制待完善"));
        assertThat(proceedings.events("TH-2067-01"))
                .filteredOn(event -> event.kind() == Kind.PUBLICIZED)
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo("未报道"));
        assertThat(papers.supervisions("TH-2067-01")).hasSize(1);
    }

    @Test
    void refusesSteeringOnceAllSquadsAreDoneOrTheEndIsOver() {
        running("TH-2067-02");
        done("TH-2067-02");
        running("TH-2067-03");
        jdbc.sql("update campaign set starts_on = date '2023-01-02', ends_on = date '2023-01-11' where code = ?")
                .param("TH-2067-03")
                .update();

        assertThatThrownBy(() -> steering.cancel("TH-2067-02", "上级另有部署。", BUREAU))
                .hasMessage("各中队均已办结，不能取消。");
        assertThatThrownBy(() -> steering.extend("TH-2067-03", TODAY.plusDays(9), "雨雪天气影响。", BUREAU))
                .hasMessage("行动已于2023年1月11日结束，不能延期。");
        assertThatThrownBy(() -> steering.cancel("TH-2067-03", "上级另有部署。", BUREAU))
                .hasMessage("行动已于2023年1月11日结束，不能取消。");
        assertThatThrownBy(() -> steering.suspend("TH-2067-03", "台风", BUREAU)).hasMessage("行动已于2023年1月11日结束，不能暂停。");
    }

    @Test
    void tellsWhatTheLeadershipChanged() {
        running("TH-2067-04");

        steering.suspend("TH-2067-04", "台风", BUREAU);
        assertThatThrownBy(() -> steering.extend("TH-2067-04", TODAY.plusDays(30), "雨雪天气影响。", BUREAU))
                .hasMessage("行动已暂停，不能延期。");
        steering.resume("TH-2067-04", BUREAU);
        assertThatThrownBy(() -> steering.resume("TH-2067-04", BUREAU)).hasMessage("行动已批准，不能恢复。");
        steering.addSquad("TH-2067-04", "310118110", "工地较多。", BUREAU);
        steering.exempt(
                "TH-2067-04", XUJING, Exemption.Kind.POINTS, Exemption.Reason.OTHER_ORDER, "部分点位由市局统一检查。", BUREAU);
        steering.cancel("TH-2067-04", "上级另有部署。", BUREAU);

        assertThat(campaigns.get("TH-2067-04").squads()).contains("310118110");
        assertThat(events.stream(Steering.SquadAdded.class)).hasSize(1);
        assertThat(events.stream(Steering.SquadExempted.class)).hasSize(1);
        assertThat(events.stream(Steering.Resumed.class))
                .containsExactly(new Steering.Resumed("TH-2067-04", TODAY.plusDays(4), TODAY.plusDays(17)));
        assertThat(events.stream(Steering.Cancelled.class))
                .containsExactly(new Steering.Cancelled("TH-2067-04", "上级另有部署。"));
        assertThat(proceedings.events("TH-2067-04"))
                .extracting(Proceedings.Event::kind)
                .endsWith(Kind.SUSPENDED, Kind.RESUMED, Kind.SQUAD_ADDED, Kind.EXEMPTED, Kind.CANCELLED);
        assertThatThrownBy(() -> steering.cancel("TH-2067-04", "上级另有部署。", BUREAU))
                .hasMessage("行动已取消，不能取消。");
        assertThatThrownBy(() -> steering.cancel("TH-2067-04", "上级另有部署。", LEAD)).hasMessage("您没有办理此事的权限。");
    }

    private void request(String code, String squad) {
        campaigns.requestExemption(code, squad, Exemption.Reason.NO_OBJECT, "辖区内没有在施工的工地。", "zhaoxiangLead");
    }

    private void submitted(String code, Integer no, boolean needsFiling) {
        campaigns.draft(code, Integer.parseInt(code.substring(3, 7)), 1, "渣土运输", "THEME_DEBRIS", "coordination1");
        campaigns.define(
                code,
                Plans.definition(Scope.PARTIAL, Set.of(ZHAOXIANG, XUJING), TODAY.plusDays(4), TODAY.plusDays(17), no),
                needsFiling,
                "coordination1");
    }

    private void running(String code) {
        submitted(code, null, false);
        campaigns.approve(code, null, "bureau1");
        Campaign campaign = campaigns.get(code);
        assignments.open(new Assignment.Form(
                code,
                Assignment.Mode.CAMPAIGN,
                campaign.title(),
                campaign.theme(),
                campaign.terms().checklist(),
                campaign.from(),
                campaign.to(),
                campaign.squads()));
    }

    /** One squad silent to the end, one exempted. */
    private void done(String code) {
        assignments.dispatch(code, 10);
        tasks.exempt(
                code + ":" + XUJING,
                new Exemption(Exemption.Kind.WHOLE, Exemption.Reason.OTHER_ORDER, "由市局统一组织检查。"),
                Set.of(),
                "lead1");
        tasks.close(code + ":" + ZHAOXIANG);
    }

    private int assigned(String code) {
        return jdbc.sql("select count(*) from assigned_point where assignment = ?")
                .param(code)
                .query(Integer.class)
                .single();
    }
}
