package cn.leiting.process;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.evidence.PhotoReviews;
import cn.leiting.feedback.Feedback;
import cn.leiting.feedback.Feedbacks;
import cn.leiting.feedback.Review;
import cn.leiting.feedback.Reviews;
import cn.leiting.feedback.Samples;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.sampling.Draws;
import org.springframework.stereotype.Component;

/** 反馈与会审 of a squad's task: the frozen data block, the automatic check, the two reviews and the sample. */
@Component
class SquadTaskFeedback {

    private final SquadTasks squadTasks;
    private final Inspections inspections;
    private final Feedbacks feedbacks;
    private final Reviews reviews;
    private final Samples samples;
    private final CampaignDecisions decisions;
    private final PhotoReviews photos;
    private final Draws draws;

    /** What a review came to. */
    record Outcome(boolean accepted, boolean returnedTooOften) {}

    SquadTaskFeedback(
            SquadTasks squadTasks,
            Inspections inspections,
            Feedbacks feedbacks,
            Reviews reviews,
            Samples samples,
            CampaignDecisions decisions,
            PhotoReviews photos,
            Draws draws) {
        this.squadTasks = squadTasks;
        this.inspections = inspections;
        this.feedbacks = feedbacks;
        this.reviews = reviews;
        this.samples = samples;
        this.decisions = decisions;
        this.photos = photos;
        this.draws = draws;
    }

    void interim(String code, Feedback.Form form, String by) {
        feedbacks.interim(code, form, figures(code), by);
    }

    /** For the first time or again; the data block is made anew, and an earlier version stays. */
    void feedBack(String code, Feedback.Form form, String by) {
        feedbacks.feedBack(code, form, figures(code), by);
    }

    /** As of this transaction: a visit that arrives meanwhile waits, and is refused or counted by the next version. */
    private Figures figures(String code) {
        squadTasks.hold(code);
        return inspections.figures(code);
    }

    void check(String code) {
        feedbacks.noteDefects(code, decisions.defects(feedbacks.latest(code), photos.unproven(code)));
    }

    /** An accepted one has its sample drawn, which says whether supervision has to look at it. */
    Outcome review(String code, Review.Form form, String by) {
        Outcome outcome = outcome(form, reviews.review(code, form, by));
        if (outcome.accepted()) {
            Draws.Choice choice = draws.choice(code);
            samples.draw(code, choice.percent(), choice.cleanPoints());
        }
        return outcome;
    }

    Outcome countersign(String code, Review.Form form, String by) {
        return outcome(form, reviews.countersign(code, form, by));
    }

    private static Outcome outcome(Review.Form form, boolean returnedTooOften) {
        return new Outcome(form.decision() != Review.Decision.RETURN, returnedTooOften);
    }

    Samples.Lot lot(String code) {
        return samples.lot(code);
    }
}
