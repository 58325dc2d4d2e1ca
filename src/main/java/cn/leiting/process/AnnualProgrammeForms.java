package cn.leiting.process;

import cn.leiting.board.MonthProgress.Light;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 年度计划的表单：one record a form of the model {@code annualProgramme}, named as the form's file. */
final class AnnualProgrammeForms {

    private AnnualProgrammeForms() {}

    /** 年度计划申请. */
    public record StartProgramme(
            @NotNull @Min(2020) @Max(2100) Integer year) {}

    /** The programme's table is written on its own page (F-00); the form hands it in. */
    public record DraftProgramme(
            @NotNull @AssertTrue(message = "须勾选") Boolean confirmed) {}

    /** 印发. */
    public record IssueProgramme(
            @NotBlank @Size(max = 50) String documentNo,
            @NotNull LocalDate issuedOn) {}

    /** F-02 签收. */
    public record ConfirmReceipt(
            @NotNull @AssertTrue(message = "须勾选") Boolean readConfirmed,
            @Nullable @Size(max = 300) String remark) {}

    /** F-01 指定分管副队长或队长. */
    public record DesignateLeader(
            @NotBlank String officerId,
            @NotNull LocalDate validFrom,
            @Nullable LocalDate validTo,

            @NotBlank @Pattern(regexp = "1\\d{10}", message = "须为11位手机号码")
            String phone,

            @Nullable String deputyPersonId) {}

    /** F-03 月度进展; when the unit's own light differs from the computed one, it says why. */
    public record ReportMonth(
            @NotNull @Min(1) @Max(12) Integer month,
            @NotBlank @Size(max = 1000) String doneText,
            @Nullable @Size(max = 60) List<@NotBlank @Size(max = 20) String> campaignIds,
            @Nullable @Size(max = 500) String problems,
            @Nullable @Size(max = 500) String nextSteps,
            @NotNull Light selfLight,
            @Nullable @Size(max = 300) String differenceReason) {}

    /** F-06 年度回顾总结. */
    public record ReviewYear(
            @NotBlank @Size(min = 200, max = 3000) String summary,
            @NotBlank @Size(max = 2000) String achievements,
            @NotBlank @Size(max = 2000) String problems,
            @Nullable @Valid @Size(max = 50) List<Improvement> improvements) {

        /** 长效措施. */
        public record Improvement(
                @NotBlank @Size(max = 300) String measure,
                @NotBlank @Size(max = 50) String ownerUnit,
                @NotNull LocalDate dueOn) {}
    }
}
