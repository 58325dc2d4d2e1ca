package cn.leiting.todo;

import cn.leiting.shared.Actor;
import cn.leiting.whereabouts.Thing;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 一件任务 in a list, in the bureau's time.
 *
 * @param holder who has it, by name; null: nobody has claimed it
 * @param pending delegated and not back yet
 * @param returned come back to be mended
 * @param by who handed it over, copied it or asks to, by name
 * @param at when that was, or when it was done
 */
record TaskRow(
        String id,
        String name,
        String subject,
        @Nullable String holder,
        @Nullable LocalDateTime due,
        boolean late,
        boolean pending,
        boolean returned,
        boolean difficult,
        @Nullable String by,
        @Nullable LocalDateTime at,
        @Nullable String text,
        @Nullable LocalDateTime readAt) {

    /** Null where it is closed to the person. */
    public @Nullable String page(Actor reader) {
        return Thing.pageOf(subject, reader);
    }
}
