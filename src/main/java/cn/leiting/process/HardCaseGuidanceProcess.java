package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.guidance.HardCase;
import cn.leiting.guidance.HardCase.Opinion;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.HardCases;
import cn.leiting.organization.Organization;
import cn.leiting.process.HardCaseGuidanceForms.DraftOpinion;
import cn.leiting.process.HardCaseGuidanceForms.RecordAdoption;
import cn.leiting.process.HardCaseGuidanceForms.TriageHardCase;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 疑难案件法制指导：the class of the model {@code hardCaseGuidance} (notice, line 35; domain P7). Called by a
 * squad task or a campaign with the case's code as business key; it asks the caller for nothing else.
 */
@Component
public class HardCaseGuidanceProcess {

    private final Forms forms;
    private final Engine engine;
    private final HardCases hardCases;
    private final Organization organization;

    HardCaseGuidanceProcess(Forms forms, Engine engine, HardCases hardCases, Organization organization) {
        this.forms = forms;
        this.engine = engine;
        this.hardCases = hardCases;
        this.organization = organization;
    }

    public void begin(DelegateExecution execution) {
        HardCase found = hardCases.get(execution.getProcessBusinessKey());

        execution.setVariable("hardCase", found.code());
        execution.setVariable("fromSquad", found.isFromSquad());
        if (found.squad() != null) {
            execution.setVariable(
                    "squadGroup", organization.squad(found.squad()).group());
        }
    }

    public void triageHardCase(DelegateTask task) {
        TriageHardCase form = forms.read(task, TriageHardCase.class);

        hardCases.triage(code(task), form.decision(), form.dueKind(), form.comment(), engine.actor());
        task.setVariable("accepted", form.decision() == Triage.ACCEPT);
    }

    public void draftOpinion(DelegateTask task) {
        DraftOpinion form = forms.read(task, DraftOpinion.class);

        hardCases.draft(code(task), new Opinion(form.answer(), form.legalBasis()), engine.actor());
    }

    public void signOpinion(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean signed = form.approvedOrReturned();

        if (signed) {
            hardCases.sign(code(task), form.said(), engine.actor());
        } else {
            hardCases.giveBack(code(task), form.said(), engine.actor());
        }
        task.setVariable("opinionSigned", signed);
    }

    public void recordAdoption(DelegateTask task) {
        RecordAdoption form = forms.read(task, RecordAdoption.class);

        hardCases.recordAdoption(code(task), form.adopted(), form.reason(), engine.actor());
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
