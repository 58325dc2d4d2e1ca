package cn.leiting.batch;

import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.shared.Refusal;
import cn.leiting.work.Task;
import cn.leiting.work.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 检查记录导出：all inspections of a year, of one squad or of all, row by row into the workbook. */
@Component
class InspectionExport implements Task {

    static final String KIND = "INSPECTIONS_OF_YEAR";

    /** What a worksheet holds at most, less its head. */
    private static final int MOST_ROWS = 1_048_000;

    private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String NOTE = "检查次数、问题数仅供了解情况，不作为考核依据（行政处罚法第七十四条第三款）。";

    private static final List<String> COLUMNS = List.of(
            "勤务日期", "中队", "任务", "点位", "点位名称", "点位类别", "开始", "结束", "检查类别", "检查码", "执法人员", "辅助人员", "结果", "发现问题（起）",
            "问题和处置", "定位", "补传", "有效", "作废原因", "备注");
    private static final List<Integer> WIDTHS =
            List.of(14, 18, 24, 20, 22, 10, 16, 16, 12, 14, 20, 8, 8, 8, 36, 8, 6, 6, 20, 24);

    private final InspectionLines lines;

    InspectionExport(InspectionLines lines) {
        this.lines = lines;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "检查记录导出";
    }

    @Override
    public void run(Work work) throws IOException {
        int year = Integer.parseInt(work.argument("year"));
        work.file(
                work.subject() + ".xlsx",
                EXCEL,
                stream -> lines.read(
                        year, work.optional("squad"), (total, rows) -> write(work, year, total, rows, stream)));
    }

    private static void write(Work work, int year, int total, Stream<List<@Nullable Object>> rows, OutputStream stream)
            throws IOException {
        if (total > MOST_ROWS) {
            throw Refusal.invalid("检查记录超过一百万条，请按中队分别导出。");
        }
        Sheet head = new Sheet(year + "年检查记录", year + "年检查记录（" + NOTE + "）", List.of(COLUMNS), List.of(), WIDTHS);
        work.progress(0, total);
        int[] done = {0};
        Iterator<List<@Nullable Object>> told =
                rows.peek(row -> work.progress(++done[0], total)).iterator();
        Excel.write(head, told, stream);
    }

    /** Whether the year can be asked for. */
    static void refuseOutside(int year, LocalDate today) {
        if (year < 2020 || year > Math.max(today.getYear(), 2100)) {
            throw Refusal.invalid("year", "年份应在2020年至2100年之间。");
        }
    }
}
