package cn.leiting.office;

import cn.leiting.shared.CsvFile.Line;
import cn.leiting.shared.Refusal;
import java.util.List;

/** Excel 工作簿的读取：the first sheet as plain texts, whatever its size, within limits. */
final class Workbook {

    private Workbook() {}

    static List<Line> read(byte[] file, int maxRows, int maxMegabytes, String... headers) {
        throw Refusal.invalid("file", "暂不能读取Excel文件。");
    }
}
