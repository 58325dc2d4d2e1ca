package cn.leiting.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 表格文件：CSV as spreadsheets write it (RFC 4180), with or without a byte order mark, the header as given. */
public final class CsvFile {

    private static final int MEGABYTE = 1024 * 1024;
    /** A quoted or a plain cell, and what ends it. */
    private static final Pattern CELL =
            Pattern.compile("\\G(?:[ \\t]*\"((?:[^\"]++|\"\")*+)\"[ \\t\\r]*|([^\",\\n]*+))(,|\\n|\\z)");

    /** One row as it stands in the file, its cells stripped; the number is the line of its beginning. */
    public record Line(int number, List<String> cells) {

        public Line {
            cells = List.copyOf(cells);
        }

        /** Without the cells: a password may be among them. */
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    private CsvFile() {}

    /** The text of an uploaded file; refuses other encodings, among them what older spreadsheets write. */
    public static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            throw Refusal.invalid("file", "文件不是 UTF-8 编码，请另存为“CSV UTF-8（逗号分隔）”后再导入。");
        }
    }

    /**
     * The header and the rows below it, blank ones left out. Refuses the whole file when it is larger, has
     * more rows, or another header than one of these.
     */
    public static List<Line> read(String csv, int maxRows, int maxMegabytes, String... headers) {
        if (csv.getBytes(UTF_8).length > maxMegabytes * MEGABYTE) {
            throw Refusal.invalid("file", "文件超过" + maxMegabytes + "MB，请分成几个文件导入。");
        }
        List<Line> lines = split(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        if (lines.isEmpty()
                || !List.of(headers).contains(String.join(",", lines.get(0).cells()))) {
            throw Refusal.invalid("file", "文件第一行必须是表头：" + headers[0] + "。");
        }
        if (lines.size() - 1 > maxRows) {
            throw Refusal.invalid("file", "一次最多导入" + maxRows + "行，请分成几个文件导入。");
        }
        return lines;
    }

    private static List<Line> split(String csv) {
        List<Line> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(csv);
        int line = 1;
        int started = 1;
        do {
            if (!cell.find()) {
                throw Refusal.invalid("file", "第" + line + "行的引号没有配对。");
            }
            String quoted = cell.group(1);
            cells.add((quoted == null ? cell.group(2) : quoted.replace("\"\"", "\"")).strip());
            line += (int) cell.group().chars().filter(c -> c == '\n').count();
            if (!cell.group(3).equals(",")) {
                if (!String.join("", cells).isEmpty()) {
                    lines.add(new Line(started, cells));
                }
                cells.clear();
                started = line;
            }
        } while (!cell.group(3).isEmpty());
        return lines;
    }
}
