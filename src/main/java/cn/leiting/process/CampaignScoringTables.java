package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import cn.leiting.score.Rubric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 评分标准：asks the decision tables of the scoring. Each different question is put once, all of one kind in one
 * command of the engine, and nothing of an answer is kept for the next time.
 */
@Component
class CampaignScoringTables implements Rubric {

    /** In the order in which a version names them. */
    private static final List<String> TABLES = List.of(
            "scoreWeights", "scoreApplicability", "scoreRatio", "scoreAdjustment", "scoreGrade", "annualStatus");

    private final Engine engine;
    private final ObjectProvider<DecisionService> decisions;
    private final ObjectProvider<RepositoryService> repository;
    private final ObjectProvider<ProcessEngineConfigurationImpl> configuration;

    CampaignScoringTables(
            Engine engine,
            ObjectProvider<DecisionService> decisions,
            ObjectProvider<RepositoryService> repository,
            ObjectProvider<ProcessEngineConfigurationImpl> configuration) {
        this.engine = engine;
        this.decisions = decisions;
        this.repository = repository;
        this.configuration = configuration;
    }

    @Override
    public String newest() {
        Map<String, Integer> versions = engine.unchecked(
                () -> repository.getObject().createDecisionDefinitionQuery().latestVersion().list().stream()
                        .collect(Collectors.toMap(DecisionDefinition::getKey, DecisionDefinition::getVersion)));
        return TABLES.stream().map(table -> String.valueOf(versions.get(table))).collect(Collectors.joining("."));
    }

    @Override
    public Map<Indicator, BigDecimal> weights(String version, LocalDate on) {
        Map<Indicator, BigDecimal> weights = new EnumMap<>(Indicator.class);
        Map<String, Object> day = Map.of("day", Integer.valueOf(on.format(DateTimeFormatter.BASIC_ISO_DATE)));
        ask("scoreWeights", version, Set.of(day), asked -> asked)
                .forEach((asked, rows) -> rows.forEach(row -> weights.merge(
                        Indicator.valueOf(text(row, "indicator")), number(row, "weight"), BigDecimal::add)));
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        CampaignScoringWeights.Table.CAMPAIGN.refuse(on, sum, weights.keySet());
        return weights;
    }

    @Override
    public Map<Situation, Applicability> applicability(String version, Set<Situation> situations) {
        return one(
                "scoreApplicability",
                version,
                situations,
                asked -> Map.of(
                        "indicator", asked.indicator().name(),
                        "stage", asked.stage().name(),
                        "exempt", asked.exempt(),
                        "pointsAssigned", asked.pointsAssigned(),
                        "coverage", asked.coverage().doubleValue(),
                        "counted", asked.counted(),
                        "lookBackClosed", asked.lookBackClosed(),
                        "recorded", asked.recorded()),
                row -> new Applicability(Verdict.valueOf(text(row, "verdict")), (String) row.get("reason")));
    }

    @Override
    public Map<Timing, Measure> measures(String version, Set<Timing> timings) {
        return one(
                "scoreRatio",
                version,
                timings,
                asked -> Map.of(
                        "indicator", asked.indicator().name(), "done", asked.done(), "daysLate", asked.daysLate()),
                row -> new Measure(text(row, "method").equals("FIXED") ? number(row, "ratio") : null));
    }

    @Override
    public Map<AdjustmentCode, Tariff> tariffs(String version, Set<AdjustmentCode> codes) {
        return one(
                "scoreAdjustment",
                version,
                codes,
                asked -> Map.of("code", asked.name()),
                row -> new Tariff(number(row, "each"), optional(row, "most"), optional(row, "mostOfAll")));
    }

    @Override
    public Map<BigDecimal, String> grades(String version, Set<BigDecimal> totals) {
        return one(
                "scoreGrade",
                version,
                totals,
                asked -> Map.of("total", asked.doubleValue()),
                row -> text(row, "grade"));
    }

    @Override
    public Map<Year, Standing> standings(Set<Year> years) {
        return one(
                "annualStatus",
                newest(),
                years,
                asked -> {
                    Map<String, Object> inputs = new HashMap<>(Map.of(
                            "scored", asked.scored(),
                            "eligible", asked.eligible(),
                            "competing", asked.competing(),
                            "falseEvidence", asked.falseEvidence()));
                    inputs.put("grade", asked.grade());
                    return inputs;
                },
                row -> new Standing(Rating.valueOf(text(row, "rating")), (String) row.get("result")));
    }

    private <Q, A> Map<Q, A> one(
            String table,
            String version,
            Set<Q> questions,
            Function<Q, Map<String, Object>> inputs,
            Function<Map<String, Object>, A> answer) {
        Map<Q, A> answers = new HashMap<>();
        ask(table, version, questions, inputs).forEach((asked, rows) -> answers.put(asked, answer.apply(rows.get(0))));
        return answers;
    }

    /** In one command, so that the engine looks for the table once and writes its history together. */
    private <Q> Map<Q, List<Map<String, Object>>> ask(
            String table, String version, Set<Q> questions, Function<Q, Map<String, Object>> inputs) {
        int number = Integer.parseInt(version.split("\\.")[TABLES.indexOf(table)]);
        return engine.unchecked(() -> configuration
                .getObject()
                .getCommandExecutorTxRequired()
                .execute(command -> {
                    String definition = Context.getProcessEngineConfiguration()
                            .getDeploymentCache()
                            .findDeployedDecisionDefinitionByKeyAndVersion(table, number)
                            .getId();
                    Map<Q, List<Map<String, Object>>> answers = new HashMap<>();
                    questions.forEach(asked -> answers.put(
                            asked,
                            decisions
                                    .getObject()
                                    .evaluateDecisionTableById(definition)
                                    .variables(inputs.apply(asked))
                                    .evaluate()
                                    .getResultList()));
                    return answers;
                }));
    }

    private static String text(Map<String, Object> row, String output) {
        return String.valueOf(row.get(output));
    }

    private static BigDecimal number(Map<String, Object> row, String output) {
        return new BigDecimal(text(row, output));
    }

    private static @Nullable BigDecimal optional(Map<String, Object> row, String output) {
        return row.get(output) == null ? null : number(row, output);
    }
}
