package cn.leiting.assignment;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 点位分解：which points each squad inspects (domain F-07), by the assignment's code; fixed once that is open. */
@Component
public class AssignedPoints {

    public enum Reason {
        PAST_FINDING("以往发现问题"),
        COMPLAINT("投诉举报"),
        KEY_AREA("重点区域"),
        ROUTINE("日常点位"),
        RANDOM("随机抽取");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One line of the list.
     *
     * @param priority 1 (first) to 3
     * @param requiredRounds 1 to 20
     */
    public record Row(String pointId, String squadCode, int priority, Reason reason, int requiredRounds) {}

    /** @param row its number, from 1 on */
    public record Refused(int row, String pointId, String sentence) {}

    public record Report(int accepted, List<Refused> refused) {}

    /** A point of a squad's task; {@code excuseReason} when it needs no inspection any more. */
    public record Assigned(
            String point,
            int priority,
            Reason reason,
            int requiredRounds,
            boolean excused,
            @Nullable String excuseReason) {}

    private final JdbcClient jdbc;
    private final Points points;

    AssignedPoints(JdbcClient jdbc, Points points) {
        this.jdbc = jdbc;
        this.points = points;
    }

    /**
     * Puts the sound rows in the place of the whole list. Refused one by one: a point that is unknown, not
     * in use, of another squad (the mobile squad may be given any) or named before, a priority or a number of rounds out of range. Refuses all
     * (409) once the assignment is open.
     */
    @Transactional
    public Report replace(String assignment, List<Row> rows) {
        lock(assignment);
        if (isOpen(assignment)) {
            throw Refusal.conflict("行动已下达，点位不能再更换。");
        }
        Map<String, Point> known =
                points.find(rows.stream().map(Row::pointId).distinct().toList());
        Set<String> mobile = new HashSet<>(jdbc.sql("select code from squad where kind = 'MOBILE'")
                .query(String.class)
                .list());
        Set<String> seen = new HashSet<>();
        List<Row> sound = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (int number = 1; number <= rows.size(); number++) {
            Row row = rows.get(number - 1);
            Optional<String> fault = fault(row, known.get(row.pointId()), mobile, seen);
            if (fault.isPresent()) {
                refused.add(new Refused(number, row.pointId(), fault.get()));
            } else {
                sound.add(row);
                seen.add(row.pointId());
            }
        }

        jdbc.sql("delete from assigned_point where assignment = ?")
                .param(assignment)
                .update();
        insert(assignment, sound);
        return new Report(sound.size(), refused);
    }

    private static Optional<String> fault(Row row, @Nullable Point point, Set<String> mobile, Set<String> seen) {
        String id = "点位“" + row.pointId() + "”";
        if (point == null) {
            return Optional.of("没有" + id + "。");
        }
        if (!point.isActive()) {
            return Optional.of(id + "已停用。");
        }
        if (!point.squadCode().equals(row.squadCode()) && !mobile.contains(row.squadCode())) {
            return Optional.of(id + "不属于中队“" + row.squadCode() + "”。");
        }
        if (row.priority() < 1 || row.priority() > 3) {
            return Optional.of("优先级应为1至3。");
        }
        if (row.requiredRounds() < 1 || row.requiredRounds() > 20) {
            return Optional.of("检查轮次应为1至20。");
        }
        return seen.contains(row.pointId()) ? Optional.of(id + "重复。") : Optional.empty();
    }

    private void insert(String assignment, List<Row> rows) {
        jdbc.sql("""
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                        select ?, *
                        from unnest(?, ?, ?, ?, ?)
                        """)
                .param(assignment)
                .param(column(rows, Row::pointId, String[]::new))
                .param(column(rows, Row::squadCode, String[]::new))
                .param(column(rows, Row::priority, Integer[]::new))
                .param(column(rows, row -> row.reason().name(), String[]::new))
                .param(column(rows, Row::requiredRounds, Integer[]::new))
                .update();
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    public boolean any(String assignment) {
        return jdbc.sql("select exists (select from assigned_point where assignment = ?)")
                .param(assignment)
                .query(Boolean.class)
                .single();
    }

    /**
     * All points in use of these squads' towns, as routine and for one round, and none of other squads; changes
     * nothing once the assignment is open.
     */
    @Transactional
    public void assignAll(String assignment, Set<String> squads) {
        lock(assignment);
        jdbc.sql("""
                        with gone as (
                            delete from assigned_point
                            where assignment = :code
                              and (squad <> all (:squads)
                                or point in (select code from inspection_point where status <> 'ACTIVE'))
                              and not exists (select from assignment where code = :code))
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                        select :code, code, squad_code, 2, 'ROUTINE', 1
                        from inspection_point
                        where status = 'ACTIVE'
                          and squad_code = any (:squads)
                          and not exists (select from assignment where code = :code)
                        on conflict do nothing
                        """)
                .param("code", assignment)
                .param("squads", squads.toArray(String[]::new))
                .update();
    }

    /** A late squad's: of the n points of its town in the order of their codes, the share of days that are left. */
    void assignShare(String assignment, String squad, long daysLeft, long days) {
        List<Point> all = points.ofSquad(squad);
        long share = (all.size() * daysLeft + days - 1) / days;
        add(assignment, all.stream().limit(share).toList());
    }

    private void add(String assignment, List<Point> chosen) {
        jdbc.sql("""
                        insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                        select ?, code, squad_code, 2, 'ROUTINE', 1
                        from inspection_point
                        where code = any (?)
                        on conflict do nothing
                        """)
                .params(assignment, chosen.stream().map(Point::code).toArray(String[]::new))
                .update();
    }

    /** The first by priority, then by code. */
    public List<Assigned> of(String squadTask) {
        return jdbc.sql("""
                        select point, priority, assigned.reason, required_rounds, excused, excuse_reason
                        from assigned_point assigned
                                 join squad_task task using (assignment, squad)
                        where task.code = ?
                        order by priority, point
                        """).param(squadTask).query(Assigned.class).list();
    }

    /** Excuses what the squad has not inspected; how many points. */
    int excuse(Progress task, Set<String> inspected, String reason) {
        return jdbc.sql("""
                        update assigned_point
                        set excused = true,
                            excuse_reason = ?
                        where assignment = ?
                          and squad = ?
                          and not excused
                          and point <> all (?)
                        """)
                .params(reason, task.assignment(), task.squad(), inspected.toArray(String[]::new))
                .update();
    }

    /** Lists and the opening of one assignment come one after the other, although it has no row to lock yet. */
    void lock(String assignment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('assignment ' || ?, 0))")
                .param(assignment)
                .query(rows -> {});
    }

    private boolean isOpen(String assignment) {
        return jdbc.sql("select exists (select from assignment where code = ?)")
                .param(assignment)
                .query(Boolean.class)
                .single();
    }
}
