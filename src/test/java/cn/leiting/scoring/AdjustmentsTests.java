package cn.leiting.scoring;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static cn.leiting.scoring.ScoredCampaigns.coordination;
import static cn.leiting.scoring.ScoredCampaigns.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.scoring.Adjustments.Form;
import cn.leiting.shared.Refusal;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class AdjustmentsTests {

    private static final String TEXT = "最终反馈逾期三个工作日以上。";

    @Autowired
    private Adjustments adjustments;

    @Autowired
    private Scorings scorings;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void keepsAWithdrawnRowAsWithdrawn() {
        String code = campaigns.begun("TH-2086-50", ZHAOXIANG);
        campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.X4, 1);
        long id = adjustments.of(code).get(0).id();

        adjustments.withdraw(id, person("coordination2", "deptCoordination"));

        assertThat(adjustments.of(code)).singleElement().satisfies(row -> {
            assertThat(row.isInForce()).isFalse();
            assertThat(row.byName()).isEqualTo("执法协调科科员1");
            assertThat(row.withdrawnName()).isEqualTo("执法协调科科员2");
        });
        assertRefused(Refusal.Kind.CONFLICT, () -> adjustments.withdraw(id, coordination()));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> adjustments.withdraw(Long.MAX_VALUE, coordination()));
    }

    @Test
    void isConfirmedByTheCheckerWhoWroteNoneOfThem() {
        String code = campaigns.begun("TH-2086-51", ZHAOXIANG);
        adjustments.add(
                code,
                new Form(ZHAOXIANG, AdjustmentCode.X6, 1, "督查记录", TEXT),
                person("supervision1", "deptCoordination", "deptSupervision"));
        campaigns.compute(code);

        assertRefused(Refusal.Kind.FORBIDDEN, () -> scorings.check(code, null, "supervision1"));
        assertThatThrownBy(() ->
                        jdbc.sql("""
                                update score_adjustment
                                set confirmed_by = by_whom, confirmed_name = by_name, confirmed_at = now()
                                where id = ?
                                """).param(adjustments.of(code).get(0).id()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("confirmed_by_another_person");
        scorings.check(code, null, "supervision2");

        assertThat(adjustments.of(code).get(0).confirmedName()).isEqualTo("法规监督科科员2");
    }

    @Test
    void isClosedOnceTheAdjustmentsAreSupplied() {
        String code = campaigns.begun("TH-2086-52", ZHAOXIANG);
        campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.X4, 1);
        scorings.supply(code, "coordination1");

        assertRefused(Refusal.Kind.CONFLICT, () -> campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.X4, 1));
        assertRefused(
                Refusal.Kind.CONFLICT,
                () -> adjustments.withdraw(adjustments.of(code).get(0).id(), coordination()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deptSupervision", "deptLegal", "deptOffice", "bureauLeadership", "leadLeader", "squadZhaoxiang"
            })
    void isWrittenByCoordinationAlone(String group) {
        assertRefused(
                Refusal.Kind.FORBIDDEN,
                () -> adjustments.add("SC-2086-97:FINAL", new Form(null, null, null, null, null), person("x", group)));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> adjustments.withdraw(1, person("x", group)));
    }

    private static Stream<Form> broken() {
        return Stream.of(
                new Form(null, AdjustmentCode.X1, 1, "督查记录", TEXT),
                new Form(XUJING, AdjustmentCode.X1, 1, "督查记录", TEXT),
                new Form(ZHAOXIANG, null, 1, "督查记录", TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.X1, null, "督查记录", TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.X1, 0, "督查记录", TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.X1, 100, "督查记录", TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.Y1, 50, "督查记录", TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.X1, 1, " ", TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.X1, 1, "证".repeat(201), TEXT),
                new Form(ZHAOXIANG, AdjustmentCode.X1, 1, "督查记录", "太短了。"),
                new Form(ZHAOXIANG, AdjustmentCode.X1, 1, "督查记录", "字".repeat(501)));
    }

    @Test
    void refusesWhatBreaksALimit() {
        String code = campaigns.begun("TH-2086-53", ZHAOXIANG);
        campaigns.adjusted(code, ZHAOXIANG, AdjustmentCode.Y1, 50);

        assertThat(broken())
                .allSatisfy(
                        form -> assertRefused(Refusal.Kind.INVALID, () -> adjustments.add(code, form, coordination())));
        assertThat(adjustments.of(code)).hasSize(1);
    }

    private static void assertRefused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
