package cn.leiting.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.SquadTask.Decision;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.ReflectionTestUtils;

class ProgressTests {

    private static final Instant AT = Instant.parse("2023-01-12T01:00:00Z");
    private static final Exemption WHOLE =
            new Exemption(Exemption.Kind.WHOLE, Exemption.Reason.OTHER_ORDER, "全队参加防汛抢险任务。");

    private record Step(String name, Consumer<Progress> command, Set<State> allowed, Set<State> ignored) {

        private static Step of(String name, Consumer<Progress> command, State... allowed) {
            return new Step(name, command, Set.of(allowed), Set.of());
        }

        private Step ignores(Set<State> states) {
            return new Step(name, command, allowed, states);
        }
    }

    private static final Step[] STEPS = {
        Step.of("签收", task -> task.acknowledge("zhaoxiangLead", null, "zhaoxiangLead", AT), State.ASSIGNED),
        Step.of("编制勤务方案", task -> task.plan(AT), State.ACKNOWLEDGED, State.PLANNED, State.RUNNING),
        Step.of("开始现场检查", task -> task.begin(AT), State.PLANNED).ignores(EnumSet.range(State.RUNNING, State.ABSORBED)),
        Step.of("结束现场检查", task -> task.endField(0, null, "zhaoxiang1", AT), State.RUNNING),
        Step.of("结束现场检查", task -> task.endFieldByDate(AT), State.RUNNING)
                .ignores(EnumSet.range(State.TO_FEED_BACK, State.ABSORBED)),
        Step.of("提交阶段反馈", task -> task.interim(null), State.RUNNING),
        Step.of("反馈", task -> task.feedBack(null, AT), State.TO_FEED_BACK, State.RETURNED),
        Step.of("审核", task -> task.review(false, 3, AT), State.FED_BACK),
        Step.of("会审", task -> task.countersign(false, 3, AT), State.REVIEWED),
        Step.of("会审", task -> task.noObjection(AT), State.REVIEWED),
        Step.of("决定", task -> task.decide(Decision.ACCEPT, AT), State.REJECTED),
    };

    static Stream<Arguments> refused() {
        return Arrays.stream(STEPS)
                .flatMap(step -> Arrays.stream(State.values())
                        .filter(state -> !step.allowed().contains(state)
                                && !step.ignored().contains(state))
                        .map(state -> Arguments.of(step.name(), state, step)));
    }

    static Stream<Arguments> allowed() {
        return Arrays.stream(STEPS)
                .flatMap(step -> step.allowed().stream().map(state -> Arguments.of(step.name(), state, step)));
    }

    @ParameterizedTest(name = "{0} – {1}")
    @MethodSource("refused")
    void refusesWhatItsStateDoesNotAllow(String name, State state, Object step) {
        Progress task = in(state);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ((Step) step).command().accept(task))
                .withMessage("任务" + state.label() + "，" + (state.isOpen() ? "现在不能" : "不能再") + name + "。")
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        assertThat(task.state()).isEqualTo(state);
    }

    @ParameterizedTest(name = "{0} – {1}")
    @MethodSource("allowed")
    void allowsWhatItsStateAllows(String name, State state, Object step) {
        Progress task = in(state);

        assertThatCode(() -> ((Step) step).command().accept(task)).as(name).doesNotThrowAnyException();
    }

    @Test
    void goesFromTheAssignmentToTheAcceptance() {
        Progress task = in(State.ASSIGNED);

        task.acknowledge("zhaoxiangLead", null, "zhaoxiangLead", AT);
        assertThat(task.state()).isEqualTo(State.ACKNOWLEDGED);
        task.plan(AT);
        assertThat(task.state()).isEqualTo(State.PLANNED);
        assertThat(task.begin(AT)).isTrue();
        assertThat(task.begin(AT)).isFalse();
        assertThat(task.state()).isEqualTo(State.RUNNING);
        task.plan(AT);
        assertThat(task.state()).isEqualTo(State.RUNNING);
        assertThat(task.endFieldByDate(AT)).isTrue();
        assertThat(task.endFieldByDate(AT)).isFalse();
        task.feedBack(null, AT);
        assertThat(task.state()).isEqualTo(State.FED_BACK);
        task.review(false, 3, AT);
        assertThat(task.state()).isEqualTo(State.REVIEWED);
        task.countersign(false, 3, AT);
        assertThat(task.state()).isEqualTo(State.REVIEWED);
        task.close(AT);
        assertThat(task.state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void refusesToEndTheFieldWorkWhilePointsAreOpen() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> in(State.RUNNING).endField(3, null, "zhaoxiang1", AT))
                .withMessageStartingWith("尚有3个点位未完成检查，");
    }

    @Test
    void goesToTheLeaderAtTheThirdReturnWhoeverReturnsIt() {
        Progress task = in(State.FED_BACK);

        task.review(true, 3, AT);
        assertThat(task.state()).isEqualTo(State.RETURNED);
        task.feedBack(null, AT);
        task.review(false, 3, AT);
        task.countersign(true, 3, AT);
        assertThat(task.state()).isEqualTo(State.RETURNED);
        task.feedBack(null, AT);
        task.review(true, 3, AT);

        assertThat(task.state()).isEqualTo(State.REJECTED);
        task.decide(Decision.RETRY, AT);
        assertThat(task.state()).isEqualTo(State.RETURNED);
        task.feedBack(null, AT);
        task.review(true, 3, AT);
        assertThat(task.state()).isEqualTo(State.REJECTED);
    }

    @Test
    void isAcceptedWhenTheLeaderSaysSo() {
        Progress task = in(State.REJECTED);

        task.decide(Decision.ACCEPT, AT);
        assertThat(task.isJudged()).isTrue();
        task.close(AT);

        assertThat(task.state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void failsWhenTheLeaderSaysSo() {
        Progress task = in(State.REJECTED);

        task.decide(Decision.FAIL, AT);
        task.close(AT);

        assertThat(task.state()).isEqualTo(State.FAILED);
        assertThat(task).extracting("failReason").isEqualTo("牵头领导决定按未完成处理");
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "ACKNOWLEDGED", "RUNNING", "TO_FEED_BACK", "RETURNED", "REJECTED"})
    void failsWhenTheSquadStillOwesItOrItWasReturnedForGood(State state) {
        Progress task = in(state);

        task.close(AT);

        assertThat(task.state()).isEqualTo(State.FAILED);
        assertThat(task).extracting("failReason").isEqualTo("超过截止日未办结");
    }

    @ParameterizedTest
    @EnumSource(names = {"FED_BACK", "REVIEWED"})
    void isUnobjectedWhenItLiesWithThoseWhoReviewIt(State state) {
        Progress task = in(state);

        task.close(AT);

        assertThat(task.state()).isEqualTo(State.ACCEPTED);
        assertThat(task).extracting("failReason").isNull();
    }

    @Test
    void refusesToCloseWhatWasNeverDispatched() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> in(State.WAITING).close(AT))
                .withMessage("任务待下达，现在不能办结。");
    }

    @Test
    void refusesASecondJudgement() {
        Progress countersigned = in(State.REVIEWED);
        countersigned.noObjection(AT);
        countersigned.noObjection(AT);
        Progress decided = in(State.REJECTED);
        decided.decide(Decision.FAIL, AT);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> countersigned.countersign(true, 3, AT))
                .withMessage("反馈已有结论，不能再会审。");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> decided.decide(Decision.ACCEPT, AT))
                .withMessage("反馈已有结论，不能再决定。");
    }

    @Test
    void hardCaseOfAnyVersionStaysWithItsLatestQuestion() {
        Progress task = in(State.RUNNING);

        task.interim("这类流动摊贩夜间聚集应当如何认定和处理，请予指导？");
        task.endField(0, null, "zhaoxiang1", AT);
        task.feedBack(null, AT);

        assertThat(task).extracting("hardCase", "question").containsExactly(true, "这类流动摊贩夜间聚集应当如何认定和处理，请予指导？");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"WAITING", "ASSIGNED", "RUNNING", "REVIEWED", "REJECTED"})
    void isExemptedAsAWholeWhileItIsOpen(State state) {
        Progress task = in(state);

        task.exempt(WHOLE, "bureau1", AT);

        assertThat(task.state()).isEqualTo(State.EXEMPTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "FAILED", "EXEMPTED", "CANCELLED", "ABSORBED"})
    void refusesToExemptWhatHasEnded(State state) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> in(state).exempt(WHOLE, "bureau1", AT))
                .withMessage("任务" + state.label() + "，不能再免除。");
    }

    @ParameterizedTest
    @EnumSource(names = {"POINTS", "TIME"})
    void goesOnWhenExemptedInPart(Exemption.Kind kind) {
        Progress task = in(State.RUNNING);

        task.exempt(new Exemption(kind, Exemption.Reason.NO_OBJECT, "部分工地已经停工，没有对象。"), "bureau1", AT);

        assertThat(task.state()).isEqualTo(State.RUNNING);
        assertThat(task).extracting("exemptedBy").isEqualTo("bureau1");
    }

    private static Progress in(State state) {
        Progress task = new Progress("TH-2060-01:310118105", "TH-2060-01", "310118105");
        ReflectionTestUtils.setField(task, "state", state);
        return task;
    }
}
