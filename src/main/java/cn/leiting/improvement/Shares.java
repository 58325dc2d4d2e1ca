package cn.leiting.improvement;

import cn.leiting.assignment.AssignedPoints;
import cn.leiting.improvement.ImprovementRows.Kind;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 中队份额：what becomes of each squad of an improvement, beside the campaigns (the notice, line 31: 非“雷霆”专项整治期间;
 * rule R-04). A squad that is inside a campaign on the first day gets the matter as guidance there; a share in whose
 * days a campaign begins ends on the day before, and the campaign takes over the points that are left.
 */
@Component
@Transactional
public class Shares {

    /** A squad inside a campaign, by the squad's code the campaign's. */
    private record Held(String squad, String campaign) {}

    /**
     * Given out.
     *
     * @param free the squads that get a task, by code
     * @param guided by campaign, the squads to which its guidance note goes
     */
    public record Released(Improvement improvement, Set<String> free, Map<String, Set<String>> guided) {}

    private static final String FIRST_CAMPAIGN = """
            (select held.campaign, held.starts_on
             from squad_campaign held
             where held.squad = share.squad
               and held.starts_on <= whole.last_day
               and held.ends_on >= share.first_day
             order by held.starts_on, held.campaign
             limit 1)
            """;

    private final JdbcClient jdbc;
    private final ImprovementRows rows;
    private final AssignedPoints points;
    private final Organization organization;
    private final Clock clock;

    Shares(JdbcClient jdbc, ImprovementRows rows, AssignedPoints points, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.points = points;
        this.organization = organization;
        this.clock = clock;
    }

    /** Refuses (409) where each of the squads is inside a campaign on that day. */
    void refuseUnlessAnyFree(Set<String> squads, LocalDate day) {
        if (held(squads, day).size() == squads.size()) {
            throw Refusal.conflict("所选中队在" + Improvement.DAY.format(day) + "均在专项行动期间，请在该行动中印发指导意见。");
        }
    }

    private Map<String, String> held(Set<String> squads, LocalDate day) {
        return jdbc.sql("""
                        select distinct on (squad) squad, campaign
                        from squad_campaign
                        where squad = any (?)
                          and ? between starts_on and ends_on
                        order by squad, campaign
                        """).params(squads.toArray(String[]::new), day).query(Held.class).list().stream()
                .collect(Collectors.toMap(Held::squad, Held::campaign));
    }

    /**
     * 下达, once it is approved or as urgent: lays down the days of each squad, or the campaign in which it gets
     * guidance instead. Repeated: changes nothing, and answers empty.
     */
    public Optional<Released> release(String code) {
        if (rows.lock(code).status() == Improvement.Status.RUNNING) {
            return Optional.empty();
        }
        Improvement released = rows.change(code, improvement -> improvement.release(LocalDate.now(clock)));
        Map<String, String> held = held(released.squads(), released.terms().firstDay());
        insert(released, held);
        Set<String> free = new TreeSet<>(released.squads());
        free.removeAll(held.keySet());
        if (!released.werePointsChosen()) {
            points.assignAll(code, free);
        }
        rows.note(code, Kind.RELEASED, free.isEmpty() ? null : names(free), ImprovementRows.SYSTEM);
        Map<String, Set<String>> guided = new TreeMap<>();
        held.forEach((squad, campaign) ->
                guided.computeIfAbsent(campaign, key -> new TreeSet<>()).add(squad));
        guided.forEach((campaign, squads) ->
                rows.note(code, Kind.GUIDED, campaign + "：" + names(squads), ImprovementRows.SYSTEM));
        settle();
        return Optional.of(new Released(released, free, guided));
    }

    private void insert(Improvement released, Map<String, String> held) {
        List<String> squads = List.copyOf(released.squads());
        jdbc.sql("""
                        insert into improvement_squad
                            (improvement, squad, status, first_day, last_day, campaign, given_at)
                        select :code, squad, case when campaign is null then 'GIVEN' else 'GUIDED' end,
                               case when campaign is null then :first::date end,
                               case when campaign is null then :last::date end, campaign, :now
                        from unnest(:squads, :campaigns) as row (squad, campaign)
                        """)
                .param("code", released.code())
                .param("first", released.terms().firstDay())
                .param("last", released.terms().lastDay())
                .param("now", now())
                .param("squads", squads.toArray(String[]::new))
                .param("campaigns", squads.stream().map(held::get).toArray(String[]::new))
                .update();
    }

    private String names(Set<String> squads) {
        return squads.stream().map(squad -> organization.squad(squad).name()).collect(Collectors.joining("、"));
    }

    /**
     * Lays the last days anew of the shares that are in the field, after the days or the squads of campaigns have
     * changed: on the day before a squad's campaign, or the improvement's own; how many have changed. A squad that is
     * done keeps the days it had.
     */
    public int settle() {
        return jdbc.sql("""
                        with settled as (
                            update improvement_squad share
                            set last_day = fresh.last_day,
                                campaign = fresh.campaign
                            from (select share.improvement, share.squad, first.campaign,
                                         case when first.campaign is null then whole.last_day
                                              else greatest(first.starts_on, share.first_day) - 1 end as last_day
                                  from improvement_squad share
                                           join further_improvement whole on whole.code = share.improvement
                                           left join squad_task task
                                                     on task.assignment = share.improvement and task.squad = share.squad
                                           left join lateral
                        """ + FIRST_CAMPAIGN + """
                                               first on true
                                  where share.status = 'GIVEN'
                                    and (whole.last_day >= :today or first.campaign is not null)
                                    and coalesce(task.state, 'WAITING')
                                        in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING')) fresh
                            where fresh.improvement = share.improvement
                              and fresh.squad = share.squad
                              and (share.last_day, share.campaign) is distinct from (fresh.last_day, fresh.campaign)
                            returning share.improvement, share.squad, share.last_day, share.campaign)
                        insert into improvement_event (improvement, kind, text, by_whom, by_name, at)
                        select improvement, :kind,
                               unit.name || '到' || to_char(last_day, 'FMYYYY"年"FMMM"月"FMDD"日"') || '为止'
                                   || coalesce('，届时并入' || campaign, ''), :by, :by, :now
                        from settled
                                 join unit on unit.code = squad
                        order by improvement, squad
                        """)
                .param("today", LocalDate.now(clock))
                .param("kind", Kind.SHORTENED.name())
                .param("by", ImprovementRows.SYSTEM)
                .param("now", now())
                .update();
    }

    /** 收回, after an urgent one was rejected; the tasks themselves are ended by whoever asks. */
    public void withdraw(String code) {
        int withdrawn = jdbc.sql("""
                        update improvement_squad
                        set status = 'WITHDRAWN',
                            ended_at = ?
                        where improvement = ?
                          and status = 'GIVEN'
                        """).params(now(), code).update();
        if (withdrawn > 0) {
            rows.note(code, Kind.WITHDRAWN, withdrawn + "个中队", ImprovementRows.SYSTEM);
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
