package cn.leiting.handling;

import cn.leiting.calendar.BureauTime;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 任务：finds tasks as they stand, says who may see them and to whom they may go, and remembers who opened them. */
@Component
@Transactional
public class OpenTasks {

    /** Whoever these are reads every thing of a campaign. */
    private static final List<String> BUREAU = List.of(
            "deptCoordination",
            "deptSupervision",
            "deptLegal",
            "deptOffice",
            "bureauLeadership",
            "leadLeader",
            "districtViceHead");

    private static final Pattern SQUAD = Pattern.compile("310118\\d{3}");

    private static final String TASK = """
            select task.id_ as id, task.name_ as name, replace(task.task_def_key_, 'userTask_', '') as key,
                   task.proc_def_key_ as process, task.proc_inst_id_ as instance,
                   coalesce(instance.business_key_, '') as subject,
                   array(select distinct group_id_
                         from act_hi_identitylink
                         where task_id_ = task.id_
                           and type_ = 'candidate'
                           and group_id_ is not null
                         order by 1) as candidates,
                   task.assignee_ as assignee, assignee.name as assignee_name,
                   task.owner_ as owner, owner.name as owner_name,
                   coalesce(running.delegation_ = 'PENDING', false) as pending,
                   coalesce(running.suspension_state_ = 2, false) as suspended,
                   task.start_time_ as created, coalesce(running.due_date_, task.due_date_) as due,
                   task.end_time_ as ended, coalesce(task.delete_reason_ = 'completed', false) as completed,
                   done.user_id_ as submitter, coalesce(submitter.name, done.user_id_) as submitter_name
            from act_hi_taskinst task
                     join act_hi_procinst instance on instance.id_ = task.proc_inst_id_
                     left join act_ru_task running on running.id_ = task.id_
                     left join lateral (select user_id_
                                        from act_hi_op_log
                                        where task_id_ = task.id_
                                          and operation_type_ = 'Complete'
                                        order by timestamp_ desc
                                        limit 1) done on true
                     left join person assignee on assignee.user_id = task.assignee_
                     left join person owner on owner.user_id = task.owner_
                     left join person submitter on submitter.user_id = done.user_id_
            """;

    private final JdbcClient jdbc;
    private final Organization organization;
    private final Clock clock;

    OpenTasks(JdbcClient jdbc, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * For who may do it, delegated it, submitted it, handed it over or got a copy of it, and for supervisors and
     * leaders, who read everything; others are refused (403), an unknown task too (404).
     */
    @Transactional(readOnly = true)
    public OpenTask get(String id, Actor reader) {
        OpenTask task = find(id);
        if (!(reader.isSupervisor() || reader.isLeader() || task.concerns(reader) || wasInvolved(task, reader))) {
            throw Refusal.forbidden("您没有查看这项任务的权限。");
        }
        return task;
    }

    private boolean wasInvolved(OpenTask task, Actor reader) {
        return jdbc.sql("""
                        select exists (select from task_operation where task = :task and :reader in (by_whom, receiver))
                            or exists (select from task_copy where task = :task and receiver = :reader)
                        """)
                .param("task", task.id())
                .param("reader", reader.id())
                .query(Boolean.class)
                .single();
    }

    OpenTask find(String id) {
        return known(id).orElseThrow(() -> Refusal.notFound("没有这项任务。"));
    }

    Optional<OpenTask> known(String id) {
        return jdbc.sql(TASK + "where task.id_ = ?")
                .param(id)
                .query((row, number) -> task(row))
                .optional();
    }

    /** Held until the transaction ends: nobody claims, hands over or completes it meanwhile. */
    OpenTask lock(String id) {
        jdbc.sql("select id_ from act_ru_task where id_ = ? for update")
                .param(id)
                .query(String.class)
                .list();
        return find(id);
    }

    /** All that wait in the instance, held, the oldest first. */
    List<OpenTask> lockOpen(String instance) {
        jdbc.sql("select id_ from act_ru_task where proc_inst_id_ = ? order by id_ for update")
                .param(instance)
                .query(String.class)
                .list();
        return jdbc.sql(TASK + "where task.proc_inst_id_ = ? and task.end_time_ is null order by task.start_time_")
                .param(instance)
                .query((row, number) -> task(row))
                .list();
    }

    /** Which of the tasks with these forms was completed in the instance last. */
    String lastCompleted(String instance, Set<String> keys) {
        return jdbc.sql("""
                        select id_
                        from act_hi_taskinst
                        where proc_inst_id_ = ?
                          and end_time_ is not null
                          and replace(task_def_key_, 'userTask_', '') = any (?)
                        order by end_time_ desc
                        limit 1
                        """)
                .params(instance, keys.toArray(String[]::new))
                .query(String.class)
                .single();
    }

    /** Remembers the first time of whoever may do it; of others, and of a task that is done, nothing. */
    public void noteOpened(String task, Actor by) {
        jdbc.sql("""
                        insert into task_opened (task, by_whom, opened_at)
                        select task.id_, :by, :at
                        from act_ru_task task
                        where task.id_ = :task
                          and (task.assignee_ = :by
                            or exists (select
                                       from act_ru_identitylink link
                                       where link.task_id_ = task.id_
                                         and link.type_ = 'candidate'
                                         and link.group_id_ = any (:groups)))
                        for share of task
                        on conflict do nothing
                        """)
                .param("task", task)
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .param("groups", by.groups().toArray(String[]::new))
                .update();
    }

    boolean wasOpened(String task, String besidesBy) {
        return jdbc.sql("select exists (select from task_opened where task = ? and by_whom <> ?)")
                .params(task, besidesBy)
                .query(Boolean.class)
                .single();
    }

    /** Who may do the task: those of its groups, by name. */
    @Transactional(readOnly = true)
    public List<Operation.Choice> colleagues(OpenTask task) {
        return people(Set.copyOf(task.candidates()));
    }

    /** Who may get a copy: the bureau's sections and leaders, those who may do it, and the squad whose thing it is. */
    @Transactional(readOnly = true)
    public List<Operation.Choice> readers(OpenTask task) {
        Set<String> groups = new LinkedHashSet<>(BUREAU);
        groups.addAll(task.candidates());
        SQUAD.matcher(task.subject())
                .results()
                .map(found -> organization.squad(found.group()))
                .flatMap(OpenTasks::groups)
                .forEach(groups::add);
        return people(groups);
    }

    private static Stream<String> groups(Squad squad) {
        return Stream.of(squad.group(), squad.leadGroup());
    }

    private List<Operation.Choice> people(Set<String> groups) {
        return jdbc.sql("""
                        select user_id as id, name
                        from person
                        where user_id in (select user_id_ from act_id_membership where group_id_ = any (?))
                        order by name, user_id
                        """)
                .param(groups.toArray(String[]::new))
                .query(Operation.Choice.class)
                .list();
    }

    private static OpenTask task(ResultSet row) throws SQLException {
        return new OpenTask(
                row.getString("id"),
                row.getString("name"),
                row.getString("key"),
                row.getString("process"),
                row.getString("instance"),
                row.getString("subject"),
                Arrays.asList((String[]) row.getArray("candidates").getArray()),
                row.getString("assignee"),
                row.getString("assignee_name"),
                row.getString("owner"),
                row.getString("owner_name"),
                row.getBoolean("pending"),
                row.getBoolean("suspended"),
                local(row.getTimestamp("created")),
                moment(row.getTimestamp("due")),
                moment(row.getTimestamp("ended")),
                row.getBoolean("completed"),
                row.getString("submitter"),
                row.getString("submitter_name"));
    }

    private static LocalDateTime local(Timestamp at) {
        return LocalDateTime.ofInstant(at.toInstant(), BureauTime.ZONE);
    }

    private static @Nullable LocalDateTime moment(@Nullable Timestamp at) {
        return at == null ? null : local(at);
    }
}
