package cn.leiting.course;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 历程：records how an instance went, for 流程回顾. Everything of a transaction is written in one statement just
 * before its commit, or not at all.
 */
@Component
public class Courses {

    private static final String WRITE = """
            with taken as (
                insert into flow_taken (process_instance_id, flow_id, taken_at)
                select * from unnest(?, ?, ?)),
            returned as (
                insert into flow_returned (process_instance_id, from_node, to_node, returned_by, returned_at)
                select * from unnest(?, ?, ?, ?, ?))
            insert into form_submitted (submitted_for, process_instance_id, node, submitted_by, submitted_at, fields)
            select submitted_for, instance, node, person, at, fields::jsonb
            from unnest(?, ?, ?, ?, ?, ?) as form (submitted_for, instance, node, person, at, fields)
            """;

    /** Party data may stand in a case's texts (domain 2.4). */
    private static final Pattern OF_A_CASE = Pattern.compile("(enforcementCase|caseDecision|casePerformance):");

    private final ObjectProvider<JdbcTemplate> jdbc;
    private final Wordings wordings;
    private final Clock clock;

    private record Taken(String instance, String flow, Instant at) {}

    private record Returned(String instance, String from, String to, String by, Instant at) {}

    private record Submitted(String of, String instance, String node, String by, Instant at, String fields) {}

    /**
     * 办理: what a person handed in.
     *
     * @param of the task, or the instance that a start form began
     * @param model the version of the model that the instance follows; of a case only what was chosen is kept, no text
     */
    public record Submission(String of, String instance, String model, String node, String by) {}

    Courses(ObjectProvider<JdbcTemplate> jdbc, Wordings wordings, Clock clock) {
        this.jdbc = jdbc;
        this.wordings = wordings;
        this.clock = clock;
    }

    /** A token took a sequence flow. */
    public void taken(String instance, String flow) {
        batch().taken.add(new Taken(instance, flow, clock.instant()));
    }

    /** 退回、撤回: a token was set back from a node before an earlier one, without a sequence flow. */
    public void returned(String instance, String from, String to, String by) {
        batch().returned.add(new Returned(instance, from, to, by, clock.instant()));
    }

    /** A form was accepted; the fields that it does not have are left out. */
    public void submitted(Submission submission, String formKey, Map<String, ? extends @Nullable Object> values) {
        boolean onlyChoices = OF_A_CASE.matcher(submission.model()).lookingAt();
        batch().submitted
                .add(new Submitted(
                        submission.of(),
                        submission.instance(),
                        submission.node(),
                        submission.by(),
                        clock.instant(),
                        wordings.of(formKey, values, onlyChoices)));
    }

    private Batch batch() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Batch.class::isInstance)
                .map(Batch.class::cast)
                .filter(batch -> !batch.written)
                .findFirst()
                .orElseGet(this::opened);
    }

    private Batch opened() {
        Batch batch = new Batch();
        TransactionSynchronizationManager.registerSynchronization(batch);
        return batch;
    }

    private final class Batch implements TransactionSynchronization {

        private final List<Taken> taken = new ArrayList<>();
        private final List<Returned> returned = new ArrayList<>();
        private final List<Submitted> submitted = new ArrayList<>();
        private boolean written;

        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            jdbc.getObject()
                    .update(
                            WRITE,
                            texts(taken, Taken::instance),
                            texts(taken, Taken::flow),
                            moments(taken, Taken::at),
                            texts(returned, Returned::instance),
                            texts(returned, Returned::from),
                            texts(returned, Returned::to),
                            texts(returned, Returned::by),
                            moments(returned, Returned::at),
                            texts(submitted, Submitted::of),
                            texts(submitted, Submitted::instance),
                            texts(submitted, Submitted::node),
                            texts(submitted, Submitted::by),
                            moments(submitted, Submitted::at),
                            texts(submitted, Submitted::fields));
        }

        private static <T> Object texts(List<T> rows, Function<T, String> column) {
            return rows.stream().map(column).toArray(String[]::new);
        }

        private static <T> Object moments(List<T> rows, Function<T, Instant> column) {
            return rows.stream().map(column).map(Timestamp::from).toArray(Timestamp[]::new);
        }
    }
}
