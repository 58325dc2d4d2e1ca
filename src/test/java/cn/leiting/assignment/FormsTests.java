package cn.leiting.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.DutyPlan.Kind;
import cn.leiting.assignment.DutyPlan.Shift;
import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each form of this room refuses by itself. */
class FormsTests {

    private static final LocalDate DAY = LocalDate.of(2060, 3, 1);

    @ParameterizedTest
    @ValueSource(strings = {"TH-2060-1", "XX-2060-01", "TH-61-01", "TH-2060-01 ", ""})
    void refusesACodeThatIsNone(String code) {
        assertRefused(() -> assignment(code, "渣土运输专项整治", DAY, DAY, Set.of("310118105")), "“" + code + "”不是行动编号。");
    }

    @Test
    void refusesAWindowThatIsNone() {
        assertThat(assignment("TH-2060-01", "渣土运输专项整治", DAY, DAY.plusDays(70), Set.of("310118105"))
                        .to())
                .isEqualTo(DAY.plusDays(70));
        assertRefused(
                () -> assignment("TH-2060-01", "渣土运输专项整治", DAY, DAY.minusDays(1), Set.of("310118105")),
                "结束日期不能早于开始日期。");
        assertRefused(
                () -> assignment("TH-2060-01", "渣土运输专项整治", DAY, DAY.plusDays(71), Set.of("310118105")),
                "结束日期不能晚于开始日期后70天。");
    }

    @Test
    void refusesAnAssignmentWithoutTitleOrSquads() {
        assertRefused(() -> assignment("TH-2060-01", " ", DAY, DAY, Set.of("310118105")), "请填写名称。");
        assertRefused(() -> assignment("TH-2060-01", "题".repeat(101), DAY, DAY, Set.of("310118105")), "名称不能超过100字。");
        assertRefused(() -> assignment("TH-2060-01", "渣土运输专项整治", DAY, DAY, Set.of()), "请至少选择一个中队。");
    }

    @Test
    void refusesAnExemptionWithoutReasons() {
        assertRefused(() -> new Exemption(Exemption.Kind.WHOLE, Exemption.Reason.OTHER, "太短"), "免除理由不能少于10字。");
        assertRefused(
                () -> new Exemption(Exemption.Kind.WHOLE, Exemption.Reason.OTHER, "长".repeat(501)), "免除理由不能超过500字。");
    }

    @Test
    void refusesAShiftThatNobodyCouldStand() {
        assertRefused(() -> shift(List.of("zhaoxiang1"), 0, 0, "沪青平公路"), "每个班次须有至少两名执法人员。");
        assertRefused(() -> shift(List.of("zhaoxiang1", " zhaoxiang1"), 0, 0, "沪青平公路"), "同一班次的执法人员不能重复。");
        assertRefused(() -> shift(List.of("zhaoxiang1", "zhaoxiang2"), 201, 0, "沪青平公路"), "辅助人员数应在0到200之间。");
        assertRefused(() -> shift(List.of("zhaoxiang1", "zhaoxiang2"), -1, 0, "沪青平公路"), "辅助人员数应在0到200之间。");
        assertRefused(() -> shift(List.of("zhaoxiang1", "zhaoxiang2"), 0, 101, "沪青平公路"), "车辆数应在0到100之间。");
        assertRefused(() -> shift(List.of("zhaoxiang1", "zhaoxiang2"), 0, -1, "沪青平公路"), "车辆数应在0到100之间。");
        assertRefused(() -> shift(List.of("zhaoxiang1", "zhaoxiang2"), 0, 0, " "), "请填写区域。");
        assertRefused(
                () -> new Shift(
                        DAY,
                        Kind.DAY,
                        LocalTime.of(8, 0),
                        LocalTime.of(8, 0),
                        List.of("zhaoxiang1", "zhaoxiang2"),
                        0,
                        0,
                        "沪青平公路"),
                "班次的结束时间不能与开始时间相同。");
    }

    @Test
    void nightShiftEndsTheNextDay() {
        Shift night =
                new Shift(DAY, Kind.NIGHT, LocalTime.of(22, 0), LocalTime.of(4, 0), List.of("a1", "a2"), 0, 0, "沪青平公路");

        assertThat(night.crossesMidnight()).isTrue();
        assertThat(shift(List.of("a1", "a2"), 0, 0, "沪青平公路").crossesMidnight()).isFalse();
    }

    @Test
    void refusesADutyPlanWithoutShiftsOrFocus() {
        Shift shift = shift(List.of("zhaoxiang1", "zhaoxiang2"), 0, 0, "沪青平公路");

        assertRefused(() -> new DutyPlan.Form("zhaoxiangLead", List.of(), "渣土车", null), "勤务方案须有1至200个班次。");
        assertRefused(() -> new DutyPlan.Form(" ", List.of(shift), "渣土车", null), "请填写带队负责人。");
        assertRefused(() -> new DutyPlan.Form("zhaoxiangLead", List.of(shift), " ", null), "请填写工作重点。");
        assertRefused(() -> new DutyPlan.Form("zhaoxiangLead", List.of(shift), "重".repeat(501), null), "工作重点不能超过500字。");
        assertRefused(
                () -> new DutyPlan.Form("zhaoxiangLead", List.of(shift), "渣土车", "安".repeat(301)), "安全提示不能超过300字。");
    }

    @Test
    void coverageLeavesExcusedPointsOut() {
        assertThat(figures(20, 5, 10).coverage()).isEqualByComparingTo(new BigDecimal("0.6667"));
        assertThat(figures(5, 5, 0).coverage()).isEqualByComparingTo(BigDecimal.ONE);
        assertRefused(() -> figures(-1, 0, 0), "数据块中不能有负数。");
    }

    static Figures figures(int assigned, int excused, int inspected) {
        return new Figures(
                assigned,
                excused,
                inspected,
                inspected,
                0,
                2 * inspected,
                1,
                Map.of("VIO_STALL", 1),
                1,
                1,
                0,
                0,
                0,
                0,
                0);
    }

    private static Assignment.Form assignment(
            String code, String title, LocalDate from, LocalDate to, Set<String> squads) {
        return new Assignment.Form(code, Mode.CAMPAIGN, title, "THEME_DEBRIS", "THEME_DEBRIS-1", from, to, squads);
    }

    private static Shift shift(List<String> officers, int auxiliaries, int vehicles, String area) {
        return new Shift(DAY, Kind.DAY, LocalTime.of(8, 0), LocalTime.of(16, 0), officers, auxiliaries, vehicles, area);
    }

    private static void assertRefused(ThrowingCallable action, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .withMessage(sentence)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
    }
}
