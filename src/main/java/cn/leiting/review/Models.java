package cn.leiting.review;

import cn.leiting.diagram.Diagram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** 流程模型的版本：the diagram of each version as it was deployed; a version never changes, so each is read once. */
@Component
public class Models {

    private final RepositoryService repository;
    private final Map<String, Diagram> read = new ConcurrentHashMap<>();

    Models(RepositoryService repository) {
        this.repository = repository;
    }

    /** @param id of the version, as the engine names it */
    public Diagram of(String id) {
        return read.computeIfAbsent(id, this::read);
    }

    private Diagram read(String id) {
        try (InputStream model = repository.getProcessModel(id)) {
            return Diagram.read(model);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
