package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Status;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.Question.DueKind;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HardCaseTests {

    private static final Instant NOW = Instant.parse("2023-01-12T01:00:00Z");
    private static final String ZHAOXIANG = "310118105";

    private static final Map<String, Consumer<HardCase>> COMMANDS = Map.of(
            "triage", one -> one.triage(Triage.ACCEPT, DueKind.NORMAL),
            "draft", one -> one.draft("legal1"),
            "sign", one -> one.sign("legal2", NOW),
            "giveBack", one -> one.giveBack("legal2"),
            "adopt", one -> one.adopt(Adoption.ADOPTED, null));

    private static final Map<Status, Set<String>> ALLOWED = new EnumMap<>(Map.of(
            Status.REQUESTED, Set.of("triage"),
            Status.ACCEPTED, Set.of("draft"),
            Status.DRAFTED, Set.of("sign", "giveBack"),
            Status.SIGNED, Set.of("adopt")));

    static Stream<Arguments> refused() {
        return Stream.of(Status.values())
                .flatMap(status -> COMMANDS.keySet().stream()
                        .filter(command ->
                                !ALLOWED.getOrDefault(status, Set.of()).contains(command))
                        .map(command -> Arguments.of(status, command)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatItsStateDoesNotAllow(Status status, String command) {
        HardCase one = in(status);

        assertThatThrownBy(() -> COMMANDS.get(command).accept(one))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        assertThat(one.status()).isEqualTo(status);
    }

    @Test
    void allowsFiveTransitionsOutOfThirtyFive() {
        assertThat(refused()).hasSize(30);
    }

    @Test
    void keepsTheUrgencyThatWasAskedForUntilTheTriage() {
        HardCase one = asked(ZHAOXIANG);
        assertThat(one.dueKind()).isEqualTo(DueKind.URGENT);

        one.triage(Triage.ACCEPT, DueKind.COMPLEX);

        assertThat(one.dueKind()).isEqualTo(DueKind.COMPLEX);
        assertThat(one.asked().urgency()).isEqualTo(DueKind.URGENT);
    }

    @Test
    void refusesTheDrafterOfTheLastVersionOnly() {
        HardCase one = in(Status.DRAFTED);
        assertThatThrownBy(() -> one.sign("legal1", NOW)).hasMessage("不能审签自己拟写的指导意见。");
        assertThatThrownBy(() -> one.giveBack("legal1")).hasMessage("不能审签自己拟写的指导意见。");

        one.giveBack("legal2");
        one.draft("legal2");
        one.sign("legal1", NOW);

        assertThat(one.status()).isEqualTo(Status.SIGNED);
    }

    @Test
    void isClosedWithItsSignatureWhenNoSquadAsked() {
        HardCase one = asked(null);
        one.triage(Triage.ACCEPT, DueKind.NORMAL);
        one.draft("legal1");
        one.sign("legal2", NOW);

        assertThat(one.status()).isEqualTo(Status.CLOSED);
        assertThat(one.signedAt()).isEqualTo(NOW);
    }

    @Test
    void wantsAViewOfTheSquadThatAsksAboutAFinding() {
        String question = "问".repeat(20);

        assertThatThrownBy(() -> new Question(1L, null, question, null, DueKind.NORMAL))
                .hasMessage("请填写本中队意见。");
        assertThatThrownBy(() -> new Question(1L, null, question, "看".repeat(2001), DueKind.NORMAL))
                .hasMessage("本中队意见不能超过2000字。");
        assertThatThrownBy(() -> new Question(null, null, "问".repeat(19), null, DueKind.NORMAL))
                .hasMessage("疑难问题不能少于20字。");
        assertThat(new Question(null, null, question, "看".repeat(20), DueKind.NORMAL).ownView())
                .isNull();
    }

    @Test
    void isAnsweredByAnOpinionThatNeverBinds() {
        String answer = "答".repeat(50);

        assertThat(new Opinion(answer, List.of("行政处罚法"), null).isBinding()).isFalse();
        assertThatThrownBy(() -> new Opinion("答".repeat(49), List.of("行政处罚法"), null))
                .hasMessage("指导意见不能少于50字。");
        assertThatThrownBy(() -> new Opinion("答".repeat(3001), List.of("行政处罚法"), null))
                .hasMessage("指导意见不能超过3000字。");
        assertThatThrownBy(() -> new Opinion(answer, List.of(), null)).hasMessage("法律依据应为1至10条。");
        assertThatThrownBy(() -> new Opinion(answer, java.util.Collections.nCopies(11, "行政处罚法"), null))
                .hasMessage("法律依据应为1至10条。");
        assertThatThrownBy(() -> new Opinion(answer, List.of("行政处罚法"), "无".repeat(2001)))
                .hasMessage("其他处理思路不能超过2000字。");
    }

    private static HardCase asked(@Nullable String squad) {
        Question question = new Question(
                squad == null ? null : 1L,
                null,
                "占道设摊的经营者拒不提供身份信息，如何确定当事人？",
                "本中队拟以实际经营者为当事人立案，先固定证据。",
                DueKind.URGENT);
        return HardCase.request(2023, 1, "TH-2082-01:310118105", squad, question, "zhaoxiang1", NOW);
    }

    private static HardCase in(Status status) {
        HardCase one = asked(ZHAOXIANG);
        switch (status) {
            case REQUESTED -> {}
            case NOT_DIFFICULT -> one.triage(Triage.NOT_DIFFICULT, null);
            case OTHER_BODY -> one.triage(Triage.OTHER_BODY, null);
            default -> one.triage(Triage.ACCEPT, DueKind.NORMAL);
        }
        if (Set.of(Status.DRAFTED, Status.SIGNED, Status.CLOSED).contains(status)) {
            one.draft("legal1");
        }
        if (Set.of(Status.SIGNED, Status.CLOSED).contains(status)) {
            one.sign("legal2", NOW);
        }
        if (status == Status.CLOSED) {
            one.adopt(Adoption.ADOPTED, null);
        }
        assertThat(one.status()).isEqualTo(status);
        return one;
    }
}
