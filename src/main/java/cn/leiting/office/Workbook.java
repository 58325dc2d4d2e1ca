package cn.leiting.office;

import cn.leiting.shared.CsvFile.Line;
import cn.leiting.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.SAXException;

/**
 * Excel 工作簿的读取：the first sheet as plain texts, row by row, so that no file needs more memory than its texts.
 * A number is written out as it was typed, and a formula is its own text, never what it came to.
 */
final class Workbook {

    private static final long MOST_BYTES = 48L * 1024 * 1024;
    private static final int MEGABYTE = 1024 * 1024;
    private static final int MOST_COLUMNS = 50;

    private final XMLStreamReader xml;
    private final ReadOnlySharedStringsTable texts;
    private final int maxRows;

    private Workbook(XMLStreamReader xml, ReadOnlySharedStringsTable texts, int maxRows) {
        this.xml = xml;
        this.texts = texts;
        this.maxRows = maxRows;
    }

    /** As {@link TableFile#read}. */
    static List<Line> read(byte[] file, int maxRows, int maxMegabytes, String... headers) {
        if (file.length > maxMegabytes * MEGABYTE) {
            throw Refusal.invalid("file", "文件超过" + maxMegabytes + "MB，请分成几个文件导入。");
        }
        try {
            if (!ActiveContent.isBounded(file, MOST_BYTES)) {
                throw Refusal.invalid("file", "Excel文件展开后过大，请只保留要导入的一张表后再导入。");
            }
            return belowHeader(rows(file, maxRows), headers);
        } catch (IOException
                | OpenXML4JException
                | XMLStreamException
                | SAXException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | org.apache.poi.ooxml.POIXMLException unreadable) {
            throw Refusal.invalid("file", "Excel文件读不出来，请另存为.xlsx或者CSV后再导入。");
        }
    }

    /** A title may stand above the header; cells beyond the header's columns are not read. */
    private static List<Line> belowHeader(List<Line> rows, String... headers) {
        for (int at = 0; at < Math.min(2, rows.size()); at++) {
            String found = String.join(",", rows.get(at).cells()).replaceAll(",+$", "");
            if (List.of(headers).contains(found)) {
                int columns = found.split(",").length;
                return rows.subList(at, rows.size()).stream()
                        .map(row -> new Line(row.number(), padded(row.cells(), columns)))
                        .toList();
            }
        }
        throw Refusal.invalid("file", "第一张表的第一行或者第二行必须是表头：" + headers[0] + "。");
    }

    private static List<String> padded(List<String> cells, int columns) {
        List<String> whole = new ArrayList<>(cells.subList(0, Math.min(columns, cells.size())));
        while (whole.size() < columns) {
            whole.add("");
        }
        return whole;
    }

    private static List<Line> rows(byte[] file, int maxRows)
            throws IOException, OpenXML4JException, XMLStreamException, SAXException {
        try (OPCPackage parts = OPCPackage.open(new ByteArrayInputStream(file))) {
            XSSFReader reader = new XSSFReader(parts);
            var sheets = reader.getSheetsData();
            if (!sheets.hasNext()) {
                throw Refusal.invalid("file", "Excel文件里没有工作表。");
            }
            try (InputStream sheet = sheets.next()) {
                XMLStreamReader xml = XMLHelper.newXMLInputFactory().createXMLStreamReader(sheet);
                return new Workbook(xml, new ReadOnlySharedStringsTable(parts), maxRows).rows();
            }
        }
    }

    private List<Line> rows() throws XMLStreamException {
        List<Line> rows = new ArrayList<>();
        int number = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("row")) {
                String given = xml.getAttributeValue(null, "r");
                number = given == null ? number + 1 : Integer.parseInt(given);
                List<String> cells = row();
                if (!String.join("", cells).isEmpty()) {
                    rows.add(new Line(number, cells));
                }
                if (rows.size() > maxRows + 2) {
                    throw Refusal.invalid("file", "一次最多导入" + maxRows + "行，请分成几个文件导入。");
                }
            }
        }
        return rows;
    }

    private List<String> row() throws XMLStreamException {
        SortedMap<Integer, String> cells = new TreeMap<>();
        int column = 0;
        while (!ends("row")) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("c")) {
                String reference = xml.getAttributeValue(null, "r");
                column = reference == null ? column + 1 : columnOf(reference);
                String text = cell();
                if (column <= MOST_COLUMNS && !text.isEmpty()) {
                    cells.put(column, text);
                }
            }
        }
        String[] row = new String[cells.isEmpty() ? 0 : cells.lastKey()];
        Arrays.fill(row, "");
        cells.forEach((at, text) -> row[at - 1] = text);
        return List.of(row);
    }

    /** A is 1, AA is 27. */
    private static int columnOf(String reference) {
        int column = 0;
        for (int at = 0; at < reference.length() && Character.isLetter(reference.charAt(at)); at++) {
            column = Math.min(column * 26 + reference.charAt(at) - 'A' + 1, MOST_COLUMNS + 1);
        }
        return column;
    }

    private String cell() throws XMLStreamException {
        String type = String.valueOf(xml.getAttributeValue(null, "t"));
        StringBuilder value = new StringBuilder();
        StringBuilder formula = new StringBuilder();
        boolean computed = false;
        while (!ends("c")) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "f" -> {
                        computed = true;
                        formula.append(xml.getElementText());
                    }
                    case "v", "t" -> value.append(xml.getElementText());
                    default -> {
                        // pronunciation, and what wraps the text
                    }
                }
            }
        }
        return computed ? "=" + formula : text(type, value.toString()).strip();
    }

    private String text(String type, String value) {
        return switch (type) {
            case "s" -> texts.getItemAt(Integer.parseInt(value)).getString();
            case "str", "inlineStr", "b", "e", "d" -> value;
            default -> value.isBlank() ? "" : asTyped(Double.parseDouble(value));
        };
    }

    /** The file has 121.27549999999999 where 121.2755 was typed. */
    private static String asTyped(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Goes one step on, and says whether the element has ended with it. */
    private boolean ends(String element) throws XMLStreamException {
        return xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(element);
    }
}
