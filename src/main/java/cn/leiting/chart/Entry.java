package cn.leiting.chart;

import cn.leiting.shared.Actor;
import cn.leiting.summary.Visitor;
import cn.leiting.whereabouts.Thing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * 记录：one that stands behind a number of a chart.
 *
 * @param kind POINT, ORDER, FINDING or DEADLINE
 * @param reference of itself, {@code of} what it belongs to
 * @param part what it adds to the upper side, {@code whole} to the lower
 * @param lines how many there are in all, with {@code partOfAll} and {@code wholeOfAll} their sums
 */
record Entry(
        String squad,
        int month,
        String kind,
        String reference,
        String of,
        String title,
        LocalDate on,
        BigDecimal part,
        BigDecimal whole,
        long lines,
        BigDecimal partOfAll,
        BigDecimal wholeOfAll) {

    /** Its page; empty where it has none, or none that the reader may open. */
    public String link(Reader reader) {
        return switch (kind) {
            case "POINT" -> page(of + ":" + squad, reader);
            case "ORDER" -> reader.orders() ? "/orders/" + reference : "";
            case "FINDING" -> "/findings/" + reference;
            default -> page(of, reader);
        };
    }

    /** How it is called. */
    public String name() {
        return switch (kind) {
            case "DEADLINE" -> of;
            case "FINDING" -> "问题" + reference;
            default -> reference;
        };
    }

    private static String page(String key, Reader reader) {
        return Objects.requireNonNullElse(Thing.pageOf(key, reader.actor()), "");
    }

    /** Who reads the records, and whether the orders are open to them. */
    record Reader(Actor actor, boolean orders) {

        static Reader of(Visitor visitor) {
            Actor actor = visitor.actor();
            boolean own = !visitor.seesAll();
            return new Reader(actor, own || visitor.supervises() || actor.isIn("deptLegal"));
        }
    }
}
