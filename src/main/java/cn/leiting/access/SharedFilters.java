package cn.leiting.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** 筛选：the four lists of tasks that everybody finds in Tasklist; people make none of their own. */
@Component
class SharedFilters {

    private static final String MYSELF = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";

    private final FilterService filters;
    private final TaskService tasks;

    private record Shared(String name, String description, TaskQuery query) {}

    SharedFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** Makes those that are missing; the ids of all four. */
    Set<String> makeMissing() {
        Map<String, String> present = new HashMap<>();
        filters.createTaskFilterQuery()
                .unlimitedList()
                .forEach(filter -> present.putIfAbsent(filter.getName(), filter.getId()));

        Set<String> ids = new HashSet<>();
        List<Shared> wanted = wanted();
        for (int i = 0; i < wanted.size(); i++) {
            Shared shared = wanted.get(i);
            String id = present.get(shared.name());
            ids.add(id == null ? make(shared, i) : id);
        }
        return ids;
    }

    /** Tasklist opens with the first, which must not be empty for somebody who has claimed nothing yet. */
    private List<Shared> wanted() {
        return List.of(
                new Shared(
                        "本部门全部",
                        "本部门的全部任务，含已认领的",
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .includeAssignedTasks()),
                new Shared("我的待办", "已由我认领、等我办理的任务", tasks.createTaskQuery().taskAssigneeExpression(MYSELF)),
                new Shared(
                        "本部门待领",
                        "本部门可以认领的任务",
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .taskUnassigned()),
                new Shared(
                        "已逾期",
                        "本部门已超过办理期限的任务",
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .includeAssignedTasks()
                                .dueBeforeExpression("${now()}")));
    }

    private String make(Shared shared, int position) {
        Filter filter = filters.newTaskFilter(shared.name())
                .setQuery(shared.query())
                .setProperties(Map.of(
                        "description",
                        shared.description(),
                        "priority",
                        (position + 1) * 10,
                        "refresh",
                        true,
                        "showUndefinedVariable",
                        false,
                        "variables",
                        List.of()));
        return filters.saveFilter(filter).getId();
    }
}
