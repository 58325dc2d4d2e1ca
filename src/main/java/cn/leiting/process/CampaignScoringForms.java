package cn.leiting.process;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

/** 评分的表单：one record a form of the model {@code campaignScoring}, named as the form's file. */
final class CampaignScoringForms {

    private CampaignScoringForms() {}

    /** The adjustments (F-28) are complete. */
    public record SupplyAdjustments(
            @NotNull @AssertTrue(message = "须勾选") Boolean confirmed) {}
}
