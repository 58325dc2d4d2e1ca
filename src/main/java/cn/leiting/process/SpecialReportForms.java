package cn.leiting.process;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** 专报的表单：one record a form of the model {@code specialReport}, named as the form's file. */
final class SpecialReportForms {

    private SpecialReportForms() {}

    /** 专报正文. */
    public record DraftReport(
            @NotBlank @Size(min = 5, max = 100) String title,
            @NotBlank @Size(max = 3000) String overall,
            @NotBlank @Size(max = 3000) String progress,
            @NotBlank @Size(max = 3000) String practices,
            @NotBlank @Size(max = 3000) String problems,
            @NotBlank @Size(max = 3000) String nextSteps) {}
}
