package cn.leiting.lookback;

import cn.leiting.assignment.AssignedPoints;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.campaign.Campaign;
import cn.leiting.lookback.LookBackRows.Kind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 回头看样本 (F-17): adjusted by 执法协调科 until they are confirmed, then given to the squads. */
@Component
@Transactional
public class LookBackSamples {

    /**
     * Valid visits of the point of {@code sample} for its look-back, as {@code seen.rounds}: counted over the look-back's
     * tasks at once, because each point has been visited for years.
     */
    static final String SEEN = """
            left join (select task.assignment as look_back, visit.point, count(distinct visit.id) as rounds
                       from squad_task task
                                join inspection_purpose purpose on purpose.squad_task = task.code
                                join inspection visit on visit.id = purpose.inspection
                       where visit.validity = 'VALID'
                       group by task.assignment, visit.point) seen
                      on seen.look_back = sample.look_back and seen.point = sample.point
            """;

    private record Given(String point, String squad, Sample.Kind kind, int requiredRounds) {}

    private final JdbcClient jdbc;
    private final LookBackRows rows;
    private final AssignedPoints points;
    private final Assignments assignments;

    LookBackSamples(JdbcClient jdbc, LookBackRows rows, AssignedPoints points, Assignments assignments) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.points = points;
        this.assignments = assignments;
    }

    /** All or one squad's, those removed last; by squad, kind and point. */
    @Transactional(readOnly = true)
    public List<Sample> of(String code, @Nullable String onlySquad) {
        return jdbc.sql("""
                        select sample.point, place.name as point_name, sample.squad, sample.kind, origin, required_rounds,
                               due_on, removed_reason, coalesce(seen.rounds, 0) as rounds
                        from look_back_sample sample
                                 join inspection_point place on place.code = sample.point
                        """ + SEEN + """
                        where sample.look_back = :code
                          and (:squad::text is null or sample.squad = :squad)
                        order by sample.squad, removed_reason is not null, sample.kind, sample.point
                        """)
                .param("code", code)
                .param("squad", onlySquad)
                .query(Sample.class)
                .list();
    }

    /**
     * 增补样本; one that was removed is one again, a re-check in any case. Refuses (422) a point that is unknown, out of use or of a squad
     * that took no part in the campaign or was exempted from it, and a day outside the window.
     */
    public void add(
            String code, @Nullable String point, Sample.@Nullable Kind kind, @Nullable LocalDate dueOn, String by) {
        LookBack lookBack = adjustable(code);
        String chosen = Limits.required("点位", point, 60);
        if (kind == null) {
            throw Refusal.invalid("kind", "请选择复查或者抽查。");
        }
        lookBack.refuseOutside(dueOn);
        int added = jdbc.sql("""
                        insert into look_back_sample (look_back, point, squad, kind, origin, required_rounds, due_on)
                        select :code, place.code, task.squad, :kind, 'ADDED', 1, :due
                        from inspection_point place
                                 left join assigned_point assigned
                                           on assigned.assignment = :campaign and assigned.point = place.code
                                 join squad_task task
                                      on task.assignment = :campaign
                                          and task.squad = coalesce(assigned.squad, place.squad_code)
                                          and task.state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                        where place.code = :point
                          and place.status = 'ACTIVE'
                        on conflict (look_back, point) do update
                            set removed_reason = null,
                                kind           = least(look_back_sample.kind, excluded.kind),
                                due_on         = excluded.due_on
                            where look_back_sample.removed_reason is not null
                        """)
                .param("code", code)
                .param("campaign", lookBack.campaign())
                .param("point", chosen)
                .param("kind", kind.name())
                .param("due", dueOn)
                .update();
        if (added == 0) {
            throw Refusal.invalid("point", "点位“" + chosen + "”已在样本中，或者不存在、已停用，或者所属中队没有参加本次行动。");
        }
        rows.note(code, Kind.ADDED, chosen, by);
    }

    /**
     * 移出样本. Refuses what is no sample of it.
     *
     * @param reason 2 to 200 characters
     */
    public void remove(String code, String point, @Nullable String reason, String by) {
        adjustable(code);
        String why = Limits.required("移出原因", reason, 2, 200);
        change(point, jdbc.sql("""
                        update look_back_sample
                        set removed_reason = ?
                        where look_back = ?
                          and point = ?
                          and removed_reason is null
                        """).params(why, code, point).update());
        rows.note(code, Kind.REMOVED, point + "：" + why, by);
    }

    /** 调整完成期限, inside the window. */
    public void moveDue(String code, String point, @Nullable LocalDate dueOn, String by) {
        adjustable(code).refuseOutside(dueOn);
        change(point, jdbc.sql("""
                        update look_back_sample
                        set due_on = ?
                        where look_back = ?
                          and point = ?
                          and removed_reason is null
                        """).params(dueOn, code, point).update());
        rows.note(code, Kind.DUE, point + "：" + LookBack.DAY.format(dueOn), by);
    }

    private static void change(String point, int changed) {
        if (changed == 0) {
            throw Refusal.notFound("样本中没有点位“" + point + "”。");
        }
    }

    private LookBack adjustable(String code) {
        LookBack lookBack = rows.lock(code);
        lookBack.refuseUnlessDrawn();
        return lookBack;
    }

    /**
     * What cannot be done any more goes, and what lies outside a window that began anew is due on its last day.
     *
     * @return whether any sample is left
     */
    boolean settle(LookBack lookBack) {
        return jdbc.sql("""
                        with settled as (
                            update look_back_sample sample
                            set removed_reason = case
                                                     when place.status <> 'ACTIVE' then '点位已停用'
                                                     when task.state in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                                                         then '中队已免除任务'
                                                 end,
                                due_on         = case when due_on between :first and :last then due_on else :last end
                            from inspection_point place,
                                 squad_task task
                            where sample.look_back = :code
                              and removed_reason is null
                              and place.code = sample.point
                              and task.assignment = :campaign
                              and task.squad = sample.squad
                              and (place.status <> 'ACTIVE'
                                or task.state in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                                or due_on not between :first and :last)
                            returning sample.point, removed_reason)
                        select exists (select
                                       from look_back_sample sample
                                       where look_back = :code
                                         and removed_reason is null
                                         and not exists (select
                                                         from settled
                                                         where settled.point = sample.point
                                                           and settled.removed_reason is not null))
                        """)
                .param("first", lookBack.firstDay())
                .param("last", lookBack.lastDay())
                .param("code", lookBack.code())
                .param("campaign", lookBack.campaign())
                .query(Boolean.class)
                .single();
    }

    /** The squads' tasks with these points; what the list of points refuses is removed with its reason. */
    void assign(LookBack lookBack, Campaign campaign) {
        List<Given> given =
                jdbc.sql("""
                        select point, squad, kind, required_rounds
                        from look_back_sample
                        where look_back = ?
                          and removed_reason is null
                        order by squad, point
                        """).param(lookBack.code()).query(Given.class).list();
        List<AssignedPoints.Refused> refused = points.replace(
                        lookBack.code(),
                        given.stream().map(LookBackSamples::row).toList())
                .refused();
        Set<String> out = refused.stream().map(AssignedPoints.Refused::pointId).collect(Collectors.toSet());
        jdbc.sql("""
                        update look_back_sample sample
                        set removed_reason = refused.reason
                        from unnest(?, ?) as refused (point, reason)
                        where sample.look_back = ?
                          and sample.point = refused.point
                        """)
                .param(refused.stream().map(AssignedPoints.Refused::pointId).toArray(String[]::new))
                .param(refused.stream().map(AssignedPoints.Refused::sentence).toArray(String[]::new))
                .param(lookBack.code())
                .update();
        String title = campaign.title();
        assignments.open(new Assignment.Form(
                lookBack.code(),
                Assignment.Mode.LOOK_BACK,
                title.substring(0, Math.min(97, title.length())) + "回头看", // at most 100 characters
                campaign.theme(),
                campaign.terms().checklist(),
                lookBack.firstDay(),
                lookBack.lastDay(),
                given.stream()
                        .filter(one -> !out.contains(one.point()))
                        .map(Given::squad)
                        .collect(Collectors.toSet())));
    }

    private static AssignedPoints.Row row(Given given) {
        boolean reCheck = given.kind() == Sample.Kind.RE_CHECK;
        return new AssignedPoints.Row(
                given.point(),
                given.squad(),
                reCheck ? 1 : 2,
                reCheck ? AssignedPoints.Reason.PAST_FINDING : AssignedPoints.Reason.RANDOM,
                given.requiredRounds());
    }
}
