package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicityChecksTests {

    private static final List<String> FLAGS =
            List.of("containsPersons", "containsMinors", "caseInvolved", "otherAgency", "sensitive", "newsMedia");

    private final DecisionTable checks = new DecisionTable("publicityChecks");

    @Test
    void wantsNothingWhereNothingIsMarked() {
        assertThat(of()).isEmpty();
    }

    @Test
    void wantsAPrivacyCheckOfPersons() {
        assertThat(of("containsPersons")).containsExactly("PRIVACY");
    }

    @Test
    void wantsAPrivacyCheckOfMinors() {
        assertThat(of("containsMinors")).containsExactly("PRIVACY");
    }

    @Test
    void wantsALegalCheckOfAnUndecidedCase() {
        assertThat(of("caseInvolved")).containsExactly("LEGAL");
    }

    @Test
    void wantsALegalCheckOfWhatIsAnotherAgencys() {
        assertThat(of("otherAgency")).containsExactly("LEGAL");
    }

    @Test
    void wantsTheLeadershipForWhatIsSensitive() {
        assertThat(of("sensitive")).containsExactly("LEADER");
    }

    @Test
    void wantsTheLeadershipForNewsMedia() {
        assertThat(of("newsMedia")).containsExactly("LEADER");
    }

    @Test
    void wantsEverythingAtOnce() {
        assertThat(of(FLAGS.toArray(String[]::new)))
                .containsExactlyInAnyOrder("PRIVACY", "PRIVACY", "LEGAL", "LEGAL", "LEADER", "LEADER");
        assertThat(checks.rules()).isEqualTo(FLAGS.size());
    }

    private List<Object> of(String... marked) {
        Set<String> set = Stream.of(marked).collect(Collectors.toSet());
        Map<String, Object> inputs = FLAGS.stream().collect(Collectors.toMap(Function.identity(), set::contains));
        return checks.decide(inputs).stream().map(row -> row.get("check")).toList();
    }
}
