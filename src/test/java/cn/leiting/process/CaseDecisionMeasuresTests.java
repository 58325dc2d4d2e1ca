package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.inquiry.Measure.Kind;
import cn.leiting.inquiry.Measure.Result;
import cn.leiting.inquiry.Measures;
import cn.leiting.inquiry.Measures.Order;
import cn.leiting.penalty.CaseInHand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told of measures that run out; today is 2023-01-12. */
@LeitingTest
class CaseDecisionMeasuresTests {

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Measures measures;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theLeaderOwesAPreservationUntilItsSeventhWorkingDay() {
        String code = hand.filed();
        long id = order(code, Kind.PRESERVATION, CaseInHand.TODAY);

        assertThat(owed(code)).containsExactly(lastDay(code) + " leadXujing 处理先行登记保存的物品（徐府强试1号）");
        measures.end(id, CaseInHand.TODAY, Result.RELEASED, "xujing1");
        assertThat(owed(code)).isEmpty();
    }

    @Test
    void anExtensionByPeopleMovesTheEndOfASeizureAndNothingElseDoes() {
        LocalDate from = LocalDate.of(2022, 12, 14);
        String code = hand.filed("VIO_OPEN_TRANSPORT", hand.citizen(1983), from);
        long id = order(code, Kind.SEIZURE, from);
        assertThat(owed(code)).containsExactly("2023-01-13 leadXujing 处理查封、扣押的物品（徐府强试1号）");

        deadlines.sweep();
        deadlines.sweep();
        assertThat(told(code))
                .singleElement()
                .satisfies(text -> assertThat(text).contains(code, "2023年1月13日"));
        assertThat(lastDay(code)).isEqualTo(LocalDate.of(2023, 1, 13));

        measures.extend(id, 30, "案情复杂，需要鉴定。", "xujingDecide1", "xujing1");
        assertThat(owed(code)).containsExactly("2023-02-12 leadXujing 处理查封、扣押的物品（徐府强试1号）");
        assertThat(lastDay(code)).isEqualTo(LocalDate.of(2023, 2, 12));
        assertThat(jdbc.sql("select level from deadline where reference like ? || '#measure%'")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .as("to be reminded of again")
                .isEqualTo(-1);
    }

    private long order(String code, Kind kind, LocalDate from) {
        return measures.order(code, new Order(kind, "货车一辆", "徐府强试1号", "xujingDecide1", from), "xujing1");
    }

    private LocalDate lastDay(String code) {
        return measures.expiring(measures.of(code).get(0)).due();
    }

    private List<String> owed(String code) {
        return jdbc.sql("""
                        select (due_at at time zone 'Asia/Shanghai')::date || ' ' || array_to_string(holders, '+') || ' '
                                   || title
                        from deadline
                        where reference like ? || '#measure%' and met_at is null and cancelled_at is null
                        """).param(code).query(String.class).list();
    }

    private List<String> told(String code) {
        return deadlines.noticesTo(Set.of("leadXujing"), Instant.EPOCH).stream()
                .filter(notice -> notice.subject().equals(code))
                .map(Deadline.Notice::text)
                .toList();
    }
}
