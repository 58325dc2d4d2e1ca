package cn.leiting.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 词汇表: the words for codes are {@code words.txt}: a table and a column, a code, a word; the steps of the models are called
 * as the models call them.
 */
@Component
public class Lexicon {

    /** What belongs to no table of ours is a property of the engine. */
    static final String ENGINE = "engine";

    /** Accounts, groups, units, themes and parameters; no code of one is that of another. */
    private static final String NAMES = """
            select user_id as code, name, true as with_code from person
            union all
            select code, name, true from unit
            union all
            select id_, name_, true from act_id_group
            where name_ is not null and not exists (select from unit where code = id_)
            union all
            select code, name, false from campaign_theme
            union all
            select key, meaning, false from parameter_key
            """;

    private record Named(String code, String name, boolean withCode) {

        private String shown() {
            return withCode ? name + "（" + code + "）" : name;
        }
    }

    private final JdbcClient jdbc;
    private final Map<String, String> words;
    private final Map<String, String> steps;

    Lexicon(JdbcClient jdbc, ModelSteps steps) {
        this.jdbc = jdbc;
        this.words = listed();
        this.steps = steps.names();
    }

    private static Map<String, String> listed() {
        try (InputStream file = Lexicon.class.getResourceAsStream("/words.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+", 3))
                    .collect(Collectors.toMap(part -> part[0] + " " + part[1], part -> part[2]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Null where a code has none. */
    @Nullable
    String wordFor(String table, String column, String code) {
        return column.equals("step") && steps.containsKey(code)
                ? steps.get(code)
                : words.get(table + "." + column + " " + code.replace(' ', '_'));
    }

    /** With the names that people and units bear now; one statement. */
    public Reading reading() {
        return new Reading(
                this,
                jdbc.sql(NAMES).query(Named.class).list().stream()
                        .collect(Collectors.toUnmodifiableMap(Named::code, Named::shown, (one, other) -> one)));
    }
}
