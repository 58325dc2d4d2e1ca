package cn.leiting.office;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 表格：what stands on one page of a workbook.
 *
 * @param name on the tab, at most 31 characters
 * @param title above the table, over its whole width
 * @param header one list a header row; a blank cell belongs to the one on its left
 * @param rows a cell is a text, a number, an amount of money, a date or null
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

    /** An amount in yuan, written with its cents everywhere. */
    public record Money(BigDecimal yuan) {

        public Money {
            yuan = yuan.setScale(2, RoundingMode.UNNECESSARY);
        }

        @Override
        public String toString() {
            return yuan.toPlainString();
        }
    }

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
