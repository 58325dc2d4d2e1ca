package cn.leiting.process;

import static cn.leiting.process.Launches.XUJING;
import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.accept;
import static cn.leiting.process.Launches.feedback;
import static cn.leiting.process.Launches.giveBack;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Campaigns;
import cn.leiting.guidance.HardCases;
import cn.leiting.handling.Withdrawal;
import cn.leiting.handling.Withdrawals;
import cn.leiting.programme.Programmes;
import cn.leiting.report.SpecialReport;
import cn.leiting.report.SpecialReports;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 撤回 and 批量办理, of squads of one campaign and of what else can be taken back. The programme of 2039. */
@LeitingTest
class WithdrawalTests {

    private static final String WHY = "数据填写有误，撤回修改。";

    private static final Map<String, Object> OPINION = Map.of(
            "answer",
            "可以并案处理，按一个违法行为裁量，并另行告知当事人；并案以前先责令改正，固定每次占道的现场证据，防止灭失。",
            "legalBasis",
            "《中华人民共和国行政处罚法》第二十九条",
            "alternatives",
            "也可以先行教育劝离。");

    private static final Map<String, Object> YEARS_REVIEW = Map.of(
            "summary",
            "全年雷霆行动回顾总结。".repeat(20),
            "achievements",
            "街面市容环境进一步提升。",
            "problems",
            "部分点位反弹回潮。",
            "improvements",
            List.of(Map.of("measure", "建立点位长效巡查清单", "ownerUnit", "执法协调科", "dueOn", "2040-03-31")));

    private static String campaign = "";

    @LocalServerPort
    private int port;

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private ObjectProvider<Withdrawal> known;

    @Autowired
    private SquadTasks squadTasks;

    @Autowired
    private HardCases hardCases;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Programmes programmes;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private FormService forms;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void launch() {
        if (campaign.isEmpty()) {
            campaign = launches.dispatched(
                    3, ZHAOXIANG, XUJING, "310118107", "310118109", "310118110", "310118104", "310118103", "310118102");
        }
    }

    private Client as(String person) {
        return Client.of(person, port);
    }

    private State state(String task) {
        return squadTasks.get(task).state();
    }

    private String open(String subject, String task) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(subject)
                .taskDefinitionKey("userTask_" + task)
                .singleResult()
                .getId();
    }

    private String done(String subject, String task) {
        return history.createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(subject)
                .taskDefinitionKey("userTask_" + task)
                .finished()
                .orderByHistoricTaskInstanceEndTime()
                .desc()
                .listPage(0, 1)
                .get(0)
                .getId();
    }

    private Answer withdraw(String person, String task) {
        return as(person).form("/tasks/" + task + "/withdraw", Map.of("reason", WHY));
    }

    @Test
    void takesAFeedbackBackUntilTheNextOneLooksAtIt() {
        String code = taskOf(campaign, ZHAOXIANG);
        launches.begun(code, "zhaoxiangLead");
        desk.fire(code, "timer_end");
        Date due = tasks.createTaskQuery()
                .taskId(open(code, "feedBack"))
                .singleResult()
                .getDueDate();
        desk.submit("zhaoxiangLead", code, "feedBack", feedback());
        String submitted = done(code, "feedBack");
        String review = open(code, "reviewFeedback");
        assertThat(as("zhaoxiangLead").get("/tasks?of=done").body()).contains(submitted);
        assertThat(as("zhaoxiangLead").get("/tasks/" + submitted).body()).contains("撤回理由");

        assertThat(withdraw("xujingLead", submitted).status()).isEqualTo(403);
        assertThat(withdraw("zhaoxiang1", submitted).status()).isEqualTo(403);
        assertThat(as("zhaoxiangLead")
                        .form("/tasks/" + submitted + "/withdraw", Map.of("reason", "错"))
                        .status())
                .isEqualTo(422);
        assertThat(as("supervision1").get("/tasks/" + review).status()).isEqualTo(200);
        assertThat(withdraw("zhaoxiangLead", submitted).status()).isEqualTo(302);

        assertThat(state(code)).isEqualTo(State.TO_FEED_BACK);
        Task again = tasks.createTaskQuery().taskId(open(code, "feedBack")).singleResult();
        assertThat(again.getAssignee()).isEqualTo("zhaoxiangLead");
        assertThat(again.getDueDate()).isEqualTo(due);
        assertThat(jdbc.sql(
                                "select count(*) from deadline where subject = ? and rule = 'feedback.final' and met_at is not null")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(as("zhaoxiangLead").get("/tasks/" + again.getId()).body()).contains("撤回", WHY);
        assertThat(withdraw("zhaoxiangLead", submitted).status()).isEqualTo(409);

        desk.submit("zhaoxiangLead", code, "feedBack", feedback());
        String second = done(code, "feedBack");
        assertThat(as("coordination1")
                        .engine("GET", "/task/" + open(code, "reviewFeedback") + "/form", null)
                        .status())
                .isEqualTo(200);
        Answer tooLate = withdraw("zhaoxiangLead", second);
        assertThat(tooLate.status()).isEqualTo(409);
        assertThat(tooLate.body()).contains("“审核反馈”已被打开或认领，不能撤回");

        desk.submit("coordination1", code, "reviewFeedback", giveBack());
        assertThat(squadTasks.get(code).returns()).isOne();
        assertThat(as("zhaoxiangLead").get("/tasks?of=returned").body()).contains(open(code, "rework"));
        desk.submit("zhaoxiangLead", code, "rework", feedback());
        assertThat(withdraw("zhaoxiangLead", done(code, "rework")).status()).isEqualTo(302);
        assertThat(state(code)).isEqualTo(State.RETURNED);
        desk.submit("zhaoxiangLead", code, "rework", feedback());
        desk.submit("coordination1", code, "reviewFeedback", accept());
        assertThat(withdraw("zhaoxiangLead", done(code, "rework")).status()).isEqualTo(409);
        assertThat(state(code)).isEqualTo(State.REVIEWED);
    }

    @Test
    void refusesWhatWasClaimedAndWhatCannotBeWithdrawn() {
        String code = taskOf(campaign, XUJING);
        launches.fedBack(code, "xujingLead");
        tasks.claim(open(code, "reviewFeedback"), "coordination2");

        assertThat(withdraw("xujingLead", done(code, "feedBack")).body()).contains("已被打开或认领，不能撤回");
        assertThat(withdraw("xujingLead", done(code, "acknowledge")).body()).contains("“签收分派”提交后即生效，不能撤回。");
        assertThat(as("xujingLead").get("/tasks/" + done(code, "acknowledge")).body())
                .doesNotContain("撤回理由");
        assertThat(state(code)).isEqualTo(State.FED_BACK);
    }

    @Test
    void eachCanBeTakenBackWhereTheModelHasItAndLeadsThere() {
        assertThat(withdrawals.supported())
                .containsExactly(
                        "annualProgramme/draftProgramme",
                        "annualProgramme/reviewYear",
                        "hardCaseGuidance/draftOpinion",
                        "specialReport/draftReport",
                        "squadTask/feedBack",
                        "squadTask/rework",
                        "thunderCampaign/defineCampaign");
        known.forEach(one -> one.ways().forEach((task, next) -> {
            String model = read(Path.of("bpmn", one.process() + ".bpmn"));
            assertThat(model).contains("\"userTask_" + task + "\"");
            assertThat(next).isNotEmpty().allSatisfy(step -> assertThat(model).contains("\"userTask_" + step + "\""));
        }));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void takesAPlanBackBeforeItIsApproved() {
        String code = launches.launched();
        LocalDate day = LocalDate.of(2023, 1, 12);
        Map<String, Object> plan = Launches.definition(day, day.plusDays(2), List.of(ZHAOXIANG));
        desk.submit("coordination1", code, "defineCampaign", plan);

        withdrawals.withdraw(done(code, "defineCampaign"), WHY, new Actor("coordination1", Set.of("deptCoordination")));

        assertThat(campaigns.get(code).status().name()).isEqualTo("DRAFT");
        assertThat(desk.tasks("bureau1", code, "approveCampaign")).isEmpty();
        desk.submit("coordination1", code, "defineCampaign", plan);
        desk.submit("bureau1", code, "approveCampaign", Launches.APPROVE);
        assertThatThrownBy(() -> withdrawals.withdraw(
                        done(code, "defineCampaign"), WHY, new Actor("coordination1", Set.of("deptCoordination"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不能撤回");
    }

    @Test
    void takesAReportBackBeforeItIsCosigned() {
        String report = desk.start("coordination1", "specialReport", Map.of("title", "年中进展情况专报"))
                .getBusinessKey();
        Map<String, Object> draft = new HashMap<>();
        for (String part : List.of("overall", "progress", "practices", "problems", "nextSteps")) {
            draft.put(part, "本部分内容已经核对。");
        }
        draft.put("title", "年中进展情况专报");
        desk.submit("coordination1", report, "draftReport", draft);

        withdrawals.withdraw(done(report, "draftReport"), WHY, new Actor("coordination1", Set.of("deptCoordination")));

        assertThat(reports.get(report).status()).isEqualTo(SpecialReport.Status.DRAFTING);
        desk.submit("coordination1", report, "draftReport", draft);
        assertThat(reports.get(report).status()).isEqualTo(SpecialReport.Status.DRAFTED);
    }

    @Test
    void approvesManyAtOnceAndSaysForEachWhatBecameOfIt() {
        String first = taskOf(campaign, "310118107");
        String taken = taskOf(campaign, "310118109");
        String third = taskOf(campaign, "310118110");
        launches.fedBack(first, "huaxinLead");
        launches.fedBack(taken, "chongguLead");
        launches.fedBack(third, "baiheLead");
        tasks.claim(open(taken, "reviewFeedback"), "coordination2");
        List<String> ids = List.of(
                open(first, "reviewFeedback"), open(taken, "reviewFeedback"), open(third, "reviewFeedback"), first);
        Map<String, String> form =
                Map.of("of", "reviewFeedback", "tasks", String.join(",", ids), "opinion", "情况属实，予以认可。");
        assertThat(as("coordination1").get("/tasks/batch").body())
                .contains(first, third, "自动检查发现的问题")
                .doesNotContain(ids.get(1));
        for (String person : List.of("xujingLead", "bureau1", "legal1", "office1", "admin")) {
            assertThat(as(person).get("/tasks/batch").status()).as(person).isEqualTo(403);
            assertThat(as(person).form("/tasks/batch", form).status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(as("supervision1").form("/tasks/batch", form).status()).isEqualTo(403);
        assertThat(as("coordination1").withoutToken("POST", "/tasks/batch", "").status())
                .isEqualTo(403);
        assertThat(as("coordination1")
                        .form("/tasks/batch", Map.of("of", "reviewFeedback"))
                        .status())
                .isEqualTo(422);

        Answer answer = as("coordination1").form("/tasks/batch", form);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("已办理", "认领。", "没有这项任务。");
        assertThat(state(first)).isEqualTo(State.REVIEWED);
        assertThat(state(third)).isEqualTo(State.REVIEWED);
        assertThat(state(taken)).isEqualTo(State.FED_BACK);
        assertThat(jdbc.sql("""
                        select comment
                        from feedback_review
                                 join feedback on feedback.id = feedback
                        where squad_task = ?
                        """).param(third).query(String.class).single()).isEqualTo("情况属实，予以认可。");
        assertThat(as("coordination1").form("/tasks/batch", form).body())
                .contains("任务已办结或刚被他人办理，请刷新后再看。")
                .doesNotContain(">已办理<");
    }

    @Test
    void whatTheRoomRefusesIsToldForItsRowAlone() {
        String own = taskOf(campaign, "310118104");
        String other = taskOf(campaign, "310118103");
        launches.begun(own, "jinzeLead");
        desk.fire(own, "timer_end");
        asOneOfTheSquad(() -> forms.submitTaskForm(open(own, "feedBack"), feedback()));
        launches.fedBack(other, "liantangLead");
        String ids = open(own, "reviewFeedback") + "," + open(other, "reviewFeedback");

        Answer answer = as("coordination1").form("/tasks/batch", Map.of("of", "reviewFeedback", "tasks", ids));

        assertThat(answer.body()).contains("反馈由您本人提交，不能由您审核。", ">已办理<", ">未办理<");
        assertThat(state(own)).isEqualTo(State.FED_BACK);
        assertThat(state(other)).isEqualTo(State.REVIEWED);
    }

    /** Whoever reports for a squad and is moved to the section afterwards may not review the report. */
    private void asOneOfTheSquad(Runnable work) {
        identity.setAuthentication("coordination1", List.of("leadJinze"));
        try {
            work.run();
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void takesAnOpinionBackBeforeItIsSigned() {
        String task = taskOf(campaign, "310118102");
        Map<String, Object> hard = new HashMap<>(feedback());
        hard.put("hardCase", true);
        hard.put("question", "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。");
        launches.begun(task, "zhujiajiaoLead");
        desk.fire(task, "timer_end");
        desk.submit("zhujiajiaoLead", task, "feedBack", hard);
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");
        String code = jdbc.sql("select code from hard_case where source = ?")
                .param(task)
                .query(String.class)
                .single();
        assertThat(as("legal1").get("/tasks?of=difficult").body()).contains(code);
        desk.submit("legal1", code, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "NORMAL"));
        desk.submit("legal1", code, "draftOpinion", OPINION);

        withdrawals.withdraw(done(code, "draftOpinion"), WHY, new Actor("legal1", Set.of("deptLegal")));

        assertThat(hardCases.get(code).status().name()).isEqualTo("ACCEPTED");
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", Launches.APPROVE);
        assertThat(hardCases.get(code).status().name()).isEqualTo("SIGNED");
    }

    @Test
    void takesAProgrammeAndTheYearsReviewBackBeforeTheyAreDecidedOn() {
        desk.start("coordination1", "annualProgramme", Map.of("year", 2039));
        desk.submit("coordination1", "TH-2039", "draftProgramme", Map.of("confirmed", true));

        withdrawals.withdraw(
                done("TH-2039", "draftProgramme"), WHY, new Actor("coordination1", Set.of("deptCoordination")));

        assertThat(programmes.get("TH-2039").status().name()).isEqualTo("DRAFT");
        assertThat(desk.tasks("coordination1", "TH-2039", "draftProgramme")).hasSize(1);
        assertThat(desk.tasks("bureau1", "TH-2039", "approveProgramme")).isEmpty();

        desk.submit("coordination1", "TH-2039", "draftProgramme", Map.of("confirmed", true));
        desk.submit("bureau1", "TH-2039", "approveProgramme", Launches.APPROVE);
        desk.submit(
                "office1",
                "TH-2039",
                "issueProgramme",
                Map.of("documentNo", "青城管执〔2039〕试1号", "issuedOn", "2023-01-05"));
        takesTheYearsReviewBackBesideWhatElseWaits();
    }

    private void takesTheYearsReviewBackBesideWhatElseWaits() {
        desk.fire("TH-2039", "timer_review");
        desk.submit("coordination1", "TH-2039", "reviewYear", YEARS_REVIEW);
        desk.submit("legal1", "TH-2039", "confirmReceipt", Map.of("readConfirmed", true));
        String submitted = done("TH-2039", "reviewYear");
        assertThat(withdraw("coordination2", submitted).status()).isEqualTo(403);

        assertThat(withdraw("coordination1", submitted).status()).isEqualTo(302);

        assertThat(programmes.get("TH-2039").status().name()).isEqualTo("ISSUED");
        assertThat(desk.tasks("bureau1", "TH-2039", "approveYearReview")).isEmpty();
        assertThat(tasks.createTaskQuery()
                        .taskId(open("TH-2039", "reviewYear"))
                        .singleResult()
                        .getAssignee())
                .isEqualTo("coordination1");
        assertThat(desk.tasks("xujing1", "TH-2039", "confirmReceipt")).hasSize(1);
        assertThat(launches.job("TH-2039", "timer_monthReport")).isNotNull();

        desk.submit("coordination1", "TH-2039", "reviewYear", YEARS_REVIEW);
        assertThat(as("bureau1")
                        .get("/tasks/" + open("TH-2039", "approveYearReview"))
                        .status())
                .isEqualTo(200);
        Answer tooLate = withdraw("coordination1", done("TH-2039", "reviewYear"));
        assertThat(tooLate.status()).isEqualTo(409);
        assertThat(tooLate.body()).contains("“审定年终回顾”已被打开或认领，不能撤回");
        assertThat(programmes.get("TH-2039").status().name()).isEqualTo("REVIEWED");

        desk.submit("bureau1", "TH-2039", "approveYearReview", Launches.APPROVE);
        assertThat(withdraw("coordination1", done("TH-2039", "reviewYear")).body())
                .contains("此事项已经办到后面的环节");
    }
}
