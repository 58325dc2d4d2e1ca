package cn.leiting.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.mending.Returned;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class SharedFiltersTests {

    private static final List<String> NAMES = List.of("本部门全部", "我的待办", "本部门待领", "今日到期", "已逾期", "被退回", "疑难");

    /** A squad's feedback comes back by flows that answer a question with no. */
    private static final Pattern WAY_BACK = Pattern.compile(".*([rR]eturned|sentBack|_revise)");

    @LocalServerPort
    private int port;

    @Autowired
    private Rights rights;

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xujing1",
                "xujingLead",
                "xujingTown1",
                "legal1",
                "office1",
                "coordination1",
                "bureau1",
                "police1"
            })
    void everybodyFindsTheSameListsInTheSameOrder(String person) {
        JsonNode found = Client.of(person, port).engine("GET", "/filter", null).json();

        assertThat(StreamSupport.stream(found.spliterator(), false)
                        .sorted(Comparator.comparing(filter ->
                                filter.path("properties").path("priority").asInt()))
                        .map(filter -> filter.path("name").asText()))
                .containsExactlyElementsOf(NAMES);
    }

    @Test
    void onlyAnAdministratorChangesOne() {
        String id = filter("疑难").getId();
        Map<String, Object> change =
                Map.of("name", "疑难案件", "resourceType", "Task", "query", Map.of(), "properties", Map.of("priority", 60));

        for (String person : List.of("xujing1", "supervision1", "bureau1")) {
            assertThat(Client.of(person, port)
                            .engine("PUT", "/filter/" + id, change)
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(filter("疑难").getId()).isEqualTo(id);
    }

    @Test
    void whatAnAdministratorCallsOtherwiseIsNotMadeAgain() {
        Filter late = filter("已逾期");
        filters.saveFilter(late.setName("已经逾期"));
        try {
            rights.afterSingletonsInstantiated();

            assertThat(filters.createTaskFilterQuery().filterName("已逾期").count())
                    .isZero();
            assertThat(filters.createTaskFilterQuery().count()).isEqualTo(NAMES.size());
        } finally {
            filters.saveFilter(filter("已经逾期").setName("已逾期"));
        }
    }

    @Test
    void whatAnEarlierReleaseMadeIsTakenOverByItsName() {
        String id = filter("我的待办").getId();
        jdbc.sql("delete from shared_filter where code = 'MINE'").update();

        rights.afterSingletonsInstantiated();

        assertThat(filter("我的待办").getId()).isEqualTo(id);
        assertThat(jdbc.sql("select filter_id from shared_filter where code = 'MINE'")
                        .query(String.class)
                        .single())
                .isEqualTo(id);
    }

    @Test
    void whatAnEarlierReleaseMeantIsMadeAnewButNotWhatAnAdministratorMeant() {
        String id = filter("疑难").getId();
        jdbc.sql("update act_ru_filter set query_ = '{}', rev_ = 1 where id_ = ?")
                .param(id)
                .update();
        jdbc.sql("update shared_filter set revision = 1 where filter_id = ?")
                .param(id)
                .update();

        rights.afterSingletonsInstantiated();
        assertThat(stored(id)).contains("hardCaseGuidance", "currentUserGroups");
        String made = revision(id);
        rights.afterSingletonsInstantiated();
        assertThat(revision(id)).as("the same is not written twice").isEqualTo(made);

        filters.saveFilter(
                filters.getFilter(id).setQuery(tasks.createTaskQuery().taskName("受理")));
        rights.afterSingletonsInstantiated();
        assertThat(stored(id)).contains("受理").doesNotContain("hardCaseGuidance");

        filters.deleteFilter(id);
        rights.afterSingletonsInstantiated();
        assertThat(stored(filter("疑难").getId())).contains("hardCaseGuidance");
    }

    private String stored(String id) {
        return jdbc.sql("select query_ from act_ru_filter where id_ = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private String revision(String id) {
        return jdbc.sql(
                        "select rev_ || '/' || revision from act_ru_filter join shared_filter on filter_id = id_ where id_ = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void everyWayBackInTheModelsLeadsToATaskOfTheList() throws IOException {
        Set<String> tasks = new HashSet<>();
        Set<String> questions = new HashSet<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:bpmn/*.bpmn")) {
            BpmnModelInstance model = Bpmn.readModelFromStream(file.getInputStream());
            for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
                boolean back = WAY_BACK.matcher(flow.getId()).matches()
                        || (flow.getName() != null && flow.getName().startsWith("退回"));
                Set<String> reached = back ? tasksBehind(flow) : Set.of();
                tasks.addAll(reached);
                if (!reached.isEmpty() && flow.getConditionExpression() != null) {
                    questions.add(flow.getConditionExpression().getTextContent());
                }
            }
        }
        tasks.remove("userTask_decideRejected"); // at the third return somebody else decides

        assertThat(tasks).isEqualTo(Returned.TASKS);
        assertThat(questions)
                .allMatch(question -> question.equals("${decision == 'RETURN'}")
                        || Returned.QUESTIONS.contains(question.replaceAll("[${}!]", "")));
        assertThat(Returned.QUESTIONS).allMatch(asked -> questions.contains("${!" + asked + "}"));
    }

    private static Set<String> tasksBehind(SequenceFlow flow) {
        Set<String> found = new HashSet<>();
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> next = new ArrayDeque<>(List.of(flow.getTarget()));
        while (!next.isEmpty()) {
            FlowNode node = next.pop();
            if (node instanceof UserTask) {
                found.add(node.getId());
            } else if (seen.add(node)) {
                node.getOutgoing().forEach(outgoing -> next.add(outgoing.getTarget()));
            }
        }
        return found;
    }

    private Filter filter(String name) {
        return filters.createTaskFilterQuery().filterName(name).singleResult();
    }
}
