package cn.leiting.audit;

import cn.leiting.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 审计：takes what the command of a page or a call does not tell by itself. Commands of pages and calls, tasks, jobs and
 * operations of the engine, and changes of the main tables leave their lines without anybody's doing (domain, PG-16).
 */
@Component
public class Audit {

    /** Who acts where nobody asked. */
    public static final String SYSTEM = "system";

    private final AuditRows rows;

    Audit(AuditRows rows) {
        this.rows = rows;
    }

    /**
     * Written with the running transaction, or at once without one; in place of the command's own line.
     *
     * @param verb in Chinese, e.g. 转办任务
     * @param before only codes, states, days, accounts: no party, no photo, no text that people write
     */
    public void line(Actor by, String verb, String subject, Map<String, ?> before, Map<String, ?> after) {
        line(new Line(by.id(), verb, subject, null, null, before, after, Line.Outcome.DONE));
    }

    /** The same for whatever the engine tells; what it tells of one task or instance piece by piece is one line. */
    public void line(Line line) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            rows.write(List.of(line), Command.current());
            return;
        }
        Pending pending = pending();
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.add(line);
    }

    /** What waits for the commit of the running transaction; asked for once. */
    static List<Line> takePending() {
        Pending pending = TransactionSynchronizationManager.isSynchronizationActive() ? pending() : null;
        if (pending == null) {
            return List.of();
        }
        List<Line> lines = List.copyOf(pending.lines);
        pending.lines.clear();
        return lines;
    }

    private static @Nullable Pending pending() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static final class Pending implements TransactionSynchronization {

        private final List<Line> lines = new ArrayList<>();

        private void add(Line line) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).goesOnWith(line)) {
                lines.set(last, lines.get(last).with(line));
            } else {
                lines.add(line);
            }
        }
    }
}
