package cn.leiting.bulletin;

import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Point;
import cn.leiting.summary.Visitor;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * 日报：one day of one campaign as it was when frozen (issue 7, no. 7). Its counts are information and never a basis of
 * assessment, and its squads stand in the order of their codes (domain 0.2, no. 1).
 *
 * @param subject e.g. {@code TH-2023-01}
 * @param day the business date of its records, that of the shift
 * @param no 第几期, 1 and up within the campaign
 * @param version 1 and up; a further one corrects the one before
 * @param hash SHA-256 over the canonical form of subject, day and squads, 64 hexadecimal digits
 * @param squads by their codes, the mobile squad last
 */
public record Bulletin(
        String subject,
        String title,
        LocalDate day,
        int no,
        int version,
        Cause cause,
        String hash,
        Instant madeAt,
        @Nullable Note note,
        @Nullable Release release,
        List<Row> squads) {

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    public Bulletin {
        squads = List.copyOf(squads);
    }

    /** 编制原因. */
    public enum Cause {
        /** On its morning. */
        DAILY(""),
        /** Later, because nothing ran on its morning. */
        MADE_UP("补编"),
        /** Records of the day came after it had been made. */
        LATE_RECORDS("更正");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What 执法协调科 added, in the bureau's time. */
    public record Note(String text, String by, LocalDateTime at) {}

    /** 发布, in the bureau's time. */
    public record Release(String by, LocalDateTime at) {}

    /**
     * 一个中队的一天. What is open or late is so at the end of the business date, whenever it was made.
     *
     * @param squad its nine digits; empty in the sum
     * @param dutyMode in words; empty in the sum
     * @param officers persons in the shifts of that date, each once; {@code auxiliaries}, {@code vehicles} as planned
     * @param visits valid ones by what was inspected; {@code invalid} those that were voided
     * @param findings by what the violation was called on that day
     * @param ordersOpen 责令改正 not complied with; {@code ordersLate} those of them whose time is up
     * @param complaints of the town: {@code received} and {@code closed} on that date, {@code open} at its end
     * @param problems what is open and late, {@code notable} what is out of the ordinary, {@code late} what the squad
     *     owes to the campaign, each a sentence
     */
    public record Row(
            String squad,
            String name,
            String dutyMode,
            int shifts,
            int officers,
            int auxiliaries,
            int vehicles,
            Map<Point.Kind, Integer> visits,
            int personTimes,
            int invalid,
            Map<String, Integer> findings,
            Map<String, Integer> dispositions,
            int ordersOpen,
            int ordersLate,
            int passed,
            int failed,
            Complained complaints,
            List<String> problems,
            List<String> notable,
            List<String> late) {

        public Row {
            visits = Map.copyOf(visits);
            findings = Map.copyOf(findings);
            dispositions = Map.copyOf(dispositions);
            problems = List.copyOf(problems);
            notable = List.copyOf(notable);
            late = List.copyOf(late);
        }

        static Row sum(Collection<Row> rows) {
            Map<Point.Kind, Integer> visits = new EnumMap<>(Point.Kind.class);
            rows.forEach(row -> row.visits().forEach((kind, count) -> visits.merge(kind, count, Integer::sum)));
            return new Row(
                    "",
                    "合计",
                    "",
                    sum(rows, Row::shifts),
                    sum(rows, Row::officers),
                    sum(rows, Row::auxiliaries),
                    sum(rows, Row::vehicles),
                    visits,
                    sum(rows, Row::personTimes),
                    sum(rows, Row::invalid),
                    merged(rows, Row::findings),
                    merged(rows, Row::dispositions),
                    sum(rows, Row::ordersOpen),
                    sum(rows, Row::ordersLate),
                    sum(rows, Row::passed),
                    sum(rows, Row::failed),
                    new Complained(
                            sum(rows, row -> row.complaints().received()),
                            sum(rows, row -> row.complaints().closed()),
                            sum(rows, row -> row.complaints().open())),
                    List.of(),
                    List.of(),
                    List.of());
        }

        private static int sum(Collection<Row> rows, ToIntFunction<Row> number) {
            return rows.stream().mapToInt(number).sum();
        }

        private static Map<String, Integer> merged(Collection<Row> rows, Function<Row, Map<String, Integer>> counts) {
            Map<String, Integer> all = new TreeMap<>();
            rows.forEach(row -> counts.apply(row).forEach((name, count) -> all.merge(name, count, Integer::sum)));
            return all;
        }

        int visited() {
            return visits.values().stream().mapToInt(Integer::intValue).sum();
        }

        int found() {
            return findings.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** 诉件 of a town on that date. */
    public record Complained(int received, int closed, int open) {

        static final Complained NONE = new Complained(0, 0, 0);
    }

    /** As a visitor may see it: a squad and its town their own share. */
    Bulletin seenBy(Visitor visitor) {
        return new Bulletin(
                subject,
                title,
                day,
                no,
                version,
                cause,
                hash,
                madeAt,
                note,
                release,
                squads.stream().filter(row -> visitor.maySee(row.squad())).toList());
    }

    @JsonIgnore
    public boolean isCorrection() {
        return cause == Cause.LATE_RECORDS;
    }

    /** 补编 or 更正, with why; empty for one that was made on its morning. */
    @JsonIgnore
    public String getRemark() {
        return switch (cause) {
            case DAILY -> "";
            case MADE_UP -> "补编：当日没有生成，事后补编。";
            case LATE_RECORDS -> "更正：生成之后又收到或者作废了当日的记录，本版更正第" + (version - 1) + "版。";
        };
    }

    @JsonIgnore
    public LocalDateTime getMade() {
        return LocalDateTime.ofInstant(madeAt, BureauTime.ZONE);
    }

    /** As every paper that shows the version prints it. */
    @JsonIgnore
    public String getImprint() {
        return "第" + no + "期第" + version + "版 · 冻结于" + TO_THE_MINUTE.format(getMade()) + " · 校验码" + hash;
    }
}
