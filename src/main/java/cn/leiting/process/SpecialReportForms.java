package cn.leiting.process;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** 专报的表单：one record a form of the model {@code specialReport}, named as the form's file. */
final class SpecialReportForms {

    private SpecialReportForms() {}

    /** 提出专报; without a subject it is on nothing in particular, or on what the corrected one is on. */
    public record StartReport(
            @NotBlank @Size(min = 5, max = 100) String title,

            @Nullable @Pattern(regexp = "(TH|LB|FI)-\\d{4}-\\d{2,4}", message = "应形如TH-2023-01、LB-2023-01或FI-2023-01")
            String subject,

            @Nullable @Pattern(regexp = "SR-\\d{4}-\\d{3,9}", message = "应形如SR-2023-001")
            String corrects) {}

    /** 专报正文. */
    public record DraftReport(
            @NotBlank @Size(min = 5, max = 100) String title,
            @NotBlank @Size(max = 3000) String overall,
            @NotBlank @Size(max = 3000) String progress,
            @NotBlank @Size(max = 3000) String practices,
            @NotBlank @Size(max = 3000) String problems,
            @NotBlank @Size(max = 3000) String nextSteps) {}
}
