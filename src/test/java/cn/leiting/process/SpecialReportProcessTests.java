package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.report.SpecialReport.Status;
import cn.leiting.report.SpecialReports;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** 专报编报, driven as Tasklist does. Each test has a subject of its own. */
@LeitingTest
class SpecialReportProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("specialReport");

    private static final Map<String, Object> TEXT = Map.of(
            "title", "节前市容环境执法保障专报",
            "overall", "各中队均已完成检查。",
            "progress", "各街镇按计划推进。",
            "practices", "错时执法。",
            "problems", "个别点位反弹。",
            "nextSteps", "开展回头看。");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请核对各街镇情况。");

    @Autowired
    private Desk desk;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private RuntimeService runtime;

    @Test
    void isDraftedCosignedAndSignedAndComesBackToTheDraftFromBoth() {
        String code = begun("TH-2074-01");

        desk.submit("coordination1", code, "draftReport", TEXT);
        desk.submit("supervision1", code, "cosignReport", RETURN);
        desk.submit("coordination2", code, "draftReport", TEXT);
        desk.submit("supervision1", code, "cosignReport", APPROVE);
        desk.submit("bureau1", code, "signReport", RETURN);
        desk.submit("coordination1", code, "draftReport", TEXT);
        desk.submit("supervision2", code, "cosignReport", APPROVE);
        desk.submit("bureau1", code, "signReport", APPROVE);

        assertThat(reports.get(code).status()).isEqualTo(Status.SIGNED);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }

    @Test
    void knowsNoRejection() {
        String code = begun("TH-2074-02");
        desk.submit("coordination1", code, "draftReport", TEXT);

        assertThatThrownBy(() -> desk.submit(
                        "supervision1", code, "cosignReport", Map.of("decision", "REJECT", "comment", "不同意本专报。")))
                .hasMessage("此处只能同意或退回。");

        assertThat(reports.get(code).status()).isEqualTo(Status.DRAFTED);
    }

    @Test
    void refusesADraftThatLacksAPart() {
        String code = begun("TH-2074-03");

        assertThatThrownBy(() -> desk.submit("coordination1", code, "draftReport", Map.of("title", "节前保障专报")))
                .hasMessageContaining("总体情况")
                .hasMessageContaining("下步工作");

        assertThat(reports.get(code).status()).isEqualTo(Status.DRAFTING);
    }

    private String begun(String subject) {
        String code = reports.commission(subject, "节前市容环境执法保障专报", "system");
        runtime.startProcessInstanceByKey("specialReport", code, Map.of());
        return code;
    }
}
