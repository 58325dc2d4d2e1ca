package cn.leiting.process;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** 评分的表单：one record a form of the model {@code campaignScoring}, named as the form's file. */
final class CampaignScoringForms {

    private CampaignScoringForms() {}

    /** The adjustments (F-28) are complete. */
    public record SupplyAdjustments(
            @NotNull @AssertTrue(message = "须勾选") Boolean confirmed) {}

    /** What becomes of an appeal (F-29); the corrected figures are written on the score page before. */
    public record DecideAppeal(
            @NotNull Decision decision,
            @NotNull @Size(min = 5, max = 1000) String comment) {

        /** 维持原评分、更正. */
        public enum Decision {
            UPHOLD,
            CHANGE
        }
    }
}
