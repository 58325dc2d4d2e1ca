package cn.leiting.fieldwork;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** 填写项：reads one field of what was sent, or refuses it (422) by its name and with a sentence. */
public final class Fields {

    /** How far a phone's clock may be ahead without anybody minding. */
    private static final Duration UNNOTICED = Duration.ofMinutes(10);

    private static final int LONGEST_MOMENT = 40;
    private static final String NUMBER = "-?\\d{1,9}(\\.\\d{1,18})?([eE]-?\\d{1,2})?";

    /** Without an offset it is the bureau's time. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOptional(new DateTimeFormatterBuilder().appendOffsetId().toFormatter(Locale.ROOT))
            .parseDefaulting(ChronoField.OFFSET_SECONDS, Duration.ofHours(8).toSeconds())
            .toFormatter(Locale.ROOT);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Fields() {}

    static String json(Object rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** SHA-256 in hexadecimal digits. */
    static String hash(String content) {
        return DigestUtils.sha256Hex(content);
    }

    static @Nullable String text(String field, String label, @Nullable String sent, int least, int most) {
        return sent == null || sent.isBlank() ? null : required(field, label, sent, least, most);
    }

    static String required(String field, String label, @Nullable String sent, int least, int most) {
        try {
            return Limits.required(label, sent, least, most);
        } catch (Refusal refusal) {
            throw Refusal.invalid(field, refusal.sentence());
        }
    }

    static String matching(String field, String label, @Nullable String sent, String pattern) {
        String found = required(field, label, sent, 1, 100);
        if (!found.matches(pattern)) {
            throw Refusal.invalid(field, label + "格式不对。");
        }
        return found;
    }

    static <E extends Enum<E>> E oneOf(String field, String label, @Nullable String sent, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(sent))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        field, sent == null || sent.isBlank() ? "请选择" + label + "。" : label + "不在可选范围内。"));
    }

    static boolean answered(String field, String label, @Nullable String sent) {
        if (sent == null || !sent.matches("true|false")) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        return sent.equals("true");
    }

    static @Nullable LocalDate day(String field, String label, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(sent.strip());
            if (isOfThisAge(day.getYear())) {
                return day;
            }
        } catch (DateTimeParseException notDay) {
            // told below
        }
        throw Refusal.invalid(field, label + "应形如2023-01-19。");
    }

    private static boolean isOfThisAge(int year) {
        return year >= 2000 && year <= 2100;
    }

    static @Nullable Instant moment(String field, String label, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        try {
            if (sent.length() <= LONGEST_MOMENT) {
                OffsetDateTime moment = MOMENT.parse(sent.strip(), OffsetDateTime::from);
                if (isOfThisAge(moment.getYear())) {
                    return moment.toInstant();
                }
            }
        } catch (DateTimeParseException notMoment) {
            // told below
        }
        throw Refusal.invalid(field, label + "应形如2023-01-16T20:05:00+08:00。");
    }

    /**
     * How far the phone's clock is ahead of ours, by what it shows as it sends; null where it does not say
     * so legibly: no visit is lost for that.
     */
    static @Nullable Duration skew(@Nullable String deviceTime, Instant now) {
        try {
            return deviceTime == null || deviceTime.length() > LONGEST_MOMENT
                    ? null
                    : Duration.between(
                            now,
                            MOMENT.parse(deviceTime.strip(), OffsetDateTime::from)
                                    .toInstant());
        } catch (DateTimeException illegible) {
            return null;
        }
    }

    /** The latest moment that a phone may tell of, which is ahead of us by so much. */
    static Instant latest(Instant now, Duration ahead) {
        return now.plus(ahead.compareTo(UNNOTICED) > 0 ? ahead : UNNOTICED);
    }

    static void refuseAfter(String field, String label, @Nullable Instant moment, Instant latest) {
        if (moment != null && moment.isAfter(latest)) {
            throw Refusal.invalid(field, label + "不能晚于现在，请核对手机时间。");
        }
    }

    static String inWords(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** ISO; without an offset it is the bureau's time. Refuses what is missing, illegible or of another age. */
    public static Instant requiredMoment(String field, String label, @Nullable String sent) {
        Instant found = moment(field, label, sent);
        if (found == null) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        return found;
    }

    /** A list that was left out is empty; one with a hole or too long is refused. */
    static <T> List<T> list(String field, String label, @Nullable List<@Nullable T> sent, int most) {
        if (sent == null) {
            return List.of();
        }
        if (sent.size() > most) {
            throw Refusal.invalid(field, label + "最多" + most + "项。");
        }
        if (sent.stream().anyMatch(Objects::isNull)) {
            throw Refusal.invalid(field, label + "有空项。");
        }
        return sent.stream().map(Objects::requireNonNull).toList();
    }

    /** A number with that many decimals; scale 0 takes whole numbers alone. */
    static BigDecimal within(String field, String label, @Nullable String sent, int least, int most, int scale) {
        if (sent == null || sent.isBlank()) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        if (sent.strip().matches(NUMBER)) {
            BigDecimal number = new BigDecimal(sent.strip());
            boolean inRange =
                    number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
            if (inRange && (scale > 0 || number.stripTrailingZeros().scale() <= 0)) {
                return number.setScale(scale, RoundingMode.HALF_UP);
            }
        }
        String whole = scale == 0 ? "，且为整数" : "";
        throw Refusal.invalid(field, label + "应在" + least + "到" + most + "之间" + whole + "。");
    }
}
