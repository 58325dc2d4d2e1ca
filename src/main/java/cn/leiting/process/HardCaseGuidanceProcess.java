package cn.leiting.process;

import cn.leiting.casework.Cases;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.guidance.HardCase;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.HardCases;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.process.HardCaseGuidanceForms.DraftOpinion;
import cn.leiting.process.HardCaseGuidanceForms.RecordAdoption;
import cn.leiting.process.HardCaseGuidanceForms.StartHardCase;
import cn.leiting.process.HardCaseGuidanceForms.TriageHardCase;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 疑难案件法制指导：the class of the model {@code hardCaseGuidance} (notice, line 35; domain P7). Called by a
 * squad task or a campaign with the case's code as business key, or started by a squad with its form.
 */
@Component
public class HardCaseGuidanceProcess {

    private final Forms forms;
    private final Engine engine;
    private final HardCases hardCases;
    private final Organization organization;
    private final Cases cases;

    HardCaseGuidanceProcess(Forms forms, Engine engine, HardCases hardCases, Organization organization, Cases cases) {
        this.forms = forms;
        this.engine = engine;
        this.hardCases = hardCases;
        this.organization = organization;
        this.cases = cases;
    }

    /** Whoever calls has put the question already; else the form puts it, and its code becomes the business key. */
    public void begin(DelegateExecution execution) {
        if (execution.getSuperExecution() == null) {
            execution.setProcessBusinessKey(requested(execution));
        }
        take(execution);
    }

    /** Of a question that has its code already. */
    public void take(DelegateExecution execution) {
        HardCase found = hardCases.get(execution.getProcessBusinessKey());

        execution.setVariable("hardCase", found.code());
        execution.setVariable("fromSquad", found.isFromSquad());
        if (found.squad() != null) {
            String group = organization.squad(found.squad()).group();
            execution.setVariable("squadGroup", group);
            engine.letRead(execution, group);
        }
    }

    private String requested(DelegateExecution execution) {
        StartHardCase form = forms.readStart(execution, "startHardCase", StartHardCase.class);
        Set<String> groups = engine.actorsGroups();
        Squad own = organization
                .squadOf(groups)
                .filter(squad -> groups.contains(squad.group()))
                .orElseThrow(() -> Refusal.forbidden("只有城管中队队员可以自行提请法制指导。"));

        String code = hardCases.request(own.code(), form.toQuestion(), engine.actor());
        if (form.caseCode() != null) {
            cases.markHard(form.caseCode(), engine.actor());
        }
        return code;
    }

    /** The reply is owed from this moment on, whatever happens on the way to it. */
    public Instant requestedAt(String code) {
        return hardCases.get(code).requestedAt();
    }

    /** As urgent as it was asked. */
    public String triageRule(String code) {
        return hardCases.get(code).asked().urgency().triageRule();
    }

    /** As the triage said. */
    public String replyRule(String code) {
        return hardCases.get(code).dueKind().replyRule();
    }

    public void triageHardCase(DelegateTask task) {
        TriageHardCase form = forms.read(task, TriageHardCase.class);

        hardCases.triage(code(task), form.decision(), form.dueKind(), form.comment(), engine.actor());
        task.setVariable("accepted", form.decision() == Triage.ACCEPT);
    }

    public void draftOpinion(DelegateTask task) {
        hardCases.draft(code(task), forms.read(task, DraftOpinion.class).toOpinion(), engine.actor());
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
