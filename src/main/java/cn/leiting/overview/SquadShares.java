package cn.leiting.overview;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.overview.SquadShare.Filed;
import cn.leiting.overview.SquadShare.Opinion;
import cn.leiting.overview.SquadShare.Plan;
import cn.leiting.overview.SquadShare.Report;
import cn.leiting.overview.SquadShare.Shift;
import cn.leiting.overview.SquadShare.Visit;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.Block;
import cn.leiting.summary.Visitor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one squad's share of a campaign, in the same number of statements whatever the squad has done. */
@Component
@Transactional(readOnly = true)
class SquadShares {

    private static final int PAGE = 50;

    private static final String HEAD = """
            select assignment.code as campaign, assignment.title, person.name as accountable, note, added_reason,
                   field_ended_at at time zone 'Asia/Shanghai' as field_ended_at,
                   coalesce(ended.name, field_ended_by) as field_ended_by, field_remark, task.question,
                   exemption_reason, exemption_text, exempted_at at time zone 'Asia/Shanghai' as exempted_at, fail_reason,
                   sample.percent as sample_percent, sample.seed as sample_seed
            from squad_task task
                     join assignment on assignment.code = task.assignment
                     left join person on person.user_id = accountable
                     left join person ended on ended.user_id = field_ended_by
                     left join sample on sample.squad_task = task.code
            where task.code = :task
            """;

    private static final String PLANS = """
            select version, commander.name as commander, focus, safety_note, coalesce(filer.name, filed_by) as filed_by,
                   filed_at at time zone 'Asia/Shanghai' as filed_at
            from duty_plan
                     join person commander on commander.user_id = duty_plan.commander
                     left join person filer on filer.user_id = filed_by
            where squad_task = :task
            order by version desc
            """;

    private static final String SHIFTS = """
            select plan.version, day, shift.kind, starts, ends, auxiliaries, vehicles, area,
                   string_agg(person.name, '、' order by officer) as officers
            from duty_plan plan
                     join duty_shift shift on shift.plan = plan.id
                     join duty_officer on duty_officer.plan = plan.id and duty_officer.shift = shift.seq
                     join person on person.user_id = officer
            where plan.squad_task = :task
            group by plan.version, shift.plan, shift.seq
            order by day, starts
            """;

    private static final String FILED = """
            select feedback.id, feedback.kind, no, narrative, problems, next_steps, typical_case, data_dispute, feedback.question,
                   figures::text as figures, coalesce(person.name, submitted_by) as submitted_by,
                   submitted_at at time zone 'Asia/Shanghai' as submitted_at,
                   feedback.kind = 'FINAL' and coalesce(submitted_at <= reopened_at, false) as reopened,
                   array_to_string(defects, chr(10)) as defects
            from feedback
                     join squad_task task on task.code = squad_task
                     left join person on person.user_id = submitted_by
                     left join feedback_check on feedback_check.feedback = feedback.id
            where squad_task = :task
            order by feedback.id desc
            """;

    private static final String OPINIONS = """
            select review.feedback, section, decision, array_to_string(defects, ',') as defects, comment,
                   coalesce(person.name, by_whom) as by_name, at at time zone 'Asia/Shanghai' as at
            from feedback_review review
                     join feedback on feedback.id = review.feedback
                     left join person on person.user_id = by_whom
            where squad_task = :task
            order by at
            """;

    private static final String DECISIONS = """
            select decision, comment, coalesce(person.name, by_whom) as by_name, at at time zone 'Asia/Shanghai' as at
            from rejection_decision
                     left join person on person.user_id = by_whom
            where squad_task = :task
            order by rejection_decision.id
            """;

    private static final String SAMPLE = """
            select place, point, name
            from sampled_point
                     join inspection_point on code = point
            where squad_task = :task
            order by place
            """;

    private static final String HARD_CASES = """
            select code, squad, coalesce(due_kind, urgency) as due_kind, status,
                   requested_at at time zone 'Asia/Shanghai' as requested_at,
                   signed_at at time zone 'Asia/Shanghai' as signed_at
            from hard_case
            where source = :task
            order by id
            """;

    private static final String VISITS = """
            select visit.id, visit.client_id, visit.invalid_reason, visit.started_at at time zone 'Asia/Shanghai' as started_at, point.code as point,
                   point.name as point_name, visit.legal_class, visit.result, visit.validity, visit.geo_verdict,
                   visit.late_upload, visit.clock_wrong,
                   (select string_agg(photo_in_words(photo), chr(10) order by sha256)
                    from inspection_photo photo
                    where photo.inspection = visit.id) as photos,
                   (select count(*) from finding where finding.inspection = visit.id) as findings,
                   (select string_agg(name, '、' order by user_id)
                    from inspection_officer
                             join person on user_id = person
                    where inspection_officer.inspection = visit.id) as officers
            from inspection_purpose purpose
                     join inspection visit on visit.id = purpose.inspection
                     join inspection_point point on point.code = visit.point
            where purpose.squad_task = :task
              and purpose.inspection < :before
            order by purpose.inspection desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final SquadRows rows;
    private final ObjectMapper json;

    SquadShares(JdbcClient jdbc, SquadRows rows, ObjectMapper json) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
    }

    /**
     * Refuses another squad than the visitor's, and one that takes no part. Which points supervision will
     * look at, the squad learns only when its task has ended.
     *
     * @param before inspections whose number is below it; null: from the newest on
     */
    SquadShare of(String campaign, String squad, @Nullable Long before, Visitor visitor) {
        if (!visitor.maySee(squad)) {
            throw Refusal.forbidden("您没有查看其他中队任务的权限。");
        }
        rows.refuseUnknown(campaign, visitor);
        SquadRow row = rows.of(campaign, squad).orElseThrow(() -> Refusal.notFound("代码为“" + squad + "”的中队没有参加这一行动。"));
        String task = row.progress().task();
        boolean sampleKnown = visitor.seesAll() || !row.progress().state().isOpen();
        List<Visit> visits = visits(task, before);

        return new SquadShare(
                parts(HEAD, task, SquadShare.Head.class).get(0),
                row,
                plans(task),
                reports(task),
                parts(DECISIONS, task, SquadShare.Decision.class),
                sampleKnown ? parts(SAMPLE, task, SquadShare.Sampled.class) : List.of(),
                visitor.readsHardCases() ? parts(HARD_CASES, task, Overview.Guided.class) : List.of(),
                visits.stream().limit(PAGE).toList(),
                visits.size() > PAGE ? visits.get(PAGE - 1).id() : null);
    }

    private List<Visit> visits(String task, @Nullable Long before) {
        return jdbc.sql(VISITS)
                .param("task", task)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", PAGE + 1)
                .query(Visit.class)
                .list();
    }

    private List<Plan> plans(String task) {
        Map<Integer, List<Shift>> shifts =
                parts(SHIFTS, task, Shift.class).stream().collect(Collectors.groupingBy(Shift::version));
        return jdbc.sql(PLANS)
                .param("task", task)
                .query((row, number) -> new Plan(
                        row.getInt("version"),
                        row.getString("commander"),
                        row.getString("focus"),
                        row.getString("safety_note"),
                        row.getString("filed_by"),
                        row.getObject("filed_at", LocalDateTime.class),
                        shifts.getOrDefault(row.getInt("version"), List.of())))
                .list();
    }

    private List<Report> reports(String task) {
        Map<Long, List<Opinion>> opinions =
                parts(OPINIONS, task, Opinion.class).stream().collect(Collectors.groupingBy(Opinion::feedback));
        return parts(FILED, task, Filed.class).stream()
                .map(filed -> new Report(filed, frozen(filed), opinions.getOrDefault(filed.id(), List.of())))
                .toList();
    }

    private Block frozen(Filed filed) {
        try {
            return Block.of(json.readValue(filed.figures(), Figures.class));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("figures of feedback " + filed.id(), unreadable);
        }
    }

    private <T> List<T> parts(String sql, String task, Class<T> type) {
        return jdbc.sql(sql).param("task", task).query(type).list();
    }
}
