package cn.leiting.tally;

import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 计数：counts for all squads of a campaign what the score asks for (domain 6.2), in the same number of statements
 * however many take part. What the records know today: a report or visit is judged by what is stored of it, B2 by
 * whether a visit was found invalid; cases are recorded by later releases.
 */
@Component
@Transactional(readOnly = true)
public class Tallies {

    private final TallyRows rows;
    private final Parameters parameters;
    private final Lateness lateness;

    Tallies(TallyRows rows, Parameters parameters, WorkCalendar calendar) {
        this.rows = rows;
        this.parameters = parameters;
        this.lateness = new Lateness(calendar);
    }

    /**
     * By the squads' codes, the mobile squad last; empty when nobody was given a task.
     *
     * @param afterLookBack whether samples count even though the look-back is not closed
     */
    public List<Tally> of(String campaign, boolean afterLookBack) {
        return rows.of(campaign, afterLookBack).stream().map(this::tally).toList();
    }

    private Tally tally(Done done) {
        int adoptionTarget =
                parameters.number("score.adoptionTarget", done.firstDay()).intValueExact();
        return new Tally(
                done.squad(),
                done.mobile(),
                done.exempt(),
                done.firstDay(),
                done.lookBackClosed(),
                done.counts(lateness, adoptionTarget));
    }
}
