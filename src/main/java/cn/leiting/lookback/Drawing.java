package cn.leiting.lookback;

import cn.leiting.calendar.Parameters;
import cn.leiting.lookback.Sample.Case;
import cn.leiting.lookback.Sample.Kind;
import cn.leiting.lookback.Sample.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 抽取样本：by lot, in the same few statements however many squads and points. The order of a squad's points is that
 * of {@code lot_of(seed, point)}, the md5 of seed, blank and point, as in the draw of supervision's samples.
 */
@Component
class Drawing {

    /**
     * The inspected points that are not excused, with the squad that has them: whose share of the campaign they
     * were, else who visited them last. Of squads that take no part there are none.
     */
    private static final String CANDIDATES = """
            with visited as (select visit.point,
                                    bool_or(visit.result = 'PROBLEM') as had_finding,
                                    (array_agg(visit.squad order by visit.started_at desc, visit.id desc))[1] as visitor
                             from squad_task task
                                      join inspection_purpose purpose on purpose.squad_task = task.code
                                      join inspection visit on visit.id = purpose.inspection
                             where task.assignment = :campaign
                               and visit.validity = 'VALID'
                             group by visit.point),
                 partner as (select squad
                             from squad_task
                             where assignment = :campaign
                               and state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')),
                 rate as (select partner.squad, checked.rate
                          from partner
                                   cross join lateral (select look_back.code
                                                       from look_back_sample sample
                                                                join look_back on look_back.code = sample.look_back
                                                       where sample.squad = partner.squad
                                                         and sample.kind = 'RE_CHECK'
                                                         and sample.removed_reason is null
                                                         and look_back.closed_at is not null
                                                       order by look_back.first_day desc, look_back.code desc
                                                       limit 1) last
                                   cross join lateral (select avg(case when first.result = 'NORMAL' then 1.0 else 0 end) as rate
                                                       from look_back_sample sample
                                                                join (select distinct on (visit.point) visit.point, visit.result
                                                                      from squad_task task
                                                                               join inspection_purpose purpose on purpose.squad_task = task.code
                                                                               join inspection visit on visit.id = purpose.inspection
                                                                      where task.assignment = last.code
                                                                        and visit.validity = 'VALID'
                                                                      order by visit.point, visit.started_at, visit.id) first
                                                                     on first.point = sample.point
                                                       where sample.look_back = last.code
                                                         and sample.squad = partner.squad
                                                         and sample.kind = 'RE_CHECK'
                                                         and sample.removed_reason is null) checked)
            select visited.point, partner.squad, (select theme from campaign where code = :campaign) as theme,
                   visited.had_finding,
                   surviving_point(visited.point) in (select surviving_point(point) from valid_relapse) as relapsed,
                   coalesce(rate.rate, 1) as last_pass_rate
            from visited
                     left join assigned_point assigned
                               on assigned.assignment = :campaign and assigned.point = visited.point
                     join partner on partner.squad = case
                                                         when assigned.squad in (select squad from partner)
                                                             then assigned.squad
                                                         else visited.visitor
                end
                     left join rate on rate.squad = partner.squad
            where not coalesce(assigned.excused, false)
              and (visited.had_finding or not :withFindingOnly)
            order by visited.point
            """;

    private final JdbcClient jdbc;
    private final Parameters parameters;

    private record Candidate(
            String point, String squad, String theme, boolean hadFinding, boolean relapsed, BigDecimal lastPassRate) {}

    private record Group(String squad, Rule rule) {}

    private record Ruled(Candidate of, Rule rule) {

        Group group() {
            return new Group(of.squad(), rule);
        }
    }

    Drawing(JdbcClient jdbc, Parameters parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
    }

    /** How many were drawn. */
    int draw(LookBack lookBack, Function<Set<Case>, Map<Case, Rule>> table) {
        List<Ruled> ruled = ruled(lookBack, table, false);
        Map<Group, Long> sizes = ruled.stream().collect(Collectors.groupingBy(Ruled::group, Collectors.counting()));
        return jdbc.sql("""
                        with listed as (
                            select *
                            from unnest(:points, :squads, :findings, :relapsed, :kinds, :percents::text[]::numeric[], :rounds, :numbers)
                                     as row (point, squad, had_finding, relapsed, kind, percent, rounds, number)),
                        placed as (
                            select listed.*,
                                   row_number() over (partition by squad, kind, percent, rounds
                                       order by lot_of(:seed, point), point) as place
                            from listed),
                        noted as (
                            insert into look_back_draw
                                (look_back, point, squad, had_finding, relapsed, kind, percent, rounds, place, drawn)
                            select :code, point, squad, had_finding, relapsed, kind, percent, rounds, place, place <= number
                            from placed)
                        insert into look_back_sample (look_back, point, squad, kind, origin, required_rounds, due_on)
                        select :code, point, squad, kind, 'DRAWN', rounds, :due
                        from placed
                        where place <= number
                        """)
                .param("code", lookBack.code())
                .param("seed", lookBack.seed())
                .param("due", lookBack.lastDay())
                .param("points", column(ruled, one -> one.of().point(), String[]::new))
                .param("squads", column(ruled, one -> one.of().squad(), String[]::new))
                .param("findings", column(ruled, one -> one.of().hadFinding(), Boolean[]::new))
                .param("relapsed", column(ruled, one -> one.of().relapsed(), Boolean[]::new))
                .param("kinds", column(ruled, one -> one.rule().kind().name(), String[]::new))
                .param("percents", column(ruled, one -> one.rule().percent().toPlainString(), String[]::new))
                .param("rounds", column(ruled, one -> one.rule().rounds(), Integer[]::new))
                .param(
                        "numbers",
                        column(
                                ruled,
                                one -> number(one.rule(), sizes.getOrDefault(one.group(), 0L), lookBack),
                                Integer[]::new))
                .update();
    }

    /** What was found after the draw; a point that was to be spot-checked is re-checked now. How many points. */
    int addLate(LookBack lookBack, Function<Set<Case>, Map<Case, Rule>> table) {
        List<Ruled> ruled = ruled(lookBack, table, true).stream()
                .filter(one -> one.rule().kind() == Kind.RE_CHECK)
                .toList();
        return jdbc.sql("""
                        insert into look_back_sample (look_back, point, squad, kind, origin, required_rounds, due_on)
                        select :code, point, squad, 'RE_CHECK', 'LATE', rounds, :due
                        from unnest(:points, :squads, :rounds) as row (point, squad, rounds)
                        where not exists (select
                                          from look_back_draw known
                                          where known.look_back = :code
                                            and known.point = row.point
                                            and known.had_finding)
                        on conflict (look_back, point) do update
                            set kind            = excluded.kind,
                                origin          = excluded.origin,
                                required_rounds = excluded.required_rounds,
                                removed_reason  = null
                            where look_back_sample.kind = 'SPOT_CHECK'
                        """)
                .param("code", lookBack.code())
                .param("due", lookBack.lastDay())
                .param("points", column(ruled, one -> one.of().point(), String[]::new))
                .param("squads", column(ruled, one -> one.of().squad(), String[]::new))
                .param("rounds", column(ruled, one -> one.rule().rounds(), Integer[]::new))
                .update();
    }

    private List<Ruled> ruled(LookBack lookBack, Function<Set<Case>, Map<Case, Rule>> table, boolean withFindingOnly) {
        List<Candidate> candidates = jdbc.sql(CANDIDATES)
                .param("campaign", lookBack.campaign())
                .param("withFindingOnly", withFindingOnly)
                .query(Candidate.class)
                .list();
        Map<Case, Rule> rules = table.apply(candidates.stream().map(Drawing::of).collect(Collectors.toSet()));
        return candidates.stream()
                .map(one -> new Ruled(one, Objects.requireNonNull(rules.get(of(one)))))
                .toList();
    }

    private static Case of(Candidate candidate) {
        return new Case(candidate.theme(), candidate.lastPassRate(), candidate.hadFinding(), candidate.relapsed());
    }

    /** Rounded up; of clean points at least and at most what the parameters say, and never more than there are. */
    private int number(Rule rule, long size, LookBack lookBack) {
        int share = rule.percent()
                .multiply(BigDecimal.valueOf(size))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .intValueExact();
        if (rule.kind() == Kind.RE_CHECK) {
            return share;
        }
        int bounded = Math.min(
                Math.max(share, limit("lookback.cleanSample.min", lookBack.firstDay())),
                limit("lookback.cleanSample.max", lookBack.firstDay()));
        return (int) Math.min(bounded, size);
    }

    private int limit(String key, LocalDate on) {
        return parameters.number(key, on).intValueExact();
    }

    private static <T> T[] column(List<Ruled> rows, Function<Ruled, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
