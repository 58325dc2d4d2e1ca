package cn.leiting.summary;

import cn.leiting.catalogue.Point;
import cn.leiting.office.Sheet;
import cn.leiting.outcome.Outcome;
import cn.leiting.outcome.Outcome.FollowUp;
import cn.leiting.outcome.Outcome.Handling;
import cn.leiting.summary.SummaryVersion.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 汇总表的栏目 (domain P10, RP-03), in their order. Raw counts and money are for information only and marked with a star
 * (行政处罚法第七十四条第三款); what was assigned, and shares of it, are not.
 *
 * @param group the column above it
 */
record SummaryColumns(String group, String name, boolean starred, Function<Row, @Nullable Object> value) {

    static final String TASK = "中队任务";
    static final String VISITS = "检查情况";
    static final String FOLLOW_UP = "整改、复查、诉件和信息";
    static final String HANDLING = "案件办理情况";

    String title() {
        return starred ? name + "*" : name;
    }

    /** @param violations their names by their codes; what became of findings is left out where no row knows it */
    static List<SummaryColumns> of(List<Row> rows, Map<String, String> violations) {
        List<SummaryColumns> columns = new ArrayList<>(TASKS);
        columns.addAll(PEOPLE);
        for (Point.Kind kind : Point.Kind.values()) {
            columns.add(
                    star(VISITS, "其中" + kind.label(), row -> row.visitsByKind().getOrDefault(kind, 0)));
        }
        columns.add(star(VISITS, "发现问题（起）", row -> row.figures().findings()));
        violations.forEach((code, name) -> columns.add(star(
                VISITS, "其中" + name, row -> row.figures().findingsByViolation().getOrDefault(code, 0))));
        columns.addAll(DISPOSITIONS);
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.outcome() != null)) {
            columns.addAll(FOLLOW_UPS);
            columns.addAll(HANDLINGS);
        }
        return columns;
    }

    private static final List<SummaryColumns> TASKS = List.of(
            plain(TASK, "序号", row -> row.isSum() ? null : row.no()),
            plain(TASK, "中队", Row::name),
            plain(TASK, "状态", Row::getStateLabel),
            plain(TASK, "应查点位", row -> row.figures().pointsAssigned()),
            plain(TASK, "免除点位", row -> row.figures().pointsExcused()),
            plain(TASK, "已查点位", row -> row.figures().pointsInspected()),
            plain(TASK, "覆盖率", row -> row.figures().getPercent()),
            star(TASK, "疑难指导（件）", Row::hardCases));

    private static final List<SummaryColumns> PEOPLE = List.of(
            star(VISITS, "出动执法人员（人次）", row -> row.figures().personTimes()),
            star(VISITS, "辅助人员（人次）", Row::auxiliaries),
            star(VISITS, "执法车辆（车次，按勤务方案）", Row::vehicles),
            star(VISITS, "检查（次）", row -> row.figures().inspections()));

    private static final List<SummaryColumns> DISPOSITIONS = List.of(
            star(VISITS, "教育劝阻（起）", row -> row.figures().educated()),
            star(VISITS, "当场整改（起）", row -> row.figures().correctedOnSpot()),
            star(VISITS, "责令改正（起）", row -> row.figures().ordered()),
            star(VISITS, "转立案（起）", row -> row.figures().cases()),
            star(VISITS, "移送（起）", row -> row.figures().transferred()));

    private static final List<SummaryColumns> FOLLOW_UPS = List.of(
            follow(true, "责令改正通知书（份）", FollowUp::orders),
            follow(false, "到期应改（份）", FollowUp::ordersDue),
            follow(false, "按期整改（份）", FollowUp::ordersInTime),
            follow(false, "整改率", FollowUp::getCorrected),
            follow(true, "复查（次）", FollowUp::reChecks),
            follow(false, "首次复查（起）", FollowUp::reChecked),
            follow(false, "复查合格（起）", FollowUp::passed),
            follow(false, "合格率", FollowUp::getPassedShare),
            follow(true, "反弹（起）", FollowUp::relapses),
            follow(true, "联合执法（队次）", FollowUp::joint),
            follow(true, "诉件（件）", FollowUp::complaints),
            follow(false, "到期诉件（件）", FollowUp::complaintsDue),
            follow(false, "按时办结（件）", FollowUp::complaintsInTime),
            follow(false, "诉件按时办结率", FollowUp::getAnswered),
            follow(true, "信息报送（篇）", FollowUp::items),
            follow(true, "信息采用（篇）", FollowUp::itemsAdopted));

    private static final List<SummaryColumns> HANDLINGS = List.of(
            handling("立案（简易）", Handling::simplified),
            handling("立案（普通）", Handling::ordinary),
            handling("结案", Handling::closed),
            handling("在办", Handling::open),
            handling("其中逾60日", Handling::over60),
            handling("其中逾90日", Handling::over90),
            handling("不予处罚（轻微）", Handling::unpenalisedMinor),
            handling("不予处罚（首违）", Handling::unpenalisedFirst),
            handling("不予处罚（其他）", Handling::unpenalisedOther),
            handling("责令改正后未处罚", Handling::corrected),
            handling("移送（部门）", Handling::toAgencies),
            handling("移送（司法）", Handling::toJustice),
            handling("听证", Handling::hearings),
            handling("法制审核", Handling::legalReviews),
            handling("案件疑难指导", Handling::guided),
            handling("决定罚款金额（元）", handling -> new Sheet.Money(handling.fined())),
            handling("已缴金额（元）", handling -> new Sheet.Money(handling.paid())),
            handling("复议（件）", Handling::reconsiderations),
            handling("诉讼（件）", Handling::litigations),
            handling("其中被纠错（件）", Handling::overturned));

    private static SummaryColumns plain(String group, String name, Function<Row, @Nullable Object> value) {
        return new SummaryColumns(group, name, false, value);
    }

    private static SummaryColumns star(String group, String name, Function<Row, @Nullable Object> value) {
        return new SummaryColumns(group, name, true, value);
    }

    private static SummaryColumns follow(boolean starred, String name, Function<FollowUp, Object> value) {
        return new SummaryColumns(
                FOLLOW_UP, name, starred, row -> value.apply(known(row).followUp()));
    }

    private static SummaryColumns handling(String name, Function<Handling, Object> value) {
        return new SummaryColumns(
                HANDLING, name, true, row -> value.apply(known(row).handling()));
    }

    private static Outcome known(Row row) {
        return Objects.requireNonNullElse(row.outcome(), Outcome.NONE);
    }
}
