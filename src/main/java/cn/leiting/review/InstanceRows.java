package cn.leiting.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads instances of all models, finished and running, the newest first; one statement whatever there is. */
@Component
@Transactional(readOnly = true)
class InstanceRows {

    /** What a line says besides what the view holds, for the instances that {@code page} names. */
    private static final String LINES = """
            , office as (select *
                         from office_days((select min(started_at)::date from page),
                                          (select max(coalesce(ended_at, :now::timestamp))::date from page)))
            select page.*, model.name as model_name, model.version as model_version, campaign_theme.name as theme_name,
                   greatest(0, office_hours(coalesce(page.ended_at, :now::timestamp), last.works, last.opens, last.closes, last.hours_before)
                       - office_hours(page.started_at, first.works, first.opens, first.closes, first.hours_before)) as hours,
                   (select count(*)
                    from reviewed_task task
                    where task.instance = page.id
                      and task.due_at < coalesce(task.ended_at, :now::timestamp)) as late,
                   (select max(step.name) from reviewed_step step where step.instance = page.id and step.node = page.end_node) as end_name
            from page
                     join reviewed_model model on model.id = page.model_id
                     left join campaign_theme on campaign_theme.code = page.theme
                     left join office first on first.day = page.started_at::date
                     left join office last on last.day = coalesce(page.ended_at, :now::timestamp)::date
            order by page.started_at desc, page.id desc
            """;

    private static final String MINE = """
              (:own::text is null or instance.squad = :own)
              and (:groups::text[] is null
                or exists (select from reviewed_holder holder where holder.instance = instance.id and holder.held_by = any (:groups)))
            """;

    private static final String SEARCH = """
            with found as (
                select *
                from reviewed_instance instance
                where %s
                  and (:model::text is null or instance.model = :model)
                  and (:key::text is null or starts_with(instance.business_key, :key) or instance.campaign = :key)
                  and (:squad::text is null or instance.squad = :squad)
                  and (:theme::text is null or instance.theme = :theme)
                  and (:month::date is null
                    or instance.started_at >= :month::date and instance.started_at < :month::date + interval '1 month')
                  and (:state::text is null or instance.state = :state)
                  and (not :late
                    or exists (select
                               from reviewed_task task
                               where task.instance = instance.id
                                 and task.due_at < coalesce(task.ended_at, :now::timestamp)))),
                 page as (select *, (select count(*) from found) as total
                          from found
                          order by started_at desc, id desc
                          limit :most offset :skipped)
            """.formatted(MINE);

    private final JdbcClient jdbc;
    private final Clock clock;

    InstanceRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Instance> search(Question question, Scope scope, int most, int skipped) {
        return asked(SEARCH, scope)
                .param("model", Question.chosen(question.model()))
                .param("key", Question.chosen(question.key()))
                .param("squad", Question.chosen(question.squad()))
                .param("theme", Question.chosen(question.theme()))
                .param("month", question.firstDay())
                .param("state", question.state())
                .param("late", question.onlyLate())
                .param("most", most)
                .param("skipped", skipped)
                .query((row, number) -> instance(row))
                .list();
    }

    /** Empty where there is none that the person may read. */
    Optional<Instance> find(String id, Scope scope) {
        return asked(
                        "with page as (select *, 1 as total from reviewed_instance instance where id = :id and %s)"
                                .formatted(MINE),
                        scope)
                .param("id", id)
                .query((row, number) -> instance(row))
                .optional();
    }

    /** The one that was started last for a business key. */
    Optional<String> newestOf(String businessKey) {
        return jdbc.sql("""
                        select id
                        from reviewed_instance
                        where business_key = ?
                        order by started_at desc, id desc
                        limit 1
                        """).param(businessKey).query(String.class).optional();
    }

    /** The models by key, as their newest versions call them. */
    List<Map.Entry<String, String>> models() {
        return jdbc.sql("select distinct on (key) key, name from reviewed_model order by key, version desc")
                .query((row, number) -> Map.entry(row.getString("key"), row.getString("name")))
                .list();
    }

    List<Map.Entry<String, String>> themes() {
        return jdbc.sql("select code, name from campaign_theme order by code")
                .query((row, number) -> Map.entry(row.getString("code"), row.getString("name")))
                .list();
    }

    private JdbcClient.StatementSpec asked(String page, Scope scope) {
        return jdbc.sql(page + LINES)
                .param("now", LocalDateTime.now(clock))
                .param("own", scope.squad())
                .param("groups", array(scope.groups()));
    }

    private static String @Nullable [] array(@Nullable Set<String> groups) {
        return groups == null ? null : groups.toArray(String[]::new);
    }

    private static Instance instance(ResultSet row) throws SQLException {
        return new Instance(
                row.getString("id"),
                row.getString("model_id"),
                row.getString("model"),
                row.getString("model_name"),
                row.getInt("model_version"),
                row.getString("business_key"),
                row.getString("squad"),
                row.getString("campaign"),
                row.getString("theme_name"),
                row.getObject("started_at", LocalDateTime.class),
                row.getObject("ended_at", LocalDateTime.class),
                Instance.State.valueOf(row.getString("state")),
                row.getString("end_name"),
                row.getDouble("hours"),
                row.getInt("late"),
                row.getLong("total"));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
