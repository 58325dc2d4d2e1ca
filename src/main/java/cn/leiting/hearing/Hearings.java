package cn.leiting.hearing;

import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 听证 (F-37; 行政处罚法第六十三条至第六十五条): announced to the party seven working days before at the least, in public,
 * under a chair who has never handled the case; a party that does not come has given it up. Run by the deciding body;
 * refuses others and handlers (403), a case that waits for no hearing (409) and what breaks a rule (422).
 */
@Component
@Transactional
public class Hearings {

    private static final String NOT_A_HANDLER = "本案调查人员不能主持听证（行政处罚法第六十四条）。";

    /** 听证终结. */
    public enum End {
        COMPLETED("听证完毕"),
        NO_SHOW("无正当理由未到场，视为放弃听证"),
        LEFT("中途退出，视为放弃听证"),
        WITHDRAWN("撤回听证要求");

        private final String label;

        End(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 听证通知.
     *
     * @param chair the account of who presides
     * @param notifiedOn when party and others were told of time and place
     * @param privateReason 5 to 300 characters, of a hearing that is not public: secrets of the state, business or privacy
     */
    public record Announcement(
            String chair,
            LocalDate notifiedOn,
            LocalDate heldOn,
            String place,
            boolean isPublic,
            @Nullable String privateReason) {

        public Announcement {
            place = Limits.required("听证地点", place, 2, 200);
            privateReason = isPublic ? null : Limits.required("不公开的法定理由（行政处罚法第六十四条）", privateReason, 5, 300);
        }
    }

    /**
     * 听证笔录.
     *
     * @param present who came, 2 to 500 characters; needed when it was held to the end
     * @param record 10 to 5000 characters: the decision rests on it (行政处罚法第六十五条)
     */
    public record Minutes(End end, @Nullable String present, String record) {

        public Minutes {
            present = end == End.COMPLETED
                    ? Limits.required("到场人员", present, 2, 500)
                    : Limits.optional("到场人员", present, 500);
            record = Limits.required("听证笔录", record, 10, 5000);
        }
    }

    /** As it stands. @param minutes none before they are written */
    public record Hearing(
            Announcement announcement, @Nullable Minutes minutes, boolean ended) {

        /** Held by that day, or given up before it was. */
        public boolean isOver(LocalDate on) {
            return ended && (!announcement.heldOn().isAfter(on) || (minutes != null && minutes.end() == End.WITHDRAWN));
        }
    }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Notices notices;
    private final Parameters parameters;
    private final WorkCalendar calendar;
    private final Organization organization;
    private final Clock clock;

    Hearings(
            JdbcClient jdbc,
            Cases cases,
            Handlers handlers,
            Notices notices,
            Parameters parameters,
            WorkCalendar calendar,
            Organization organization,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.notices = notices;
        this.parameters = parameters;
        this.calendar = calendar;
        this.organization = organization;
        this.clock = clock;
    }

    /** In place of an earlier announcement, as long as it is not held. */
    public void announce(String code, Announcement announcement, Actor by) {
        hear(code, by);
        handlers.refuseHandler(code, announcement.chair(), NOT_A_HANDLER);
        refuseUnknown(announcement.chair());
        LocalDate notified = announcement.notifiedOn();
        int notice = notices.current(code).no();
        if (notified.isAfter(LocalDate.now(clock))
                || notified.isBefore(notices.current(code).notice().notifiedOn())) {
            throw Refusal.invalid("notifiedOn", "听证通知日期不能早于事先告知，也不能晚于今天。");
        }
        if (announcement.heldOn().isBefore(calendar.due(notified, parameters.statutory("apl.64.2", notified)))) {
            throw Refusal.invalid("heldOn", "应当在举行听证的七个工作日前通知当事人（行政处罚法第六十四条、第八十五条）。");
        }
        jdbc.sql("""
                        insert into hearing (case_code, notice_no, chair, notified_on, held_on, place, public,
                                             private_reason, written_by, written_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (case_code, notice_no) do update
                        set chair = excluded.chair, notified_on = excluded.notified_on, held_on = excluded.held_on,
                            place = excluded.place, public = excluded.public, private_reason = excluded.private_reason,
                            written_by = excluded.written_by, written_at = excluded.written_at
                        """)
                .params(code, notice, announcement.chair(), notified, announcement.heldOn(), announcement.place())
                .params(announcement.isPublic(), announcement.privateReason(), by.id(), now())
                .update();
    }

    /** A chair has an account and is no party's man of ours: anybody of the bureau or the deciding body. */
    private void refuseUnknown(String account) {
        boolean known = jdbc.sql("select exists (select from person where user_id = ?)")
                .param(account)
                .query(Boolean.class)
                .single();
        if (!known) {
            throw Refusal.invalid("chair", "没有账号为“" + account + "”的人员。");
        }
    }

    /** Refuses minutes before the day of the hearing, of which none was announced, or another end than a withdrawal. */
    public void minute(String code, Minutes minutes, Actor by) {
        hear(code, by);
        int notice = notices.current(code).no();
        Hearing announced = of(code, notice).orElseThrow(() -> Refusal.conflict("请先登记听证通知（行政处罚法第六十四条）。"));
        LocalDate held = announced.announcement().heldOn();
        if (minutes.end() != End.WITHDRAWN && held.isAfter(LocalDate.now(clock))) {
            throw Refusal.conflict("听证尚未举行，不能登记笔录。");
        }
        jdbc.sql("""
                        update hearing
                        set end_reason = ?, present = ?, record = ?, written_by = ?, written_at = ?
                        where case_code = ? and notice_no = ?
                        """)
                .params(minutes.end().name(), minutes.present(), minutes.record(), by.id(), now(), code, notice)
                .update();
    }

    /** 听证结束 with the task; refuses one without minutes. */
    public void end(String code, Actor by) {
        hear(code, by);
        int notice = notices.current(code).no();
        if (of(code, notice).map(Hearing::minutes).isEmpty()) {
            throw Refusal.conflict("请先在案件页登记听证通知和听证笔录（行政处罚法第六十四条）。");
        }
        jdbc.sql("update hearing set ended_by = ?, ended_at = ? where case_code = ? and notice_no = ?")
                .params(by.id(), now(), code, notice)
                .update();
    }

    private void hear(String code, Actor by) {
        EnforcementCase found = cases.hold(code);
        by.require(organization.squad(found.squad()).decideGroup());
        handlers.refuseHandler(code, by.id(), NOT_A_HANDLER);
        if (found.status() != Status.HEARING) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，没有待举行的听证。");
        }
    }

    /** Of that notice. */
    @Transactional(readOnly = true)
    public Optional<Hearing> of(String code, int notice) {
        return jdbc.sql("select * from hearing where case_code = ? and notice_no = ?")
                .params(code, notice)
                .query((row, number) -> new Hearing(
                        new Announcement(
                                row.getString("chair"),
                                row.getObject("notified_on", LocalDate.class),
                                row.getObject("held_on", LocalDate.class),
                                row.getString("place"),
                                row.getBoolean("public"),
                                row.getString("private_reason")),
                        minutes(row.getString("end_reason"), row.getString("present"), row.getString("record")),
                        row.getTimestamp("ended_at") != null))
                .optional();
    }

    private static @Nullable Minutes minutes(@Nullable String end, @Nullable String present, @Nullable String record) {
        return end == null || record == null ? null : new Minutes(End.valueOf(end), present, record);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
