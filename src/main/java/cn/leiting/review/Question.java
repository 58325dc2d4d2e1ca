package cn.leiting.review;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 查询条件, as they stand in the address; an empty one is none, an unknown one is refused (422).
 *
 * @param key the beginning of a business key, or a campaign whose instances are all meant
 * @param month of the start, e.g. 2023-01
 * @param outcome a {@link Instance.State}
 * @param late {@code true}: only what has a task after its due time
 * @param page from 1
 */
record Question(
        @Nullable String model,
        @Nullable String key,
        @Nullable String squad,
        @Nullable String theme,
        @Nullable String month,
        @Nullable String outcome,
        @Nullable String late,
        @Nullable String page) {

    static final int MOST_PAGES = 10_000;

    static @Nullable String chosen(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Nullable
    String state() {
        String asked = chosen(outcome);
        if (asked != null
                && Arrays.stream(Instance.State.values())
                        .noneMatch(state -> state.name().equals(asked))) {
            throw Refusal.invalid("outcome", "办理结果不在可选范围内。");
        }
        return asked;
    }

    /** Refuses a model, a theme or a lateness that is none. */
    void refuseUnknown(Collection<String> models, Collection<String> themes) {
        refuseUnless("model", model, "流程", models);
        refuseUnless("theme", theme, "主题", themes);
        refuseUnless("late", late, "是否超期", Set.of("true", "false"));
    }

    private static void refuseUnless(String field, @Nullable String text, String label, Collection<String> known) {
        String asked = chosen(text);
        if (asked != null && !known.contains(asked)) {
            throw Refusal.invalid(field, label + "不在可选范围内。");
        }
    }

    @Nullable
    LocalDate firstDay() {
        return firstDay("month", month);
    }

    static @Nullable LocalDate firstDay(String field, @Nullable String text) {
        String asked = chosen(text);
        try {
            return asked == null ? null : YearMonth.parse(asked).atDay(1);
        } catch (DateTimeParseException noMonth) {
            throw Refusal.invalid(field, "月份应形如2023-01。");
        }
    }

    boolean onlyLate() {
        return "true".equals(chosen(late));
    }

    int number() {
        String asked = chosen(page);
        if (asked == null) {
            return 1;
        }
        if (!asked.matches("[1-9]\\d{0,4}") || Integer.parseInt(asked) > MOST_PAGES) {
            throw Refusal.invalid("page", "页码不在范围内。");
        }
        return Integer.parseInt(asked);
    }
}
