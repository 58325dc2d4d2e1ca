package cn.leiting.years;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Copies of what was done once; all of it is rolled back. */
@LeitingTest
@Transactional
class PatternTests {

    private static final String SHOWN = "TH-2023-71";
    private static final String EXCHANGED = "TH-2023-72";

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void aCopyHasItsOwnCodesDaysAndIdsAndNothingElse() {
        long since = Pattern.now(jdbc) - 1;
        rounds.dispatched(SHOWN, Rounds.XUJING, Rounds.ZHAOXIANG);
        visits(SHOWN, "2023-03-03", 30);
        Pattern pattern = new Pattern(jdbc, "shown", List.of(SHOWN), List.of(), Map.of());
        pattern.keep(since, SHOWN);

        pattern.copy(List.of(copy(1, 10_920, "TH-2053-73"), copy(2, 10_927, "TH-2053-74")), table -> {});

        assertThat(pattern.isThere()).isTrue();
        for (String copied : List.of("TH-2053-73", "TH-2053-74")) {
            assertThat(figures(copied)).isEqualTo(figures(SHOWN));
        }
        assertThat(figures(SHOWN).get("visits")).isEqualTo(60L);
        assertThat(figures(SHOWN).get("findings"))
                .satisfies(found -> assertThat((Long) found).isBetween(5L, 30L));
        assertThat(day("TH-2053-74")).isEqualTo(day(SHOWN).plusDays(10_927));
        jdbc.sql("set constraints all immediate").update(); // two officers of every visit
    }

    @Test
    void squadsTakeEachOthersPlacesInACopy() {
        long since = Pattern.now(jdbc) - 1;
        rounds.dispatched(EXCHANGED, Rounds.XUJING, Rounds.ZHAOXIANG);
        visits(EXCHANGED, "2023-03-03", 30);
        Squads squads = new Squads(jdbc);
        Pattern pattern = new Pattern(jdbc, "exchanged", List.of(EXCHANGED), squads.inOrder(), Map.of());
        pattern.keep(since, EXCHANGED);

        pattern.copy(
                List.of(new Copy(3, 2053, 10_920, List.of("TH-2053-75"), exchanged(squads.inOrder()))), table -> {});
        new Lines(jdbc).write();

        assertThat(found("TH-2053-75", Rounds.XUJING))
                .isEqualTo(found(EXCHANGED, Rounds.ZHAOXIANG))
                .isNotEqualTo(found(EXCHANGED, Rounds.XUJING));
        assertThat(found("TH-2053-75", Rounds.ZHAOXIANG)).isEqualTo(found(EXCHANGED, Rounds.XUJING));
        assertThat(foreign("TH-2053-75")).isZero();
        assertThat(lines(2053)).isGreaterThan(60 * 4);
    }

    /** Two of them only; the words stand kind by kind. */
    private static List<String> exchanged(List<String> words) {
        List<String> other = new ArrayList<>(words);
        int squads = words.size() / 5;
        for (int kind = 0; kind < 5; kind++) {
            Collections.swap(other, kind * squads + 6, kind * squads + 7);
        }
        return other;
    }

    @Test
    void theSameSeedDrawsTheSameOrderOfSquads() {
        Squads squads = new Squads(jdbc);
        List<String> drawn = squads.shuffled(new Draw(1), "campaign 2024 3");

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(squads.inOrder()).isNotEqualTo(squads.inOrder());
        assertThat(squads.shuffled(new Draw(1), "campaign 2024 3")).isEqualTo(drawn);
        assertThat(squads.shuffled(new Draw(2), "campaign 2024 3")).isNotEqualTo(drawn);
        assertThat(squads.shuffled(new Draw(1), "campaign 2024 4")).isNotEqualTo(drawn);
    }

    @Test
    void theSameSeedDrawsTheSameVisits() {
        rounds.dispatched("TH-2053-72", Rounds.XUJING);
        assertThat(drawn("TH-2053-72", 1)).isEqualTo(drawn("TH-2053-72", 1)).isNotEqualTo(drawn("TH-2053-72", 2));
    }

    private String drawn(String campaign, long seed) {
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        return nested.execute(inner -> {
            new Visits(jdbc, new TransactionTemplate(transactions), seed).write(campaign, "2053-03-03", 20, 30);
            String visits =
                    jdbc.sql("""
                            select string_agg(concat_ws(' ', visit.client_id, point, started_at, result, disposition), ';'
                                              order by visit.client_id)
                            from inspection visit
                                     join inspection_purpose on inspection = visit.id
                                     left join finding on finding.inspection = visit.id
                            where squad_task like ?
                            """).param(campaign + ":%").query(String.class).single();
            inner.setRollbackOnly();
            return visits;
        });
    }

    private void visits(String campaign, String today, int each) {
        new Visits(jdbc, new TransactionTemplate(transactions), 8365).write(campaign, today, each, 30);
    }

    /** Places and violations of what a squad has found. */
    private List<String> found(String campaign, String squad) {
        return jdbc.sql("""
                        select right(point, 4) || ' ' || violation || ' ' || disposition
                        from finding
                                 join inspection visit on visit.id = inspection
                                 join inspection_purpose purpose on purpose.inspection = visit.id
                        where squad_task = ?
                        order by started_at, point
                        """).param(campaign + ":" + squad).query(String.class).list();
    }

    /** Visits to another town's points, by people of another squad or with a lost place. */
    private long foreign(String campaign) {
        return jdbc.sql("""
                        select count(*)
                        from inspection visit
                                 join inspection_purpose purpose on purpose.inspection = visit.id
                                 join inspection_officer officer on officer.inspection = visit.id
                                 join person on user_id = officer.person
                                 join inspection_point place on place.code = visit.point
                        where squad_task like ?
                          and (visit.squad <> split_part(squad_task, ':', 2) or place.squad_code <> visit.squad
                            or unit_code <> visit.squad or visit.lat is distinct from place.lat)
                        """).param(campaign + ":%").query(Long.class).single();
    }

    private long lines(int year) {
        return jdbc.sql("select count(*) from audit_line where extract(year from at) = ?")
                .param(year)
                .query(Long.class)
                .single();
    }

    private static Copy copy(int no, long days, String code) {
        return new Copy(no, 2053, days, List.of(code), List.of());
    }

    private Map<String, Object> figures(String campaign) {
        return jdbc.sql("""
                        select count(distinct visit.id) as visits, count(distinct finding.id) as findings,
                               count(distinct order_no) as orders, count(distinct (visit.id, person)) as people,
                               (select count(*) from squad_task where assignment = :campaign) as tasks,
                               (select count(*) from assigned_point where assignment = :campaign) as points
                        from squad_task task
                                 join inspection_purpose purpose on purpose.squad_task = task.code
                                 join inspection visit on visit.id = purpose.inspection
                                 join inspection_officer officer on officer.inspection = visit.id
                                 left join finding on finding.inspection = visit.id
                                 left join rectification_order on rectification_order.finding = finding.id
                        where task.assignment = :campaign
                        """).param("campaign", campaign).query().singleRow();
    }

    private LocalDate day(String campaign) {
        return jdbc.sql("select starts_on from campaign where code = ?")
                .param(campaign)
                .query(LocalDate.class)
                .single();
    }
}
