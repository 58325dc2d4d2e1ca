package cn.leiting.engine;

import cn.leiting.shared.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries a refusal of a domain room through the engine to the person: the engine wraps what a listener
 * throws, and its web interface answers 400 only to this one exception. The same for a query that is
 * refused because of an expression in it. Outermost of all interceptors, so that the transaction is rolled
 * back by then, and a command that met another one on the same rows can be tried again from the start.
 */
@Component
class Refusals extends CommandInterceptor {

    private static final int TRIES = 4;
    private static final Duration WAIT = Duration.ofMillis(40);

    /** serialization_failure, deadlock_detected, lock_not_available. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "55P03");

    @Override
    public <T> T execute(Command<T> command) {
        boolean repeatable = isRepeatable(command);
        for (int attempt = 1; ; attempt++) {
            try {
                return next.execute(command);
            } catch (RuntimeException failure) {
                if (!repeatable || !isCollision(failure)) {
                    throw toTell(command, failure);
                }
                if (attempt == TRIES) {
                    throw new Refused(Refusal.conflict("此事项刚刚被他人更新，请刷新后重试。"));
                }
                LockSupport.parkNanos(attempt * ThreadLocalRandom.current().nextLong(WAIT.toNanos()));
            } finally {
                if (Context.getCommandContext() == null) {
                    SubmittedForms.forget();
                }
            }
        }
    }

    /** What has a transaction of its own and is no job: the engine repeats jobs by itself. */
    private static boolean isRepeatable(Command<?> command) {
        return Context.getCommandContext() == null
                && Context.getJobExecutorContext() == null
                && !TransactionSynchronizationManager.isActualTransactionActive()
                && !(command instanceof ExecuteJobsCmd)
                && !(command instanceof JobRetryCmd)
                && !(command instanceof AcquireJobsCmd);
    }

    private static boolean isCollision(RuntimeException failure) {
        SQLException refused = causeOf(failure, SQLException.class);
        return causeOf(failure, OptimisticLockingException.class) != null
                || causeOf(failure, ConcurrencyFailureException.class) != null
                || (refused != null && COLLISIONS.contains(String.valueOf(refused.getSQLState())));
    }

    private static RuntimeException toTell(Command<?> command, RuntimeException failure) {
        if (command instanceof SubmitTaskFormCmd && isOvertaken(failure)) {
            return new Refused(Refusal.conflict("任务已办结或刚被他人办理，请刷新后再看。"));
        }
        Refusal refusal = causeOf(failure, Refusal.class);
        if (refusal != null) {
            return new Refused(refusal);
        }
        BadUserRequestException badRequest = causeOf(failure, BadUserRequestException.class);
        return badRequest == null ? failure : badRequest;
    }

    /** A second click, a second tab, or a colleague who was faster. */
    private static boolean isOvertaken(RuntimeException failure) {
        return failure instanceof NullValueException || failure instanceof OptimisticLockingException;
    }

    private static <E extends Exception> @Nullable E causeOf(Throwable failure, Class<E> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }

    /** What the engine's web interface turns into 400, with the sentence as its message. */
    static class Refused extends FormFieldValidationException {

        private static final long serialVersionUID = 1L;

        Refused(Refusal refusal) {
            super(refusal, refusal.sentence(), refusal);
        }
    }
}
