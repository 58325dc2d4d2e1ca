package cn.leiting.mail;

import cn.leiting.mail.Mail.Attachment;
import cn.leiting.shared.Journal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox's table; each method is a transaction of its own where the worker calls it. */
@Component
class MailRows {

    enum Kind {
        SENT("已发送"),
        PUT_OFF("推迟"),
        FAILED("发送失败"),
        UNSURE("不确定是否发出"),
        AGAIN("再次发送");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** A mail that one worker alone is about to send; {@code attempt} is how it says later which attempt it was. */
    record Claimed(
            long id,
            String messageId,
            String recipient,
            String subject,
            String text,
            @Nullable String attachmentName,
            byte @Nullable [] attachment,
            int attempt) {}

    private static final String POSTED = """
            select id, key, about, recipient, subject, state, attempts, next_at at time zone 'Asia/Shanghai' as next_at,
                   sent_at at time zone 'Asia/Shanghai' as sent_at, error, created_at at time zone 'Asia/Shanghai' as created_at
            from mail_outbox
            """;

    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Journal<Kind> journal;

    MailRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.journal = new Journal<>(jdbc, clock, "mail_event", "mail", Kind.class);
    }

    /** Whether its key is new. */
    boolean insert(Mail mail, String messageId) {
        Attachment attached = mail.attachment();
        String sha256 = attached == null ? null : keep(attached);
        return jdbc.sql("""
                        insert into mail_outbox (key, message_id, recipient, subject, text, attachment_name, attachment, next_at, created_at)
                        values (:key, :id, :to, :subject, :text, :name, :sha256, :now, :now)
                        on conflict (key) do nothing
                        """)
                        .param("key", mail.key())
                        .param("id", messageId)
                        .param("to", mail.to())
                        .param("subject", mail.subject())
                        .param("text", mail.text())
                        .param("name", attached == null ? null : attached.name())
                        .param("sha256", sha256)
                        .param("now", now())
                        .update()
                > 0;
    }

    /** The same file for many recipients is kept once. */
    private String keep(Attachment attached) {
        String sha256 = sha256(attached.content());
        jdbc.sql("insert into mail_attachment (sha256, content) values (?, ?) on conflict do nothing")
                .params(sha256, attached.content())
                .update();
        return sha256;
    }

    /** Takes the next one that is due, so that no other worker does. */
    Optional<Claimed> claim() {
        return jdbc.sql("""
                        with next as (
                            select id
                            from mail_outbox
                            where state = 'PENDING'
                              and next_at <= :now
                            order by next_at, id
                            limit 1
                            for update skip locked),
                        claimed as (
                            update mail_outbox
                            set state = 'SENDING', attempts = attempts + 1, attempted_at = :now
                            where id = (select id from next)
                            returning id, message_id, recipient, subject, text, attachment_name, attachment, attempts)
                        select claimed.id, message_id, recipient, subject, text, attachment_name, content as attachment,
                               attempts as attempt
                        from claimed
                                 left join mail_attachment on sha256 = claimed.attachment
                        """).param("now", now()).query(Claimed.class).optional();
    }

    void sent(Claimed mail) {
        settle(mail, Kind.SENT, null, null);
    }

    void putOff(Claimed mail, Duration wait, String why) {
        settle(mail, Kind.PUT_OFF, why, clock.instant().plus(wait));
    }

    void failed(Claimed mail, String why) {
        settle(mail, Kind.FAILED, why, null);
    }

    void unsure(Claimed mail, String why) {
        settle(mail, Kind.UNSURE, why, null);
    }

    /** Also where it was given up meanwhile: what the server said is what is known. */
    private void settle(Claimed mail, Kind kind, @Nullable String why, @Nullable Instant next) {
        String error = why == null ? null : why.substring(0, Math.min(LONGEST_ERROR, why.length()));
        int settled = jdbc.sql("""
                        update mail_outbox
                        set state = :state,
                            error = :error,
                            next_at = coalesce(:next::timestamptz, next_at),
                            sent_at = case when :state = 'SENT' then :now::timestamptz end
                        where id = :id
                          and state in ('SENDING', 'UNSURE')
                          and attempts = :attempt
                        """)
                .param("state", kind == Kind.PUT_OFF ? "PENDING" : kind.name())
                .param("error", error)
                .param("next", next == null ? null : Timestamp.from(next), java.sql.Types.TIMESTAMP)
                .param("now", now())
                .param("id", mail.id())
                .param("attempt", mail.attempt())
                .update();
        if (settled > 0) {
            note(mail.id(), kind, error, "system");
        }
    }

    /** What a crash left in sending for so long is no longer being sent; answers how many there were. */
    int giveUp(Duration longest) {
        return jdbc.sql("""
                        with left_over as (
                            update mail_outbox
                            set state = 'UNSURE', error = '发送中断，不确定邮件服务器是否已收下。'
                            where state = 'SENDING'
                              and attempted_at < :before
                            returning id, error)
                        insert into mail_event (mail, kind, text, by_whom, by_name, at)
                        select id, 'UNSURE', error, 'system', '系统', :now::timestamptz
                        from left_over
                        """)
                .param("before", Timestamp.from(clock.instant().minus(longest)))
                .param("now", now())
                .update();
    }

    /** Whether it was stuck. */
    boolean again(long id) {
        return jdbc.sql("""
                        update mail_outbox
                        set state = 'PENDING', attempts = 0, next_at = :now, error = null
                        where id = :id
                          and state in ('FAILED', 'UNSURE')
                        """).param("now", now()).param("id", id).update() > 0;
    }

    void note(long id, Kind kind, @Nullable String text, String by) {
        journal.note(id, kind, text, by);
    }

    Optional<Posted> find(long id) {
        return jdbc.sql(POSTED + "where id = ?").param(id).query(Posted.class).optional();
    }

    List<Posted> about(Collection<String> about) {
        return jdbc.sql(POSTED + "where about = any (?) order by id desc")
                .param(about.toArray(String[]::new))
                .query(Posted.class)
                .list();
    }

    /** What needs a person first, then the newest. */
    List<Posted> newest(int most) {
        return jdbc.sql(POSTED + "order by state in ('FAILED', 'UNSURE') desc, id desc limit ?")
                .param(most)
                .query(Posted.class)
                .list();
    }

    int stuck() {
        return jdbc.sql("select count(*) from mail_outbox where state in ('FAILED', 'UNSURE')")
                .query(Integer.class)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
