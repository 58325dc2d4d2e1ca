package cn.leiting.supervision;

import cn.leiting.shared.Actor;
import cn.leiting.whereabouts.Thing;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 逾期事项：something that is owed and late, in the bureau's time.
 *
 * @param reference names it for good
 * @param subject the business key of the thing, e.g. {@code TH-2023-01:310118106}
 * @param squad the code of the squad that owes it; null: a section does
 * @param owners the groups that owe it
 * @param level 1 late, 2 by one working day, 3 by three
 * @param toldAt when the ladder last told somebody, and {@code told} whom
 * @param urgedAt when somebody last urged by hand for the thing
 */
record Matter(
        String reference,
        String subject,
        String title,
        @Nullable String squad,
        List<String> owners,
        LocalDateTime since,
        int level,
        @Nullable LocalDateTime toldAt,
        List<String> told,
        @Nullable LocalDateTime urgedAt,
        @Nullable String urgedByName,
        int urgings) {

    Matter {
        owners = List.copyOf(owners);
        told = List.copyOf(told);
    }

    static String word(int level) {
        return switch (level) {
            case 1 -> "已逾期";
            case 2 -> "逾期一个工作日以上";
            default -> "严重逾期";
        };
    }

    public String words() {
        return word(level);
    }

    /** Our page of the thing; null: it has none, or it is closed to the person. */
    public @Nullable String page(Actor reader) {
        return Thing.pageOf(subject, reader);
    }

    /** Once a day is enough. */
    public boolean isUrgedOn(LocalDate day) {
        return urgedAt != null && urgedAt.toLocalDate().equals(day);
    }

    /**
     * Which of them are asked for.
     *
     * @param squad its code; null: all, and the sections
     * @param level 1 to 3; null: all
     * @param thing the beginning of the subject, e.g. {@code TH-2023-01}; null: all
     */
    record Filter(
            @Nullable String squad,
            @Nullable Integer level,
            @Nullable String thing) {}

    /** How many there are, by squad and level. */
    record Sum(@Nullable String squad, int late, int orange, int red) {}
}
