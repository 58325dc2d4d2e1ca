package cn.leiting.summary;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class SummariesTests {

    @Autowired
    private Summaries summaries;

    @Autowired
    private SummaryTables tables;

    @Autowired
    private YearCounts counts;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void unchangedDataFreezeToTheSameVersion() {
        String code = rounds.dispatched("TH-2081-21", XUJING, ZHAOXIANG);
        rounds.visits(code + ":" + ZHAOXIANG, 3, "VIO_SPILLAGE");

        SummaryVersion first = summaries.freeze(code, "coordination1");
        SummaryVersion again = summaries.freeze(code, "coordination2");

        assertThat(first.no()).isEqualTo(1);
        assertThat(again).isEqualTo(first);
        assertThat(again.frozenBy()).isEqualTo("coordination1");
        assertThat(summaries.versions(code)).isEqualTo(1);
    }

    @Test
    void changedDataFreezeToTheNextVersionAndLeaveTheFirst() {
        String code = rounds.dispatched("TH-2081-22", XUJING);
        SummaryVersion first = summaries.freeze(code, "coordination1");

        rounds.visits(code + ":" + XUJING, 2, "VIO_SPILLAGE");
        SummaryVersion second = summaries.freeze(code, "coordination1");

        assertThat(second.no()).isEqualTo(2);
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(summaries.get(code, 1)).isEqualTo(first);
        assertThat(summaries.get(code, 1).rows().get(0).figures().findings()).isZero();
        assertThat(summaries.latest(code)).contains(second);
        assertThat(summaries.live(code)).isEqualTo(second.rows());
    }

    @Test
    void theHashIsThatOfTheRowsAsTheyAreReadBack() {
        String code = rounds.dispatched("TH-2081-53", XUJING, ZHAOXIANG);
        rounds.visits(code + ":" + ZHAOXIANG, 3, "VIO_SPILLAGE");
        rounds.visits(code + ":" + XUJING, 1, "VIO_DUMPING");

        SummaryVersion frozen = summaries.freeze(code, "coordination1");
        SummaryVersion read = summaries.get(code, frozen.no());

        assertThat(summaries.hash(code, read.rows())).isEqualTo(frozen.hash()).matches("[0-9a-f]{64}");
        assertThat(summaries.hash("TH-2081-99", read.rows())).isNotEqualTo(frozen.hash());
    }

    @Test
    void aVersionOfAnEarlierReleaseKeepsItsHashAndItsColumns() throws IOException {
        String code = rounds.dispatched("TH-2046-12", XUJING);
        rounds.visits(code + ":" + XUJING, 1, "VIO_SPILLAGE"); // of one kind: kinds stand in their own order
        SummaryVersion now = summaries.freeze(code, "coordination1");
        String earlier = rounds.dispatched("TH-2046-13", XUJING);
        JsonMapper sorted = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        String stored = jdbc.sql("select (rows #- '{0,outcome}')::text from summary_version where subject = ?")
                .param(code)
                .query(String.class)
                .single();
        String canonical =
                sorted.writeValueAsString(Map.of("subject", earlier, "rows", sorted.readValue(stored, List.class)));
        assertThat(now.rows().get(0).outcome()).isNotNull();
        assertThat(canonical).doesNotContain("outcome").contains("\"findings\":1");
        jdbc.sql("""
                        insert into summary_version (subject, no, hash, frozen_at, frozen_by, rows)
                        values (:code, 1, encode(sha256(convert_to(:canonical, 'UTF8')), 'hex'), now(), 'coordination1', :rows::jsonb)
                        """)
                .param("code", earlier)
                .param("canonical", canonical)
                .param("rows", stored)
                .update();

        SummaryVersion read = summaries.get(earlier, 1);

        assertThat(summaries.hash(earlier, read.rows())).isEqualTo(read.hash());
        assertThat(read.rows().get(0).outcome()).isNull();
        assertThat(read.rows().get(0).figures()).isEqualTo(now.rows().get(0).figures());
        assertThat(tables.sheet(tables.subject(code), read.rows(), read)
                        .header()
                        .get(1))
                .contains("检查（次）*", "移送（起）*")
                .doesNotContain("整改率", "结案*");
        assertThat(tables.sheet(tables.subject(code), summaries.live(code), null)
                        .header()
                        .get(1))
                .contains("整改率", "结案*");
    }

    @Test
    void aFrozenVersionNeverChanges() {
        String code = rounds.dispatched("TH-2081-54", XUJING);
        summaries.freeze(code, "coordination1");

        assertThatThrownBy(() -> jdbc.sql("update summary_version set rows = '[]' where subject = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from summary_version where subject = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aLookBackIsFrozenLikeACampaign() {
        lookBack("LB-2081-01", XUJING);

        SummaryVersion frozen = summaries.freeze("LB-2081-01", "coordination1");

        assertThat(frozen.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.squad()).isEqualTo(XUJING));
        summaries.freeze(rounds.dispatched("TH-2081-23", XUJING), "coordination1");
        assertThat(summaries.before("LB-2081-01").stream())
                .as("a campaign is not what went before a look-back")
                .allMatch(before -> before.subject().startsWith("LB-"));
    }

    @Test
    void whatWasLateStaysLateAndTheRedIsTold() {
        String code = rounds.dispatched("TH-2081-55", ZHAOXIANG);
        String task = code + ":" + ZHAOXIANG;
        rounds.owed(task, "编制勤务方案", "dutyPlan.due", LocalDate.of(2023, 1, 3));
        jdbc.sql("update deadline set met_at = timestamptz '2023-01-11 10:00+08', next_at = null where subject = ?")
                .param(task)
                .update();
        rounds.owed(task, "反馈", "dutyPlan.due", LocalDate.of(2023, 1, 3));
        jdbc.sql("update deadline set level = 3, next_at = null where subject = ? and title = '反馈'")
                .param(task)
                .update();

        assertThat(summaries.live(code)).singleElement().satisfies(row -> {
            assertThat(row.late()).containsExactly("编制勤务方案", "反馈");
            assertThat(row.red()).containsExactly("反馈");
        });
    }

    @Test
    void comparesWithTheCampaignBeforeByItsFirstDay() {
        String earlier = rounds.dispatched("TH-2081-56", XUJING);
        String later = rounds.dispatched("TH-2081-57", XUJING);
        summaries.freeze(earlier, "coordination1");
        rounds.visits(earlier + ":" + XUJING, 1, "VIO_SPILLAGE");
        SummaryVersion newest = summaries.freeze(earlier, "coordination1");

        assertThat(summaries.before(later)).contains(newest);
    }

    @Test
    void whatIsStoredWhileAYearIsCountedIsCountedTheNextTime() {
        String task = rounds.dispatched("TH-2091-21", XUJING) + ":" + XUJING;
        rounds.visits(task, 1, "VIO_SPILLAGE");

        new TransactionTemplate(transactions).executeWithoutResult(open -> {
            rounds.visits(task, 2, "VIO_SPILLAGE");
            assertThat(CompletableFuture.supplyAsync(this::visitsOfTheYear).join())
                    .as("not committed yet")
                    .isEqualTo(1);
        });

        assertThat(visitsOfTheYear()).isEqualTo(3);
    }

    @Test
    void whatNobodyLooksAtIsCountedOnceAnHourAndLeavesNoNotes() {
        String task = rounds.dispatched("TH-2081-39", XUJING) + ":" + XUJING;
        rounds.visits(task, 2, "VIO_SPILLAGE");
        assertThat(notes(task)).isPositive();

        counts.refresh();

        assertThat(notes(task)).isZero();
        assertThat(jdbc.sql("select valid from kept_figures where scope = ?")
                        .param(task)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private int notes(String scope) {
        return jdbc.sql("select count(*) from figures_changed where scope = ?")
                .param(scope)
                .query(Integer.class)
                .single();
    }

    private int visitsOfTheYear() {
        return summaries.live("2091").stream()
                .mapToInt(row -> row.figures().inspections())
                .sum();
    }

    @Test
    void refusesWhatHasNotBeenDispatchedAndVersionsThereAreNot() {
        rounds.drafted("TH-2081-58");
        String code = rounds.dispatched("TH-2081-59", XUJING);

        assertThatThrownBy(() -> summaries.freeze("TH-2081-58", "coordination1"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThatThrownBy(() -> summaries.get(code, 1)).hasMessage(code + "没有第1版汇总表。");
        assertThat(summaries.latest(code)).isEmpty();
    }

    @Test
    void freezingAsksTheSameForOneSquadAndForEleven() {
        String one = rounds.dispatched("TH-2081-60", XUJING);
        String eleven = rounds.dispatched("TH-2081-61");
        rounds.visits(eleven + ":" + ZHAOXIANG, 9, "VIO_SPILLAGE");

        int few = Statements.during(() -> summaries.freeze(one, "coordination1"));

        assertThat(Statements.during(() -> summaries.freeze(eleven, "coordination1")))
                .isEqualTo(few)
                .isPositive();
    }

    private void lookBack(String code, String squad) {
        jdbc.sql("""
                        with opened as (
                            insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                            values (:code, 'LOOK_BACK', '渣土运输专项整治回头看', 'THEME_DEBRIS', 'THEME_DEBRIS-1',
                                    date '2081-04-01', date '2081-04-30', now())
                            returning code)
                        insert into squad_task (code, assignment, squad, state, dispatched_at)
                        select code || ':' || :squad, code, :squad, 'ASSIGNED', now()
                        from opened
                        """).param("code", code).param("squad", squad).update();
    }
}
