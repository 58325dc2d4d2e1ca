package cn.leiting.years;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import java.time.LocalDate;
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
        visits("2023-03-03", 30);
        Pattern pattern = new Pattern(
                jdbc, "shown", List.of(SHOWN), Map.of("rectification_order.order_no", "made.order_no || copy.no"));
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

    private void visits(String today, int each) {
        new Visits(jdbc, new TransactionTemplate(transactions), 8365).write(SHOWN, today, each, 30);
    }

    private static Copy copy(int no, long days, String code) {
        return new Copy(no, 2053, days, List.of(code));
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
