package cn.leiting.access;

import cn.leiting.mending.Returned;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 筛选：the lists of tasks that everybody finds in Tasklist; people make none of their own. Each but the first holds the
 * tasks that our own page lists under the same head: those that rest, and those that a colleague has claimed, are only
 * in the list of the whole unit. Made once, and made anew where a later release means something else by it; what an
 * administrator changes in one, its name too, stays as it is, and one that was deleted comes back.
 */
@Component
class SharedFilters {

    private static final String MYSELF = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";
    private static final String BEFORE_TODAY = "${dateTime().withTimeAtStartOfDay().minusMillis(1)}";
    private static final String TOMORROW = "${dateTime().withTimeAtStartOfDay().plusDays(1)}";

    private final FilterService filters;
    private final TaskService tasks;
    private final JdbcClient jdbc;

    /** @param place Tasklist shows them in this order */
    private record Shared(String code, int place, String name, String description, TaskQuery query) {}

    /** @param revision of the engine's row when it was written here last */
    private record Made(String code, String filterId, int revision) {}

    SharedFilters(FilterService filters, TaskService tasks, JdbcClient jdbc) {
        this.filters = filters;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    /** Makes those that are missing, and anew those that nobody else has changed; the ids of all. */
    Set<String> makeMissing() {
        Map<String, Filter> present = new HashMap<>();
        filters.createTaskFilterQuery().unlimitedList().forEach(filter -> present.put(filter.getId(), filter));
        Map<String, Made> made =
                jdbc.sql("select code, filter_id, revision from shared_filter").query(Made.class).list().stream()
                        .filter(one -> present.containsKey(one.filterId()))
                        .collect(Collectors.toMap(Made::code, one -> one));
        Set<String> known = made.values().stream().map(Made::filterId).collect(Collectors.toSet());

        Set<String> ids = new LinkedHashSet<>();
        for (Shared shared : wanted()) {
            Made one = Optional.ofNullable(made.get(shared.code()))
                    .or(() -> adopted(shared, present.values(), known))
                    .orElseGet(() -> new Made(
                            shared.code(),
                            filters.saveFilter(written(shared, empty())).getId(),
                            1));
            Filter filter = present.get(one.filterId());
            ids.add(remember(filter == null ? one : keptUp(shared, one, filter)));
        }
        return ids;
    }

    /** Releases before this one knew theirs by the name alone. */
    private Optional<Made> adopted(Shared shared, Collection<Filter> present, Set<String> known) {
        return present.stream()
                .filter(filter -> filter.getName().equals(shared.name()) && !known.contains(filter.getId()))
                .map(filter -> new Made(shared.code(), filter.getId(), 1))
                .findFirst();
    }

    private Made keptUp(Shared shared, Made made, Filter filter) {
        if (revision(filter) != made.revision() || says(filter).equals(says(written(shared, empty())))) {
            return made;
        }
        filters.saveFilter(written(shared, filter));
        return new Made(made.code(), made.filterId(), revision(filters.getFilter(made.filterId())));
    }

    private static int revision(Filter filter) {
        return ((FilterEntity) filter).getRevision();
    }

    private static List<Object> says(Filter filter) {
        return List.of(filter.getName(), ((FilterEntity) filter).getQueryInternal(), filter.getProperties());
    }

    private String remember(Made made) {
        jdbc.sql("""
                        insert into shared_filter (code, filter_id, revision)
                        values (?, ?, ?)
                        on conflict (code) do update set filter_id = excluded.filter_id, revision = excluded.revision
                        """).params(made.code(), made.filterId(), made.revision()).update();
        return made.filterId();
    }

    /** Tasklist opens with the first, which must not be empty for somebody who has claimed nothing yet. */
    private List<Shared> wanted() {
        return List.of(
                new Shared(
                        "OURS",
                        10,
                        "本部门全部",
                        "本部门的全部任务，含同事已认领的和已暂停的",
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .includeAssignedTasks()),
                new Shared(
                        "MINE",
                        20,
                        "我的待办",
                        "已由我认领、等我办理的任务",
                        tasks.createTaskQuery().active().taskAssigneeExpression(MYSELF)),
                new Shared(
                        "UNCLAIMED",
                        30,
                        "本部门待领",
                        "本部门可以认领的任务",
                        tasks.createTaskQuery()
                                .active()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .taskUnassigned()),
                new Shared(
                        "DUE_TODAY",
                        35,
                        "今日到期",
                        "我的和待领的任务中今天到期的",
                        atHand().dueAfterExpression(BEFORE_TODAY).dueBeforeExpression(TOMORROW)),
                new Shared("OVERDUE", 40, "已逾期", "我的和待领的任务中超过办理期限的", atHand().dueBeforeExpression("${now()}")),
                new Shared("RETURNED", 50, "被退回", "我的和待领的任务中退回修改或者重新核对的", returned()),
                new Shared(
                        "DIFFICULT", 60, "疑难", "我的和待领的疑难案件法制指导任务", atHand().processDefinitionKey("hardCaseGuidance")));
    }

    /** What the person has and may claim: without the assigned ones, to be a candidate's is to be unclaimed. */
    private TaskQuery atHand() {
        return tasks.createTaskQuery()
                .active()
                .or()
                .taskAssigneeExpression(MYSELF)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .endOr();
    }

    private TaskQuery returned() {
        TaskQuery query = atHand().taskDefinitionKeyIn(sorted(Returned.TASKS))
                .or()
                .processVariableValueEquals(Returned.DECISION, Returned.RETURN);
        for (String asked : sorted(Returned.QUESTIONS)) {
            query.processVariableValueEquals(asked, false);
        }
        Set<String> others = new HashSet<>(Returned.TASKS);
        others.remove(Returned.CHECK_OF_SCORES);
        return query.endOr()
                .or()
                .taskDefinitionKeyIn(sorted(others))
                .processVariableValueEquals(Returned.CONFIRMED, false)
                .endOr();
    }

    /** A set's own order is another one in the next run, which would look like another meaning. */
    private static String[] sorted(Set<String> names) {
        return names.stream().sorted().toArray(String[]::new);
    }

    private Filter empty() {
        return filters.newTaskFilter();
    }

    private static Filter written(Shared shared, Filter filter) {
        return filter.setName(shared.name())
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
    }
}
