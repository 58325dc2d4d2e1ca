package cn.leiting.process;

import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Definition;
import cn.leiting.campaign.Filing;
import cn.leiting.publicity.Publication;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 专项整治行动的表单：one record a form of the model {@code thunderCampaign}, named as the form's file. */
final class ThunderCampaignForms {

    private static final int USUAL_INFO_TARGET = 2;

    private ThunderCampaignForms() {}

    /** 提出行动; with the planned campaign's number it launches that one, without it adds one to the year's plan. */
    public record StartCampaign(
            @NotBlank @Size(max = 40) String themeCode,
            @NotBlank @Size(max = 100) String title,
            @Nullable @Min(1) @Max(99) Integer plannedCampaign) {}

    /** F-04 行动方案; title and theme are those of the launch unless given anew. */
    public record DefineCampaign(
            @Nullable @Size(max = 100) String title,
            @Nullable @Size(max = 40) String themeCode,
            @Nullable @Min(1) @Max(99) Integer displayNo,
            @NotNull Definition.Basis basisType,
            @NotBlank @Size(max = 500) String basisText,
            @NotNull LocalDate startDate,
            @NotNull LocalDate endDate,
            @NotNull Definition.Scope scope,
            @Nullable @Size(max = 2000) List<@NotBlank String> squads,
            @Nullable @Size(max = 60) String checklistVersionId,
            @Nullable @DecimalMin("0.5") @DecimalMax("2.0") BigDecimal weight,
            @Nullable Boolean enterpriseInspection,
            @NotBlank @Size(max = 3000) String guidanceText,
            @Nullable @Valid @Size(max = 10) List<Phase> phases,
            @Nullable @Min(0) @Max(10) Integer infoTarget) {

        boolean visitsEnterprises() {
            return enterpriseInspection != null && enterpriseInspection;
        }

        Definition toDefinition(Campaign launched) {
            return new Definition(
                    title == null ? launched.title() : title,
                    themeCode == null ? launched.theme() : themeCode,
                    displayNo,
                    basisType,
                    basisText,
                    startDate,
                    endDate,
                    phases == null
                            ? List.of()
                            : phases.stream().map(Phase::toPhase).toList(),
                    scope,
                    squads == null ? Set.of() : Set.copyOf(squads),
                    weight == null ? BigDecimal.ONE : weight,
                    checklistVersionId,
                    visitsEnterprises(),
                    guidanceText,
                    infoTarget == null ? USUAL_INFO_TARGET : infoTarget);
        }

        /** 阶段. */
        public record Phase(
                @NotBlank @Size(max = 40) String name,
                @NotNull LocalDate from,
                @NotNull LocalDate to,

                @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotNull @Size(min = 1, max = 10)
                List<@NotBlank @Size(max = 500) String> focusItems) {

            private Definition.Phase toPhase() {
                return new Definition.Phase(name, from, to, String.join("；", focusItems));
            }
        }
    }

    /** F-04a 专项检查计划备案; the period is the campaign's unless given. */
    public record FileInspectionPlan(
            @NotBlank @Size(max = 1000) String necessity,
            @NotBlank @Size(max = 500) String objects,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotNull @Size(min = 1, max = 50)
            List<@NotBlank @Size(max = 1000) String> items,

            @Nullable LocalDate periodFrom,
            @Nullable LocalDate periodTo,
            @NotNull @Min(1) @Max(100) Integer maxVisitsPerObject,
            @NotBlank @Size(max = 100) String approvedBy,
            @NotNull LocalDate approvedOn,
            @NotBlank @Size(max = 50) String filingNo,
            @Nullable LocalDate publishedOn,
            @Nullable @Size(max = 500) String publishUrl,
            @Nullable Boolean urgent,
            @Nullable @Size(max = 500) String reason) {

        private boolean isUrgent() {
            return urgent != null && urgent;
        }

        @AssertTrue(message = "紧急情形先行实施的请填写理由")
        public boolean isReasonGivenWhenUrgent() {
            return !isUrgent() || reason != null;
        }

        Filing.Form toForm(Campaign campaign) {
            return toForm(campaign.from(), campaign.to());
        }

        Filing.Form toForm(LocalDate from, LocalDate to) {
            return new Filing.Form(
                    necessity,
                    objects,
                    String.join("；", items),
                    periodFrom == null ? from : periodFrom,
                    periodTo == null ? to : periodTo,
                    maxVisitsPerObject,
                    approvedBy,
                    approvedOn,
                    filingNo,
                    publishedOn,
                    publishUrl,
                    isUrgent(),
                    isUrgent() ? reason : null);
        }
    }

    /** 决定免除申请. */
    public record DecideExemption(
            @NotNull Decision decision,
            @Nullable @Size(min = 5, max = 1000) String comment) {

        /** 同意、不同意. */
        public enum Decision {
            GRANT,
            DENY
        }

        @AssertTrue(message = "不同意时请填写5至1000字的意见")
        public boolean isCommentGivenWhenDenied() {
            return decision != Decision.DENY || comment != null;
        }
    }

    /** 督查意见. */
    public record SuperviseCampaign(
            @NotBlank @Size(min = 5, max = 1000) String comment,
            @Nullable Boolean hardCase,
            @Nullable @Size(min = 20, max = 2000) String question) {

        boolean isHard() {
            return hardCase != null && hardCase;
        }

        @AssertTrue(message = "提请法制指导时请填写20至2000字的疑难问题")
        public boolean isQuestionGivenWhenHard() {
            return !isHard() || question != null;
        }
    }

    /** 到位检查; the checks themselves (F-14) are written on their own page. */
    public record CloseCampaign(@Nullable @Size(max = 1000) String comment) {}

    /** 宣传报道, with its proof; a campaign without a report says why. */
    public record PublicizeCampaign(
            Publication.@NotNull Channel channel,
            @Nullable @Size(min = 5, max = 60) String title,
            @Nullable @Size(min = 50, max = 3000) String body,
            @Nullable @Size(max = 500) String url,
            @Nullable @Size(max = 500) String proofNote) {

        Publication.Form toForm() {
            return new Publication.Form(channel, title, body, url, proofNote);
        }
    }
}
