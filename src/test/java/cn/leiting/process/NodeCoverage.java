package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Fails a model's test class that leaves a node unvisited or a sequence flow untaken. */
class NodeCoverage implements BeforeAllCallback, AfterAllCallback {

    private final String process;
    private final Set<String> before = new HashSet<>();

    NodeCoverage(String process) {
        this.process = process;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        before.addAll(instances(context));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> own =
                instances(context).stream().filter(id -> !before.contains(id)).toList();
        var model = Bpmn.readModelFromFile(Path.of("bpmn", process + ".bpmn").toFile());

        assertThat(seen(context, "select distinct act_id_ from act_hi_actinst where proc_inst_id_ in (:own)", own))
                .as("visited nodes of " + process)
                .containsAll(ids(model.getModelElementsByType(FlowNode.class)));
        assertThat(seen(context, "select distinct flow_id from flow_taken where process_instance_id in (:own)", own))
                .as("taken flows of " + process)
                .containsAll(ids(taken(model)));
    }

    /** All but those behind an event-based gateway: the engine goes on with what happened and takes none of them. */
    private static List<SequenceFlow> taken(BpmnModelInstance model) {
        return model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
                .toList();
    }

    private List<String> instances(ExtensionContext context) {
        return jdbc(context)
                .sql("select id_ from act_hi_procinst where proc_def_key_ = :process")
                .param("process", process)
                .query(String.class)
                .list();
    }

    private static Set<String> seen(ExtensionContext context, String sql, List<String> own) {
        return new HashSet<>(
                jdbc(context).sql(sql).param("own", own).query(String.class).list());
    }

    private static JdbcClient jdbc(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(JdbcClient.class);
    }

    private static <T extends ModelElementInstance> Set<String> ids(java.util.Collection<T> elements) {
        return elements.stream().map(element -> element.getAttributeValue("id")).collect(Collectors.toSet());
    }
}
