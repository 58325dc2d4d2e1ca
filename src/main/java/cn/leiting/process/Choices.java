package cn.leiting.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.stereotype.Component;

/**
 * 选项：fills a select list of a Camunda Form, which can only read variables. The list is local to the
 * task, holds names of posts and ids, goes with the task, and leaves no history.
 */
@Component
class Choices {

    private final ObjectMapper mapper;

    /** One entry as the form shows and submits it. */
    record Choice(String label, String value) {}

    Choices(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void offer(DelegateTask task, String valuesKey, List<Choice> choices) {
        put(task, valuesKey, choices);
    }

    /** What is chosen of a list at first. */
    void fill(DelegateTask task, String key, List<String> chosen) {
        put(task, key, chosen);
    }

    private void put(DelegateTask task, String key, List<?> values) {
        try {
            task.setVariableLocal(
                    key, SpinValues.jsonValue(mapper.writeValueAsString(values)).create());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
