package cn.leiting.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Says what was handed in as the form says it: label and text of each field, a choice by its label. A later form may
 * word it otherwise, so the words of the day are kept.
 */
@Component
class Wordings {

    private static final Set<String> TEXTS = Set.of("textarea", "textfield");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final ObjectMapper mapper =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Map<String, JsonNode> forms = new ConcurrentHashMap<>();

    /** A JSON array of {@code {"label", "text"}} in the order of the form. */
    String of(String formKey, Map<String, ? extends @Nullable Object> values, boolean onlyChoices) {
        JsonNode handedIn = mapper.valueToTree(values);
        ArrayNode fields = mapper.createArrayNode();
        for (JsonNode component : forms.computeIfAbsent(formKey, this::components)) {
            if (!onlyChoices) {
                add(component, handedIn, fields);
            } else if (!TEXTS.contains(component.path("type").asText()) && !component.has("path")) {
                add(component, handedIn, fields);
            }
        }
        return fields.toString();
    }

    private JsonNode components(String formKey) {
        try (var schema = new ClassPathResource("bpmn/forms/" + formKey + ".form").getInputStream()) {
            return mapper.readTree(schema).path("components");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void add(JsonNode component, JsonNode handedIn, ArrayNode fields) {
        if (component.has("path")) {
            addRows(component, handedIn.path(component.path("path").asText()), fields);
            return;
        }
        String text = text(component, handedIn.path(component.path("key").asText()));
        if (!text.isBlank()) {
            add(component.path("label").asText(), text, fields);
        }
    }

    private static void add(String label, String text, ArrayNode fields) {
        fields.addObject().put("label", label).put("text", text);
    }

    /** A repeated group is one field a row. */
    private static void addRows(JsonNode group, JsonNode rows, ArrayNode fields) {
        int number = 0;
        for (JsonNode row : rows) {
            number++;
            Map<String, String> cells = new LinkedHashMap<>();
            group.path("components")
                    .forEach(component -> cells.put(
                            component.path("label").asText(),
                            text(component, row.path(component.path("key").asText()))));
            String text = cells.entrySet().stream()
                    .filter(cell -> !cell.getValue().isBlank())
                    .map(cell -> cell.getKey() + "：" + cell.getValue())
                    .collect(Collectors.joining("；"));
            add(group.path("label").asText() + number, text, fields);
        }
    }

    private static String text(JsonNode component, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(one -> chosen(component, one.asText()))
                    .collect(Collectors.joining("、"));
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "是" : "否";
        }
        return chosen(component, value.asText());
    }

    private static String chosen(JsonNode component, String value) {
        for (JsonNode choice : component.path("values")) {
            if (choice.path("value").asText().equals(value)) {
                return choice.path("label").asText();
            }
        }
        return component.path("subtype").asText().equals("date") ? day(value) : value;
    }

    private static String day(String value) {
        try {
            return DAY.format(LocalDate.parse(value));
        } catch (DateTimeParseException other) {
            return value;
        }
    }
}
