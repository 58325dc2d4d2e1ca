package cn.leiting.engine;

import cn.leiting.shared.Refusal;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries a refusal of a domain room through the engine to the person: the engine wraps what a listener
 * throws, and its web interface answers 400 only to this one exception. The same for a query that is
 * refused because of an expression in it. Outermost of all interceptors,
 * so that the transaction is rolled back by then.
 */
@Component
class Refusals extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException failure) {
            if (command instanceof SubmitTaskFormCmd && isOvertaken(failure)) {
                throw new Refused(Refusal.conflict("任务已办结或刚被他人办理，请刷新后再看。"));
            }
            Refusal refusal = causeOf(failure, Refusal.class);
            if (refusal != null) {
                throw new Refused(refusal);
            }
            BadUserRequestException badRequest = causeOf(failure, BadUserRequestException.class);
            throw badRequest == null ? failure : badRequest;
        } finally {
            if (Context.getCommandContext() == null) {
                SubmittedForms.forget();
            }
        }
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
            super(refusal, refusal.sentence());
        }
    }
}
