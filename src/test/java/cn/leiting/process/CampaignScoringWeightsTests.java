package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.score.Rubric;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** The start deploys as these tests do, in a transaction that goes with the refusal. */
@LeitingTest
@Transactional
class CampaignScoringWeightsTests {

    private static final String B1 = "<text>18</text>";

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Rubric rubric;

    @ParameterizedTest
    @CsvSource({"19, 101", "17.5, 99.5", "-18, 64"})
    void weightsThatDoNotAddUpToOneHundredAreNotDeployed(String weight, String sum) throws IOException {
        String before = rubric.newest();

        assertThatThrownBy(() -> deploy(table().replace(B1, "<text>" + weight + "</text>")))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessage("评分标准在2022年1月1日的指标权重之和为" + sum + "，应为100。");
        assertThat(rubric.newest()).isEqualTo(before);
    }

    @Test
    void aRowThatEndsWithoutASuccessorIsFoundOnTheDayAfter() throws IOException {
        String ended =
                table().replaceFirst("(?s)(<rule id=\"rule_B1\">.*?<text>)&gt;= 20220101", "$1[20220101..20231231]");

        assertThatThrownBy(() -> deploy(ended))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessage("评分标准在2024年1月1日的指标权重之和为82，应为100。");
    }

    @Test
    void anIndicatorWithoutAWeightIsNamed() throws IOException {
        String twice = table().replace("\"G2\"", "\"G1\"");

        assertThatThrownBy(() -> deploy(twice))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessage("评分标准在2022年1月1日没有指标G2的权重。");
    }

    @ParameterizedTest
    @CsvSource({"20230230", "20221301"})
    void whatIsNoDayIsRefused(String digits) throws IOException {
        assertThatThrownBy(() -> deploy(table().replaceFirst("20220101", digits)))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessage("评分标准的指标权重中“" + digits + "”不是日期，应写成八位数字。");
    }

    @Test
    void otherWeightsFromADayOnAreDeployedAndUsedFromThenOn() throws IOException {
        String later = table().replaceAll("&gt;= 20220101", "[20220101..20231231]");
        String rows = table().substring(table().indexOf("<rule id"), table().lastIndexOf("</rule>") + 7)
                .replace("&gt;= 20220101", "&gt;= 20240101")
                .replaceAll("id=\"(\\w+)\"", "id=\"$1_later\"")
                .replace(B1, "<text>16</text>")
                .replace("<text>7</text>", "<text>9</text>");

        deploy(later.replace("</decisionTable>", rows + "</decisionTable>"));

        assertThat(rubric.weights(rubric.newest(), LocalDate.of(2023, 12, 31)).values())
                .anyMatch(weight -> weight.intValue() == 18);
        assertThat(rubric.weights(rubric.newest(), LocalDate.of(2024, 1, 1)).values())
                .noneMatch(weight -> weight.intValue() == 18);
    }

    @Test
    void theWeightsOfImprovementsAreHeldToTheSameRule() throws IOException {
        String table = Files.readString(Path.of("bpmn/improvementWeights.dmn"));

        assertThatThrownBy(() -> deploy(table.replace("<text>30</text>", "<text>31</text>")))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessage("再提升评分标准在2022年1月1日的指标权重之和为101，应为100。");
        assertThatThrownBy(() -> deploy(table.replace("\"E2\"", "\"E1\"")))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessage("再提升评分标准在2022年1月1日没有指标E2的权重。");
    }

    @Test
    void otherTablesAreNoneOfItsBusiness() throws IOException {
        String grades = Files.readString(Path.of("bpmn/scoreGrade.dmn"));

        repository
                .createDeployment()
                .addString("scoreGrade.dmn", grades.replace("优", "特优"))
                .deploy();
    }

    private static String table() throws IOException {
        return Files.readString(Path.of("bpmn/scoreWeights.dmn"));
    }

    private void deploy(String table) {
        repository.createDeployment().addString("scoreWeights.dmn", table).deploy();
    }
}
