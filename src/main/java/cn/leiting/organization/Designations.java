package cn.leiting.organization;

import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 负责人指定：who answered for which squad, and when. */
@Component
public class Designations {

    private static final String SELECT = """
            select named.id, squad_code, officer_id, officer.name as officer_name, valid_from, valid_to,
                   named.phone, deputy_id, deputy.name as deputy_name
            from leader_designation named
            join person officer on officer.user_id = officer_id
            left join person deputy on deputy.user_id = deputy_id
            """;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Organization organization;
    private final People people;
    private final Registry registry;

    Designations(JdbcClient jdbc, Clock clock, Organization organization, People people, Registry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.organization = organization;
        this.people = people;
        this.registry = registry;
    }

    /**
     * Designates a squad's leader or a deputy. Refuses who does not hold that post of that squad on the
     * first day, a deputy from elsewhere, and days for which someone is designated already.
     */
    @Transactional
    public void designate(Designation.Form form, String by) {
        Squad squad = organization.squad(form.squadCode());
        jdbc.sql("select user_id from person where user_id = ? for share") // keeps the post meanwhile
                .param(form.officerId())
                .query(String.class)
                .optional();
        requirePosts(form, squad);
        succeed(form, by);
        refuseOverlap(form, squad);

        insert(form, by);
        registry.announce(form.officerId(), null);
    }

    /** Ends the designation in force, after its last day; refuses when nobody is designated that day. */
    @Transactional
    public void end(String squadCode, LocalDate lastDay, String by) {
        Squad squad = organization.squad(squadCode);
        if (lastDay.isBefore(LocalDate.now(clock))) {
            throw Refusal.invalid("lastDay", "指定的结束日期不能早于今天。");
        }
        Designation ended = of(squadCode, lastDay)
                .orElseThrow(() -> Refusal.conflict(squad.name() + DAY.format(lastDay) + "没有指定的负责人。"));
        jdbc.sql("update leader_designation set valid_to = ?, ended_by = ? where id = ?")
                .params(lastDay, by, ended.id())
                .update();
    }

    public Optional<Designation> of(String squadCode, LocalDate on) {
        return jdbc.sql(SELECT + " where squad_code = :squad and daterange(valid_from, valid_to, '[]') @> :on")
                .param("squad", squadCode)
                .param("on", on)
                .query(Designation.class)
                .optional();
    }

    /** All of a squad, the newest first. */
    public List<Designation> history(String squadCode) {
        return jdbc.sql(SELECT + " where squad_code = ? order by valid_from desc")
                .param(squadCode)
                .query(Designation.class)
                .list();
    }

    /** All of all squads, each squad's newest first. */
    public List<Designation> history() {
        return jdbc.sql(SELECT + " order by squad_code, valid_from desc")
                .query(Designation.class)
                .list();
    }

    /** What stands in a person's name on that day or later goes to another; the squads concerned. */
    List<String> move(Person from, Person to, LocalDate on, String by) {
        List<Designation> moved = jdbc.sql(SELECT + """
                         where :from in (officer_id, deputy_id) and (valid_to is null or valid_to >= :on)
                        """)
                .param("from", from.userId())
                .param("on", on)
                .query(Designation.class)
                .list();
        for (Designation designation : moved) {
            Designation.Form taken = inNameOf(to, from, designation, on);
            endBefore(designation, on);
            insert(taken, by);
        }
        return moved.stream().map(Designation::squadCode).toList();
    }

    private static Designation.Form inNameOf(Person to, Person from, Designation old, LocalDate on) {
        boolean leads = old.officerId().equals(from.userId());
        String phone = leads && to.phone() != null ? to.phone() : old.phone();
        String officer = leads ? to.userId() : old.officerId();
        String deputy = leads ? old.deputyId() : to.userId();
        return new Designation.Form(
                old.squadCode(),
                officer,
                old.validFrom().isAfter(on) ? old.validFrom() : on,
                old.validTo(),
                phone,
                officer.equals(deputy) ? null : deputy);
    }

    private void endBefore(Designation designation, LocalDate on) {
        if (designation.validFrom().isBefore(on)) {
            jdbc.sql("update leader_designation set valid_to = ? where id = ?")
                    .params(on.minusDays(1), designation.id())
                    .update();
        } else {
            jdbc.sql("delete from leader_designation where id = ?")
                    .param(designation.id())
                    .update();
        }
    }

    private void requirePosts(Designation.Form form, Squad squad) {
        if (!stands(form.officerId(), form.validFrom(), person -> person.leads(squad.code()))) {
            throw Refusal.invalid(
                    "officerId",
                    "“" + form.officerId() + "”在" + DAY.format(form.validFrom()) + "不是" + squad.name() + "的队长或副队长。");
        }
        if (form.deputyId() != null
                && !stands(form.deputyId(), form.validFrom(), person -> person.worksIn(squad.code()))) {
            throw Refusal.invalid(
                    "deputyId",
                    "替补人“" + form.deputyId() + "”在" + DAY.format(form.validFrom()) + "不是" + squad.name() + "的人员。");
        }
    }

    private boolean stands(String userId, LocalDate on, java.util.function.Predicate<Person> rule) {
        return people.find(userId, on).filter(rule).isPresent();
    }

    /** One without an end lasts until the next begins; what was before today stays as it was. */
    private void succeed(Designation.Form form, String by) {
        if (form.validFrom().isBefore(LocalDate.now(clock))) {
            return;
        }
        jdbc.sql("""
                        update leader_designation
                        set valid_to = :lastDay,
                            ended_by = :by
                        where squad_code = :squad
                          and valid_to is null
                          and valid_from <= :lastDay
                        """)
                .param("lastDay", form.validFrom().minusDays(1))
                .param("by", by)
                .param("squad", form.squadCode())
                .update();
    }

    private void refuseOverlap(Designation.Form form, Squad squad) {
        jdbc.sql(SELECT + """
                         where squad_code = :squad
                           and daterange(valid_from, valid_to, '[]') && daterange(:from, :to, '[]')
                         order by valid_from
                         limit 1
                        """)
                .param("squad", squad.code())
                .param("from", form.validFrom())
                .param("to", form.validTo())
                .query(Designation.class)
                .optional()
                .ifPresent(other -> {
                    throw Refusal.conflict(squad.name() + "自" + DAY.format(other.validFrom()) + "起已指定"
                            + other.officerName() + "，同一天只能有一名负责人。");
                });
    }

    private void insert(Designation.Form form, String by) {
        jdbc.sql("""
                        insert into leader_designation
                            (squad_code, officer_id, deputy_id, valid_from, valid_to, phone, designated_by, designated_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(form.squadCode(), form.officerId(), form.deputyId(), form.validFrom(), form.validTo())
                .params(form.phone(), by, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
