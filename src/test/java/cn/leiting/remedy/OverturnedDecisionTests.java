package cn.leiting.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.hearing.Statement.Kind;
import cn.leiting.party.FirstViolations;
import cn.leiting.penalty.CaseInHand;
import cn.leiting.penalty.Decisions;
import cn.leiting.performance.Performances;
import cn.leiting.performance.Service;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a penalty to its annulment, and what follows from that for everybody; today is 2023-01-12. */
@LeitingTest
class OverturnedDecisionTests {

    private static final String NO = "徐府罚〔2023〕撤1号";

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Decisions decisions;

    @Autowired
    private Performances performances;

    @Autowired
    private FirstViolations firsts;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void anAnnulledPenaltyIsTakenDownInThreeWorkingDaysAndIsEvidenceAndNoEarlierAct() {
        long party = hand.citizen(1983);
        String code = penalised(party);
        assertThat(post(
                        code,
                        "publication",
                        Map.of("on", "2023-01-12", "url", "https://example.cn/7", "text", "社会影响较大。")))
                .isEqualTo(302);
        assertThat(post(code, "remedies", Map.of("kind", "RECONSIDERATION", "on", "2023-01-12", "body", "青浦区人民政府")))
                .isEqualTo(302);
        assertThat(owed(code)).isEmpty();
        assertThat(page("supervision1", "/scores/2023")).doesNotContain(code);

        assertThat(post(code, "results", Map.of("result", "ANNULLED", "on", "2023-01-12", "documentNo", "复决撤1号")))
                .isEqualTo(302);

        assertThat(owed(code)).contains("2023-01-17 decideXujing");
        assertThat(firsts.before(party, "VIO_OPEN_TRANSPORT", CaseInHand.TODAY, 24))
                .isEmpty();
        assertThat(page("supervision1", "/scores/2023")).contains("/cases/" + code, "复决撤1号", "X3", "系统不会自动扣分");
        assertThat(page("xujingLead", "/scores/2023")).contains("/cases/" + code);
        assertThat(page("baiheLead", "/scores/2023")).doesNotContain(code);
        assertThat(page("coordination1", "/scores/2023"))
                .as("who supplies the adjustments does not open cases")
                .contains(code)
                .doesNotContain("/cases/" + code);
        assertThat(page("supervision1", "/scores/2022")).doesNotContain(code);
        assertThat(jdbc.sql(
                                "select count(*) from score_adjustment where code = 'X3' and evidence_ref like '%' || ? || '%'")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .as("booked by people only")
                .isZero();

        assertThat(post(code, "withdrawal", Map.of("on", "2023-01-12", "text", "决定已被撤销。")))
                .isEqualTo(302);
        assertThat(owed(code)).isEmpty();
    }

    private String penalised(long party) {
        String code = hand.filed("VIO_OPEN_TRANSPORT", party);
        hand.told(code, "3000", false);
        hand.said(code, Kind.WAIVER);
        hand.open(code);
        decisions.write(code, CaseInHand.decision(NO, "3000"), CaseInHand.officer());
        decisions.decide(code, CaseInHand.decider());
        performances.begin(
                code,
                new Performances.Decision(NO, CaseInHand.TODAY, new BigDecimal("3000"), null, false, null),
                "system");
        performances.serve(
                code, new Service.Form(Service.Method.DIRECT, CaseInHand.TODAY, "送达回证", null, null), "xujing1");
        assertThat(firsts.before(party, "VIO_OPEN_TRANSPORT", CaseInHand.TODAY, 24))
                .hasSize(1);
        return code;
    }

    private int post(String code, String change, Map<String, String> fields) {
        return Client.of("xujingDecide1", port)
                .form("/cases/" + code + "/performance/" + change, fields)
                .status();
    }

    private String page(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(person).isEqualTo(200);
        return answer.body();
    }

    private Optional<String> owed(String code) {
        return jdbc.sql("""
                        select (due_at at time zone 'Asia/Shanghai')::date || ' ' || array_to_string(holders, '+')
                        from deadline
                        where reference = 'case.withdraw:' || ? and met_at is null
                        """).param(code).query(String.class).optional();
    }
}
