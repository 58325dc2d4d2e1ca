package cn.leiting.whereabouts;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * 办理环节：one task of an instance, done or open.
 *
 * @param who by name; null: nobody has claimed it
 * @param to null while it is open
 * @param completed false where it was withdrawn before anybody completed it
 */
record TakenStep(
        String name,
        @Nullable String who,
        LocalDateTime from,
        @Nullable LocalDateTime to,
        boolean completed) {}
