package cn.leiting.duty;

import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.duty.DutyRows.Stretch;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * 勤务模式 of every squad on any day, past or to come, by the decision {@code dutyModeOfDay} (notice, line 29: no day is
 * without one). Each answer is one statement, be it of a day or of a year.
 */
@Component
public class Duties {

    private final DutyRows rows;
    private final Organization organization;
    private final ModeOfDay table;
    private final Clock clock;

    /** What the table answers: it comes with the deployment and stays until the next start. */
    private final Map<Set<Mode>, DutyMode> answers = new ConcurrentHashMap<>();

    Duties(DutyRows rows, Organization organization, ModeOfDay table, Clock clock) {
        this.rows = rows;
        this.organization = organization;
        this.table = table;
        this.clock = clock;
    }

    /** In words for the home page: the own squad's mode; for those above the squads, how many squads are in which. */
    public String today(Actor actor) {
        Map<Squad, DayMode> modes = on(LocalDate.now(clock));
        Optional<Squad> own = organization.squadOf(actor.groups());
        if (own.isPresent()) {
            return modes.entrySet().stream()
                    .filter(mode -> mode.getKey().code().equals(own.get().code()))
                    .map(mode -> mode.getValue().label())
                    .findFirst()
                    .orElseThrow();
        }
        return modes.values().stream()
                .collect(Collectors.groupingBy(DayMode::label, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(mode -> mode.getKey() + " " + mode.getValue() + " 个中队")
                .collect(Collectors.joining("，"));
    }

    /** Of every squad, in their order. */
    public Map<Squad, DayMode> on(LocalDate day) {
        Map<String, List<Stretch>> worked = worked(day, day);
        Map<Squad, DayMode> modes = new LinkedHashMap<>();
        for (Squad squad : organization.squads(day)) {
            modes.put(squad, mode(worked.getOrDefault(squad.code(), List.of()), day));
        }
        return modes;
    }

    /** @param squads those to be shown */
    DutyYear year(int year, Collection<Squad> squads) {
        LocalDate first = LocalDate.of(year, 1, 1);
        LocalDate end = first.plusYears(1);
        Map<String, List<Stretch>> worked = worked(first, end.minusDays(1));
        return new DutyYear(
                year,
                squads.stream()
                        .map(squad -> new DutyYear.Line(
                                squad,
                                first.datesUntil(end)
                                        .map(day -> mode(worked.getOrDefault(squad.code(), List.of()), day))
                                        .toList()))
                        .toList());
    }

    private Map<String, List<Stretch>> worked(LocalDate from, LocalDate to) {
        return rows.stretches(from, to).stream().collect(Collectors.groupingBy(Stretch::squad));
    }

    private DayMode mode(List<Stretch> worked, LocalDate day) {
        Set<Mode> running = worked.stream()
                .filter(stretch -> stretch.contains(day))
                .map(Stretch::mode)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Mode.class)));
        DutyMode mode = answers.computeIfAbsent(Set.copyOf(running), table::of);
        return new DayMode(mode, mode == DutyMode.CAMPAIGN && running.contains(Mode.LOOK_BACK));
    }
}
