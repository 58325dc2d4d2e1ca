package cn.leiting.scoresheet;

import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.score.ScoreCard;
import cn.leiting.scoresheet.ScoreSheet.Line;
import cn.leiting.scoresheet.ScoreSheet.Part;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.Appeal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 评分工作簿：a score sheet in Excel, by stage: the cards, their indicators, the adjustments, the appeals. */
final class ScoreWorkbook {

    private static final List<String> CARDS = List.of("中队", "版本", "状态", "基础分", "加分", "扣分", "总分", "等次", "名次");
    private static final List<String> ITEMS = List.of("中队", "指标", "名称", "权重", "分子", "分母", "比率", "是否适用", "说明", "得分");
    private static final List<String> ADJUSTMENTS = List.of("中队", "事项", "名称", "次数", "证据", "说明", "填写人", "核对人", "撤回人");
    private static final List<String> APPEALS =
            List.of("中队", "指标", "级别", "理由", "主张的比率", "更正分子", "更正分母", "结果", "决定理由", "决定人");

    private ScoreWorkbook() {}

    static List<Sheet> of(ScoreSheet sheet, Organization organization) {
        List<Sheet> sheets = new ArrayList<>();
        for (Part part : sheet.parts()) {
            String stage = part.stage().label();
            String title = sheet.title() + stage + "（" + sheet.campaign() + "，"
                    + part.status().label() + "）";
            sheets.add(sheet(
                    stage,
                    title,
                    CARDS,
                    part.lines().stream().map(ScoreWorkbook::card).toList()));
            sheets.add(sheet(
                    stage + "指标",
                    title,
                    ITEMS,
                    part.lines().stream().flatMap(line -> items(line).stream()).toList()));
            sheets.add(sheet(
                    stage + "加减分",
                    title,
                    ADJUSTMENTS,
                    part.adjustments().stream()
                            .map(row -> adjustment(row, organization))
                            .toList()));
            sheets.add(sheet(
                    stage + "申诉",
                    title,
                    APPEALS,
                    part.appeals().stream()
                            .map(appeal -> appeal(appeal, organization))
                            .toList()));
        }
        return sheets.isEmpty()
                ? List.of(sheet("评分", sheet.title() + "（" + sheet.campaign() + "）", List.of("评分公布后可以查看。"), List.of()))
                : sheets;
    }

    private static Sheet sheet(String name, String title, List<String> columns, List<List<@Nullable Object>> rows) {
        List<Integer> widths = columns.stream()
                .map(column -> column.contains("说明") || column.contains("理由") ? 40 : 16)
                .toList();
        return new Sheet(name, title, List.of(columns), rows, widths);
    }

    private static List<@Nullable Object> card(Line line) {
        ScoreCard card = line.card();
        return Arrays.asList(
                line.name(),
                card.version(),
                card.status().label(),
                card.base(),
                card.bonus(),
                card.deduction(),
                card.total(),
                card.grade(),
                card.rank());
    }

    private static List<List<@Nullable Object>> items(Line line) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ScoreCard.Item item : line.card().items()) {
            rows.add(Arrays.asList(
                    line.name(),
                    item.indicator().name(),
                    item.indicator().label(),
                    item.weight(),
                    item.numerator(),
                    item.denominator(),
                    item.ratio(),
                    item.applicable() ? "适用" : "不适用",
                    item.reason(),
                    item.points()));
        }
        return rows;
    }

    private static List<@Nullable Object> adjustment(Adjustments.Row row, Organization organization) {
        return Arrays.asList(
                organization.squad(row.squad()).name(),
                row.code().name(),
                row.code().label(),
                row.count(),
                row.evidenceRef(),
                row.text(),
                row.byName(),
                row.confirmedName(),
                row.withdrawnName());
    }

    private static List<@Nullable Object> appeal(Appeal appeal, Organization organization) {
        return Arrays.asList(
                organization.squad(appeal.squad()).name(),
                appeal.indicator().name() + appeal.indicator().label(),
                appeal.level(),
                appeal.reason(),
                appeal.claimedValue(),
                appeal.correctedNumerator(),
                appeal.correctedDenominator(),
                appeal.result().label(),
                appeal.comment(),
                appeal.decidedName());
    }
}
