package cn.leiting.review;

import cn.leiting.diagram.Picture.Return;
import cn.leiting.organization.Organization;
import cn.leiting.review.Instance.State;
import cn.leiting.review.Sheet.Related;
import cn.leiting.review.Sheet.Step;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one instance with all of its way, in the same number of statements however long it was. */
@Component
@Transactional(readOnly = true)
class Sheets {

    private static final String CALLERS = """
            with recursive up (id, caller, depth) as (
                select id, caller, 0 from reviewed_instance where id = :id
                union all
                select above.id, above.caller, depth + 1
                from up
                         join reviewed_instance above on above.id = up.caller)
            select related.id, related.business_key, related.squad, related.state, model.name
            from up
                     join reviewed_instance related on related.id = up.id
                     join reviewed_model model on model.id = related.model_id
            where depth > 0
            order by depth desc
            """;

    private static final String CALLED = """
            select related.id, related.business_key, related.squad, related.state, model.name
            from reviewed_instance related
                     join reviewed_model model on model.id = related.model_id
            where related.caller = :id
            order by related.started_at, related.id
            """;

    private final JdbcClient jdbc;
    private final InstanceRows instances;
    private final ReviewedSteps steps;
    private final Models models;
    private final Organization organization;

    Sheets(JdbcClient jdbc, InstanceRows instances, ReviewedSteps steps, Models models, Organization organization) {
        this.jdbc = jdbc;
        this.instances = instances;
        this.steps = steps;
        this.models = models;
        this.organization = organization;
    }

    /** Refuses (404) what does not exist or the person may not know of. */
    Sheet of(String id, Scope scope) {
        Instance instance = instances.find(id, scope).orElseThrow(() -> Refusal.notFound("没有这个流程，或者您没有查看它的权限。"));
        boolean readsForms = scope.readsFormsOf(instance.model());
        List<Step> way = steps.of(id, readsForms, organization::nameOfGroup);
        return new Sheet(
                instance,
                Marks.picture(instance, models.of(instance.modelId()), way, flows(id), returns(id)),
                way,
                related(CALLERS, id, scope),
                related(CALLED, id, scope),
                !readsForms);
    }

    /** How often each sequence flow was taken. */
    private Map<String, Long> flows(String id) {
        return jdbc
                .sql("select flow_id, count(*) as times from flow_taken where process_instance_id = ? group by flow_id")
                .param(id)
                .query((row, number) -> Map.entry(row.getString("flow_id"), row.getLong("times")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Return> returns(String id) {
        return jdbc.sql("""
                        select from_node, to_node, count(*) as times
                        from flow_returned
                        where process_instance_id = ?
                        group by from_node, to_node
                        order by min(id)
                        """)
                .param(id)
                .query((row, number) ->
                        new Return(row.getString("from_node"), row.getString("to_node"), row.getLong("times")))
                .list();
    }

    private List<Related> related(String sql, String id, Scope scope) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> new Related(
                        row.getString("id"),
                        row.getString("business_key") == null
                                ? row.getString("name")
                                : row.getString("name") + " " + row.getString("business_key"),
                        row.getString("name"),
                        scope.mayWalkTo(row.getString("squad")),
                        State.valueOf(row.getString("state"))))
                .list();
    }
}
