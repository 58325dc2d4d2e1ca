package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Outcome;
import cn.leiting.casework.Status;
import cn.leiting.hearing.Hearings;
import cn.leiting.hearing.Hearings.Announcement;
import cn.leiting.hearing.Hearings.End;
import cn.leiting.hearing.Hearings.Minutes;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Notices;
import cn.leiting.hearing.Statement.Kind;
import cn.leiting.penalty.CaseInHand;
import cn.leiting.penalty.Decisions;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Mitigation;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** 案件调查和决定, driven as Tasklist does. */
@LeitingTest
class CaseDecisionProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("caseDecision");

    private static final Map<String, Object> CONFIRMED = Map.of("confirmed", true);
    private static final Map<String, Object> DECIDE = Map.of("decision", "DECIDE");
    private static final Map<String, Object> DISCUSSED = Map.of(
            "heldOn", "2023-01-12",
            "persons", "镇长\n分管副镇长",
            "agreement", "AGREE",
            "record", "经集体讨论，事实清楚，证据确凿，同意处理意见。");

    @Autowired
    private Desk desk;

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Cases cases;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Notices notices;

    @Autowired
    private Hearings hearings;

    @Autowired
    private Decisions decisions;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Test
    void decidesAFineWhenThePartyHasLetItsFiveDaysGoBy() {
        String code = begun();
        proposed(code, "3000");
        told(code, "3000", false);
        assertThat(cases.get(code).status()).isEqualTo(Status.NOTIFIED);

        desk.fire(code, "timer_heardOver");
        assertThat(cases.get(code).status()).isEqualTo(Status.DECIDING);
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕" + code, "3000"), CaseInHand.officer());
        desk.submit("xujingDecide1", code, "decidePenalty", DECIDE);

        assertThat(cases.get(code).status()).isEqualTo(Status.DECIDED);
        assertThat(decisions.of(code).orElseThrow().outcome()).isEqualTo(Outcome.FINE_ORDINARY);
        assertThat(ended(code)).containsEntry("penalty", true).containsEntry("transfer", false);
    }

    @Test
    void waitsOnAfterAStatementAndNoLongerAfterAWaiver() {
        String code = begun();
        proposed(code, "3000");
        told(code, "3000", false);

        hand.said(code, Kind.STATEMENT);
        assertThat(cases.get(code).status()).isEqualTo(Status.NOTIFIED);
        assertThat(desk.tasks("xujingDecide1", code, "decidePenalty")).isEmpty();
        hand.said(code, Kind.WAIVER);

        assertThat(desk.tasks("xujingDecide1", code, "decidePenalty")).hasSize(1);
    }

    @Test
    void hearsThePartyThenReviewsDiscussesAndDecides() {
        String code = begun();
        heard(code);

        desk.submit("xujingReview1", code, "legalReview", Map.of("result", "PASS", "opinion", "事实清楚，程序合法，同意。"));
        desk.submit("xujingDecide1", code, "discussCollectively", DISCUSSED);
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕" + code, "20000"), CaseInHand.decider());
        desk.submit("xujingDecide1", code, "decidePenalty", DECIDE);

        assertThat(ended(code)).containsEntry("penalty", true);
    }

    private void heard(String code) {
        proposed(code, "20000");
        told(code, "20000", true);
        hand.said(code, Kind.HEARING);
        assertThat(cases.get(code).status()).isEqualTo(Status.HEARING);
        assertThatThrownBy(() -> desk.submit("xujingDecide2", code, "holdHearing", CONFIRMED))
                .hasMessageContaining("听证通知");
        hearings.announce(
                code,
                new Announcement("xujingDecide2", CaseInHand.FILED, CaseInHand.TODAY, "镇政府会议室", true, null),
                CaseInHand.decider());
        hearings.minute(code, new Minutes(End.NO_SHOW, null, "当事人无正当理由未到场，听证终止。"), CaseInHand.decider());
        desk.submit("xujingDecide2", code, "holdHearing", CONFIRMED);
        assertThat(cases.get(code).status()).isEqualTo(Status.REVIEWING);
    }

    @Test
    void goesBackToTheInvestigationWhenTheReviewReturnsIt() {
        String code = begun();
        heard(code);

        desk.submit("xujingReview1", code, "legalReview", Map.of("result", "RETURN", "opinion", "证据不足，请补充询问笔录。"));

        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
        assertThat(desk.tasks("xujing1", code, "investigate")).hasSize(1);
    }

    @Test
    void needsNoNoticeWhereNoPenaltyIsProposed() {
        String code = begun();
        hand.evidenceOf(code);
        desk.submit("xujing1", code, "investigate", CONFIRMED);
        proposals.write(
                code,
                CaseInHand.proposal(Verdict.NO_PENALTY, null, CaseInHand.weighing(Age.ADULT, Mitigation.NONE, true)),
                "xujing2");
        desk.submit("xujing2", code, "proposePenalty", CONFIRMED);
        decisions.write(code, CaseInHand.without("徐府不罚〔2023〕" + code, Verdict.NO_PENALTY), CaseInHand.officer());
        desk.submit("xujingDecide1", code, "decidePenalty", DECIDE);

        assertThat(decisions.of(code).orElseThrow().outcome()).isEqualTo(Outcome.NO_PENALTY_FIRST);
        assertThat(ended(code)).containsEntry("penalty", false).containsEntry("transfer", false);
    }

    @Test
    void tellsThePartyAgainBeforeAHeavierPenalty() {
        String code = deciding();
        assertThatThrownBy(() ->
                        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕" + code, "4000"), CaseInHand.officer()))
                .hasMessageContaining("第四十五条");
        assertThatThrownBy(() -> desk.submit("xujingDecide1", code, "decidePenalty", Map.of("decision", "NEW_NOTICE")))
                .hasMessageContaining("理由");

        desk.submit(
                "xujingDecide1", code, "decidePenalty", Map.of("decision", "NEW_NOTICE", "comment", "查明新的超载事实，重新告知。"));
        Notice first = CaseInHand.notice("4000", false);
        assertThatThrownBy(() -> notices.write(code, first, "xujing1")).hasMessageContaining("第四十五条");
        notices.write(
                code,
                new Notice(
                        first.penalty(),
                        first.facts(),
                        first.grounds(),
                        first.basis(),
                        true,
                        false,
                        "补充调查查明另有一车未密闭。",
                        LocalDate.of(2023, 1, 4)),
                "xujing1");
        desk.submit("xujing1", code, "giveNotice", CONFIRMED);
        desk.fire(code, "timer_heardOver");
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕" + code, "4000"), CaseInHand.officer());
        desk.submit("xujingDecide1", code, "decidePenalty", DECIDE);

        assertThat(ended(code)).containsEntry("penalty", true);
    }

    @Test
    void isSentBackByWhoDecides() {
        String code = deciding();

        desk.submit("xujingDecide2", code, "decidePenalty", Map.of("decision", "RETURN", "comment", "当事人身份须再核实。"));

        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
        assertThat(desk.tasks("xujing1", code, "investigate")).hasSize(1);
    }

    @Test
    void endsWithATransferWhereACrimeIsFoundWhileDeciding() {
        String code = deciding();
        decisions.write(code, CaseInHand.without("徐府移〔2023〕" + code, Verdict.TRANSFER), CaseInHand.officer());

        desk.submit("xujingDecide1", code, "decidePenalty", DECIDE);

        assertThat(cases.get(code).status()).isEqualTo(Status.TO_TRANSFER);
        assertThat(ended(code)).containsEntry("penalty", false).containsEntry("transfer", true);
    }

    @Test
    void asksNobodyButTheHandlersTheDecidersAndTheReviewers() {
        String code = begun();
        assertThatThrownBy(() -> desk.submit("xujing3", code, "investigate", CONFIRMED))
                .hasMessageContaining("承办人");
        assertThatThrownBy(() -> desk.submit("xujing1", code, "investigate", CONFIRMED))
                .hasMessageContaining("证据");
        assertThatThrownBy(() -> desk.submit("xujing1", code, "investigate", Map.of("confirmed", false)))
                .hasMessageContaining("须确认");
        assertThat(desk.tasks("baihe1", code, "investigate")).isEmpty();
        assertThat(desk.tasks("legal1", code, "investigate")).isEmpty();
        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
    }

    @Test
    void leavesNothingOfThePartyInItsVariables() {
        String code = deciding();

        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .singleResult()
                .getId();
        assertThat(runtime.getVariables(instance).keySet())
                .containsExactlyInAnyOrder(
                        "caseCode",
                        "squadGroup",
                        "leadGroup",
                        "decideGroup",
                        "reviewGroup",
                        "penalise",
                        "waived",
                        "reviewNeeded",
                        "discussionNeeded");
    }

    private String deciding() {
        String code = begun();
        proposed(code, "3000");
        told(code, "3000", false);
        hand.said(code, Kind.STATEMENT);
        desk.fire(code, "timer_heardOver");
        return code;
    }

    private String begun() {
        String code = hand.filed();
        repository
                .createDeployment()
                .name("DecisionCaller")
                .addModelInstance(
                        "decisionCaller.bpmn",
                        Bpmn.createExecutableProcess("decisionCaller")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .callActivity("call")
                                .calledElement("caseDecision")
                                .camundaInBusinessKey("${caseCode}")
                                .camundaOut("penalty", "penalty")
                                .camundaOut("transfer", "transfer")
                                .receiveTask("wait")
                                .endEvent()
                                .done())
                .enableDuplicateFiltering(true)
                .deploy();
        runtime.startProcessInstanceByKey("decisionCaller", "caller of " + code, Map.of("caseCode", code));
        return code;
    }

    private void proposed(String code, String yuan) {
        hand.evidenceOf(code);
        desk.submit("xujing1", code, "investigate", CONFIRMED);
        assertThatThrownBy(() -> desk.submit("xujing1", code, "proposePenalty", CONFIRMED))
                .hasMessageContaining("处理意见");
        proposals.write(
                code, CaseInHand.proposal(Verdict.PENALTY, CaseInHand.fine(yuan), CaseInHand.plain()), "xujing1");
        desk.submit("xujing1", code, "proposePenalty", CONFIRMED);
    }

    private void told(String code, String yuan, boolean hearing) {
        notices.write(code, CaseInHand.notice(yuan, hearing), "xujing1");
        desk.submit("xujing1", code, "giveNotice", CONFIRMED);
    }

    /** What the caller is told. */
    private Map<String, Object> ended(String code) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
        return runtime.getVariables(runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey("caller of " + code)
                .singleResult()
                .getId());
    }
}
