package cn.leiting.process;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.SquadTask;
import cn.leiting.feedback.Feedback;
import cn.leiting.feedback.Review;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 中队任务的表单：one record a form of the model {@code squadTask}, named as the form's file. */
final class SquadTaskForms {

    private SquadTaskForms() {}

    /** F-09 签收; an exemption may be asked for with it (F-08). */
    public record Acknowledge(
            @NotNull @AssertTrue(message = "须勾选") Boolean accepted,
            @Nullable @Size(max = 64) String designeeId,
            @Nullable @Size(max = 300) String note,
            @Nullable Boolean requestExemption,
            Exemption.@Nullable Reason exemptionReason,
            @Nullable @Size(min = 10, max = 500) String exemptionText) {

        boolean asksForExemption() {
            return requestExemption != null && requestExemption;
        }

        @AssertTrue(message = "申请免除时请选择理由并填写10至500字的说明")
        public boolean isExemptionExplained() {
            return !asksForExemption() || exemptionReason != null && exemptionText != null;
        }
    }

    /** F-10 勤务方案. */
    public record PlanDuty(
            @NotBlank @Size(max = 64) String commanderId,
            @NotNull @Valid @Size(min = 1, max = 200) List<Shift> shifts,
            @NotBlank @Size(max = 500) String focus,
            @Nullable @Size(max = 300) String safetyNote) {

        /** 班次; one that ends before it begins ends on the next day. */
        public record Shift(
                @NotNull LocalDate date,
                DutyPlan.@NotNull Kind kind,
                @NotNull LocalTime from,
                @NotNull LocalTime to,

                @NotNull @Size(min = 2, max = 50, message = "须有2至50名")
                List<@NotBlank @Size(max = 64) String> officers,

                @NotNull @Min(0) @Max(200) Integer auxiliaries,
                @NotNull @Min(0) @Max(100) Integer vehicles,

                @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotNull @Size(min = 1, max = 10)
                List<@NotBlank @Size(max = 100) String> areaIds) {

            DutyPlan.Shift toShift() {
                return new DutyPlan.Shift(
                        date, kind, from, to, officers, auxiliaries, vehicles, String.join("、", areaIds));
            }
        }
    }

    /** 结束现场检查. */
    public record CarryOut(
            @NotNull @AssertTrue(message = "须勾选") Boolean done,
            @Nullable @Size(max = 500) String remark) {}

    /** F-13 反馈: the texts; the data block is made from the records. */
    public record FeedBack(
            @NotBlank @Size(min = 50, max = 3000) String narrative,
            @NotBlank @Size(max = 1000) String problems,
            @NotBlank @Size(max = 1000) String nextSteps,
            @Nullable @Size(max = 1000) String typicalCase,
            @Nullable @Size(max = 500) String dataDispute,
            @Nullable Boolean hardCase,
            @Nullable @Size(min = 20, max = 2000) String question) {

        private boolean isHard() {
            return hardCase != null && hardCase;
        }

        @AssertTrue(message = "提请法制指导时请填写20至2000字的疑难问题")
        public boolean isQuestionGivenWhenHard() {
            return !isHard() || question != null;
        }

        Feedback.Form toForm() {
            return new Feedback.Form(
                    narrative, problems, nextSteps, typicalCase, dataDispute, isHard(), isHard() ? question : null);
        }
    }

    /** F-15 审核、会审. */
    public record ReviewFeedback(
            Review.@NotNull Decision decision,
            @Nullable Set<Review.Defect> defects,
            @Nullable @Size(min = 5, max = 1000) String comment) {

        @AssertTrue(message = "退回时请至少选一项缺陷，并填写5至1000字的意见；附意见时请填写意见")
        public boolean isExplained() {
            return switch (decision == null ? Review.Decision.ACCEPT : decision) {
                case ACCEPT -> true;
                case ACCEPT_WITH_REMARK -> comment != null;
                case RETURN -> comment != null && defects != null && !defects.isEmpty();
            };
        }

        Review.Form toForm() {
            return new Review.Form(decision, defects == null ? Set.of() : defects, comment);
        }
    }

    /** 处理多次退回的反馈. */
    public record DecideRejected(
            SquadTask.@NotNull Decision decision,
            @NotBlank @Size(min = 5, max = 1000) String comment) {}
}
