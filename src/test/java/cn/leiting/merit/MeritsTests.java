package cn.leiting.merit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Points;
import cn.leiting.score.ScoreCard.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Shares of an improvement of 2043 as their records stand, rolled back with each test. */
@LeitingTest
@Transactional
class MeritsTests {

    private static final String CODE = "FI-2043-01";
    private static final String XUJING = "310118106";

    @Autowired
    private Merits merits;

    @Autowired
    private Points points;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whoWasGivenPointsAndDidNothingGetsNothing() {
        share("GIVEN");
        points.importTrial();
        jdbc.sql("""
                        insert into assigned_point (assignment, squad, point, priority, reason, required_rounds)
                        select ?, ?, code, 2, 'ROUTINE', 1
                        from inspection_point
                        where squad_code = ?
                        order by code
                        limit 2
                        """).params(CODE, XUJING, XUJING).update();

        assertThat(merits.of(List.of(CODE))).singleElement().satisfies(merit -> {
            assertThat(merit.status()).isEqualTo(Status.RATED);
            assertThat(merit.total()).isEqualTo("0.00");
            assertThat(merit.items()).hasSize(6).allMatch(item -> item.applicable());
        });
    }

    @Test
    void whoWasGivenNoPointsIsNotRated() {
        share("GIVEN");

        assertThat(merits.of(List.of(CODE))).singleElement().satisfies(merit -> {
            assertThat(merit.status()).isEqualTo(Status.NOT_RATED);
            assertThat(merit.total()).isNull();
        });
    }

    @Test
    void aShareThatWasWithdrawnHasNoScore() {
        share("WITHDRAWN");

        assertThat(merits.of(List.of(CODE))).isEmpty();
        assertThat(merits.of(List.of())).isEmpty();
    }

    private void share(String status) {
        jdbc.sql("""
                        insert into further_improvement (code, year, trigger_type, source, evidence, title, theme, squads,
                                                         focus_items, first_day, last_day, enterprise_inspection, status,
                                                         proposed_at, version)
                        values (?, 2043, 'COMMON_SITUATION', 'INSPECTION', '多处反弹。', '夜市', 'THEME_APPEARANCE',
                                '{310118106}', '{夜市}', date '2043-05-01', date '2043-05-10', false, 'PROPOSED', now(), 0)
                        """).param(CODE).update();
        jdbc.sql("""
                        insert into improvement_squad (improvement, squad, status, first_day, last_day, given_at, ended_at)
                        values (:code, :squad, :status, date '2043-05-01', date '2043-05-10', now(),
                                case when :status = 'WITHDRAWN' then now() end)
                        """)
                .param("code", CODE)
                .param("squad", XUJING)
                .param("status", status)
                .update();
        jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        values (?, 'FURTHER_IMPROVEMENT', '夜市', 'THEME_APPEARANCE', 'THEME_APPEARANCE-1',
                                date '2043-05-01', date '2043-05-10', now())
                        """).param(CODE).update();
        jdbc.sql(
                        "insert into squad_task (code, assignment, squad, state, dispatched_at) values (?, ?, ?, 'ASSIGNED', now())")
                .params(CODE + ":" + XUJING, CODE, XUJING)
                .update();
    }
}
