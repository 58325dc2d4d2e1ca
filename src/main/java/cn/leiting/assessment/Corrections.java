package cn.leiting.assessment;

import cn.leiting.assessment.Assessment.Status;
import cn.leiting.assessment.Assessments.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.yearscore.AnnualScores;
import cn.leiting.yearscore.AnnualVersions;
import cn.leiting.yearscore.AnnualVersions.Correction;
import cn.leiting.yearscore.Subject;
import cn.leiting.yearscore.YearScores;
import java.math.BigDecimal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 年度更正：what the leadership orders after the lock (domain 6.6). */
@Component("assessmentCorrections")
@Transactional
public class Corrections {

    /**
     * 局领导决定更正, after the lock.
     *
     * @param subject with {@code squad} and, but for 虚假证据认定, {@code value}: what is corrected; null: everything is
     *     only rolled up anew
     * @param value 0 to 100, at most two decimals
     * @param reason 5 to 1000 characters
     */
    public record Order(
            @Nullable String squad,
            @Nullable Subject subject,
            @Nullable BigDecimal value,
            @Nullable String reason) {}

    private final AssessmentRepository assessments;
    private final AnnualScores scores;
    private final AnnualVersions versions;
    private final Journal<Kind> journal;

    Corrections(
            AssessmentRepository assessments,
            AnnualScores scores,
            AnnualVersions versions,
            JdbcClient jdbc,
            Clock clock) {
        this.assessments = assessments;
        this.scores = scores;
        this.versions = versions;
        this.journal = new Journal<>(jdbc, clock, "assessment_event", "assessment", Kind.class);
    }

    /**
     * 局领导决定更正: the only way to change a locked year. Makes a further version with the reason, which the list of
     * changes shows. Refuses everybody but the bureau's leadership (403), before the lock and without effect (409).
     */
    public void order(int year, Order order, Actor by) {
        by.require("bureauLeadership");
        String why = Limits.required("更正原因", order.reason(), 5, 1000);
        String code = Assessment.codeOf(year);
        Assessment found = assessments.findForUpdateByCode(code).orElseThrow(() -> Assessments.unknown(code));
        found.refuseUnless(Status.LOCKED, "以局领导决定更正");
        if (order.subject() != null) {
            versions.correct(
                    year,
                    new Correction(
                            taking(found, order.squad()),
                            order.subject(),
                            order.subject().checked("value", order.value())),
                    null,
                    why,
                    by.id());
        }
        found.order(versions.freeze(scores.of(year), true, why, by.id()));
        journal.note(assessments.save(found).id(), Kind.ORDERED, why, by.id());
    }

    private String taking(Assessment found, @Nullable String squad) {
        return versions.get(found.year(), found.current()).orElseThrow().scores().squads().stream()
                .map(YearScores.Annual::squad)
                .filter(one -> one.equals(squad))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("squad", "请选择该年度参加考核的中队。"));
    }
}
