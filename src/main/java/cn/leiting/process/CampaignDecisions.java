package cn.leiting.process;

import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.calendar.Parameters;
import cn.leiting.duty.DutyMode;
import cn.leiting.duty.ModeOfDay;
import cn.leiting.engine.Engine;
import cn.leiting.feedback.Feedback;
import cn.leiting.sampling.SampleShares;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * 专项行动的决策：asks the decision tables {@code needsFiling}, {@code feedbackAutoCheck},
 * {@code supervisionSample} and {@code dutyModeOfDay}.
 */
@Component
class CampaignDecisions implements ModeOfDay, SampleShares {

    private final Engine engine;
    private final Parameters parameters;
    private final Clock clock;

    /** What the table answers: it comes with the deployment and stays until the next start. */
    private final Map<Question, BigDecimal> answers = new ConcurrentHashMap<>();

    private record Question(Standing standing, BigDecimal cleanCheckRate) {}

    CampaignDecisions(Engine engine, Parameters parameters, Clock clock) {
        this.engine = engine;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Whether a planned campaign of that year has to be filed as a special inspection (domain D-02). */
    boolean needsFiling(int year, boolean enterprise) {
        return "FILING"
                .equals(one("needsFiling", Map.of("year", year, "enterprise", enterprise, "trigger", "PLANNED"))
                        .get("requirement"));
    }

    /**
     * What the reviewer should look at, as sentences; empty when nothing stands out (domain D-05).
     *
     * @param unproven valid visits that lack a photo, or have a false one
     */
    List<String> defects(Feedback feedback, int unproven) {
        Figures figures = feedback.figures();
        return engine
                .decide(
                        "feedbackAutoCheck",
                        Map.of(
                                "coverage", figures.coverage().doubleValue(),
                                "invalidShare", invalidShare(figures, unproven),
                                "withoutDisposition", figures.withoutDisposition(),
                                "narrativeLength", length(feedback.form().narrative())))
                .stream()
                .map(row -> String.valueOf(row.get("text")))
                .toList();
    }

    private static double invalidShare(Figures figures, int unproven) {
        int all = figures.inspections() + figures.invalidInspections();
        return all == 0 ? 0 : (double) (figures.invalidInspections() + unproven) / all;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Which share of a squad's points supervision looks at, in percent (domain D-08). */
    @Override
    public Map<Standing, BigDecimal> shares(Set<Standing> standings) {
        BigDecimal usual = parameters.number("supervision.cleanCheckRate", LocalDate.now(clock));
        return standings.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        asked -> answers.computeIfAbsent(new Question(asked, usual), this::share)));
    }

    private BigDecimal share(Question question) {
        Map<String, Object> row = one(
                "supervisionSample",
                Map.of(
                        "lastScore", question.standing().lastScore().doubleValue(),
                        "falseEvidence", question.standing().falseEvidence(),
                        "cleanCheckRate", question.cleanCheckRate().doubleValue()));
        return new BigDecimal(String.valueOf(row.get("percent")));
    }

    @Override
    public DutyMode of(Set<Mode> running) {
        return DutyMode.valueOf(String.valueOf(one(
                        "dutyModeOfDay",
                        Map.of(
                                "inCampaign", running.contains(Mode.CAMPAIGN),
                                "inImprovement", running.contains(Mode.FURTHER_IMPROVEMENT),
                                "inLookBack", running.contains(Mode.LOOK_BACK)))
                .get("mode")));
    }

    private Map<String, Object> one(String table, Map<String, Object> inputs) {
        return engine.decide(table, inputs).get(0);
    }
}
