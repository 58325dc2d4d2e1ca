package cn.leiting.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringTests {

    private static final Instant NOW = Instant.parse("2023-01-19T02:00:00Z");
    private static final Instant LATER = Instant.parse("2023-02-19T02:00:00Z");

    private record Transition(String name, Status from, Status to, Consumer<Scoring> command) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Transition> TRANSITIONS = List.of(
            new Transition("补充", Status.BEGUN, Status.SUPPLIED, scoring -> scoring.supply("coordination1")),
            new Transition("计算", Status.SUPPLIED, Status.COMPUTED, Scoring::compute),
            new Transition("核对", Status.COMPUTED, Status.CHECKED, scoring -> scoring.check("supervision1")),
            new Transition("退回补充", Status.COMPUTED, Status.BEGUN, scoring -> scoring.giveBack("supervision1")),
            new Transition("公布", Status.CHECKED, Status.PUBLISHED, scoring -> scoring.publish(NOW)),
            new Transition("确认", Status.PUBLISHED, Status.CONFIRMED, scoring -> scoring.confirm("lead1")),
            new Transition("退回计算", Status.PUBLISHED, Status.SUPPLIED, scoring -> scoring.sendBack("lead1")),
            new Transition("锁定", Status.CONFIRMED, Status.LOCKED, scoring -> scoring.lock(NOW)));

    static Stream<Arguments> refused() {
        return TRANSITIONS.stream()
                .flatMap(transition -> Arrays.stream(Status.values())
                        .filter(status -> status != transition.from())
                        .map(status -> Arguments.of(transition, status)));
    }

    static Stream<Transition> allowed() {
        return TRANSITIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatItsStateDoesNotAllow(Transition transition, Status status) {
        Scoring scoring = in(status);

        assertThatThrownBy(() -> transition.command().accept(scoring))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                    assertThat(refusal.sentence()).contains(status.label()).endsWith("。");
                });
        assertThat(scoring.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void goesOnFromTheOneStateThatAllowsIt(Transition transition) {
        Scoring scoring = in(transition.from());

        transition.command().accept(scoring);

        assertThat(scoring.status()).isEqualTo(transition.to());
    }

    @Test
    void isCheckedByAnotherPersonThanTheSupplier() {
        Scoring scoring = in(Status.COMPUTED);

        assertForbidden(() -> scoring.check("coordination1"));
        assertForbidden(() -> scoring.giveBack("coordination1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordination1", "supervision1"})
    void isConfirmedByAThirdPerson(String maker) {
        Scoring scoring = in(Status.PUBLISHED);

        assertForbidden(() -> scoring.confirm(maker));
        assertForbidden(() -> scoring.sendBack(maker));
    }

    @Test
    void remembersItsFirstPublicationWhenItIsPublishedAgain() {
        Scoring scoring = in(Status.PUBLISHED);
        scoring.sendBack("lead1");
        scoring.compute();
        scoring.check("supervision1");

        scoring.publish(LATER);

        assertThat(scoring.firstPublishedAt()).isEqualTo(NOW);
        assertThat(scoring.publishedAt()).isEqualTo(LATER);
    }

    @Test
    void isPublicFromItsPublicationOn() {
        assertThat(Arrays.stream(Status.values()).filter(Status::isPublic))
                .containsExactly(Status.PUBLISHED, Status.CONFIRMED, Status.LOCKED);
    }

    private static void assertForbidden(Runnable command) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    static Scoring in(Status status) {
        Scoring scoring = Scoring.begin("TH-2086-99", Stage.PROVISIONAL);
        TRANSITIONS.stream()
                .filter(transition -> transition.to().compareTo(transition.from()) > 0)
                .filter(transition -> transition.to().compareTo(status) <= 0)
                .forEach(transition -> transition.command().accept(scoring));
        return scoring;
    }
}
