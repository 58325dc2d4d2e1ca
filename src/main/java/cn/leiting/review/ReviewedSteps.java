package cn.leiting.review;

import cn.leiting.review.Sheet.Field;
import cn.leiting.review.Sheet.Step;
import cn.leiting.review.Sheet.Type;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The way of one instance, node by node in its order, with what was handed in. */
@Component
class ReviewedSteps {

    private static final TypeReference<List<Field>> FIELDS = new TypeReference<>() {};
    private static final Pattern ACCOUNT = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{1,63}");

    private static final String STEPS = """
            with step as (select * from reviewed_step where instance = :id),
                 office as (select *
                            from office_days((select min(started_at)::date from step), :now::timestamp::date))
            select step.node, step.name, step.type, step.started_at, step.ended_at, step.cancelled, step.due_at, step.called,
                   coalesce(form.submitted_by, step.assignee) as account,
                   case when :forms then form.fields::text end as fields,
                   array(select distinct held_by from reviewed_candidate where task = step.task) as groups,
                   step.due_at < coalesce(step.ended_at, :now::timestamp) as late,
                   greatest(0, office_hours(coalesce(step.ended_at, :now::timestamp), last.works, last.opens, last.closes, last.hours_before)
                       - office_hours(step.started_at, first.works, first.opens, first.closes, first.hours_before)) as hours
            from step
                     left join form_submitted form on form.submitted_for = coalesce(step.task, step.instance) and form.node = step.node
                     left join office first on first.day = step.started_at::date
                     left join office last on last.day = coalesce(step.ended_at, :now::timestamp)::date
            order by step.started_at, step.place, step.id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();

    private record Row(Step step, @Nullable String account, List<String> groups) {}

    ReviewedSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param groupNames what people call a group */
    List<Step> of(String instance, boolean forms, UnaryOperator<String> groupNames) {
        List<Row> rows = jdbc.sql(STEPS)
                .param("id", instance)
                .param("forms", forms)
                .param("now", LocalDateTime.now(clock))
                .query((row, number) -> row(row))
                .list();
        Map<String, String> names = names(rows);
        return rows.stream().map(row -> named(row, names, groupNames)).toList();
    }

    private Row row(ResultSet row) throws SQLException {
        String fields = row.getString("fields");
        return new Row(
                new Step(
                        row.getString("node"),
                        row.getString("name"),
                        Type.of(row.getString("type")),
                        null,
                        row.getObject("started_at", LocalDateTime.class),
                        row.getObject("ended_at", LocalDateTime.class),
                        row.getDouble("hours"),
                        row.getObject("due_at", LocalDateTime.class),
                        row.getBoolean("late"),
                        row.getBoolean("cancelled"),
                        fields == null ? List.of() : fields(fields),
                        row.getString("called")),
                row.getString("account"),
                List.of((String[]) row.getArray("groups").getArray()));
    }

    private List<Field> fields(String json) {
        try {
            return mapper.readValue(json, FIELDS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of everybody who acted, or whose account was handed in: people read names, not accounts. */
    private Map<String, String> names(List<Row> rows) {
        String[] accounts = Stream.concat(
                        rows.stream().map(Row::account).filter(account -> account != null),
                        rows.stream()
                                .flatMap(row -> row.step().fields().stream())
                                .flatMap(field -> ACCOUNT.matcher(field.text()).results())
                                .map(result -> result.group()))
                .distinct()
                .toArray(String[]::new);
        return jdbc
                .sql("select user_id, name from person where user_id = any (?)")
                .param(accounts)
                .query((row, number) -> Map.entry(row.getString("user_id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Step named(Row row, Map<String, String> names, UnaryOperator<String> groupNames) {
        Step step = row.step();
        return new Step(
                step.node(),
                step.name(),
                step.type(),
                who(row, names, groupNames),
                step.startedAt(),
                step.endedAt(),
                step.hours(),
                step.dueAt(),
                step.late(),
                step.cancelled(),
                step.fields().stream()
                        .map(field -> new Field(
                                field.label(),
                                ACCOUNT.matcher(field.text())
                                        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                                                names.getOrDefault(found.group(), found.group())))))
                        .toList(),
                step.called());
    }

    private static @Nullable String who(Row row, Map<String, String> names, UnaryOperator<String> groupNames) {
        if (row.account() != null) {
            return names.getOrDefault(row.account(), row.account().equals("system") ? "系统" : "系统管理员");
        }
        return row.groups().isEmpty()
                ? null
                : row.groups().stream().map(groupNames).sorted().collect(Collectors.joining("、"));
    }
}
