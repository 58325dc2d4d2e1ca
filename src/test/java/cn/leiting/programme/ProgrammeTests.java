package cn.leiting.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.programme.Programme.Status;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgrammeTests {

    private record Transition(String name, Status allowedIn, Consumer<Programme> command) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Transition> TRANSITIONS = List.of(
            new Transition("修改", Status.DRAFT, programme -> programme.write(draft(), rows())),
            new Transition("报审", Status.DRAFT, Programme::submit),
            new Transition("提示", Status.SUBMITTED, programme -> programme.warn(List.of("计划行动不足八次"))),
            new Transition("审定", Status.SUBMITTED, programme -> programme.decide(true)),
            new Transition("印发", Status.APPROVED, programme -> programme.issue(1, LocalDate.of(2024, 1, 10))),
            new Transition(
                    "更换牵头领导", Status.ISSUED, programme -> programme.changeLeader("新任", LocalDate.of(2024, 6, 1))),
            new Transition("启动行动", Status.ISSUED, programme -> programme.launch(1)),
            new Transition("调整计划行动", Status.ISSUED, programme -> programme.planFor("调整计划行动")),
            new Transition("总结", Status.ISSUED, Programme::review),
            new Transition("审定年度总结", Status.REVIEWED, programme -> programme.decideReview(true)),
            new Transition("办结", Status.REVIEWED, Programme::close));

    static Stream<Arguments> refusedTransitions() {
        return TRANSITIONS.stream()
                .flatMap(transition -> Arrays.stream(Status.values())
                        .filter(status -> status != transition.allowedIn())
                        .map(status -> Arguments.of(transition, status)));
    }

    @ParameterizedTest
    @MethodSource("refusedTransitions")
    void refusesWhatItsStateDoesNotAllow(Transition transition, Status status) {
        Programme programme = in(status);
        String no = status.compareTo(transition.allowedIn()) > 0 ? "不能再" : "还不能";

        assertThatThrownBy(() -> transition.command().accept(programme))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT))
                .hasMessage("方案" + status.label() + "，" + no + transition.name() + "。");
        assertThat(programme.status()).isEqualTo(status);
    }

    static Stream<Transition> transitions() {
        return TRANSITIONS.stream().filter(transition -> !transition.name().equals("办结"));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void allowsWhatItsStateAllows(Transition transition) {
        Programme programme = in(transition.allowedIn());

        transition.command().accept(programme);

        assertThat(programme.status()).isGreaterThanOrEqualTo(transition.allowedIn());
    }

    @Test
    void saysThatAnIssuedProgrammeCannotBeChanged() {
        Programme programme = in(Status.ISSUED);

        assertThatThrownBy(() -> programme.write(draft(), rows())).hasMessage("方案已印发，不能再修改。");
    }

    @ParameterizedTest
    @ValueSource(ints = {2019, 2101, 0, -1})
    void refusesAYearOutside2020To2100(int year) {
        assertThatThrownBy(() -> Programme.start(year)).hasMessage("年度应在2020到2100之间。");
    }

    @Test
    void refusesToSubmitAnIncompleteTable() {
        Programme programme = Programme.start(2024);
        programme.write(new Draft(null, null, 8, null, "执法协调科", months(), List.of()), Map.of());

        assertThatThrownBy(programme::submit).hasMessage("方案还不完整，请先填写文件标题、年度目标、牵头领导。");
        assertThat(programme.status()).isEqualTo(Status.DRAFT);
    }

    @Test
    void startsWithTheTitleAndTheGoalOfEveryYear() {
        Programme programme = Programme.start(2024);

        programme.submit();

        assertThat(programme.status()).isEqualTo(Status.SUBMITTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"DRAFT", "SUBMITTED", "APPROVED"})
    void reportsNoMonthBeforeTheIssue(Status status) {
        Programme programme = in(status);

        assertThatThrownBy(programme::firstMonth).hasMessage("方案" + status.label() + "，还不能报告进展。");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"ISSUED", "REVIEWED", "CLOSED"})
    void reportsDecemberAfterTheReviewToo(Status status) {
        assertThat(in(status).firstMonth()).isBetween(1, 12);
    }

    @Test
    void returnsToDraftWhenGivenBack() {
        Programme programme = in(Status.SUBMITTED);

        programme.decide(false);

        assertThat(programme.status()).isEqualTo(Status.DRAFT);
    }

    @Test
    void isReportedFromTheMonthOfItsIssueOn() {
        Programme early = in(Status.APPROVED);
        Programme late = in(Status.APPROVED);

        early.issue(1, LocalDate.of(2023, 12, 29));
        late.issue(2, LocalDate.of(2024, 3, 1));

        assertThat(early.firstMonth()).isEqualTo(1);
        assertThat(late.firstMonth()).isEqualTo(3);
    }

    @Test
    void refusesAnIssueAfterItsYear() {
        Programme programme = in(Status.APPROVED);

        assertThatThrownBy(() -> programme.issue(1, LocalDate.of(2025, 1, 1))).hasMessage("印发日期不能晚于2024年。");
    }

    @Test
    void refusesALeaderFromADayBeforeThePresentOnesFirst() {
        Programme programme = in(Status.ISSUED);
        programme.changeLeader("第二任", LocalDate.of(2024, 6, 1));

        assertThatThrownBy(() -> programme.changeLeader("第三任", LocalDate.of(2024, 6, 1)))
                .hasMessage("更换日期应在现任牵头领导任职之后，并在本年度之内。");
    }

    @Test
    void refusesToCloseWithoutAnApprovedReview() {
        Programme programme = in(Status.REVIEWED);

        assertThatThrownBy(programme::close).hasMessage("年度总结还没有审定，不能办结。");
    }

    @Test
    void refusesToDecideAnApprovedReviewAgain() {
        Programme programme = in(Status.REVIEWED);
        programme.decideReview(true);

        assertThatThrownBy(() -> programme.decideReview(false)).hasMessage("年度总结已审定，不能再审定。");
    }

    @Test
    void numbersCampaignsInTheOrderOfTheirLaunch() {
        Programme programme = in(Status.ISSUED);

        assertThat(programme.launch(2).campaignCode()).isEqualTo("TH-2024-01");
        assertThat(programme.launch(1).campaignCode()).isEqualTo("TH-2024-02");
    }

    @Test
    void refusesToLaunchTwice() {
        Programme programme = in(Status.ISSUED);
        programme.launch(1);

        assertThatThrownBy(() -> programme.launch(1)).hasMessage("计划行动已启动，不能再启动。");
    }

    @Test
    void refusesToLaunchWithoutAMonthOrATheme() {
        Programme programme = in(Status.ISSUED);

        assertThatThrownBy(() -> programme.launch(3)).hasMessage("该计划行动的月份待定，请先排定月份再启动。");
        assertThatThrownBy(() -> programme.launch(4)).hasMessage("该计划行动的主题待定，请先确定主题再启动。");
    }

    @Test
    void refusesToLaunchAnUnknownRow() {
        Programme programme = in(Status.ISSUED);

        assertThatThrownBy(() -> programme.launch(99))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND))
                .hasMessage("2024年度方案没有第99项计划行动。");
    }

    @Test
    void refusesToChangeADroppedOrLaunchedRow() {
        Programme programme = in(Status.ISSUED);
        PlannedCampaign.Plan plan = programme.planFor("调整计划行动");
        plan.drop(1, "任务取消");
        programme.launch(2);

        assertThatThrownBy(() -> programme.launch(1)).hasMessage("计划行动已撤销，不能启动。");
        assertThatThrownBy(() -> plan.drop(2, "不再需要")).hasMessage("计划行动已启动，不能再撤销。");
        assertThatThrownBy(() -> plan.replan(row(2, "THEME_AIR", 5), "改期")).hasMessage("计划行动已启动，不能再调整。");
    }

    @Test
    void keepsTheNumberOfChangesOfARow() {
        Programme programme = in(Status.ISSUED);

        PlannedCampaign moved = programme.planFor("调整计划行动").replan(row(3, "THEME_AIR", 5), "改期");

        assertThat(moved.revision()).isEqualTo(2);
        assertThat(moved.month()).isEqualTo(5);
        assertThat(moved.reason()).isEqualTo("改期");
    }

    @Test
    void refusesAMonthThatItsStatusDoesNotHave() {
        assertThatThrownBy(() -> new Draft.Row(1, null, "行动", MonthStatus.OPEN, 3, null))
                .hasMessage("“待定主题和月份”的计划行动不能填写月份。");
        assertThatThrownBy(() -> new Draft.Row(1, null, "行动", MonthStatus.FIXED, null, null))
                .hasMessage("“已定月份”的计划行动须填写月份。");
        assertThatThrownBy(() -> new Draft.Row(1, null, "行动", MonthStatus.FIXED, 13, null))
                .hasMessage("月份应在1到12之间。");
    }

    @Test
    void refusesATableBeyondItsLimits() {
        assertThatThrownBy(() -> table("长".repeat(201), 8)).hasMessage("文件标题不能超过200字。");
        assertThatThrownBy(() -> table("标题", 0)).hasMessage("全年轮数应在1到99之间。");
        assertThatThrownBy(() -> new Draft(
                        "标题", "目标", 8, "领导", "执法协调科", months(), List.of(row(1, null, null), row(1, null, null))))
                .hasMessage("计划行动的序号不能重复。");
    }

    @Test
    void refusesAReviewBeyondItsLimits() {
        assertThatThrownBy(() -> new YearReview("短", "成效", "问题", List.of())).hasMessage("总体情况不能少于200字。");
        assertThatThrownBy(() -> new YearReview("总".repeat(200), " ", "问题", List.of()))
                .hasMessage("请填写主要成效。");
        assertThatThrownBy(() -> new YearReview.Improvement("长".repeat(301), "办公室", LocalDate.of(2025, 1, 1)))
                .hasMessage("措施内容不能超过300字。");
    }

    private static Programme in(Status wanted) {
        Programme programme = Programme.start(2024);
        programme.write(draft(), rows());
        List<Runnable> steps = List.of(
                programme::submit,
                () -> programme.decide(true),
                () -> programme.issue(1, LocalDate.of(2024, 1, 12)),
                programme::review,
                () -> {
                    programme.decideReview(true);
                    programme.close();
                });
        steps.subList(0, wanted.ordinal()).forEach(Runnable::run);
        return programme;
    }

    private static Draft draft() {
        return table("2024年方案", 8);
    }

    private static Draft table(String title, int least) {
        return new Draft(title, "不少于8轮", least, "牵头领导", "执法协调科", months(), List.of());
    }

    private static List<String> months() {
        return Collections.nCopies(12, null);
    }

    private static Map<Integer, PlannedCampaign> rows() {
        return Map.of(
                1, PlannedCampaign.of(row(1, "THEME_DEBRIS", 1)),
                2, PlannedCampaign.of(row(2, "THEME_CIIE", 11)),
                3, PlannedCampaign.of(row(3, "THEME_AIR", null)),
                4, PlannedCampaign.of(row(4, null, 4)));
    }

    private static Draft.Row row(int seq, String theme, Integer month) {
        return new Draft.Row(seq, theme, "第" + seq + "次集中整治", MonthStatus.of(month, theme), month, null);
    }
}
