package cn.leiting.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.leiting.organization.Person;
import cn.leiting.shared.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 人员名册文件：CSV as spreadsheets write it (RFC 4180), one person a row, the header as given. */
final class RosterFile {

    static final String HEADER = "账号,姓名,单位,职务,执法证号,发证日期,到期日期,手机,初始密码";

    private static final int COLUMNS = HEADER.split(",", -1).length;
    private static final int MAX_ROWS = 5_000;
    private static final int MAX_BYTES = 2 * 1024 * 1024;
    /** Spreadsheets rewrite 2023-03-31 as 2023/3/31. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("[uuuu-M-d][uuuu/M/d]").withResolverStyle(ResolverStyle.STRICT);
    /** A quoted or a plain cell, and what ends it. */
    private static final Pattern CELL =
            Pattern.compile("\\G(?:[ \\t]*\"((?:[^\"]++|\"\")*+)\"[ \\t\\r]*|([^\",\\n]*+))(,|\\n|\\z)");

    /** One row as it stands in the file; the line is that of its beginning. */
    record Line(int number, List<String> cells) {

        String userId() {
            return cell(0);
        }

        String name() {
            return cell(1);
        }

        String unit() {
            return cell(2);
        }

        String title() {
            return cell(3);
        }

        Person.@Nullable Certificate certificate() {
            if (String.join("", cell(4), cell(5), cell(6)).isEmpty()) {
                return null;
            }
            if (cell(4).isEmpty() || cell(5).isEmpty() || cell(6).isEmpty()) {
                throw Refusal.invalid("执法证号、发证日期、到期日期须同时填写或同时留空。");
            }
            return new Person.Certificate(cell(4), date(cell(5), "发证日期"), date(cell(6), "到期日期"));
        }

        @Nullable
        String phone() {
            return cell(7).isEmpty() ? null : cell(7);
        }

        @Nullable
        String initialPassword() {
            return cell(8).isEmpty() ? null : cell(8);
        }

        void requireAllCells() {
            if (cells.size() != COLUMNS) {
                throw Refusal.invalid("应为" + COLUMNS + "列，实为" + cells.size() + "列。");
            }
        }

        private String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    private RosterFile() {}

    /** The text of an uploaded file; refuses other encodings, among them what older spreadsheets write. */
    static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            throw Refusal.invalid("file", "文件不是 UTF-8 编码，请另存为“CSV UTF-8（逗号分隔）”后再导入。");
        }
    }

    /** The rows below the header, blank ones left out; refuses the whole file when it is no such file. */
    static List<Line> read(String csv) {
        if (csv.getBytes(UTF_8).length > MAX_BYTES) {
            throw Refusal.invalid("file", "文件超过2MB，请分成几个文件导入。");
        }
        List<Line> lines = split(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        if (lines.isEmpty() || !String.join(",", lines.get(0).cells()).equals(HEADER)) {
            throw Refusal.invalid("file", "文件第一行必须是表头：" + HEADER + "。");
        }
        if (lines.size() - 1 > MAX_ROWS) {
            throw Refusal.invalid("file", "一次最多导入5000行，请分成几个文件导入。");
        }
        return lines.subList(1, lines.size());
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
                    lines.add(new Line(started, List.copyOf(cells)));
                }
                cells.clear();
                started = line;
            }
        } while (!cell.group(3).isEmpty());
        return lines;
    }

    private static LocalDate date(String text, String column) {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException unfit) {
            throw Refusal.invalid(column + "“" + text + "”不是日期，请写成2023-03-31的样子。");
        }
    }
}
