package cn.leiting.process;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** 年度考核的表单：one record a form of the model {@code annualAssessment} that is no plain approval. */
final class AnnualAssessmentForms {

    private AnnualAssessmentForms() {}

    /** F-29 决定: a granted appeal says what shall stand there, but for 虚假证据认定, which the door knows. */
    public record DecideAssessmentAppeal(
            @NotNull Decision decision,

            @Nullable @Min(0) @Max(100) @Digits(integer = 3, fraction = 2)
            BigDecimal correctedValue,

            @NotBlank @Size(min = 5, max = 1000) String comment) {

        /** 维持、更正. */
        public enum Decision {
            UPHOLD,
            CHANGE
        }

        @AssertTrue(message = "维持原结果的，不填写更正后的得分")
        public boolean isValueGivenOnlyWithAChange() {
            return decision == Decision.CHANGE || correctedValue == null;
        }
    }
}
