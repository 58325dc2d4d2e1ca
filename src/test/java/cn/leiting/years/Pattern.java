package cn.leiting.years;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people did once, from beginning to end, as the rows that it left in all tables, the engine's history among them;
 * and how those rows are written again with other codes, on other days and by other squads, in one statement a table.
 */
final class Pattern {

    /** They ask for a state on the way, which what is copied went through once. */
    private static final Map<String, String> ON_THE_WAY =
            Map.of("info_photo", "info_photo_before_adoption", "visit_point", "seen_before_it_is_signed");

    /** What the clock of the trial and the logins of the examples leave is nobody's work; jobs of others are not its own. */
    private static final Set<String> NOBODYS = Set.of("拨快试用时钟", "登录");

    private final JdbcClient jdbc;
    private final Tables tables;
    private final String name;
    private final Values values;

    /**
     * @param texts what is another in every copy, longer ones first where one contains another
     * @param exchanged words of squads that change places in every copy
     * @param overrides expressions over {@code made} and {@code copy} for columns that no rule finds, by {@code table.column}
     */
    Pattern(JdbcClient jdbc, String name, List<String> texts, List<String> exchanged, Map<String, String> overrides) {
        this.jdbc = jdbc;
        this.tables = new Tables(jdbc);
        this.name = "pattern_" + name;
        this.values = new Values(jdbc, tables, this.name, texts, exchanged, overrides);
    }

    boolean isThere() {
        return jdbc.sql("select exists (select from pg_namespace where nspname = ?)")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    static long now(JdbcClient jdbc) {
        return jdbc.sql("select pg_current_xact_id()::text::bigint")
                .query(Long.class)
                .single();
    }

    /** Keeps every row that a transaction has written since then and whose work has ended. */
    void keep(long since, String code) {
        jdbc.sql("create schema " + name).update();
        jdbc.sql("comment on schema %s is '%s'".formatted(name, code)).update();
        for (String table : tables.of("public")) {
            jdbc.sql("create table %1$s.%2$s as select * from public.%2$s where xmin::text::bigint > %3$d%4$s"
                            .formatted(
                                    name,
                                    table,
                                    since,
                                    table.equals("act_ge_bytearray") ? " and deployment_id_ is null" : ""))
                    .update();
        }
        jdbc.sql("delete from %s.act_hi_procinst where end_time_ is null".formatted(name))
                .update();
        jdbc.sql("delete from %s.deadline where met_at is null and cancelled_at is null".formatted(name))
                .update();
        for (String table : List.of("deadline_raised", "deadline_told")) {
            jdbc.sql("delete from %1$s.%2$s where deadline not in (select id from %1$s.deadline)"
                            .formatted(name, table))
                    .update();
        }
        jdbc.sql("""
                        delete from %1$s.audit_line
                        where verb in (:nobodys)
                           or actor = 'system'
                                  and not exists (select from %1$s.act_hi_procinst where business_key_ = subject)
                        """.formatted(name)).param("nobodys", NOBODYS).update();
        for (String table : tables.of(name)) {
            for (String column : List.of("proc_inst_id_", "process_instance_id", "process_instance")) {
                if (!table.equals("act_hi_procinst") && tables.columns(table).containsKey(column)) {
                    jdbc.sql("""
                                    delete from %1$s.%2$s
                                    where %3$s is null or %3$s not in (select id_ from %1$s.act_hi_procinst)
                                    """.formatted(name, table, column)).update();
                }
            }
        }
        for (String table : tables.of(name)) {
            if (jdbc.sql("select count(*) from %s.%s".formatted(name, table))
                            .query(Long.class)
                            .single()
                    == 0) {
                jdbc.sql("drop table %s.%s".formatted(name, table)).update();
            }
        }
    }

    /** @param told of each table before it is written; lines of the audit wait for {@link Lines} */
    void copy(Collection<Copy> copies, Consumer<String> told) {
        jdbc.sql("drop table if exists pattern_copy").update();
        jdbc.sql("create temporary table pattern_copy (no bigint, year int, days int, texts text[], exchanged text[])")
                .update();
        for (Copy copy : copies) {
            jdbc.sql("insert into pattern_copy values (?, ?, ?, ?, ?)")
                    .params(
                            copy.no(),
                            copy.year(),
                            copy.days(),
                            copy.texts().toArray(String[]::new),
                            copy.exchanged().toArray(String[]::new))
                    .update();
        }
        Values.define(jdbc);
        Lines.begin(jdbc);
        List<String> own = tables.ordered(name);
        guard(own, "disable");
        for (String table : own) {
            told.accept(table);
            write(table, own);
        }
        if (own.contains("bulletin_version")) {
            Values.check(jdbc);
        }
        jdbc.sql("set constraints all immediate").update(); // before a table is altered none of its rows may wait
        guard(own, "enable");
        jdbc.sql("set constraints all deferred").update();
    }

    private void guard(List<String> own, String enableOrDisable) {
        ON_THE_WAY.forEach((table, guard) -> {
            if (own.contains(table)) {
                jdbc.sql("alter table %s %s trigger %s".formatted(table, enableOrDisable, guard))
                        .update();
            }
        });
    }

    private void write(String table, List<String> own) {
        Set<String> columns = tables.columns(table).keySet();
        jdbc.sql("insert into %s (%s) overriding system value select %s from %s.%s made cross join pattern_copy copy"
                        .formatted(
                                table.equals("audit_line") ? Lines.WAITING : "public." + table,
                                columns.stream()
                                        .map(column -> '"' + column + '"')
                                        .collect(Collectors.joining(", ")),
                                columns.stream()
                                        .map(column -> values.of(table, column, own))
                                        .collect(Collectors.joining(", ")),
                                name,
                                table))
                .update();
    }
}
