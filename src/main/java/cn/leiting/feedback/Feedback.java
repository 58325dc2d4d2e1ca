package cn.leiting.feedback;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 反馈：one version of what a squad reports, as it was submitted (domain F-13).
 *
 * @param no from 1 on, of the task and the kind as submitted
 * @param kind INTERIM also of a final one that the assignment's extension has overtaken
 * @param figures frozen at the submission
 * @param by the account of who submitted it
 * @param defects what the automatic check found; empty before it
 * @param reviews in the order in which they were made
 */
public record Feedback(
        long id,
        String task,
        int no,
        Kind kind,
        Form form,
        Figures figures,
        String by,
        String byName,
        Instant at,
        List<String> defects,
        List<Review> reviews) {

    public enum Kind {
        INTERIM("阶段反馈"),
        FINAL("最终反馈");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * F-13. Refuses what is too short or too long, and a question without a hard case.
     *
     * @param narrative 工作情况, 50 to 3000 characters
     * @param problems 存在问题, 1 to 1000 characters
     * @param nextSteps 下一步打算, 1 to 1000 characters
     * @param typicalCase 典型案例, at most 1000 characters
     * @param dataDispute 数据异议, at most 500 characters
     * @param question 20 to 2000 characters, of a hard case only
     */
    public record Form(
            String narrative,
            String problems,
            String nextSteps,
            @Nullable String typicalCase,
            @Nullable String dataDispute,
            boolean hardCase,
            @Nullable String question) {

        public Form {
            narrative = Limits.required("工作情况", narrative, 50, 3000);
            problems = Limits.required("存在问题", problems, 1000);
            nextSteps = Limits.required("下一步打算", nextSteps, 1000);
            typicalCase = Limits.optional("典型案例", typicalCase, 1000);
            dataDispute = Limits.optional("数据异议", dataDispute, 500);
            question = hardCase ? Limits.required("疑难问题", question, 20, 2000) : Limits.optional("疑难问题", question, 2000);
            if (!hardCase && question != null) {
                throw Refusal.invalid("question", "填写疑难问题时请勾选“疑难案件”。");
            }
        }
    }

    /** Nobody checks what is one's own. */
    void refuseAuthor(String person, String action) {
        if (by.equals(person)) {
            throw Refusal.forbidden("反馈由您本人提交，不能由您" + action + "。");
        }
    }

    void refuseReviewer(String person) {
        if (reviews.stream().anyMatch(review -> review.by().equals(person))) {
            throw Refusal.forbidden("反馈由您本人审核，应由他人会审。");
        }
    }
}
