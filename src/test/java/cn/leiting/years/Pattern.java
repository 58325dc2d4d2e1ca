package cn.leiting.years;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people did once, from beginning to end, as the rows that it left in all tables, the engine's history among them;
 * and how those rows are written again with other codes and on other days, in one statement a table.
 */
final class Pattern {

    /** Bases for ids of copies: no pattern and no person makes as many rows. */
    private static final long IDS = 1_000_000;

    /** Keys that hold the number of a row. */
    private static final Map<String, String> EVERYWHERE = Map.of("notice.key", "made.key || '/' || copy.no");

    private static final Set<String> TEXTS = Set.of("text", "character varying", "uuid", "jsonb", "ARRAY");

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    /** Of a photo or a text, which is another in every copy; where it is that of copied rows, it stays. */
    private static final Set<String> FINGERPRINTS = Set.of("sha256", "text_hash", "photo");

    /** Laws, people, keys, sessions, running work, and what counts for itself. */
    private static final Set<String> NEVER = Set.of(
            "act_hi_job_log",
            "act_hi_ext_task_log",
            "annual_programme",
            "audit_line",
            "board_lead_leader",
            "board_month_goal",
            "board_progress",
            "campaign_theme",
            "checklist_item",
            "checklist_version",
            "deciding_authority",
            "document_delivery",
            "flyway_schema_history",
            "inspection_point",
            "notice_preference",
            "notice_quiet",
            "notice_sweep",
            "officer_certificate",
            "order_number",
            "parameter",
            "parameter_key",
            "party",
            "party_key",
            "person",
            "planned_campaign",
            "planned_campaign_version",
            "point_change",
            "policy_document",
            "post",
            "programme_event",
            "squad",
            "squad_name",
            "statutory_period",
            "town_box",
            "trial_clock",
            "unit",
            "violation_code",
            "violation_type",
            "work");

    private final JdbcClient jdbc;
    private final String name;
    private final List<String> texts;
    private final Map<String, String> overrides;
    private final Map<String, Map<String, boolean[]>> held = new HashMap<>();

    /**
     * @param texts what is another in every copy, longer ones first where one contains another
     * @param overrides expressions over {@code made} and {@code copy} for columns that no rule finds, by {@code table.column}
     */
    Pattern(JdbcClient jdbc, String name, List<String> texts, Map<String, String> overrides) {
        this.jdbc = jdbc;
        this.name = "pattern_" + name;
        this.texts = texts;
        this.overrides = overrides;
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
        for (String table : tables("public")) {
            jdbc.sql("create table %1$s.%2$s as select * from public.%2$s where xmin::text::bigint > %3$d%4$s"
                            .formatted(
                                    name,
                                    table,
                                    since,
                                    table.equals("act_ge_bytearray") ? " and deployment_id_ is null" : ""))
                    .update();
        }
        jdbc.sql("delete from %1$s.act_hi_procinst where end_time_ is null".formatted(name))
                .update();
        jdbc.sql("delete from %s.deadline where met_at is null and cancelled_at is null".formatted(name))
                .update();
        for (String table : List.of("deadline_raised", "deadline_told")) {
            jdbc.sql("delete from %1$s.%2$s where deadline not in (select id from %1$s.deadline)"
                            .formatted(name, table))
                    .update();
        }
        for (String table : tables(name)) {
            for (String column : List.of("proc_inst_id_", "process_instance_id", "process_instance")) {
                if (!table.equals("act_hi_procinst") && columns(table).containsKey(column)) {
                    jdbc.sql("""
                                    delete from %1$s.%2$s
                                    where %3$s is null or %3$s not in (select id_ from %1$s.act_hi_procinst)
                                    """.formatted(name, table, column)).update();
                }
            }
        }
        for (String table : tables(name)) {
            if (jdbc.sql("select count(*) from %s.%s".formatted(name, table))
                            .query(Long.class)
                            .single()
                    == 0) {
                jdbc.sql("drop table %s.%s".formatted(name, table)).update();
            }
        }
    }

    /** @param told of each table before it is written */
    void copy(Collection<Copy> copies, Consumer<String> told) {
        jdbc.sql("drop table if exists pattern_copy").update();
        jdbc.sql("create temporary table pattern_copy (no bigint, year int, days int, texts text[])")
                .update();
        for (Copy copy : copies) {
            jdbc.sql("insert into pattern_copy values (?, ?, ?, ?)")
                    .params(copy.no(), copy.year(), copy.days(), copy.texts().toArray(String[]::new))
                    .update();
        }
        List<String> own = ordered();
        for (String table : own) {
            told.accept(table);
            Map<String, String> columns = columns(table);
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            columns.forEach((column, type) -> {
                names.add('"' + column + '"');
                values.add(value(table, column, type, own));
            });
            jdbc.sql(
                            "insert into public.%s (%s) overriding system value select %s from %s.%1$s made cross join pattern_copy copy"
                                    .formatted(table, String.join(", ", names), String.join(", ", values), name))
                    .update();
        }
    }

    private String value(String table, String column, String type, List<String> own) {
        String override = overrides.getOrDefault(table + "." + column, EVERYWHERE.get(table + "." + column));
        String value = "made.\"" + column + '"';
        if (override != null) {
            return override;
        }
        return switch (type) {
            case "date" -> value + " + copy.days";
            case "timestamp with time zone", "timestamp without time zone" ->
                value + " + make_interval(days => copy.days)";
            case "bigint" -> isId(table, column, own) ? value + " + copy.no * " + IDS : value;
            case "integer" -> column.equals("year") ? value + " + copy.year - " + Years.PATTERN_YEAR : value;
            case "text", "character varying" ->
                column.endsWith("def_id_") || column.endsWith("definition_id_") ? value : text(table, column, value);
            case "uuid", "jsonb" -> "(" + text(table, column, value + "::text") + ")::" + type;
            case "ARRAY" -> "(" + text(table, column, value + "::text") + ")::" + array(table, column);
            default -> value;
        };
    }

    /** Only what the pattern's rows contain is looked for in the copies. */
    private String text(String table, String column, String value) {
        String result = value;
        if (column.equals("inputs_hash")) {
            return "encode(sha256(convert_to(" + text(table, "inputs", "made.inputs") + ", 'UTF8')), 'hex')";
        }
        if (FINGERPRINTS.contains(column)) {
            return "left(%s, 56) || lpad(to_hex(copy.no), 8, '0')".formatted(value);
        }
        boolean[] held = held(table).getOrDefault(column, new boolean[texts.size() + 1]);
        for (int at = 0; at < texts.size(); at++) {
            if (held[at]) {
                result = "replace(%s, '%s', copy.texts[%d])".formatted(result, texts.get(at), at + 1);
            }
        }
        return held[texts.size()]
                ? "regexp_replace(%s, '(%s)[0-9a-f]{12}', '\\1' || lpad(to_hex(copy.no), 12, '0'), 'g')"
                        .formatted(result, UUID.substring(0, UUID.length() - 12))
                : result;
    }

    /** For each column with texts: which of the pattern's own are in it, and in the end whether ids of the engine are. */
    private Map<String, boolean[]> held(String table) {
        return held.computeIfAbsent(table, unseen -> {
            List<String> columns = columns(table).entrySet().stream()
                    .filter(column -> TEXTS.contains(column.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            List<String> seen = new ArrayList<>();
            for (String column : columns) {
                texts.forEach(text ->
                        seen.add("coalesce(bool_or(strpos(\"%s\"::text, '%s') > 0), false)".formatted(column, text)));
                seen.add("coalesce(bool_or(\"%s\"::text ~ '%s'), false)".formatted(column, UUID));
            }
            Map<String, boolean[]> found = new HashMap<>();
            if (!columns.isEmpty()) {
                jdbc.sql("select %s from %s.%s".formatted(String.join(", ", seen), name, table))
                        .query(row -> {
                            int at = 1;
                            for (String column : columns) {
                                boolean[] in = new boolean[texts.size() + 1];
                                for (int text = 0; text < in.length; text++) {
                                    in[text] = row.getBoolean(at++);
                                }
                                found.put(column, in);
                            }
                        });
            }
            return found;
        });
    }

    /** An identity of this table, or a reference to that of another that is copied too. */
    private boolean isId(String table, String column, List<String> own) {
        return jdbc.sql("""
                        select exists (select
                                       from pg_attribute
                                       where attrelid = :table::regclass
                                         and attname = :column
                                         and attidentity <> '')
                            or exists (select
                                       from pg_constraint
                                                join pg_attribute on attrelid = conrelid and attnum = any (conkey)
                                       where contype = 'f'
                                         and conrelid = :table::regclass
                                         and attname = :column
                                         and confrelid::regclass::text in (:own))
                        """)
                .param("table", "public." + table)
                .param("column", column)
                .param("own", own)
                .query(Boolean.class)
                .single();
    }

    private String array(String table, String column) {
        return jdbc.sql(
                        "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = ?::regclass and attname = ?")
                .params("public." + table, column)
                .query(String.class)
                .single();
    }

    private Map<String, String> columns(String table) {
        Map<String, String> columns = new LinkedHashMap<>();
        jdbc.sql("""
                        select column_name, data_type
                        from information_schema.columns
                        where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
                        order by ordinal_position
                        """).param(table).query(rows -> {
            columns.put(rows.getString(1), rows.getString(2));
        });
        return columns;
    }

    private List<String> tables(String schema) {
        return jdbc
                .sql("select relname from pg_class where relnamespace = ?::regnamespace and relkind = 'r' order by 1")
                .param(schema)
                .query(String.class)
                .list()
                .stream()
                .filter(table -> !NEVER.contains(table))
                .filter(table -> !table.matches(
                        "act_(ru|re|id)_.*|act_ge_(property|schema_log)|.*_calendar.*|spring_.*|audit.*|bulletin.*"))
                .toList();
    }

    /** Those that are referred to first. */
    private List<String> ordered() {
        Set<String> ordered = new LinkedHashSet<>();
        List<String> left = new ArrayList<>(tables(name));
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (String table : left) {
            needs.put(
                    table,
                    jdbc.sql("""
                            select distinct confrelid::regclass::text
                            from pg_constraint
                            where contype = 'f' and conrelid = ?::regclass and confrelid <> conrelid
                            """).param("public." + table).query(String.class).list());
        }
        while (!left.isEmpty()) {
            List<String> ready = left.stream()
                    .filter(table -> needs.get(table).stream().noneMatch(left::contains))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("tables that refer to each other: " + left);
            }
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return List.copyOf(ordered);
    }
}
