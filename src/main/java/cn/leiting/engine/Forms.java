package cn.leiting.engine;

import cn.leiting.course.Courses;
import cn.leiting.course.Courses.Submission;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * 表单：turns what a person submitted into the form's record. The engine checks nothing of a Camunda
 * Form on the server, so every rule is checked again here; what breaks one is refused in the words of
 * the form: the label the person sees, and what is wrong with it.
 */
@Component
public class Forms {

    private final Validator validator;
    private final Courses courses;
    private final Engine engine;
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();
    private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();

    Forms(Validator validator, Courses courses, Engine engine) {
        this.validator = validator;
        this.courses = courses;
        this.engine = engine;
    }

    /** The task's submitted form as its record; refuses what breaks a rule, and a completion without a form. */
    public <T extends Record> T read(DelegateTask task, Class<T> form) {
        return read(
                new Submission(
                        task.getId(),
                        task.getProcessInstanceId(),
                        task.getProcessDefinitionId(),
                        task.getTaskDefinitionKey(),
                        engine.actor()),
                task.getTaskDefinitionKey().replaceFirst("^userTask_", ""),
                form);
    }

    /** The submitted start form as its record. */
    public <T extends Record> T readStart(DelegateExecution execution, String formKey, Class<T> form) {
        String instance = execution.getProcessInstanceId();
        return read(
                new Submission(
                        instance,
                        instance,
                        execution.getProcessDefinitionId(),
                        execution.getCurrentActivityId(),
                        engine.actor()),
                formKey,
                form);
    }

    private <T extends Record> T read(Submission submission, String formKey, Class<T> form) {
        Map<String, String> labelOf = labels.computeIfAbsent(formKey, this::labels);
        Map<String, @Nullable Object> values = plain(SubmittedForms.take(submission.of()));
        T record = bind(values, form, labelOf);

        var violations = validator.validate(record);
        if (!violations.isEmpty()) {
            List<Refusal.Field> fields = violations.stream()
                    .map(violation -> field(violation, labelOf))
                    .sorted(Comparator.comparing(Refusal.Field::field).thenComparing(Refusal.Field::message))
                    .toList();
            throw Refusal.invalid(
                    fields.stream().map(Refusal.Field::message).collect(Collectors.joining("；", "", "。")), fields);
        }
        courses.submitted(submission, formKey, values);
        return record;
    }

    private Map<String, @Nullable Object> plain(Map<String, Object> submitted) {
        Map<String, @Nullable Object> plain = new HashMap<>();
        submitted.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private <T extends Record> T bind(Map<String, @Nullable Object> plain, Class<T> form, Map<String, String> labelOf) {
        try {
            return mapper.convertValue(plain, form);
        } catch (IllegalArgumentException unfit) {
            String field = unfit.getCause() instanceof JsonMappingException mapping
                    ? mapping.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .filter(name -> name != null)
                            .findFirst()
                            .orElse("")
                    : "";
            throw Refusal.invalid(field, "“" + labelOf.getOrDefault(field, field) + "”填写有误。");
        }
    }

    private @Nullable Object plain(@Nullable Object value) {
        if (value instanceof SpinJsonNode json) {
            return tree(json.toString());
        }
        if (value instanceof String text) {
            return text.isBlank() ? null : text.strip();
        }
        return value;
    }

    private JsonNode tree(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A rule of one field speaks of its label; a rule over several fields brings its whole sentence. */
    private static Refusal.Field field(ConstraintViolation<?> violation, Map<String, String> labelOf) {
        String path = violation.getPropertyPath().toString();
        String name = path.replaceFirst("[.\\[].*$", "");
        String leaf = path.substring(path.lastIndexOf('.') + 1);
        String label = labelOf.getOrDefault(leaf, labelOf.getOrDefault(name, ""));
        return new Refusal.Field(path, label + violation.getMessage().replaceFirst("。$", ""));
    }

    /** The labels of a form by its fields' keys, those of repeated rows too. */
    private Map<String, String> labels(String formKey) {
        Map<String, String> found = new HashMap<>();
        try (var schema = new ClassPathResource("bpmn/forms/" + formKey + ".form").getInputStream()) {
            mapper.readTree(schema)
                    .findParents("key")
                    .forEach(component -> found.put(
                            component.path("key").asText(),
                            component.path("label").asText("")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return found;
    }
}
