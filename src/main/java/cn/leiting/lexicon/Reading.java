package cn.leiting.lexicon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** 读出: values as people know them, with the names of one moment. */
public final class Reading {

    private static final ZoneId BUREAU = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ISO_MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})");

    /** The engine tells a moment in milliseconds. */
    private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");

    private static final Set<String> MOMENTS = Set.of("dueDate", "followUpDate", "duedate", "removalTime");

    private final Lexicon lexicon;
    private final Map<String, String> names;

    Reading(Lexicon lexicon, Map<String, String> names) {
        this.lexicon = lexicon;
        this.names = names;
    }

    /** @param table where the value stands; null: a property of the engine */
    public String value(@Nullable String table, String column, JsonNode value) {
        if (value.isNull()) {
            return "空";
        }
        if (value.isArray()) {
            return value.isEmpty()
                    ? "无"
                    : StreamSupport.stream(value.spliterator(), false)
                            .map(part -> value(table, column, part))
                            .collect(Collectors.joining("、"));
        }
        return text(table == null ? Lexicon.ENGINE : table, column, value.asText());
    }

    private String text(String table, String column, String text) {
        String word = word(table, column, text);
        if (word != null) {
            return word;
        }
        if (MOMENTS.contains(column) && MILLIS.matcher(text).matches()) {
            return MOMENT.format(Instant.ofEpochMilli(Long.parseLong(text)).atZone(BUREAU));
        }
        return names.getOrDefault(text, day(text));
    }

    /** Several codes of the engine stand in one text. */
    private @Nullable String word(String table, String column, String text) {
        String word = lexicon.wordFor(table, column, text);
        if (word != null || !text.contains(",")) {
            return word != null ? word : yesOrNo(text);
        }
        List<String> codes = Arrays.stream(text.split(",")).map(String::strip).toList();
        return codes.stream().allMatch(code -> lexicon.wordFor(table, column, code) != null)
                ? codes.stream()
                        .map(code -> lexicon.wordFor(table, column, code))
                        .collect(Collectors.joining("、"))
                : null;
    }

    private static @Nullable String yesOrNo(String text) {
        return switch (text) {
            case "true" -> "是";
            case "false" -> "否";
            default -> null;
        };
    }

    private static String day(String text) {
        try {
            if (ISO_DAY.matcher(text).matches()) {
                return DAY.format(LocalDate.parse(text));
            }
            return ISO_MOMENT.matcher(text).matches()
                    ? MOMENT.format(OffsetDateTime.parse(text).atZoneSameInstant(BUREAU))
                    : text;
        } catch (DateTimeException looksLikeOneOnly) {
            return text;
        }
    }

    /** What a table keeps a thing under, e.g. {@code CASE-310118106-2023-000001:xujing1}, part by part. */
    public String key(String key) {
        return Arrays.stream(key.split(":", -1))
                .map(part -> names.getOrDefault(part, day(part)))
                .collect(Collectors.joining(":"));
    }
}
