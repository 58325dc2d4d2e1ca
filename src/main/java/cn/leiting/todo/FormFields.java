package cn.leiting.todo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** 表单内容：what a task's form asks, to be read before it is filled in. */
@Component
class FormFields {

    /**
     * 一项填写内容.
     *
     * @param choices 供选择的 answers, joined; empty: none are given
     * @param value what the form begins with; null: nothing
     */
    record Field(
            String key,
            String label,
            boolean required,
            String choices,
            String hint,
            @Nullable String value) {

        private Field with(@Nullable String known) {
            return new Field(key, label, required, choices, hint, known);
        }
    }

    private final ObjectMapper json;
    private final Map<String, List<Field>> forms = new ConcurrentHashMap<>();

    FormFields(ObjectMapper json) {
        this.json = json;
    }

    /**
     * In the order of the form; empty for a task without one.
     *
     * @param task e.g. {@code reviewFeedback}
     * @param proposed by the field's key
     */
    List<Field> of(String task, Map<String, String> proposed) {
        return forms.computeIfAbsent(task, this::read).stream()
                .map(field -> field.with(proposed.get(field.key())))
                .toList();
    }

    private List<Field> read(String task) {
        ClassPathResource form = new ClassPathResource("bpmn/forms/" + task + ".form");
        if (!form.exists()) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>();
        try (var schema = form.getInputStream()) {
            collect(json.readTree(schema), fields);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(fields);
    }

    /** Repeated rows show their fields once. */
    private static void collect(JsonNode parent, List<Field> fields) {
        for (JsonNode component : parent.path("components")) {
            if (component.hasNonNull("key")) {
                fields.add(field(component));
            }
            collect(component, fields);
        }
    }

    private static Field field(JsonNode component) {
        String choices = StreamSupport.stream(component.path("values").spliterator(), false)
                .map(value -> value.path("label").asText())
                .collect(Collectors.joining("、"));
        JsonNode label = component.path("label");
        return new Field(
                component.path("key").asText(),
                label.isMissingNode() ? component.path("dateLabel").asText() : label.asText(),
                component.path("validate").path("required").asBoolean(),
                choices,
                component.path("description").asText(""),
                null);
    }
}
