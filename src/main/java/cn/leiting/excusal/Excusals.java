package cn.leiting.excusal;

import cn.leiting.assignment.Amendments;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.calendar.Parameters;
import cn.leiting.excusal.Excusal.Kind;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 免检：requested by the squad's leader, decided by 执法协调科, sampled by 法规监督科. */
@Component
@Transactional
public class Excusals {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String SELECT = """
            select excusal.id, assignment, point, place.name as point_name, squad, excusal.kind, reason, excusal.status,
                   requested_by, requested_by_name, requested_at at time zone 'Asia/Shanghai' as requested_at,
                   decided_by_name, note, drawn_at is not null as drawn, confirmed, checked_by_name, finding
            from point_excusal excusal
                     join inspection_point place on place.code = point
            """;

    private final JdbcClient jdbc;
    private final Amendments amendments;
    private final Assignments assignments;
    private final Organization organization;
    private final Parameters parameters;
    private final Clock clock;

    Excusals(
            JdbcClient jdbc,
            Amendments amendments,
            Assignments assignments,
            Organization organization,
            Parameters parameters,
            Clock clock) {
        this.jdbc = jdbc;
        this.amendments = amendments;
        this.assignments = assignments;
        this.organization = organization;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** All of an assignment, or one squad's; those that wait first. */
    @Transactional(readOnly = true)
    public List<Excusal> of(String assignment, @Nullable String squad) {
        return jdbc.sql(SELECT + """
                        where assignment = :assignment
                          and (:squad::text is null or squad = :squad)
                        order by excusal.status <> 'REQUESTED', squad, point, excusal.id
                        """)
                .param("assignment", assignment)
                .param("squad", squad)
                .query(Excusal.class)
                .list();
    }

    /** What the squad was given, is not excused and not asked for. */
    @Transactional(readOnly = true)
    public List<Excusal.Candidate> candidates(String assignment, String squad) {
        return jdbc.sql("""
                        select point, place.name
                        from assigned_point assigned
                                 join inspection_point place on place.code = point
                        where assignment = ?
                          and squad = ?
                          and not excused
                          and not exists (select
                                          from point_excusal asked
                                          where asked.assignment = assigned.assignment
                                            and asked.point = assigned.point
                                            and asked.status = 'REQUESTED')
                        order by point
                        """)
                .params(assignment, squad)
                .query(Excusal.Candidate.class)
                .list();
    }

    /** 申请免检, by the leader of the squad that was given the point; refuses one that is asked for or excused (409). */
    public void request(String code, @Nullable String point, @Nullable Kind kind, @Nullable String reason, Actor by) {
        Assignment assignment = assignments.find(code).orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的行动。"));
        String chosen = Limits.required("点位", point, 60);
        if (kind == null) {
            throw Refusal.invalid("kind", "请选择免检情形。");
        }
        String why = Limits.required("免检理由", reason, 10, 500);
        String squad = jdbc.sql("select squad from assigned_point where assignment = ? and point = ?")
                .params(code, chosen)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("点位“" + chosen + "”没有分配给行动“" + code + "”的任务。"));
        by.require(organization.squad(squad).leadGroup());
        if (assignment.closed()) {
            throw Refusal.conflict("行动各中队均已办结，不能再申请免检。");
        }
        int asked = jdbc.sql("""
                            insert into point_excusal (assignment, point, squad, kind, reason, status, requested_by,
                                                       requested_by_name, requested_at, version)
                            select assignment, point, squad, :kind, :reason, 'REQUESTED', :by,
                                   coalesce((select name from person where user_id = :by), :by), :now, 1
                            from assigned_point
                            where assignment = :code
                              and point = :point
                              and not excused
                            on conflict do nothing
                            """)
                .param("kind", kind.name())
                .param("reason", why)
                .param("by", by.id())
                .param("now", now())
                .param("code", code)
                .param("point", chosen)
                .update();
        if (asked == 0) {
            throw Refusal.conflict("点位“" + chosen + "”已经免检或者已经申请免检。");
        }
    }

    /** 决定, by 执法协调科, never by who asked for it; a denial needs the note, 5 to 500 characters. */
    public void decide(long id, boolean granted, @Nullable String note, Actor by) {
        by.require("deptCoordination");
        Excusal excusal = lock(id);
        excusal.refuseUnlessRequested();
        excusal.refuseOwn(by.id());
        String why = granted && (note == null || note.isBlank()) ? null : Limits.required("决定说明", note, 5, 500);
        if (granted) {
            amendments.excuse(excusal.assignment(), excusal.point(), excusal.reason());
        }
        jdbc.sql("""
                        update point_excusal
                        set status = :status, note = :note, decided_by = :by,
                            decided_by_name = coalesce((select name from person where user_id = :by), :by),
                            decided_at = :now, version = version + 1
                        where id = :id
                        """)
                .param("status", granted ? "GRANTED" : "DENIED")
                .param("note", why)
                .param("by", by.id())
                .param("now", now())
                .param("id", id)
                .update();
    }

    /**
     * 抽取：draws as many of the granted ones as the parameter excuse.sample asks, rounded up; what was drawn before
     * counts and stays drawn. The order follows from the assignment's seed, which is kept.
     *
     * @return how many are new
     */
    public int draw(String code, Actor by) {
        by.require("deptSupervision");
        long seed = jdbc.sql("""
                        insert into point_excusal_draw (assignment, seed, made_at)
                        select code, ?, ?
                        from assignment
                        where code = ?
                        on conflict (assignment) do update set seed = point_excusal_draw.seed
                        returning seed
                        """)
                .params(RANDOM.nextLong(), now(), code)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的行动。"));
        return jdbc.sql("""
                        with granted as (
                            select excusal.id, drawn_at, lot_of(:seed, point) as lot
                            from point_excusal excusal
                            where assignment = :code
                              and status in ('GRANTED', 'REVOKED')),
                        chosen as (
                            select id
                            from granted
                            where drawn_at is null
                            order by lot
                            limit (select greatest(ceil(count(*) * :percent / 100) - count(drawn_at), 0) from granted))
                        update point_excusal
                        set drawn_at = :now, version = version + 1
                        where id in (select id from chosen)
                        """)
                .param("code", code)
                .param("seed", seed)
                .param("percent", parameters.number("excuse.sample", LocalDate.now(clock)))
                .param("now", now())
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Long> seed(String code) {
        return jdbc.sql("select seed from point_excusal_draw where assignment = ?")
                .param(code)
                .query(Long.class)
                .optional();
    }

    /** 抽查结果, by 法规监督科: where the reason does not hold, the point is to be inspected after all. */
    public void check(long id, boolean confirmed, @Nullable String finding, Actor by) {
        by.require("deptSupervision");
        Excusal excusal = lock(id);
        excusal.refuseUnlessToBeChecked();
        String found = Limits.required("抽查情况", finding, 5, 500);
        if (!confirmed) {
            amendments.revokeExcuse(excusal.assignment(), excusal.point());
        }
        jdbc.sql("""
                        update point_excusal
                        set status = :status, confirmed = :confirmed, finding = :finding, checked_by = :by,
                            checked_by_name = coalesce((select name from person where user_id = :by), :by),
                            checked_at = :now, version = version + 1
                        where id = :id
                        """)
                .param("status", confirmed ? "GRANTED" : "REVOKED")
                .param("confirmed", confirmed)
                .param("finding", found)
                .param("by", by.id())
                .param("now", now())
                .param("id", id)
                .update();
    }

    private Excusal lock(long id) {
        return jdbc.sql(SELECT + "where excusal.id = ? for no key update of excusal")
                .param(id)
                .query(Excusal.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有这份免检申请。"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
