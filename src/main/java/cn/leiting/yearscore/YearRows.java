package cn.leiting.yearscore;

import cn.leiting.score.ScoreCard;
import cn.leiting.score.Stage;
import cn.leiting.yearscore.YearScores.Note;
import cn.leiting.yearscore.YearScores.Part;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a year of assessment is made of, read in a number of statements that does not grow with it. */
@Component
class YearRows {

    /** A card of the campaigns that count. */
    record Card(
            String campaign,
            String squad,
            Stage stage,
            int version,
            BigDecimal weight,
            ScoreCard.Status status,
            @Nullable BigDecimal total,
            boolean falseEvidence,
            @Nullable LocalDate startsOn) {

        Part part() {
            return new Part(campaign, squad, stage, version, weight, status, total, falseEvidence);
        }
    }

    /** By the squad's code, {@code kind} as in its table. */
    record Member(String code, String kind) {}

    /** An evaluated improvement. */
    record Improved(String code, LocalDate firstDay) {}

    /** A squad in whose place another stands from that day on. */
    record Succession(String predecessor, String successor, LocalDate validFrom) {}

    private record Final(
            String squad, String campaign, @Nullable BigDecimal total) {}

    /** The year's own that begin before the next year's first month, and last year's from this year's first month on. */
    private static final String OF_YEAR = """
             (thing.year = :year and not (:own > 1 and extract(month from %1$s) >= :own)
                 or thing.year = :year - 1 and :before > 1 and extract(month from %1$s) >= :before)
            """;

    /** A final score counts when its look-back was closed by the cut-off (domain 6.6). */
    private static final String CARDS = """
            with counting as (
                select distinct on (scoring.campaign) scoring.code, scoring.campaign, scoring.stage, thing.weight,
                                                      thing.starts_on
                from scoring
                         join campaign thing on thing.code = scoring.campaign
                         left join look_back on look_back.campaign = thing.code
                where thing.status <> 'CANCELLED'
                  and scoring.status = 'LOCKED'
                  and (scoring.stage = 'PROVISIONAL'
                    or look_back.code is null
                    or (look_back.closed_at at time zone 'Asia/Shanghai')::date <= :cutOff)
                  and """ + OF_YEAR.formatted("thing.starts_on") + """
                order by scoring.campaign, scoring.stage = 'FINAL' desc)
            select counting.campaign, card.squad, counting.stage, card.version, counting.weight, card.status, card.total,
                   exists (select from score_card_adjustment where card = card.id and code = 'X2') as false_evidence,
                   counting.starts_on
            from counting
                     cross join lateral (select distinct on (squad) id, squad, version, status, total
                                         from score_card
                                         where scoring = counting.code
                                         order by squad, version desc) card
            order by counting.campaign, card.squad
            """;

    private static final String WAITING =
            """
            select thing.code
            from campaign thing
            where thing.status in ('APPROVED', 'SUSPENDED', 'CLOSED')
              and not exists (select from scoring where scoring.campaign = thing.code and scoring.status = 'LOCKED')
              and """ + OF_YEAR.formatted("thing.starts_on") + """
            union all
            select thing.code
            from further_improvement thing
            where thing.status = 'RUNNING'
              and """ + OF_YEAR.formatted("thing.first_day") + " order by code";

    private static final String IMPROVED = """
            select thing.code, thing.first_day
            from further_improvement thing
            where thing.status = 'EVALUATED'
              and """ + OF_YEAR.formatted("thing.first_day") + " order by thing.code";

    private final JdbcClient jdbc;

    YearRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Card> cards(YearPeriod period) {
        return of(CARDS, period)
                .param("cutOff", period.lastDay())
                .query(Card.class)
                .list();
    }

    List<String> waiting(YearPeriod period) {
        return of(WAITING, period).query(String.class).list();
    }

    List<Improved> improved(YearPeriod period) {
        return of(IMPROVED, period).query(Improved.class).list();
    }

    private JdbcClient.StatementSpec of(String sql, YearPeriod period) {
        return jdbc.sql(sql)
                .param("year", period.year())
                .param("own", period.ownMonth())
                .param("before", period.monthBefore());
    }

    Map<String, Member> squads() {
        return jdbc.sql("select code, kind from squad").query(Member.class).list().stream()
                .collect(Collectors.toMap(Member::code, squad -> squad));
    }

    /** In force on that day. */
    List<Succession> successions(LocalDate on) {
        return jdbc.sql("""
                        select predecessor, successor, valid_from
                        from squad_succession
                        where withdrawn_at is null
                          and valid_from <= ?
                        order by predecessor, successor
                        """).param(on).query(Succession.class).list();
    }

    /** What became of the provisional scores that counted in that earlier version. */
    List<Note> notes(YearScores before) {
        List<Part> open = before.squads().stream()
                .flatMap(annual -> annual.parts().stream())
                .filter(part -> part.stage() == Stage.PROVISIONAL && part.total() != null)
                .distinct()
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        Map<String, Final> since = jdbc
                .sql("""
                        select distinct on (card.campaign, card.squad) card.squad, card.campaign, card.total
                        from score_card card
                                 join scoring on scoring.code = card.scoring
                        where scoring.status = 'LOCKED'
                          and scoring.stage = 'FINAL'
                          and card.campaign = any (?)
                        order by card.campaign, card.squad, card.version desc
                        """)
                .param(open.stream().map(Part::campaign).distinct().toArray(String[]::new))
                .query(Final.class)
                .list()
                .stream()
                .collect(Collectors.toMap(card -> card.campaign() + card.squad(), card -> card));
        return open.stream()
                .map(part -> note(part, since.get(part.campaign() + part.squad())))
                .toList();
    }

    private static Note note(Part part, @Nullable Final since) {
        BigDecimal provisional = Objects.requireNonNull(part.total());
        return new Note(
                part.squad(), part.campaign(), provisional, since == null ? null : since.total(), since != null);
    }
}
