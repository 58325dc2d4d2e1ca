package cn.leiting.assignment;

import cn.leiting.assignment.DutyPlan.Shift;
import cn.leiting.organization.Designation;
import cn.leiting.organization.Designations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 人员安排：who answers for a task, and who stands in the versions of its duty plan. */
@Component
class Staffing {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private record Unfit(LocalDate day, String name, boolean ofSquad) {}

    private record Header(
            long id,
            int version,
            String commander,
            String focus,
            @Nullable String safetyNote,
            String filedBy,
            String filedByName,
            OffsetDateTime filedAt) {}

    private record Placed(long plan, Shift shift) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Organization organization;
    private final People people;
    private final Designations designations;
    private final Clock clock;

    Staffing(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Organization organization,
            People people,
            Designations designations,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.organization = organization;
        this.people = people;
        this.designations = designations;
        this.clock = clock;
    }

    /** The one asked for, else the one designated today, else the leader, else a deputy. */
    String accountable(String squad, @Nullable String designee) {
        LocalDate today = LocalDate.now(clock);
        String asked = designee == null || designee.isBlank() ? null : designee.strip();
        String designated =
                designations.of(squad, today).map(Designation::officerId).orElse(null);
        if (designated != null && (asked == null || asked.equals(designated))) {
            return designated;
        }
        return people.leadersOf(squad, today).stream()
                .filter(leader -> asked == null || asked.equals(leader.userId()))
                .min(Comparator.comparing(Staffing::isDeputy))
                .map(Person::userId)
                .orElseThrow(() -> Refusal.invalid(
                        "designeeId",
                        asked == null ? "中队今天没有指定的负责人，也没有队长或副队长，请先登记。" : "“" + asked + "”今天不是该中队的队长、副队长或指定的负责人。"));
    }

    private static boolean isDeputy(Person leader) {
        return leader.posts().stream().noneMatch(post -> post.title() == Person.Title.LEADER);
    }

    /**
     * As the next version. Refuses a shift outside the window, a person in two shifts at once, and who on a shift's date is not one of the
     * squad's officers or, commanding apart, holds no valid certificate (domain 9.2 no. 19, 20).
     */
    void file(Progress task, Assignment assignment, DutyPlan.Form form, String by) {
        for (Shift shift : form.shifts()) {
            if (!assignment.contains(shift.date())) {
                throw Refusal.invalid(
                        "shifts",
                        "班次日期应在%s至%s之间。".formatted(DAY.format(assignment.from()), DAY.format(assignment.to())));
            }
        }
        form.refuseTwoShiftsAtOnce();
        refuseUnfit(task.squad(), form);

        long plan = jdbc.sql("""
                        insert into duty_plan (squad_task, version, commander, focus, safety_note, filed_by, filed_at)
                        select :task, coalesce(max(version), 0) + 1, :commander, :focus, :safetyNote, :by, :now
                        from duty_plan
                        where squad_task = :task
                        returning id
                        """)
                .param("task", task.code())
                .param("commander", form.commander())
                .param("focus", form.focus())
                .param("safetyNote", form.safetyNote())
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        store(plan, form.shifts());
    }

    private void store(long plan, List<Shift> shifts) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> officers = new ArrayList<>();
        for (int seq = 1; seq <= shifts.size(); seq++) {
            Shift shift = shifts.get(seq - 1);
            rows.add(new Object[] {
                plan,
                seq,
                shift.date(),
                shift.kind().name(),
                shift.from(),
                shift.to(),
                shift.auxiliaries(),
                shift.vehicles(),
                shift.area()
            });
            for (String officer : shift.officers()) {
                officers.add(new Object[] {plan, seq, officer});
            }
        }
        batches.batchUpdate("""
                insert into duty_shift (plan, seq, day, kind, starts, ends, auxiliaries, vehicles, area)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
        batches.batchUpdate("insert into duty_officer (plan, shift, officer) values (?, ?, ?)", officers);
    }

    private void refuseUnfit(String squad, DutyPlan.Form form) {
        List<String> days = new ArrayList<>();
        List<String> people = new ArrayList<>();
        form.shifts()
                .forEach(shift -> shift.officers().forEach(officer -> {
                    days.add(shift.date().toString());
                    people.add(officer);
                }));
        days.add(form.shifts().get(0).date().toString());
        people.add(form.commander());
        jdbc.sql("""
                        select day, coalesce(person.name, who) as name, held.yes as of_squad
                        from unnest(:days::text[]::date[], :people::text[]) with ordinality as named (day, who, place)
                                 left join person on user_id = who
                                 cross join lateral (select exists (select
                                                                    from post
                                                                    where post.user_id = who
                                                                      and unit_code = :squad
                                                                      and title in ('LEADER', 'DEPUTY_LEADER', 'OFFICER')
                                                                      and valid_from <= day
                                                                      and (valid_to is null or valid_to >= day))
                                                                as yes) as held
                        where not held.yes
                           or place < :commander
                            and not exists (select
                                            from officer_certificate certificate
                                            where certificate.user_id = who
                                              and day between issued_on and expires_on)
                        order by place
                        limit 1
                        """)
                .param("days", days.toArray(String[]::new))
                .param("people", people.toArray(String[]::new))
                .param("squad", squad)
                .param("commander", people.size())
                .query(Unfit.class)
                .optional()
                .ifPresent(unfit -> {
                    throw unfit(unfit, squad);
                });
    }

    private Refusal unfit(Unfit unfit, String squad) {
        String who = "“" + unfit.name() + "”在" + DAY.format(unfit.day());
        return unfit.ofSquad()
                ? Refusal.invalid("shifts", who + "没有有效的执法证，不能安排执法。")
                : Refusal.invalid(
                        "shifts", who + "不是" + organization.squad(squad).name() + "的执法人员，不能安排执法。");
    }

    /** All versions, the newest first. */
    List<DutyPlan> plans(String task) {
        Map<Long, List<Shift>> shifts = shiftsOf(task);
        return jdbc.sql("""
                        select plan.id, version, commander, focus, safety_note, filed_by,
                               coalesce(person.name, filed_by) as filed_by_name, filed_at
                        from duty_plan plan
                                 left join person on user_id = filed_by
                        where squad_task = ?
                        order by version desc
                        """).param(task).query(Header.class).list().stream()
                .map(header -> new DutyPlan(
                        header.version(),
                        new DutyPlan.Form(
                                header.commander(),
                                shifts.getOrDefault(header.id(), List.of()),
                                header.focus(),
                                header.safetyNote()),
                        header.filedBy(),
                        header.filedByName(),
                        header.filedAt().toInstant()))
                .toList();
    }

    private Map<Long, List<Shift>> shiftsOf(String task) {
        return jdbc
                .sql("""
                        select shift.*, array(select officer
                                              from duty_officer
                                              where duty_officer.plan = shift.plan
                                                and duty_officer.shift = seq
                                              order by officer) as officers
                        from duty_shift shift
                                 join duty_plan on duty_plan.id = shift.plan
                        where squad_task = ?
                        order by shift.plan, seq
                        """)
                .param(task)
                .query((row, number) -> new Placed(row.getLong("plan"), Shift.of(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Placed::plan, Collectors.mapping(Placed::shift, Collectors.toList())));
    }
}
