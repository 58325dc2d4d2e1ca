package cn.leiting.report;

import cn.leiting.office.Sheet;
import cn.leiting.office.Word;
import cn.leiting.organization.People;
import cn.leiting.report.ReportFigures.Town;
import cn.leiting.summary.SummaryTables;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 专报文稿：the report as a Word file, its masthead and its annex 汇总表 included (domain P10, 专报 content). */
@Component
class ReportPaper {

    /** What a template can hold, with what it means. */
    static final Map<String, String> PLACEHOLDERS = placeholders();

    /** Templates of earlier releases have one table for the whole annex. */
    static final Set<String> OPTIONAL = Set.of("documentNo", "#annexFollowUp", "#annexHandling");

    private static final List<String> PARTS = List.of("annex", "annexFollowUp", "annexHandling");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final List<String> TOWNS = List.of(
            "中队", "状态", "应查点位", "已查点位", "覆盖率", "检查*", "发现问题*", "教育劝阻*", "当场整改*", "责令改正*", "转立案*", "移送*", "疑难指导*");
    private static final Set<Integer> TOWNS_GREY = Set.of(5, 6, 7, 8, 9, 10, 11, 12);
    private static final int TOWNS_POINTS = 9;
    private static final int ANNEX_POINTS = 7;
    private static final int SMALLEST_POINTS = 6;

    private final People people;

    ReportPaper(People people) {
        this.people = people;
    }

    /**
     * What is printed of a report.
     *
     * @param text the newest; null before the first draft
     * @param figures those of that text; null where there is no subject, or before they are collected
     * @param annex the frozen summary, {@code imprint} its number and hash; null with the figures
     * @param corrects the report that this one corrects, {@code correctedBy} the signed ones that correct it
     */
    record Content(
            SpecialReport report,
            SpecialReport.@Nullable Text text,
            @Nullable ReportFigures figures,
            @Nullable Sheet annex,
            @Nullable String imprint,
            @Nullable String corrects,
            List<String> correctedBy) {

        boolean isCorrection() {
            return corrects != null;
        }

        /** 更正, in words; empty where there is none. */
        String correction() {
            List<String> said = new ArrayList<>();
            if (corrects != null) {
                said.add("本期更正专报" + corrects + "。");
            }
            if (!correctedBy.isEmpty()) {
                said.add("本期已由专报" + String.join("、", correctedBy) + "更正。");
            }
            return String.join("", said);
        }
    }

    private static Map<String, String> placeholders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("mark", "签发前为“草稿”，签发后为空");
        all.put("issue", "期号，如2023年第1期");
        all.put("totalIssue", "总期号，如总第1期");
        all.put("documentNo", "文号中的年份和序号，如〔2023〕1；签发前为〔待编〕");
        all.put("date", "签发日期");
        all.put("signer", "签发人");
        all.put("addressees", "主送单位");
        all.put("copies", "抄送单位");
        all.put("correction", "更正说明，没有更正时为空");
        all.put("title", "标题");
        all.put("figures", "总体情况的生成数据");
        all.put("overall", "总体情况");
        all.put("progress", "各街镇推进情况");
        all.put("#towns", "各街镇推进情况表");
        all.put("practices", "主要做法");
        all.put("findings", "存在问题的生成清单");
        all.put("problems", "存在问题");
        all.put("nextSteps", "下步工作");
        all.put("source", "汇总表的版次和校验码");
        all.put("annexTitle", "附件标题");
        all.put("#annex", "附件汇总表；模板中有下面两张分表时，只有中队任务和检查情况");
        all.put("#annexFollowUp", "附件汇总表中的整改、复查、诉件和信息");
        all.put("#annexHandling", "附件汇总表中的案件办理情况");
        all.put("note", "不作为考核依据的说明");
        return java.util.Collections.unmodifiableMap(all);
    }

    /** @param parted whether the template has its own place for each part of the annex */
    Word.Content of(Content content, boolean parted) {
        SpecialReport report = content.report();
        Map<String, String> texts = new HashMap<>();
        PLACEHOLDERS.keySet().forEach(name -> texts.put(name, ""));
        texts.keySet().removeIf(name -> name.startsWith("#"));
        texts.put("mark", report.isSigned() ? "" : "草稿");
        texts.put("issue", issue(report));
        SpecialReport.Issue issue = report.issue();
        texts.put("totalIssue", issue == null ? "总期号待编" : "总第" + issue.total() + "期");
        texts.put("documentNo", issue == null ? "〔待编〕" : "〔" + issue.year() + "〕" + issue.no());
        LocalDate on = report.signedOn();
        texts.put("date", on == null ? "待签发" : DAY.format(on));
        texts.put("signer", report.signedBy() == null ? "待签发" : people.nameOf(report.signedBy()));
        texts.put("addressees", "分管副区长、区城管执法局领导班子");
        texts.put("copies", "各街镇领导班子");
        texts.put("correction", content.correction());
        texts.put("title", (content.isCorrection() ? "更正：" : "") + report.title());
        texts(texts, content.text());

        Map<String, Word.Table> tables = new HashMap<>();
        if (content.figures() != null && content.annex() != null) {
            ReportFigures figures = content.figures();
            texts.put("figures", figures.keys().stream().map(Object::toString).collect(Collectors.joining("\n")));
            texts.put("findings", String.join("\n", figures.problems()));
            texts.put("annexTitle", content.annex().title());
            texts.put("note", SummaryTables.NOTE);
            tables.put("towns", new Word.Table(TOWNS, towns(figures), TOWNS_POINTS, TOWNS_GREY));
            tables.putAll(annex(content.annex(), parted));
        } else {
            texts.put("annexTitle", "本期没有汇总表");
        }
        texts.put("source", content.imprint() == null ? "本期没有汇总表。" : content.imprint());
        return new Word.Content(texts, tables);
    }

    private static Map<String, Word.Table> annex(Sheet annex, boolean parted) {
        Map<String, Word.Table> tables = new HashMap<>();
        if (!parted) {
            tables.put(
                    "annex",
                    new Word.Table(annex.header().get(1), SummaryTables.squads(annex), SMALLEST_POINTS, annex.grey()));
            return tables;
        }
        List<SummaryTables.Part> parts = SummaryTables.parts(annex);
        for (int at = 0; at < parts.size(); at++) {
            SummaryTables.Part part = parts.get(at);
            tables.put(PARTS.get(at), new Word.Table(part.header(), part.rows(), ANNEX_POINTS, part.grey()));
        }
        return tables;
    }

    private static void texts(Map<String, String> texts, SpecialReport.@Nullable Text text) {
        if (text == null) {
            return;
        }
        texts.put("overall", text.overall());
        texts.put("progress", text.progress());
        texts.put("practices", text.practices());
        texts.put("problems", text.problems());
        texts.put("nextSteps", text.nextSteps());
    }

    static String issue(SpecialReport report) {
        SpecialReport.Issue issue = report.issue();
        return issue == null ? "期号待编" : issue.year() + "年第" + issue.no() + "期";
    }

    private static List<List<Object>> towns(ReportFigures figures) {
        return figures.towns().stream().map(ReportPaper::cells).toList();
    }

    private static List<Object> cells(Town town) {
        var counted = town.figures();
        List<Object> cells = new ArrayList<>(List.of(town.name(), town.state()));
        cells.addAll(List.of(
                counted.pointsAssigned() - counted.pointsExcused(), counted.pointsInspected(), counted.getPercent()));
        cells.addAll(List.of(counted.inspections(), counted.findings(), counted.educated(), counted.correctedOnSpot()));
        cells.addAll(List.of(counted.ordered(), counted.cases(), counted.transferred(), town.hardCases()));
        return cells;
    }
}
