package cn.leiting.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.diagram.Diagram.Node;
import cn.leiting.diagram.Picture.Mark;
import cn.leiting.diagram.Picture.Return;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** 流程图: our models as their authors laid them out. */
class DiagramTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annualAssessment",
                "annualProgramme",
                "campaignScoring",
                "caseDecision",
                "casePerformance",
                "enforcementCase",
                "furtherImprovement",
                "hardCaseGuidance",
                "informationPublicity",
                "jointEnforcement",
                "lookBack",
                "specialReport",
                "squadTask",
                "thunderCampaign"
            })
    void drawsEveryNodeAndFlowOfAModelInsideItsRectangle(String model) throws IOException {
        String source = new ClassPathResource("bpmn/" + model + ".bpmn").getContentAsString(StandardCharsets.UTF_8);

        Diagram diagram = read(model);

        assertThat(diagram.nodes()).hasSize(source.split("<bpmndi:BPMNShape ", -1).length - 1);
        assertThat(diagram.flows()).hasSize(source.split("<bpmn:sequenceFlow ", -1).length - 1);
        assertThat(diagram.nodes()).allSatisfy(node -> {
            assertThat(node.x()).isGreaterThan(diagram.left());
            assertThat(node.x() + node.width()).isLessThan(diagram.left() + diagram.width());
            assertThat(node.y() + node.height()).isLessThan(diagram.top() + diagram.height());
        });
    }

    @Test
    void breaksALongNameWithinItsTask() throws IOException {
        Node task = read("squadTask").node("userTask_countersign").orElseThrow();

        assertThat(task.kind()).isEqualTo(Node.Kind.TASK);
        assertThat(task.label()).allSatisfy(line -> {
            assertThat(line.text().length() * 12.0).isLessThanOrEqualTo(task.width());
            assertThat(line.y()).isBetween(task.y(), task.y() + task.height());
        });
    }

    @Test
    void drawsAReturnOnlyBetweenNodesThatTheVersionHas() throws IOException {
        Picture picture = Picture.of(
                "图",
                read("squadTask"),
                Map.of("userTask_rework", Mark.of("done", "×2")),
                Map.of(),
                List.of(
                        new Return("userTask_reviewFeedback", "subProcess_field", 2),
                        new Return("userTask_of_another_version", "subProcess_field", 1)));

        assertThat(picture.returns()).singleElement().satisfies(back -> {
            assertThat(back.from()).isEqualTo("userTask_reviewFeedback");
            assertThat(back.count().text()).isEqualTo("退回×2");
        });
    }

    @Test
    void refusesWhatIsNoModelAndReadsNothingFromElsewhere() {
        String elsewhere = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>";

        assertThatThrownBy(() -> Diagram.read(new ByteArrayInputStream(elsewhere.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Diagram read(String model) throws IOException {
        try (InputStream file = new ClassPathResource("bpmn/" + model + ".bpmn").getInputStream()) {
            return Diagram.read(file);
        }
    }
}
