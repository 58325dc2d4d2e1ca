package cn.leiting.process;

import cn.leiting.performance.Account.Channel;
import cn.leiting.performance.Payments.Receipt;
import cn.leiting.performance.Service;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** 处罚决定执行的表单：one record a form of the model {@code casePerformance}, named as the form's file. */
final class CasePerformanceForms {

    private CasePerformanceForms() {}

    /** F-40 送达. */
    public record ServeDecision(
            @NotNull Service.Method method,
            @NotNull LocalDate servedOn,
            @NotBlank @Size(min = 2, max = 200) String proof,
            @Nullable @Size(min = 2, max = 200) String consent,
            @Nullable @Size(min = 2, max = 300) String note) {

        Service.Form toForm() {
            return new Service.Form(method, servedOn, proof, consent, note);
        }
    }

    /** F-41 缴款, or what else became of the decision; {@code paidOn} is the day of the step. */
    public record RecordPerformance(
            @NotNull Step step,

            @Nullable @DecimalMin("0.01") @Digits(integer = 10, fraction = 2)
            BigDecimal amount,

            @Nullable LocalDate paidOn,
            @Nullable Channel channel,
            @Nullable @Size(min = 2, max = 60) String receiptNo,
            @Nullable @Min(1) Integer instalmentNo,
            @Nullable @Size(min = 2, max = 300) String note) {

        enum Step {
            PAID,
            HANDED_IN,
            DUTY_DONE,
            DONE,
            LAPSED
        }

        @AssertTrue(message = "登记缴款时请填写金额、日期、缴款方式和票据号")
        public boolean isPaymentWhole() {
            return step != Step.PAID || amount != null && paidOn != null && channel != null && receiptNo != null;
        }

        @AssertTrue(message = "请填写办理日期")
        public boolean isDayGivenWhenNeeded() {
            return step != Step.HANDED_IN && step != Step.DUTY_DONE || paidOn != null;
        }

        @AssertTrue(message = "登记罚款以外的义务时请填写说明")
        public boolean isNoteGivenWhenNeeded() {
            return step != Step.DUTY_DONE || note != null;
        }

        Receipt receipt() {
            return receiptOf(amount, paidOn, channel, receiptNo, instalmentNo);
        }

        LocalDate day() {
            return Objects.requireNonNull(paidOn, "validated");
        }
    }

    /** 催告和强制执行; {@code paidOn} is the day of the step. */
    public record EnforceDecision(
            @NotNull Step step,

            @Nullable @DecimalMin("0.01") @Digits(integer = 10, fraction = 2)
            BigDecimal amount,

            @Nullable LocalDate paidOn,
            @Nullable Channel channel,
            @Nullable @Size(min = 2, max = 60) String receiptNo,
            @Nullable @Size(min = 2, max = 60) String urgingNo,
            @Nullable @Size(min = 2, max = 60) String court,
            @Nullable @Size(min = 2, max = 300) String note) {

        enum Step {
            URGED,
            PAID,
            DUTY_DONE,
            APPLIED,
            COURT_CLOSED,
            DONE
        }

        @AssertTrue(message = "登记缴款时请填写金额、日期、缴款方式和票据号")
        public boolean isPaymentWhole() {
            return step != Step.PAID || amount != null && paidOn != null && channel != null && receiptNo != null;
        }

        @AssertTrue(message = "请填写办理日期")
        public boolean isDayGivenWhenNeeded() {
            return step == Step.PAID || step == Step.DONE || paidOn != null;
        }

        Receipt receipt() {
            return receiptOf(amount, paidOn, channel, receiptNo, null);
        }

        LocalDate day() {
            return Objects.requireNonNull(paidOn, "validated");
        }
    }

    private static Receipt receiptOf(
            @Nullable BigDecimal amount,
            @Nullable LocalDate paidOn,
            @Nullable Channel channel,
            @Nullable String receiptNo,
            @Nullable Integer instalment) {
        return new Receipt(
                Objects.requireNonNull(amount, "validated"),
                Objects.requireNonNull(paidOn, "validated"),
                Objects.requireNonNull(channel, "validated"),
                Objects.requireNonNull(receiptNo, "validated"),
                instalment);
    }
}
