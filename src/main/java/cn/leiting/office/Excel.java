package cn.leiting.office;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Excel 工作簿：A3 landscape, the header repeated on every printed page, row by row into the stream. A text
 * never becomes a formula, not even when somebody edits its cell.
 */
public final class Excel {

    private static final int ROWS_IN_MEMORY = 100;

    private final SXSSFWorkbook workbook;
    private final CellStyle title;
    private final CellStyle head;
    private final CellStyle text;
    private final CellStyle literal;
    private final CellStyle date;
    private final CellStyle greyHead;
    private final CellStyle greyText;
    private final CellStyle amount;
    private final CellStyle greyAmount;

    private Excel(SXSSFWorkbook workbook) {
        this.workbook = workbook;
        this.title = style(16, true);
        this.head = style(11, true);
        this.text = style(11, false);
        this.literal = style(11, false);
        literal.setQuotePrefixed(true);
        this.greyHead = grey(style(11, true));
        this.greyText = grey(style(11, false));
        this.amount = style(11, false);
        this.greyAmount = grey(style(11, false));
        for (CellStyle cents : List.of(amount, greyAmount)) {
            cents.setDataFormat(workbook.createDataFormat().getFormat("0.00"));
        }
        this.date = style(11, false);
        date.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
    }

    public static void write(List<Sheet> sheets, OutputStream to) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            Excel excel = new Excel(workbook);
            for (Sheet sheet : sheets) {
                excel.add(sheet);
            }
            workbook.write(to);
        }
    }

    /**
     * One sheet whose rows are more than memory should hold, each asked for as it is written.
     *
     * @param head its rows come first
     */
    public static void write(Sheet head, Iterator<? extends List<? extends @Nullable Object>> rows, OutputStream to)
            throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            workbook.setCompressTempFiles(true);
            Excel excel = new Excel(workbook);
            SXSSFSheet page = excel.add(head);
            for (int at = 1 + head.header().size() + head.rows().size(); rows.hasNext(); at++) {
                excel.row(page, at, rows.next(), head);
            }
            workbook.write(to);
        }
    }

    private SXSSFSheet add(Sheet sheet) {
        SXSSFSheet page = workbook.createSheet(sheet.name());
        layOut(page, sheet);

        Row top = page.createRow(0);
        write(top.createCell(0), sheet.title(), title);
        merge(page, 0, 0, sheet.widths().size() - 1);
        int at = 1;
        for (List<String> header : sheet.header()) {
            boolean last = at == sheet.header().size();
            header(page, at++, header, last ? sheet.grey() : Set.of());
        }
        for (List<? extends @Nullable Object> values : sheet.rows()) {
            row(page, at++, values, sheet);
        }
        return page;
    }

    private void row(SXSSFSheet page, int at, List<? extends @Nullable Object> values, Sheet sheet) {
        Row row = page.createRow(at);
        for (int column = 0; column < values.size(); column++) {
            boolean stepsBack = values.size() > 1 && sheet.grey().contains(column);
            write(row.createCell(column), values.get(column), stepsBack ? greyText : text);
        }
    }

    private static void layOut(SXSSFSheet page, Sheet sheet) {
        PrintSetup print = page.getPrintSetup();
        print.setPaperSize(PrintSetup.A3_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        page.setFitToPage(true);
        page.setRepeatingRows(new CellRangeAddress(0, sheet.header().size(), -1, -1));
        for (int column = 0; column < sheet.widths().size(); column++) {
            page.setColumnWidth(column, sheet.widths().get(column) * 256);
        }
    }

    private void header(SXSSFSheet page, int at, List<String> header, Set<Integer> grey) {
        Row row = page.createRow(at);
        int from = 0;
        for (int column = 0; column < header.size(); column++) {
            write(row.createCell(column), header.get(column), grey.contains(column) ? greyHead : head);
            if (column > 0 && !header.get(column).isEmpty()) {
                merge(page, at, from, column - 1);
                from = column;
            }
        }
        merge(page, at, from, header.size() - 1);
    }

    private static void merge(SXSSFSheet page, int row, int from, int to) {
        if (to > from) {
            page.addMergedRegion(new CellRangeAddress(row, row, from, to));
        }
    }

    private void write(Cell cell, @Nullable Object value, CellStyle style) {
        cell.setCellStyle(style);
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Sheet.Money money) {
            cell.setCellValue(money.yuan().doubleValue());
            cell.setCellStyle(style == greyText ? greyAmount : amount);
        } else if (value instanceof LocalDate day) {
            cell.setCellValue(day);
            cell.setCellStyle(date);
        } else if (value != null) {
            String words = value.toString();
            cell.setCellValue(words);
            if (startsFormula(words)) {
                cell.setCellStyle(literal);
            }
        }
    }

    /** Signs that a spreadsheet reads as the start of a formula, behind blanks too. */
    static boolean startsFormula(String words) {
        String rest = words.stripLeading();
        return !rest.isEmpty() && "=+-@＝＋－＠".indexOf(rest.charAt(0)) >= 0
                || words.startsWith("\t")
                || words.startsWith("\r");
    }

    /** What is for information only stands back, also in print. */
    private static CellStyle grey(CellStyle style) {
        style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private CellStyle style(int points, boolean heading) {
        Font font = workbook.createFont();
        font.setFontName("宋体");
        font.setFontHeightInPoints((short) points);
        font.setBold(heading);

        CellStyle style = workbook.createCellStyle();
        style.setFont(font);
        style.setWrapText(true);
        style.setVerticalAlignment(heading ? VerticalAlignment.CENTER : VerticalAlignment.TOP);
        style.setAlignment(heading ? HorizontalAlignment.CENTER : HorizontalAlignment.LEFT);
        for (var side : List.<java.util.function.Consumer<BorderStyle>>of(
                style::setBorderTop, style::setBorderRight, style::setBorderBottom, style::setBorderLeft)) {
            side.accept(BorderStyle.THIN);
        }
        return style;
    }
}
