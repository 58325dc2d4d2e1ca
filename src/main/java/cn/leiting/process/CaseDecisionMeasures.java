package cn.leiting.process;

import cn.leiting.casework.Cases;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.inquiry.Measure;
import cn.leiting.inquiry.Measure.Kind;
import cn.leiting.inquiry.Measures;
import cn.leiting.organization.Organization;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 强制措施到期提醒：the squad's leader is told of a preservation or a seizure on the working day before its last day, and
 * when that has passed. Nothing ends or extends one but people (行政处罚法第五十六条、行政强制法第二十五条).
 */
@Component
class CaseDecisionMeasures {

    private final Deadlines deadlines;
    private final Cases cases;
    private final Organization organization;

    CaseDecisionMeasures(Deadlines deadlines, Cases cases, Organization organization) {
        this.deadlines = deadlines;
        this.cases = cases;
        this.organization = organization;
    }

    @EventListener
    void follow(Measures.Changed changed) {
        Measure measure = changed.measure();
        String reference = measure.caseCode() + "#measure" + measure.id();
        Integer more = measure.extendedDays();
        if (!measure.isRunning()) {
            deadlines.met(reference);
        } else if (more != null) {
            deadlines.restart(reference, measure.from().plusDays(more));
        } else {
            String lead =
                    organization.squad(cases.get(measure.caseCode()).squad()).leadGroup();
            deadlines.open(new Deadline.Opening(
                    reference,
                    measure.caseCode(),
                    "处理" + measure.kind().label() + "的物品（" + measure.decisionNo() + "）",
                    Set.of(lead),
                    measure.kind() == Kind.PRESERVATION ? "case.preserve" : "case.seize",
                    measure.from()));
        }
    }
}
