package cn.leiting.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/**
 * Full history without variables and form fields: what people wrote stands in our own tables, and a
 * variable that was removed would otherwise live on in history for five years.
 */
class LeanHistory implements HistoryLevel {

    private static final Set<String> LEFT_OUT = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE.getEntityType(),
            HistoryEventTypes.FORM_PROPERTY_UPDATE.getEntityType());

    @Override
    public int getId() {
        return 8365;
    }

    @Override
    public String getName() {
        return "leiting";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        return !LEFT_OUT.contains(type.getEntityType());
    }
}
