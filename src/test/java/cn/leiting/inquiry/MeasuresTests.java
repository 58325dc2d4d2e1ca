package cn.leiting.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.inquiry.HardSigns.Sign;
import cn.leiting.inquiry.Measure.Kind;
import cn.leiting.inquiry.Measure.Result;
import cn.leiting.inquiry.Measures.Order;
import cn.leiting.inquiry.Measures.State;
import cn.leiting.penalty.CaseInHand;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class MeasuresTests {

    private static final LocalDate FROM = LocalDate.of(2023, 1, 3);

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Measures measures;

    @Autowired
    private HardSigns signs;

    @Autowired
    private Cases cases;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aPreservationIsDueAfterSevenWorkingDaysAndIsNotExtended() {
        String code = hand.filed();
        long id = measures.order(code, order(Kind.PRESERVATION, "砂石一车", FROM), "xujing1");

        assertThat(measures.expiring(measures.of(code).get(0)).due()).isEqualTo(LocalDate.of(2023, 1, 12));
        assertThat(measures.expiring(measures.of(code).get(0)).state()).isEqualTo(State.LAST_DAY);
        refused(() -> measures.extend(id, 7, "案情复杂。", "xujingDecide1", "xujing1"), "第五十六条");
        assertThatThrownBy(() -> jdbc.sql("update coercive_measure set extended_days = 5 where id = ?")
                        .param(id)
                        .update())
                .isInstanceOf(DataAccessException.class);
        measures.end(id, CaseInHand.TODAY, Result.SEIZED, "xujing2");
        refused(() -> measures.end(id, CaseInHand.TODAY, Result.RELEASED, "xujing2"), "处理完毕");
    }

    @Test
    void aSeizureLastsThirtyDaysAndNeverMoreThanSixty() {
        String code = hand.filed();
        long id = measures.order(code, order(Kind.SEIZURE, "货车一辆", LocalDate.of(2022, 12, 20)), "xujing1");
        assertThat(measures.expiring(measures.of(code).get(0)).due()).isEqualTo(LocalDate.of(2023, 1, 19));

        refused(() -> measures.extend(id, 31, "案情复杂，需要鉴定。", "xujingDecide1", "xujing1"), "六十日（行政强制法第二十五条）");
        refused(() -> measures.extend(id, 30, "案情复杂，需要鉴定。", "xujingLead", "xujing1"), "第十八条");
        measures.extend(id, 30, "案情复杂，需要鉴定。", "xujingDecide1", "xujing1");
        assertThat(measures.expiring(measures.of(code).get(0)).due()).isEqualTo(LocalDate.of(2023, 2, 18));
        refused(() -> measures.extend(id, 1, "再次延长的理由。", "xujingDecide1", "xujing1"), "只能延长一次");
        refused(() -> measures.order(code, order(Kind.SEIZURE, "货车一辆", FROM), "xujing1"), "第二十五条");
        refused(() -> measures.end(id, CaseInHand.TODAY, Result.APPRAISED, "xujing1"), "第二十七条");
        assertThatThrownBy(() -> jdbc.sql("update coercive_measure set extended_days = 29 where id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("extended once");
    }

    @Test
    void noCaseIsClosedWhileThingsAreHeldForIt() {
        String code = hand.filed();
        long id = measures.order(code, order(Kind.SEIZURE, "货车一辆", FROM), "xujing1");

        refused(() -> cases.terminate(code, "当事人死亡，没有继承人。", "xujingDecide1"), "行政强制法第二十八条");
        assertThat(cases.get(code).isClosed()).isFalse();
        assertThatThrownBy(() -> jdbc.sql("""
                        update enforcement_case
                        set status = 'CLOSED', outcome = 'TERMINATED', closed_on = '2023-01-12', closed_by = 'xujingDecide1'
                        where code = ?
                        """).param(code).update()).hasMessageContaining("still held");
        measures.end(id, CaseInHand.TODAY, Result.RELEASED, "xujing1");
        cases.terminate(code, "当事人死亡，没有继承人。", "xujingDecide1");
        assertThat(cases.get(code).isClosed()).isTrue();
    }

    @Test
    void isOrderedBetweenTheDiscoveryAndToday() {
        String code = hand.filed();

        refused(
                () -> measures.order(code, order(Kind.SEIZURE, "货车一辆", LocalDate.of(2022, 1, 3)), "xujing1"),
                "发现违法行为之日");
        refused(() -> measures.order(code, order(Kind.SEIZURE, "货车一辆", LocalDate.of(2023, 1, 13)), "xujing1"), "今天");
        assertThat(measures.of(code)).isEmpty();
    }

    @Test
    void theDatabaseHoldsTheSixtyDaysToo() {
        String code = hand.filed();

        assertThatThrownBy(() -> jdbc.sql("""
                        insert into coercive_measure (case_code, kind, items, decision_no, approved_by, from_day,
                                                      extended_days, extension_reason, extended_by, by_whom, at)
                        values (?, 'SEIZURE', '货车一辆', '文号', 'xujingDecide1', '2023-01-03', 31, '案情复杂。', 'xujingDecide1',
                                'xujing1', now())
                        """).param(code).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void isNotExtendedAfterItsLastDayAndIsListedAsOverdue() {
        String code = hand.filed();
        jdbc.sql("update enforcement_case set act_on = '2022-12-12', discovered_on = '2022-12-12' where code = ?")
                .param(code)
                .update();
        long id = measures.order(code, order(Kind.SEIZURE, "三轮车一辆", LocalDate.of(2022, 12, 12)), "xujing1");

        refused(() -> measures.extend(id, 30, "案情复杂，需要鉴定。", "xujingDecide1", "xujing1"), "期限已经届满");
        assertThat(measures.running("310118106"))
                .filteredOn(one -> one.measure().id() == id)
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(State.OVERDUE));
        assertThat(measures.running("310118105")).noneMatch(one -> one.measure().id() == id);
        assertThat(cases.get(code).isClosed()).isFalse();
    }

    @Test
    void isOrderedByHandlersWithTheApprovalOfWhoDecides() {
        String code = hand.filed();

        refused(() -> measures.order(code, order(Kind.SEIZURE, "货车一辆", FROM), "xujing3"), "承办人");
        refused(
                () -> measures.order(code, new Order(Kind.SEIZURE, "货车一辆", "文号", "baiheDecide1", FROM), "xujing1"),
                "第十八条");
        refused(() -> measures.order(code, order(Kind.SEIZURE, "货车一辆", LocalDate.of(2043, 1, 1)), "xujing1"), "不能晚于今天");
        assertThat(measures.of(code)).isEmpty();
    }

    @Test
    void aSignMakesTheCaseADifficultOneAndStopsNoClock() {
        String code = hand.filed();

        signs.mark(code, Set.of(Sign.MEDIA), "xujing1");

        assertThat(signs.reasons(code)).contains("媒体关注或者可能引发舆情");
        assertThat(cases.get(code).isHard()).isTrue();
        signs.mark(code, Set.of(), "xujing1");
        assertThat(signs.of(code)).isEmpty();
        refused(() -> signs.mark(code, Set.of(Sign.CRIME), "xujing3"), "承办人");
    }

    private static Order order(Kind kind, String items, LocalDate from) {
        return new Order(kind, items, "徐城管〔2023〕1号", "xujingDecide1", from);
    }

    private static void refused(ThrowingCallable action, String words) {
        assertThatThrownBy(action).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }
}
