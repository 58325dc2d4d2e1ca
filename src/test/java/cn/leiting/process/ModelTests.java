package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.Parameters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The models are the product: their names, drawings, forms and expressions hold together. */
@LeitingTest
class ModelTests {

    private static final Path MODELS = Path.of("bpmn");
    private static final Map<Path, BpmnModelInstance> MODELS_READ = new ConcurrentHashMap<>();
    private static final Pattern CALL = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)\\((.*)\\)}");
    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Forms that ask what another form asks, with other words around it. */
    private static final Map<String, String> SAME_FIELDS = Map.of(
            "interimFeedback", "feedBack",
            "rework", "feedBack",
            "countersign", "reviewFeedback",
            "superviseLookBack", "superviseCampaign",
            "closeLookBack", "closeCampaign",
            "fileImprovementPlan", "fileInspectionPlan",
            "publicizeLookBack", "publicizeCampaign",
            "reviseJoint", "startJoint");

    @Autowired
    private Parameters parameters;

    static List<Path> processes() {
        return files(MODELS, ".bpmn");
    }

    static List<Path> decisions() {
        return files(MODELS, ".dmn");
    }

    static List<Path> forms() {
        return files(MODELS.resolve("forms"), ".form");
    }

    @ParameterizedTest
    @MethodSource("processes")
    void isNamedAsItsFileAndKeepsHistoryFiveYears(Path file) {
        Process process = process(file);

        assertThat(process.getId() + ".bpmn").isEqualTo(file.getFileName().toString());
        assertThat(process.getName()).matches(CHINESE);
        assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P1825D");
        assertThat(process.getDocumentations()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void speaksOneLanguageInItsIds(Path file) {
        for (FlowNode node : nodes(file)) {
            assertThat(node.getId()).matches(prefixOf(node) + "_[a-z][A-Za-z]*");
        }
        for (SequenceFlow flow : model(file).getModelElementsByType(SequenceFlow.class)) {
            assertThat(flow.getId()).matches("flow_[a-z][A-Za-z]*");
        }
    }

    private static String prefixOf(FlowNode node) {
        if (node instanceof UserTask) {
            return "userTask";
        }
        if (node instanceof ServiceTask) {
            return "serviceTask";
        }
        if (node instanceof Gateway gateway) {
            return gateway.getIncoming().size() > 1 ? "join" : gateway instanceof ParallelGateway ? "split" : "gateway";
        }
        if (node instanceof SubProcess) {
            return "subProcess";
        }
        if (node instanceof CallActivity) {
            return "call";
        }
        return node instanceof StartEvent
                ? "start"
                : node.getElementType().getTypeName().equals("endEvent") ? "end" : "(timer|catch)";
    }

    @ParameterizedTest
    @MethodSource("processes")
    void labelsEverythingButJoinsAndSplitsInChinese(Path file) {
        for (FlowNode node : nodes(file)) {
            boolean silent = node instanceof ParallelGateway
                    || node instanceof Gateway gateway && gateway.getIncoming().size() > 1;
            if (silent) {
                assertThat(node.getName()).as(node.getId()).isNull();
            } else {
                assertThat(node.getName()).as(node.getId()).matches(CHINESE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void asksAtEveryDecidingGatewayAndNamesItsAnswers(Path file) {
        for (ExclusiveGateway gateway : model(file).getModelElementsByType(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() < 2) {
                continue;
            }
            assertThat(gateway.getName()).endsWith("？");
            assertThat(gateway.getDefault()).as("default of " + gateway.getId()).isNotNull();
            for (SequenceFlow flow : gateway.getOutgoing()) {
                assertThat(flow.getName()).as(flow.getId()).isNotBlank();
                assertThat(flow.getConditionExpression() == null)
                        .as("condition of " + flow.getId())
                        .isEqualTo(flow.equals(gateway.getDefault()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void hasNoScriptsAndNoDelegateClasses(Path file) throws IOException {
        assertThat(model(file).getModelElementsByType(ScriptTask.class)).isEmpty();
        assertThat(Files.readString(file))
                .doesNotContain("camunda:class", "scriptFormat", "camunda:delegateExpression", "camunda:script");
    }

    @ParameterizedTest
    @MethodSource("processes")
    void callsOnlyPublicMethodsOfItsOwnClass(Path file) throws Exception {
        Class<?> own =
                Class.forName("cn.leiting.process." + capitalized(process(file).getId()) + "Process");
        String bean = process(file).getId() + "Process";
        List<String> calls = Pattern.compile("\\$\\{[^}]*}")
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group().replace("&#34;", "\""))
                .filter(expression -> expression.contains("("))
                .toList();

        assertThat(calls).isNotEmpty();
        for (String call : calls) {
            Matcher parts = CALL.matcher(call);
            assertThat(parts.matches()).as(call).isTrue();
            assertThat(parts.group(1)).as(call).isEqualTo(bean);
            int arguments = parts.group(3).isBlank() ? 0 : parts.group(3).split(",").length;
            assertThat(own.getMethods())
                    .as(call)
                    .anyMatch(method ->
                            method.getName().equals(parts.group(2)) && method.getParameterCount() == arguments);
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void usesEveryPublicMethodOfItsClass(Path file) throws Exception {
        Class<?> own =
                Class.forName("cn.leiting.process." + capitalized(process(file).getId()) + "Process");
        String text = Files.readString(file);

        assertThat(Arrays.stream(own.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName))
                .allMatch(name -> text.contains("." + name + "("));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void givesEveryTaskItsFormItsGroupsItsDeadlineAndOneListener(Path file) {
        for (UserTask task : model(file).getModelElementsByType(UserTask.class)) {
            String form = task.getId().replaceFirst("^userTask_", "");
            assertThat(task.getCamundaFormRef()).isEqualTo(form);
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
            assertThat(MODELS.resolve("forms/" + form + ".form")).exists();
            assertThat(task.getCamundaCandidateGroups()).as(task.getId()).isNotBlank();
            assertThat(all(task, CamundaTaskListener.class).stream()
                            .filter(listener -> listener.getCamundaEvent().equals("complete")))
                    .as("complete listener of " + task.getId())
                    .hasSize(1);
            assertThat(all(task, CamundaProperty.class).stream()
                            .filter(property -> property.getCamundaName().equals("deadline"))
                            .map(CamundaProperty::getCamundaValue))
                    .as("deadline of " + task.getId())
                    .singleElement()
                    .matches(rule -> rule.startsWith("${") || isLength(rule));
        }
    }

    /** What an expression names, the tests of its model see. */
    private boolean isLength(String rule) {
        return parameters.length(rule, LocalDate.of(2023, 6, 1)) != null;
    }

    @ParameterizedTest
    @MethodSource("processes")
    void isDrawnWholeWithRightAnglesAndWithoutOverlaps(Path file) {
        BpmnModelInstance model = model(file);
        Map<ModelElementInstance, List<Bounds>> shapesIn = new HashMap<>();
        for (FlowNode node : nodes(file)) {
            List<Bounds> shapes = shapesIn.computeIfAbsent(node.getParentElement(), scope -> new ArrayList<>());
            BpmnShape shape = (BpmnShape) node.getDiagramElement();
            assertThat(shape).as("shape of " + node.getId()).isNotNull();
            if (!(node instanceof BoundaryEvent)) {
                assertThat(shapes).as(node.getId()).noneMatch(other -> overlap(other, shape.getBounds()));
                shapes.add(shape.getBounds());
            }
        }
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            BpmnEdge edge = flow.getDiagramElement();
            assertThat(edge).as("edge of " + flow.getId()).isNotNull();
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            for (int i = 1; i < points.size(); i++) {
                assertThat(points.get(i).getX().equals(points.get(i - 1).getX())
                                || points.get(i).getY().equals(points.get(i - 1).getY()))
                        .as("right angles of " + flow.getId())
                        .isTrue();
            }
        }
    }

    private static boolean overlap(Bounds one, Bounds other) {
        return one.getX() < other.getX() + other.getWidth()
                && other.getX() < one.getX() + one.getWidth()
                && one.getY() < other.getY() + other.getHeight()
                && other.getY() < one.getY() + one.getHeight();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void keepsTheAnswerOfADefaultFlowClearOfItsSlash(Path file) {
        for (ExclusiveGateway gateway : model(file).getModelElementsByType(ExclusiveGateway.class)) {
            SequenceFlow usual = gateway.getDefault();
            if (usual != null && usual.getName() != null) {
                BpmnEdge edge = usual.getDiagramElement();
                assertThat(edge.getBpmnLabel())
                        .as("place of the answer of " + usual.getId())
                        .isNotNull();
                assertThat(touchesTheSlash(edge))
                        .as("slash of " + usual.getId())
                        .isFalse();
            }
        }
    }

    /** It is drawn across the line, 4 to 8 pixels from the gateway and 5 to each side. */
    private static boolean touchesTheSlash(BpmnEdge edge) {
        List<Waypoint> points = List.copyOf(edge.getWaypoints());
        double right = Math.signum(points.get(1).getX() - points.get(0).getX());
        double down = Math.signum(points.get(1).getY() - points.get(0).getY());
        double x = points.get(0).getX() + 6 * right;
        double y = points.get(0).getY() + 6 * down;
        double halfWidth = right == 0 ? 5 : 2;
        double halfHeight = down == 0 ? 5 : 2;
        Bounds label = edge.getBpmnLabel().getBounds();
        return label.getX() < x + halfWidth
                && x - halfWidth < label.getX() + label.getWidth()
                && label.getY() < y + halfHeight
                && y - halfHeight < label.getY() + label.getHeight();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsEveryFieldOfAFormIntoItsRecord(Path file) {
        JsonNode form = json(file);
        String key = form.path("id").asText();

        assertThat(key + ".form").isEqualTo(file.getFileName().toString());
        assertThat(form.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
        assertThat(keys(form)).as(key).isEqualTo(componentsOf(recordOf(key)));
        for (JsonNode component : form.findParents("key")) {
            assertThat(component.path("label").asText())
                    .as(key + "." + component.path("key"))
                    .matches(CHINESE);
        }
    }

    /** Tasklist's script, {@code static/assets/webapps.js}, knows the fields of repeated rows by their ids. */
    @ParameterizedTest
    @MethodSource("forms")
    void namesTheFieldsOfRepeatedRowsAsTasklistsScriptKnowsThem(Path file) {
        for (JsonNode list : json(file).findParents("path")) {
            assertThat(list.path("components"))
                    .isNotEmpty()
                    .allMatch(row -> row.path("id").asText().startsWith("row_"));
        }
    }

    @Test
    void usesEveryFormInAModel() {
        Set<String> used = processes().stream()
                .flatMap(file -> Stream.concat(
                        model(file).getModelElementsByType(UserTask.class).stream()
                                .map(UserTask::getCamundaFormRef),
                        model(file).getModelElementsByType(StartEvent.class).stream()
                                .map(StartEvent::getCamundaFormRef)))
                .collect(Collectors.toSet());

        assertThat(forms())
                .allMatch(form -> used.contains(form.getFileName().toString().replace(".form", "")));
    }

    /** The record of a form: {@code <ProcessId>Forms.<Form>}, or the one of every approval. */
    private static Class<?> recordOf(String form) {
        String key = SAME_FIELDS.getOrDefault(form, form);
        return processes().stream()
                .flatMap(file -> {
                    try {
                        return Arrays.stream(Class.forName("cn.leiting.process."
                                        + capitalized(process(file).getId()) + "Forms")
                                .getDeclaredClasses());
                    } catch (ClassNotFoundException none) {
                        return Stream.<Class<?>>empty();
                    }
                })
                .filter(type -> type.getSimpleName().equals(capitalized(key)))
                .findFirst()
                .orElse(Approval.class);
    }

    private static Set<String> keys(JsonNode form) {
        return StreamSupport.stream(form.path("components").spliterator(), false)
                .filter(component -> component.has("key") || component.has("path"))
                .map(component ->
                        component.path(component.has("key") ? "key" : "path").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> componentsOf(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void describesEveryRuleOfADecisionAndEndsFirstHitTablesWithACatchAll(Path file) {
        Decision decision = Dmn.readModelFromFile(file.toFile())
                .getModelElementsByType(Decision.class)
                .iterator()
                .next();
        DecisionTable table = (DecisionTable) decision.getExpression();

        assertThat(decision.getId() + ".dmn").isEqualTo(file.getFileName().toString());
        assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P1825D");
        assertThat(table.getInputs())
                .allMatch(input -> CHINESE.matcher(input.getLabel()).matches());
        assertThat(table.getRules()).allMatch(rule -> rule.getId().startsWith("rule_"));
        assertThat(table.getRules())
                .allMatch(rule -> rule.getDescription() != null
                        && CHINESE.matcher(rule.getDescription().getTextContent())
                                .matches());
        if (table.getHitPolicy() == HitPolicy.FIRST) {
            Rule last = List.copyOf(table.getRules()).get(table.getRules().size() - 1);
            assertThat(last.getInputEntries())
                    .extracting(InputEntry::getTextContent)
                    .allMatch(text -> text.strip().equals("-"));
        }
    }

    private static <T extends ModelElementInstance> Collection<T> all(Task task, Class<T> type) {
        return task.getExtensionElements() == null
                ? List.of()
                : model(task).getModelElementsByType(type).stream()
                        .filter(element -> isInside(element, task))
                        .toList();
    }

    private static BpmnModelInstance model(Task task) {
        return (BpmnModelInstance) task.getModelInstance();
    }

    private static boolean isInside(ModelElementInstance element, Task task) {
        for (var parent = element.getParentElement(); parent != null; parent = parent.getParentElement()) {
            if (parent.equals(task)) {
                return true;
            }
        }
        return false;
    }

    private static Collection<FlowNode> nodes(Path file) {
        return model(file).getModelElementsByType(FlowNode.class);
    }

    private static Process process(Path file) {
        return model(file).getModelElementsByType(Process.class).iterator().next();
    }

    private static BpmnModelInstance model(Path file) {
        return MODELS_READ.computeIfAbsent(file, unread -> Bpmn.readModelFromFile(unread.toFile()));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
