package cn.leiting.overview;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.SquadTask;
import cn.leiting.feedback.Feedback;
import cn.leiting.feedback.Review;
import cn.leiting.fieldwork.Inspection;
import cn.leiting.summary.Block;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 中队承担的任务：one squad's share of a campaign.
 *
 * @param inspections the newest first, 50 at most
 * @param older where the next 50 begin; null: there are none
 */
record SquadShare(
        Head head,
        SquadRow row,
        List<Plan> plans,
        List<Report> reports,
        List<Decision> decisions,
        List<Sampled> sample,
        List<Overview.Guided> hardCases,
        List<Visit> inspections,
        @Nullable Long older) {

    record Head(
            String campaign,
            String title,
            @Nullable String accountable,
            @Nullable String note,
            @Nullable String addedReason,
            @Nullable LocalDateTime fieldEndedAt,
            @Nullable String fieldEndedBy,
            @Nullable String fieldRemark,
            @Nullable String question,
            Assignment.Exemption.@Nullable Reason exemptionReason,
            @Nullable String exemptionText,
            @Nullable LocalDateTime exemptedAt,
            @Nullable String failReason,
            @Nullable BigDecimal samplePercent,
            @Nullable Long sampleSeed) {

        /** Where the page of the whole is. */
        public String getPages() {
            return campaign.startsWith("LB-")
                    ? "look-backs"
                    : campaign.startsWith("FI-") ? "improvements" : "campaigns";
        }
    }

    /** 勤务方案, one version. */
    record Plan(
            int version,
            String commander,
            String focus,
            @Nullable String safetyNote,
            String filedBy,
            LocalDateTime filedAt,
            List<Shift> shifts) {}

    record Shift(
            int version,
            LocalDate day,
            DutyPlan.Kind kind,
            LocalTime starts,
            LocalTime ends,
            String officers,
            int auxiliaries,
            int vehicles,
            String area) {

        public boolean isOvernight() {
            return !ends.isAfter(starts);
        }
    }

    /** 反馈, one version, with the figures as they were then. */
    record Report(Filed filed, Block figures, List<Opinion> opinions) {}

    /**
     * @param reopened submitted as the final one, before the campaign was extended: it counts as an interim one
     * @param defects what the automatic check found; null before it
     */
    record Filed(
            long id,
            Feedback.Kind kind,
            int no,
            String narrative,
            String problems,
            String nextSteps,
            @Nullable String typicalCase,
            @Nullable String dataDispute,
            @Nullable String question,
            String figures,
            String submittedBy,
            LocalDateTime submittedAt,
            boolean reopened,
            @Nullable String defects) {

        public List<String> getDefectList() {
            return defects == null ? List.of() : defects.lines().toList();
        }
    }

    /** 审核与会审意见. */
    record Opinion(
            long feedback,
            Review.Section section,
            Review.Decision decision,
            String defects,
            @Nullable String comment,
            String byName,
            LocalDateTime at) {

        public List<String> getDefectLabels() {
            return Arrays.stream(defects.split(","))
                    .filter(defect -> !defect.isEmpty())
                    .map(defect -> Review.Defect.valueOf(defect).label())
                    .toList();
        }
    }

    /** 牵头领导的决定. */
    record Decision(SquadTask.Decision decision, String comment, String byName, LocalDateTime at) {}

    record Sampled(int place, String point, String name) {}

    record Visit(
            long id,
            UUID clientId,
            LocalDateTime startedAt,
            String point,
            String pointName,
            Inspection.LegalClass legalClass,
            Inspection.Result result,
            int findings,
            String officers,
            Inspection.Validity validity,
            @Nullable String invalidReason,
            Inspection.GeoVerdict geoVerdict,
            boolean lateUpload,
            boolean clockWrong,
            @Nullable String photos) {

        public List<Inspection.Photo> getPhotoList() {
            return photos == null
                    ? List.of()
                    : photos.lines().map(Inspection.Photo::of).toList();
        }
    }

    /** Of all its figures, then and now. */
    Set<String> violations() {
        Set<String> violations =
                new TreeSet<>(row.figures().findingsByViolation().keySet());
        reports.forEach(report ->
                violations.addAll(report.figures().findingsByViolation().keySet()));
        return violations;
    }
}
