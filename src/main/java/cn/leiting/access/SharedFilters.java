package cn.leiting.access;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 筛选：the lists of tasks that everybody finds in Tasklist; people make none of their own. Made once; what an
 * administrator changes in one, its name too, stays as it is, and one that was deleted comes back.
 */
@Component
class SharedFilters {

    /** Where work comes back to: what a returned thing is mended at, or looked at again. */
    static final Set<String> MENDING = Set.of(
            "userTask_checkAssessment",
            "userTask_checkScores",
            "userTask_defineCampaign",
            "userTask_defineImprovement",
            "userTask_draftOpinion",
            "userTask_draftProgramme",
            "userTask_draftReport",
            "userTask_editInformation",
            "userTask_investigate",
            "userTask_registerSource",
            "userTask_reviewYear",
            "userTask_reviseJoint",
            "userTask_rework",
            "userTask_screenJoint",
            "userTask_supplyAdjustments");

    /** What the gateways before the ways back ask; with {@code decision} it is whether somebody said RETURN. */
    static final Set<String> NOT_PASSED = Set.of(
            "accepted",
            "approved",
            "checked",
            "confirmed",
            "cosigned",
            "countersigned",
            "feedbackAccepted",
            "opinionSigned",
            "programmeApproved",
            "reviewApproved",
            "reviewPassed",
            "signed");

    private static final String MYSELF = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";
    private static final String TODAY = "${dateTime().withTimeAtStartOfDay()}";
    private static final String TOMORROW = "${dateTime().withTimeAtStartOfDay().plusDays(1)}";

    private final FilterService filters;
    private final TaskService tasks;
    private final JdbcClient jdbc;

    /** @param place Tasklist shows them in this order */
    private record Shared(String code, int place, String name, String description, TaskQuery query) {}

    private record Made(String code, String filterId) {}

    SharedFilters(FilterService filters, TaskService tasks, JdbcClient jdbc) {
        this.filters = filters;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    /** Makes those that are missing; the ids of all. */
    Set<String> makeMissing() {
        Map<String, String> present = new HashMap<>();
        filters.createTaskFilterQuery()
                .unlimitedList()
                .forEach(filter -> present.putIfAbsent(filter.getId(), filter.getName()));
        Map<String, String> made =
                jdbc.sql("select code, filter_id from shared_filter").query(Made.class).list().stream()
                        .filter(one -> present.containsKey(one.filterId()))
                        .collect(Collectors.toMap(Made::code, Made::filterId));
        present.keySet().removeAll(made.values());

        Set<String> ids = new LinkedHashSet<>();
        for (Shared shared : wanted()) {
            String id = made.get(shared.code());
            ids.add(id == null ? remember(shared.code(), adopted(shared, present)) : id);
        }
        return ids;
    }

    /** Releases before this one knew theirs by the name alone. */
    private String adopted(Shared shared, Map<String, String> present) {
        return present.entrySet().stream()
                .filter(filter -> Objects.equals(filter.getValue(), shared.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> make(shared));
    }

    private String remember(String code, String filterId) {
        jdbc.sql("""
                        insert into shared_filter (code, filter_id)
                        values (?, ?)
                        on conflict (code) do update set filter_id = excluded.filter_id
                        """).params(code, filterId).update();
        return filterId;
    }

    /** Tasklist opens with the first, which must not be empty for somebody who has claimed nothing yet. */
    private List<Shared> wanted() {
        return List.of(
                new Shared("OURS", 10, "本部门全部", "本部门的全部任务，含已认领的", ours()),
                new Shared(
                        "MINE",
                        20,
                        "我的待办",
                        "已由我认领、等我办理的任务",
                        tasks.createTaskQuery().taskAssigneeExpression(MYSELF)),
                new Shared(
                        "UNCLAIMED",
                        30,
                        "本部门待领",
                        "本部门可以认领的任务",
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .taskUnassigned()),
                new Shared(
                        "DUE_TODAY",
                        35,
                        "今日到期",
                        "本部门今天到期的任务",
                        ours().dueAfterExpression(TODAY).dueBeforeExpression(TOMORROW)),
                new Shared("OVERDUE", 40, "已逾期", "本部门已超过办理期限的任务", ours().dueBeforeExpression("${now()}")),
                new Shared("RETURNED", 50, "被退回", "退回本部门修改或者重新核对的任务", returned()),
                new Shared("DIFFICULT", 60, "疑难", "本部门的疑难案件指导任务", ours().processDefinitionKey("hardCaseGuidance")));
    }

    private TaskQuery ours() {
        return tasks.createTaskQuery().taskCandidateGroupInExpression(MY_GROUPS).includeAssignedTasks();
    }

    /** The scores' check is also where mended adjustments arrive, so there it counts only what the leader returned. */
    private TaskQuery returned() {
        TaskQuery query = ours().taskDefinitionKeyIn(MENDING.toArray(String[]::new))
                .or()
                .processVariableValueEquals("decision", "RETURN");
        NOT_PASSED.stream().sorted().forEach(asked -> query.processVariableValueEquals(asked, false));
        return query.endOr()
                .or()
                .taskDefinitionKeyIn(MENDING.stream()
                        .filter(task -> !task.equals("userTask_checkScores"))
                        .toArray(String[]::new))
                .processVariableValueEquals("confirmed", false)
                .endOr();
    }

    private String make(Shared shared) {
        Filter filter = filters.newTaskFilter(shared.name())
                .setQuery(shared.query())
                .setProperties(Map.of(
                        "description",
                        shared.description(),
                        "priority",
                        shared.place(),
                        "refresh",
                        true,
                        "showUndefinedVariable",
                        false,
                        "variables",
                        List.of()));
        return filters.saveFilter(filter).getId();
    }
}
