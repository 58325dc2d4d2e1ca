package cn.leiting.outcome;

import cn.leiting.outcome.Outcome.FollowUp;
import cn.leiting.outcome.Outcome.Handling;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 后续情况的计数：of one assignment, or of a year: of all its assignments and of what belongs to none. What serves two of them
 * counts once. The same number of statements whatever there is.
 */
@Component
@Transactional(readOnly = true)
public class Outcomes {

    private final FollowUpRows followUps;
    private final HandlingRows handlings;

    Outcomes(FollowUpRows followUps, HandlingRows handlings) {
        this.followUps = followUps;
        this.handlings = handlings;
    }

    /** Of one assignment, by the squad's code; a squad of which nothing is known is missing. */
    public Map<String, Outcome> of(String subject) {
        return of(List.of(subject), null);
    }

    /** @param year null: of the subjects alone; otherwise also what was in that year and belongs to no assignment */
    public Map<String, Outcome> of(Collection<String> subjects, @Nullable Integer year) {
        Map<String, FollowUp> followed = followUps.of(subjects, year);
        Map<String, Handling> handled = handlings.of(subjects, year);
        Map<String, Outcome> outcomes = new HashMap<>();
        followed.forEach((squad, found) ->
                outcomes.put(squad, new Outcome(found, handled.getOrDefault(squad, Outcome.NONE.handling()))));
        handled.forEach((squad, found) -> outcomes.putIfAbsent(squad, new Outcome(Outcome.NONE.followUp(), found)));
        return outcomes;
    }
}
