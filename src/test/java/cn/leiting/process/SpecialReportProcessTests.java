package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.Statements.Executed;
import cn.leiting.overview.Rounds;
import cn.leiting.report.SpecialReport.Status;
import cn.leiting.report.SpecialReports;
import cn.leiting.summary.Summaries;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** 专报编报, driven as Tasklist does. Each test has a subject of its own. */
@LeitingTest
class SpecialReportProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("specialReport");

    private static final int MOST_OF_OURS = 10;
    private static final String TITLE = "渣土运输专项整治情况专报";
    private static final Map<String, Object> TEXT = Map.of(
            "title", TITLE,
            "overall", "各中队均已完成检查。",
            "progress", "各街镇按计划推进。",
            "practices", "错时执法。",
            "problems", "个别点位反弹。",
            "nextSteps", "开展回头看。");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请核对各街镇情况。");

    @Autowired
    private Desk desk;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private Summaries summaries;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Test
    void isDraftedCosignedAndSignedAndComesBackToTheDraftFromBoth() {
        String code = begun(rounds.dispatched("TH-2081-01", Rounds.XUJING));

        submit("coordination1", code, "draftReport", TEXT);
        submit("supervision1", code, "cosignReport", RETURN);
        submit("coordination2", code, "draftReport", TEXT);
        submit("supervision1", code, "cosignReport", APPROVE);
        submit("bureau1", code, "signReport", RETURN);
        submit("coordination1", code, "draftReport", TEXT);
        submit("supervision2", code, "cosignReport", APPROVE);
        submit("bureau1", code, "signReport", APPROVE);
        assertThat(reports.get(code).status()).isEqualTo(Status.SIGNED);
        assertThat(runs(code)).isTrue();
        desk.fire(code, "serviceTask_deliverReport");

        assertThat(runs(code)).isFalse();
    }

    @Test
    void freezesTheSummaryAndOffersWhatItSaysToTheDrafter() {
        String subject = rounds.dispatched("TH-2081-02", Rounds.XUJING, Rounds.ZHAOXIANG);
        rounds.visits(subject + ":" + Rounds.ZHAOXIANG, 5, "VIO_SPILLAGE");

        String code = begun(subject);

        assertThat(reports.get(code).summaryNo()).isEqualTo(1);
        assertThat(summaries.latest(subject))
                .hasValueSatisfying(version -> assertThat(version.rows()).hasSize(2));
        assertThat(offered(code, "title")).isEqualTo(TITLE);
        assertThat(offered(code, "overall")).contains("参加中队2个", "覆盖率12.5%，应查40个，已查5个", "发现问题5起，其中当场整改100.0%");
        assertThat(offered(code, "progress")).contains("待签收：赵巷镇城管中队、徐泾镇城管中队");
        assertThat(offered(code, "problems")).contains("未发现逾期");
        assertThat(offered(code, "practices")).isEmpty();
    }

    @Test
    void aReturnedDraftBeginsWithItsTextAndTheNewestFrozenVersion() {
        String subject = rounds.dispatched("TH-2081-03", Rounds.XUJING);
        String code = begun(subject);
        submit("coordination1", code, "draftReport", TEXT);
        rounds.visits(subject + ":" + Rounds.XUJING, 3, "VIO_SPILLAGE");
        assertThat(summaries.freeze(subject, "coordination1").no()).isEqualTo(2);

        submit("supervision1", code, "cosignReport", RETURN);

        assertThat(reports.get(code).summaryNo()).isEqualTo(2);
        assertThat(offered(code, "overall")).isEqualTo("各中队均已完成检查。");
    }

    @Test
    void whatWasOfferedAndTypedLeavesNoVariable() {
        String code = begun(rounds.dispatched("TH-2081-04", Rounds.XUJING));

        submit("coordination1", code, "draftReport", TEXT);

        assertThat(runtime.createVariableInstanceQuery()
                        .processInstanceIdIn(instance(code))
                        .list())
                .extracting("name")
                .containsExactly("report");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance(code))
                        .variableName("overall")
                        .count())
                .isZero();
    }

    @Test
    void takesItsBusinessKeyFromNobodyWhoTypesOne() {
        String subject = rounds.dispatched("TH-2081-05", Rounds.XUJING);
        String other = begun(subject);

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("specialReport", other, Map.of()))
                .hasMessage("请打开表单，填写后再提交。");
    }

    @Test
    void aFreeReportNeedsNoSubjectAndHasNoFigures() {
        String code = started(Map.of("title", "第一季度工作情况专报"));

        assertThat(reports.get(code).subject()).isNull();
        assertThat(reports.get(code).summaryNo()).isNull();
        assertThat(offered(code, "overall")).isEmpty();
        signed(code);

        assertThat(runs(code)).isFalse();
    }

    @Test
    void aSignedReportIsCorrectedByANewOneOnTheSameSubject() {
        String subject = rounds.dispatched("TH-2081-06", Rounds.XUJING);
        String wrong = begun(subject);
        assertThatThrownBy(() -> started(Map.of("title", TITLE, "corrects", wrong)))
                .hasMessageContaining("尚未签发，可以直接修改");
        signed(wrong);

        String right = started(Map.of("title", TITLE, "corrects", wrong));

        assertThat(right).isNotEqualTo(wrong);
        assertThat(reports.get(right).subject()).isEqualTo(subject);
        assertThat(reports.get(wrong).status()).isEqualTo(Status.SIGNED);
        assertThatThrownBy(() -> started(Map.of("title", TITLE, "corrects", wrong, "subject", "TH-2081-99")))
                .hasMessageContaining("同一对象");
    }

    @Test
    void refusesAStartThatNamesNothingKnown() {
        assertThatThrownBy(() -> started(Map.of("title", TITLE, "subject", "TH-2081-98")))
                .hasMessageContaining("没有编号为“TH-2081-98”的行动");
        assertThatThrownBy(() -> started(Map.of("title", TITLE, "subject", "渣土")))
                .hasMessageContaining("对象应形如TH-2023-01");
        assertThatThrownBy(() -> started(Map.of("title", TITLE, "corrects", "SR-2081-001")))
                .hasMessageContaining("没有编号为“SR-2081-001”的专报");
        assertThatThrownBy(() -> started(Map.of("title", "专报"))).hasMessageContaining("标题");
        assertThatThrownBy(() -> desk.start("supervision1", "specialReport", Map.of("title", TITLE)))
                .hasMessageContaining("CREATE");
    }

    @Test
    void knowsNoRejection() {
        String code = begun(rounds.dispatched("TH-2081-07", Rounds.XUJING));
        submit("coordination1", code, "draftReport", TEXT);

        assertThatThrownBy(() -> desk.submit(
                        "supervision1", code, "cosignReport", Map.of("decision", "REJECT", "comment", "不同意本专报。")))
                .hasMessage("此处只能同意或退回。");

        assertThat(reports.get(code).status()).isEqualTo(Status.DRAFTED);
    }

    @Test
    void refusesADraftThatLacksAPart() {
        String code = begun(rounds.dispatched("TH-2081-08", Rounds.XUJING));

        assertThatThrownBy(() -> desk.submit("coordination1", code, "draftReport", Map.of("title", "节前保障专报")))
                .hasMessageContaining("总体情况")
                .hasMessageContaining("下步工作");

        assertThat(reports.get(code).status()).isEqualTo(Status.DRAFTING);
    }

    /** The domain's part of completing a task: at most ten statements of ours. */
    private void submit(String user, String code, String task, Map<String, Object> form) {
        List<Executed> ours = Statements.of(() -> desk.submit(user, code, task, form)).stream()
                .filter(statement -> !statement.isOfEngine())
                .toList();
        assertThat(ours.stream().mapToInt(Executed::atServer).sum())
                .as("%s: %s", task, ours)
                .isLessThanOrEqualTo(MOST_OF_OURS);
    }

    private void signed(String code) {
        submit("coordination1", code, "draftReport", TEXT);
        submit("supervision1", code, "cosignReport", APPROVE);
        submit("bureau1", code, "signReport", APPROVE);
        desk.fire(code, "serviceTask_deliverReport");
    }

    private String begun(String subject) {
        return started(Map.of("title", TITLE, "subject", subject));
    }

    private String started(Map<String, Object> form) {
        return desk.start("coordination1", "specialReport", form).getBusinessKey();
    }

    private String offered(String code, String field) {
        Task draft = desk.tasks("coordination1", code, "draftReport").get(0);
        return (String) tasks.getVariableLocal(draft.getId(), field);
    }

    private boolean runs(String code) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count()
                > 0;
    }

    private String instance(String code) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .singleResult()
                .getId();
    }
}
