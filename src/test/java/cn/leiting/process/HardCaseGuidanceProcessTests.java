package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.deadline.Deadlines;
import cn.leiting.engine.Engine;
import cn.leiting.guidance.HardCase;
import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Status;
import cn.leiting.guidance.HardCases;
import cn.leiting.guidance.Question.DueKind;
import cn.leiting.overview.Rounds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 疑难案件法制指导, driven as Tasklist does. Each test has a source of its own. */
@LeitingTest
class HardCaseGuidanceProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("hardCaseGuidance");

    private static final String ZHAOXIANG = "310118105";
    private static final String QUESTION = "占道设摊的经营者拒不提供身份信息，如何确定当事人？";
    private static final String OWN_VIEW = "本中队拟以实际经营者为当事人立案，先固定现场证据。";
    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT", "dueKind", "COMPLEX");
    private static final Map<String, Object> OPINION = Map.of(
            "answer",
            "可以先以实际经营者为当事人立案，并继续查明其身份；查明以前不作出处罚决定，先责令改正并固定现场证据，防止灭失。",
            "legalBasis",
            "《中华人民共和国行政处罚法》第四十条\n\n《中华人民共和国行政处罚法》第五十六条",
            "alternatives",
            "也可以请公安机关协助查明身份。");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请补充法律依据。");

    @Autowired
    private Desk desk;

    @Autowired
    private Engine engine;

    @Autowired
    private GuidanceCaller caller;

    @Autowired
    private HardCases hardCases;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void answersASquadThatAsksInItsFeedbackAndRecordsWhatItAdopted() {
        String code = caller.call("TH-2082-01:310118105", ZHAOXIANG);

        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", RETURN);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", APPROVE);
        desk.submit("zhaoxiang1", code, "recordAdoption", Map.of("adopted", "PARTLY", "reason", "当事人已主动到案。"));

        HardCase closed = hardCases.get(code);
        assertThat(closed.status()).isEqualTo(Status.CLOSED);
        assertThat(closed.adopted()).isEqualTo(Adoption.PARTLY);
        assertThat(closed.adoptionReason()).isEqualTo("当事人已主动到案。");
        assertThat(hardCases.file(code).versions()).hasSize(2);
        assertThat(hardCases.file(code).signed().orElseThrow().legalBasis())
                .containsExactly("《中华人民共和国行政处罚法》第四十条", "《中华人民共和国行政处罚法》第五十六条");
        assertEnded(code);
    }

    @Test
    void asksNobodyToAdoptWhatSupervisionAskedForTheCampaign() {
        String code = caller.call("TH-2082-02", null);

        signed(code);

        assertThat(hardCases.get(code).status()).isEqualTo(Status.CLOSED);
        assertEnded(code);
    }

    @Test
    void runsByItselfForWhatSupervisionAskedOfALookBack() {
        String code = hardCases.request("LB-2082-02", null, QUESTION, "supervision1");
        engine.startBy("hardCaseAsked", code, Map.of());

        signed(code);

        assertThat(hardCases.get(code).status()).isEqualTo(Status.CLOSED);
        assertEnded(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_DIFFICULT", "OTHER_BODY"})
    void endsWhenTheCaseIsTurnedDown(String decision) {
        String code = caller.call("TH-2082-03:310118105/" + decision, ZHAOXIANG);

        desk.submit("legal1", code, "triageHardCase", Map.of("decision", decision, "comment", "请按常规程序办理。"));

        assertThat(hardCases.get(code).status()).isEqualTo(Status.valueOf(decision));
        assertEnded(code);
    }

    @Test
    void isStartedByASquadAboutAFindingOfItsOwn() {
        long finding = finding("TH-2082-04");

        String code = started("zhaoxiang2", request(finding, "URGENT"));

        assertThat(code).matches("HC-2023-\\d{3,}");
        HardCase asked = hardCases.get(code);
        assertThat(asked.source()).isEqualTo("TH-2082-04:310118105");
        assertThat(asked.squad()).isEqualTo(ZHAOXIANG);
        assertThat(asked.asked().ownView()).isEqualTo(OWN_VIEW);
        assertThat(asked.dueKind()).isEqualTo(DueKind.URGENT);
        assertThat(hardCases.file(code).finding().id()).isEqualTo(finding);
        signed(code);
        desk.submit("zhaoxiang3", code, "recordAdoption", Map.of("adopted", "ADOPTED"));
        assertEnded(code);
    }

    @Test
    void refusesAFindingThatIsUnknownVoidOrAnotherSquads() {
        long finding = finding("TH-2082-05");

        assertRefused("xujing1", request(finding, "NORMAL"), "本中队没有编号为“" + finding + "”的有效问题。");
        assertRefused("zhaoxiang1", request(1_000_000_000, "NORMAL"), "本中队没有编号为“1000000000”的有效问题。");
        jdbc.sql("""
                        update inspection
                        set validity = 'INVALID', invalid_reason = '重复录入同一次检查。'
                        where id = (select inspection from finding where id = ?)
                        """).param(finding).update();
        assertRefused("zhaoxiang1", request(finding, "NORMAL"), "本中队没有编号为“" + finding + "”的有效问题。");
    }

    @Test
    void refusesTheSameQuestionASecondTime() {
        long finding = finding("TH-2082-06");
        String code = started("zhaoxiang1", request(finding, "NORMAL"));

        assertRefused("zhaoxiang2", request(finding, "COMPLEX"), "同一问题已经提请指导，编号为" + code + "。");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "findingId, '', 问题编号",
        "findingId, 0, 问题编号",
        "question, 怎么办？, 疑难问题",
        "ownView, 立案。, 本中队意见",
        "urgency, SOON, “紧急程度”",
        "urgency, '', 紧急程度"
    })
    void checksEveryFieldOfTheRequest(String field, String value, String label) {
        Map<String, Object> form = new java.util.HashMap<>(request(finding("TH-2082-07"), "NORMAL"));
        form.put(field, value);

        assertThatThrownBy(() -> desk.start("zhaoxiang1", "hardCaseGuidance", form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"coordination1", "supervision1", "legal1", "office1", "bureau1", "zhaoxiangTown1", "police1"})
    void isStartedByNobodyElse(String person) {
        Map<String, Object> form = request(finding("TH-2082-08"), "NORMAL");

        assertThatThrownBy(() -> desk.start(person, "hardCaseGuidance", form))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void isNotStartedByAnAdministratorWhoIsOfNoSquad() {
        assertRefused("admin", request(finding("TH-2082-09"), "NORMAL"), "只有城管中队队员可以自行提请法制指导。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xiayang1",
                "yingpu1",
                "xianghuaqiao1",
                "zhujiajiao1",
                "liantang1",
                "jinze1",
                "zhaoxiang1",
                "xujing1",
                "huaxin1",
                "chonggu1",
                "baihe1",
                "mobile1",
                "zhaoxiangLead"
            })
    void mayBeStartedByEverySquad(String officer) {
        assertThatThrownBy(() -> desk.start(officer, "hardCaseGuidance", request(1_000_000_000, "NORMAL")))
                .hasMessage("本中队没有编号为“1000000000”的有效问题。");
    }

    @Test
    void keepsTheSignatureFromTheDrafter() {
        String code = caller.call("TH-2082-10", null);
        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);

        assertThatThrownBy(() -> desk.submit("legal1", code, "signOpinion", APPROVE))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessage("不能审签自己拟写的指导意见。");
        assertThatThrownBy(() -> desk.submit("legal1", code, "signOpinion", RETURN))
                .hasMessage("不能审签自己拟写的指导意见。");

        assertThat(desk.tasks("legal2", code, "signOpinion")).hasSize(1);
    }

    @Test
    void refusesATriageThatLacksItsReasonOrItsUrgency() {
        String code = caller.call("TH-2082-11", null);

        assertThatThrownBy(() -> desk.submit("legal1", code, "triageHardCase", Map.of("decision", "OTHER_BODY")))
                .hasMessage("不受理时请填写5至1000字的意见。");
        assertThatThrownBy(() -> desk.submit("legal1", code, "triageHardCase", Map.of("decision", "ACCEPT")))
                .hasMessage("受理时请选择办理时限。");

        assertThat(hardCases.get(code).status()).isEqualTo(Status.REQUESTED);
    }

    @Test
    void refusesAnOpinionThatIsTooShortOrWithoutLawOrWithTooMuchOfIt() {
        String code = caller.call("TH-2082-12", null);
        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        Object answer = OPINION.get("answer");

        assertDraftRefused(code, Map.of("answer", "同意。", "legalBasis", "行政处罚法"), "指导意见");
        assertDraftRefused(code, Map.of("answer", answer, "legalBasis", " \n "), "法律依据");
        assertDraftRefused(code, Map.of("answer", answer, "legalBasis", "第四十条\n".repeat(11)), "法律依据应为1至10条。");
        assertDraftRefused(code, Map.of("answer", answer, "legalBasis", "法".repeat(201)), "每条法律依据不能超过200字。");
        assertDraftRefused(code, Map.of("answer", answer, "legalBasis", "法"), "每条法律依据不能少于2字。");
        assertDraftRefused(
                code, Map.of("answer", answer, "legalBasis", "行政处罚法", "alternatives", "无".repeat(2001)), "其他处理思路");
    }

    private void assertDraftRefused(String code, Map<String, Object> form, String sentence) {
        assertThatThrownBy(() -> desk.submit("legal1", code, "draftOpinion", form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void refusesAPartialAdoptionWithoutAReason() {
        String code = caller.call("TH-2082-13:310118105", ZHAOXIANG);
        signed(code);

        assertThatThrownBy(() -> desk.submit("zhaoxiang1", code, "recordAdoption", Map.of("adopted", "NOT")))
                .hasMessage("部分采纳或不采纳时请填写5至1000字的理由。");
    }

    @Test
    void offersEachStepToItsGroupOnly() {
        String code = caller.call("TH-2082-14:310118105", ZHAOXIANG);
        assertOfferedToLegalOnly(code, "triageHardCase");
        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        assertOfferedToLegalOnly(code, "draftOpinion");
        desk.submit("legal1", code, "draftOpinion", OPINION);
        assertOfferedToLegalOnly(code, "signOpinion");
        desk.submit("legal2", code, "signOpinion", APPROVE);

        assertThat(desk.tasks("zhaoxiang4", code, "recordAdoption")).hasSize(1);
        for (String other : List.of("xujing1", "legal1", "supervision1", "zhaoxiangTown1", "zhaoxiangReview1")) {
            assertThat(desk.tasks(other, code, "recordAdoption")).as(other).isEmpty();
        }
    }

    private void assertOfferedToLegalOnly(String code, String task) {
        assertThat(desk.tasks("legal2", code, task)).hasSize(1);
        for (String other : List.of("zhaoxiang1", "supervision1", "coordination1", "office1", "zhaoxiangReview1")) {
            assertThat(desk.tasks(other, code, task)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 2023-01-11T14:30:00Z, 2023-01-16T15:59:59Z",
        "COMPLEX, 2023-01-11T14:30:00Z, 2023-01-20T15:59:59Z",
        "URGENT, 2023-01-11T14:30:00Z, 2023-01-11T18:30:00Z",
        "NORMAL, 2023-01-20T01:00:00Z, 2023-01-30T15:59:59Z"
    })
    void owesDraftAndSignatureByOneMomentThatFollowsTheKindFromTheRequestOn(
            DueKind kind, Instant requested, Instant due) {
        String code = caller.call("TH-2082-15:310118105/" + kind + requested.getEpochSecond(), ZHAOXIANG);
        askedAt(code, requested);

        desk.submit("legal1", code, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", kind.name()));
        assertThat(due("draftOpinion", code)).isEqualTo(due);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        assertThat(due("signOpinion", code)).isEqualTo(due);
        desk.submit("legal2", code, "signOpinion", RETURN);

        assertThat(due("draftOpinion", code)).isEqualTo(due);
        assertThat(hardCases.file(code).turnaround().due()).isEqualTo(due);
    }

    @Test
    void owesTheTriageOfAnUrgentRequestWithinTheHour() {
        String code = started("zhaoxiang1", request(finding("TH-2082-16"), "URGENT"));

        assertThat(due("triageHardCase", code))
                .isEqualTo(hardCases.get(code).requestedAt().plusSeconds(3600));
    }

    @Test
    void tellsTheLeadLeaderOfAnAnswerThatIsThreeWorkingDaysLate() {
        String code = caller.call("TH-2082-17:310118105", ZHAOXIANG);
        askedAt(code, Instant.parse("2023-01-05T14:30:00Z"));
        desk.submit("legal1", code, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "URGENT"));

        deadlines.sweep();

        assertThat(deadlines.noticesTo(Set.of("leadLeader"), Instant.EPOCH))
                .filteredOn(notice -> notice.subject().equals(code))
                .extracting(notice -> notice.text())
                .containsExactly("【通报】拟写指导意见（" + code + "）应于2023年1月6日 02:30前办结，已逾期。");
        assertThat(hardCases.file(code).turnaround().isLate()).isTrue();
    }

    private void askedAt(String code, Instant moment) {
        jdbc.sql("update hard_case set requested_at = ? where code = ?")
                .params(java.sql.Timestamp.from(moment), code)
                .update();
    }

    private Instant due(String task, String code) {
        return desk.tasks("legal1", code, task).get(0).getDueDate().toInstant();
    }

    private void signed(String code) {
        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", APPROVE);
    }

    private Map<String, Object> request(long finding, String urgency) {
        return Map.of("findingId", finding, "question", QUESTION, "ownView", OWN_VIEW, "urgency", urgency);
    }

    /** A finding of 赵巷镇城管中队 in a campaign of its own. */
    private synchronized long finding(String campaign) {
        String task = campaign + ":" + ZHAOXIANG;
        if (jdbc.sql("select count(*) from campaign where code = ?")
                        .param(campaign)
                        .query(Integer.class)
                        .single()
                == 0) {
            rounds.dispatched(campaign, ZHAOXIANG);
            rounds.visits(task, 1, "VIO_STALL");
        }
        return jdbc.sql("""
                        select finding.id
                        from finding
                                 join inspection_purpose using (inspection)
                        where squad_task = ?
                        """).param(task).query(Long.class).single();
    }

    private String started(String person, Map<String, Object> form) {
        String instance = desk.start(person, "hardCaseGuidance", form).getId();
        return runtime.createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }

    private void assertRefused(String person, Map<String, Object> form, String sentence) {
        assertThatThrownBy(() -> desk.start(person, "hardCaseGuidance", form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessage(sentence);
    }

    private void assertEnded(String code) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }
}
