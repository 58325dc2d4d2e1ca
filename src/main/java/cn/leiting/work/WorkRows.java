package cn.leiting.work;

import cn.leiting.calendar.Parameters;
import cn.leiting.work.Progress.State;
import cn.leiting.work.Work.Claim;
import cn.leiting.work.Work.Result;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of long work. What a worker says counts only while its attempt is the newest one, and is written beside
 * whatever transaction the task has open, so that its page sees it.
 */
@Component
class WorkRows {

    /** For how long a node that says nothing is believed to be alive, in machine time. */
    static final int LEASE_SECONDS = 30;

    private static final TypeReference<Map<String, String>> ARGUMENTS = new TypeReference<>() {};

    private static final String SELECT = """
            select work.*, asked_at at time zone 'Asia/Shanghai' as asked, started_at at time zone 'Asia/Shanghai' as started,
                   finished_at at time zone 'Asia/Shanghai' as finished, expires_at at time zone 'Asia/Shanghai' as expires
            from work
            """;

    /** @param by the account of whoever asked for it */
    record Owned(String by, Progress progress) {}

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final Parameters parameters;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final TransactionTemplate beside;

    WorkRows(
            JdbcClient jdbc, Tasks tasks, Parameters parameters, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.parameters = parameters;
        this.clock = clock;
        this.beside = new TransactionTemplate(transactions);
        beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    int underWay(String by) {
        return jdbc.sql("select count(*) from work where by_whom = ? and state in ('QUEUED', 'RUNNING')")
                .param(by)
                .query(Integer.class)
                .single();
    }

    /** Empty where the same is under way. */
    Optional<Long> insert(String kind, String subject, String by, Map<String, String> arguments) {
        return jdbc.sql("""
                        insert into work (kind, subject, arguments, state, by_whom, by_name, asked_at)
                        values (:kind, :subject, :arguments::jsonb, 'QUEUED', :by,
                                coalesce((select name from person where user_id = :by), :by), :now)
                        on conflict do nothing
                        returning id
                        """)
                .param("kind", kind)
                .param("subject", subject)
                .param("arguments", write(arguments))
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    Optional<Long> same(String kind, String subject, String by, Map<String, String> arguments) {
        return jdbc.sql("""
                        select id
                        from work
                        where kind = ? and subject = ? and by_whom = ? and arguments = ?::jsonb
                          and state in ('QUEUED', 'RUNNING')
                        """)
                .params(kind, subject, by, write(arguments))
                .query(Long.class)
                .optional();
    }

    Optional<Owned> find(long id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::owned).optional();
    }

    List<Progress> of(String by, int limit) {
        return jdbc
                .sql(SELECT + "where by_whom = ? order by id desc limit ?")
                .params(by, limit)
                .query(this::owned)
                .list()
                .stream()
                .map(Owned::progress)
                .toList();
    }

    boolean cancelQueued(long id) {
        return jdbc.sql("update work set state = 'CANCELLED', finished_at = ? where id = ? and state = 'QUEUED'")
                        .params(now(), id)
                        .update()
                == 1;
    }

    void askToCancel(long id) {
        jdbc.sql("update work set cancel_asked = true where id = ? and state = 'RUNNING'")
                .param(id)
                .update();
    }

    /** The oldest that waits, or that a node left without a word; no other node gets the same. */
    Optional<Claim> claim() {
        return jdbc.sql("""
                        update work
                        set state = 'RUNNING', attempt = attempt + 1, beat_at = clock_timestamp(), done = 0, total = 0,
                            started_at = coalesce(started_at, :now)
                        where id = (select id
                                    from work
                                    where state = 'QUEUED'
                                       or state = 'RUNNING' and beat_at < clock_timestamp() - make_interval(secs => :lease)
                                    order by id
                                    limit 1
                                    for update skip locked)
                        returning *
                        """)
                .param("now", now())
                .param("lease", LEASE_SECONDS)
                .query((row, number) -> new Claim(
                        row.getLong("id"),
                        row.getInt("attempt"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("by_whom"),
                        read(row.getString("arguments")),
                        row.getBoolean("cancel_asked")))
                .optional();
    }

    /** False when the worker has to stop. */
    boolean progress(Claim claim, int done, int total) {
        return Boolean.TRUE.equals(beside.execute(alone -> jdbc.sql("""
                        update work
                        set done = ?, total = ?, beat_at = clock_timestamp()
                        where id = ? and attempt = ? and state = 'RUNNING'
                        returning not cancel_asked
                        """)
                .params(done, total, claim.id(), claim.attempt())
                .query(Boolean.class)
                .optional()
                .orElse(false)));
    }

    /** The node lives. */
    void beat(Claim claim) {
        jdbc.sql("update work set beat_at = clock_timestamp() where id = ? and attempt = ? and state = 'RUNNING'")
                .params(claim.id(), claim.attempt())
                .update();
    }

    /** False when another attempt has taken its place, so that nothing of this one counts. */
    boolean finish(Claim claim, State state, String failure, Result result) {
        LocalDate today = LocalDate.now(clock);
        int days = parameters.length("work.keep", today).amount();
        return jdbc.sql("""
                        update work
                        set state = :state, finished_at = :now, failure = nullif(:failure, ''), result_page = :page,
                            result_file = :file, result_name = :name, result_type = :type, result_bytes = :bytes,
                            expires_at = case when :file::text is not null then :now::timestamptz + make_interval(days => :days) end,
                            done = case when :state = 'DONE' then total else done end
                        where id = :id and attempt = :attempt and state = 'RUNNING'
                        """)
                        .param("state", state.name())
                        .param("now", now())
                        .param("failure", failure)
                        .param("page", result.page())
                        .param("file", result.file())
                        .param("name", result.name())
                        .param("type", result.type())
                        .param("bytes", result.bytes())
                        .param("days", days)
                        .param("id", claim.id())
                        .param("attempt", claim.attempt())
                        .update()
                == 1;
    }

    /** For another node, since this one ends. */
    void giveBack(Claim claim) {
        jdbc.sql("update work set state = 'QUEUED' where id = ? and attempt = ? and state = 'RUNNING'")
                .params(claim.id(), claim.attempt())
                .update();
    }

    /** The files that are kept no longer; from now on nobody downloads them. */
    List<String> expire() {
        return jdbc.sql("""
                        update work
                        set gone_at = :now
                        where result_file is not null and gone_at is null and expires_at <= :now
                        returning result_file
                        """).param("now", now()).query(String.class).list();
    }

    private Owned owned(ResultSet row, int number) throws SQLException {
        return new Owned(row.getString("by_whom"), Progress.of(row, tasks));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private String write(Map<String, String> arguments) {
        try {
            return json.writeValueAsString(new TreeMap<>(arguments));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> read(String arguments) {
        try {
            return json.readValue(arguments, ARGUMENTS);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("arguments of a work", unreadable);
        }
    }
}
