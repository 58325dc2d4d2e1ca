package cn.leiting.yearend;

import cn.leiting.office.Sheet;
import cn.leiting.yearend.YearSheet.ChangeLine;
import cn.leiting.yearend.YearSheet.Line;
import cn.leiting.yearend.YearSheet.MeritLine;
import cn.leiting.yearend.YearSheet.NoteLine;
import cn.leiting.yearend.YearSheet.PartLine;
import cn.leiting.yearscore.YearScores.Annual;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 年度得分工作簿：a year's sheet in Excel: the squads, their campaigns and improvements, what was left open, what changed. */
final class YearWorkbook {

    private static final List<String> COLUMNS =
            List.of("中队", "参评行动", "应评行动", "专项行动", "再提升", "总分", "年终考核得分", "等次", "名次", "状态", "分区");
    private static final List<String> PARTS = List.of("中队", "行动", "评分卡所属中队", "阶段", "版本", "权重", "状态", "总分");
    private static final List<String> MERITS = List.of("中队", "再提升", "状态", "得分");
    private static final List<String> NOTES = List.of("中队", "上年行动", "上年计入的初评", "终评", "差额");
    private static final List<String> CHANGES =
            List.of("版次", "中队", "原总分", "总分", "原等次", "等次", "原名次", "名次", "局领导决定", "原因", "办理人");

    private YearWorkbook() {}

    static List<Sheet> of(YearSheet sheet) {
        String title = sheet.year() + "年度专项执法行动得分（" + sheet.imprint() + "）";
        return List.of(
                sheet(
                        "年度得分",
                        title,
                        COLUMNS,
                        sheet.lines().stream().map(YearWorkbook::line).toList()),
                sheet(
                        "各行动",
                        title,
                        PARTS,
                        sheet.parts().stream().map(YearWorkbook::part).toList()),
                sheet(
                        "再提升",
                        title,
                        MERITS,
                        sheet.merits().stream().map(YearWorkbook::merit).toList()),
                sheet(
                        "上年遗留",
                        title,
                        NOTES,
                        sheet.notes().stream().map(YearWorkbook::note).toList()),
                sheet(
                        "变动",
                        title,
                        CHANGES,
                        sheet.changes().stream().map(YearWorkbook::change).toList()));
    }

    private static Sheet sheet(String name, String title, List<String> columns, List<List<@Nullable Object>> rows) {
        List<Integer> widths =
                columns.stream().map(column -> column.equals("原因") ? 40 : 16).toList();
        return new Sheet(name, title, List.of(columns), rows, widths);
    }

    private static List<@Nullable Object> line(Line line) {
        Annual annual = line.annual();
        return Arrays.asList(
                line.name(),
                annual.scored(),
                annual.eligible(),
                annual.campaigns(),
                annual.improvement(),
                annual.total(),
                annual.yearEndPoints(),
                annual.grade(),
                annual.rank(),
                line.state(),
                line.zone());
    }

    private static List<@Nullable Object> part(PartLine line) {
        return Arrays.asList(
                line.name(),
                line.part().campaign(),
                line.card() == null ? line.name() : line.card(),
                line.part().stage().label(),
                line.part().version(),
                line.part().weight(),
                line.part().status().label(),
                line.part().total());
    }

    private static List<@Nullable Object> merit(MeritLine line) {
        return Arrays.asList(
                line.name(),
                line.merit().improvement(),
                line.merit().status().label(),
                line.merit().total());
    }

    private static List<@Nullable Object> note(NoteLine line) {
        return Arrays.asList(
                line.name(),
                line.note().campaign(),
                line.note().provisional(),
                line.note().finalTotal(),
                line.note().difference());
    }

    private static List<@Nullable Object> change(ChangeLine line) {
        Annual before = line.change().before();
        Annual after = line.change().after();
        return Arrays.asList(
                line.change().version(),
                line.name(),
                before == null ? null : before.total(),
                after == null ? null : after.total(),
                before == null ? null : before.grade(),
                after == null ? null : after.grade(),
                before == null ? null : before.rank(),
                after == null ? null : after.rank(),
                line.change().ordered() ? "是" : "否",
                line.change().reason(),
                line.change().byName());
    }
}
