package cn.leiting.process;

import cn.leiting.casework.Outcome;
import cn.leiting.casework.PartyKinds;
import cn.leiting.disposition.Dispositions.Harm;
import cn.leiting.intake.Assessment;
import cn.leiting.intake.CorrectionOrder;
import cn.leiting.intake.TypedSources;
import cn.leiting.onsite.OnTheSpot;
import cn.leiting.transfer.Transfer;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 案件的表单：one record a form of the model {@code enforcementCase}, named as the form's file; no word about the party. */
final class EnforcementCaseForms {

    private EnforcementCaseForms() {}

    /** F-30 登记案源 of an officer; the party is entered on the case's page. */
    public record StartCase(
            TypedSources.@NotNull From source,
            @Nullable @Size(max = 60) String complaintId,
            @Nullable @Size(max = 60) String transferInId,
            @Nullable @Size(max = 60) String transferFrom,
            @NotBlank @Size(max = 40) String violationTypeId,
            @NotBlank @Size(min = 2, max = 120) String place,
            @NotBlank @Size(min = 10, max = 2000) String facts,
            @NotNull LocalDate occurredAt,
            @NotNull LocalDate discoveredAt) {

        @AssertTrue(message = "来源为投诉举报的，请填写工单号")
        public boolean isComplaintGivenWhenNeeded() {
            return source != TypedSources.From.COMPLAINT || complaintId != null;
        }

        @AssertTrue(message = "来源为其他机关移送的，请填写移送函文号和移送机关")
        public boolean isTransferGivenWhenNeeded() {
            return source != TypedSources.From.TRANSFER_IN || (transferInId != null && transferFrom != null);
        }

        TypedSources.Form toSource() {
            return new TypedSources.Form(
                    source,
                    complaintId,
                    transferInId,
                    transferFrom,
                    violationTypeId,
                    place,
                    facts,
                    occurredAt,
                    discoveredAt);
        }
    }

    /** F-30 核查案源, with what D-04 asks. */
    public record RegisterSource(
            @NotBlank @Size(max = 40) String violationTypeId,
            @NotBlank @Size(min = 10, max = 2000) String facts,
            @Nullable Boolean partyUnknown,
            @Nullable Boolean crimeSuspected,
            @NotNull Boolean competent,
            @Nullable Boolean correctedOnSpot,
            @NotNull Harm harm,
            @Nullable Boolean factsClear,
            @Nullable @Size(max = 60) String caseNo) {

        Assessment toAssessment() {
            return new Assessment(
                    is(crimeSuspected), competent, is(correctedOnSpot), harm, is(factsClear), is(partyUnknown));
        }
    }

    /** 责令改正. */
    public record OrderCorrection(
            @NotBlank @Size(min = 10, max = 1000) String demand,
            @NotNull LocalDate dueOn,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @NotEmpty
            List<@NotBlank String> officers,

            CorrectionOrder.@NotNull HandedOver handedOver,
            @Nullable @Size(min = 2, max = 50) String witness) {

        CorrectionOrder.Form toOrder() {
            return new CorrectionOrder.Form(demand, dueOn, handedOver, witness);
        }
    }

    /** 复查. */
    public record RecheckOrder(
            @NotNull Result result,
            @NotBlank @Size(min = 5, max = 500) String found) {

        /** 复查结果. */
        public enum Result {
            CORRECTED,
            NOT_CORRECTED
        }
    }

    /** 移送. */
    public record TransferCase(
            Transfer.@NotNull Kind kind,
            @NotBlank String agency,
            @NotBlank @Size(min = 2, max = 60) String letterNo,
            @NotBlank @Size(min = 10, max = 1000) String reason,
            @Nullable @Size(min = 2, max = 500) String goods) {

        Transfer.Form toTransfer() {
            return new Transfer.Form(kind, agency, letterNo, reason, goods);
        }
    }

    /** F-31 当场处罚, or the ordinary way instead. */
    public record DecideOnTheSpot(
            @Nullable Procedure procedure,
            @Nullable @Size(min = 5, max = 1000) String reason,
            PartyKinds.@Nullable Kind partyKind,
            OnTheSpot.@Nullable Penalty penaltyKind,

            @Nullable @DecimalMin(value = "0", inclusive = false)
            BigDecimal amount,

            @Nullable @Size(min = 4, max = 40) String decisionNo,
            @Nullable @Size(min = 5, max = 300) String legalBasis,
            @Nullable LocalDate decidedOn,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<@NotBlank String> officers,

            @Nullable Boolean rightsTold,
            @Nullable Boolean statementHeard,
            @Nullable @Size(max = 500) String statementText,
            OnTheSpot.@Nullable HandedOver handedOver,
            @Nullable Boolean collectedOnSpot,
            OnTheSpot.@Nullable CollectReason collectReason,
            @Nullable @Size(min = 2, max = 40) String receiptNo,
            @Nullable Boolean reconsiderationFirstStated) {

        /** 适用程序. */
        public enum Procedure {
            SIMPLIFIED,
            ORDINARY
        }

        boolean isOnTheSpot() {
            return procedure != Procedure.ORDINARY;
        }

        @AssertTrue(message = "改用普通程序的，请填写5至1000字的理由")
        public boolean isReasonGivenWhenNeeded() {
            return isOnTheSpot() || reason != null;
        }

        @AssertTrue(message = "当场处罚的，请填写当事人类别、处罚种类、决定书编号、处罚依据、执法人员和签收情况")
        public boolean isDecisionGivenWhenNeeded() {
            return !isOnTheSpot()
                    || (partyKind != null
                            && penaltyKind != null
                            && decisionNo != null
                            && legalBasis != null
                            && officers != null
                            && handedOver != null);
        }

        OnTheSpot.Form toDecision() {
            return new OnTheSpot.Form(
                    Objects.requireNonNull(partyKind),
                    Objects.requireNonNull(penaltyKind),
                    amount,
                    Objects.requireNonNull(decisionNo),
                    Objects.requireNonNull(legalBasis),
                    is(rightsTold),
                    is(statementHeard),
                    statementText,
                    Objects.requireNonNull(handedOver),
                    is(collectedOnSpot),
                    collectReason,
                    receiptNo,
                    is(reconsiderationFirstStated));
        }

        Set<String> people() {
            return officers == null ? Set.of() : Set.copyOf(officers);
        }
    }

    /** F-32 立案. */
    public record FileCase(
            @NotNull Decision decision,
            @Nullable LocalDate filedOn,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<@NotBlank String> handlers,

            @NotBlank @Size(min = 5, max = 1000) String basis,
            @Nullable @Size(max = 60) String caseNo) {

        /** 立案决定. */
        public enum Decision {
            FILE,
            REFUSE
        }

        boolean isFiled() {
            return decision == Decision.FILE;
        }

        Set<String> people() {
            return handlers == null ? Set.of() : Set.copyOf(handlers);
        }
    }

    /** F-42 结案. */
    public record CloseCase(
            @NotNull Outcome outcome,

            @NotNull @AssertTrue(message = "须确认后才能结案") Boolean fileComplete,

            @Nullable @Size(min = 5, max = 1000) String reason) {

        @AssertTrue(message = "违法事实不成立或者依法不予处罚的，请填写5至1000字的理由")
        public boolean isReasonGivenWhenNeeded() {
            return outcome == null || !outcome.needsReason() || reason != null;
        }
    }

    private static boolean is(@Nullable Boolean ticked) {
        return ticked != null && ticked;
    }
}
