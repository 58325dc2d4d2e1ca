package cn.leiting.heat;

import cn.leiting.heat.Heat.Node;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts the steps of a model that ended in a period, all in one statement. */
@Component
@Transactional(readOnly = true)
class HeatRows {

    private static final String NODES = """
            with step as materialized (
                select *
                from reviewed_step
                where model = :model
                  and ended_at >= :from::date
                  and ended_at < :to::date + 1
                  and type <> 'processInstance'),
                 office as (select * from office_days((select min(started_at)::date from step), :to::date)),
                 timed as (
                     select step.node, step.name, step.cancelled, step.due_at < step.ended_at as late,
                            greatest(0, office_hours(step.ended_at, last.works, last.opens, last.closes, last.hours_before)
                                - office_hours(step.started_at, first.works, first.opens, first.closes, first.hours_before)) as hours
                     from step
                              join office first on first.day = step.started_at::date
                              join office last on last.day = step.ended_at::date)
            select node, max(name) as name, count(*) as times, count(*) filter (where cancelled) as cancelled,
                   coalesce(percentile_cont(0.5) within group (order by hours::float8) filter (where not cancelled), 0) as median,
                   coalesce(percentile_cont(0.9) within group (order by hours::float8) filter (where not cancelled), 0) as mostly,
                   count(*) filter (where late) as late
            from timed
            group by node
            """;

    /** A model as its newest version calls it. */
    record Version(String id, String key, String name, int version) {}

    private final JdbcClient jdbc;

    HeatRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Heat of(String model, LocalDate from, LocalDate to) {
        return new Heat(jdbc
                .sql(NODES)
                .param("model", model)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Node(
                        row.getString("node"),
                        row.getString("name"),
                        row.getLong("times"),
                        row.getLong("cancelled"),
                        row.getDouble("median"),
                        row.getDouble("mostly"),
                        row.getLong("late")))
                .list()
                .stream()
                .collect(Collectors.toMap(Node::id, node -> node)));
    }

    /** Of all models. */
    List<Version> newest() {
        return jdbc.sql(
                        "select distinct on (key) id, key, name, version from reviewed_model order by key, version desc")
                .query(Version.class)
                .list();
    }

    /** Refuses (404) an unknown one. */
    static Version of(List<Version> all, String key) {
        return all.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有名为“" + key + "”的流程模型。"));
    }
}
