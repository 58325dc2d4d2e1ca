package cn.leiting.years;

import cn.leiting.catalogue.Point;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stands in a copy for a value of the pattern, as an expression over {@code made}, the pattern's row, and
 * {@code copy}. Days within JSON and within sentences stay those of the pattern, but for the records behind scores.
 */
final class Values {

    /** Bases for ids of copies: no pattern and no person makes as many rows. */
    private static final long IDS = 1_000_000;

    private static final Set<String> TEXTS = Set.of("text", "character varying", "uuid", "jsonb", "ARRAY");

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    /** Of a photo or a text, which is another in every copy; where it is that of copied rows, it stays. */
    private static final Set<String> FINGERPRINTS = Set.of("sha256", "text_hash", "photo");

    private static final String OWN_FINGERPRINT = "left(%s, 56) || lpad(to_hex(copy.no), 8, '0')";

    /** A column in double angles is that of the copy. */
    private static final java.util.regex.Pattern OF_THE_COPY = java.util.regex.Pattern.compile("<<(\\w+)>>");

    /** Of a bulletin, as the product makes it. */
    private static final String HASH =
            "encode(sha256(convert_to('{\"day\":\"' || <<day>> || '\",\"squads\":' || pg_temp.canonical(<<squads>>)"
                    + " || ',\"subject\":\"' || <<subject>> || '\"}', 'UTF8')), 'hex')";

    /** Keys that hold the number of a row, and what is computed of other columns. */
    private static final Map<String, String> EVERYWHERE = Map.of(
            "notice.key",
            "made.key || '/' || copy.no",
            "rectification_order.order_no",
            "pg_temp.order_no(<<order_no>>, copy.no, copy.year)",
            "score_record.records",
            "pg_temp.records(<<records>>, copy.no, copy.year, copy.days)",
            "bulletin_version.hash",
            HASH,
            "audit_line.subject",
            "case when made.subject ~ ':[0-9a-f]{64}$' then left(<<subject>>, -8) || lpad(to_hex(copy.no), 8, '0')"
                    + " else <<subject>> end",
            "audit_line.route",
            "nullif(made.route, 'PUT /api/demo/clock')",
            "inspection.lat",
            "(select lat from inspection_point where code = <<point>>)",
            "inspection.lon",
            "(select lon from inspection_point where code = <<point>>)");

    private final JdbcClient jdbc;
    private final Tables tables;
    private final String schema;
    private final List<String> texts;
    private final List<String> exchanged;
    private final Map<String, String> overrides;
    private final Map<String, Map<String, boolean[]>> held = new HashMap<>();

    Values(
            JdbcClient jdbc,
            Tables tables,
            String schema,
            List<String> texts,
            List<String> exchanged,
            Map<String, String> overrides) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.schema = schema;
        this.texts = texts;
        this.exchanged = exchanged;
        this.overrides = overrides;
    }

    /** What {@link #EVERYWHERE} calls; of this session. */
    static void define(JdbcClient jdbc) {
        jdbc.sql("""
                create or replace function pg_temp.order_no(order_no text, copy bigint, year int) returns text
                    language sql as
                $$
                select 'ZG-' || split_part(order_no, '-', 2) || '-' || year || '-' || copy * 100000 + right(order_no, 5)::int
                $$
                """).update();
        jdbc.sql("""
                create or replace function pg_temp.records(records jsonb, copy bigint, year int, days int) returns jsonb
                    language sql as
                $$
                select coalesce(jsonb_agg(one || jsonb_build_object(
                    'on', (one ->> 'on')::date + days,
                    'reference', case
                                     when one ->> 'kind' in ('VISIT', 'FINDING')
                                         then ((one ->> 'reference')::bigint + copy * :ids)::text
                                     when one ->> 'kind' = 'ORDER' then pg_temp.order_no(one ->> 'reference', copy, year)
                                     else one ->> 'reference' end) order by place), '[]')
                from jsonb_array_elements(records) with ordinality as record (one, place)
                $$
                """.replace(":ids", Long.toString(IDS))).update();
        jdbc.sql("""
                create or replace function pg_temp.canonical(tree jsonb) returns text
                    language plpgsql as
                $$
                begin
                    return case jsonb_typeof(tree)
                               when 'object' then (select '{' || coalesce(string_agg(to_json(key)::text || ':' || pg_temp.canonical(value),
                                                                                     ',' order by array_position(array [:kinds], key), key collate "C"), '') || '}'
                                                   from jsonb_each(tree))
                               when 'array' then (select '[' || coalesce(string_agg(pg_temp.canonical(value), ',' order by place), '') || ']'
                                                  from jsonb_array_elements(tree) with ordinality as item (value, place))
                               else tree::text end;
                end
                $$
                """.replace(":kinds", kinds())).update();
    }

    /** Their order is that of the records, all other names' that of the alphabet. */
    private static String kinds() {
        return Arrays.stream(Point.Kind.values()).map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
    }

    /** Refuses to go on where the product makes its hashes in another way than copies are made here. */
    static void check(JdbcClient jdbc) {
        long others = jdbc.sql("select count(*) from bulletin_version where hash <> "
                        + OF_THE_COPY.matcher(HASH).replaceAll("$1"))
                .query(Long.class)
                .single();
        if (others > 0) {
            throw new IllegalStateException(others + " bulletins with another hash");
        }
    }

    /** @param own the tables that are copied, whose ids are others in every copy */
    String of(String table, String column, List<String> own) {
        String name = table + "." + column;
        String override = overrides.getOrDefault(name, EVERYWHERE.get(name));
        if (override == null) {
            return plain(table, column, own);
        }
        return OF_THE_COPY
                .matcher(override)
                .replaceAll(named -> Matcher.quoteReplacement("(" + plain(table, named.group(1), own) + ")"));
    }

    private String plain(String table, String column, List<String> own) {
        String type = tables.columns(table).get(column);
        String value = "made.\"" + column + '"';
        return switch (type) {
            case "date" -> value + " + copy.days";
            case "timestamp with time zone", "timestamp without time zone" ->
                value + " + make_interval(days => copy.days)";
            case "bigint" -> tables.isId(table, column, own) ? value + " + copy.no * " + IDS : value;
            case "integer" -> column.equals("year") ? value + " + copy.year - " + Years.PATTERN_YEAR : value;
            case "text", "character varying" ->
                column.endsWith("def_id_") || column.endsWith("definition_id_") ? value : text(table, column, value);
            case "uuid", "jsonb" -> "(" + text(table, column, value + "::text") + ")::" + type;
            case "ARRAY" -> "(" + text(table, column, value + "::text") + ")::" + tables.type(table, column);
            default -> value;
        };
    }

    /** Only what the pattern's rows contain is looked for in the copies. */
    private String text(String table, String column, String value) {
        if (column.equals("inputs_hash")) {
            return "encode(sha256(convert_to(" + text(table, "inputs", "made.inputs") + ", 'UTF8')), 'hex')";
        }
        if (FINGERPRINTS.contains(column)) {
            return OWN_FINGERPRINT.formatted(value);
        }
        boolean[] in = held(table).getOrDefault(column, new boolean[texts.size() + exchanged.size() + 1]);
        String result = value;
        for (int at = 0; at < texts.size(); at++) {
            if (in[at]) {
                result = "replace(%s, '%s', copy.texts[%d])".formatted(result, texts.get(at), at + 1);
            }
        }
        result = exchange(result, in);
        return in[in.length - 1]
                ? "regexp_replace(%s, '(%s)[0-9a-f]{12}', '\\1' || lpad(to_hex(copy.no), 12, '0'), 'g')"
                        .formatted(result, UUID.substring(0, UUID.length() - 12))
                : result;
    }

    /** By way of marks, since one squad's word is another's too. */
    private String exchange(String value, boolean[] in) {
        String result = value;
        for (int at = 0; at < exchanged.size(); at++) {
            if (in[texts.size() + at]) {
                result = "replace(%s, '%s', '%s')".formatted(result, exchanged.get(at), mark(at));
            }
        }
        for (int at = 0; at < exchanged.size(); at++) {
            if (in[texts.size() + at]) {
                result = "replace(%s, '%s', copy.exchanged[%d])".formatted(result, mark(at), at + 1);
            }
        }
        return result;
    }

    private static String mark(int at) {
        return "\u2039" + at + "\u203a";
    }

    /** For each column with texts: which words are in it, and in the end whether ids of the engine are. */
    private Map<String, boolean[]> held(String table) {
        return held.computeIfAbsent(table, this::look);
    }

    private Map<String, boolean[]> look(String table) {
        List<String> columns = tables.columns(table).entrySet().stream()
                .filter(column -> TEXTS.contains(column.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, boolean[]> found = new HashMap<>();
        for (String column : columns) {
            boolean[] in = new boolean[texts.size() + exchanged.size() + 1];
            found.put(column, in);
            String known = jdbc.sql(
                            "select string_agg(distinct \"%s\"::text, ' ') from %s.%s".formatted(column, schema, table))
                    .query((row, number) -> row.getString(1) == null ? "" : row.getString(1))
                    .single();
            for (int at = 0; at < texts.size(); at++) {
                in[at] = known.contains(texts.get(at));
            }
            for (int at = 0; at < exchanged.size(); at++) {
                in[texts.size() + at] = known.contains(exchanged.get(at));
            }
            in[in.length - 1] =
                    java.util.regex.Pattern.compile(UUID).matcher(known).find();
        }
        return found;
    }
}
