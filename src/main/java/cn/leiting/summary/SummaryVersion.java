package cn.leiting.summary;

import cn.leiting.assignment.SquadTask.State;
import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Point;
import cn.leiting.outcome.Outcome;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * 汇总表版本：the summary table of one assignment, or of a year, as it was when frozen (notice, line 35; domain 5.5). What
 * was frozen never changes; all that is printed of a version shows the same numbers (domain 5.5, invariant 9).
 *
 * @param subject the assignment, e.g. {@code TH-2023-01} or {@code LB-2023-01}, or the year, e.g. {@code 2023}
 * @param no 1 and up, per subject
 * @param hash SHA-256 over the canonical form of subject and rows, 64 hexadecimal digits
 * @param rows by the squads' codes, the mobile squad last
 */
public record SummaryVersion(String subject, int no, String hash, Instant frozenAt, String frozenBy, List<Row> rows) {

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    public SummaryVersion {
        rows = List.copyOf(rows);
    }

    /**
     * 一个中队.
     *
     * @param no 序号, from 1 on
     * @param squad its nine digits; empty in the sum
     * @param late what was not done when it was due, by its titles; {@code red} of what a red reminder was raised
     * @param hardCases difficult questions that the squad put to 法制科
     * @param auxiliaries 辅助人员, in persons and visits; {@code vehicles} as the duty plan has them
     * @param visitsByKind inspections by what was inspected
     * @param outcome null in a version that was frozen before it was counted; its hash is as it was
     */
    public record Row(
            int no,
            String squad,
            String name,
            @Nullable State state,
            List<String> late,
            List<String> red,
            int hardCases,
            int auxiliaries,
            int vehicles,
            Map<Point.Kind, Integer> visitsByKind,
            @JsonUnwrapped Block figures,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Outcome outcome) {

        public Row {
            late = List.copyOf(late);
            red = List.copyOf(red);
            visitsByKind = Map.copyOf(visitsByKind);
        }

        /** The sum over squads: no squad's own row. */
        public static Row sum(List<Row> rows) {
            Map<Point.Kind, Integer> byKind = new EnumMap<>(Point.Kind.class);
            rows.forEach(row -> row.visitsByKind().forEach((kind, visits) -> byKind.merge(kind, visits, Integer::sum)));
            return new Row(
                    rows.size(),
                    "",
                    "合计",
                    null,
                    List.of(),
                    List.of(),
                    sum(rows, Row::hardCases),
                    sum(rows, Row::auxiliaries),
                    sum(rows, Row::vehicles),
                    byKind,
                    Block.sum(rows.stream().map(Row::figures).toList()),
                    outcome(rows));
        }

        private static @Nullable Outcome outcome(List<Row> rows) {
            List<Outcome> known =
                    rows.stream().map(Row::outcome).filter(Objects::nonNull).toList();
            return known.isEmpty() ? null : Outcome.sum(known);
        }

        private static int sum(Collection<Row> rows, ToIntFunction<Row> number) {
            return rows.stream().mapToInt(number).sum();
        }

        /** Empty in the sum. */
        @JsonIgnore
        public String getStateLabel() {
            return state == null ? "" : state.label();
        }

        @JsonIgnore
        public boolean isAccepted() {
            return state == State.ACCEPTED;
        }

        @JsonIgnore
        public boolean isFailed() {
            return state == State.FAILED;
        }

        @JsonIgnore
        public boolean isSum() {
            return squad.isEmpty();
        }
    }

    /** As every paper that shows the version prints it. */
    @JsonIgnore
    public String getImprint() {
        return "第" + no + "版 · 冻结于" + TO_THE_MINUTE.format(LocalDateTime.ofInstant(frozenAt, BureauTime.ZONE))
                + " · 校验码" + hash;
    }
}
