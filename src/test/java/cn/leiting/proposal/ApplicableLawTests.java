package cn.leiting.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.PartyKinds;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.disposition.Dispositions;
import cn.leiting.disposition.Dispositions.Harm;
import cn.leiting.enactment.Enactments;
import cn.leiting.intake.Assessment;
import cn.leiting.intake.Routing;
import cn.leiting.onsite.OnTheSpot;
import cn.leiting.onsite.OnTheSpots;
import cn.leiting.penalty.CaseInHand;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 从旧兼从轻 (行政处罚法第三十七条), for an act of 2022-12-20 that is decided on 2023-01-12; laws of these two days only. */
@LeitingTest
class ApplicableLawTests {

    private static final LocalDate ACT = LocalDate.of(2022, 12, 20);
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private Enactments enactments;

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Cases cases;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Routing routing;

    @Autowired
    private OnTheSpots onTheSpots;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aLaterMilderVersionLowersTheLimit() {
        String violation = law(version(ACT, 1000, 5000), version(TODAY, 100, 2000));
        String code = hand.filed(violation, hand.citizen(1983));

        refused(() -> propose(code, "2000.01"), "罚款不能超过2000元");
        propose(code, "2000");
        propose(code, "500");
    }

    @Test
    void aLaterStricterVersionDoesNotCount() {
        String violation = law(version(ACT, 50, 200), version(TODAY, 1000, 5000));
        String code = hand.filed(violation, hand.citizen(1983));

        refused(() -> propose(code, "200.01"), "罚款不能超过200元");
        propose(code, "50");
    }

    @Test
    void aLaterOrderThatComesFirstIsMilderToo() {
        String violation = law(version(ACT, 50, 200), version(TODAY, 50, 200, Precondition.AFTER_DEADLINE));

        refused(() -> propose(hand.filed(violation, hand.citizen(1983)), "50"), "须先责令改正");
    }

    @Test
    void whatIsNoViolationAnyMoreIsNotPenalised() {
        String code = hand.filed(law(version(ACT, 50, 200)), hand.citizen(1983));
        refused(() -> propose(code, "100"), "行政处罚法第三十七条");
        assertThat(proposals.latest(code)).isEmpty();

        jdbc.sql("update enforcement_case set status = 'ON_THE_SPOT' where code = ?")
                .param(code)
                .update();
        refused(() -> decide(code, "100"), "行政处罚法第三十七条");
        assertThat(onTheSpots.find(code)).isEmpty();

        jdbc.sql("update enforcement_case set status = 'REGISTERED' where code = ?")
                .param(code)
                .update();
        refused(() -> route(code), "行政处罚法第三十七条");
    }

    @Test
    void aDecisionOnTheSpotKeepsToTheMilderVersionToo() {
        String milder = onTheSpot(law(version(ACT, 50, 200), version(TODAY, 50, 100)));
        refused(() -> decide(milder, "100.01"), "法定幅度");
        decide(milder, "100");

        String stricter = onTheSpot(law(version(ACT, 50, 100), version(TODAY, 50, 200)));
        refused(() -> decide(stricter, "150"), "法定幅度");
        decide(stricter, "100");
    }

    @Test
    void theWayOfACaseIsThatOfTheMilderVersion() {
        String milder = registered(law(version(ACT, 50, 500), version(TODAY, 50, 100)));
        String stricter = registered(law(version(ACT, 50, 100), version(TODAY, 50, 500)));
        String unchanged = registered(law(version(ACT, 50, 500), version(TODAY, 50, 500)));

        assertThat(route(milder)).isEqualTo(Dispositions.Proposal.SIMPLIFIED);
        assertThat(route(stricter)).isEqualTo(Dispositions.Proposal.SIMPLIFIED);
        assertThat(route(unchanged)).isEqualTo(Dispositions.Proposal.ORDINARY);
    }

    private String registered(String violation) {
        String code = hand.filed(violation, hand.citizen(1983));
        jdbc.sql("update enforcement_case set status = 'REGISTERED', filed_on = null, filed_by = null where code = ?")
                .param(code)
                .update();
        return code;
    }

    private String onTheSpot(String violation) {
        String code = registered(violation);
        cases.route(code, Dispositions.Proposal.SIMPLIFIED, "xujing1");
        return code;
    }

    private Dispositions.Proposal route(String code) {
        routing.assess(
                code,
                cases.get(code).source().violation(),
                "货车运输散装物料，车厢未密闭。",
                null,
                new Assessment(false, true, false, Harm.MINOR, true, false),
                "xujing1");
        return routing.route(code, "xujing1");
    }

    private void propose(String code, String yuan) {
        proposals.write(
                code, CaseInHand.proposal(Verdict.PENALTY, CaseInHand.fine(yuan), CaseInHand.plain()), "xujing1");
    }

    private void decide(String code, String yuan) {
        onTheSpots.decide(
                code,
                new OnTheSpot.Form(
                        PartyKinds.Kind.CITIZEN,
                        OnTheSpot.Penalty.FINE,
                        new BigDecimal(yuan),
                        "青城管当罚字新法" + NUMBER.incrementAndGet(),
                        "《试用条例》第一条",
                        true,
                        true,
                        null,
                        OnTheSpot.HandedOver.SIGNED,
                        false,
                        null,
                        null,
                        false),
                null,
                Set.of("xujing1", "xujing2"),
                "xujing1");
    }

    /** Each version of one day, of a violation of its own. */
    private String law(Version... versions) {
        String code = "VIO_TRY_LAW_" + (char) ('A' + NUMBER.incrementAndGet());
        assertThat(enactments.enact(
                        List.of(versions).stream().map(one -> one.of(code)).toList(),
                        new Actor("legal1", Set.of("deptLegal"))))
                .extracting(Enactments.Result::outcome)
                .containsOnly(Enactments.Outcome.ADDED);
        return code;
    }

    private record Version(LocalDate day, int min, int max, Precondition precondition) {

        Violation of(String code) {
            return new Violation(
                    code,
                    "试用违法行为",
                    "试用条例第一条",
                    precondition,
                    null,
                    new Period(day, day),
                    day.getYear() + "年文本",
                    Competence.CITY_MGMT,
                    BigDecimal.valueOf(min),
                    BigDecimal.valueOf(max),
                    null);
        }
    }

    private static Version version(LocalDate day, int min, int max) {
        return version(day, min, max, Precondition.NONE);
    }

    private static Version version(LocalDate day, int min, int max, Precondition precondition) {
        return new Version(day, min, max, precondition);
    }

    private static void refused(ThrowingCallable action, String words) {
        assertThatThrownBy(action).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }
}
