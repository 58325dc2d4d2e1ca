package cn.leiting.penalty;

import cn.leiting.hearing.Hearings.Announcement;
import cn.leiting.hearing.Hearings.End;
import cn.leiting.hearing.Hearings.Minutes;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Statement;
import cn.leiting.penalty.Decision.Content;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Weighing;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Harm;
import cn.leiting.proposal.Weighing.Mitigation;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What is typed on the page of a penalty: one record a form. */
final class PenaltyForms {

    private PenaltyForms() {}

    /** F-34; one factor a line, what is not ticked is not so. */
    record TypedProposal(
            @Nullable String facts,
            @Nullable String factors,
            @Nullable String reasons,
            @Nullable Boolean established,
            @Nullable Age age,
            @Nullable Boolean incapacity,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate endedOn,

            @Nullable Boolean grave,
            @Nullable Boolean noFault,
            @Nullable Boolean minor,
            @Nullable Boolean corrected,
            @Nullable Harm harm,
            @Nullable Boolean first,
            @Nullable Mitigation mitigation,
            @Nullable Boolean finedAlready,
            @Nullable Verdict verdict,
            Penalty.@Nullable Kind kind,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal confiscation) {

        Proposal proposal() {
            return new Proposal(
                    text(facts),
                    text(factors)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList(),
                    text(reasons),
                    new Weighing(
                            is(established),
                            needed("行为时年龄", age),
                            is(incapacity),
                            endedOn,
                            is(grave),
                            !is(noFault),
                            is(minor),
                            is(corrected),
                            needed("危害后果", harm),
                            is(first),
                            needed("从轻、减轻情节", mitigation),
                            is(finedAlready)),
                    needed("处理意见", verdict),
                    penalty(kind, amount, confiscation));
        }
    }

    /** F-35. */
    record TypedNotice(
            Penalty.@Nullable Kind kind,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal confiscation,
            @Nullable String facts,
            @Nullable String grounds,
            @Nullable String basis,
            @Nullable Boolean rightsTold,
            @Nullable Boolean hearingTold,
            @Nullable String changeReason,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate notifiedOn) {

        Notice notice() {
            return new Notice(
                    needed("拟作出的处罚", penalty(kind, amount, confiscation)),
                    text(facts),
                    text(grounds),
                    text(basis),
                    is(rightsTold),
                    is(hearingTold),
                    changeReason,
                    needed("告知日期", notifiedOn));
        }
    }

    /** F-36. */
    record TypedStatement(
            Statement.@Nullable Kind kind,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate receivedOn,

            @Nullable String text,
            @Nullable String lateReason) {

        Statement statement() {
            return new Statement(needed("意见种类", kind), needed("收到日期", receivedOn), PenaltyForms.text(text), lateReason);
        }
    }

    /** F-37, before the hearing. */
    record TypedAnnouncement(
            @Nullable String chair,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate notifiedOn,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate heldOn,

            @Nullable String place,
            @Nullable Boolean inPublic,
            @Nullable String privateReason) {

        Announcement announcement() {
            return new Announcement(
                    text(chair).strip(),
                    needed("通知日期", notifiedOn),
                    needed("听证日期", heldOn),
                    text(place),
                    is(inPublic),
                    privateReason);
        }
    }

    /** F-37, after it. */
    record TypedMinutes(
            @Nullable End end,
            @Nullable String present,
            @Nullable String minutes) {

        Minutes content() {
            return new Minutes(needed("听证终结方式", end), present, text(minutes));
        }
    }

    /** F-39. */
    record TypedDecision(
            @Nullable String decisionNo,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate decidedOn,

            @Nullable Verdict verdict,
            Penalty.@Nullable Kind kind,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal confiscation,
            @Nullable String facts,
            @Nullable String basis,
            @Nullable String performance,
            @Nullable String education) {

        Content content() {
            return new Content(
                    text(decisionNo),
                    needed("决定日期", decidedOn),
                    needed("决定", verdict),
                    penalty(kind, amount, confiscation),
                    text(facts),
                    text(basis),
                    performance,
                    education);
        }
    }

    private static @Nullable Penalty penalty(
            Penalty.@Nullable Kind kind, @Nullable BigDecimal amount, @Nullable BigDecimal confiscation) {
        return kind == null ? null : new Penalty(kind, amount, confiscation);
    }

    private static boolean is(@Nullable Boolean ticked) {
        return Boolean.TRUE.equals(ticked);
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private static <T> T needed(String label, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid("请填写" + label + "。");
        }
        return value;
    }
}
