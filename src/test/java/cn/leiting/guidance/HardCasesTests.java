package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Status;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.Question.DueKind;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class HardCasesTests {

    private static final String ZHAOXIANG = "310118105";
    private static final String QUESTION = "占道设摊的经营者拒不提供身份信息，如何确定当事人？";
    private static final Opinion OPINION =
            new Opinion("可以先以实际经营者为当事人立案，并继续查明其身份；查明以前不作出处罚决定，先责令改正并固定现场证据，防止灭失。", List.of("行政处罚法第四十条"), null);

    @Autowired
    private HardCases hardCases;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void answersTheSameQuestionOfTheSameSourceWithTheSameCode() {
        String first = hardCases.request("TH-2073-11", null, QUESTION, "supervision1");

        assertThat(first).matches("HC-2023-\\d{3,}");
        assertThat(hardCases.request("TH-2073-11", null, " " + QUESTION, "supervision2"))
                .isEqualTo(first);
        assertThat(hardCases.request("TH-2073-11", null, QUESTION + "如何取证？", "supervision1"))
                .isNotEqualTo(first);
        assertThat(hardCases.request("TH-2073-12", null, QUESTION, "supervision1"))
                .isNotEqualTo(first);
    }

    @Test
    void numbersRequestsWithoutGapsWhenManyAskAtOnce() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> requests = IntStream.range(0, 24)
                    .<Callable<String>>mapToObj(
                            i -> () -> hardCases.request("TH-2073-13:" + i / 2, ZHAOXIANG, QUESTION, "zhaoxiangLead"))
                    .toList();
            List<Future<String>> codes = people.invokeAll(requests);

            for (int i = 0; i < codes.size(); i += 2) {
                assertThat(codes.get(i).get()).isEqualTo(codes.get(i + 1).get());
            }
        } finally {
            people.shutdown();
        }
        assertThat(jdbc.sql("select max(no) = count(*) from hard_case where year = 2023")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void leavesNoGapAfterARefusedRequest() {
        assertRefused(
                Refusal.Kind.NOT_FOUND, () -> hardCases.request("TH-2073-14", "310118108", QUESTION, "zhaoxiangLead"));
        assertRefused(Refusal.Kind.INVALID, () -> hardCases.request("TH-2073-14", null, "怎么办？", "supervision1"));
        assertRefused(
                Refusal.Kind.INVALID, () -> hardCases.request("TH-2073-14", null, "问".repeat(2001), "supervision1"));
        assertRefused(Refusal.Kind.INVALID, () -> hardCases.request(" ", null, QUESTION, "supervision1"));

        hardCases.request("TH-2073-14", null, QUESTION, "supervision1");
        assertThat(jdbc.sql("select max(no) = count(*) from hard_case where year = 2023")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void keepsTheUrgencyOfAnAcceptedCaseOnly() {
        String accepted = requested("TH-2073-15", null);
        String turnedDown = requested("TH-2073-16", null);

        hardCases.triage(accepted, Triage.ACCEPT, DueKind.URGENT, null, "legal1");
        hardCases.triage(turnedDown, Triage.OTHER_BODY, DueKind.URGENT, "请转公安机关办理。", "legal1");

        assertThat(hardCases.get(accepted).dueKind()).isEqualTo(DueKind.URGENT);
        assertThat(hardCases.get(turnedDown).dueKind()).isEqualTo(DueKind.NORMAL);
        assertThat(hardCases.get(turnedDown).status()).isEqualTo(Status.OTHER_BODY);
    }

    @Test
    void refusesATriageWithoutUrgencyOrReason() {
        String code = requested("TH-2073-17", null);

        assertRefused(Refusal.Kind.INVALID, () -> hardCases.triage(code, Triage.ACCEPT, null, null, "legal1"));
        assertRefused(Refusal.Kind.INVALID, () -> hardCases.triage(code, Triage.NOT_DIFFICULT, null, null, "legal1"));
        assertRefused(Refusal.Kind.INVALID, () -> hardCases.triage(code, Triage.OTHER_BODY, null, "不办。", "legal1"));

        assertThat(hardCases.get(code).status()).isEqualTo(Status.REQUESTED);
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        String code = requested("TH-2073-18:310118105", ZHAOXIANG);

        assertRefused(Refusal.Kind.CONFLICT, () -> hardCases.draft(code, OPINION, "legal1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> hardCases.sign(code, null, "legal2"));
        assertRefused(Refusal.Kind.CONFLICT, () -> hardCases.giveBack(code, "请补充依据。", "legal2"));
        assertRefused(
                Refusal.Kind.CONFLICT, () -> hardCases.recordAdoption(code, Adoption.ADOPTED, null, "zhaoxiang1"));

        signed(code);
        assertThat(hardCases.get(code).status()).isEqualTo(Status.SIGNED);
        assertRefused(
                Refusal.Kind.CONFLICT, () -> hardCases.triage(code, Triage.ACCEPT, DueKind.NORMAL, null, "legal1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> hardCases.sign(code, null, "legal2"));
        hardCases.recordAdoption(code, Adoption.ADOPTED, null, "zhaoxiang1");
        assertRefused(
                Refusal.Kind.CONFLICT, () -> hardCases.recordAdoption(code, Adoption.ADOPTED, null, "zhaoxiang1"));
    }

    @Test
    void refusesTheDrafterAsSignerWithBothDecisions() {
        String code = requested("TH-2073-19", null);
        hardCases.triage(code, Triage.ACCEPT, DueKind.NORMAL, null, "legal1");
        hardCases.draft(code, OPINION, "legal1");

        assertRefused(Refusal.Kind.FORBIDDEN, () -> hardCases.sign(code, null, "legal1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> hardCases.giveBack(code, "请补充依据。", "legal1"));
        assertThatThrownBy(() -> jdbc.sql(
                                "update hard_case set status = 'CLOSED', signed_by = drafted_by, signed_at = requested_at where code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("signed_by_another_person");
    }

    @Test
    void keepsEveryVersionOfAnOpinion() {
        String code = requested("TH-2073-20", null);
        hardCases.triage(code, Triage.ACCEPT, DueKind.NORMAL, null, "legal1");
        hardCases.draft(code, OPINION, "legal1");
        hardCases.giveBack(code, "请补充法律依据。", "legal2");
        hardCases.draft(code, new Opinion(OPINION.answer() + "并告知权利。", List.of("行政处罚法第四十四条"), null), "legal2");
        hardCases.sign(code, null, "legal1");

        assertThat(jdbc.sql("""
                                select opinion.no || drafted
                                from hard_case
                                         join (select hard_case, no, drafted_by as drafted from hard_case_opinion) opinion
                                              on opinion.hard_case = hard_case.id
                                where code = ?
                                order by opinion.no
                                """).param(code).query(String.class).list()).containsExactly("1legal1", "2legal2");
        assertThatThrownBy(() -> jdbc.sql("update hard_case_opinion set answer = answer || '。'")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from hard_case_event").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void refusesAPartialAdoptionWithoutAReason() {
        String code = requested("TH-2073-21:310118105", ZHAOXIANG);
        signed(code);

        assertRefused(Refusal.Kind.INVALID, () -> hardCases.recordAdoption(code, Adoption.PARTLY, null, "zhaoxiang1"));
        assertRefused(Refusal.Kind.INVALID, () -> hardCases.recordAdoption(code, Adoption.NOT, "不用。", "zhaoxiang1"));
    }

    @Test
    void holdsItsRulesInTheDatabaseToo() {
        String code = requested("TH-2082-60:310118105", ZHAOXIANG);
        signed(code);

        for (String change : List.of(
                "signed_at = null",
                "signed_at = requested_at - interval '1 second'",
                "signed_by = drafted_by",
                "status = 'CLOSED'",
                "status = 'CLOSED', adopted = 'NOT'",
                "urgency = 'SOON'",
                "own_view = '立案。'",
                "finding = 0")) {
            assertThatThrownBy(() -> jdbc.sql("update hard_case set " + change + " where code = ?")
                            .param(code)
                            .update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
        for (String opinion : List.of(
                "repeat('答', 49), array['行政处罚法']",
                "repeat('答', 50), array[]::text[]",
                "repeat('答', 3001), array['法律']")) {
            assertThatThrownBy(
                            () -> jdbc.sql("""
                                    insert into hard_case_opinion
                                        (hard_case, no, answer, legal_basis, drafted_by, drafted_at)
                                    select id, 9, %s, 'legal1', now()
                                    from hard_case
                                    where code = ?
                                    """.formatted(opinion)).param(code).update())
                    .as(opinion)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void refusesAnUnknownCode() {
        assertRefused(Refusal.Kind.NOT_FOUND, () -> hardCases.get("HC-2073-001"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> hardCases.draft("HC-2073-001", OPINION, "legal1"));
    }

    private String requested(String source, @Nullable String squad) {
        return hardCases.request(source, squad, QUESTION, "supervision1");
    }

    private void signed(String code) {
        hardCases.triage(code, Triage.ACCEPT, DueKind.NORMAL, null, "legal1");
        hardCases.draft(code, OPINION, "legal1");
        hardCases.sign(code, null, "legal2");
    }

    private static void assertRefused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
