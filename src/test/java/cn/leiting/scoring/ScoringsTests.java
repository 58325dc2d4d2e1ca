package cn.leiting.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Refusal;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ScoringsTests {

    @Autowired
    private Scorings scorings;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void beginsEachStageOfACampaignOnce() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        Set<String> codes = new HashSet<>();
        try {
            Callable<String> begin = () -> scorings.begin("TH-2075-11", Stage.PROVISIONAL, "system");
            for (Future<String> code : people.invokeAll(Collections.nCopies(8, begin))) {
                codes.add(code.get());
            }
        } finally {
            people.shutdown();
        }

        assertThat(codes).containsExactly("SC-2075-11:PROVISIONAL");
        assertThat(scorings.begin("TH-2075-11", Stage.FINAL, "system")).isEqualTo("SC-2075-11:FINAL");
    }

    @Test
    void leavesABegunScoringWhereItIs() {
        String code = scorings.begin("TH-2075-12", Stage.PROVISIONAL, "system");
        scorings.supply(code, "coordination1");

        scorings.begin("TH-2075-12", Stage.PROVISIONAL, "system");

        assertThat(scorings.get(code).status()).isEqualTo(Status.SUPPLIED);
        assertThat(scorings.get(code).stage()).isEqualTo(Stage.PROVISIONAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TH-2075", "LB-2075-01", "TH-2075-01:310118105", "", "TH-2075-1"})
    void refusesWhatIsNoCampaign(String campaign) {
        assertRefused(Refusal.Kind.INVALID, () -> scorings.begin(campaign, Stage.PROVISIONAL, "system"));
    }

    @Test
    void refusesTheSupplierAsChecker() {
        String code = scorings.begin("TH-2075-13", Stage.PROVISIONAL, "system");
        scorings.supply(code, "coordination1");

        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.check(code, null, "coordination1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.giveBack(code, "请补充扣分事项。", "coordination1"));
        assertThatThrownBy(
                        () -> jdbc.sql("update scoring set status = 'CHECKED', checked_by = supplied_by where code = ?")
                                .param(code)
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("checked_by_another_person");
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        String code = scorings.begin("TH-2075-14", Stage.FINAL, "system");

        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.check(code, null, "supervision1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.giveBack(code, "请补充扣分事项。", "supervision1"));
        scorings.supply(code, "coordination1");
        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.supply(code, "coordination1"));
        assertRefused(Refusal.Kind.INVALID, () -> scorings.giveBack(code, "不行。", "supervision1"));
        scorings.giveBack(code, "请补充扣分事项。", "supervision1");
        scorings.supply(code, "coordination2");
        scorings.check(code, null, "supervision1");
        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.check(code, null, "supervision2"));
        assertRefused(Refusal.Kind.CONFLICT, () -> scorings.supply(code, "coordination1"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> scorings.get("SC-2075-99:FINAL"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> scorings.supply("SC-2075-99:FINAL", "coordination1"));
    }

    private static void assertRefused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
