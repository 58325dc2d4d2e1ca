package cn.leiting.fieldwork;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.fieldwork.Inspection.Recorded;
import cn.leiting.fieldwork.InspectionRows.Known;
import cn.leiting.fieldwork.Scene.Facts;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** 现场检查：records visits, voids them, and counts what they come to; nobody types a figure. */
@Component
public class Inspections {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InspectionRows rows;
    private final Scene scene;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inspections(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InspectionRows rows,
            Scene scene,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = rows;
        this.scene = scene;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /** The answer to a recording; {@code first}: it was stored now, not repeated. */
    public record Outcome(boolean first, Recorded recorded) {}

    /** A visit has been recorded, with all its rows; once, in its transaction, behind {@link Inspection.ReChecked}. */
    public record Stored(
            long inspection,
            UUID clientId,
            String squad,
            String point,
            LocalDate businessDate,
            List<String> squadTasks) {}

    /** The squad of which the person is a member; refuses everyone else. */
    public Squad squadOf(Actor actor) {
        return organization.squads(LocalDate.now(clock)).stream()
                .filter(squad -> actor.isIn(squad.group()))
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("只有城管中队队员可以办理现场检查。"));
    }

    /**
     * Records a visit once, however often the phone sends it. Refuses (403) who is not of the task's
     * squad, (422) what is missing, out of range, contradictory or against the law, (409) a task that is
     * not in the field, and the same client's id with another content, which is kept for a person to see.
     *
     * @param deviceTime what the phone's clock shows as it sends; null or illegible is unknown
     */
    public Outcome record(Inspection.Form form, @Nullable String deviceTime, Actor actor) {
        return record(squadOf(actor), Visit.of(form), Fields.skew(deviceTime, clock.instant()), actor);
    }

    /** The same, typed at a page: rows that nobody filled in are no findings. */
    public void recordTyped(Inspection.Form typed, Actor actor) {
        record(squadOf(actor), Visit.typed(typed), null, actor);
    }

    /** @param ahead how far the phone's clock is ahead of ours, null unknown */
    Outcome record(Squad own, Visit visit, @Nullable Duration ahead, Actor actor) {
        return Objects.requireNonNull(transaction.execute(status -> recordOnce(visit, own, ahead, actor)))
                .orElseThrow(() -> Refusal.conflict("这条检查记录已经提交过，内容与此次不同；此次内容已留存，请联系执法协调科核对。"));
    }

    /** Empty when it clashed: then the kept content must be committed before the refusal. */
    private Optional<Outcome> recordOnce(Visit visit, Squad own, @Nullable Duration ahead, Actor actor) {
        List<Purpose> purposes = scene.purposes(visit);
        String squad = purposes.isEmpty() ? own.code() : purposes.get(0).squad();
        if (!actor.isIn(organization.squad(squad).group())) {
            throw Refusal.forbidden("只能记录本中队任务的检查。");
        }
        return rows.find(visit.clientId())
                .map(stored -> again(visit, stored, actor))
                .orElseGet(() -> first(visit, ahead, squad, purposes, actor));
    }

    private Optional<Outcome> first(
            Visit visit, @Nullable Duration ahead, String squad, List<Purpose> purposes, Actor actor) {
        Facts facts = scene.agree(visit, purposes, ahead);
        return rows.store(visit, squad, purposes, facts, actor.id())
                .map(id -> {
                    tell(id, visit, facts.businessDate(), squad);
                    return new Outcome(true, rows.recorded(id));
                })
                .or(() -> again(visit, rows.find(visit.clientId()).orElseThrow(), actor)); // another request was faster
    }

    private void tell(long id, Visit visit, LocalDate day, String squad) {
        if (visit.reCheck() != null) {
            events.publishEvent(new Inspection.ReChecked(id, squad, visit.purposes(), visit.reCheck()));
        }
        events.publishEvent(new Stored(id, visit.clientId(), squad, visit.point(), day, visit.purposes()));
    }

    private Optional<Outcome> again(Visit visit, Known stored, Actor actor) {
        if (stored.contentHash().equals(visit.hash())) {
            return Optional.of(new Outcome(false, rows.recorded(stored.id())));
        }
        rows.keepClash(visit, actor.id());
        return Optional.empty();
    }

    /**
     * Voids a record that is wrong, with the reason, 5 to 300 characters: it stays and leaves all figures
     * (domain, section 9.1, no. 8). Only 执法协调科 and the squad's own leader; 409 once it is void.
     */
    @Transactional
    public void invalidate(UUID clientId, @Nullable String reason, Actor actor) {
        Known stored = rows.find(clientId).orElseThrow(() -> Refusal.notFound("没有这条检查记录。"));
        actor.require("deptCoordination", organization.squad(stored.squad()).leadGroup());
        String why = Fields.required("reason", "作废原因", reason, 5, 300);
        if (!rows.invalidate(stored.id(), why, actor.id())) {
            throw Refusal.conflict("这条检查记录已经作废。");
        }
        events.publishEvent(new Inspection.Voided(stored.id(), why, actor.id()));
    }

    /** The data block of one task; refuses an unknown one. */
    public Figures figures(String squadTask) {
        Map<String, Figures> found = figures("code = ?", squadTask);
        if (found.isEmpty()) {
            throw Refusal.notFound("没有编号为“" + squadTask + "”的中队任务。");
        }
        return found.values().iterator().next();
    }

    /** The data blocks of all squads' tasks, by task. */
    public Map<String, Figures> figuresOf(String assignment) {
        return figures("assignment = ?", assignment);
    }

    private Map<String, Figures> figures(String filter, String key) {
        return jdbc
                .sql("select * from squad_task_figures(array(select code from squad_task where " + filter + "))")
                .param(key)
                .query((row, number) -> Map.entry(row.getString("task"), figures(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getInt("assigned"),
                row.getInt("excused"),
                row.getInt("done"),
                row.getInt("valid"),
                row.getInt("invalid"),
                row.getInt("person_times"),
                row.getInt("findings"),
                byViolation(row),
                row.getInt("educated"),
                row.getInt("corrected"),
                row.getInt("ordered"),
                row.getInt("cases"),
                row.getInt("transferred"),
                0, // every finding has its disposition: a column that cannot be empty
                row.getInt("open"));
    }

    private static Map<String, Integer> byViolation(ResultSet row) throws SQLException {
        Array counts = row.getArray("by_violation");
        return counts == null
                ? Map.of()
                : Arrays.stream((String[]) counts.getArray())
                        .map(count -> count.split(" ", 2))
                        .collect(Collectors.toMap(count -> count[0], count -> Integer.valueOf(count[1])));
    }

    /** How many points, not excused, still lack a round. */
    public int openPoints(String squadTask) {
        return figures(squadTask).openPoints();
    }

    /** Points with a valid visit, none of which found a problem; by code. */
    public List<String> cleanPoints(String squadTask) {
        return points(squadTask, "having bool_and(result = 'NORMAL')");
    }

    /** Points with at least one valid visit; by code. */
    public List<String> inspectedPoints(String squadTask) {
        return points(squadTask, "");
    }

    private List<String> points(String squadTask, String having) {
        return jdbc.sql("""
                        select point
                        from inspection_purpose
                                 join inspection on inspection.id = inspection_purpose.inspection
                        where squad_task = ?
                          and validity = 'VALID'
                        group by point
                        """ + having + " order by point")
                .param(squadTask)
                .query(String.class)
                .list();
    }

    /** 出动人次 of a squad on one business date; a visit for two tasks counts once. */
    public int personTimes(String squad, LocalDate on) {
        return jdbc.sql("""
                        select count(*)
                        from inspection
                                 join inspection_officer on inspection_officer.inspection = inspection.id
                        where squad = ?
                          and business_date = ?
                          and validity = 'VALID'
                        """).params(squad, on).query(Integer.class).single();
    }
}
