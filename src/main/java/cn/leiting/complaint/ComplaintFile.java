package cn.leiting.complaint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.complaint.Complaint.Closing;
import cn.leiting.complaint.Complaints.Outcome;
import cn.leiting.complaint.Complaints.Result;
import cn.leiting.shared.Actor;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 诉件文件：CSV, one ticket a row; the last three columns may be left out, all are open then. */
@Component
class ComplaintFile {

    static final String HEADER = "工单号,类型,接单时间,办理期限,中队,点位编号,诉求内容";
    static final String HEADER_WITH_CLOSING = HEADER + ",办结时间,是否满意,办理结果";

    private static final int MAX_ROWS = 10_000;
    private static final int MAX_MEGABYTES = 8;
    private static final int LONGEST_TICKET = 40;
    /** Spreadsheets rewrite 2023-01-12 09:00 as 2023/1/12 9:00. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("[uuuu-M-d][uuuu/M/d] H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    /** One row and what became of it; what is too long for a ticket's number is cut. */
    record Row(int line, String ticketNo, Outcome outcome, String sentence) {

        Row {
            ticketNo = ticketNo.length() > LONGEST_TICKET ? ticketNo.substring(0, LONGEST_TICKET) + "……" : ticketNo;
        }
    }

    /** In the file's order. */
    record Report(List<Row> rows) {

        /** How many rows of each outcome. */
        public Map<Outcome, Long> totals() {
            Map<Outcome, Long> totals = new LinkedHashMap<>();
            for (Outcome outcome : Outcome.values()) {
                totals.put(
                        outcome,
                        rows.stream().filter(row -> row.outcome() == outcome).count());
            }
            return totals;
        }

        public List<Row> refused() {
            return rows.stream().filter(row -> row.outcome() == Outcome.REFUSED).toList();
        }
    }

    private final Complaints complaints;

    ComplaintFile(Complaints complaints) {
        this.complaints = complaints;
    }

    /**
     * A row is stored whole or not at all, and a refused one hinders no other; what is not in the file stays as is.
     * Refuses a file that is none.
     *
     * @param csv at most 10,000 rows and 8 MB, with or without a byte order mark
     */
    Report read(String csv, Actor by) {
        by.require("deptCoordination");
        List<CsvFile.Line> lines = CsvFile.read(csv, MAX_ROWS, MAX_MEGABYTES, HEADER_WITH_CLOSING, HEADER);
        int columns = lines.get(0).cells().size();
        Map<String, Integer> lineOf = new HashMap<>();
        List<Told> told = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (CsvFile.Line line : lines.subList(1, lines.size())) {
            String ticket = line.cells().get(0);
            try {
                if (line.cells().size() != columns) {
                    throw Refusal.invalid("应为" + columns + "列，实为" + line.cells().size() + "列。");
                }
                Told one = told(line.cells());
                Integer earlier = one.ticketNo() == null ? null : lineOf.putIfAbsent(one.ticketNo(), line.number());
                if (earlier != null) {
                    throw Refusal.invalid("工单号“" + one.ticketNo() + "”与第" + earlier + "行重复。");
                }
                told.add(one);
                places.add(rows.size());
                rows.add(new Row(line.number(), ticket, Outcome.UNCHANGED, ""));
            } catch (Refusal refused) {
                rows.add(new Row(line.number(), ticket, Outcome.REFUSED, refused.sentence()));
            }
        }
        List<Result> results = complaints.takeAll(told, by);
        for (int i = 0; i < results.size(); i++) {
            rows.set(places.get(i), row(rows.get(places.get(i)), results.get(i)));
        }
        return new Report(List.copyOf(rows));
    }

    private static Row row(Row read, Result result) {
        Refusal refusal = result.refusal();
        return new Row(read.line(), read.ticketNo(), result.outcome(), refusal == null ? "" : refusal.sentence());
    }

    private static Told told(List<String> cells) {
        return new Told(
                cells.get(0),
                cells.get(1),
                moment("接单时间", cells.get(2)),
                moment("办理期限", cells.get(3)),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.size() > HEADER.split(",").length ? closing(cells.subList(7, cells.size())) : null);
    }

    private static @Nullable Closing closing(List<String> cells) {
        if (String.join("", cells).isEmpty()) {
            return null;
        }
        Instant closedAt = moment("办结时间", cells.get(0));
        if (closedAt == null) {
            throw Refusal.invalid("填写是否满意和办理结果的，须填写办结时间。");
        }
        return new Closing(closedAt, satisfied(cells.get(1)), cells.get(2));
    }

    private static @Nullable Boolean satisfied(String cell) {
        return switch (cell) {
            case "" -> null;
            case "是", "满意" -> true;
            case "否", "不满意" -> false;
            default -> throw Refusal.invalid("是否满意应为“是”“否”或者留空。");
        };
    }

    private static @Nullable Instant moment(String label, String cell) {
        String written = Limits.optional(label, cell, 40);
        if (written == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(written, MOMENT).atZone(BureauTime.ZONE).toInstant();
        } catch (DateTimeException unfit) {
            throw Refusal.invalid(label + "“" + written + "”不是时间，请写成2023-01-12 09:00的样子。");
        }
    }
}
