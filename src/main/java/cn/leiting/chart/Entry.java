package cn.leiting.chart;

import cn.leiting.shared.Actor;
import cn.leiting.summary.Visitor;
import java.math.BigDecimal;
import java.time.LocalDate;

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
            case "POINT" -> share(of + ":" + squad);
            case "ORDER" -> reader.orders() ? "/orders/" + reference : "";
            case "FINDING" -> "/findings/" + reference;
            default -> subject(reader);
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

    private String subject(Reader reader) {
        if (of.matches("(TH|LB|FI)-\\d{4}-\\d{2,4}:\\d{9}")) {
            return share(of);
        }
        if (of.startsWith("CASE-")) {
            return reader.cases() ? "/cases/" + of : "";
        }
        return of.startsWith("HC-") && reader.hardCases() ? "/hard-cases/" + of : "";
    }

    private static String share(String task) {
        String assignment = task.substring(0, task.indexOf(':'));
        String room =
                switch (assignment.substring(0, 2)) {
                    case "LB" -> "/look-backs/";
                    case "FI" -> "/improvements/";
                    default -> "/campaigns/";
                };
        return room + assignment + "/squads/" + task.substring(task.indexOf(':') + 1);
    }

    /** Which pages are open to who reads the records. */
    record Reader(boolean orders, boolean cases, boolean hardCases) {

        static Reader of(Visitor visitor) {
            Actor actor = visitor.actor();
            boolean own = !visitor.seesAll();
            return new Reader(
                    own || visitor.supervises() || actor.isIn("deptLegal"),
                    own || actor.isIn("deptLegal", "deptSupervision"),
                    visitor.readsHardCases());
        }
    }
}
