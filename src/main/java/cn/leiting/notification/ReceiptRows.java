package cn.leiting.notification;

import cn.leiting.notification.Notices.Received;
import cn.leiting.notification.Notices.Told;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices and who was told; the keys of both tables make each once, whoever else writes at the same time. */
@Component
class ReceiptRows {

    private static final LocalTime DIGEST = LocalTime.of(8, 0);
    private static final int MOST_COUNTED = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReceiptRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Two statements, in the order of the keys, so that nobody waits for each other. */
    void write(List<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        insert(distinct(told));
        receive(told);
    }

    private static List<Told> distinct(List<Told> told) {
        Map<String, Told> first = new LinkedHashMap<>();
        told.forEach(one -> first.putIfAbsent(one.key(), one));
        return first.values().stream().sorted(Comparator.comparing(Told::key)).toList();
    }

    private void insert(List<Told> told) {
        jdbc.sql("""
                        insert into notice (key, kind, about, text, link, at)
                        select key, kind, about, text, link, at
                        from unnest(:keys::text[], :kinds::text[], :abouts::text[], :texts::text[], :links::text[],
                                    :ats::timestamptz[]) as told (key, kind, about, text, link, at)
                        on conflict (key) do nothing
                        """)
                .param("keys", column(told, Told::key))
                .param("kinds", column(told, one -> Kind.of(one.key()).name()))
                .param("abouts", column(told, Told::about))
                .param("texts", column(told, Told::text))
                .param("links", column(told, Told::link))
                .param("ats", column(told, one -> one.at().toString()))
                .update();
    }

    /** A group's people are those of this moment. */
    private void receive(List<Told> told) {
        List<String> keys = new ArrayList<>();
        List<String> receivers = new ArrayList<>();
        told.forEach(one -> one.receivers().forEach(receiver -> {
            keys.add(one.key());
            receivers.add(receiver);
        }));
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDateTime digest = now.toLocalTime().isBefore(DIGEST)
                ? now.toLocalDate().atTime(DIGEST)
                : now.toLocalDate().plusDays(1).atTime(DIGEST);
        jdbc.sql("""
                        with told as (
                            select notice.id, notice.kind, receiver
                            from unnest(:keys::text[], :receivers::text[]) as told (key, receiver)
                                     join notice on notice.key = told.key
                            where settled_at is null),
                        person as (
                            select id, kind, user_id_ as user_id from told join act_id_membership on group_id_ = receiver
                            union
                            select id, kind, id_ from told join act_id_user on id_ = receiver)
                        insert into notice_receipt (user_id, notice, mail_due_at)
                        select person.user_id, id,
                               case mail
                                   when 'DAILY' then :digest::timestamp
                                   when 'AT_ONCE' then
                                       case when (quiet_from < quiet_to and :time::time >= quiet_from and :time::time < quiet_to)
                                                or (quiet_from > quiet_to and (:time::time >= quiet_from or :time::time < quiet_to))
                                           then :today::date + quiet_to
                                               + case when :time::time >= quiet_to then interval '1 day' else interval '0' end
                                           else :today::date + :time::time end
                                   end at time zone 'Asia/Shanghai'
                        from person
                                 left join notice_preference preference
                                           on preference.user_id = person.user_id and preference.kind = person.kind
                                 left join notice_quiet quiet on quiet.user_id = person.user_id
                        order by person.user_id, id
                        on conflict (user_id, notice) do nothing
                        """)
                .param("keys", keys.toArray(String[]::new))
                .param("receivers", receivers.toArray(String[]::new))
                .param("digest", digest)
                .param("today", now.toLocalDate())
                .param("time", now.toLocalTime())
                .update();
    }

    private static String[] column(List<Told> told, Function<Told, @Nullable String> value) {
        return told.stream().map(value).toArray(String[]::new);
    }

    int unread(String person) {
        return jdbc.sql("""
                        select count(*)
                        from (select
                              from notice_receipt
                              where user_id = ? and read_at is null and settled_at is null
                              limit ?) unread
                        """).params(person, MOST_COUNTED).query(Integer.class).single();
    }

    List<Received> of(String person, boolean unread, long before, int most) {
        return jdbc.sql("""
                        select id, kind, text, link, at at time zone 'Asia/Shanghai' as at,
                               read_at is not null as read, receipt.settled_at is not null as settled
                        from notice_receipt receipt
                                 join notice on notice.id = receipt.notice
                        where user_id = ?
                          and notice < ?
                        """ + (unread ? "and read_at is null and receipt.settled_at is null " : "") + """
                        order by notice desc
                        limit ?
                        """)
                .params(person, before, most)
                .query(Received.class)
                .list();
    }

    Optional<String> open(long notice, String person) {
        return jdbc.sql("""
                        update notice_receipt receipt
                        set read_at = coalesce(read_at, ?), mail_due_at = null
                        from notice
                        where notice.id = ? and receipt.notice = notice.id and user_id = ?
                        returning link
                        """)
                .params(Timestamp.from(clock.instant()), notice, person)
                .query(String.class)
                .optional();
    }

    int read(Collection<Long> notices, String person) {
        return jdbc.sql("""
                        update notice_receipt
                        set read_at = ?, mail_due_at = null
                        where user_id = ? and read_at is null and notice = any (?)
                        """)
                .params(Timestamp.from(clock.instant()), person, notices.toArray(Long[]::new))
                .update();
    }

    /** What is done waits for nobody any more. */
    int settle() {
        return jdbc.sql("""
                        with done as (
                            update notice
                            set settled_at = :now
                            where settled_at is null
                              and about is not null
                              and exists (select
                                          from deadline
                                          where reference = about and num_nonnulls(met_at, cancelled_at) > 0)
                            returning id)
                        update notice_receipt
                        set settled_at = :now, mail_due_at = null
                        from done
                        where notice = done.id and read_at is null
                        """).param("now", Timestamp.from(clock.instant())).update();
    }

    int forget(LocalDateTime before, int most) {
        return jdbc.sql("""
                        delete from notice
                        where id in (select id from notice where at < ?::timestamp at time zone 'Asia/Shanghai' order by at limit ?)
                        """).params(before, most).update();
    }
}
