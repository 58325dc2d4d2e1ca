package cn.leiting.scoring;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static cn.leiting.scoring.ScoredCampaigns.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.trail.CardChanges;
import cn.leiting.trail.CardRecords;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class RecomputationsTests {

    private static final String TH = "TH-2044-11";
    private static final String TASK = TH + ":" + ZHAOXIANG;
    private static final String WHY = "两次检查的记录经核实更正。";
    private static final Actor LEADER = person("bureau1", "bureauLeadership");

    @Autowired
    private Recomputations recomputations;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Scorings scorings;

    @Autowired
    private ScoreCards cards;

    @Autowired
    private CardChanges changes;

    @Autowired
    private CardRecords records;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @Test
    void countsTheRecordsOfTodayAndKeepsTheOldVersion() {
        String code = locked();
        invalidate(1);

        long id = recomputations.order(code, WHY, LEADER);

        List<ScoreCard> history = cards.history(code, ZHAOXIANG);
        assertThat(history).extracting(ScoreCard::version).containsExactly(1, 2);
        assertThat(figures(history.get(0))).isEqualTo("4/4");
        assertThat(figures(history.get(1))).isEqualTo("3/4");
        assertThat(history.get(1).reason()).isEqualTo("局领导决定重新计分：" + WHY);
        assertThat(records.of(code, ZHAOXIANG, 1, Indicator.B2).orElseThrow())
                .allMatch(trace -> trace.numerator().signum() == 1);
        assertThat(records.of(code, ZHAOXIANG, 2, Indicator.B2).orElseThrow())
                .filteredOn(trace -> trace.numerator().signum() == 0)
                .singleElement()
                .satisfies(trace -> assertThat(trace.note()).isEqualTo("照片与点位不符。"));
        assertThat(scorings.get(code).status()).isEqualTo(Status.LOCKED);
        assertThat(events.stream(Recomputations.Recomputed.class))
                .containsExactly(new Recomputations.Recomputed(id, code, TH, Stage.PROVISIONAL));
    }

    @Test
    void listsAllSquadsBeforeAndAfterByIndicatorAndRank() {
        String code = locked();
        invalidate(1);

        long id = recomputations.order(code, WHY, LEADER);

        assertThat(changes.ofRecomputation(id))
                .extracting(CardChanges.Change::squad)
                .containsExactly(ZHAOXIANG, XUJING);
        CardChanges.Change changed = changes.ofRecomputation(id).get(0);
        assertThat(changed.total()).isLessThan(changed.totalBefore());
        CardChanges.Change same = changes.ofRecomputation(id).get(1);
        assertThat(same.total()).isEqualTo(same.totalBefore());
        assertThat(same.version()).isOne();
        assertThat(changes.differences(id))
                .filteredOn(difference -> difference.indicator() == Indicator.B2)
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.squad()).isEqualTo(ZHAOXIANG);
                    assertThat(difference.numeratorBefore()).isEqualByComparingTo("4");
                    assertThat(difference.numerator()).isEqualByComparingTo("3");
                    assertThat(difference.pointsBefore()).isEqualByComparingTo("7");
                    assertThat(difference.points()).isEqualByComparingTo("5.25");
                });
        assertThat(changes.differences(id))
                .extracting(CardChanges.Difference::squad)
                .containsOnly(ZHAOXIANG);
    }

    @Test
    void movesTheRanksOfOthersAndSaysWhy() {
        String code = locked();
        assertThat(cards.latest(code)).extracting(ScoreCard::rank).containsExactly(1, 2);
        for (int one = 1; one <= 4; one++) {
            invalidate(one);
        }
        long id = recomputations.order(code, WHY, LEADER);

        assertThat(changes.ofRecomputation(id))
                .extracting(CardChanges.Change::rankBefore)
                .containsExactly(1, 2);
        assertThat(cards.latest(code)).extracting(ScoreCard::rank).containsExactly(1, 1);
        assertThat(recomputations.of(TH)).singleElement().satisfies(order -> {
            assertThat(order.id()).isEqualTo(id);
            assertThat(order.reason()).isEqualTo(WHY);
            assertThat(order.squads()).isEqualTo(2);
            assertThat(order.changed()).isEqualTo(2);
            assertThat(order.byName()).isEqualTo("城管执法局领导班子成员1");
        });
    }

    @Test
    void anOrderThatChangesNothingIsOnRecordAllTheSame() {
        String code = locked();

        long id = recomputations.order(code, WHY, LEADER);

        assertThat(cards.history(code, ZHAOXIANG)).hasSize(1);
        assertThat(changes.ofRecomputation(id)).hasSize(2);
        assertThat(changes.differences(id)).isEmpty();
        assertThat(recomputations.find(TH, id).orElseThrow().changed()).isZero();
        assertThat(recomputations.find("TH-2044-12", id)).isEmpty();
        assertThat(jdbc.sql("""
                                select text
                                from scoring_event
                                where kind = 'RECOMPUTED'
                                  and by_whom = 'bureau1'
                                  and scoring = (select id from scoring where code = ?)
                                """).param(code).query(String.class).list()).containsExactly(WHY);
    }

    @Test
    void onlyTheBureausLeadershipOrdersItWithAReason() {
        String code = locked();

        for (String group : List.of(
                "deptCoordination",
                "deptSupervision",
                "deptLegal",
                "leadLeader",
                "districtViceHead",
                "leadZhaoxiang")) {
            refused(Refusal.Kind.FORBIDDEN, () -> recomputations.order(code, WHY, person("x", group)));
        }
        for (String reason : new String[] {null, "  ", "记录有误。", "误".repeat(201)}) {
            refused(Refusal.Kind.INVALID, () -> recomputations.order(code, reason, LEADER));
        }
        refused(Refusal.Kind.NOT_FOUND, () -> recomputations.order("SC-2044-99:FINAL", WHY, LEADER));
        assertThat(recomputations.of(TH)).isEmpty();
    }

    @Test
    void refusesAScoreThatIsNotLocked() {
        String code = campaigns.published(TH, ZHAOXIANG, XUJING);

        refused(Refusal.Kind.CONFLICT, () -> recomputations.order(code, WHY, LEADER));
        refused(Refusal.Kind.CONFLICT, () -> cards.recompute(code, List.of(), WHY, "bureau1"));
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into score_recomputation (scoring, reason, ordered_by, by_name, ordered_at)
                                values (?, ?, 'bureau1', '局领导', now())
                                """).params(code, WHY).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void refusesTheProvisionalOneOnceTheFinalOneHasBegun() {
        String code = locked();
        scorings.begin(TH, Stage.FINAL, "system");

        refused(Refusal.Kind.CONFLICT, () -> recomputations.order(code, WHY, LEADER));
    }

    /** Of two squads, one with four visits, all valid. */
    private String locked() {
        String code = campaigns.begun(TH, ZHAOXIANG, XUJING);
        rounds.visits(TASK, 4, "VIO_STALL");
        campaigns.compute(code);
        campaigns.publish(code);
        campaigns.lock(code);
        return code;
    }

    private void invalidate(int which) {
        jdbc.sql("""
                        update inspection
                        set validity = 'INVALID', invalid_reason = '照片与点位不符。', voided_by = 'supervision1', voided_at = now()
                        where id = (select inspection
                                    from inspection_purpose
                                    where squad_task = ?
                                    order by inspection
                                    offset ?
                                    limit 1)
                        """).params(TASK, which - 1).update();
    }

    private static String figures(ScoreCard card) {
        return card.items().stream()
                .filter(item -> item.indicator() == Indicator.B2)
                .map(item -> item.numerator() + "/" + item.denominator())
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
