package cn.leiting.organization;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 登记：writes people, posts and certificates, and tells the accounts which groups follow from them. */
@Component
class Registry {

    /**
     * The unit's group by a post in it; the lead's group of a squad by its leader's post or by being
     * designated (contract, section 2).
     */
    private static final String ACCOUNT = """
            select person.user_id, person.name, person.groups as told,
                   array(select unit.group_id
                         from post join unit on unit.code = post.unit_code
                         where post.user_id = person.user_id
                           and post.valid_from <= :on and (post.valid_to is null or post.valid_to >= :on)
                         union
                         select 'lead' || squad.id
                         from post join squad on squad.code = post.unit_code
                         where post.user_id = person.user_id
                           and post.title = 'LEADER'
                           and post.valid_from <= :on and (post.valid_to is null or post.valid_to >= :on)
                         union
                         select 'lead' || squad.id
                         from leader_designation named join squad on squad.code = named.squad_code
                         where named.officer_id = person.user_id
                           and named.valid_from <= :on and (named.valid_to is null or named.valid_to >= :on)
                         order by 1) as due
            from person
            """;

    private record Account(String userId, String name, Set<String> due) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Registry(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    void store(Person.Form form, String by) {
        jdbc.sql("""
                        insert into person (user_id, name, unit_code, kind, phone, changed_by, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (user_id) do update
                            set name = excluded.name,
                                unit_code = excluded.unit_code,
                                kind = excluded.kind,
                                phone = excluded.phone,
                                changed_by = excluded.changed_by,
                                changed_at = excluded.changed_at
                        """)
                .params(form.userId(), form.name(), form.unit().code())
                .params(
                        form.title().kind().name(),
                        form.phone(),
                        by,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (form.certificate() != null) {
            store(form.userId(), form.certificate());
        }
    }

    private void store(String userId, Person.Certificate certificate) {
        jdbc.sql("""
                        insert into officer_certificate (no, user_id, issued_on, expires_on)
                        values (?, ?, ?, ?)
                        on conflict (no) do update
                            set issued_on = excluded.issued_on, expires_on = excluded.expires_on
                        """)
                .params(certificate.no(), userId, certificate.issuedOn(), certificate.expiresOn())
                .update();
    }

    void appoint(String userId, Unit unit, Person.Title title, LocalDate since) {
        jdbc.sql("insert into post (user_id, unit_code, title, valid_from) values (?, ?, ?, ?)")
                .params(userId, unit.code(), title.name(), since)
                .update();
    }

    /** Ends all posts the day before; one that began on the day itself was never held for a whole one. */
    void dismiss(String userId, LocalDate on) {
        jdbc.sql("delete from post where user_id = ? and valid_to is null and valid_from = ?")
                .params(userId, on)
                .update();
        jdbc.sql("update post set valid_to = ? where user_id = ? and valid_to is null")
                .params(on.minusDays(1), userId)
                .update();
    }

    /** Tells the account of a person whose facts have just changed. */
    void announce(String userId, @Nullable String initialPassword) {
        jdbc.sql(ACCOUNT + " where user_id = :user")
                .param("on", LocalDate.now(clock))
                .param("user", userId)
                .query((row, number) -> account(row.getString("user_id"), row.getString("name"), row.getArray("due")))
                .list()
                .forEach(account -> tell(account, initialPassword));
    }

    /** Tells those whose groups changed because a date has come; how many. */
    int announceDue() {
        List<Account> due = jdbc.sql("select * from (" + ACCOUNT + " for update skip locked) account where told <> due")
                .param("on", LocalDate.now(clock))
                .query((row, number) -> account(row.getString("user_id"), row.getString("name"), row.getArray("due")))
                .list();
        due.forEach(account -> tell(account, null));
        return due.size();
    }

    private void tell(Account account, @Nullable String initialPassword) {
        jdbc.sql("update person set groups = ? where user_id = ?")
                .params(account.due().stream().sorted().toArray(String[]::new), account.userId())
                .update();
        events.publishEvent(new Person.Registered(account.userId(), account.name(), account.due(), initialPassword));
        if (account.due().isEmpty()) {
            events.publishEvent(new Person.Left(account.userId()));
        }
    }

    private static Account account(String userId, String name, Array due) throws SQLException {
        return new Account(userId, name, Set.of((String[]) due.getArray()));
    }
}
