package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.deadline.Deadlines;
import cn.leiting.organization.Handovers;
import cn.leiting.roster.Rosters;
import cn.leiting.shared.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 年度“雷霆”8+365计划, driven as Tasklist does. Each test has a year of its own. */
@LeitingTest
class AnnualProgrammeProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("annualProgramme");

    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final String SQUADS =
            "Xiayang Yingpu Xianghuaqiao Zhujiajiao Liantang Jinze Zhaoxiang Xujing Huaxin Chonggu Baihe";

    @Autowired
    private Rosters rosters;

    @Autowired
    private Desk desk;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Clock clock;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Handovers handovers;

    @Autowired
    private FormService forms;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void runsFromTheDraftToTheClosedYearWithEveryoneAnswering() {
        String code = issued(2024);

        receivers().forEach(user -> desk.submit(user, code, "confirmReceipt", Map.of("readConfirmed", true)));
        leaders().forEach(user -> desk.submit(user, code, "designateLeader", designation(user)));
        for (int month = 1; month <= 12; month++) {
            desk.fire(code, "timer_monthReport");
            desk.submit("coordination1", code, "reportMonth", progress(month));
        }
        desk.fire(code, "timer_review");
        desk.submit("coordination1", code, "reviewYear", review());
        desk.submit("bureau1", code, "approveYearReview", Map.of("decision", "RETURN", "comment", "请补充主要成效。"));
        desk.submit("coordination2", code, "reviewYear", review());
        desk.submit("bureau1", code, "approveYearReview", APPROVE);
        desk.fire(code, "serviceTask_closeYear");

        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }

    @Test
    void goesBackToTheDraftWhenTheLeadershipReturnsIt() {
        String code = started(2091);
        desk.submit("coordination1", code, "draftProgramme", Map.of("confirmed", true));

        desk.submit("bureau1", code, "approveProgramme", Map.of("decision", "RETURN", "comment", "请补足八次行动。"));

        assertThat(desk.tasks("coordination2", code, "draftProgramme")).hasSize(1);
        assertThat(desk.tasks("office1", code, "issueProgramme")).isEmpty();
    }

    @Test
    void neverWaitsForSilentReceiversBeyondTheYear() {
        String code = issued(2026);

        desk.fire(code, "timer_receiptClosed");
        desk.fire(code, "timer_designationClosed");

        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(code).count())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isOne();
    }

    @Test
    void refusesASecondProgrammeOfOneYearAndStoresNothing() {
        long before = history.createHistoricProcessInstanceQuery().count();

        assertThatThrownBy(() -> desk.start("coordination1", "annualProgramme", Map.of("year", 2023)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining("2023");

        assertThat(history.createHistoricProcessInstanceQuery().count()).isEqualTo(before);
    }

    @Test
    void refusesAYearOutsideTheRangeInTheWordsOfTheForm() {
        assertThatThrownBy(() -> desk.start("coordination1", "annualProgramme", Map.of("year", 1999)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith("年度")
                .hasMessageEndingWith("。");
    }

    @Test
    void takesTheBusinessKeyFromTheProductOnly() {
        String code = started(2090);

        assertThat(code).isEqualTo("TH-2090");
    }

    @Test
    void keepsTheTokenWhereItIsWhenAFormIsRefused() {
        String code = started(2092);

        assertThatThrownBy(() -> desk.submit("coordination1", code, "draftProgramme", Map.of()))
                .isInstanceOf(FormFieldValidationException.class);
        assertThatThrownBy(() -> desk.submit("coordination1", code, "draftProgramme", Map.of("confirmed", "也许")))
                .hasMessageContaining("方案已填写完毕，提交审定");

        assertThat(desk.tasks("coordination1", code, "draftProgramme")).hasSize(1);
    }

    @Test
    void refusesAReturnWithoutAReasonAndARejection() {
        String code = started(2093);
        desk.submit("coordination1", code, "draftProgramme", Map.of("confirmed", true));

        assertThatThrownBy(() -> desk.submit("bureau1", code, "approveProgramme", Map.of("decision", "RETURN")))
                .hasMessage("退回或否决时请填写5至1000字的意见。");
        assertThatThrownBy(() -> desk.submit(
                        "bureau1", code, "approveProgramme", Map.of("decision", "REJECT", "comment", "不同意本方案。")))
                .hasMessage("此处只能同意或退回。");
    }

    @Test
    void refusesACompletionWithoutAForm() {
        String code = started(2094);
        String task = desk.tasks("coordination1", code, "draftProgramme").get(0).getId();

        assertThatThrownBy(() -> tasks.complete(task, Map.of("confirmed", true)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessage("请打开表单，填写后再提交。");
    }

    @Test
    void saysThatATaskIsDoneWhenItIsSubmittedTwice() {
        String code = started(2096);
        String task = desk.tasks("coordination1", code, "draftProgramme").get(0).getId();
        forms.submitTaskForm(task, Map.of("confirmed", true));

        assertThatThrownBy(() -> forms.submitTaskForm(task, Map.of("confirmed", true)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessage("任务已办结或刚被他人办理，请刷新后再看。");
    }

    @Test
    void leavesNothingThatWasTypedInVariablesOrHistory() {
        String code = issued(2027);

        desk.submit(
                "legal1",
                code,
                "confirmReceipt",
                Map.of("readConfirmed", true, "remark", "已转发全科学习", "receiver", "squadXujing", "forged", true));

        assertThat(jdbc.sql("""
                                select (select count(*)
                                        from act_ru_variable
                                        where proc_inst_id_ = instance
                                          and name_ in ('readConfirmed', 'remark', 'forged', 'confirmed', 'decision'))
                                       + (select count(*) from act_hi_varinst where proc_inst_id_ = instance)
                                       + (select count(*) from act_hi_detail where proc_inst_id_ = instance)
                                from (select proc_inst_id_ as instance from act_hi_procinst where business_key_ = ?) programme
                                """).param(code).query(Long.class).single()).isZero();
        assertThat(desk.tasks("xujing1", code, "confirmReceipt"))
                .as("the forged receiver's own task")
                .hasSize(1);
    }

    @Test
    void givesEveryTaskTheDueDateOfItsParameter() {
        String code = started(2095);

        Task draft = desk.tasks("coordination1", code, "draftProgramme").get(0);

        assertThat(draft.getDueDate()).isNotNull();
    }

    @Test
    void movesTheTasksDueDateWithItsDeadline() {
        String code = started(2097);
        String task = desk.tasks("coordination1", code, "draftProgramme").get(0).getId();
        Instant later = Instant.parse("2023-03-01T09:00:00Z");

        deadlines.move(task, later);

        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getDueDate())
                .isEqualTo(Date.from(later));
    }

    @Test
    void handsTheOpenTasksOverWithThePosts() {
        Actor admin = new Actor("admin", Set.of("camunda-admin"));
        rosters.importPeople("""
                账号,姓名,单位,职务,执法证号,发证日期,到期日期,手机,初始密码
                mobileLeaves,机动中队调出队员,青浦城管机动中队,执法队员,TEST-310118000-93,2021-01-01,2026-12-31,,leiting-demo
                mobileFollows,机动中队接任队员,青浦城管机动中队,执法队员,TEST-310118000-94,2021-01-01,2026-12-31,,leiting-demo
                """, admin);
        String code = started(2098);
        String task = desk.tasks("coordination1", code, "draftProgramme").get(0).getId();
        tasks.setAssignee(task, "mobileLeaves");

        handovers.handOver("mobileLeaves", "mobileFollows", LocalDate.now(clock), admin);

        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo("mobileFollows");
    }

    @Test
    void waitsAtReceiptsAndDesignationsOfTheNoticeAfterTheFirstStart() {
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey("TH-2023").list())
                .extracting(Task::getTaskDefinitionKey)
                .contains("userTask_confirmReceipt", "userTask_designateLeader")
                .doesNotContain("userTask_draftProgramme", "userTask_issueProgramme");
    }

    @Test
    void refusesADesigneeWhoDoesNotLeadTheSquad() {
        String code = issued(2028);

        assertThatThrownBy(() -> desk.submit(
                        "zhaoxiangLead",
                        code,
                        "designateLeader",
                        Map.of("officerId", "zhaoxiang1", "validFrom", "2028-02-01", "phone", "13800000000")))
                .isInstanceOf(FormFieldValidationException.class);
        assertThatThrownBy(() -> desk.submit(
                        "zhaoxiangLead",
                        code,
                        "designateLeader",
                        Map.of("officerId", "zhaoxiangLead", "validFrom", "2028-02-01", "phone", "12")))
                .hasMessage("联系电话须为11位手机号码。");
    }

    @Test
    void reportsTheMonthsInTheirOrderAndAsksWhyTheOwnLightDiffers() {
        String code = issued(2025);
        desk.fire(code, "timer_monthReport");

        assertThatThrownBy(() -> desk.submit("coordination1", code, "reportMonth", progress(3)))
                .isInstanceOf(FormFieldValidationException.class);
        assertThatThrownBy(() -> desk.submit(
                        "coordination1",
                        code,
                        "reportMonth",
                        Map.of("month", 1, "doneText", "完成部署。", "selfLight", "蓝")))
                .hasMessage("“自评灯色”填写有误。");
    }

    private String started(int year) {
        ProcessInstance instance = desk.start("coordination1", "annualProgramme", Map.of("year", year));
        return runtime.createProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getBusinessKey();
    }

    private String issued(int year) {
        String code = started(year);
        desk.submit("coordination1", code, "draftProgramme", Map.of("confirmed", true));
        desk.submit("bureau1", code, "approveProgramme", Map.of("decision", "RETURN", "comment", "请核对各月目标。"));
        desk.submit("coordination1", code, "draftProgramme", Map.of("confirmed", true));
        desk.submit("bureau2", code, "approveProgramme", APPROVE);
        desk.submit(
                "office1",
                code,
                "issueProgramme",
                Map.of("documentNo", "青城管执〔" + year + "〕试1号", "issuedOn", Math.min(year, 2023) + "-01-05"));
        return code;
    }

    private static Stream<String> receivers() {
        return Stream.concat(
                Stream.of("coordination1", "supervision1", "legal1", "office1"),
                Stream.of(SQUADS.split(" ")).map(squad -> squad.toLowerCase(java.util.Locale.ROOT) + "1"));
    }

    private static List<String> leaders() {
        return Stream.of(SQUADS.split(" "))
                .map(squad -> squad.toLowerCase(java.util.Locale.ROOT) + "Lead")
                .toList();
    }

    private static Map<String, Object> designation(String officer) {
        return Map.of("officerId", officer, "validFrom", "2024-01-08", "validTo", "2024-12-31", "phone", "13800000000");
    }

    private static Map<String, Object> progress(int month) {
        return Map.of("month", month, "doneText", "按计划推进。", "selfLight", "G", "differenceReason", "按实际进度自评。");
    }

    private static Map<String, Object> review() {
        return Map.of(
                "summary",
                "全年雷霆行动回顾总结。".repeat(20),
                "achievements",
                "街面市容环境进一步提升。",
                "problems",
                "部分点位反弹回潮。",
                "improvements",
                List.of(Map.of("measure", "建立点位长效巡查清单", "ownerUnit", "执法协调科", "dueOn", "2025-03-31")));
    }
}
