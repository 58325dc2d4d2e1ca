package cn.leiting.process;

import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.Opinion;
import cn.leiting.guidance.Question;
import cn.leiting.guidance.Question.DueKind;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 法制指导的表单：one record a form of the model {@code hardCaseGuidance}, named as the form's file. */
final class HardCaseGuidanceForms {

    private HardCaseGuidanceForms() {}

    /** F-22 提请, about a finding or a case. */
    public record StartHardCase(
            @Nullable @Min(1) Long findingId,
            @Nullable @Size(max = 60) String caseCode,
            @NotBlank @Size(min = 20, max = 2000) String question,
            @NotBlank @Size(min = 20, max = 2000) String ownView,
            @NotNull DueKind urgency) {

        Question toQuestion() {
            return new Question(findingId, caseCode, question, ownView, urgency);
        }

        @AssertTrue(message = "问题编号和案件编号应当填写其中一项")
        public boolean isAboutOneThing() {
            return (findingId == null) != (caseCode == null);
        }
    }

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

    /** F-24 指导意见; one legal basis a line, or a list of them. */
    public record DraftOpinion(
            @NotBlank @Size(min = 50, max = 3000) String answer,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotNull
            List<String> legalBasis,

            @Nullable @Size(max = 2000) String alternatives) {

        Opinion toOpinion() {
            List<String> bases = legalBasis.stream()
                    .flatMap(String::lines)
                    .filter(line -> !line.isBlank())
                    .toList();
            return new Opinion(answer, bases, alternatives);
        }
    }

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
