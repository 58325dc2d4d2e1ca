package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Outcome;
import cn.leiting.casework.PartyOfCase;
import cn.leiting.casework.Status;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.onsite.OnTheSpots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 案件办理, driven as Tasklist does; today is 2023-01-12. What is called is a stand-in: it has tests of its own. */
@LeitingTest
class EnforcementCaseProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("enforcementCase");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String LITTER = "VIO_INDIVIDUAL_SORTING";
    private static final List<String> TWO = List.of("xujing1", "xujing2");
    private static final Map<String, Object> FILE =
            Map.of("decision", "FILE", "handlers", TWO, "basis", "符合立案条件，属于本镇管辖。");

    @Autowired
    private Desk desk;

    @Autowired
    private Cases cases;

    @Autowired
    private Handlers handlers;

    @Autowired
    private OnTheSpots onTheSpots;

    @Autowired
    private PartyOfCase parties;

    @Autowired
    private CasePerformanceCases performances;

    @Autowired
    private EnforcementCaseStarts starts;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void educatesWhoHasCorrectedAMinorMatterAtOnce() {
        String code = started("VIO_STALL");
        register(code, "correctedOnSpot", true);

        assertThat(cases.get(code).route()).isEqualTo(Proposal.EDUCATE);
        refusedAt("xujing1", code, "closeCase", closing("WARNING"), "不能以“警告”结案");
        refusedAt(
                "xujing1",
                code,
                "closeCase",
                Map.of("outcome", "NO_PENALTY_OTHER", "fileComplete", true),
                "请填写5至1000字的理由");
        refusedAt(
                "xujing1", code, "closeCase", Map.of("outcome", "NO_PENALTY_MINOR", "fileComplete", false), "须确认后才能结案");
        desk.submit("xujing1", code, "closeCase", closing("NO_PENALTY_MINOR"));

        assertClosed(code, Outcome.NO_PENALTY_MINOR);
        assertThat(code).matches("CASE-310118106-2023-\\d{6}");
    }

    @Test
    void closesWhatWasCorrectedAfterAnOrder() {
        String code = ordered("VIO_POSTING");

        assertThat(cases.get(code).route()).isEqualTo(Proposal.ORDER_WITH_DEADLINE);
        desk.fire(code, "timer_orderOver");
        desk.submit("xujing1", code, "recheckOrder", Map.of("result", "CORRECTED", "found", "已清除并复原。"));
        desk.submit("xujing1", code, "closeCase", closing("CORRECTED_NO_PENALTY"));

        assertClosed(code, Outcome.CORRECTED_NO_PENALTY);
        assertThat(handlers.of(code)).extracting(Handlers.Handler::person).containsExactlyElementsOf(TWO);
    }

    @Test
    void penalisesOnTheSpotWhoHasNotFollowedAnOrder() {
        String code = onTheSpot(parties.company());
        Map<String, Object> decision = decision();

        desk.submit("xujing1", code, "decideOnTheSpot", decision);
        assertThat(cases.get(code).status()).isEqualTo(Status.SERVED);
        performed(code);
        refusedAt("xujing1", code, "closeCase", closing("FINE_SIMPLIFIED"), "第五十二条");
        assertThat(client("xujing1")
                        .form("/cases/" + code + "/copy", Map.of("on", "2023-01-12"))
                        .status())
                .isEqualTo(302);
        refusedAt("xujing1", code, "closeCase", closing("FINE_ORDINARY"), "不能以“罚款”结案");
        desk.submit("xujing1", code, "closeCase", closing("FINE_SIMPLIFIED"));

        assertClosed(code, Outcome.FINE_SIMPLIFIED);
        assertThat(onTheSpots.find(code).orElseThrow().amount()).isEqualByComparingTo("150");
        assertThat(onTheSpots.find(code).orElseThrow().copiedOn()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 201, 法定幅度",
        "amount, 3001, 第五十一条",
        "partyKind, CITIZEN, 与所填不一致",
        "officers, xujing1, 不得少于两名",
        "officers, 'xujing1,xujing4', 没有有效的执法证",
        "rightsTold, false, 第四十四条",
        "statementHeard, false, 第四十五条",
        "reconsiderationFirstStated, true, 2024年1月1日以前",
        "decidedOn, 2023-01-13, 当场处罚日期",
        "collectedOnSpot, true, 第七十条",
        "decisionNo, '', 请填写当事人类别"
    })
    void refusesADecisionOnTheSpotThatTheLawDoesNotAllow(String field, String value, String sentence) {
        String code = onTheSpot(parties.company());
        Map<String, Object> form = new HashMap<>(decision());
        form.put(field, field.equals("officers") ? List.of(value.split(",")) : plain(value));

        refusedAt("xujing1", code, "decideOnTheSpot", form, sentence);
        assertThat(onTheSpots.find(code)).isEmpty();
        assertThat(cases.get(code).status()).isEqualTo(Status.ON_THE_SPOT);
        assertThat(handlers.of(code)).extracting(Handlers.Handler::person).containsExactlyElementsOf(TWO);
    }

    private static Object plain(String value) {
        return value.matches("true|false")
                ? Boolean.valueOf(value)
                : value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
    }

    @Test
    void refusesAPrePrintedNumberForASecondDecisionAndACaseWithoutItsParty() {
        String first = onTheSpot(parties.company());
        Map<String, Object> decision = decision();
        desk.submit("xujing1", first, "decideOnTheSpot", decision);
        String second = onTheSpot(parties.company());
        String unknown = onTheSpot(null);

        refusedAt("xujing1", second, "decideOnTheSpot", decision, "已经使用");
        refusedAt("xujing1", unknown, "decideOnTheSpot", decision(), "还没有登记当事人");
    }

    @Test
    void takesASoleTraderForACitizen() {
        String code = onTheSpot(parties.soleTrader());
        Map<String, Object> form = new HashMap<>(decision());
        form.put("partyKind", "SOLE_TRADER");
        form.put("amount", 201);

        refusedAt("xujing1", code, "decideOnTheSpot", form, "对公民当场罚款不得超过200元");
    }

    @Test
    void goesTheOrdinaryWayInsteadAndClosesAfterThePenalty() {
        String code = onTheSpot(parties.company());
        refusedAt("xujing1", code, "decideOnTheSpot", Map.of("procedure", "ORDINARY"), "改用普通程序的，请填写");
        desk.submit("xujing1", code, "decideOnTheSpot", Map.of("procedure", "ORDINARY", "reason", "当事人对事实有异议，须调查。"));

        Map<String, Object> filing = new HashMap<>(FILE);
        filing.put("caseNo", "沪综执2023" + NUMBER.incrementAndGet());
        desk.submit("xujingDecide1", code, "fileCase", filing);
        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
        assertThat(cases.get(code).externalNo()).startsWith("沪综执2023");
        decided(code, Map.of("penalty", true, "transfer", false), Status.PROPOSED, Status.DECIDING, Status.DECIDED);
        performed(code);
        desk.submit("xujing1", code, "closeCase", closing("FINE_ORDINARY"));

        assertClosed(code, Outcome.FINE_ORDINARY);
    }

    @Test
    void closesWithoutPenaltyWhatIsDecidedSo() {
        String code = filed();
        decided(code, Map.of("penalty", false, "transfer", false), Status.PROPOSED, Status.DECIDING, Status.DECIDED);
        desk.submit("xujing2", code, "closeCase", closing("NO_PENALTY_FIRST"));

        assertClosed(code, Outcome.NO_PENALTY_FIRST);
    }

    @Test
    void transfersACrimeFoundWhileDeciding() {
        String code = filed();
        decided(code, Map.of("penalty", false, "transfer", true), Status.PROPOSED, Status.DECIDING);

        refusedAt("xujingLead", code, "transferCase", transfer("CRIME", "agencyMarket"), "应当移送公安机关");
        desk.submit("xujingLead", code, "transferCase", transfer("CRIME", "agencyPolice"));
        assertThat(answer("xujingLead", code, true).status()).isEqualTo(302);
        desk.submit("xujing1", code, "closeCase", closing("TRANSFERRED_CRIME"));

        assertClosed(code, Outcome.TRANSFERRED_CRIME);
    }

    @Test
    void transfersWhatOthersAreCompetentFor() {
        String code = started("VIO_FUME_DEVICE");
        register(code, "competent", false);

        assertThat(desk.tasks("xujing1", code, "transferCase")).isEmpty();
        refusedAt("xujingLead", code, "transferCase", transfer("AGENCY", "deptLegal"), "受移送机关");
        desk.submit("xujingLead", code, "transferCase", transfer("AGENCY", "agencyEcology"));
        assertThat(answer("baihe1", code, true).status()).isEqualTo(403);
        assertThat(answer("xujing1", code, true).status()).isEqualTo(302);
        assertThat(answer("xujing1", code, true).status()).isEqualTo(409);
        desk.submit("xujing1", code, "closeCase", closing("TRANSFERRED_AGENCY"));

        assertClosed(code, Outcome.TRANSFERRED_AGENCY);
    }

    @Test
    void assessesAnewWhatAnAgencyReturnsAndClosesWhatTheDecidingBodyDoesNotFile() {
        String code = started("VIO_FUME_DEVICE");
        register(code, "competent", false);
        desk.submit("xujingLead", code, "transferCase", transfer("AGENCY", "agencyEcology"));
        answer("xujingLead", code, false);
        register(code, "competent", true);

        assertThat(desk.tasks("xujing1", code, "fileCase")).isEmpty();
        desk.submit("xujingDecide1", code, "fileCase", Map.of("decision", "REFUSE", "basis", "现有证据不足以认定违法事实。"));
        desk.submit(
                "xujing1",
                code,
                "closeCase",
                Map.of("outcome", "NOT_ESTABLISHED", "fileComplete", true, "reason", "现有证据不足以认定违法事实。"));

        assertClosed(code, Outcome.NOT_ESTABLISHED);
        assertThat(cases.get(code).filedOn()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "handlers, xujing1, 不得少于两名",
        "handlers, 'xujing1,baihe1', 不是本中队人员",
        "handlers, 'xujing1,xujingDecide1', 不能同时承办",
        "filedOn, 2023-01-13, 立案日期",
        "filedOn, 2023-01-11, 立案日期",
        "basis, 短, 5"
    })
    void refusesAFilingThatTheLawDoesNotAllow(String field, String value, String sentence) {
        String code = toFile();
        Map<String, Object> form = new HashMap<>(FILE);
        form.put(field, field.equals("handlers") ? List.of(value.split(",")) : value);

        refusedAt("xujingDecide1", code, "fileCase", form, sentence);
        assertThat(cases.get(code).status()).isEqualTo(Status.TO_FILE);
        assertThat(handlers.of(code)).isEmpty();
    }

    @Test
    void leavesAnActToWhoFiledItFirst() {
        long party = parties.company();
        String first = toFile(party);
        String second = toFile(party);
        String elsewhere = toFile(party, "徐泾镇另一处试用点位");
        desk.submit("xujingDecide1", first, "fileCase", FILE);

        refusedAt("xujingDecide1", second, "fileCase", FILE, "第二十五条");
        refusedAt("xujingDecide1", second, "fileCase", FILE, first);
        desk.submit("xujingDecide1", elsewhere, "fileCase", FILE);
        assertThat(cases.get(elsewhere).status()).isEqualTo(Status.INVESTIGATING);
    }

    @Test
    void endsWhateverIsGoingOnWhenItIsTerminated() {
        String code = filed();
        Map<String, String> reason = Map.of("reason", "当事人死亡，没有权利义务承受人。");

        assertThat(client("xujing1")
                        .form("/cases/" + code + "/terminate", reason)
                        .status())
                .isEqualTo(403);
        assertThat(client("baiheDecide1")
                        .form("/cases/" + code + "/terminate", reason)
                        .status())
                .isEqualTo(403);
        assertThat(client("xujingDecide1")
                        .form("/cases/" + code + "/terminate", Map.of("reason", "短"))
                        .status())
                .isEqualTo(422);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isEqualTo(2);
        assertThat(client("xujingDecide1")
                        .form("/cases/" + code + "/terminate", reason)
                        .status())
                .isEqualTo(302);

        assertClosed(code, Outcome.TERMINATED);
    }

    @Test
    void startsWhatAVisitHasRegistered() {
        String code = registered();
        assertThat(desk.tasks("xujing1", code, "registerSource")).isEmpty();

        starts.sweep();
        starts.sweep();

        assertThat(desk.tasks("xujing1", code, "registerSource")).hasSize(1);
        assertThat(desk.tasks("baihe1", code, "registerSource")).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isOne();
    }

    @Test
    void putsOffWhatCannotBeStartedAndTriesTheNext() {
        List<String> codes = List.of(registered(), registered());
        engine.getRepositoryService().suspendProcessDefinitionByKey("enforcementCase");
        try {
            starts.sweep();
        } finally {
            engine.getRepositoryService().activateProcessDefinitionByKey("enforcementCase");
        }
        starts.sweep();
        assertThat(codes)
                .allSatisfy(code -> assertThat(jdbc.sql(
                                        "select try_at >= timestamptz '2023-01-12 09:10+08' from case_start where case_code = ?")
                                .param(code)
                                .query(Boolean.class)
                                .single())
                        .isTrue());

        jdbc.sql("update case_start set try_at = '-infinity'").update();
        starts.sweep();
        assertThat(codes)
                .allSatisfy(code -> assertThat(desk.tasks("xujing1", code, "registerSource"))
                        .hasSize(1));
    }

    private String registered() {
        String code = cases.register(cn.leiting.casework.Registry.patrol("VIO_STALL"), "xujing1");
        jdbc.sql("insert into case_start (case_code) values (?)").param(code).update();
        return code;
    }

    @ParameterizedTest
    @ValueSource(strings = {"supervision1", "xujingDecide1", "police1"})
    void isStartedByOfficersOnly(String person) {
        assertThatThrownBy(() -> desk.start(person, "enforcementCase", source("VIO_STALL")))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void isNotStartedByTheMobileSquad() {
        assertThatThrownBy(() -> desk.start("mobile1", "enforcementCase", source("VIO_STALL")))
                .hasMessageContaining("机动中队不自行立案");
    }

    @ParameterizedTest
    @CsvSource({
        "violationTypeId, VIO_NONE, 违法行为类型",
        "facts, 短, 10",
        "occurredAt, 2023-01-13, 发现日期",
        "discoveredAt, 2023-01-13, 发现日期",
        "source, COMPLAINT, 请填写工单号",
        "source, TRANSFER_IN, 请填写移送函文号",
        "source, FINDING, 案源类别",
        "place, 一, 2"
    })
    void checksEveryFieldOfASource(String field, String value, String sentence) {
        Map<String, Object> form = new HashMap<>(source("VIO_STALL"));
        form.put(field, value);
        long before = number();

        assertThatThrownBy(() -> desk.start("xujing1", "enforcementCase", form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining(sentence);
        assertThat(number()).isEqualTo(before);
    }

    @Test
    void makesOneCaseOfALetter() {
        Map<String, Object> form = new HashMap<>(source("VIO_STALL"));
        form.put("source", "TRANSFER_IN");
        form.put("transferInId", "沪市监移" + NUMBER.incrementAndGet());
        form.put("transferFrom", "区市场监管局");
        String code = desk.start("xujing1", "enforcementCase", form).getBusinessKey();

        assertThatThrownBy(() -> desk.start("xujing2", "enforcementCase", form))
                .hasMessageContaining(code)
                .hasMessageContaining("第二十九条");
    }

    @Test
    void makesOneCaseOfAComplaintOfTheOwnSquad() {
        String own = complaint("310118106");
        String foreign = complaint("310118105");
        Map<String, Object> form = new HashMap<>(source("VIO_STALL"));
        form.put("source", "COMPLAINT");
        form.put("complaintId", own);
        form.put("occurredAt", "2022-12-10");
        String code = desk.start("xujing1", "enforcementCase", form).getBusinessKey();

        assertThat(cases.get(code).source().ref()).isEqualTo(own);
        assertThatThrownBy(() -> desk.start("xujing2", "enforcementCase", form)).hasMessageContaining(code);
        form.put("complaintId", foreign);
        assertThatThrownBy(() -> desk.start("xujing1", "enforcementCase", form)).hasMessageContaining("不由本中队办理");
        form.put("complaintId", "12345-NONE");
        assertThatThrownBy(() -> desk.start("xujing1", "enforcementCase", form)).hasMessageContaining("没有工单号");
    }

    private String complaint(String squad) {
        String ticket = "CASEWORK-" + NUMBER.incrementAndGet();
        jdbc.sql("""
                        insert into complaint (ticket_no, kind, received_at, due_at, squad, text)
                        values (?, 'OTHER', timestamptz '2022-12-11 10:00+08', timestamptz '2022-12-19 10:00+08', ?, '占道设摊影响通行。')
                        """).params(ticket, squad).update();
        return ticket;
    }

    @Test
    void asksForThePartyOrThatItIsUnknown() {
        String code = started("VIO_STALL");
        Map<String, Object> form = new HashMap<>(assessment("VIO_STALL"));
        form.put("partyUnknown", false);
        refusedAt("xujing1", code, "registerSource", form, "请先在案件页登记当事人");

        cases.identify(code, parties.company(), "xujing1");
        form.put("partyUnknown", true);
        refusedAt("xujing1", code, "registerSource", form, "不能勾选");
    }

    @Test
    void saysOnlyAfterTheLastDayThatAnOrderWasNotFollowed() {
        String code = ordered(LITTER);
        desk.fire(code, "timer_orderOver");

        refusedAt("xujing1", code, "recheckOrder", NOT_CORRECTED, "还没有届满");
        assertThat(cases.get(code).isRefused()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dueOn, 2023-01-11, 改正期限",
        "dueOn, 2023-03-11, 第二十八条",
        "demand, 短, 10",
        "officers, xujing1, 不得少于两名",
        "handedOver, REFUSED, 见证人"
    })
    void checksEveryFieldOfAnOrder(String field, String value, String sentence) {
        String code = started(LITTER);
        register(code, "factsClear", true);
        Map<String, Object> form = new HashMap<>(ORDER);
        form.put(field, field.equals("officers") ? List.of(value) : value);

        refusedAt("xujing1", code, "orderCorrection", form, sentence);
        assertThat(handlers.of(code)).isEmpty();
    }

    private static final Map<String, Object> NOT_CORRECTED = Map.of("result", "NOT_CORRECTED", "found", "仍未按要求改正。");
    private static final Map<String, Object> ORDER =
            Map.of("demand", "立即清除并恢复原状，今后不得再犯。", "dueOn", "2023-01-13", "officers", TWO, "handedOver", "SIGNED");

    private String started(String violation) {
        return desk.start("xujing1", "enforcementCase", source(violation)).getBusinessKey();
    }

    private static Map<String, Object> source(String violation) {
        return Map.of(
                "source", "PATROL",
                "violationTypeId", violation,
                "place", "徐泾镇试用点位" + NUMBER.incrementAndGet(),
                "facts", "巡查发现的违法行为，已拍照固定。",
                "occurredAt", "2023-01-12",
                "discoveredAt", "2023-01-12");
    }

    private void register(String code, String field, Object value) {
        Map<String, Object> form =
                new HashMap<>(assessment(cases.get(code).source().violation()));
        form.put("partyUnknown", cases.get(code).party() == null);
        form.put(field, value);
        desk.submit("xujing1", code, "registerSource", form);
    }

    private static Map<String, Object> assessment(String violation) {
        return Map.of(
                "violationTypeId",
                violation,
                "facts",
                "巡查发现的违法行为，已拍照固定。",
                "partyUnknown",
                true,
                "competent",
                true,
                "harm",
                "NONE",
                "factsClear",
                true);
    }

    private String ordered(String violation) {
        String code = started(violation);
        register(code, "factsClear", true);
        desk.submit("xujing1", code, "orderCorrection", ORDER);
        return code;
    }

    /** After an order of two days ago that nobody followed. */
    private String onTheSpot(Long party) {
        String code = started(LITTER);
        if (party != null) {
            cases.identify(code, party, "xujing1");
        }
        register(code, "factsClear", true);
        desk.submit("xujing1", code, "orderCorrection", ORDER);
        jdbc.sql("update case_order set issued_on = date '2023-01-10', due_on = date '2023-01-11' where case_code = ?")
                .param(code)
                .update();
        desk.fire(code, "timer_orderOver");
        desk.submit("xujing1", code, "recheckOrder", NOT_CORRECTED);
        if (cases.get(code).route() != Proposal.SIMPLIFIED) {
            throw new AssertionError(cases.get(code).route());
        }
        return code;
    }

    private static Map<String, Object> decision() {
        Map<String, Object> form = new HashMap<>();
        form.put("partyKind", "ORGANISATION");
        form.put("penaltyKind", "FINE");
        form.put("amount", 150);
        form.put("decisionNo", "徐泾当罚" + NUMBER.incrementAndGet());
        form.put("legalBasis", "《上海市生活垃圾管理条例》第五十七条第二款");
        form.put("officers", TWO);
        form.put("rightsTold", true);
        form.put("statementHeard", true);
        form.put("handedOver", "SIGNED");
        return form;
    }

    private String toFile() {
        return toFile(parties.company());
    }

    private String toFile(long party) {
        return toFile(party, "徐泾镇同一处试用点位");
    }

    private String toFile(long party, String place) {
        Map<String, Object> form = new HashMap<>(source("VIO_STALL"));
        form.put("place", place);
        String code = desk.start("xujing1", "enforcementCase", form).getBusinessKey();
        cases.identify(code, party, "xujing1");
        register(code, "factsClear", true);
        return code;
    }

    private String filed() {
        String code = toFile();
        desk.submit("xujingDecide1", code, "fileCase", FILE);
        return code;
    }

    /** As the decision's own model leaves it, whose paths have a test of their own. */
    private void decided(String code, Map<String, Object> result, Status... way) {
        for (Status status : way) {
            cases.advance(code, status, null, "xujing1");
        }
        performances.imposed(code, "1000");
        end("caseDecision", code, "end_decided", result);
    }

    private void performed(String code) {
        if (cases.get(code).status() == Status.DECIDED) {
            cases.advance(code, Status.SERVED, null, "xujing1");
        }
        cases.advance(code, Status.PERFORMED, null, "xujing1");
        end("casePerformance", code, "end_performed", Map.of());
    }

    private void end(String model, String code, String at, Map<String, Object> result) {
        String called = runtime.createProcessInstanceQuery()
                .processDefinitionKey(model)
                .processInstanceBusinessKey(code)
                .singleResult()
                .getId();
        runtime.setVariables(called, result);
        var leap = runtime.createProcessInstanceModification(called);
        runtime.getActiveActivityIds(called).forEach(leap::cancelAllForActivity);
        leap.startBeforeActivity(at).execute();
    }

    private static Map<String, Object> transfer(String kind, String agency) {
        return Map.of("kind", kind, "agency", agency, "letterNo", "徐城管移2023-1", "reason", "经核查，该事项不属于本中队职权。");
    }

    private Client.Answer answer(String person, String code, boolean accepted) {
        return client(person)
                .form(
                        "/cases/" + code + "/transfer-answer",
                        Map.of("accepted", "" + accepted, "on", "2023-01-12", "answer", "来函答复，附案卷清单。"));
    }

    private static Map<String, Object> closing(String outcome) {
        return Map.of("outcome", outcome, "fileComplete", true);
    }

    private void refusedAt(String person, String code, String task, Map<String, Object> form, String sentence) {
        assertThatThrownBy(() -> desk.submit(person, code, task, form)).hasMessageContaining(sentence);
    }

    private void assertClosed(String code, Outcome outcome) {
        EnforcementCase closed = cases.get(code);
        assertThat(closed.outcome()).isEqualTo(outcome);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }

    private long number() {
        return jdbc.sql("select count(*) from enforcement_case")
                .query(Long.class)
                .single();
    }

    private Client client(String person) {
        return Client.of(person, port);
    }
}
