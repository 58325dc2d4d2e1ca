package cn.leiting.engine;

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
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();
    private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();

    Forms(Validator validator) {
        this.validator = validator;
    }

    /** The task's submitted form as its record; refuses what breaks a rule, and a completion without a form. */
    public <T extends Record> T read(DelegateTask task, Class<T> form) {
        return read(task.getId(), task.getTaskDefinitionKey().replaceFirst("^userTask_", ""), form);
    }

    /** The submitted start form as its record. */
    public <T extends Record> T readStart(DelegateExecution execution, String formKey, Class<T> form) {
        return read(execution.getProcessInstanceId(), formKey, form);
    }

    private <T extends Record> T read(String submittedFor, String formKey, Class<T> form) {
        Map<String, String> labelOf = labels.computeIfAbsent(formKey, this::labels);
        T record = bind(SubmittedForms.take(submittedFor), form, labelOf);

        var violations = validator.validate(record);
        if (!violations.isEmpty()) {
            List<Refusal.Field> fields = violations.stream()
                    .map(violation -> field(violation, labelOf))
                    .sorted(Comparator.comparing(Refusal.Field::field).thenComparing(Refusal.Field::message))
                    .toList();
            throw Refusal.invalid(
                    fields.stream().map(Refusal.Field::message).collect(Collectors.joining("；", "", "。")), fields);
        }
        return record;
    }

    private <T extends Record> T bind(Map<String, Object> values, Class<T> form, Map<String, String> labelOf) {
        Map<String, @Nullable Object> plain = new HashMap<>();
        values.forEach((name, value) -> plain.put(name, plain(value)));
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
