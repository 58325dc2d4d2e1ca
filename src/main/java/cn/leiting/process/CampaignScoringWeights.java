package cn.leiting.process;

import cn.leiting.score.Indicator;
import cn.leiting.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.springframework.stereotype.Component;

/**
 * 指标权重：no table {@code scoreWeights} or {@code improvementWeights} is deployed, at the start or later, by which the
 * weights of some day do not add up to 100. A table is asked for every day on which one of its rows begins or ends to
 * hold.
 */
@Component
class CampaignScoringWeights implements Deployer {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern DAY = Pattern.compile("\\d{8}");

    private final DmnEngine tables =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    /** With a new deployment only: what is stored already was looked at then. */
    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew() && deployment.getResources() != null) {
            deployment.getResources().forEach((name, resource) -> {
                if (name.endsWith(".dmn")) {
                    check(resource.getBytes());
                }
            });
        }
    }

    private void check(byte[] file) {
        DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(file));
        for (Table table : Table.values()) {
            if (model.getModelElementById(table.id) != null) {
                check(table, tables.parseDecision(table.id, model), days(table, model));
            }
        }
    }

    private void check(Table table, DmnDecision decision, Set<LocalDate> days) {
        if (days.isEmpty()) {
            throw Refusal.conflict(table.title + "的指标权重没有写明适用日期，应写成八位数字。");
        }
        boolean begun = false;
        for (LocalDate day : days) {
            begun = refuseUnlessAHundred(table, decision, day, begun);
        }
    }

    /** The days that the rows name, and the days beside them. */
    private static Set<LocalDate> days(Table table, DmnModelInstance model) {
        return model.getModelElementsByType(InputEntry.class).stream()
                .flatMap(entry -> DAY.matcher(entry.getTextContent()).results())
                .map(found -> day(table, found.group()))
                .flatMap(day -> java.util.stream.Stream.of(day.minusDays(1), day, day.plusDays(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LocalDate day(Table table, String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException none) {
            throw Refusal.conflict(table.title + "的指标权重中“" + digits + "”不是日期，应写成八位数字。");
        }
    }

    /** Answers whether any row holds on that day or held before: before the first one there is no rubric at all. */
    private boolean refuseUnlessAHundred(Table table, DmnDecision decision, LocalDate day, boolean begun) {
        var rows = tables.evaluateDecisionTable(
                decision, Map.of("day", Integer.valueOf(day.format(DateTimeFormatter.BASIC_ISO_DATE))));
        if (rows.isEmpty() && !begun) {
            return false;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Set<Indicator> named = EnumSet.noneOf(Indicator.class);
        for (Map<String, Object> row : rows.getResultList()) {
            named.add(Indicator.valueOf(String.valueOf(row.get("indicator"))));
            sum = sum.add(new BigDecimal(String.valueOf(row.get("weight"))));
        }
        table.refuse(day, sum, named);
        return true;
    }

    /** What is weighed by each table. */
    enum Table {
        CAMPAIGN("scoreWeights", "评分标准", EnumSet.allOf(Indicator.class)),
        IMPROVEMENT(
                "improvementWeights",
                "再提升评分标准",
                EnumSet.of(Indicator.B1, Indicator.B2, Indicator.C1, Indicator.C2, Indicator.E1, Indicator.E2));

        private final String id;
        private final String title;
        private final Set<Indicator> indicators;

        Table(String id, String title, Set<Indicator> indicators) {
            this.id = id;
            this.title = title;
            this.indicators = indicators;
        }

        /** In the same words when it is deployed and when a score is computed. */
        void refuse(LocalDate day, BigDecimal sum, Set<Indicator> named) {
            String on = "%s在%d年%d月%d日".formatted(title, day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            if (sum.compareTo(HUNDRED) != 0) {
                throw Refusal.conflict(
                        on + "的指标权重之和为" + sum.stripTrailingZeros().toPlainString() + "，应为100。");
            }
            String missing = indicators.stream()
                    .filter(indicator -> !named.contains(indicator))
                    .map(Enum::name)
                    .collect(Collectors.joining("、"));
            if (!missing.isEmpty()) {
                throw Refusal.conflict(on + "没有指标" + missing + "的权重。");
            }
        }
    }
}
