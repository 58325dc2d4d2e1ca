package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Status;
import cn.leiting.guidance.HardCases;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** 疑难案件法制指导, driven as Tasklist does. Each test has a source of its own. */
@LeitingTest
class HardCaseGuidanceProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("hardCaseGuidance");

    private static final String ZHAOXIANG = "310118105";
    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT", "dueKind", "COMPLEX");
    private static final Map<String, Object> OPINION =
            Map.of("answer", "可以先以实际经营者为当事人立案，并继续查明其身份。", "legalBasis", "《中华人民共和国行政处罚法》第四十条");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");

    @Autowired
    private Desk desk;

    @Autowired
    private HardCases hardCases;

    @Autowired
    private RuntimeService runtime;

    @Test
    void answersASquadAndRecordsWhatItAdopted() {
        String code = begun("TH-2073-01:310118105", ZHAOXIANG);

        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", Map.of("decision", "RETURN", "comment", "请补充法律依据。"));
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", APPROVE);
        desk.submit("zhaoxiang1", code, "recordAdoption", Map.of("adopted", "PARTLY", "reason", "当事人已主动到案。"));

        assertThat(hardCases.get(code).status()).isEqualTo(Status.CLOSED);
        assertThat(hardCases.get(code).adopted()).isEqualTo(Adoption.PARTLY);
        assertEnded(code);
    }

    @Test
    void asksNobodyToAdoptWhatSupervisionAskedForTheCampaign() {
        String code = begun("TH-2073-02", null);

        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", APPROVE);

        assertThat(hardCases.get(code).status()).isEqualTo(Status.CLOSED);
        assertEnded(code);
    }

    @Test
    void endsWhenTheCaseIsNotDifficult() {
        String code = begun("TH-2073-03:310118105", ZHAOXIANG);

        desk.submit("legal1", code, "triageHardCase", Map.of("decision", "NOT_DIFFICULT", "comment", "请按常规程序办理。"));

        assertThat(hardCases.get(code).status()).isEqualTo(Status.NOT_DIFFICULT);
        assertEnded(code);
    }

    @Test
    void keepsTheSignatureFromTheDrafter() {
        String code = begun("TH-2073-04", null);
        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);

        assertThatThrownBy(() -> desk.submit("legal1", code, "signOpinion", APPROVE))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessage("不能审签自己拟写的指导意见。");

        assertThat(desk.tasks("legal2", code, "signOpinion")).hasSize(1);
    }

    @Test
    void refusesATriageThatLacksItsReasonOrItsUrgency() {
        String code = begun("TH-2073-05", null);

        assertThatThrownBy(() -> desk.submit("legal1", code, "triageHardCase", Map.of("decision", "OTHER_BODY")))
                .hasMessage("不受理时请填写5至1000字的意见。");
        assertThatThrownBy(() -> desk.submit("legal1", code, "triageHardCase", Map.of("decision", "ACCEPT")))
                .hasMessage("受理时请选择办理时限。");

        assertThat(hardCases.get(code).status()).isEqualTo(Status.REQUESTED);
    }

    @Test
    void refusesAnOpinionThatIsTooShortInTheWordsOfTheForm() {
        String code = begun("TH-2073-06", null);
        desk.submit("legal1", code, "triageHardCase", ACCEPT);

        assertThatThrownBy(() ->
                        desk.submit("legal1", code, "draftOpinion", Map.of("answer", "同意。", "legalBasis", "行政处罚法")))
                .hasMessageStartingWith("指导意见");
    }

    @Test
    void refusesAPartialAdoptionWithoutAReason() {
        String code = begun("TH-2073-07:310118105", ZHAOXIANG);
        desk.submit("legal1", code, "triageHardCase", ACCEPT);
        desk.submit("legal1", code, "draftOpinion", OPINION);
        desk.submit("legal2", code, "signOpinion", APPROVE);

        assertThatThrownBy(() -> desk.submit("zhaoxiang1", code, "recordAdoption", Map.of("adopted", "NOT")))
                .hasMessage("部分采纳或不采纳时请填写5至1000字的理由。");
        assertThat(desk.tasks("xujing1", code, "recordAdoption")).isEmpty();
    }

    private String begun(String source, @Nullable String squad) {
        String code = hardCases.request(source, squad, "占道设摊的经营者拒不提供身份信息，如何确定当事人？", "zhaoxiangLead");
        runtime.startProcessInstanceByKey("hardCaseGuidance", code, Map.of());
        return code;
    }

    private void assertEnded(String code) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }
}
