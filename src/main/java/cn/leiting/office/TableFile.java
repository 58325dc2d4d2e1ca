package cn.leiting.office;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.leiting.shared.CsvFile;
import cn.leiting.shared.CsvFile.Line;
import cn.leiting.shared.Refusal;
import java.util.Arrays;
import java.util.List;

/** 导入文件：a table that somebody hands in, as CSV in UTF-8 or as an Excel workbook; the content decides which. */
public final class TableFile {

    private static final byte[] ZIP = "PK\003\004".getBytes(US_ASCII);
    private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private TableFile() {}

    /**
     * The header and the rows below it, blank ones left out. Of a workbook its first sheet, with or without a title
     * above the header; a formula is its own text. Refuses the whole file when it is larger, has more rows, or
     * another header than one of these.
     */
    public static List<Line> read(byte[] file, int maxRows, int maxMegabytes, String... headers) {
        if (file.length == 0) {
            throw Refusal.invalid("file", "请选择要导入的文件。");
        }
        if (begins(file, OLD_EXCEL)) {
            throw Refusal.invalid("file", "这是旧版Excel文件（.xls），请另存为.xlsx或者CSV后再导入。");
        }
        return begins(file, ZIP)
                ? Workbook.read(file, maxRows, maxMegabytes, headers)
                : CsvFile.read(CsvFile.text(file), maxRows, maxMegabytes, headers);
    }

    private static boolean begins(byte[] file, byte[] sign) {
        return file.length >= sign.length && Arrays.equals(file, 0, sign.length, sign, 0, sign.length);
    }
}
