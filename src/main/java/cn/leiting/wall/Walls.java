package cn.leiting.wall;

import cn.leiting.duty.DayMode;
import cn.leiting.duty.Duties;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.summary.Visitor;
import cn.leiting.wall.Bar.Kind;
import cn.leiting.wall.Wall.Cell;
import cn.leiting.wall.Wall.Line;
import cn.leiting.wall.WallRows.Task;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 挂图作战的全年：reads a year for the wall, in the same number of statements whatever it holds. It is no transaction of
 * its own: a decision table that answers for the first time writes history.
 */
@Component
public class Walls {

    private final WallRows rows;
    private final Duties duties;
    private final Organization organization;
    private final Clock clock;

    Walls(WallRows rows, Duties duties, Organization organization, Clock clock) {
        this.rows = rows;
        this.duties = duties;
        this.organization = organization;
        this.clock = clock;
    }

    /** A squad and its town see what concerns them, and their own row; refuses everybody else. @param year 2000 to 2100 */
    public Wall of(int year, Actor actor) {
        Visitor visitor = Visitor.of(actor, organization);
        LocalDate today = LocalDate.now(clock);
        Map<String, List<Task>> tasks =
                rows.tasks(year, visitor.only()).stream().collect(Collectors.groupingBy(Task::assignment));
        Bars bars = new Bars(year, today, tasks, !visitor.seesAll() || visitor.supervises());
        List<Bar> all =
                rows.lasting(year, visitor.only()).stream().map(bars::of).toList();

        List<Bar> campaigns = of(all, kind -> kind == Kind.CAMPAIGN);
        Map<String, Bar> lookBacks = of(all, kind -> kind == Kind.LOOK_BACK).stream()
                .collect(Collectors.toMap(bar -> campaignOf(bar), Function.identity()));
        List<Lane> above = Lane.pack(
                year,
                0,
                false,
                of(all, kind -> kind == Kind.CAMPAIGN || kind == Kind.PLANNED || kind == Kind.LOOK_BACK).stream()
                        .filter(bar -> bar.kind() != Kind.LOOK_BACK || standsAlone(bar, campaigns))
                        .toList(),
                bar -> bar.kind() == Kind.CAMPAIGN ? lookBacks.get(bar.code()) : null);
        List<Lane> below = Lane.pack(year, above.size(), true, of(all, kind -> kind == Kind.IMPROVEMENT), bar -> null);
        return new Wall(year, today, above, below, campaigns, lines(year, today, campaigns, tasks, visitor));
    }

    private static List<Bar> of(List<Bar> all, Predicate<Kind> kinds) {
        return all.stream().filter(bar -> kinds.test(bar.kind())).toList();
    }

    /** Of a campaign of the year before, which is not drawn any more. */
    private static boolean standsAlone(Bar lookBack, List<Bar> campaigns) {
        return campaigns.stream().noneMatch(campaign -> Objects.equals(campaign.code(), campaignOf(lookBack)));
    }

    /** LB-2023-01 looks back at TH-2023-01. */
    private static String campaignOf(Bar lookBack) {
        return "TH" + Objects.requireNonNull(lookBack.code()).substring(2);
    }

    private static String lookBackOf(String campaign) {
        return "LB" + campaign.substring(2);
    }

    private List<Line> lines(
            int year, LocalDate today, List<Bar> campaigns, Map<String, List<Task>> tasks, Visitor visitor) {
        Map<String, DayMode> modes = duties.on(today).entrySet().stream()
                .filter(mode -> year == today.getYear())
                .collect(Collectors.toMap(mode -> mode.getKey().code(), Map.Entry::getValue));
        Map<String, Standing> standings = tasks.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(task -> task.assignment() + ":" + task.squad(), Task::standing));
        return organization.squads(today).stream()
                .filter(squad -> visitor.maySee(squad.code()))
                .map(squad -> line(squad, modes.get(squad.code()), campaigns, standings))
                .toList();
    }

    private static Line line(
            Squad squad, @Nullable DayMode mode, List<Bar> campaigns, Map<String, Standing> standings) {
        List<Cell> cells = campaigns.stream()
                .map(bar -> Objects.requireNonNull(bar.code()))
                .map(code -> {
                    String lookBack = lookBackOf(code);
                    return new Cell(
                            code,
                            standings.get(code + ":" + squad.code()),
                            lookBack,
                            standings.get(lookBack + ":" + squad.code()));
                })
                .toList();
        return new Line(squad.code(), squad.name(), mode, cells);
    }
}
