package cn.leiting.whereabouts;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 事项去向：reads what the engine keeps of the instances, in the same number of statements however long a thing has
 * been under way. Nobody learns more of a thing than that it is there unless they may follow it.
 */
@Component
@Transactional(readOnly = true)
public class Whereabouts {

    private static final int MOST_STEPS = 200;

    private static final String THING = """
            select coalesce(instance.business_key_, '') as key, instance.id_ as instance,
                   coalesce(instance.root_proc_inst_id_, instance.id_) as root, definition.name_ as process,
                   instance.start_time_ as since, instance.end_time_ as ended_at, instance.state_ = 'COMPLETED' as completed
            from act_hi_procinst instance
                     join act_re_procdef definition on definition.id_ = instance.proc_def_id_
            """;

    private static final String OPEN = """
            with recursive instance (id) as (select id_
                                             from act_ru_execution
                                             where id_ = ?
                                             union
                                             select called.id_
                                             from instance
                                                      join act_ru_execution step on step.proc_inst_id_ = instance.id
                                                      join act_ru_execution called on called.super_exec_ = step.id_)
            select coalesce(running.business_key_, '') as key, coalesce(step.act_name_, '等待') as name,
                   step.start_time_ as since, task.id_ as task, task.due_date_ as due,
                   coalesce(task.suspension_state_ = 2, false) as suspended, task.assignee_ as assignee,
                   coalesce(person.name, task.assignee_) as holder,
                   (select string_agg(distinct group_id_, ',')
                    from act_ru_identitylink
                    where task_id_ = task.id_
                      and type_ = 'candidate') as candidates
            from instance
                     join act_ru_execution running on running.id_ = instance.id
                     join act_hi_actinst step on step.proc_inst_id_ = instance.id
                     left join act_ru_task task on task.id_ = step.task_id_
                     left join person on person.user_id = task.assignee_
            where step.end_time_ is null
              and step.act_type_ not in ('callActivity', 'subProcess', 'multiInstanceBody')
            order by step.start_time_, step.id_
            limit ?
            """;

    private static final String TAKEN = """
            select task.name_ as name, coalesce(person.name, task.assignee_) as who, task.start_time_ as "from",
                   task.end_time_ as "to", coalesce(task.delete_reason_ = 'completed', false) as completed
            from act_hi_taskinst task
                     left join person on person.user_id = task.assignee_
            where task.proc_inst_id_ = ?
            order by task.start_time_ desc, task.id_ desc
            limit ?
            """;

    private final JdbcClient jdbc;
    private final Organization organization;

    Whereabouts(JdbcClient jdbc, Organization organization) {
        this.jdbc = jdbc;
        this.organization = organization;
    }

    /** By its number: what runs, before what has ended, and what was started by itself before what it called. */
    public Optional<Thing> of(String key) {
        return jdbc.sql(THING + """
                        where instance.business_key_ = ?
                        order by instance.end_time_ is not null, instance.super_process_instance_id_ is not null,
                                 instance.start_time_ desc
                        limit 1
                        """).param(key).query(Thing.class).optional();
    }

    Optional<Thing> ofInstance(String instance) {
        return jdbc.sql(THING + "where instance.id_ = ?")
                .param(instance)
                .query(Thing.class)
                .optional();
    }

    Optional<Thing> ofTask(String task) {
        return jdbc.sql(THING + "where instance.id_ = (select proc_inst_id_ from act_ru_task where id_ = ?)")
                .param(task)
                .query(Thing.class)
                .optional();
    }

    /** The longest waiting first. */
    List<OpenStep> open(Thing thing) {
        return thing.endedAt() != null
                ? List.of()
                : jdbc.sql(OPEN)
                        .params(thing.instance(), MOST_STEPS)
                        .query(OpenStep.class)
                        .list();
    }

    /** The newest first, as many as fit a page. */
    List<TakenStep> taken(Thing thing) {
        return jdbc.sql(TAKEN)
                .params(thing.instance(), MOST_STEPS)
                .query(TakenStep.class)
                .list();
    }

    /**
     * Whether the person may know who has it: supervisors, leaders and administrators everything; the sections,
     * squads and towns what is common to all and what is their squad's; everybody what they had a part in.
     */
    boolean mayFollow(Thing thing, Actor actor) {
        if (watches(actor) || actor.isAdministrator()) {
            return true;
        }
        String squad = squadOf(actor);
        boolean follows = thing.isCommon() && (actor.isSection() || !squad.isEmpty());
        return follows || squad.equals(thing.squad()) || hasPart(thing, actor);
    }

    /** Supervisors and leaders, who read Cockpit and the review pages (contract, section 6). */
    static boolean watches(Actor actor) {
        return actor.isSupervisor() || actor.isLeader();
    }

    /** 流程回顾 for who holds a task of it: all are open to supervisors and leaders, to others their unit's. */
    @Nullable
    String reviewOf(Thing thing, Actor actor) {
        if (watches(actor)) {
            return "/review/" + thing.instance();
        }
        String squad = squadOf(actor);
        return squad.isEmpty() || squad.equals(thing.squad()) ? "/processes/" + thing.instance() : null;
    }

    private String squadOf(Actor actor) {
        return organization.squadOf(actor.groups()).map(Squad::code).orElse("");
    }

    private boolean hasPart(Thing thing, Actor actor) {
        return jdbc.sql("""
                        select exists (select
                                       from act_hi_identitylink
                                       where root_proc_inst_id_ = :root
                                         and (group_id_ = any (:groups) or user_id_ = :person))
                                   or exists (select
                                              from act_ru_authorization
                                              where resource_type_ = 8
                                                and resource_id_ = :instance
                                                and group_id_ = any (:groups))
                        """)
                .param("root", thing.root())
                .param("instance", thing.instance())
                .param("groups", actor.groups().toArray(String[]::new))
                .param("person", actor.id())
                .query(Boolean.class)
                .single();
    }
}
