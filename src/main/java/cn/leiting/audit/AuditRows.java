package cn.leiting.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines in the database: one statement writes all of a transaction, with what it changed. */
@Component
class AuditRows {

    private static final ZoneId BUREAU = ZoneId.of("Asia/Shanghai");

    /** A column that changed twice is told as it was first and as it is last. */
    private static final String CHANGED = """
            changed as (
                delete from audit_change
                where xact = pg_current_xact_id_if_assigned()
                returning id, kind || ' ' || thing as what, thing, before, after),
            flat as (
                select id, what, part, before -> part as was, after -> part as becomes,
                       before is null as made, after is null as gone
                from changed,
                     lateral jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) as part),
            told as (
                select what,
                       jsonb_object_agg(part, was order by id desc) filter (where not made) as before,
                       jsonb_object_agg(part, becomes order by id) filter (where not gone) as after
                from flat
                group by what),
            gathered as (
                select (select array_agg(distinct thing) from changed) as things,
                       jsonb_object_agg(what, before) filter (where before is not null) as before,
                       jsonb_object_agg(what, after) filter (where after is not null) as after
                from told)
            """;

    private static final String WRITE = "with " + CHANGED + """
            insert into audit_line (at, actor, verb, subject, things, outcome, status, route, address, agent, session,
                                    before, after)
            select :at, given.actor,
                   left(given.verb || coalesce('：' || nullif(task.name_, ''), ''), 200),
                   left(coalesce(given.subject, instance.business_key_, root.business_key_, things[1], ''), 300),
                   coalesce(things, '{}'), given.outcome, :status, :route, :address, :agent, :session,
                   nullif(coalesce(given.before, '{}') || coalesce(gathered.before, '{}'), '{}'),
                   nullif(coalesce(given.after, '{}') || coalesce(gathered.after, '{}'), '{}')
            from jsonb_to_recordset(:lines::jsonb)
                     as given (place int, actor text, verb text, subject text, task text, instance text,
                               outcome text, before jsonb, after jsonb)
                     left join gathered on given.place = 0
                     left join act_hi_taskinst task on task.id_ = given.task
                     left join act_hi_procinst instance
                               on instance.id_ = coalesce(given.instance, task.proc_inst_id_)
                     left join act_hi_procinst root on root.id_ = instance.root_proc_inst_id_
            """;

    /** Only a transaction that has stored something has a number; one after the first is told for its changes only. */
    private static final String WHERE_STORED = """
            where pg_current_xact_id_if_assigned() is not null
              and (:first or things is not null)
            order by given.place
            """;

    private static final String SEARCH = """
            select id, at at time zone 'Asia/Shanghai' as at, actor, coalesce(person.name, case actor when 'system' then '系统' when 'anonymous' then '未登录' else actor end) as name, verb,
                   subject, outcome, status, route, address, agent, session, before::text, after::text
            from audit_line
                     left join person on user_id = actor
            """;

    private final ObjectProvider<JdbcClient> jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    AuditRows(ObjectProvider<JdbcClient> jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    private record Given(
            int place,
            String actor,
            String verb,
            @Nullable String subject,
            @Nullable String task,
            @Nullable String instance,
            String outcome,
            @Nullable Object before,
            @Nullable Object after) {}

    /** 审计的一行, in the bureau's time. */
    record Written(
            long id,
            LocalDateTime at,
            String actor,
            String name,
            String verb,
            String subject,
            Line.Outcome outcome,
            @Nullable Integer status,
            @Nullable String route,
            @Nullable String address,
            @Nullable String agent,
            @Nullable String session,
            @Nullable String before,
            @Nullable String after) {}

    /** What to look for; null is no condition. */
    record Search(
            @Nullable String thing,
            @Nullable String person,
            @Nullable String verb,
            Line.@Nullable Outcome outcome,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** Whatever the transaction has stored. */
    void write(List<Line> lines, @Nullable Command command) {
        write(WRITE + " order by given.place", lines, command, null).update();
    }

    /** The answer is known. */
    void write(Line line, Command command, int status) {
        write(WRITE, List.of(line), command, status).update();
    }

    /** Answers whether the transaction has stored anything to tell. */
    boolean writeIfStored(Line line, Command command, boolean first) {
        return write(WRITE + WHERE_STORED, List.of(line), command, null)
                        .param("first", first)
                        .update()
                > 0;
    }

    private JdbcClient.StatementSpec write(
            String sql, List<Line> lines, @Nullable Command command, @Nullable Integer status) {
        return jdbc.getObject()
                .sql(sql)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("status", status)
                .param("route", command == null ? null : command.route())
                .param("address", command == null ? null : command.address())
                .param("agent", command == null ? null : command.agent())
                .param("session", command == null ? null : command.session())
                .param("lines", json(lines));
    }

    private String json(List<Line> lines) {
        List<Given> given = Stream.iterate(0, place -> place < lines.size(), place -> place + 1)
                .map(place -> given(place, lines.get(place)))
                .toList();
        try {
            return json.writeValueAsString(given).replace("\\u0000", "");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Given given(int place, Line line) {
        return new Given(
                place,
                line.actor(),
                line.verb(),
                line.subject(),
                line.task(),
                line.instance(),
                line.outcome().name(),
                line.before(),
                line.after());
    }

    /** The newest first. */
    List<Written> search(Search search, @Nullable Long below, int most) {
        return jdbc.getObject()
                .sql(SEARCH + wanted(search, below) + " order by id desc limit :most")
                .param("thing", search.thing())
                .param("thing_begins", begins(search.thing()))
                .param("person", search.person())
                .param("verb", search.verb())
                .param("verb_begins", begins(search.verb()))
                .param(
                        "outcome",
                        search.outcome() == null ? null : search.outcome().name())
                .param("from", moment(search.from()))
                .param("until", moment(search.to() == null ? null : search.to().plusDays(1)))
                .param("below", below)
                .param("most", most)
                .query(Written.class)
                .list();
    }

    /** Only what is asked for: with a plan for every question at once the lines of all years are read. */
    private static String wanted(Search search, @Nullable Long below) {
        Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
        conditions.put("(subject like :thing_begins or things @> array[:thing::text])", search.thing());
        conditions.put("actor = :person", search.person());
        conditions.put("verb like :verb_begins", search.verb());
        conditions.put("outcome = :outcome", search.outcome());
        conditions.put("at >= :from", search.from());
        conditions.put("at < :until", search.to());
        conditions.put("id < :below", below);
        return conditions.entrySet().stream()
                .filter(condition -> condition.getValue() != null)
                .map(condition -> " and " + condition.getKey())
                .collect(Collectors.joining("", "where true", ""));
    }

    private static @Nullable String begins(@Nullable String text) {
        return text == null ? null : text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }

    private static @Nullable Object moment(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(BUREAU).toOffsetDateTime();
    }

    /** Changes that no command told: of workers, sweeps, and of hands in the database. Answers how many. */
    int adoptChanges() {
        return jdbc.getObject()
                .sql("""
                        with changed as (
                            delete from audit_change
                            where id in (select id from audit_change order by id limit 5000)
                            returning id, xact, at, kind, thing, before, after)
                        insert into audit_line (at, actor, verb, subject, things, outcome, before, after)
                        select :at, 'system', '系统更新', min(thing), array_agg(distinct thing), 'DONE',
                               jsonb_object_agg(kind || ' ' || thing, before order by id desc)
                                   filter (where before is not null),
                               jsonb_object_agg(kind || ' ' || thing, after order by id) filter (where after is not null)
                        from changed
                        group by xact
                        order by min(id)
                        """)
                .param("at", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .update();
    }
}
