package cn.leiting.years;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which tables hold what people do, and how they hang together. */
final class Tables {

    /** Laws, people, keys, sessions, running work, and what counts for itself. */
    private static final Set<String> NEVER = Set.of(
            "act_hi_job_log",
            "act_hi_ext_task_log",
            "annual_programme",
            "audit_change",
            "audit_seal",
            "board_lead_leader",
            "board_month_goal",
            "board_progress",
            "campaign_theme",
            "checklist_item",
            "checklist_version",
            "deciding_authority",
            "document_delivery",
            "figures_changed",
            "flyway_schema_history",
            "inspection_point",
            "kept_figures",
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

    private static final String NEVER_EITHER =
            "act_(ru|re|id)_.*|act_ge_(property|schema_log)|.*_calendar.*|spring_.*|years_.*";

    private final JdbcClient jdbc;
    private final Map<String, Map<String, String>> columns = new LinkedHashMap<>();

    Tables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> of(String schema) {
        return jdbc
                .sql("select relname from pg_class where relnamespace = ?::regnamespace and relkind = 'r' order by 1")
                .param(schema)
                .query(String.class)
                .list()
                .stream()
                .filter(table -> !NEVER.contains(table) && !table.matches(NEVER_EITHER))
                .toList();
    }

    /** Those of a schema, after all that they refer to. */
    List<String> ordered(String schema) {
        Set<String> ordered = new LinkedHashSet<>();
        List<String> left = new ArrayList<>(of(schema));
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

    /** Names and types of what is stored; those that the database computes are not. */
    Map<String, String> columns(String table) {
        return columns.computeIfAbsent(table, unseen -> {
            Map<String, String> found = new LinkedHashMap<>();
            jdbc.sql("""
                            select column_name, data_type
                            from information_schema.columns
                            where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
                            order by ordinal_position
                            """).param(table).query(rows -> {
                found.put(rows.getString(1), rows.getString(2));
            });
            return found;
        });
    }

    /** An identity of this table, or a reference to that of another of these. */
    boolean isId(String table, String column, List<String> others) {
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
                                         and confrelid::regclass::text in (:others))
                        """)
                .param("table", "public." + table)
                .param("column", column)
                .param("others", others)
                .query(Boolean.class)
                .single();
    }

    /** As a cast needs it, e.g. {@code text[]}. */
    String type(String table, String column) {
        return jdbc.sql(
                        "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = ?::regclass and attname = ?")
                .params("public." + table, column)
                .query(String.class)
                .single();
    }
}
