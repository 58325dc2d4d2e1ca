package cn.leiting.yearend;

import cn.leiting.office.Word;
import cn.leiting.yearend.ReviewFigures.Held;
import cn.leiting.yearend.ReviewFigures.Measure;
import cn.leiting.yearend.ReviewFigures.Review;
import cn.leiting.yearend.YearSheet.Line;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 年度总结文稿 (RP-08): the year's review as a Word file, with its campaigns, measures and the squads' scores. */
final class ReviewPaper {

    /** What a template can and must hold, with what it means. */
    static final Map<String, String> PLACEHOLDERS = placeholders();

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int POINTS = 9;

    private ReviewPaper() {}

    private static Map<String, String> placeholders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("mark", "年度总结审定前为“草稿”，审定后为空");
        all.put("title", "标题");
        all.put("office", "单位");
        all.put("date", "总结日期");
        all.put("figures", "行动次数的生成数据");
        all.put("summary", "总体回顾");
        all.put("#campaigns", "各次行动表");
        all.put("achievements", "主要成效");
        all.put("problems", "存在问题");
        all.put("measuresNote", "长效机制措施的完成情况");
        all.put("#measures", "长效机制措施表");
        all.put("scoresNote", "年度得分的版次和校验码");
        all.put("#scores", "年度得分表");
        all.put("note", "得分不与检查次数、案件数和罚没数额挂钩的说明");
        return Collections.unmodifiableMap(all);
    }

    /** @param sheet null for who may not see the squads' scores */
    static Word.Content of(
            int year,
            Review review,
            List<Held> campaigns,
            List<Measure> measures,
            @Nullable YearSheet sheet,
            LocalDate today) {
        Map<String, String> texts = new HashMap<>();
        texts.put("mark", review.approved() ? "" : "草稿");
        texts.put("title", year + "年“雷霆”8+365专项整治行动年度总结");
        texts.put("office", "青浦区城市管理行政执法局");
        texts.put("date", DAY.format(review.reviewedOn()));
        texts.put("figures", figures(review, campaigns));
        texts.put("summary", review.summary());
        texts.put("achievements", review.achievements());
        texts.put("problems", review.problems());
        texts.put("measuresNote", measures(measures, today));
        texts.put("scoresNote", scores(sheet));
        texts.put("note", "得分不与检查次数、案件数和罚没数额挂钩（行政处罚法第七十四条第三款）。");

        Map<String, Word.Table> tables = new HashMap<>();
        tables.put(
                "campaigns",
                table(
                        List.of("编号", "名称", "开始", "结束", "状态", "参加中队", "通过中队"),
                        campaigns.stream().map(ReviewPaper::cells).toList()));
        tables.put(
                "measures",
                table(
                        List.of("来源", "措施", "责任单位", "完成期限", "状态"),
                        measures.stream()
                                .map(measure -> cells(measure, year, today))
                                .toList()));
        tables.put(
                "scores",
                table(
                        List.of("中队", "参评行动", "专项行动", "再提升", "总分", "年终考核得分", "等次", "名次", "状态"),
                        sheet == null
                                ? List.of()
                                : sheet.lines().stream().map(ReviewPaper::cells).toList()));
        return new Word.Content(texts, tables);
    }

    private static Word.Table table(List<String> header, List<List<@Nullable Object>> rows) {
        return new Word.Table(header, rows, POINTS);
    }

    private static String figures(Review review, List<Held> campaigns) {
        long closed = campaigns.stream()
                .filter(held -> held.status().equals("CLOSED"))
                .count();
        return "全年计划开展不少于%d轮专项整治行动，已开展%d轮，其中办结%d轮。"
                .formatted(
                        review.minCampaigns(),
                        campaigns.stream()
                                .filter(held ->
                                        !List.of("CANCELLED", "REJECTED").contains(held.status()))
                                .count(),
                        closed);
    }

    private static String measures(List<Measure> measures, LocalDate today) {
        long done =
                measures.stream().filter(measure -> measure.doneOn() != null).count();
        long late = measures.stream()
                .filter(measure -> measure.doneOn() == null && today.isAfter(measure.dueOn()))
                .count();
        return measures.isEmpty()
                ? "本年度没有长效机制措施。"
                : "共%d条，已完成%d条，已逾期%d条；未完成的结转下一年度。".formatted(measures.size(), done, late);
    }

    private static String scores(@Nullable YearSheet sheet) {
        if (sheet == null) {
            return "年度得分由执法协调科、法规监督科和局领导查看。";
        }
        return sheet.frozen() == null
                ? "年度考核还没有汇总，下表为实时计算。"
                : "年度考核%s，校验码%s。".formatted(sheet.imprint(), sheet.frozen().hash());
    }

    private static List<@Nullable Object> cells(Held held) {
        return Arrays.asList(
                held.code(),
                held.title(),
                day(held.startsOn()),
                day(held.endsOn()),
                held.state(),
                held.squads(),
                held.accepted());
    }

    private static List<@Nullable Object> cells(Measure measure, int year, LocalDate today) {
        return Arrays.asList(
                measure.year() + "年度总结" + (measure.year() < year ? "（结转）" : ""),
                measure.measure(),
                measure.ownerUnit(),
                day(measure.dueOn()),
                measure.state(today));
    }

    private static List<@Nullable Object> cells(Line line) {
        return Arrays.asList(
                line.name(),
                line.annual().scored(),
                line.annual().campaigns(),
                line.annual().improvement(),
                line.annual().total(),
                line.annual().yearEndPoints(),
                line.annual().grade(),
                line.annual().rank(),
                line.state());
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }
}
