package cn.leiting.process;

import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.DueKind;
import cn.leiting.guidance.HardCase.Triage;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** 法制指导的表单：one record a form of the model {@code hardCaseGuidance}, named as the form's file. */
final class HardCaseGuidanceForms {

    private HardCaseGuidanceForms() {}

    /** 受理. */
    public record TriageHardCase(
            @NotNull Triage decision,
            @Nullable DueKind dueKind,
            @Nullable @Size(min = 5, max = 1000) String comment) {

        @AssertTrue(message = "不受理时请填写5至1000字的意见")
        public boolean isCommentGivenWhenNeeded() {
            return decision == Triage.ACCEPT || comment != null;
        }

        @AssertTrue(message = "受理时请选择办理时限")
        public boolean isDueKindGivenWhenNeeded() {
            return decision != Triage.ACCEPT || dueKind != null;
        }
    }

    /** F-24 指导意见. */
    public record DraftOpinion(
            @NotBlank @Size(min = 20, max = 3000) String answer,
            @NotBlank @Size(min = 2, max = 1000) String legalBasis) {}

    /** 采纳情况. */
    public record RecordAdoption(
            @NotNull Adoption adopted,
            @Nullable @Size(min = 5, max = 1000) String reason) {

        @AssertTrue(message = "部分采纳或不采纳时请填写5至1000字的理由")
        public boolean isReasonGivenWhenNeeded() {
            return adopted == Adoption.ADOPTED || reason != null;
        }
    }
}
