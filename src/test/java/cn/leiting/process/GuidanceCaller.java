package cn.leiting.process;

import cn.leiting.guidance.HardCases;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for guidance as a squad task or a campaign does: its question first, then the call with its code. */
@Component
class GuidanceCaller {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final HardCases hardCases;

    GuidanceCaller(RepositoryService repository, RuntimeService runtime, HardCases hardCases) {
        this.repository = repository;
        this.runtime = runtime;
        this.hardCases = hardCases;
    }

    String call(String source, @Nullable String squad) {
        repository
                .createDeployment()
                .name("GuidanceCaller")
                .addModelInstance(
                        "guidanceCaller.bpmn",
                        Bpmn.createExecutableProcess("guidanceCaller")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .callActivity("call")
                                .calledElement("hardCaseGuidance")
                                .camundaInBusinessKey("${hardCase}")
                                .endEvent()
                                .done())
                .enableDuplicateFiltering(true)
                .deploy();
        String code = hardCases.request(source, squad, "占道设摊的经营者拒不提供身份信息，如何确定当事人？", "zhaoxiangLead");
        runtime.startProcessInstanceByKey("guidanceCaller", "caller of " + code, Map.of("hardCase", code));
        return code;
    }
}
