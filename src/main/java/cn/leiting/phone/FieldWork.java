package cn.leiting.phone;

import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.fieldwork.Inspection;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 现场工作：what a squad has still to do, and what it has recorded. */
@Component
class FieldWork {

    private static final int MOST_RECORDS = 1000;

    /** A task that the squad has been given and that is not done. */
    record OpenTask(
            String code,
            Mode mode,
            String title,
            String theme,
            LocalDate from,
            LocalDate to,
            State state,
            boolean suspended,
            Checklist checklist,
            List<Stop> points) {

        public boolean isRecordable() {
            return state.isOfTheField() && !suspended;
        }
    }

    /**
     * A point of a task.
     *
     * @param visitsThisYear inspections of the enterprise there, over all assignments: the plan that was
     *     filed sets a maximum
     */
    record Stop(
            String code,
            String name,
            Point.Kind kind,
            String address,
            BigDecimal lat,
            BigDecimal lon,
            int requiredRounds,
            int doneRounds,
            State state,
            int visitsThisYear) {

        /** 未完成, 已完成, 免检. */
        enum State {
            OPEN,
            DONE,
            EXCUSED
        }
    }

    private record TaskRow(
            String code,
            Mode mode,
            String title,
            String theme,
            LocalDate firstDay,
            LocalDate lastDay,
            State state,
            boolean suspended,
            String checklist) {}

    private record StopRow(String task, String point, int requiredRounds, boolean excused, int rounds, int visits) {

        Stop stop(Point at) {
            Stop.State state =
                    excused ? Stop.State.EXCUSED : rounds < requiredRounds ? Stop.State.OPEN : Stop.State.DONE;
            return new Stop(
                    point,
                    at.name(),
                    at.kind(),
                    at.address(),
                    at.lat(),
                    at.lon(),
                    requiredRounds,
                    rounds,
                    state,
                    visits);
        }
    }

    private final JdbcClient jdbc;
    private final Points points;
    private final Checklists checklists;
    private final Clock clock;

    FieldWork(JdbcClient jdbc, Points points, Checklists checklists, Clock clock) {
        this.jdbc = jdbc;
        this.points = points;
        this.checklists = checklists;
        this.clock = clock;
    }

    /** The tasks that the squad has been given and that are not done, with all their points. */
    List<OpenTask> openTasks(String squad) {
        List<TaskRow> tasks = jdbc.sql("""
                        select task.code, mode, title, theme, first_day, last_day, state, suspended, checklist
                        from squad_task task
                                 join assignment on assignment.code = task.assignment
                        where squad = ?
                          and task.closed_at is null
                          and state <> 'WAITING'
                        order by last_day, task.code
                        """).param(squad).query(TaskRow.class).list();
        List<StopRow> stops = stops(squad);
        Map<String, Point> places =
                points.find(stops.stream().map(StopRow::point).distinct().toList());
        return tasks.stream()
                .map(task -> new OpenTask(
                        task.code(),
                        task.mode(),
                        task.title(),
                        task.theme(),
                        task.firstDay(),
                        task.lastDay(),
                        task.state(),
                        task.suspended(),
                        checklists.get(task.checklist()),
                        stops.stream()
                                .filter(stop -> stop.task().equals(task.code()))
                                .map(stop -> stop.stop(Objects.requireNonNull(places.get(stop.point()))))
                                .toList()))
                .toList();
    }

    private List<StopRow> stops(String squad) {
        int year = LocalDate.now(clock).getYear();
        return jdbc.sql("""
                        select task.code as task, point, required_rounds, excused,
                               (select count(*)
                                from inspection visit
                                         join inspection_purpose on inspection_purpose.inspection = visit.id
                                where squad_task = task.code
                                  and visit.point = assigned.point
                                  and validity = 'VALID') as rounds,
                               (select count(*)
                                from inspection visit
                                where visit.point = assigned.point
                                  and business_date between :first and :last
                                  and legal_class like 'ENTERPRISE%'
                                  and validity = 'VALID') as visits
                        from squad_task task
                                 join squad on squad.code = task.squad
                                 join assigned_point assigned
                                      on assigned.assignment = task.assignment
                                          and (assigned.squad = task.squad or squad.kind = 'MOBILE')
                        where task.squad = :squad
                          and task.closed_at is null
                          and state <> 'WAITING'
                        order by task.code, priority, point
                        """)
                .param("squad", squad)
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .query(StopRow.class)
                .list();
    }

    /** What the squad recorded, as received from that moment on, the oldest first; at most 1,000. */
    List<Inspection> since(String squad, Instant since) {
        return records(squad, since, "");
    }

    /** What the squad recorded last, the newest first; at most 1,000. */
    List<Inspection> latest(String squad) {
        return records(squad, Instant.EPOCH, "desc");
    }

    private List<Inspection> records(String squad, Instant since, String direction) {
        return jdbc.sql("""
                        select inspection.*,
                               array(select squad_task from inspection_purpose where inspection = id order by 1) as tasks,
                               array(select photo_in_words(photo)
                                     from inspection_photo photo
                                     where inspection = id
                                     order by sha256) as photos,
                               (select count(*) from finding where inspection = inspection.id) as findings
                        from inspection
                        where squad = :squad
                          and received_at >= :since
                        order by received_at %1$s, id %1$s
                        limit :most
                        """.formatted(direction))
                .param("squad", squad)
                .param("since", Timestamp.from(since))
                .param("most", MOST_RECORDS)
                .query((row, number) -> inspection(row))
                .list();
    }

    private static Inspection inspection(ResultSet row) throws SQLException {
        return new Inspection(
                row.getLong("id"),
                row.getObject("client_id", UUID.class),
                texts(row.getArray("tasks")),
                row.getString("point"),
                row.getObject("business_date", LocalDate.class),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("received_at").toInstant(),
                Inspection.LegalClass.valueOf(row.getString("legal_class")),
                Inspection.Result.valueOf(row.getString("result")),
                row.getInt("findings"),
                Inspection.GeoVerdict.valueOf(row.getString("geo_verdict")),
                row.getBigDecimal("distance_m"),
                row.getBoolean("late_upload"),
                row.getObject("clock_skew_s", Long.class),
                row.getBoolean("clock_wrong"),
                Inspection.Validity.valueOf(row.getString("validity")),
                row.getString("invalid_reason"),
                row.getString("recorded_by"),
                texts(row.getArray("photos")).stream().map(Inspection.Photo::of).toList());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
