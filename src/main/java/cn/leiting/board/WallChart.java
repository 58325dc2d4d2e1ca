package cn.leiting.board;

import cn.leiting.board.MonthProgress.Light;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Designation;
import cn.leiting.programme.Journal;
import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.programme.PlannedCampaign.State;
import cn.leiting.programme.Programme;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 挂图作战：a year's board as one person may see it; the page and the Excel file show this same record. The
 * parts that the person may not see are empty.
 */
record WallChart(
        Head head,
        List<Month> months,
        List<Planned> planned,
        List<Receipt> receipts,
        List<Designated> designations,
        List<Progress> progress,
        List<Review> reviews,
        List<Measure> measures,
        List<Event> events) {

    record Head(
            long id,
            int year,
            String code,
            Programme.Status status,
            String keyWork,
            @Nullable String leadLeader,
            String responsibleUnit,
            @Nullable String docTitle,
            @Nullable String annualGoal,
            int minCampaigns,
            @Nullable String warnings,
            boolean reviewApproved,
            int version,
            @Nullable Long document,
            @Nullable String documentNo,
            @Nullable String issuer,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate printedOn,
            @Nullable String printedBy) {

        public boolean isDraft() {
            return status == Programme.Status.DRAFT;
        }

        public boolean isIssued() {
            return status == Programme.Status.ISSUED;
        }

        public List<String> warningList() {
            return warnings == null || warnings.isEmpty()
                    ? List.of()
                    : warnings.lines().toList();
        }
    }

    /** @param reported the section's own light in its last report; null: not reported */
    record Month(int month, @Nullable String goal, @Nullable Light reported) {

        /** An empty goal is neither done nor undone. */
        public Light light() {
            return goal == null || reported == null ? Light.NONE : reported;
        }

        public String goalOrNone() {
            return goal == null ? "未设目标" : goal;
        }

        public String lightLabel() {
            return goal == null ? "未设目标" : reported == null ? "未报告" : reported.label();
        }
    }

    record Planned(
            int seq,
            @Nullable Integer annexSeq,
            @Nullable String theme,
            @Nullable String themeName,
            String title,
            MonthStatus monthStatus,
            @Nullable Integer month,
            @Nullable String sourceText,
            @Nullable String note,
            State status,
            @Nullable String reason,
            @Nullable String campaignCode,
            int revision) {

        public boolean isOpen() {
            return status == State.OPEN;
        }

        public boolean isLaunchable() {
            return isOpen() && month != null && theme != null;
        }

        public String when() {
            return month == null ? monthStatus.label() : month + "月（" + monthStatus.label() + "）";
        }

        /** Why it does not count as one of the eight; empty when it does. */
        public String notCounted() {
            return switch (status) {
                case CANCELLED, DROPPED, UNCOUNTED -> status.label();
                case OPEN -> month == null ? monthStatus.label() : "";
                case LAUNCHED, DONE -> "";
            };
        }
    }

    record Receipt(
            String recipient,
            String recipientName,
            String kind,
            LocalDateTime sentAt,
            @Nullable LocalDateTime confirmedAt,
            @Nullable String confirmedByName,
            @Nullable String remark,
            @Nullable LocalDateTime readAt) {

        public boolean isCopy() {
            return kind.equals("CC");
        }
    }

    record Designated(String squadName, @Nullable Designation designation) {}

    record Progress(
            int month,
            int seq,
            String doneText,
            @Nullable String campaigns,
            @Nullable String problems,
            @Nullable String nextSteps,
            Light lightComputed,
            Light lightReported,
            @Nullable String differenceReason,
            LocalDateTime reportedAt) {}

    record Review(int seq, String summary, String achievements, String problems, LocalDateTime reviewedAt) {}

    /** @param year of the review that decided it */
    record Measure(
            long id,
            int year,
            String measure,
            String ownerUnit,
            LocalDate dueOn,
            @Nullable LocalDate doneOn) {}

    record Event(
            LocalDateTime at,
            Journal.Kind kind,
            String byName,
            @Nullable String text) {}

    /** 对照不少于八次：every row is in exactly one of the four. */
    record Count(int wanted, long planned, long running, long done, List<Planned> notCounted) {

        public long missing() {
            return Math.max(0, wanted - planned - running - done);
        }
    }

    public Count count() {
        List<Planned> notCounted =
                planned.stream().filter(row -> !row.notCounted().isEmpty()).toList();
        return new Count(
                head.minCampaigns(), counted(State.OPEN), counted(State.LAUNCHED), counted(State.DONE), notCounted);
    }

    private long counted(State status) {
        return planned.stream()
                .filter(row -> row.status() == status && row.notCounted().isEmpty())
                .count();
    }

    List<Sheet> sheets() {
        return List.of(board(), plan());
    }

    /** The annex's columns in their order. */
    private Sheet board() {
        List<String> columns = new ArrayList<>(List.of("重点工作", "牵头领导", "责任单位", "年度目标"));
        months.forEach(month -> columns.add(month.month() + "月"));
        List<String> below = new ArrayList<>(List.of(" ", " ", " ", " "));
        below.addAll(Collections.nCopies(12, "月度目标"));

        List<@Nullable Object> goals = new ArrayList<>();
        Collections.addAll(goals, head.keyWork(), head.leadLeader(), head.responsibleUnit(), head.annualGoal());
        List<@Nullable Object> lights = new ArrayList<>();
        Collections.addAll(lights, "亮灯", null, null, null);
        months.forEach(month -> {
            goals.add(month.goalOrNone());
            lights.add(month.lightLabel());
        });
        return new Sheet(
                "挂图作战",
                head.year() + "年“雷霆”专项整治工作挂图作战计划",
                List.of(columns, below),
                List.of(goals, lights),
                Stream.concat(Stream.of(14, 10, 12, 18), Collections.nCopies(12, 14).stream())
                        .toList());
    }

    private Sheet plan() {
        Count count = count();
        String title = "计划行动（不少于%d次：已排定%d，进行中%d，已完成%d，未计入%d）"
                .formatted(
                        count.wanted(),
                        count.planned(),
                        count.running(),
                        count.done(),
                        count.notCounted().size());
        return new Sheet(
                "计划行动",
                title,
                List.of(List.of("序号", "附件序号", "名称", "主题", "月份", "状态", "行动编号", "未计入原因", "注")),
                planned.stream().map(WallChart::cells).toList(),
                List.of(8, 10, 30, 24, 20, 12, 16, 16, 40));
    }

    private static List<@Nullable Object> cells(Planned row) {
        List<@Nullable Object> cells = new ArrayList<>();
        Collections.addAll(
                cells,
                row.seq(),
                row.annexSeq(),
                row.title(),
                row.themeName(),
                row.when(),
                row.status().label(),
                row.campaignCode(),
                row.notCounted(),
                row.note());
        return cells;
    }
}
