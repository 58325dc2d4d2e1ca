package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.process.SpecialReportForms.DraftReport;
import cn.leiting.process.SpecialReportForms.StartReport;
import cn.leiting.report.SpecialReport;
import cn.leiting.report.SpecialReports;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 专报编报：the class of the model {@code specialReport} (notice, line 35; domain 4.11). Called with the
 * report's code as business key; it asks the caller for nothing else. 执法协调科 also starts it on its own.
 */
@Component
public class SpecialReportProcess {

    private final Forms forms;
    private final Engine engine;
    private final SpecialReports reports;

    SpecialReportProcess(Forms forms, Engine engine, SpecialReports reports) {
        this.forms = forms;
        this.engine = engine;
        this.reports = reports;
    }

    /** A business key that somebody typed is none: only a caller knows the report's code. */
    public void begin(DelegateExecution execution) {
        boolean called = execution.getSuperExecution() != null;
        String code = called ? reports.get(execution.getProcessBusinessKey()).code() : propose(execution);

        execution.setProcessBusinessKey(code);
        execution.setVariable("report", code);
    }

    private String propose(DelegateExecution execution) {
        StartReport form = forms.readStart(execution, "startReport", StartReport.class);
        return reports.propose(form.subject(), form.title(), form.corrects(), engine.actor());
    }

    /** Freezes the summary and generates the figures. */
    public void collectFigures(String code) {
        reports.collect(code, engine.actor());
    }

    /** Puts what the draft begins with into the form. */
    public void offerDraft(DelegateTask task) {
        SpecialReports.Proposal proposal = reports.prepare(code(task));

        task.setVariableLocal("title", proposal.title());
        task.setVariableLocal("overall", proposal.overall());
        task.setVariableLocal("progress", proposal.progress());
        task.setVariableLocal("practices", proposal.practices());
        task.setVariableLocal("problems", proposal.problems());
        task.setVariableLocal("nextSteps", proposal.nextSteps());
    }

    public void draftReport(DelegateTask task) {
        DraftReport form = forms.read(task, DraftReport.class);

        reports.draft(
                code(task),
                new SpecialReport.Text(
                        form.title(),
                        form.overall(),
                        form.progress(),
                        form.practices(),
                        form.problems(),
                        form.nextSteps()),
                engine.actor());
    }

    public void cosignReport(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean cosigned = form.approvedOrReturned();

        if (cosigned) {
            reports.cosign(code(task), form.said(), engine.actor());
        } else {
            reports.returnFromCosigning(code(task), form.said(), engine.actor());
        }
        task.setVariable("cosigned", cosigned);
    }

    public void signReport(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean signed = form.approvedOrReturned();

        if (signed) {
            reports.sign(code(task), form.said(), engine.actor());
        } else {
            reports.returnFromSigning(code(task), form.said(), engine.actor());
        }
        task.setVariable("signed", signed);
        if (signed && !delivers(task)) {
            reports.deliver(code(task));
        }
    }

    /** Whether a step of its own will do it; an instance of an earlier model has none. */
    private static boolean delivers(DelegateTask task) {
        return task.getBpmnModelInstance().getModelElementById("serviceTask_deliverReport") != null;
    }

    /** To every recipient; repeated, nothing happens. */
    public void deliverReport(String code) {
        reports.deliver(code);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
