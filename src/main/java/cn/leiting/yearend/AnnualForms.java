package cn.leiting.yearend;

import cn.leiting.assessment.AssessmentAppeals;
import cn.leiting.assessment.Assessments;
import cn.leiting.assessment.Corrections;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.yearscore.Subject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 年度考核办理：what is done on the page of a year: begin by hand, appeal, order a correction. */
@Controller
class AnnualForms {

    private final Assessments assessments;
    private final AssessmentAppeals appeals;
    private final Corrections corrections;
    private final Organization organization;

    AnnualForms(
            Assessments assessments, AssessmentAppeals appeals, Corrections corrections, Organization organization) {
        this.assessments = assessments;
        this.appeals = appeals;
        this.corrections = corrections;
        this.organization = organization;
    }

    record AppealForm(
            @Nullable Subject subject,
            @Nullable String reason,
            @Nullable BigDecimal claimedValue,
            @Nullable String evidenceRef) {

        private AssessmentAppeals.Filing filing() {
            return new AssessmentAppeals.Filing(subject, reason, claimedValue, evidenceRef);
        }
    }

    record OrderForm(
            @Nullable String squad,
            @Nullable Subject subject,
            @Nullable BigDecimal value,
            @Nullable String reason) {

        private Corrections.Order order() {
            return new Corrections.Order(squad, subject, value, reason);
        }
    }

    /** It waits for the end of its period. */
    @PostMapping("/scores/" + AnnualPages.YEAR + "/assessment")
    String begin(@PathVariable int year, Actor actor) {
        assessments.beginByHand(year, actor);
        return back(year);
    }

    @PostMapping("/scores/" + AnnualPages.YEAR + "/appeals")
    String appeal(@PathVariable int year, AppealForm form, Actor actor) {
        String squad = Reader.of(actor, organization).led().code();
        appeals.file(year, squad, form.filing(), actor.id());
        return back(year);
    }

    @PostMapping("/scores/" + AnnualPages.YEAR + "/orders")
    String order(@PathVariable int year, OrderForm form, Actor actor) {
        corrections.order(year, form.order(), actor);
        return back(year);
    }

    private static String back(int year) {
        return "redirect:/scores/" + year;
    }
}
