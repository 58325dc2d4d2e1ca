package cn.leiting.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records every sequence flow that a token takes, which the engine's history does not: the review page
 * draws the exact path of it. One statement a transaction, just before its commit.
 */
@Component
class FlowsTaken extends AbstractBpmnParseListener {

    private final ObjectProvider<JdbcTemplate> jdbc;
    private final Clock clock;

    private record Taken(String processInstanceId, String flowId, Instant at) {}

    FlowsTaken(ObjectProvider<JdbcTemplate> jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> record(new Taken(
                execution.getProcessInstanceId(),
                ((ExecutionEntity) execution).getCurrentTransitionId(),
                clock.instant())));
    }

    private void record(Taken taken) {
        Batch batch = batchOfThisTransaction();
        if (batch == null) {
            batch = new Batch();
            TransactionSynchronizationManager.registerSynchronization(batch);
        }
        batch.flows.add(taken);
    }

    private static @Nullable Batch batchOfThisTransaction() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Batch.class::isInstance)
                .map(Batch.class::cast)
                .filter(batch -> !batch.written)
                .findFirst()
                .orElse(null);
    }

    private final class Batch implements TransactionSynchronization {

        private final List<Taken> flows = new ArrayList<>();
        private boolean written;

        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            jdbc.getObject()
                    .update(
                            "insert into flow_taken (process_instance_id, flow_id, taken_at) select * from unnest(?, ?, ?)",
                            flows.stream().map(Taken::processInstanceId).toArray(String[]::new),
                            flows.stream().map(Taken::flowId).toArray(String[]::new),
                            flows.stream().map(Taken::at).map(Timestamp::from).toArray(Timestamp[]::new));
        }
    }
}
