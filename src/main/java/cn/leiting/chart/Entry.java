package cn.leiting.chart;

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

    /** Its page; empty where it has none. */
    public String link() {
        return switch (kind) {
            case "POINT" -> share(of + ":" + squad);
            case "ORDER" -> "/orders/" + reference;
            case "FINDING" -> "/findings/" + reference;
            default -> subject();
        };
    }

    private String subject() {
        if (of.matches("(TH|LB|FI)-\\d{4}-\\d{2,4}:\\d{9}")) {
            return share(of);
        }
        if (of.startsWith("CASE-")) {
            return "/cases/" + of;
        }
        if (of.startsWith("HC-")) {
            return "/hard-cases/" + of;
        }
        return "";
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

    public String sign() {
        return part.compareTo(whole) >= 0 ? "是" : "否";
    }
}
