package cn.leiting.tally;

import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.timekeeping.Timing.Reading;
import cn.leiting.timekeeping.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 计数：counts for all squads of a campaign what the score asks for (domain 6.2), in the same number of statements
 * however many take part. A report or visit is judged by what is stored of it, B2 by whether a visit was found invalid,
 * D1 by what supervision found of what it checked.
 */
@Component
@Transactional(readOnly = true)
public class Tallies {

    private final TallyRows rows;
    private final Parameters parameters;
    private final Lateness lateness;
    private final Timings timings;

    Tallies(TallyRows rows, Timings timings, Parameters parameters, WorkCalendar calendar) {
        this.rows = rows;
        this.timings = timings;
        this.parameters = parameters;
        this.lateness = new Lateness(calendar);
    }

    /** What was counted, and the records behind it. */
    public record Counted(Tally tally, List<Trace> traces) {}

    /**
     * By the squads' codes, the mobile squad last; empty when nobody was given a task.
     *
     * @param afterLookBack whether samples count even though the look-back is not closed
     */
    public List<Counted> counted(String campaign, boolean afterLookBack) {
        List<Done> squads = rows.squads(campaign);
        boolean lookedBack = afterLookBack || squads.stream().anyMatch(Done::lookBackClosed);
        Map<String, List<Trace>> found = rows.traces(campaign, afterLookBack);
        Map<String, List<Reading>> handled = timings.ofCampaigns(found(campaign, lookedBack)).stream()
                .collect(Collectors.groupingBy(reading -> reading.timing().squad()));
        return squads.stream()
                .map(done -> {
                    List<Trace> traces = new ArrayList<>(found.getOrDefault(done.task(), List.of()));
                    traces.addAll(new Handling(handled.getOrDefault(done.squad(), List.of())).traces());
                    return counted(done, traces);
                })
                .toList();
    }

    /** The same without the records. */
    public List<Tally> of(String campaign, boolean afterLookBack) {
        return counted(campaign, afterLookBack).stream().map(Counted::tally).toList();
    }

    /** Cases are of the campaign in which they were found; its look-back bears the same number. */
    private static List<String> found(String campaign, boolean lookedBack) {
        return lookedBack ? List.of(campaign, campaign.replaceFirst("^TH-", "LB-")) : List.of(campaign);
    }

    private Counted counted(Done done, List<Trace> found) {
        int adoptionTarget =
                parameters.number("score.adoptionTarget", done.firstDay()).intValueExact();
        List<Trace> traces = done.with(found, lateness, adoptionTarget);
        Tally tally = new Tally(
                done.squad(),
                done.mobile(),
                done.exempt(),
                done.firstDay(),
                done.lookBackClosed(),
                done.counts(lateness, traces));
        return new Counted(tally, traces);
    }
}
