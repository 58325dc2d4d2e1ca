package cn.leiting.joint;

import cn.leiting.joint.JointForms.Reply;
import cn.leiting.office.Word;
import cn.leiting.organization.Unit;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 联合执法案卷：everything that a page says of one operation.
 *
 * @param proposer the unit that proposed it, by its name
 * @param byMatter the agencies that the decision names, {@code suggested} those that the proposer names
 * @param invitations in the order of the agencies
 * @param squads that take part, in the order of their codes
 * @param events who did what, in their order
 */
public record JointFile(
        JointOperation operation,
        String proposer,
        List<Unit> byMatter,
        List<Unit> suggested,
        List<Invitation> invitations,
        List<Part> squads,
        List<Journal.Event<Kind>> events) {

    /**
     * 一个受邀单位, with its letter, its answer and what it did.
     *
     * @param recorded whether 执法协调科 recorded the answer for it
     */
    public record Invitation(
            String agency,
            String name,
            @Nullable LocalDate askedOn,
            @Nullable Letter letter,
            @Nullable Reply reply,
            @Nullable LocalDate proposedOn,
            @Nullable String remark,
            boolean recorded,
            @Nullable String repliedBy,
            @Nullable LocalDateTime repliedAt,
            boolean givenUp,
            @Nullable String droppedReason,
            @Nullable String task,
            @Nullable Outcome outcome) {

        /** Refuses (404) an agency that was never invited. */
        static Invitation of(String agency, List<Invitation> all) {
            return all.stream()
                    .filter(invited -> invited.agency.equals(agency))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("没有邀请过代码为“" + agency + "”的单位。"));
        }

        /** Whether its answer is waited for. */
        public boolean isAwaited() {
            return reply == null && !givenUp && droppedReason == null;
        }

        /** Whether it was neither dropped nor has it declined or kept silent. */
        public boolean takesPart() {
            return droppedReason == null && reply != null && reply.comes();
        }

        public String inWords() {
            if (droppedReason != null) {
                return "邀请已撤回";
            }
            if (reply != null) {
                return reply.label();
            }
            return givenUp ? "未答复，不再等待" : letter == null ? "待发函" : "待答复";
        }
    }

    /** 邀请函, as it was sent. */
    public record Letter(
            long id,
            String number,
            LocalDate dated,
            @Nullable LocalDate replyBy) {}

    /** A letter that is to be issued; {@code replyBy} null while a year's table is missing. */
    record Due(String agency, @Nullable LocalDate replyBy) {

        @Nullable
        String lastDay() {
            return replyBy == null ? null : replyBy.toString();
        }
    }

    /** A letter as it was sent. */
    record Sent(
            int year,
            int no,
            String recipient,
            LocalDate dated,
            String matter,
            String place,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable LocalDate replyBy) {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

        /** By the placeholders of its template. */
        Word.Content content() {
            return new Word.Content(
                    Map.of(
                            "number",
                            number(year, no),
                            "recipient",
                            recipient,
                            "matter",
                            matter,
                            "place",
                            place,
                            "days",
                            firstDay.equals(lastDay)
                                    ? DAY.format(firstDay)
                                    : DAY.format(firstDay) + "至" + DAY.format(lastDay),
                            "reply",
                            replyBy == null ? "三个工作日内" : "于" + DAY.format(replyBy) + "前",
                            "date",
                            DAY.format(dated)),
                    Map.of());
        }

        private String days() {
            return DAY.format(firstDay) + "至" + DAY.format(lastDay);
        }
    }

    static String number(int year, int no) {
        return "青城管执邀〔" + year + "〕" + no + "号";
    }

    /** 结果 of one agency (F-25). */
    public record Outcome(
            boolean attended,
            int persons,
            @Nullable String duty,
            @Nullable String measure,
            int cases,
            String recordedBy,
            @Nullable FollowUp followUp) {}

    /** @param note what became of it; null as long as it is open */
    public record FollowUp(
            String text,
            LocalDate dueOn,
            @Nullable String note,
            @Nullable String doneBy,
            @Nullable LocalDate doneOn) {

        public boolean isOpen() {
            return note == null;
        }

        public boolean isLate(LocalDate today) {
            return (doneOn == null ? today : doneOn).isAfter(dueOn);
        }
    }

    /** 参加的中队. */
    public record Part(
            String squad,
            String name,
            @Nullable Boolean attended,
            @Nullable String reason) {

        public String inWords() {
            if (attended == null) {
                return "未登记";
            }
            return attended ? "到场" : reason == null ? "未到场，无原因" : "未到场：" + reason;
        }
    }

    /** 办理. */
    public enum Kind {
        PROPOSED("提出"),
        REVISED("补充"),
        SCREENED("审核同意"),
        RETURNED("退回补充"),
        NOT_NEEDED("认定不需要联合执法"),
        APPROVED("批准"),
        SENT_BACK("退回重新审核"),
        REJECTED("不予批准"),
        LETTERS_ISSUED("发出邀请函"),
        REPLIED("答复"),
        SILENCE_DECIDED("处理未答复"),
        INVITED("增加受邀单位"),
        DROPPED("撤回邀请"),
        RESCHEDULED("改期"),
        PLANNED("编制方案"),
        RESULT_RECORDED("登记结果"),
        ATTENDANCE_RECORDED("登记中队到场"),
        FOLLOW_UP_DONE("后续事项办结"),
        CLOSED("总结办结"),
        CANCELLED("取消");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** All of them; to another agency only its own. */
    List<Invitation> invitationsFor(@Nullable String agency) {
        return invitations.stream()
                .filter(one -> agency == null || one.agency().equals(agency))
                .toList();
    }

    /** Whether a letter of it was sent to that agency. */
    boolean isAddressedTo(String agency) {
        return invitations.stream().anyMatch(one -> one.agency().equals(agency) && one.letter() != null);
    }

    /** Whether that squad proposed it or takes part. */
    boolean isOf(String squad) {
        return squad.equals(operation.squad())
                || squads.stream().anyMatch(part -> part.squad().equals(squad));
    }
}
