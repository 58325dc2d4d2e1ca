package cn.leiting.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;

/** One decision table on the bare decision engine. */
class DecisionTable {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final Path file;
    private final DmnDecision decision;

    DecisionTable(String key) {
        file = Path.of("bpmn", key + ".dmn");
        try (InputStream content = Files.newInputStream(file)) {
            decision = ENGINE.parseDecision(key, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Map<String, Object>> decide(Map<String, Object> inputs) {
        return ENGINE.evaluateDecisionTable(decision, inputs).getResultList();
    }

    int rules() {
        return Dmn.readModelFromFile(file.toFile())
                .getModelElementsByType(Rule.class)
                .size();
    }
}
