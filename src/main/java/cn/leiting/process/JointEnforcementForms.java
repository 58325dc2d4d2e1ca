package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.joint.JointForms.Answer;
import cn.leiting.joint.JointForms.Duty;
import cn.leiting.joint.JointForms.MatterKind;
import cn.leiting.joint.JointForms.Plan;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.joint.JointForms.Reply;
import cn.leiting.joint.JointForms.Result;
import cn.leiting.joint.JointForms.Silence;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 联合执法的表单：one record a form of the model {@code jointEnforcement}, named as the form's file. */
final class JointEnforcementForms {

    private JointEnforcementForms() {}

    /** F-25a 提出, and 补充 after a return. */
    public record StartJoint(
            @Nullable MatterKind kind,
            @NotBlank @Size(max = 500) String matter,
            @NotBlank @Size(max = 500) String place,
            @Nullable @Size(max = 40) String campaignId,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotEmpty
            List<@NotBlank String> suggestedAgencies,

            @NotNull LocalDate from,
            @NotNull LocalDate to) {

        MatterKind kindOrOther() {
            return kind == null ? MatterKind.OTHER : kind;
        }

        Proposal toProposal(List<String> byMatter) {
            return new Proposal(kindOrOther(), matter, place, campaignId, suggestedAgencies, byMatter, from, to);
        }
    }

    /** 审核; as every approval, with the agencies that are to be invited. */
    public record ScreenJoint(
            Approval.@NotNull Decision decision,
            @Nullable @Size(min = 5, max = 1000) String comment,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<@NotBlank String> agencies) {

        @AssertTrue(message = "退回补充或者不需要联合执法时请填写5至1000字的意见")
        public boolean isCommentGivenWhenNeeded() {
            return decision == Approval.Decision.APPROVE || comment != null;
        }

        List<String> chosen() {
            return agencies == null ? List.of() : agencies;
        }

        String said() {
            return comment == null ? "" : comment;
        }
    }

    /** 答复. */
    public record ReplyInvitation(
            @NotNull Reply reply,
            @Nullable LocalDate proposedOn,
            @Nullable @Size(max = 500) String remark) {

        @AssertTrue(message = "建议改期时请填写建议日期")
        public boolean isDateGivenWhenNeeded() {
            return reply != Reply.OTHER_DATE || proposedOn != null;
        }

        Answer toAnswer() {
            return new Answer(reply, proposedOn, remark);
        }
    }

    /** 处理未答复. */
    public record DecideSilence(
            @NotNull Silence decision,
            @NotBlank @Size(min = 5, max = 900) String comment,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        boolean waits() {
            return decision == Silence.POSTPONE;
        }
    }

    /** F-25b 方案; an agency without a row does what its own powers are. */
    public record PlanJoint(
            @NotNull LocalDateTime heldAt,
            @NotBlank @Size(max = 200) String assemblyPoint,
            @NotBlank @Size(max = 50) String commander,
            @Nullable List<@NotNull @Valid Row> tasks,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<@NotBlank String> squads,

            @NotBlank @Size(max = 1000) String safetyPlan,
            @Nullable Boolean bodyCam,
            @Nullable Boolean enterpriseInspection,
            @Nullable @Size(max = 50) String inspectionCode) {

        /** 一个单位的分工. */
        public record Row(
                @NotBlank String agency,
                @NotBlank @Size(max = 300) String task) {}

        Plan toPlan() {
            return new Plan(
                    heldAt.atZone(BureauTime.ZONE).toInstant(),
                    assemblyPoint,
                    commander,
                    safetyPlan,
                    is(bodyCam),
                    is(enterpriseInspection),
                    inspectionCode);
        }

        List<Duty> duties() {
            return tasks == null
                    ? List.of()
                    : tasks.stream()
                            .map(row -> new Duty(row.agency(), row.task()))
                            .toList();
        }

        List<String> calledUp() {
            return squads == null ? List.of() : squads;
        }
    }

    /** F-25 结果. */
    public record RecordJointResult(
            @NotNull Boolean attended,
            @NotNull @Min(0) @Max(1000) Integer persons,
            @Nullable @Size(max = 300) String duty,
            @Nullable @Size(max = 500) String measure,
            @NotNull @Min(0) @Max(1000) Integer cases,
            @Nullable @Size(max = 300) String followUp,
            @Nullable LocalDate dueOn) {

        @AssertTrue(message = "参加的，请填写落实部门职责")
        public boolean isDutyGivenWhenNeeded() {
            return attended == null || !attended || duty != null;
        }

        Result toResult() {
            return new Result(attended, persons, duty, measure, cases, followUp, dueOn);
        }
    }

    /** 总结. */
    public record CloseJoint(
            @NotBlank @Size(min = 20, max = 3000) String summary) {}

    private static boolean is(@Nullable Boolean ticked) {
        return ticked != null && ticked;
    }
}
