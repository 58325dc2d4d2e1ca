package cn.leiting.engine;

import cn.leiting.calendar.BureauTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The class of the model that the engine's own tests deploy: days that a test can set, and what was called. */
@Component
public class EngineProbeProcess {

    static final LocalDate FIRST = LocalDate.of(2023, 3, 1);

    private final Map<String, LocalDate> days = new ConcurrentHashMap<>();
    private final Map<String, Consumer<DelegateTask>> listeners = new ConcurrentHashMap<>();
    private final List<String> completed = Collections.synchronizedList(new ArrayList<>());

    /** The day that is not counted. */
    public LocalDate day(String code) {
        return days.getOrDefault(code, FIRST);
    }

    /** Nine o'clock of that day. */
    public Date at(String code) {
        return BureauTime.nineOClock(day(code));
    }

    public void complete(DelegateTask task) {
        String code = task.getExecution().getProcessBusinessKey();
        completed.add(code);
        listeners.getOrDefault(code, nothing -> {}).accept(task);
    }

    void day(String code, LocalDate day) {
        days.put(code, day);
    }

    void whenCompleted(String code, Consumer<DelegateTask> listener) {
        listeners.put(code, listener);
    }

    long timesCompleted(String code) {
        return completed.stream().filter(code::equals).count();
    }
}
