package cn.leiting.assignment;

import cn.leiting.shared.Once;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Sweep;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 任务下达：opens assignments, dispatches them to the squads, and tells when all have ended. Every command
 * locks the assignment before any of its squads' tasks.
 */
@Component
public class Assignments implements Sweep {

    static final String COLUMNS = """
            assignment.code, mode, title, theme, checklist, first_day as "from", last_day as "to", suspended,
            assignment.closed_at is not null as closed
            """;

    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);
    private static final String SELECT = "select " + COLUMNS + " from assignment ";

    private final JdbcClient jdbc;
    private final AssignedPoints points;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;
    private final Once<Map<String, SquadTasks.Held>> held = new Once<>();

    Assignments(
            JdbcClient jdbc,
            AssignedPoints points,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.points = points;
        this.clock = clock;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** With one task per squad, each waiting; changes nothing when it is open. Refuses an unknown squad. */
    @Transactional
    public void open(Assignment.Form form) {
        points.lock(form.code());
        int opened = jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (code) do nothing
                        """)
                .params(form.code(), form.mode().name(), form.title(), form.theme(), form.checklist())
                .params(form.from(), form.to(), now())
                .update();
        if (opened == 1) {
            int tasks = jdbc.sql("""
                            insert into squad_task (code, assignment, squad, state)
                            select :code || ':' || squad.code, :code, squad.code, 'WAITING'
                            from squad
                            where squad.code = any (:squads)
                            """)
                    .param("code", form.code())
                    .param("squads", form.squads().toArray(String[]::new))
                    .update();
            if (tasks < form.squads().size()) {
                throw Refusal.invalid("squads", "参加的中队中有不存在的代码，请核对。");
            }
        }
    }

    public Optional<Assignment> find(String code) {
        return jdbc.sql(SELECT + "where code = ?")
                .param(code)
                .query(Assignment.class)
                .optional();
    }

    /** Refuses an unknown code. */
    public Assignment get(String code) {
        return find(code).orElseThrow(() -> unknown(code));
    }

    /** That of a squad's task; read with the task where the running transaction has locked that. */
    public Assignment ofTask(String code) {
        SquadTasks.Held locked = held().get(code);
        return locked == null ? get(code.replaceFirst(":.*", "")) : locked.assignment();
    }

    /** The newest first. */
    public List<Assignment> all() {
        return jdbc.sql(SELECT + "order by first_day desc, code desc")
                .query(Assignment.class)
                .list();
    }

    /**
     * 下达: the next waiting tasks by code, each once whatever happens; none when all are dispatched.
     *
     * @param limit 1 or more
     */
    @Transactional
    public List<String> dispatch(String code, int limit) {
        lock(code);
        return jdbc.sql("""
                        update squad_task
                        set state = 'ASSIGNED',
                            dispatched_at = ?,
                            version = version + 1
                        where code in (select code
                                       from squad_task
                                       where assignment = ?
                                         and state = 'WAITING'
                                         and closed_at is null
                                       order by code
                                       limit ?)
                        returning code
                        """).params(now(), code, limit).query(String.class).list().stream()
                .sorted()
                .toList();
    }

    public boolean allDispatched(String code) {
        return jdbc.sql("""
                        select not exists (select
                                           from squad_task
                                           where assignment = ?
                                             and state = 'WAITING'
                                             and closed_at is null)
                        """).param(code).query(Boolean.class).single();
    }

    /**
     * Closes assignments of which all squads have ended although nobody said so, each in a transaction of
     * its own.
     *
     * @return how many
     */
    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    public int sweep() {
        return (int) jdbc.sql("""
                        select code
                        from assignment
                        where closed_at is null
                          and not exists (select
                                          from squad_task task
                                          where task.assignment = assignment.code
                                            and task.closed_at is null)
                        order by code
                        """).query(String.class).list().stream()
                .filter(this::closeAlone)
                .count();
    }

    private boolean closeAlone(String code) {
        try {
            return Boolean.TRUE.equals(ownTransaction.execute(status -> {
                lock(code);
                return closeIfDone(code);
            }));
        } catch (RuntimeException failed) {
            LOG.warn("Assignment {} could not be closed", code, failed);
            return false;
        }
    }

    /** Tells that all have ended when this was the last, in the hands of whoever has locked it. */
    boolean closeIfDone(String code) {
        int closed = jdbc.sql("""
                        update assignment
                        set closed_at = :now
                        where code = :code
                          and closed_at is null
                          and not exists (select
                                          from squad_task
                                          where assignment = :code
                                            and closed_at is null)
                        """).param("now", now()).param("code", code).update();
        if (closed == 1) {
            events.publishEvent(new Assignment.AllClosed(code));
        }
        return closed == 1;
    }

    /** Until the transaction ends, nobody else changes it as a whole; refuses an unknown code. */
    Assignment lock(String code) {
        held.forget();
        return jdbc.sql(SELECT + "where code = ? for no key update")
                .param(code)
                .query(Assignment.class)
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    /** What the running transaction has locked one by one since it last locked an assignment. */
    Map<String, SquadTasks.Held> held() {
        return held.get(HashMap::new);
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的行动。");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
