package cn.leiting.process;

import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.Assignments;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 当日勤务模式 of every squad, by the decision {@code dutyModeOfDay} (notice, line 29: no day is without one). */
@Component
public class DutyModes {

    private static final Map<String, String> LABELS = Map.of(
            "CAMPAIGN", "专项整治",
            "FURTHER_IMPROVEMENT", "365再提升",
            "LOOK_BACK", "365回头看",
            "ROUTINE", "日常勤务");

    private final Assignments assignments;
    private final Organization organization;
    private final CampaignDecisions decisions;
    private final Clock clock;

    /** What the table answers: it comes with the deployment and stays until the next start. */
    private final Map<Set<Mode>, String> answers = new ConcurrentHashMap<>();

    DutyModes(Assignments assignments, Organization organization, CampaignDecisions decisions, Clock clock) {
        this.assignments = assignments;
        this.organization = organization;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** The own squad's mode; for those above the squads, how many squads are in which. */
    public String of(Actor actor) {
        LocalDate today = LocalDate.now(clock);
        Map<String, Set<Mode>> running = assignments.modesOn(today);
        Optional<Squad> own = organization.squadOf(actor.groups());
        if (own.isPresent()) {
            return label(running.getOrDefault(own.get().code(), Set.of()));
        }
        List<Squad> squads = organization.squads(today);
        return squads.stream()
                .collect(Collectors.groupingBy(
                        squad -> label(running.getOrDefault(squad.code(), Set.of())),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(mode -> mode.getKey() + " " + mode.getValue() + " 个中队")
                .collect(Collectors.joining("，"));
    }

    /** A look-back that runs beside a campaign is named with it. */
    private String label(Set<Mode> running) {
        String code = answers.computeIfAbsent(Set.copyOf(running), decisions::dutyMode);
        String mode = LABELS.getOrDefault(code, code);
        return running.contains(Mode.CAMPAIGN) && running.contains(Mode.LOOK_BACK) ? mode + "（兼365回头看）" : mode;
    }
}
