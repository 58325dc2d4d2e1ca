package cn.leiting.feedback;

import static cn.leiting.assignment.Work.TO;
import static cn.leiting.assignment.Work.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.Amendments;
import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.assignment.Work;
import cn.leiting.catalogue.Points;
import cn.leiting.feedback.Feedback.Kind;
import cn.leiting.feedback.Review.Decision;
import cn.leiting.feedback.Review.Defect;
import cn.leiting.feedback.Review.Section;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class ReviewsTests {

    private static final String CODE = "TH-2060-50";
    private static final String TASK = CODE + ":" + ZHAOXIANG;
    private static final Review.Form ACCEPT = new Review.Form(Decision.ACCEPT, Set.of(), null);
    private static final Review.Form RETURN =
            new Review.Form(Decision.RETURN, Set.of(Defect.NARRATIVE, Defect.COVERAGE), "夜间检查的情况没有写明。");

    @Autowired
    private Feedbacks feedbacks;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Samples samples;

    @Autowired
    private SquadTasks tasks;

    @Autowired
    private Amendments amendments;

    @Autowired
    private Points catalogue;

    @Autowired
    private Work work;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void keepsEveryVersionWithItsFigures() {
        work.dispatch(CODE, ZHAOXIANG);
        work.running(CODE, ZHAOXIANG);
        feedbacks.interim(TASK, form("第一周"), figures(5), "zhaoxiangLead");
        feedbacks.interim(TASK, form("第二周"), figures(9), "zhaoxiang1");
        tasks.endFieldByDate(TASK);
        feedbacks.feedBack(TASK, form("总体"), figures(20), "zhaoxiangLead");
        reviews.review(TASK, RETURN, "coordination1");
        feedbacks.feedBack(TASK, form("补充"), figures(21), "zhaoxiangLead");

        assertThat(feedbacks.history(TASK))
                .extracting(Feedback::kind, Feedback::no, Feedback::figures, Feedback::by)
                .containsExactly(
                        tuple(Kind.INTERIM, 1, figures(5), "zhaoxiangLead"),
                        tuple(Kind.INTERIM, 2, figures(9), "zhaoxiang1"),
                        tuple(Kind.FINAL, 1, figures(20), "zhaoxiangLead"),
                        tuple(Kind.FINAL, 2, figures(21), "zhaoxiangLead"));
        assertThat(feedbacks.latest(TASK))
                .extracting(Feedback::no, Feedback::form, Feedback::byName)
                .containsExactly(2, form("补充"), "赵巷镇城管中队队长");
        assertThat(tasks.get(TASK).state()).isEqualTo(State.FED_BACK);
    }

    @Test
    void databaseKeepsAVersionAsItWas() {
        fedBack();

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update feedback set figures = '{}' where squad_task = ?")
                        .param(TASK)
                        .update())
                .withMessageContaining("never changed");
    }

    @Test
    void hardCaseStaysWithTheTask() {
        work.dispatch(CODE, ZHAOXIANG);
        work.running(CODE, ZHAOXIANG);
        String question = "渣土车夜间绕行未核定的线路应当如何取证和认定？";
        Feedback.Form hard = new Feedback.Form("字".repeat(50), "无", "继续", null, null, true, question);

        feedbacks.interim(TASK, hard, figures(5), "zhaoxiangLead");
        tasks.endFieldByDate(TASK);
        feedbacks.feedBack(TASK, form("总体"), figures(20), "zhaoxiangLead");

        assertThat(tasks.get(TASK))
                .extracting(SquadTask::hardCase, SquadTask::question)
                .containsExactly(true, question);
    }

    @Test
    void refusesFeedbackThatIsNotDue() {
        work.dispatch(CODE, ZHAOXIANG);
        assertRefused(
                () -> feedbacks.interim(TASK, form("早"), figures(0), "zhaoxiangLead"),
                Refusal.Kind.CONFLICT,
                "任务待签收，现在不能提交阶段反馈。");
        assertRefused(
                () -> feedbacks.feedBack(TASK, form("早"), figures(0), "zhaoxiangLead"),
                Refusal.Kind.CONFLICT,
                "任务待签收，现在不能反馈。");
        assertRefused(() -> feedbacks.latest(TASK), Refusal.Kind.CONFLICT, "该任务还没有最终反馈。");

        tasks.close(TASK);
        assertRefused(
                () -> feedbacks.feedBack(TASK, form("迟"), figures(0), "zhaoxiangLead"),
                Refusal.Kind.CONFLICT,
                "任务未完成，不能再反馈。");
    }

    @Test
    void notesWhatTheAutomaticCheckFoundOnce() {
        fedBack();

        feedbacks.noteDefects(TASK, List.of("COVERAGE", "EVIDENCE"));
        feedbacks.noteDefects(TASK, List.of());

        assertThat(feedbacks.latest(TASK).defects()).containsExactly("COVERAGE", "EVIDENCE");
    }

    @Test
    void isAcceptedWhenBothSectionsAccept() {
        fedBack();

        reviews.review(TASK, ACCEPT, "coordination1");
        assertThat(reviews.returned(TASK)).isFalse();
        reviews.countersign(
                TASK, new Review.Form(Decision.ACCEPT_WITH_REMARK, Set.of(Defect.LATE), "下次请按时反馈。"), "supervision1");
        tasks.close(TASK);

        assertThat(tasks.get(TASK).state()).isEqualTo(State.ACCEPTED);
        assertThat(feedbacks.latest(TASK).reviews())
                .extracting(Review::section, Review::decision, Review::defects, Review::comment, Review::by)
                .containsExactly(
                        tuple(Section.COORDINATION, Decision.ACCEPT, Set.of(), null, "coordination1"),
                        tuple(
                                Section.SUPERVISION,
                                Decision.ACCEPT_WITH_REMARK,
                                Set.of(Defect.LATE),
                                "下次请按时反馈。",
                                "supervision1"));
    }

    @Test
    void silenceOfSupervisionIsNoObjection() {
        fedBack();
        reviews.review(TASK, ACCEPT, "coordination1");

        reviews.noObjection(TASK);
        reviews.noObjection(TASK);

        assertRefused(() -> reviews.countersign(TASK, RETURN, "supervision1"), Refusal.Kind.CONFLICT, "反馈已有结论，不能再会审。");
        tasks.close(TASK);
        assertThat(tasks.get(TASK).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void nobodyReviewsOrCountersignsTheirOwn() {
        fedBack();
        assertRefused(() -> reviews.review(TASK, ACCEPT, "zhaoxiangLead"), Refusal.Kind.FORBIDDEN, "反馈由您本人提交，不能由您审核。");
    }

    @Test
    void reviewerDoesNotCountersignTheSameVersion() {
        fedBack();
        reviews.review(TASK, ACCEPT, "coordination1");

        for (String person : List.of("coordination1", "zhaoxiangLead")) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> reviews.countersign(TASK, ACCEPT, person))
                    .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
            jdbc.sql("update squad_task set verdict = null, verdict_at = null where code = ?")
                    .param(TASK)
                    .update();
        }
        reviews.countersign(TASK, ACCEPT, "coordination2");
    }

    @Test
    void databaseRefusesTwoReviewsOfOnePerson() {
        fedBack();
        reviews.review(TASK, ACCEPT, "coordination1");

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                insert into feedback_review (feedback, section, decision, defects, author, by_whom, at)
                                select id, 'SUPERVISION', 'ACCEPT', '{}', submitted_by, 'coordination1', now()
                                from feedback
                                where squad_task = ?
                                """).param(TASK).update());
    }

    @Test
    void leaderDecidesAfterTheThirdReturn() {
        fedBack();
        for (int returns = 1; returns <= 2; returns++) {
            reviews.review(TASK, RETURN, "coordination1");
            assertThat(reviews.returned(TASK)).isTrue();
            assertThat(reviews.returnedTooOften(TASK)).isFalse();
            feedbacks.feedBack(TASK, form("补充"), figures(20), "zhaoxiangLead");
        }
        reviews.review(TASK, ACCEPT, "coordination1");
        reviews.countersign(TASK, RETURN, "supervision1");

        assertThat(reviews.returnedTooOften(TASK)).isTrue();
        assertThat(tasks.get(TASK))
                .extracting(SquadTask::state, SquadTask::returns)
                .containsExactly(State.REJECTED, 3);
        assertRefused(
                () -> reviews.decide(TASK, SquadTask.Decision.RETRY, "再报", "lead1"),
                Refusal.Kind.INVALID,
                "决定意见不能少于5字。");

        reviews.decide(TASK, SquadTask.Decision.RETRY, "已约谈负责人，再报一次。", "lead1");
        feedbacks.feedBack(TASK, form("补充"), figures(20), "zhaoxiangLead");
        reviews.review(TASK, RETURN, "coordination1");
        reviews.decide(TASK, SquadTask.Decision.FAIL, "多次退回仍不合格。", "lead1");
        tasks.close(TASK);

        assertThat(tasks.get(TASK))
                .extracting(SquadTask::state, SquadTask::failReason)
                .containsExactly(State.FAILED, "牵头领导决定按未完成处理");
        assertThat(reviews.decisions(TASK))
                .extracting(Reviews.Decided::decision, Reviews.Decided::comment, Reviews.Decided::by)
                .containsExactly(
                        tuple(SquadTask.Decision.RETRY, "已约谈负责人，再报一次。", "lead1"),
                        tuple(SquadTask.Decision.FAIL, "多次退回仍不合格。", "lead1"));
    }

    @Test
    void refusesReviewsAndDecisionsThatAreNotDue() {
        work.dispatch(CODE, ZHAOXIANG);

        assertRefused(() -> reviews.review(TASK, ACCEPT, "coordination1"), Refusal.Kind.CONFLICT, "任务待签收，现在不能审核。");
        assertRefused(() -> reviews.countersign(TASK, ACCEPT, "supervision1"), Refusal.Kind.CONFLICT, "任务待签收，现在不能会审。");
        assertRefused(() -> reviews.noObjection(TASK), Refusal.Kind.CONFLICT, "任务待签收，现在不能会审。");
        assertRefused(
                () -> reviews.decide(TASK, SquadTask.Decision.ACCEPT, "同意通过。", "lead1"),
                Refusal.Kind.CONFLICT,
                "任务待签收，现在不能决定。");
    }

    @Test
    void finalFeedbackCountsAsInterimOnceTheAssignmentIsExtended() {
        fedBack();
        reviews.review(TASK, ACCEPT, "coordination1");

        amendments.extend(CODE, TO.plusDays(7));

        assertThat(feedbacks.history(TASK))
                .extracting(Feedback::kind, Feedback::no)
                .containsExactly(tuple(Kind.INTERIM, 1));
        assertRefused(() -> feedbacks.latest(TASK), Refusal.Kind.CONFLICT, "该任务还没有最终反馈。");

        tasks.endFieldByDate(TASK);
        feedbacks.feedBack(TASK, form("延期后"), figures(30), "zhaoxiangLead");
        assertThat(feedbacks.latest(TASK))
                .extracting(Feedback::kind, Feedback::no)
                .containsExactly(Kind.FINAL, 2);
    }

    @Test
    void drawsTheSampleOnceAndInAnOrderThatItsSeedGivesAgain() {
        List<String> clean = cleanPoints();
        fedBack();

        samples.draw(TASK, BigDecimal.valueOf(25), clean);
        List<String> drawn = samples.of(TASK);
        samples.draw(TASK, BigDecimal.valueOf(100), clean);

        assertThat(samples.of(TASK)).isEqualTo(drawn).hasSize(3);
        assertThat(samples.sampled(TASK)).isTrue();
        assertThat(jdbc.sql("""
                        select code
                        from inspection_point, sample
                        where squad_task = ? and code = any (?)
                        order by md5(seed || ' ' || code)
                        limit 3
                        """)
                        .params(TASK, clean.toArray(String[]::new))
                        .query(String.class)
                        .list())
                .isEqualTo(drawn);
    }

    @Test
    void roundsTheSampleHalfUp() {
        List<String> clean = cleanPoints();
        work.dispatch(CODE, ZHAOXIANG);
        work.dispatch("TH-2060-51", ZHAOXIANG);
        work.dispatch("TH-2060-52", ZHAOXIANG);

        samples.draw(TASK, BigDecimal.valueOf(5), clean.subList(0, 10));
        samples.draw("TH-2060-51:" + ZHAOXIANG, BigDecimal.valueOf(5), clean.subList(0, 9));
        samples.draw("TH-2060-52:" + ZHAOXIANG, BigDecimal.ZERO, clean);

        assertThat(samples.of(TASK)).hasSize(1);
        assertThat(samples.sampled("TH-2060-51:" + ZHAOXIANG)).isFalse();
        assertThat(samples.sampled("TH-2060-52:" + ZHAOXIANG)).isFalse();
        assertRefused(() -> samples.draw(TASK, BigDecimal.valueOf(101), clean), Refusal.Kind.INVALID, "抽查比例应在0到100之间。");
        assertRefused(() -> samples.draw(TASK, BigDecimal.valueOf(-1), clean), Refusal.Kind.INVALID, "抽查比例应在0到100之间。");
    }

    @Test
    void feedbackAndReviewTakeAtMostTenStatements() {
        work.dispatch(CODE, ZHAOXIANG);
        work.toFeedBack(CODE, ZHAOXIANG);

        assertThat(Statements.during(() -> feedbacks.feedBack(TASK, form("总体"), figures(20), "zhaoxiangLead")))
                .isLessThanOrEqualTo(5);
        assertThat(Statements.during(() -> reviews.review(TASK, ACCEPT, "coordination1")))
                .isLessThanOrEqualTo(8);
        assertThat(Statements.during(() -> reviews.countersign(TASK, ACCEPT, "supervision1")))
                .isLessThanOrEqualTo(8);
    }

    private void fedBack() {
        work.dispatch(CODE, ZHAOXIANG);
        work.toFeedBack(CODE, ZHAOXIANG);
        feedbacks.feedBack(TASK, form("总体"), figures(20), "zhaoxiangLead");
    }

    private List<String> cleanPoints() {
        catalogue.importTrial();
        return catalogue.ofSquad(ZHAOXIANG).stream()
                .map(point -> point.code())
                .limit(11)
                .toList();
    }

    private static Feedback.Form form(String start) {
        return new Feedback.Form(start + "字".repeat(50), "个别工地夜间运输", "继续巡查", null, null, false, null);
    }

    private static Figures figures(int inspections) {
        return new Figures(
                20,
                1,
                19,
                inspections,
                0,
                2 * inspections,
                2,
                Map.of("VIO_STALL", 1, "VIO_DUMPING", 1),
                1,
                1,
                1,
                0,
                0,
                0,
                0);
    }

    private static void assertRefused(ThrowingCallable action, Refusal.Kind kind, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .withMessage(sentence)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
