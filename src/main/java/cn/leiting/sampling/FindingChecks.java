package cn.leiting.sampling;

import cn.leiting.organization.People;
import cn.leiting.sampling.Drawn.Handled;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 应处尽处认定：whether a finding that was drawn should have been filed as a case or ordered to be corrected, and was not
 * (domain 6.2, D1). Nobody chooses which findings are read: the lot does.
 */
@Component
@Transactional
public class FindingChecks {

    /** A finding that was handed over is dealt with as one that was filed. */
    private static final String WAS = """
            case
                when finding.disposition in ('CASE', 'TRANSFERRED')
                    or exists (select from enforcement_case where enforcement_case.finding = finding.id)
                    then 'FILED'
                when exists (select
                             from rectification_order
                             where rectification_order.finding = finding.id and status <> 'CANCELLED')
                    then 'ORDERED'
                else 'NONE'
                end
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Journal<Draws.Kind> journal;
    private final Clock clock;

    private record Stood(String assignment, String was, boolean locked) {}

    FindingChecks(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.journal = new Journal<>(jdbc, clock, "supervision_event", "assignment", Draws.Kind.class);
        this.clock = clock;
    }

    /**
     * 认定, again as long as the final score is not locked. Only 执法协调科 and 法规监督科 (403); refuses a finding that was not
     * drawn (404), one of a campaign whose final score is locked (409), and neglect without a reason (422).
     *
     * @param shouldBe what the law wanted
     * @param reason 5 to 500 characters; needed where the squad did less
     */
    public void check(long finding, Handled shouldBe, @Nullable String reason, Actor by) {
        if (!by.isSupervisor()) {
            throw Refusal.forbidden("只有执法协调科和法规监督科可以认定。");
        }
        Stood stood = stood(finding);
        if (stood.locked()) {
            throw Refusal.conflict("本次行动的最终评分已锁定，不能再认定。");
        }
        Handled was = Handled.valueOf(stood.was());
        String why = shouldBe.compareTo(was) < 0
                ? Limits.required("认定理由", reason, 5, 500)
                : Limits.optional("认定理由", reason, 500);
        if (why != null && why.codePointCount(0, why.length()) < 5) {
            throw Refusal.invalid("reason", "认定理由不能少于5字。");
        }
        jdbc.sql("""
                        insert into visit_finding_check (finding, should_be, was, reason, by_whom, by_name, at)
                        values (:finding, :should, :was, :reason, :by, :name, :at)
                        on conflict (finding) do update
                            set should_be = excluded.should_be,
                                was       = excluded.was,
                                reason    = excluded.reason,
                                by_whom   = excluded.by_whom,
                                by_name   = excluded.by_name,
                                at        = excluded.at
                        """)
                .param("finding", finding)
                .param("should", shouldBe.name())
                .param("was", was.name())
                .param("reason", why)
                .param("by", by.id())
                .param("name", people.nameOf(by.id()))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        journal.note(
                stood.assignment(),
                Draws.Kind.CHECKED,
                "问题" + finding + "应" + shouldBe.label() + "，实际" + was.label() + (why == null ? "。" : "。" + why),
                by.id());
    }

    private Stood stood(long finding) {
        return jdbc.sql("""
                        select drawn.assignment, %s as was,
                               exists (select
                                       from scoring
                                       where scoring.code = 'SC-' || substr(drawn.assignment, 4) || ':FINAL'
                                         and drawn.assignment !~ '^FI-'
                                         and scoring.status = 'LOCKED') as locked
                        from supervision_draw_finding drawn
                                 join finding on finding.id = drawn.finding
                        where drawn.finding = ?
                          and drawn.drawn
                        """.formatted(WAS))
                .param(finding)
                .query(Stood.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("这个问题没有被抽中，不能认定。"));
    }

    /** The findings that were drawn of an assignment, or of one squad in it; the newest draw first. */
    @Transactional(readOnly = true)
    public List<Drawn.Sampled> of(String assignment, @Nullable String squad) {
        return jdbc.sql("""
                        select finding.id as finding, drawn.no, drawn.squad, visit.point, place.name as point_name,
                               (select name
                                from violation_type
                                where code = finding.violation
                                order by valid_from desc
                                limit 1) as violation, finding.description, visit.business_date as found_on, %s as was,
                               checked.should_be, checked.was as checked_was, checked.neglected, checked.reason,
                               checked.by_name, checked.at at time zone 'Asia/Shanghai' as at
                        from supervision_draw_finding drawn
                                 join finding on finding.id = drawn.finding
                                 join inspection visit on visit.id = finding.inspection
                                 join inspection_point place on place.code = visit.point
                                 left join visit_finding_check checked on checked.finding = finding.id
                        where drawn.assignment = :assignment
                          and drawn.drawn
                          and (:squad::text is null or drawn.squad = :squad)
                        order by drawn.no desc, drawn.squad, drawn.place
                        """.formatted(WAS))
                .param("assignment", assignment)
                .param("squad", squad)
                .query(Drawn.Sampled.class)
                .list();
    }
}
