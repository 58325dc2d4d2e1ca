package cn.leiting.improvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.improvement.Evaluation.Solved;
import cn.leiting.improvement.Improvement.Status;
import cn.leiting.improvement.Proposal.Source;
import cn.leiting.improvement.Proposal.TriggerType;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every transition of an improvement that its state refuses, and the limits of its plan. */
class ImprovementTests {

    private static final LocalDate FIRST = LocalDate.of(2023, 2, 1);
    private static final LocalDate LAST = LocalDate.of(2023, 2, 10);
    private static final Instant NOW = Instant.parse("2023-02-01T01:00:00Z");
    private static final Evaluation EFFECT = new Evaluation(Solved.YES, "乱设摊已经消除。", false);

    @Test
    void goesFromTheProposalToTheEvaluation() {
        Improvement improvement = submitted(false, false);
        improvement.approve(FIRST, "lead1");
        improvement.release(FIRST.plusDays(2));
        improvement.squadsDone(NOW);
        improvement.evaluate(EFFECT, "coordination1");

        assertThat(improvement.status()).isEqualTo(Status.EVALUATED);
        assertThat(improvement.terms().firstDay()).isEqualTo(FIRST.plusDays(2));
    }

    @Test
    void isApprovedByAnotherPersonThanItsMaker() {
        Improvement improvement = submitted(false, false);

        Stream.<ThrowingCallable>of(
                        () -> improvement.approve(FIRST, "coordination1"),
                        () -> improvement.giveBack("coordination1"),
                        () -> improvement.reject("coordination1"))
                .forEach(decision -> refused(decision, "不能审定自己拟定的再提升方案。"));
    }

    @Test
    void isDecidedOnce() {
        Improvement improvement = submitted(false, false);
        improvement.approve(FIRST, "lead1");

        refused(() -> improvement.approve(FIRST, "lead1"), "该项再提升已经批准，不能再批准。");
        refused(() -> improvement.giveBack("lead1"), "该项再提升已经批准，不能再退回。");
        refused(() -> improvement.reject("lead1"), "该项再提升已经批准，不能再否决。");
    }

    @Test
    void isNotApprovedOnceItsDaysAreOver() {
        refused(() -> submitted(false, false).approve(LAST.plusDays(1), "lead1"), "该项再提升已于2023年2月10日到期，不能批准，请退回修改日期。");
    }

    @Test
    void isNotApprovedWithoutItsFiling() {
        Improvement improvement = submitted(false, true);
        refused(() -> improvement.approve(FIRST, "lead1"), "专项检查计划还没有备案，不能批准。");

        improvement.file(() -> 1);
        refused(() -> improvement.choosePoints("coordination1"), "专项检查计划已备案，不能再调整点位。");
        improvement.approve(FIRST, "lead1");

        refused(() -> submitted(false, false).file(() -> 1), "该项再提升不需要备案专项检查计划。");
    }

    @Test
    void isGivenOutOnlyWhenApprovedOrUrgent() {
        refused(() -> submitted(false, false).release(FIRST), "该项再提升还没有批准，不能下达。");

        Improvement urgent = submitted(true, false);
        urgent.release(FIRST);
        refused(() -> urgent.giveBack("lead1"), "紧急情形已先行下达，只能同意或否决。");
        refused(() -> urgent.release(FIRST), "该项再提升实施中，不能下达。");
        refused(() -> urgent.choosePoints("coordination1"), "该项再提升实施中，不能调整点位。");
    }

    @Test
    void isEvaluatedWhenTheSquadsAreDoneAndItIsApproved() {
        Improvement urgent = submitted(true, false);
        refused(() -> urgent.evaluate(EFFECT, "coordination1"), "该项再提升待审定，不能评估成效。");
        urgent.release(FIRST);
        urgent.squadsDone(NOW);
        refused(() -> urgent.evaluate(EFFECT, "coordination1"), "该项再提升还没有审定，不能评估成效。");

        Improvement approved = submitted(false, false);
        approved.approve(FIRST, "lead1");
        approved.release(FIRST);
        refused(() -> approved.evaluate(EFFECT, "coordination1"), "还有中队没有办结，不能评估成效。");
    }

    @Test
    void isDefinedAndDroppedOnlyWhileItIsProposed() {
        Improvement improvement = submitted(false, false);

        refused(improvement::drop, "该项再提升待审定，不能放弃。");
        refused(() -> improvement.define(terms(false, false), "coordination1"), "该项再提升待审定，不能报审。");
        improvement.giveBack("lead1");
        improvement.drop();
        refused(() -> improvement.approve(FIRST, "lead1"), "该项再提升不开展，不能批准。");
    }

    @Test
    void hasOneToTenFocusItemsASquadAndDaysInOrder() {
        refused(() -> plan(Set.of(), List.of("乱设摊"), LAST), "请至少选择一个中队。");
        refused(() -> plan(Set.of("310118105"), List.of(" "), LAST), "重点内容应有1至10条。");
        refused(() -> plan(Set.of("310118105"), Collections.nCopies(11, "乱设摊"), LAST), "重点内容应有1至10条。");
        refused(() -> plan(Set.of("310118105"), List.of("长".repeat(101)), LAST), "重点内容不能超过100字。");
        refused(() -> plan(Set.of("310118105"), List.of("乱设摊"), FIRST.minusDays(1)), "结束日期不能早于开始日期。");
        refused(() -> new Evaluation(Solved.NO, " ", false), "请填写成效评估。");
    }

    private static void refused(ThrowingCallable change, String sentence) {
        assertThatThrownBy(change).isInstanceOf(Refusal.class).hasMessage(sentence);
    }

    private static Improvement submitted(boolean urgent, boolean needsFiling) {
        Improvement improvement = new Improvement("FI-2023-01", 2023, null, terms(urgent, needsFiling), NOW);
        improvement.define(terms(urgent, needsFiling), "coordination1");
        return improvement;
    }

    private static Proposal.Terms terms(boolean urgent, boolean needsFiling) {
        Proposal plan = plan(Set.of("310118105"), List.of("乱设摊"), LAST);
        return new Proposal(
                        plan.triggerType(),
                        plan.source(),
                        plan.evidence(),
                        null,
                        null,
                        plan.squads(),
                        plan.focusItems(),
                        FIRST,
                        LAST,
                        plan.guidance(),
                        needsFiling,
                        urgent)
                .terms("THEME_APPEARANCE-1", FIRST, LAST, needsFiling);
    }

    private static Proposal plan(Set<String> squads, List<String> focusItems, LocalDate to) {
        return new Proposal(
                TriggerType.SUDDEN_PROBLEM,
                Source.COMPLAINT,
                "多个街镇乱设摊回潮。",
                null,
                null,
                squads,
                focusItems,
                FIRST,
                to,
                "劝导为先。",
                false,
                false);
    }
}
