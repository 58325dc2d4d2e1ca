package cn.leiting.feedback;

import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.feedback.Review.Section;
import cn.leiting.shared.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 审核与会审：what the sections and, after the last return, the lead leader decide of a feedback. */
@Component
@Transactional
public class Reviews {

    /** 牵头领导的一次决定. */
    public record Decided(SquadTask.Decision decision, String comment, String by, String byName, Instant at) {}

    private final JdbcClient jdbc;
    private final SquadTasks tasks;
    private final Feedbacks feedbacks;
    private final Clock clock;

    Reviews(JdbcClient jdbc, SquadTasks tasks, Feedbacks feedbacks, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.feedbacks = feedbacks;
        this.clock = clock;
    }

    /**
     * 执法协调科审核; refuses the author (403), and a task that is not to be reviewed (409).
     *
     * @return whether it was given back as often as the parameter {@code feedback.maxReturns} allows
     */
    public boolean review(String task, Review.Form form, String by) {
        boolean tooOften = tasks.reviewed(task, form.returned());
        Feedback latest = feedbacks.latest(task);
        latest.refuseAuthor(by, "审核");
        insert(latest, Section.COORDINATION, form, by);
        return tooOften;
    }

    /** 法规监督科会审; refuses the author and the reviewer of the same version (403); answers as the review. */
    public boolean countersign(String task, Review.Form form, String by) {
        boolean tooOften = tasks.countersigned(task, form.returned());
        Feedback latest = feedbacks.latest(task);
        latest.refuseAuthor(by, "会审");
        latest.refuseReviewer(by);
        insert(latest, Section.SUPERVISION, form, by);
        return tooOften;
    }

    /** Nobody countersigned in time; repeated: changes nothing. */
    public void noObjection(String task) {
        tasks.noObjection(task);
    }

    /** Whether the feedback was given back the last time. */
    @Transactional(readOnly = true)
    public boolean returned(String task) {
        return tasks.get(task).returned();
    }

    /** Whether it was given back as often as the parameter {@code feedback.maxReturns} allows. */
    @Transactional(readOnly = true)
    public boolean returnedTooOften(String task) {
        return tasks.get(task).returnedTooOften();
    }

    /** @param comment 5 to 1000 characters */
    public void decide(String task, SquadTask.Decision decision, String comment, String by) {
        String why = Limits.required("决定意见", comment, 5, 1000);
        tasks.decided(task, decision);
        jdbc.sql("insert into rejection_decision (squad_task, decision, comment, by_whom, at) values (?, ?, ?, ?, ?)")
                .params(task, decision.name(), why, by, now())
                .update();
    }

    /** The oldest first. */
    @Transactional(readOnly = true)
    public List<Decided> decisions(String task) {
        return jdbc.sql("""
                        select decision, comment, by_whom as by, coalesce(person.name, by_whom) as by_name, at
                        from rejection_decision
                                 left join person on user_id = by_whom
                        where squad_task = ?
                        order by id
                        """).param(task).query(Decided.class).list();
    }

    private void insert(Feedback feedback, Section section, Review.Form form, String by) {
        jdbc.sql("""
                        insert into feedback_review (feedback, section, decision, defects, comment, author, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(feedback.id(), section.name(), form.decision().name(), form.defectNames())
                .params(form.comment(), feedback.by(), by, now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
