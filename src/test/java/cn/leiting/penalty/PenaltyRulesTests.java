package cn.leiting.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Status;
import cn.leiting.hearing.Hearings;
import cn.leiting.hearing.Hearings.Announcement;
import cn.leiting.hearing.Hearings.End;
import cn.leiting.hearing.Hearings.Minutes;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Notices;
import cn.leiting.hearing.Statement;
import cn.leiting.hearing.Statement.Kind;
import cn.leiting.penalty.Discussions.Discussion;
import cn.leiting.penalty.LegalReviews.Result;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Weighing;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Harm;
import cn.leiting.proposal.Weighing.Mitigation;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the law does not allow between filing and decision, each by door and where it can by database. */
@LeitingTest
class PenaltyRulesTests {

    private static final Actor HANDLER_WHO_DECIDES = new Actor("xujing1", Set.of("squadXujing", "decideXujing"));
    private static final String OPINION = "事实清楚，证据确凿，程序合法。";

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
    private LegalReviews reviews;

    @Autowired
    private Discussions discussions;

    @Autowired
    private Decisions decisions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void refusesAFineOutOfTheRangeOfTheLaw() {
        String code = hand.filed();

        refused(() -> propose(code, "20000.01", CaseInHand.plain()), "罚款不能超过20000元（");
        refused(() -> propose(code, "1999.99", CaseInHand.plain()), "罚款不能少于2000元");
        assertThat(proposals.latest(code)).isEmpty();
        propose(code, "1999.99", CaseInHand.weighing(Age.ADULT, Mitigation.MITIGATED, false));
        assertThat(proposals.latest(code)).isPresent();
    }

    @Test
    void refusesAPenaltyBeforeTheOrderThatTheLawWantsFirst() {
        String code = hand.filed("VIO_UNIT_SORTING", hand.citizen(1983));

        refused(() -> propose(code, "6000", CaseInHand.plain()), "须先责令改正");
    }

    @Test
    void refusesAPenaltyOfNobodyAndOfAChildAndOfWhatIsNotEstablished() {
        String nobody = hand.filed("VIO_OPEN_TRANSPORT", null);
        refused(() -> propose(nobody, "3000", CaseInHand.plain()), "第四十条");

        String child = hand.filed("VIO_OPEN_TRANSPORT", hand.citizen(2012));
        refused(() -> propose(child, "3000", CaseInHand.plain()), "出生日期不符");
        refused(() -> propose(child, "3000", CaseInHand.weighing(Age.UNDER_14, Mitigation.NONE, false)), "行政处罚法第三十条");

        Weighing nothing = new Weighing(
                false, Age.ADULT, false, null, false, true, false, false, Harm.NONE, false, Mitigation.NONE, false);
        refused(() -> propose(hand.filed(), "3000", nothing), "第五十七条");
        refused(
                () -> proposals.write(
                        child,
                        CaseInHand.proposal(
                                Verdict.NO_PENALTY,
                                null,
                                CaseInHand.weighing(Age.FROM_14_TO_17, Mitigation.NONE, false)),
                        "xujing1"),
                "年龄与登记的出生日期不符");
        refused(
                () -> proposals.write(
                        nobody, CaseInHand.proposal(Verdict.NO_PENALTY, null, CaseInHand.plain()), "xujing1"),
                "没有不予处罚的法定情形");
    }

    @Test
    void knowsFirstActsAndSecondFinesByThePartyAndNotByTheSquad() {
        long party = hand.citizen(1983);
        String before = hand.filed("VIO_OPEN_TRANSPORT", party);
        hand.told(before, "3000", false);
        hand.said(before, Kind.WAIVER);
        hand.open(before);
        decisions.write(before, CaseInHand.decision("徐府罚〔2023〕P1", "3000"), CaseInHand.officer());
        decisions.decide(before, CaseInHand.decider());

        String again = hand.filed("VIO_OPEN_TRANSPORT", party);
        refused(() -> propose(again, "3000", CaseInHand.plain()), "第二十九条");
        jdbc.sql("update enforcement_case set act_on = '2022-12-21', discovered_on = '2022-12-21' where code = ?")
                .param(again)
                .update();
        refused(
                () -> propose(again, "3000", CaseInHand.weighing(Age.ADULT, Mitigation.NONE, true)),
                "不是初次违法（行政处罚法第三十三条）");
        propose(again, "3000", CaseInHand.plain());
    }

    @Test
    void refusesWhoeverDoesNotHandleTheCase() {
        String code = hand.filed();

        refused(
                () -> proposals.write(
                        code,
                        CaseInHand.proposal(Verdict.PENALTY, CaseInHand.fine("3000"), CaseInHand.plain()),
                        "xujing3"),
                "承办人");
        refused(() -> proposals.handIn(code, "xujing3"), "承办人");
    }

    @Test
    void refusesANoticeThatDoesNotTellWhatTheLawWantsTold() {
        String code = hand.filed();
        hand.propose(code, "20000");

        refused(() -> notices.write(code, CaseInHand.notice("20000", false), "xujing1"), "第六十三条");
        refused(
                () -> new Notice(
                        CaseInHand.fine("20000"), CaseInHand.FACTS, OPINION, "依据", false, true, null, CaseInHand.FILED),
                "第四十四条");
        refused(() -> notices.give(code, "xujing1"), "第四十四条");
        assertThat(notices.all(code)).isEmpty();
    }

    @Test
    void takesADemandOfAHearingInFiveWorkingDaysOrWithAReason() {
        String code = hand.filed();
        hand.told(code, "20000", true);
        assertThat(notices.heardUntil(code)).isEqualTo(LocalDate.of(2023, 1, 10));
        LocalDate late = LocalDate.of(2023, 1, 11);

        refused(
                () -> notices.record(code, new Statement(Kind.HEARING, late, "要求听证。", null), CaseInHand.officer()),
                "第六十四条");
        notices.record(code, new Statement(Kind.HEARING, late, "要求听证。", "邮路中断，迟延到达。"), CaseInHand.officer());
        assertThat(cases.get(code).status()).isEqualTo(Status.HEARING);

        String small = hand.filed();
        hand.told(small, "3000", false);
        refused(() -> hand.said(small, Kind.HEARING), "第六十三条");
        refused(
                () -> notices.record(
                        small,
                        new Statement(Kind.STATEMENT, LocalDate.of(2023, 1, 5), "意见。", null),
                        new Actor("baihe1", Set.of("squadBaihe"))),
                "权限");
    }

    @Test
    void keepsTheHearingFromItsHandlersAndItsNoticeSevenWorkingDaysAhead() {
        String code = heard();

        refused(() -> hearings.announce(code, announced("xujing2", CaseInHand.TODAY), CaseInHand.decider()), "第六十四条");
        refused(
                () -> hearings.announce(code, announced("xujingDecide2", CaseInHand.TODAY), HANDLER_WHO_DECIDES),
                "第六十四条");
        refused(
                () -> hearings.announce(
                        code, announced("xujingDecide2", CaseInHand.TODAY.minusDays(1)), CaseInHand.decider()),
                "七个工作日前");
        refused(() -> hearings.end(code, CaseInHand.decider()), "第六十四条");
        hearings.announce(code, announced("xujingDecide2", CaseInHand.TODAY), CaseInHand.decider());
        assertThatThrownBy(() -> jdbc.sql("update hearing set chair = 'xujing1' where case_code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("may not be its chair");
        assertThatThrownBy(() -> jdbc.sql("update hearing set held_on = notified_on + 6 where case_code = ?")
                        .param(code)
                        .update())
                .hasMessageContaining("announced_seven_days_before");
    }

    @Test
    void neverLetsAHandlerOrTheLegalSectionReview() {
        String code = reviewing();

        refused(
                () -> reviews.review(code, Result.PASS, OPINION, new Actor("xujing1", Set.of("reviewXujing"))),
                "第五十八条");
        refused(
                () -> reviews.review(
                        code, Result.PASS, OPINION, new Actor("legal1", Set.of("deptLegal", "reviewXujing"))),
                "不替代法制审核");
        refused(() -> reviews.review(code, Result.PASS, OPINION, CaseInHand.decider()), "权限");
        assertThat(reviews.of(code)).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into legal_review (case_code, no, proposal_no, notice_no, reviewer, result, opinion, reasons,
                                                  reviewed_at)
                        values (?, 1, 1, 1, 'xujing2', 'PASS', '同意处理意见，程序合法。', '{听证}', now())
                        """).param(code).update()).hasMessageContaining("may not be its reviewer");
    }

    @Test
    void comesBackChangedOrNotAtAllAfterAFailedReview() {
        String code = reviewing();
        reviews.review(code, Result.FAIL, "适用法律错误，不予通过。", CaseInHand.reviewer());

        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
        refused(() -> propose(code, "20000", CaseInHand.plain()), "第五十八条");
        propose(code, "15000", CaseInHand.plain());
    }

    @Test
    void decidesNothingWithoutThePassedReviewAndTheDiscussion() {
        String code = reviewing();
        at(code, Status.DECIDING);
        refused(
                () -> decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P2", "20000"), CaseInHand.decider()),
                "第五十八条");

        at(code, Status.REVIEWING);
        reviews.review(code, Result.PASS, OPINION, CaseInHand.reviewer());
        at(code, Status.DECIDING);
        refused(
                () -> decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P2", "20000"), CaseInHand.decider()),
                "第五十七条第二款");
        assertThat(decisions.written(code)).isEmpty();
    }

    @Test
    void keepsTheDecisionFromHandlersAndReviewers() {
        String code = reviewing();
        reviews.review(code, Result.PASS, OPINION, CaseInHand.reviewer());
        discussions.ask(code, "system");
        discussions.record(
                code,
                new Discussion(CaseInHand.TODAY, List.of("镇长", "副镇长"), true, "经集体讨论，事实清楚，证据确凿，同意处理意见。"),
                CaseInHand.decider());
        decisions.open(code, "system");
        jdbc.sql("""
                        insert into case_handler (case_code, person, cert_no, from_day, to_day)
                        select ?, user_id, no, date '2023-01-03', date '2023-01-11'
                        from officer_certificate
                        where user_id = 'xujing3'
                        """).param(code).update();
        refused(
                () -> decisions.write(
                        code, CaseInHand.decision("徐府罚〔2023〕P3", "20000"), new Actor("xujing3", Set.of("squadXujing"))),
                "承办人"); // who was replaced writes nothing any more
        refused(
                () -> decisions.write(
                        code,
                        dated(CaseInHand.decision("徐府罚〔2023〕P3", "20000"), CaseInHand.TODAY.minusDays(1)),
                        CaseInHand.officer()),
                "不能早于集体讨论之日");
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P3", "20000"), CaseInHand.officer());
        assertThatThrownBy(() -> decided(code, "decided_on = '2023-01-11'"))
                .hasMessageContaining("comes before its decision");

        refused(() -> decisions.decide(code, HANDLER_WHO_DECIDES), "承办人不能决定");
        refused(
                () -> decisions.decide(code, new Actor("xujingReview1", Set.of("reviewXujing", "decideXujing"))),
                "法制审核人员不能决定");
        refused(() -> decisions.decide(code, CaseInHand.officer()), "权限");
        assertThatThrownBy(() -> decidedBy(code, "xujing1")).hasMessageContaining("may not be its decided_by");
        assertThatThrownBy(() -> decidedBy(code, "xujingReview1")).hasMessageContaining("reviewer");
        assertThat(decisions.of(code)).isEmpty();
        decisions.decide(code, CaseInHand.decider());
        assertThatThrownBy(() -> decidedBy(code, "xujingDecide2")).hasMessageContaining("stays as it is");
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into case_handler (case_code, person, cert_no, from_day)
                        select ?, 'xujingReview1', no, date '2023-01-12'
                        from officer_certificate
                        where user_id = 'xujing3'
                        """).param(code).update()).hasMessageContaining("may not handle it");
    }

    @Test
    void decidesNoPenaltyBeforeTheNoticesPeriodIsOverNorAHeavierOne() {
        String code = hand.filed();
        hand.propose(code, "3000");
        Notice told = CaseInHand.notice("3000", false);
        notices.write(
                code,
                new Notice(
                        told.penalty(),
                        told.facts(),
                        told.grounds(),
                        told.basis(),
                        true,
                        false,
                        null,
                        LocalDate.of(2023, 1, 5)),
                "xujing1");
        notices.give(code, "xujing1");
        at(code, Status.DECIDING);

        refused(() -> decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P4", "3000"), CaseInHand.decider()), "第六十二条");
        at(code, Status.NOTIFIED);
        hand.said(code, Kind.WAIVER);
        at(code, Status.DECIDING);
        refused(
                () -> decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P4", "3000.01"), CaseInHand.decider()),
                "第四十五条");
        refused(
                () -> decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P4", "20000.01"), CaseInHand.decider()),
                "第四十五条");
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕P4", "2500"), CaseInHand.decider());
        assertThatThrownBy(() -> decided(code, "amount = 3000.01")).hasMessageContaining("heavier");
        assertThatThrownBy(() -> decided(code, "confiscation = 1")).hasMessageContaining("heavier");
        assertThatThrownBy(() -> decided(code, "kind = 'STOP'")).hasMessageContaining("heavier");
        assertThatThrownBy(() -> decided(code, "notice_no = null")).isInstanceOf(DataAccessException.class);
        decisions.decide(code, CaseInHand.decider());
    }

    @Test
    void theDatabaseTakesNoPenaltyBeforeTheHearingThatWasAskedForNorAnothersReview() {
        String code = heard();
        reviewed(code, null);
        assertThatThrownBy(() -> insertDecision(code, 1)).hasMessageContaining("another proposal");
        reviewed(code, 1);
        assertThatThrownBy(() -> insertDecision(code, 2)).hasMessageContaining("comes before its decision");
        assertThat(decisions.of(code)).isEmpty();
    }

    private void reviewed(String code, Integer notice) {
        jdbc.sql("""
                        insert into legal_review (case_code, no, proposal_no, notice_no, reviewer, result, opinion, reasons,
                                                  reviewed_at)
                        select :code, count(*) + 1, 1, :notice::int, 'xujingReview1', 'PASS', '同意处理意见，程序合法。', '{听证}', now()
                        from legal_review
                        where case_code = :code
                        """).param("code", code).param("notice", notice).update();
    }

    private void insertDecision(String code, int review) {
        jdbc.sql("""
                        insert into penalty_decision (case_code, body, decision_no, year, proposal_no, notice_no, waived,
                                                      review_owed, review_no, review_passed, verdict, kind, amount, outcome,
                                                      facts, basis, performance, remedy, decided_on, written_by, written_at,
                                                      decided_by, decided_at)
                        values (:code, '徐泾镇人民政府', '徐府罚〔2023〕P9', 2023, 1, 1, true, true, :review, 'PASS', 'PENALTY', 'FINE',
                                20000, 'FINE_ORDINARY', :facts, '依据', '十五日内缴纳。', '可以申请行政复议。', date '2023-01-12',
                                'xujing1', now(), 'xujingDecide1', now())
                        """)
                .param("code", code)
                .param("review", review)
                .param("facts", CaseInHand.FACTS)
                .update();
    }

    private void decided(String code, String change) {
        jdbc.sql("update penalty_decision set decided_by = 'xujingDecide1', decided_at = now(), " + change
                        + " where case_code = ?")
                .param(code)
                .update();
    }

    private static Decision.Content dated(Decision.Content content, LocalDate on) {
        return new Decision.Content(
                content.decisionNo(),
                on,
                content.verdict(),
                content.penalty(),
                content.facts(),
                content.basis(),
                content.performance(),
                content.education());
    }

    @Test
    void givesANumberOnceAYearAndBody() {
        String first = deciding();
        decisions.write(first, CaseInHand.decision("徐府罚〔2023〕P5", "3000"), CaseInHand.officer());
        String second = deciding();

        refused(
                () -> decisions.write(second, CaseInHand.decision("徐府罚〔2023〕P5", "3000"), CaseInHand.officer()),
                "已经使用");
        assertThat(decisions.written(second)).isEmpty();
    }

    @Test
    void namesTheRemediesOfTheLawOfItsDay() {
        LocalDate before = LocalDate.of(2023, 12, 31);
        LocalDate after = LocalDate.of(2024, 1, 1);

        assertThat(Decision.remedyOf(before, true)).contains("第九条").doesNotContain("应当先");
        assertThat(Decision.remedyOf(after, true)).contains("应当先", "第二十三条");
        assertThat(Decision.remedyOf(after, false)).contains("第二十条").doesNotContain("应当先");
    }

    private void propose(String code, String yuan, Weighing weighing) {
        proposals.write(code, CaseInHand.proposal(Verdict.PENALTY, CaseInHand.fine(yuan), weighing), "xujing1");
    }

    private static Announcement announced(String chair, LocalDate heldOn) {
        return new Announcement(chair, CaseInHand.FILED, heldOn, "镇政府会议室", true, null);
    }

    private String deciding() {
        String code = hand.filed();
        hand.told(code, "3000", false);
        hand.said(code, Kind.WAIVER);
        hand.open(code);
        return code;
    }

    private String heard() {
        String code = hand.filed();
        hand.told(code, "20000", true);
        hand.said(code, Kind.HEARING);
        return code;
    }

    private String reviewing() {
        String code = heard();
        hearings.announce(code, announced("xujingDecide2", CaseInHand.TODAY), CaseInHand.decider());
        hearings.minute(code, new Minutes(End.COMPLETED, "承办人、当事人", "双方陈述了意见，听证完毕。"), CaseInHand.decider());
        hearings.end(code, CaseInHand.decider());
        reviews.ask(code, "system");
        return code;
    }

    private void decidedBy(String code, String who) {
        jdbc.sql("update penalty_decision set decided_by = ?, decided_at = now() where case_code = ?")
                .params(who, code)
                .update();
    }

    /** As no model would lead it. */
    private void at(String code, Status status) {
        jdbc.sql("update enforcement_case set status = ?, version = version + 1 where code = ?")
                .params(status.name(), code)
                .update();
    }

    private static void refused(ThrowingCallable action, String words) {
        assertThatThrownBy(action).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }
}
