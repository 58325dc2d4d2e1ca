package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.process.SpecialReportForms.DraftReport;
import cn.leiting.report.SpecialReport;
import cn.leiting.report.SpecialReports;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 专报编报：the class of the model {@code specialReport} (notice, line 35; domain 4.11). Called with the
 * report's code as business key; it asks the caller for nothing else.
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

    public void begin(DelegateExecution execution) {
        execution.setVariable(
                "report", reports.get(execution.getProcessBusinessKey()).code());
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
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
