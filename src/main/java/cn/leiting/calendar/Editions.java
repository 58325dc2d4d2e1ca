package cn.leiting.calendar;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** 换版：for a room whose own tables stay in memory under the number of the calendar's tables and the parameters. */
@Component
public class Editions {

    private final WorkCalendar calendar;

    Editions(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** Nobody else changes any of them until the transaction ends, and then all nodes read theirs anew. */
    public <T> T changing(Supplier<T> change) {
        calendar.locked();
        T changed = change.get();
        calendar.replaced();
        return changed;
    }
}
