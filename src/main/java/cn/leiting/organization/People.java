package cn.leiting.organization;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 人员：who works where, holds which post and which certificate, and when. */
@Component
public class People {

    private static final String PERSON = """
            select person.user_id, name, unit_code, kind, phone, no, issued_on, expires_on,
                   array(select unit_code || ' ' || title || ' ' || to_char(valid_from, 'YYYY-MM-DD')
                         from post
                         where post.user_id = person.user_id
                           and valid_from <= :on and (valid_to is null or valid_to >= :on)
                         order by id) as posts
            from person
            left join lateral (select no, issued_on, expires_on
                               from officer_certificate held
                               where held.user_id = person.user_id
                               order by expires_on desc
                               limit 1) as certificate on true
            """;

    private record Holder(String userId, Person.Certificate certificate) {}

    /** What became of a registration. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Organization organization;
    private final Registry registry;

    People(JdbcClient jdbc, Clock clock, Organization organization, Registry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.organization = organization;
        this.registry = registry;
    }

    /**
     * Creates a person with an account, or brings an existing one up to date: another post ends the
     * posts of until yesterday. All of it or nothing, also within a transaction that goes on. Refuses a
     * new account without a password, the certificate of someone else, a change of one's own post, and
     * taking the post from whoever is designated.
     *
     * @param since the first day of a new person's post
     */
    @Transactional(propagation = Propagation.NESTED)
    public Outcome register(Person.Form form, LocalDate since, Actor by) {
        Person known = load(
                        " where lower(person.user_id) = lower(:user) for update of person",
                        Map.of("user", form.userId()),
                        LocalDate.now(clock))
                .stream()
                .findFirst()
                .orElse(null);
        Holder holder =
                form.certificate() == null ? null : holder(form.certificate().no());
        if (holder != null && !holder.userId().equals(form.userId())) {
            throw Refusal.invalid("执法证号“" + holder.certificate().no() + "”已登记在“" + holder.userId() + "”名下。");
        }
        if (known == null) {
            create(form, since, by);
            return Outcome.CREATED;
        }
        if (isSame(form, known, holder)) {
            return Outcome.UNCHANGED;
        }
        update(form, known, by);
        return Outcome.UPDATED;
    }

    /** With today's posts; refuses an unknown account. */
    public Person person(String userId) {
        return find(userId, LocalDate.now(clock)).orElseThrow(() -> Refusal.notFound("没有账号为“" + userId + "”的人员。"));
    }

    /** The person with the posts of that day. */
    Optional<Person> find(String userId, LocalDate on) {
        return load(" where person.user_id = :user", Map.of("user", userId), on).stream()
                .findFirst();
    }

    /** Who held the post of 队长 or 副队长 of the squad on that day. */
    public List<Person> leadersOf(String squadCode, LocalDate on) {
        String leads = """
                 where exists (select
                               from post
                               where post.user_id = person.user_id
                                 and post.unit_code = :squad
                                 and title in ('LEADER', 'DEPUTY_LEADER')
                                 and valid_from <= :on and (valid_to is null or valid_to >= :on))
                 order by person.user_id
                """;
        return load(leads, Map.of("squad", squadCode), on);
    }

    /** Whether the person held a valid certificate on that day, which is the day of the act, not today. */
    public boolean holdsCertificate(String userId, LocalDate on) {
        return jdbc.sql("""
                        select exists (select
                                       from officer_certificate
                                       where user_id = ? and ? between issued_on and expires_on)
                        """).params(userId, on).query(Boolean.class).single();
    }

    /** The person's name; the account itself where it is no person's, as the administrator's. */
    public String nameOf(String userId) {
        return jdbc.sql("select name from person where user_id = ?")
                .param(userId)
                .query(String.class)
                .optional()
                .orElse(userId);
    }

    /** Whether anyone is registered at all. */
    public boolean anyone() {
        return jdbc.sql("select exists (select from person)")
                .query(Boolean.class)
                .single();
    }

    /** The next people by account, of one unit or of all, at most {@code limit}. */
    public List<Person> after(String userId, @Nullable String unitCode, int limit) {
        String filter = unitCode == null ? "" : " and unit_code = :unit";
        return load(
                " where person.user_id > :after" + filter + " order by person.user_id limit :limit",
                Map.of("after", userId, "unit", String.valueOf(unitCode), "limit", limit),
                LocalDate.now(clock));
    }

    /**
     * Tells the accounts what a date that has come changed: a designation that begins or is over. To be
     * called every day, any number of times; how many accounts were told.
     */
    @Transactional
    public int takeEffect() {
        return registry.announceDue();
    }

    private void create(Person.Form form, LocalDate since, Actor by) {
        if (form.initialPassword() == null) {
            throw Refusal.invalid("initialPassword", "新账号须填写初始密码。");
        }
        registry.store(form, by.id());
        registry.appoint(form.userId(), form.unit(), form.title(), since);
        registry.announce(form.userId(), form.initialPassword());
    }

    private void update(Person.Form form, Person known, Actor by) {
        if (!known.userId().equals(form.userId())) {
            throw Refusal.invalid("userId", "账号与已有账号“" + known.userId() + "”仅大小写不同。");
        }
        LocalDate today = LocalDate.now(clock);
        if (form.title() == Person.Title.AUXILIARY && holdsCertificate(form.userId(), today)) {
            throw Refusal.invalid("title", "该人员持有有效的执法证，不能登记为辅助人员。");
        }
        registry.store(form, by.id());
        if (!known.holds(form.unit(), form.title())) {
            refuseTransfer(form, by, today);
            registry.dismiss(form.userId(), today);
            registry.appoint(form.userId(), form.unit(), form.title(), today);
        }
        registry.announce(form.userId(), null);
    }

    private void refuseTransfer(Person.Form form, Actor by, LocalDate today) {
        if (form.userId().equals(by.id())) {
            throw Refusal.invalid("title", "不能更改本人的单位和职务，请由他人办理。");
        }
        jdbc.sql("""
                        select squad_code
                        from leader_designation
                        where officer_id = ? and (valid_to is null or valid_to >= ?) and squad_code <> ?
                        limit 1
                        """)
                .params(form.userId(), today, form.title().leads() ? form.unit().code() : "")
                .query(String.class)
                .optional()
                .ifPresent(squad -> {
                    String name = organization.squad(squad).name();
                    throw Refusal.conflict("该人员是" + name + "指定的负责人，请先办理移交或结束指定。");
                });
    }

    private static boolean isSame(Person.Form form, Person known, @Nullable Holder holder) {
        return known.isAs(form)
                && (form.certificate() == null
                        || holder != null && form.certificate().equals(holder.certificate()));
    }

    private @Nullable Holder holder(String certificateNo) {
        return jdbc.sql("select * from officer_certificate where no = ?")
                .param(certificateNo)
                .query((row, number) -> new Holder(row.getString("user_id"), certificate(row, certificateNo)))
                .optional()
                .orElse(null);
    }

    private List<Person> load(String filter, Map<String, ?> parameters, LocalDate on) {
        return jdbc.sql(PERSON + filter)
                .params(parameters)
                .param("on", on)
                .query((row, number) -> person(row))
                .list();
    }

    private Person person(ResultSet row) throws SQLException {
        String no = row.getString("no");
        return new Person(
                row.getString("user_id"),
                row.getString("name"),
                organization.unit(row.getString("unit_code")),
                Person.Kind.valueOf(row.getString("kind")),
                row.getString("phone"),
                Arrays.stream((String[]) row.getArray("posts").getArray())
                        .map(this::post)
                        .toList(),
                no == null ? null : certificate(row, no));
    }

    private Person.Post post(String text) {
        String[] parts = text.split(" ", -1);
        return new Person.Post(organization.unit(parts[0]), Person.Title.valueOf(parts[1]), LocalDate.parse(parts[2]));
    }

    private static Person.Certificate certificate(ResultSet row, String no) throws SQLException {
        return new Person.Certificate(
                no, row.getObject("issued_on", LocalDate.class), row.getObject("expires_on", LocalDate.class));
    }
}
