package cn.leiting.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Status;
import cn.leiting.disposition.Dispositions;
import cn.leiting.hearing.Statement.Kind;
import cn.leiting.identity.Citizens;
import cn.leiting.identity.Identity;
import cn.leiting.party.FirstViolations;
import cn.leiting.party.FirstViolations.Earlier;
import cn.leiting.party.Parties;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Mitigation;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of a party when it is to be penalised: its earlier acts and its age on the day of the act. */
@LeitingTest
class PastActsTests {

    private static final String VIOLATION = "VIO_OPEN_TRANSPORT";
    private static final String PLACE = "徐泾镇华徐公路";
    private static final LocalDate ACT = LocalDate.of(2022, 12, 20);

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Cases cases;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Decisions decisions;

    @Autowired
    private Parties parties;

    @Autowired
    private FirstViolations firsts;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anActCountsFromItsDecisionOn() {
        long party = hand.citizen(1983);
        String code = hand.filed(VIOLATION, party);
        hand.told(code, "3000", false);
        hand.said(code, Kind.WAIVER);
        hand.open(code);
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕F1", "3000"), CaseInHand.officer());
        assertThat(before(party)).as("written, not decided").isEmpty();

        decisions.decide(code, CaseInHand.decider());

        assertThat(before(party)).containsExactly(code);
        assertThat(isFined(party, PLACE)).isTrue();
        assertThat(isFined(party, "徐泾镇 华徐公路")).as("spaces are no place").isTrue();
        assertThat(isFined(party, "徐泾镇别处")).as("another act").isFalse();
        assertThat(firsts.isFined(party, VIOLATION, ACT, PLACE, code))
                .as("its own case")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "UPHELD, , 1, true",
        "WITHDRAWN, , 1, true",
        "CHANGED, 2000, 1, true",
        "CHANGED, , 1, false",
        "ANNULLED, , 0, false",
        "ILLEGAL, , 0, false"
    })
    void whatIsAnnulledOrIllegalEstablishesNothing(String result, Integer newFine, int counted, boolean fined) {
        long party = hand.citizen(1983);
        String code = hand.filed(VIOLATION, party);
        hand.told(code, "3000", false);
        hand.said(code, Kind.WAIVER);
        hand.open(code);
        decisions.write(code, CaseInHand.decision("徐府罚〔2023〕F" + result + newFine, "3000"), CaseInHand.officer());
        decisions.decide(code, CaseInHand.decider());
        jdbc.sql("""
                        insert into performance (case_code, decision_no, decided_on, on_the_spot, fine, version)
                        values (?, '徐府罚试', date '2023-01-12', false, 3000, 0)
                        """).param(code).update();
        remedy(code, null, null);
        assertThat(before(party)).as("while it lasts").hasSize(1);

        remedy(code, result, newFine);

        assertThat(before(party)).hasSize(counted);
        assertThat(isFined(party, PLACE)).isEqualTo(fined);
    }

    private void remedy(String code, String result, Integer newFine) {
        jdbc.sql("delete from remedy where case_code = ?").param(code).update();
        jdbc.sql("""
                        insert into remedy (case_code, no, kind, filed_on, body, recorded_by, recorded_at, decided_on, result,
                                            document_no, new_fine, closed_by, closed_at)
                        select :code, 1, 'RECONSIDERATION', date '2023-01-12', '青浦区人民政府', 'x', now(),
                               date '2023-01-12', :result, '复决1号', :fine::numeric, 'x', now()
                        where :result::text is not null
                        union all
                        select :code, 1, 'RECONSIDERATION', date '2023-01-12', '青浦区人民政府', 'x', now(),
                               null, null, null, null, null, null
                        where :result::text is null
                        """)
                .param("code", code)
                .param("result", result)
                .param("fine", newFine)
                .update();
    }

    @Test
    void aDecisionOnTheSpotCountsOnceItIsMade() {
        long party = hand.citizen(1983);
        String code = hand.filed(VIOLATION, party);
        jdbc.sql("update enforcement_case set status = 'REGISTERED' where code = ?")
                .param(code)
                .update();
        cases.route(code, Dispositions.Proposal.SIMPLIFIED, "xujing1");
        assertThat(before(party)).isEmpty();

        cases.advance(code, Status.DECIDED, "当场处罚：警告", "xujing1");

        assertThat(before(party)).containsExactly(code);
        assertThat(isFined(party, PLACE)).as("a warning is no fine").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2004-12-20, ADULT, FROM_14_TO_17",
        "2004-12-21, FROM_14_TO_17, ADULT",
        "2008-12-20, FROM_14_TO_17, UNDER_14",
        "2008-12-21, UNDER_14, FROM_14_TO_17"
    })
    void theAgeIsThatOfTheDayOfTheAct(LocalDate born, Age right, Age wrong) {
        Identity person = Citizens.called("试用少年", born, 901);
        String code = hand.filed(VIOLATION, parties.enter(person, false, "xujing1"));
        String shop = hand.filed(
                VIOLATION,
                parties.enter(Identity.soleTrader("少年小店", creditCode(born), null, null, person), true, "xujing1"));

        for (String each : List.of(code, shop)) {
            assertThatThrownBy(() -> write(each, wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("出生日期不符（行政处罚法第三十条）");
            if (right == Age.UNDER_14) {
                assertThatThrownBy(() -> write(each, right)).hasMessageContaining("不能拟给予处罚");
            } else {
                write(each, right);
            }
            assertThatThrownBy(() -> write(each, Age.NO_PERSON)).hasMessageContaining("当事人类别不符");
        }
    }

    /** Two sound ones; whose shop it is changes. */
    private static String creditCode(LocalDate born) {
        return born.getYear() == 2004 ? "92310118MA1JKPA01X" : "92310118MA1JKPA021";
    }

    private void write(String code, Age age) {
        proposals.write(
                code,
                CaseInHand.proposal(
                        Verdict.PENALTY, CaseInHand.fine("3000"), CaseInHand.weighing(age, Mitigation.NONE, false)),
                "xujing1");
    }

    private List<String> before(long party) {
        return firsts.before(party, VIOLATION, LocalDate.of(2023, 1, 12), 24).stream()
                .map(Earlier::caseCode)
                .toList();
    }

    private boolean isFined(long party, String place) {
        return firsts.isFined(party, VIOLATION, ACT, place, "CASE-310118106-2023-999999");
    }
}
