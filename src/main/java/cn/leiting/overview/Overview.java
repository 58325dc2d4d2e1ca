package cn.leiting.overview;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.SquadTask;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Definition;
import cn.leiting.campaign.Proceedings;
import cn.leiting.guidance.HardCase;
import cn.leiting.guidance.Question;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.summary.Block;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 行动总览：a campaign as one person may see it; the parts that the person may not see are empty. */
record Overview(
        Head head,
        List<Phase> phases,
        List<SquadRow> squads,
        @Nullable Block totals,
        List<Event> events,
        List<Note> notes,
        List<Exemption> exemptions,
        List<Check> checks,
        List<Supervision> supervision,
        List<Guided> hardCases,
        List<Publication> publications) {

    /**
     * One line of the list of a year.
     *
     * @param state of the visitor's own squad; null for who sees all
     * @param partners how many squads take part, {@code done} how many of them have ended
     * @param late how much that is owed of what the visitor may see is late, {@code level} the highest raised
     */
    record Line(
            String code,
            @Nullable Integer displayNo,
            String title,
            String themeName,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Campaign.Status status,
            Definition.@Nullable Scope scope,
            SquadTask.@Nullable State state,
            int partners,
            int done,
            int late,
            int level) {

        public String getLight() {
            return late == 0 ? (done > 0 && done == partners ? "G" : "NONE") : level >= 3 ? "R" : "Y";
        }

        public String getLightLabel() {
            return late == 0 ? (done > 0 && done == partners ? "全部办结" : "无逾期") : "逾期" + late + "项";
        }

        /** Why it is none of the eight; empty when it is. */
        public String getNotCounted() {
            return Overview.notCounted(status, scope);
        }
    }

    record Head(
            String code,
            int year,
            @Nullable Integer displayNo,
            String title,
            String themeName,
            Definition.@Nullable Basis basisType,
            @Nullable String basisText,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate originalTo,
            Definition.@Nullable Scope scope,
            @Nullable BigDecimal weight,
            @Nullable String checklist,
            @Nullable Boolean enterpriseInspection,
            @Nullable String guidanceText,
            @Nullable Integer infoTarget,
            boolean needsFiling,
            Campaign.Status status,
            @Nullable LocalDate suspendedOn,
            boolean hardCase,
            @Nullable String question,
            @Nullable String filingNo,
            @Nullable String filingApprovedBy,
            @Nullable LocalDate filingApprovedOn,
            @Nullable LocalDate filingPublishedOn,
            @Nullable Integer maxVisitsPerObject,
            @Nullable String lookBack) {

        public boolean isMoved() {
            return originalTo != null && !originalTo.equals(to);
        }

        public String getNotCounted() {
            return Overview.notCounted(status, scope);
        }

        /** Points are fixed once the campaign is approved. */
        public boolean isBeforeApproval() {
            return status == Campaign.Status.DRAFT || status == Campaign.Status.SUBMITTED;
        }

        public boolean isRunning() {
            return status == Campaign.Status.APPROVED;
        }

        public boolean isSuspended() {
            return status == Campaign.Status.SUSPENDED;
        }
    }

    record Phase(
            String name,
            LocalDate from,
            LocalDate to,
            @Nullable String focus) {}

    record Event(
            LocalDateTime at,
            Proceedings.Kind kind,
            @Nullable String oldValue,
            @Nullable String newValue,
            @Nullable String reason,
            String byName) {}

    /** 指导意见, with what each squad it is given to has made of it. */
    record Note(
            long id,
            String text,
            DutyPlan.@Nullable Kind dutyMode,
            @Nullable String focus,
            boolean ackRequired,
            String byName,
            LocalDateTime at,
            List<Receipt> receipts) {}

    record Receipt(
            long guidance,
            String squad,
            @Nullable LocalDateTime ackedAt,
            @Nullable String ackedByName) {}

    record Exemption(
            String squad,
            int no,
            Assignment.Exemption.Reason reason,
            String text,
            String askedByName,
            LocalDateTime askedAt,
            @Nullable Boolean granted,
            @Nullable String comment,
            @Nullable String decidedByName,
            @Nullable LocalDateTime decidedAt) {

        public String getAnswer() {
            return granted == null ? "待牵头领导决定" : granted ? "同意" : "不同意";
        }
    }

    record Check(
            String squad,
            boolean measuresInPlace,
            boolean rectificationInPlace,
            boolean longTermInPlace,
            @Nullable String comment,
            String checkedByName,
            LocalDateTime checkedAt) {}

    record Supervision(
            int no,
            String comment,
            boolean hardCase,
            @Nullable String question,
            String byName,
            LocalDateTime at) {}

    /**
     * 疑难案件.
     *
     * @param squad the one that asks; null: supervision asks for the whole campaign
     */
    record Guided(
            String code,
            @Nullable String squad,
            Question.DueKind dueKind,
            HardCase.Status status,
            LocalDateTime requestedAt,
            @Nullable LocalDateTime signedAt) {}

    record Publication(
            int no,
            Channel channel,
            @Nullable String title,
            @Nullable String body,
            @Nullable String url,
            @Nullable String proofNote,
            String byName,
            LocalDateTime at) {}

    /** Domain 9.1 no. 13. */
    static String notCounted(Campaign.Status status, Definition.@Nullable Scope scope) {
        return switch (status) {
            case CANCELLED, REJECTED -> status.label();
            default -> scope == Definition.Scope.PARTIAL ? "部分中队的行动" : "";
        };
    }
}
