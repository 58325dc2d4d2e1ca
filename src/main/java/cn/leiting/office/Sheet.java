package cn.leiting.office;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 表格：what stands on one page of a workbook.
 *
 * @param name on the tab, at most 31 characters
 * @param title above the table, over its whole width
 * @param header one list a header row; a blank cell belongs to the one on its left
 * @param rows a cell is a text, a number, a date or null
 * @param widths of the columns, in characters
 * @param grey the columns, from 0 on, that stand back: for information only
 */
public record Sheet(
        String name,
        String title,
        List<List<String>> header,
        List<? extends List<? extends @Nullable Object>> rows,
        List<Integer> widths,
        Set<Integer> grey) {

    public Sheet {
        grey = Set.copyOf(grey);
    }

    public Sheet(
            String name,
            String title,
            List<List<String>> header,
            List<? extends List<? extends @Nullable Object>> rows,
            List<Integer> widths) {
        this(name, title, header, rows, widths, Set.of());
    }
}
