package cn.leiting.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * 移交：one person's posts, designations and open tasks that went to another in one go.
 *
 * @param on the first day on which the other one holds them
 * @param items what went over, in words
 */
public record Handover(
        long id, String from, String to, LocalDate on, List<String> items, String confirmedBy, Instant confirmedAt) {

    /** The open tasks of the one are to be the other's, in the same transaction. */
    public record Confirmed(String from, String to) {}

    public Handover {
        items = List.copyOf(items);
    }
}
