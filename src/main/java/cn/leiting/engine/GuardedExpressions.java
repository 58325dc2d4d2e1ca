package cn.leiting.engine;

import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Closes CVE-2026-109432 on the community edition: a query inside {@code orQueries} evaluates the
 * expressions that its author wrote. Only queries evaluate without a variable scope, so there an
 * expression must be one of the few that filters need.
 */
class GuardedExpressions extends SpringExpressionManager {

    private static final Pattern OF_FILTERS = Pattern.compile("\\$\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)"
            + "|(now|dateTime)\\(\\)(\\.(withTimeAtStartOfDay\\(\\)"
            + "|withMillis\\(\\d{1,15}\\)"
            + "|(plus|minus)(Millis|Seconds|Minutes|Hours|Days|Weeks|Months|Years)\\(\\d{1,6}\\)))*)\\s*\\}");

    GuardedExpressions(ApplicationContext context, Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    public Expression createExpression(String text) {
        return new Guarded(text);
    }

    private final class Guarded extends JuelExpression {

        private final String text;

        private Guarded(String text) {
            super(createValueExpression(text), GuardedExpressions.this, text);
            this.text = text;
        }

        @Override
        public @Nullable Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution execution) {
            if (scope == null && !isLiteralText() && !OF_FILTERS.matcher(text).matches()) {
                throw new BadUserRequestException("expression not allowed in queries");
            }
            return super.getValue(scope, execution);
        }
    }
}
