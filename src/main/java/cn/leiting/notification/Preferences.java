package cn.leiting.notification;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 通知设置：on the page always, by mail as each person wants it for each kind; without a choice there is no mail. */
@Component("noticePreferences")
@Transactional
class Preferences {

    /** 邮件. */
    enum Mailing {
        NONE("不发"),
        DAILY("每日8时汇总"),
        AT_ONCE("即时");

        private final String label;

        Mailing(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 免打扰时段, in the bureau's time: mails of it come at its end. It may reach over midnight; refuses (422) one without
     * a length.
     */
    record Quiet(LocalTime from, LocalTime to) {

        Quiet {
            if (from.equals(to)) {
                throw Refusal.invalid("quietTo", "免打扰时段的起止时间不能相同。");
            }
        }

        /** None where neither is typed; refuses (422) one of them alone. */
        static @Nullable Quiet of(@Nullable LocalTime from, @Nullable LocalTime to) {
            if (from == null && to == null) {
                return null;
            }
            if (from == null || to == null) {
                throw Refusal.invalid("quietTo", "免打扰时段须同时填写开始和结束时间。");
            }
            return new Quiet(from, to);
        }
    }

    /** One person's choice: each kind of which mails can be sent. */
    record Choice(Map<Kind, Mailing> mails, @Nullable Quiet quiet) {

        Choice {
            mails = complete(mails);
        }

        private static Map<Kind, Mailing> complete(Map<Kind, Mailing> chosen) {
            Map<Kind, Mailing> all = new EnumMap<>(Kind.class);
            Kind.mailable().forEach(kind -> all.put(kind, chosen.getOrDefault(kind, Mailing.NONE)));
            return all;
        }
    }

    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Choice of(Actor person) {
        Map<Kind, Mailing> mails = jdbc
                .sql("select kind, mail from notice_preference where user_id = ?")
                .param(person.id())
                .query((row, number) ->
                        Map.entry(Kind.valueOf(row.getString("kind")), Mailing.valueOf(row.getString("mail"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Quiet quiet = jdbc.sql("select quiet_from, quiet_to from notice_quiet where user_id = ?")
                .param(person.id())
                .query((row, number) -> new Quiet(
                        Objects.requireNonNull(row.getObject("quiet_from", LocalTime.class)),
                        Objects.requireNonNull(row.getObject("quiet_to", LocalTime.class))))
                .optional()
                .orElse(null);
        return new Choice(mails, quiet);
    }

    /** What waits for a mail that is not wanted any more goes out no more. */
    void choose(Actor person, Choice choice) {
        Map<Kind, Mailing> wanted = choice.mails().entrySet().stream()
                .filter(one -> one.getValue() != Mailing.NONE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String[] kinds = wanted.keySet().stream().map(Enum::name).toArray(String[]::new);
        jdbc.sql("delete from notice_preference where user_id = ? and kind <> all (?::text[])")
                .params(person.id(), kinds)
                .update();
        jdbc.sql("""
                        insert into notice_preference (user_id, kind, mail)
                        select :person, kind, mail
                        from unnest(:kinds::text[], :mails::text[]) as wanted (kind, mail)
                        on conflict (user_id, kind) do update set mail = excluded.mail
                        """)
                .param("person", person.id())
                .param("kinds", kinds)
                .param("mails", wanted.values().stream().map(Enum::name).toArray(String[]::new))
                .update();
        jdbc.sql("""
                        update notice_receipt
                        set mail_due_at = null
                        from notice
                        where user_id = ? and mail_due_at is not null and id = notice and kind <> all (?::text[])
                        """).params(person.id(), kinds).update();
        keep(person, choice.quiet());
    }

    private void keep(Actor person, @Nullable Quiet quiet) {
        if (quiet == null) {
            jdbc.sql("delete from notice_quiet where user_id = ?")
                    .param(person.id())
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into notice_quiet (user_id, quiet_from, quiet_to)
                        values (?, ?, ?)
                        on conflict (user_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to
                        """).params(person.id(), quiet.from(), quiet.to()).update();
    }

    /** Where this person's mails go; empty while none is registered. */
    @Transactional(readOnly = true)
    Optional<String> address(Actor person) {
        return jdbc.sql("select address from mail_address where holder = ?")
                .param(person.id())
                .query(String.class)
                .optional();
    }
}
