package cn.leiting.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.feedback.Review.Decision;
import cn.leiting.feedback.Review.Defect;
import cn.leiting.shared.Refusal;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FeedbackFormTests {

    private static final String NARRATIVE = "字".repeat(50);
    private static final String QUESTION = "问".repeat(20);

    @Test
    void takesTextsUpToTheirLimits() {
        Feedback.Form form = new Feedback.Form(
                "字".repeat(3000),
                "题".repeat(1000),
                "步".repeat(1000),
                "例".repeat(1000),
                "异".repeat(500),
                true,
                "问".repeat(2000));

        assertThat(form.question()).hasSize(2000);
        assertThat(form(NARRATIVE, "无", "继续巡查", " ", "", false, " "))
                .extracting(Feedback.Form::typicalCase, Feedback.Form::dataDispute, Feedback.Form::question)
                .containsOnlyNulls();
    }

    @Test
    void refusesTextsOutsideTheirLimits() {
        assertRefused(() -> form("字".repeat(49), "无", "继续", null, null, false, null), "工作情况不能少于50字。");
        assertRefused(() -> form("字".repeat(3001), "无", "继续", null, null, false, null), "工作情况不能超过3000字。");
        assertRefused(() -> form(NARRATIVE, " ", "继续", null, null, false, null), "请填写存在问题。");
        assertRefused(() -> form(NARRATIVE, "题".repeat(1001), "继续", null, null, false, null), "存在问题不能超过1000字。");
        assertRefused(() -> form(NARRATIVE, "无", "", null, null, false, null), "请填写下一步打算。");
        assertRefused(() -> form(NARRATIVE, "无", "步".repeat(1001), null, null, false, null), "下一步打算不能超过1000字。");
        assertRefused(() -> form(NARRATIVE, "无", "继续", "例".repeat(1001), null, false, null), "典型案例不能超过1000字。");
        assertRefused(() -> form(NARRATIVE, "无", "继续", null, "异".repeat(501), false, null), "数据异议不能超过500字。");
    }

    @Test
    void asksTheQuestionOfAHardCaseAndOfNoOther() {
        assertRefused(() -> form(NARRATIVE, "无", "继续", null, null, true, null), "请填写疑难问题。");
        assertRefused(() -> form(NARRATIVE, "无", "继续", null, null, true, "问".repeat(19)), "疑难问题不能少于20字。");
        assertRefused(() -> form(NARRATIVE, "无", "继续", null, null, true, "问".repeat(2001)), "疑难问题不能超过2000字。");
        assertRefused(() -> form(NARRATIVE, "无", "继续", null, null, false, QUESTION), "填写疑难问题时请勾选“疑难案件”。");
    }

    @Test
    void returnNamesADefectAndAComment() {
        assertRefused(() -> new Review.Form(Decision.RETURN, Set.of(), "缺少夜间检查记录"), "退回时请至少指出一项缺陷。");
        assertRefused(() -> new Review.Form(Decision.RETURN, Set.of(Defect.DATA), null), "请填写审核意见。");
        assertRefused(() -> new Review.Form(Decision.RETURN, Set.of(Defect.DATA), "太短了"), "审核意见不能少于5字。");
        assertRefused(() -> new Review.Form(Decision.RETURN, Set.of(Defect.DATA), "长".repeat(1001)), "审核意见不能超过1000字。");
        assertRefused(() -> new Review.Form(Decision.ACCEPT, Set.of(Defect.DATA), null), "审核通过时不填写缺陷；有意见请选择“合格，附意见”。");
        assertRefused(() -> new Review.Form(Decision.ACCEPT, Set.of(), "好"), "审核意见不能少于5字。");
        assertThat(new Review.Form(Decision.ACCEPT, Set.of(), " ").comment()).isNull();
        assertThat(new Review.Form(Decision.ACCEPT_WITH_REMARK, Set.of(Defect.LATE), "下次按时反馈").returned())
                .isFalse();
    }

    private static Feedback.Form form(
            String narrative,
            String problems,
            String next,
            String typical,
            String dispute,
            boolean hard,
            String question) {
        return new Feedback.Form(narrative, problems, next, typical, dispute, hard, question);
    }

    private static void assertRefused(ThrowingCallable action, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .withMessage(sentence)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
    }
}
