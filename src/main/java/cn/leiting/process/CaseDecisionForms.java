package cn.leiting.process;

import cn.leiting.penalty.Discussions.Discussion;
import cn.leiting.penalty.LegalReviews.Result;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 案件调查和决定的表单：one record a form of the model {@code caseDecision}, named as the form's file. */
final class CaseDecisionForms {

    private CaseDecisionForms() {}

    /** F-33 is written on our page. */
    public record Investigate(@AssertTrue(message = "须确认") boolean confirmed) {}

    /** F-34 is written on our page. */
    public record ProposePenalty(
            @AssertTrue(message = "须确认") boolean confirmed) {}

    /** F-35 is written on our page. */
    public record GiveNotice(@AssertTrue(message = "须确认") boolean confirmed) {}

    /** F-37 is written on our page. */
    public record HoldHearing(@AssertTrue(message = "须确认") boolean confirmed) {}

    /** F-38 法制审核. */
    public record LegalReview(
            @NotNull Result result,
            @NotBlank @Size(min = 10, max = 2000) String opinion) {}

    /** 集体讨论; one person a line. */
    public record DiscussCollectively(
            @NotNull LocalDate heldOn,
            @NotBlank @Size(max = 1300) String persons,
            @NotNull Agreement agreement,
            @NotBlank @Size(min = 20, max = 3000) String record) {

        public enum Agreement {
            AGREE,
            DISAGREE
        }

        Discussion toDiscussion() {
            return new Discussion(
                    heldOn,
                    persons.lines()
                            .map(String::strip)
                            .filter(person -> !person.isEmpty())
                            .toList(),
                    agreement == Agreement.AGREE,
                    record);
        }
    }

    /** F-39 is written on our page. */
    public record DecidePenalty(
            @NotNull Choice decision,
            @Nullable @Size(min = 5, max = 1000) String comment) {

        public enum Choice {
            DECIDE,
            NEW_NOTICE,
            RETURN
        }

        @AssertTrue(message = "重新告知或者退回调查的，请填写5至1000字的理由")
        public boolean isCommentGivenWhenNeeded() {
            return decision == Choice.DECIDE || comment != null;
        }
    }
}
