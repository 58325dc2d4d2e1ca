package cn.leiting.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Handlers.Handler;
import cn.leiting.inquiry.Measure;
import cn.leiting.inquiry.Measures;
import cn.leiting.intake.Filings;
import cn.leiting.shared.Refusal;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 职责分离: who handles a case and who judges it, in whichever order, by door and by database. */
@LeitingTest
class SeparationTests {

    private static final Set<String> WITH_XUJING3 = Set.of("xujing2", "xujing3");

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Cases cases;

    @Autowired
    private Handlers handlers;

    @Autowired
    private Filings filings;

    @Autowired
    private Measures measures;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void nobodyDecides() {
        jdbc.sql("delete from post where user_id = 'xujing3' and unit_code = 'decideXujing'")
                .update();
    }

    @Test
    void whoeverFiledACaseDoesNotHandleIt() {
        String code = hand.filed();
        jdbc.sql("update enforcement_case set filed_by = 'xujing3' where code = ?")
                .param(code)
                .update();

        refusesToHandle(code);
    }

    @Test
    void whoeverRefusedToFileACaseDoesNotHandleIt() {
        String code = hand.filed();
        jdbc.sql("""
                        insert into case_filing (case_code, no, filed, decided_on, basis, approver, decided_at)
                        values (?, 1, false, date '2023-01-12', '证据不足，不予立案。', 'xujing3', now())
                        """).param(code).update();

        refusesToHandle(code);
    }

    @Test
    void whoeverApprovedASeizureDoesNotHandleTheCase() {
        String code = hand.filed();
        decides("xujing3");
        measures.order(code, seizure("xujing3"), "xujing1");

        refusesToHandle(code);
    }

    @Test
    void whoeverReviewedACaseDoesNotHandleIt() {
        String code = hand.filed();
        hand.propose(code, "20000");
        jdbc.sql("""
                        insert into legal_review (case_code, no, proposal_no, reviewer, result, opinion, reasons, reviewed_at)
                        values (?, 1, 1, 'xujing3', 'RETURN', '事实清楚，证据确凿，程序合法。', '{理由}', now())
                        """).param(code).update();

        refusesToHandle(code);
    }

    @Test
    void whoeverHandledACaseForAnHourNeitherFilesItNorApprovesInIt() {
        String code = cases.register(cn.leiting.casework.Registry.patrol("VIO_STALL"), "xujing1");
        handlers.assign(code, WITH_XUJING3, "xujingLead");
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        assertThat(handlers.of(code)).extracting(Handler::person).doesNotContain("xujing3");
        decides("xujing3");
        jdbc.sql("update enforcement_case set status = 'TO_FILE' where code = ?")
                .param(code)
                .update();

        refused(
                () -> filings.file(
                        code, CaseInHand.TODAY, Set.of("xujing1", "xujing2"), "符合立案条件，属于本镇管辖。", null, "xujing3"),
                "承办过该案的人员不能审批立案");
        refused(() -> filings.refuse(code, "现有证据不足以认定违法事实。", "xujing3"), "承办过该案的人员不能审批立案");
        assertThatThrownBy(
                        () -> jdbc.sql("update enforcement_case set filed_on = ?, filed_by = 'xujing3' where code = ?")
                                .params(CaseInHand.TODAY, code)
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("may not file it");
        filings.file(code, CaseInHand.TODAY, Set.of("xujing1", "xujing2"), "符合立案条件，属于本镇管辖。", null, "xujingDecide1");
        refused(() -> measures.order(code, seizure("xujing3"), "xujing1"), "不能批准强制措施");
        assertThat(measures.of(code)).isEmpty();
    }

    private void refusesToHandle(String code) {
        refused(() -> handlers.assign(code, WITH_XUJING3, "xujingLead"), "不能再承办");
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into case_handler (case_code, person, cert_no, from_day)
                                select ?, user_id, no, date '2023-01-12'
                                from officer_certificate
                                where user_id = 'xujing3'
                                """).param(code).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("may not handle it");
        assertThat(handlers.of(code)).extracting(Handler::person).containsExactlyInAnyOrder("xujing1", "xujing2");
    }

    private void decides(String account) {
        jdbc.sql("insert into post (user_id, unit_code, title, valid_from) values (?, 'decideXujing', 'DECIDER', ?)")
                .params(account, CaseInHand.TODAY)
                .update();
    }

    private static Measures.Order seizure(String approver) {
        return new Measures.Order(Measure.Kind.SEIZURE, "三轮车一辆", "徐府扣字试1号", approver, CaseInHand.TODAY);
    }

    private static void refused(ThrowingCallable action, String words) {
        assertThatThrownBy(action).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }
}
