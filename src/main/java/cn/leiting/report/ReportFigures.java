package cn.leiting.report;

import cn.leiting.summary.Block;
import cn.leiting.summary.SummaryVersion;
import cn.leiting.summary.SummaryVersion.Row;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 生成数据：what a report says in figures, made from one frozen summary and never typed (domain P10, 专报 content).
 * Counts are for information and never rank anybody (行政处罚法第七十四条第三款): squads stand by their codes.
 *
 * @param keys 总体情况: three to five
 * @param towns 各街镇推进情况
 * @param problems 存在问题: what was late, raised to red, not done, or difficult
 */
record ReportFigures(List<Key> keys, List<Town> towns, List<String> problems) {

    private static final int LONGEST_TEXT = 2900;

    ReportFigures {
        keys = List.copyOf(keys);
        towns = List.copyOf(towns);
        problems = List.copyOf(problems);
    }

    /** @param before of the campaign before, where there is one */
    record Key(String name, String now, @Nullable String before) {

        @Override
        public String toString() {
            return name + now + (before == null ? "" : "（上次" + before + "）");
        }
    }

    /** One squad's line of 各街镇推进情况. */
    record Town(String squad, String name, String state, Block figures, int hardCases) {}

    static ReportFigures of(SummaryVersion version, @Nullable SummaryVersion before) {
        Row sum = Row.sum(version.rows());
        List<Key> keys = List.of(
                key("参加中队", version, before, ReportFigures::partners),
                key("点位覆盖率", version, before, rows -> coverage(Row.sum(rows).figures())),
                key("发现问题", version, before, rows -> findings(Row.sum(rows).figures())),
                key("检查", version, before, rows -> visits(Row.sum(rows).figures())),
                key("法制指导疑难案件", version, before, rows -> Row.sum(rows).hardCases() + "件"));
        return new ReportFigures(
                sum.hardCases() == 0 ? keys.subList(0, 4) : keys,
                version.rows().stream().map(ReportFigures::town).toList(),
                problems(version.rows()));
    }

    private static Key key(
            String name, SummaryVersion version, @Nullable SummaryVersion before, Function<List<Row>, String> value) {
        return new Key(
                name,
                value.apply(version.rows()),
                before == null ? null : before.subject() + "：" + value.apply(before.rows()));
    }

    private static String partners(List<Row> rows) {
        return rows.size() + "个，办结" + count(rows, Row::isAccepted) + "个";
    }

    private static String coverage(Block figures) {
        return figures.getPercent() + "，应查" + (figures.pointsAssigned() - figures.pointsExcused()) + "个，已查"
                + figures.pointsInspected() + "个";
    }

    /** How they were dealt with, in per cent of them. */
    private static String findings(Block figures) {
        int all = figures.findings();
        if (all == 0) {
            return "0起";
        }
        return all + "起，其中当场整改" + rate(figures.correctedOnSpot(), all) + "，教育劝阻" + rate(figures.educated(), all)
                + "，责令改正" + rate(figures.ordered(), all) + "，转立案" + rate(figures.cases(), all) + "，移送"
                + rate(figures.transferred(), all);
    }

    private static String visits(Block figures) {
        return figures.inspections() + "次，出动执法人员" + figures.personTimes() + "人次";
    }

    private static String rate(int part, int all) {
        return BigDecimal.valueOf(100L * part)
                        .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP)
                        .toPlainString() + "%";
    }

    private static Town town(Row row) {
        return new Town(row.squad(), row.name(), row.getStateLabel(), row.figures(), row.hardCases());
    }

    private static List<String> problems(List<Row> rows) {
        List<String> problems = new ArrayList<>();
        for (Row row : rows) {
            if (row.isFailed()) {
                problems.add(row.name() + "未完成。");
            }
            if (!row.red().isEmpty()) {
                problems.add(row.name() + "红色提醒：" + String.join("、", row.red()) + "。");
            }
            List<String> late = row.late().stream()
                    .filter(title -> !row.red().contains(title))
                    .toList();
            if (!late.isEmpty()) {
                problems.add(row.name() + "逾期：" + String.join("、", late) + "。");
            }
            if (row.hardCases() > 0) {
                problems.add(row.name() + "提出疑难案件" + row.hardCases() + "件。");
            }
        }
        return problems;
    }

    private static long count(List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).count();
    }

    @JsonIgnore
    String overallText() {
        return clipped(keys.stream().map(Key::toString).collect(Collectors.joining("；", "", "。")));
    }

    @JsonIgnore
    String progressText() {
        return clipped(towns.stream()
                .collect(Collectors.groupingBy(
                        Town::state, LinkedHashMap::new, Collectors.mapping(Town::name, Collectors.joining("、"))))
                .entrySet()
                .stream()
                .map(state -> state.getKey() + "：" + state.getValue())
                .collect(Collectors.joining("；", "各街镇推进情况见附表。", "。")));
    }

    @JsonIgnore
    String problemsText() {
        return problems.isEmpty() ? "未发现逾期、未完成和疑难案件。" : clipped(String.join("\n", problems));
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "……";
    }
}
