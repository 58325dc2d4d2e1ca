package cn.leiting.organization;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 移交：a change of persons; what was done before keeps the name of who held the post then. */
@Component
public class Handovers {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Organization organization;
    private final People people;
    private final Designations designations;
    private final Registry registry;
    private final ApplicationEventPublisher events;

    Handovers(
            JdbcClient jdbc,
            Clock clock,
            Organization organization,
            People people,
            Designations designations,
            Registry registry,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.organization = organization;
        this.people = people;
        this.designations = designations;
        this.registry = registry;
        this.events = events;
    }

    /**
     * Hands over all posts, designations and open tasks, or nothing. The one holds them until the day
     * before, the other from that day on, beside what the other holds already.
     *
     * @param on not after today, and not before a post began that is handed over
     */
    @Transactional
    public Handover handOver(String from, String to, LocalDate on, Actor by) {
        jdbc.sql("select user_id from person where user_id in (?, ?) order by user_id for update")
                .params(from, to)
                .query(String.class)
                .list();
        Person giver = people.person(from);
        Person taker = people.person(to);
        refuse(giver, taker, on);

        movePosts(giver, taker, on);
        List<String> squads = designations.move(giver, taker, on, by.id());
        Handover handover = record(giver, taker, on, items(giver, squads), by);
        registry.announce(from, null);
        registry.announce(to, null);
        events.publishEvent(new Handover.Confirmed(from, to));
        return handover;
    }

    /** The newest hundred. */
    public List<Handover> latest() {
        return jdbc.sql("select * from handover order by id desc limit 100")
                .query((row, number) -> handover(row))
                .list();
    }

    private void refuse(Person giver, Person taker, LocalDate on) {
        if (giver.userId().equals(taker.userId())) {
            throw Refusal.invalid("to", "移交人和接手人不能是同一人。");
        }
        if (on.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("on", "移交日期不能晚于今天。");
        }
        if (!giver.unit().equals(taker.unit())) {
            throw Refusal.invalid("to", "接手人须与移交人在同一单位，跨单位调动请先导入新的单位和职务。");
        }
        if (taker.posts().isEmpty()) {
            throw Refusal.invalid("to", "接手人没有在任的职务。");
        }
        if (taker.kind() == Person.Kind.AUXILIARY && giver.kind() != Person.Kind.AUXILIARY) {
            throw Refusal.invalid("to", "辅助人员不能接手执法人员的职务和任务。");
        }
        if (giver.posts().stream().anyMatch(post -> post.since().isAfter(on))) {
            throw Refusal.invalid("on", "移交日期不能早于移交人的任职日期。");
        }
    }

    private void movePosts(Person giver, Person taker, LocalDate on) {
        registry.dismiss(giver.userId(), on);
        try {
            giver.posts().stream()
                    .filter(post -> post.title() != Person.Title.AUXILIARY)
                    .filter(post -> !taker.holds(post.unit(), post.title()))
                    .forEach(post -> registry.appoint(taker.userId(), post.unit(), post.title(), on));
        } catch (DataIntegrityViolationException heldSince) {
            throw Refusal.conflict("接手人在该日期之后担任过同一职务，请改用较晚的移交日期。");
        }
    }

    private List<String> items(Person giver, List<String> squads) {
        return Stream.concat(
                        giver.posts().stream().map(post -> "职务：" + post.label()),
                        squads.stream()
                                .map(squad -> "指定：" + organization.squad(squad).name()))
                .toList();
    }

    private Handover record(Person giver, Person taker, LocalDate on, List<String> items, Actor by) {
        return jdbc.sql("""
                        insert into handover (from_user, to_user, effective_on, items, confirmed_by, confirmed_at)
                        values (?, ?, ?, ?, ?, ?)
                        returning *
                        """)
                .params(giver.userId(), taker.userId(), on, items.toArray(String[]::new), by.id())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> handover(row))
                .single();
    }

    private static Handover handover(ResultSet row) throws SQLException {
        return new Handover(
                row.getLong("id"),
                row.getString("from_user"),
                row.getString("to_user"),
                row.getObject("effective_on", LocalDate.class),
                List.of((String[]) row.getArray("items").getArray()),
                row.getString("confirmed_by"),
                row.getObject("confirmed_at", OffsetDateTime.class).toInstant());
    }
}
