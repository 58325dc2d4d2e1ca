package cn.leiting.wall;

import cn.leiting.duty.DayMode;
import cn.leiting.duty.DutyMode;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 挂图作战的全年：campaigns as bars with their state, the look-backs behind them, further improvements, and squads by
 * campaigns, as one person may see them. Squads stand in the order of their codes, never by any number (domain 0.2).
 *
 * @param today the bureau's day; of another year nothing is marked, and no duty is shown
 * @param lines the squads that the person may see
 */
public record Wall(
        int year, LocalDate today, List<Lane> campaigns, List<Lane> improvements, List<Bar> columns, List<Line> lines) {

    /** Units of height of a lane, and of the months above. */
    private static final int LANE = 38;

    private static final int HEAD = 22;

    /** One squad's row. @param mode 当日勤务, null in another year */
    public record Line(String squad, String name, @Nullable DayMode mode, List<Cell> cells) {}

    /** One squad in one campaign. @param own null: it takes no part; {@code behind} in its look-back */
    public record Cell(
            String campaign,
            @Nullable Standing own,
            String lookBack,
            @Nullable Standing behind) {}

    public record MonthMark(String label, String left) {}

    public record ModeCount(String label, long squads) {}

    public boolean isThisYear() {
        return today.getYear() == year;
    }

    public List<MonthMark> months() {
        return Stream.of(Month.values())
                .map(month -> new MonthMark(
                        month.getValue() + "月",
                        Lane.percent(year, LocalDate.of(year, month, 1).getDayOfYear() - 1)))
                .toList();
    }

    /** Where the line of today stands. */
    public String todayAt() {
        return Lane.percent(year, today.getDayOfYear());
    }

    public List<Lane> lanes() {
        return Stream.concat(campaigns.stream(), improvements.stream()).toList();
    }

    public int top(Lane lane) {
        return HEAD + LANE * lane.index();
    }

    public int height() {
        return HEAD + LANE * (campaigns.size() + improvements.size()) + 2;
    }

    /** In the order of the table {@code dutyModeOfDay}; a mode without a squad is left out. */
    public List<ModeCount> modes() {
        List<ModeCount> counts = new ArrayList<>();
        for (DutyMode mode : DutyMode.values()) {
            long squads = lines.stream()
                    .filter(line -> line.mode() != null && line.mode().mode() == mode)
                    .count();
            if (squads > 0) {
                counts.add(new ModeCount(mode.label(), squads));
            }
        }
        return counts;
    }
}
