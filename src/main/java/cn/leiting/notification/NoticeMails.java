package cn.leiting.notification;

import cn.leiting.mail.Mail;
import cn.leiting.mail.Outbox;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 通知邮件：all that is due for one person goes into one mail: what came just now, what a quiet time held back, or a day's.
 * Without a server or an address there is none, and what would have been in it is on the page.
 */
@Component
class NoticeMails {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeMails.class);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final int MOST = 1000;
    private static final int MOST_LINES = 40;

    private record Due(
            String person,
            long notice,
            String text,
            String link,
            LocalDateTime at,
            @Nullable String address) {}

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final String link;

    NoticeMails(JdbcClient jdbc, Outbox outbox, Clock clock, @Value("${leiting.mail.link:}") String link) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.link = link.replaceAll("/+$", "");
    }

    Optional<Instant> next() {
        return jdbc
                .sql("select min(mail_due_at) from notice_receipt where mail_due_at is not null")
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .filter(moment -> moment != null)
                .map(OffsetDateTime::toInstant)
                .findFirst();
    }

    /** In a transaction with what it hands out; answers how many mails. */
    int send() {
        List<Due> due = due();
        if (due.isEmpty()) {
            return 0;
        }
        Map<String, List<Due>> byPerson =
                due.stream().collect(Collectors.groupingBy(Due::person, LinkedHashMap::new, Collectors.toList()));
        List<Due> mailed = byPerson.values().stream()
                .filter(this::isHandedOut)
                .flatMap(List::stream)
                .toList();
        finish(due, mailed);
        return (int) mailed.stream().map(Due::person).distinct().count();
    }

    private List<Due> due() {
        return jdbc.sql("""
                        select receipt.user_id as person, notice.id as notice, text, link,
                               notice.at at time zone 'Asia/Shanghai' as at, address
                        from notice_receipt receipt
                                 join notice on notice.id = receipt.notice
                                 left join mail_address on holder = receipt.user_id
                        where mail_due_at <= ?
                        order by receipt.user_id, notice.id
                        limit ?
                        """)
                .params(Timestamp.from(clock.instant()), MOST)
                .query(Due.class)
                .list();
    }

    private boolean isHandedOut(List<Due> ofOnePerson) {
        Due last = ofOnePerson.get(ofOnePerson.size() - 1);
        if (last.address() == null || !outbox.isOn()) {
            return false;
        }
        try {
            return outbox.send(mail(ofOnePerson, last.address(), "NOTICE/" + last.person() + "/" + last.notice()));
        } catch (Refusal unfit) {
            LOG.warn("No mail to {}: {}", last.person(), unfit.sentence());
            return false;
        }
    }

    private Mail mail(List<Due> due, String to, String key) {
        if (due.size() == 1) {
            Due one = due.get(0);
            return new Mail(key, to, "雷霆通知：" + one.text(), line(one), null);
        }
        String lines = due.stream().limit(MOST_LINES).map(this::line).collect(Collectors.joining("\n\n"));
        String more = due.size() > MOST_LINES ? "\n\n另有" + (due.size() - MOST_LINES) + "条，请登录系统查看。" : "";
        return new Mail(key, to, "雷霆通知：" + due.size() + "条", lines + more, null);
    }

    private String line(Due one) {
        return MOMENT.format(one.at()) + "  " + one.text() + (link.isEmpty() ? "" : "\n" + link + one.link());
    }

    private void finish(List<Due> due, List<Due> mailed) {
        jdbc.sql("""
                        update notice_receipt receipt
                        set mail_due_at = null, mailed_at = case when mailed then ?::timestamptz end
                        from unnest(?::text[], ?::bigint[], ?::boolean[]) as due (person, id, mailed)
                        where user_id = person and notice = id
                        """)
                .params(
                        Timestamp.from(clock.instant()),
                        due.stream().map(Due::person).toArray(String[]::new),
                        due.stream().map(Due::notice).toArray(Long[]::new),
                        due.stream().map(mailed::contains).toArray(Boolean[]::new))
                .update();
    }
}
