package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackAutoCheckTests {

    private final DecisionTable check = new DecisionTable("feedbackAutoCheck");

    @Test
    void findsNothingInAGoodFeedback() {
        assertThat(defects(0.9, 0.05, 0, 50)).isEmpty();
    }

    @Test
    void noticesPointsThatNobodyInspected() {
        assertThat(defects(0.89, 0, 0, 50)).containsExactly("COVERAGE");
    }

    @Test
    void noticesInvalidRecords() {
        assertThat(defects(1, 0.051, 0, 50)).containsExactly("EVIDENCE");
    }

    @Test
    void noticesFindingsWithoutADisposition() {
        assertThat(defects(1, 0, 1, 50)).containsExactly("DATA");
    }

    @Test
    void noticesAThinNarrative() {
        assertThat(defects(1, 0, 0, 49)).containsExactly("NARRATIVE");
    }

    @Test
    void noticesEverythingAtOnce() {
        assertThat(defects(0, 1, 3, 0)).containsExactlyInAnyOrder("COVERAGE", "EVIDENCE", "DATA", "NARRATIVE");
        assertThat(check.rules()).isEqualTo(4);
    }

    private List<Object> defects(double coverage, double invalid, int withoutDisposition, int narrative) {
        return check
                .decide(Map.of(
                        "coverage", coverage,
                        "invalidShare", invalid,
                        "withoutDisposition", withoutDisposition,
                        "narrativeLength", narrative))
                .stream()
                .map(row -> row.get("defect"))
                .toList();
    }
}
