package cn.leiting.score;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.outcome.Outcome;
import cn.leiting.outcome.Outcome.FollowUp;
import cn.leiting.outcome.Outcome.Handling;
import cn.leiting.outcome.Outcomes;
import cn.leiting.summary.Summaries;
import cn.leiting.summary.SummaryVersion.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The summary table beside an independent ledger of generated campaigns: what the score counts, it counts alike. */
@LeitingTest
@Transactional
class SummaryAgreesTests {

    private static final List<String> SQUADS =
            List.of("310118001", "310118002", "310118105", "310118106", "310118107", "310118109");
    private static final String XUJING = "310118106";
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @Autowired
    private Season season;

    @Autowired
    private Outcomes outcomes;

    @Autowired
    private Summaries summaries;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void dueAndInTimeCheckedAndPassedAreThoseOfTheScore() {
        season.campaign("TH-2046-01", 2, "1");
        Map<String, Map<String, String>> told = new TreeMap<>();
        for (int seed = 0; seed < SQUADS.size(); seed++) {
            Ledger ledger = new Ledger(season, new Random(2046 + seed), "TH-2046-01", SQUADS.get(seed));
            told.put(SQUADS.get(seed), ledger.fill(2, null, false).told());
        }

        Map<String, Outcome> found = outcomes.of("TH-2046-01");

        told.forEach((squad, truth) -> {
            FollowUp counted = found.getOrDefault(squad, Outcome.NONE).followUp();
            assertThat(counted.ordersInTime() + "/" + counted.ordersDue())
                    .as("C1 of " + squad)
                    .isEqualTo(truth.get("C1"));
            assertThat(counted.passed() + "/" + counted.reChecked())
                    .as("C2 of " + squad)
                    .isEqualTo(truth.get("C2"));
            assertThat(counted.complaintsInTime() + "/" + counted.complaintsDue())
                    .as("G2 of " + squad)
                    .isEqualTo(truth.get("G2"));
        });
        assertThat(told.values().stream().map(truth -> truth.get("C1"))).anyMatch(share -> !share.endsWith("/0"));
    }

    @Test
    void whatWasBegunIsClosedOrOpenAndMoneyIsSummedToTheCent() {
        season.campaign("TH-2046-02", 2, "1");
        season.task("TH-2046-02", XUJING);
        season.filed("TH-2046-02", XUJING, 1, TODAY.minusDays(60), null);
        season.filed("TH-2046-02", XUJING, 2, TODAY.minusDays(61), null);
        season.filed("TH-2046-02", XUJING, 3, TODAY.minusDays(91), null);
        season.filed("TH-2046-02", XUJING, 4, TODAY.minusDays(20), TODAY);
        season.filed("TH-2046-02", XUJING, 5, null, null);
        fined(season.filed("TH-2046-02", XUJING, 6, null, null), "200.00", "A");
        fined(season.filed("TH-2046-02", XUJING, 7, null, null), "99.55", "B");

        Handling handling = outcomes.of("TH-2046-02").get(XUJING).handling();

        assertThat(handling.simplified()).isEqualTo(2);
        assertThat(handling.ordinary()).isEqualTo(4);
        assertThat(handling.closed()).isEqualTo(1);
        assertThat(handling.open()).isEqualTo(5);
        assertThat(handling.over60()).isEqualTo(2);
        assertThat(handling.over90()).isEqualTo(1);
        assertThat(handling.unpenalisedOther()).isEqualTo(1);
        assertThat(handling.fined()).isEqualTo(new BigDecimal("299.55"));
        assertThat(handling.paid()).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void aYearIsTheSumOfItsAssignmentsAndOfWhatBelongsToNone() {
        String first = campaign("TH-2092-03", 3);
        String second = campaign("TH-2092-04", 4);
        String both = point("TH-2092-03", 9);
        season.point("TH-2092-04", XUJING, both, 1, false);
        long shared = season.visit(first, both, LocalDate.of(2092, 6, 12), "VALID", "STREET_PATROL");
        jdbc.sql("insert into inspection_purpose (inspection, squad_task, round_no) values (?, ?, 1)")
                .params(shared, second)
                .update();
        season.filed("TH-2092-03", XUJING, 1, TODAY, null);
        season.filed("TH-2092-04", XUJING, 1, TODAY, null);
        jdbc.sql(
                        "update enforcement_case set campaign = null, registered_at = timestamptz '2092-03-01 09:00+08' where code = ?")
                .param(season.filed("TH-2092-04", XUJING, 2, TODAY, null))
                .update();

        Row year = row("2092");
        Row one = row("TH-2092-03");
        Row other = row("TH-2092-04");

        assertThat(one.figures().inspections()).isEqualTo(4);
        assertThat(other.figures().inspections()).isEqualTo(5);
        assertThat(year.figures().inspections())
                .as("the visit for both counts once")
                .isEqualTo(8);
        assertThat(year.figures().findings())
                .isEqualTo(one.figures().findings() + other.figures().findings())
                .isEqualTo(7);
        assertThat(year.figures().pointsAssigned())
                .isEqualTo(one.figures().pointsAssigned() + other.figures().pointsAssigned());
        assertThat(year.outcome().handling().ordinary())
                .as("one of each campaign, and one of none")
                .isEqualTo(3);
    }

    /** The year is summed from what was kept, the campaign is counted anew. */
    @Test
    void whatChangesLaterChangesTheYear() {
        String task = campaign("TH-2093-01", 3);
        long visit = season.visit(task, point("TH-2093-01", 9), LocalDate.of(2093, 1, 5), "VALID", "STREET_PATROL");
        long finding = season.finding(visit, 1, "EDUCATED");
        List<String> seen = new ArrayList<>();
        agrees(seen, "as first counted");

        season.finding(
                season.visit(task, Season.point(XUJING, 1), LocalDate.of(2092, 12, 31), "VALID", "RE_CHECK"),
                1,
                "CASE");
        agrees(seen, "a visit that arrived late");
        officer(visit);
        agrees(seen, "one more officer");
        season.finding(visit, 2, "CORRECTED_ON_SPOT");
        agrees(seen, "one more finding");
        jdbc.sql("update finding set disposition = 'TRANSFERRED' where id = ?")
                .param(finding)
                .update();
        agrees(seen, "another disposition");
        jdbc.sql("update inspection set auxiliaries = 2 where id = ?")
                .param(visit)
                .update();
        agrees(seen, "auxiliaries");
        jdbc.sql("update inspection_point set kind = case kind when 'YARD' then 'ROAD' else 'YARD' end where code = ?")
                .param(Season.point(XUJING, 9))
                .update();
        agrees(seen, "a point of another kind");
        point("TH-2093-01", 8);
        agrees(seen, "one more point");
        jdbc.sql(
                        "update assigned_point set excused = true, excuse_reason = '该处正在封闭施工，无法进入。' where assignment = 'TH-2093-01' and point = ?")
                .param(Season.point(XUJING, 8))
                .update();
        agrees(seen, "an excused point");
        long closed = season.visit(task, point("TH-2093-01", 7), LocalDate.of(2093, 2, 1), "VALID", "RE_CHECK");
        agrees(seen, "a visit");
        jdbc.sql(
                        "insert into re_check (finding, no, inspection, result, reason) values (?, 1, ?, 'CANNOT_CHECK', 'MOVED')")
                .params(finding, closed)
                .update();
        agrees(seen, "that could check nothing");
        jdbc.sql("delete from assigned_point where assignment = 'TH-2093-01' and point = ?")
                .param(Season.point(XUJING, 7))
                .update();
        agrees(seen, "a point that was taken back");
        jdbc.sql("update inspection set validity = 'INVALID', invalid_reason = '照片与点位不符。' where id = ?")
                .param(visit)
                .update();
        agrees(seen, "a visit that was voided");
        jdbc.sql("delete from inspection_purpose where inspection = ?")
                .param(closed)
                .update();
        assertThat(row("2093").figures().inspections())
                .as("a visit that serves no task any more counts for its own year")
                .isEqualTo(row("TH-2093-01").figures().inspections() + 1);
    }

    /** The same in both, and another than before. */
    private void agrees(List<String> seen, String what) {
        Row year = row("2093");
        Row campaign = row("TH-2093-01");
        assertThat(year.figures()).as(what).isEqualTo(campaign.figures());
        assertThat(year.visitsByKind()).as(what).isEqualTo(campaign.visitsByKind());
        assertThat(year.auxiliaries()).as(what).isEqualTo(campaign.auxiliaries());
        String now = year.figures() + " " + new TreeMap<>(year.visitsByKind()) + " " + year.auxiliaries();
        assertThat(seen).as(what).doesNotContain(now);
        seen.add(now);
    }

    private void officer(long visit) {
        jdbc.sql("""
                        insert into inspection_officer (inspection, person, cert_no)
                        select ?, user_id, no
                        from officer_certificate
                        where user_id = 'xujing1'
                        limit 1
                        """).param(visit).update();
    }

    @Test
    void asksTheSameForLittleAndForMuch() {
        season.campaign("TH-2046-05", 2, "1");
        season.task("TH-2046-05", XUJING);
        int few = Statements.during(() -> summaries.live("TH-2046-05"));
        int ofTheYear = Statements.during(() -> summaries.live("2046"));
        for (int number = 1; number <= 9; number++) {
            season.filed("TH-2046-05", XUJING, number, TODAY, null);
        }
        campaign("TH-2046-06", 5);

        assertThat(Statements.during(() -> summaries.live("TH-2046-05"))).isBetween(few, few + 2);
        assertThat(Statements.during(() -> summaries.live("2046"))).isBetween(ofTheYear, ofTheYear + 2);
    }

    /** With so many visits of one finding each. */
    private String campaign(String code, int visits) {
        season.campaign(code, 2, "1");
        String task = season.task(code, XUJING);
        for (int number = 1; number <= visits; number++) {
            long visit = season.visit(task, point(code, number), LocalDate.of(2092, 6, 12), "VALID", "STREET_PATROL");
            season.finding(visit, 1, "CORRECTED_ON_SPOT");
        }
        return task;
    }

    private String point(String campaign, int number) {
        String point = Season.point(XUJING, number);
        season.point(campaign, XUJING, point, 1, false);
        return point;
    }

    private void fined(String code, String amount, String no) {
        jdbc.sql("""
                        insert into on_the_spot_decision (case_code, party_kind, limit_as, penalty_kind, amount, decision_no, legal_basis,
                                                          handed_over, collected_on_spot, reconsideration_first_stated, decided_on,
                                                          decided_by, decided_at)
                        values (?, 'CITIZEN', 'CITIZEN', 'FINE', ?::numeric, '徐当2046-' || ?, '上海市市容环境卫生管理条例',
                                'SIGNED', false, false, date '2023-01-12', 'xujing1', now())
                        """).params(code, amount, no).update();
    }

    private Row row(String subject) {
        return summaries.live(subject).stream()
                .filter(row -> row.squad().equals(XUJING))
                .findFirst()
                .orElseThrow();
    }
}
