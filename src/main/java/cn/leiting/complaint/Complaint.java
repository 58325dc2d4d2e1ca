package cn.leiting.complaint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 诉件：what citizens complain of by the hotline 12345, handed to a squad with a date (domain 5.3). Refuses what breaks
 * a limit, and texts with a phone or an identity number in them (422).
 *
 * @param ticketNo 工单号 of the hotline, 4 to 40 letters, digits, - and _
 * @param kind a violation of the catalogue, e.g. {@code VIO_STALL}, or {@link #OTHER}
 * @param receivedAt when the hotline took it, counted to the second
 * @param dueAt 办理期限, after the receipt by at most 366 days
 * @param squad the code of the town's squad that has to close it
 * @param point e.g. {@code P-310118106-0007}; null: none that is known
 * @param text 2 to 500 characters
 * @param closing null while it is open
 */
public record Complaint(
        String ticketNo,
        String kind,
        Instant receivedAt,
        Instant dueAt,
        String squad,
        @Nullable String point,
        String text,
        @Nullable Closing closing) {

    /** 其他: what no violation of the catalogue names; never a cluster, for it says nothing of its kind. */
    public static final String OTHER = "OTHER";

    private static final long LONGEST_DAYS = 366;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(BureauTime.ZONE);

    /**
     * 办结.
     *
     * @param satisfied what the citizen said when called back; null: not asked, or no answer
     * @param result 2 to 500 characters
     */
    public record Closing(Instant closedAt, @Nullable Boolean satisfied, String result) {

        public Closing {
            closedAt = closedAt.truncatedTo(ChronoUnit.SECONDS);
            result = PartyData.without("办理结果", result);
        }
    }

    public Complaint {
        if (!ticketNo.matches("[A-Za-z0-9_-]{4,40}")) {
            throw Refusal.invalid("ticketNo", "工单号应为4至40位字母、数字、“-”或“_”。");
        }
        receivedAt = receivedAt.truncatedTo(ChronoUnit.SECONDS);
        dueAt = dueAt.truncatedTo(ChronoUnit.SECONDS);
        if (!dueAt.isAfter(receivedAt)) {
            throw Refusal.invalid("dueAt", "办理期限应晚于接单时间。");
        }
        if (dueAt.isAfter(receivedAt.plus(LONGEST_DAYS, ChronoUnit.DAYS))) {
            throw Refusal.invalid("dueAt", "办理期限不能晚于接单后" + LONGEST_DAYS + "天。");
        }
        text = PartyData.without("诉求内容", text);
        if (closing != null && closing.closedAt().isBefore(receivedAt)) {
            throw Refusal.invalid("closedAt", "办结时间不能早于接单时间。");
        }
    }

    public boolean isOpen() {
        return closing == null;
    }

    /** Open after its date. */
    public boolean isOverdue(Instant now) {
        return isOpen() && now.isAfter(dueAt);
    }

    /** Closed, but after its date. */
    public boolean isLate() {
        return closing != null && closing.closedAt().isAfter(dueAt);
    }

    /**
     * What is told of a ticket that is known already. While it is open and not overdue, all but the receipt may be
     * corrected; nobody moves a date that has passed, nor hands an overdue ticket to others (409). A closing is told
     * once; where none is told, the known one stays.
     */
    Complaint toldAgain(Complaint again, Instant now) {
        if (!hasFactsOf(again)) {
            refuseToCorrect(again, now);
        }
        Closing told = again.closing;
        if (told == null || closing == null || closing.equals(told)) {
            return again.closedBy(told == null ? closing : told);
        }
        throw Refusal.conflict("诉件" + ticketNo + "已经办结，不能再次办结。");
    }

    private void refuseToCorrect(Complaint again, Instant now) {
        if (!isOpen()) {
            throw Refusal.conflict("诉件" + ticketNo + "已经办结，不能再更改。");
        }
        if (!receivedAt.equals(again.receivedAt)) {
            throw Refusal.conflict("诉件" + ticketNo + "的接单时间不能更改。");
        }
        if (isOverdue(now)) {
            throw Refusal.conflict("诉件" + ticketNo + "已过办理期限，不能再更改，只能办结。");
        }
    }

    /** 办结; once. */
    Complaint close(Closing now) {
        if (!isOpen()) {
            throw Refusal.conflict("诉件" + ticketNo + "已经办结，不能再次办结。");
        }
        return closedBy(now);
    }

    private Complaint closedBy(@Nullable Closing by) {
        return new Complaint(ticketNo, kind, receivedAt, dueAt, squad, point, text, by);
    }

    /** What a correction changes, e.g. 办理期限：2023年1月12日 09:00→…; empty when the facts stay. */
    String differencesTo(Complaint after) {
        List<String> changes = new ArrayList<>();
        difference(changes, "类型", kind, after.kind);
        difference(changes, "办理期限", MINUTE.format(dueAt), MINUTE.format(after.dueAt));
        difference(changes, "中队", squad, after.squad);
        difference(changes, "点位", point, after.point);
        if (!text.equals(after.text)) {
            changes.add("诉求内容");
        }
        return String.join("；", changes);
    }

    private static void difference(List<String> changes, String label, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            changes.add(label + "：" + (from == null ? "无" : from) + "→" + (to == null ? "无" : to));
        }
    }

    private boolean hasFactsOf(Complaint other) {
        return kind.equals(other.kind)
                && receivedAt.equals(other.receivedAt)
                && dueAt.equals(other.dueAt)
                && squad.equals(other.squad)
                && Objects.equals(point, other.point)
                && text.equals(other.text);
    }
}
