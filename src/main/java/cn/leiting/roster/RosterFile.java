package cn.leiting.roster;

import cn.leiting.organization.Person;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 人员名册文件：CSV as spreadsheets write it (RFC 4180), one person a row, the header as given. */
final class RosterFile {

    static final String HEADER = "账号,姓名,单位,职务,执法证号,发证日期,到期日期,手机,初始密码";

    private static final int COLUMNS = HEADER.split(",", -1).length;
    private static final int MAX_ROWS = 5_000;
    private static final int MAX_MEGABYTES = 2;
    /** Spreadsheets rewrite 2023-03-31 as 2023/3/31. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("[uuuu-M-d][uuuu/M/d]").withResolverStyle(ResolverStyle.STRICT);

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

    /** The rows below the header; refuses the whole file when it is no such file. */
    static List<Line> read(String csv) {
        return CsvFile.read(csv, MAX_ROWS, MAX_MEGABYTES, HEADER).stream()
                .skip(1)
                .map(line -> new Line(line.number(), line.cells()))
                .toList();
    }

    private static LocalDate date(String text, String column) {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException unfit) {
            throw Refusal.invalid(column + "“" + text + "”不是日期，请写成2023-03-31的样子。");
        }
    }
}
