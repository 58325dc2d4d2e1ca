package cn.leiting.feedback;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.feedback.Feedback.Kind;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 反馈：keeps every version that a squad submits, with the figures of that moment. */
@Component
@Transactional
public class Feedbacks {

    private final JdbcClient jdbc;
    private final SquadTasks tasks;
    private final ObjectMapper json;
    private final Clock clock;

    Feedbacks(JdbcClient jdbc, SquadTasks tasks, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.json = json;
        this.clock = clock;
    }

    /** 阶段反馈; refuses (409) when the squad is not in the field. */
    public void interim(String task, Feedback.Form form, Figures figures, String by) {
        tasks.interim(task, form.question());
        insert(task, Kind.INTERIM, form, figures, by);
    }

    /** 最终反馈, also after a return; refuses (409) when none is due. */
    public void feedBack(String task, Feedback.Form form, Figures figures, String by) {
        tasks.fedBack(task, form.question());
        insert(task, Kind.FINAL, form, figures, by);
    }

    private void insert(String task, Kind kind, Feedback.Form form, Figures figures, String by) {
        jdbc.sql("""
                        insert into feedback (squad_task, kind, no, narrative, problems, next_steps, typical_case,
                                              data_dispute, hard_case, question, figures, submitted_by, submitted_at)
                        select :task, :kind, coalesce(max(no), 0) + 1, :narrative, :problems, :nextSteps, :typicalCase,
                               :dataDispute, :hardCase, :question, :figures::jsonb, :by, :now
                        from feedback
                        where squad_task = :task
                          and kind = :kind
                        """)
                .param("task", task)
                .param("kind", kind.name())
                .param("narrative", form.narrative())
                .param("problems", form.problems())
                .param("nextSteps", form.nextSteps())
                .param("typicalCase", form.typicalCase())
                .param("dataDispute", form.dataDispute())
                .param("hardCase", form.hardCase())
                .param("question", form.question())
                .param("figures", write(figures))
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest final version with its reviews; refuses (409) a task that has none, or none since it was extended. */
    @Transactional(readOnly = true)
    public Feedback latest(String task) {
        return history(task).stream()
                .filter(feedback -> feedback.kind() == Kind.FINAL)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> Refusal.conflict("该任务还没有最终反馈。"));
    }

    /** All versions with their reviews, the oldest first. */
    @Transactional(readOnly = true)
    public List<Feedback> history(String task) {
        Map<Long, List<Review>> reviews = new HashMap<>();
        return jdbc
                .sql("""
                        select feedback.*, coalesce(author.name, submitted_by) as by_name, checked.defects,
                               case when submitted_at <= reopened_at then 'INTERIM' else feedback.kind end as counts_as,
                               section, decision, review.defects as review_defects, comment, by_whom,
                               coalesce(reviewer.name, by_whom) as reviewer_name, at
                        from feedback
                                 join squad_task task on task.code = feedback.squad_task
                                 left join feedback_check checked on checked.feedback = feedback.id
                                 left join person author on author.user_id = submitted_by
                                 left join feedback_review review on review.feedback = feedback.id
                                 left join person reviewer on reviewer.user_id = by_whom
                        where squad_task = ?
                        order by feedback.id, section
                        """)
                .param(task)
                .query((row, number) -> {
                    List<Review> ofThis = reviews.computeIfAbsent(row.getLong("id"), id -> new ArrayList<>());
                    boolean first = ofThis.isEmpty();
                    if (row.getString("section") != null) {
                        ofThis.add(review(row));
                    }
                    return first ? Optional.of(feedback(row, ofThis)) : Optional.<Feedback>empty();
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the automatic check found in the latest final version; repeated: changes nothing. */
    public void noteDefects(String task, List<String> defects) {
        jdbc.sql("""
                        insert into feedback_check (feedback, defects, checked_at)
                        select feedback.id, ?, ?
                        from feedback
                                 join squad_task task on task.code = squad_task
                        where squad_task = ?
                          and kind = 'FINAL'
                          and (submitted_at <= reopened_at) is not true
                        order by feedback.id desc
                        limit 1
                        on conflict do nothing
                        """)
                .params(defects.toArray(String[]::new), clock.instant().atOffset(ZoneOffset.UTC), task)
                .update();
    }

    private Feedback feedback(ResultSet row, List<Review> reviews) throws SQLException {
        return new Feedback(
                row.getLong("id"),
                row.getString("squad_task"),
                row.getInt("no"),
                Kind.valueOf(row.getString("counts_as")),
                new Feedback.Form(
                        row.getString("narrative"),
                        row.getString("problems"),
                        row.getString("next_steps"),
                        row.getString("typical_case"),
                        row.getString("data_dispute"),
                        row.getBoolean("hard_case"),
                        row.getString("question")),
                read(row.getString("figures")),
                row.getString("submitted_by"),
                row.getString("by_name"),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                texts(row.getArray("defects")),
                reviews);
    }

    private static Review review(ResultSet row) throws SQLException {
        return new Review(
                Review.Section.valueOf(row.getString("section")),
                Review.Decision.valueOf(row.getString("decision")),
                texts(row.getArray("review_defects")).stream()
                        .map(Review.Defect::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getString("comment"),
                row.getString("by_whom"),
                row.getString("reviewer_name"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private String write(Figures figures) {
        try {
            return json.writeValueAsString(figures);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Figures read(String text) {
        try {
            return json.readValue(text, Figures.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("figures of another shape: " + text, broken);
        }
    }
}
