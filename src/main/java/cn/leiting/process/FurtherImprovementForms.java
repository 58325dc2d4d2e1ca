package cn.leiting.process;

import cn.leiting.improvement.Evaluation;
import cn.leiting.improvement.Proposal;
import cn.leiting.improvement.Proposal.Source;
import cn.leiting.improvement.Proposal.TriggerType;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 365再提升的表单：one record a form of the model {@code furtherImprovement}, named as the form's file. */
final class FurtherImprovementForms {

    private FurtherImprovementForms() {}

    /** F-20 提出再提升; the focus items one a line. */
    public record StartImprovement(
            @NotNull TriggerType triggerType,
            @NotNull Source source,
            @NotBlank @Size(max = 1000) String evidence,
            @Nullable @Size(max = 100) String title,
            @Nullable @Size(max = 40) String themeCode,
            @NotNull @Size(min = 1, max = 100) List<@NotBlank @Size(max = 40) String> squads,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotNull @Size(min = 1, max = 10)
            List<@NotBlank @Size(max = 1100) String> focusItems,

            @NotNull LocalDate from,
            @Nullable LocalDate to,
            @NotBlank @Size(max = 1000) String guidance,
            @Nullable Boolean enterpriseInspection,
            @Nullable Boolean urgent) {

        boolean visitsEnterprises() {
            return isTrue(enterpriseInspection);
        }

        Proposal toProposal() {
            return new Proposal(
                    triggerType,
                    source,
                    evidence,
                    title,
                    themeCode,
                    Set.copyOf(squads),
                    focusItems.stream().flatMap(String::lines).toList(),
                    from,
                    to,
                    guidance,
                    visitsEnterprises(),
                    isTrue(urgent));
        }
    }

    /** 拟定再提升方案: the same, of what was proposed or given back, or why it is not carried out. */
    public record DefineImprovement(
            @NotNull Decision decision,
            @Nullable @Size(min = 5, max = 1000) String reason,
            @Nullable TriggerType triggerType,
            @Nullable Source source,
            @Nullable @Size(max = 1000) String evidence,
            @Nullable @Size(max = 100) String title,
            @Nullable @Size(max = 40) String themeCode,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 40) String> squads,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable @Size(max = 10)
            List<@NotBlank @Size(max = 1100) String> focusItems,

            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable @Size(max = 1000) String guidance,
            @Nullable Boolean enterpriseInspection,
            @Nullable Boolean urgent) {

        /** 开展、不开展. */
        public enum Decision {
            CARRY_OUT,
            DROP
        }

        boolean isCarriedOut() {
            return decision == Decision.CARRY_OUT;
        }

        @AssertTrue(message = "开展的，请填写触发情形、来源、触发依据、中队、重点内容、开始日期和指导要求")
        public boolean isCompleteWhenCarriedOut() {
            return decision != Decision.CARRY_OUT
                    || Stream.of(triggerType, source, evidence, squads, focusItems, from, guidance)
                            .allMatch(Objects::nonNull);
        }

        @AssertTrue(message = "不开展的，请填写5至1000字的理由")
        public boolean isReasonGivenWhenDropped() {
            return decision != Decision.DROP || reason != null;
        }

        StartImprovement toPlan() {
            return new StartImprovement(
                    Objects.requireNonNull(triggerType),
                    Objects.requireNonNull(source),
                    Objects.requireNonNull(evidence),
                    title,
                    themeCode,
                    Objects.requireNonNull(squads),
                    Objects.requireNonNull(focusItems),
                    Objects.requireNonNull(from),
                    to,
                    Objects.requireNonNull(guidance),
                    enterpriseInspection,
                    urgent);
        }
    }

    /** F-21 成效评估. */
    public record EvaluateEffect(
            Evaluation.@NotNull Solved solved,
            @NotBlank @Size(max = 1000) String text,
            @Nullable Boolean proposeCampaign) {

        Evaluation toEvaluation() {
            return new Evaluation(solved, text, isTrue(proposeCampaign));
        }
    }

    private static boolean isTrue(@Nullable Boolean ticked) {
        return ticked != null && ticked;
    }
}
