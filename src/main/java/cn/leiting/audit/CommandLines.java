package cn.leiting.audit;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Writes the line of a command in the transaction in which it stores something, just before the commit: neither is
 * there without the other, and no second commit is waited for.
 */
@Component
class CommandLines implements TransactionExecutionListener {

    private final AuditRows rows;

    CommandLines(AuditRows rows) {
        this.rows = rows;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (transaction.isReadOnly() || AuditSetup.OF_SESSIONS.equals(transaction.getTransactionName())) {
            return;
        }
        Command command = Command.current();
        List<Line> pending = Audit.takePending();
        if (!pending.isEmpty()) {
            rows.write(pending, command);
            if (command != null
                    && pending.stream().anyMatch(line -> !line.actor().equals(Audit.SYSTEM))) {
                command.noteWritten();
            }
        } else if (command != null && !command.tellsByItsAnswer()) {
            boolean first = !command.isWritten();
            if (rows.writeIfStored(command.line(Line.Outcome.DONE), command, first)) {
                command.noteWritten();
            }
        }
    }
}
