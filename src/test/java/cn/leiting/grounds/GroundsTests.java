package cn.leiting.grounds;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static cn.leiting.scoring.ScoredCampaigns.coordination;
import static cn.leiting.scoring.ScoredCampaigns.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class GroundsTests {

    private static final String TH = "TH-2044-01";
    private static final String OTHER = "TH-2044-02";
    private static final String TASK = TH + ":" + ZHAOXIANG;

    @Autowired
    private ScoreGrounds grounds;

    @Autowired
    private Incidents incidents;

    @Autowired
    private ScoredCampaigns campaigns;

    @Autowired
    private Scorings scorings;

    @Autowired
    private Adjustments adjustments;

    @Autowired
    private Rounds rounds;

    private String scoring;
    private List<Long> visits;

    @BeforeEach
    void campaign() {
        scoring = campaigns.begun(TH, ZHAOXIANG, XUJING);
        rounds.visits(TASK, 4, "VIO_STALL");
        visits = incidents.visits(TASK);
    }

    @Test
    void aCampaignWithoutIncidentSuggestsNothing() {
        assertThat(grounds.of(TH)).isEmpty();
    }

    @Test
    void aRelapseIsSuggestedAsX1() {
        long again = incidents.relapse(visits.get(0), visits.get(1), visits.get(2));

        assertThat(grounds.of(TH)).singleElement().satisfies(ground -> {
            assertThat(ground.key()).isEqualTo("X1:" + again);
            assertThat(ground.squad()).isEqualTo(ZHAOXIANG);
            assertThat(ground.link()).isEqualTo("/findings/" + again);
            assertThat(ground.text()).contains("复查合格3天后再次发现").endsWith("。");
            assertThat(ground.on()).isEqualTo(Incidents.DAY);
            assertThat(ground.isBooked()).isFalse();
        });
    }

    @Test
    void aVisitIsSuggestedAsX2OnceHoweverManyOfItsPhotosAreFalseByTheLastWord() {
        incidents.photo(visits.get(0), "a", "FALSE");
        incidents.photo(visits.get(0), "b", "GENUINE", "FALSE");
        incidents.photo(visits.get(1), "c", "FALSE", "GENUINE");
        incidents.photo(visits.get(2), "d");

        assertThat(keys(TH)).containsExactly("X2:" + visits.get(0));
        assertThat(grounds.of(TH).get(0).text()).contains("2张照片");
    }

    @Test
    void aDecisionIsSuggestedAsX3ByWhatItsLastRemedyMadeOfIt() {
        String changed = incidents.overturned(TH, ZHAOXIANG, 1, "CHANGED");
        String atLast = incidents.overturned(TH, XUJING, 2, "UPHELD", "ANNULLED");
        incidents.overturned(TH, XUJING, 3, "ANNULLED", "UPHELD");
        incidents.overturned(TH, XUJING, 4, "UPHELD");
        incidents.overturned(TH, XUJING, 5, "ANNULLED", "WITHDRAWN");
        incidents.overturned(TH, XUJING, 6);

        assertThat(keys(TH)).containsExactlyInAnyOrder("X3:" + changed, "X3:" + atLast, "X3:" + caseOf(XUJING, 5));
    }

    private static String caseOf(String squad, int number) {
        return "CASE-" + squad + "-2044-90000" + number;
    }

    @Test
    void whatASquadItselfLetGoRedIsSuggestedAsX4() {
        long red = incidents.red(TASK, "leadZhaoxiang", "feedback.final");
        incidents.red(TH + ":" + XUJING, "deptCoordination", "feedback.review"); // not its own

        assertThat(keys(TH)).containsExactly("X4:" + red);
    }

    @Test
    void absenceWithoutAReasonIsSuggestedAsX5() {
        incidents.jointOperation("JO-2044-901", TH, ZHAOXIANG, false, null);
        incidents.jointOperation("JO-2044-902", TH, ZHAOXIANG, false, "承担进博会保障任务。");
        incidents.jointOperation("JO-2044-903", TH, ZHAOXIANG, true, null);
        incidents.jointOperation("JO-2044-904", TH, ZHAOXIANG, null, null);
        incidents.jointOperation("JO-2044-905", null, ZHAOXIANG, false, null);

        assertThat(keys(TH)).containsExactly("X5:JO-2044-901");
    }

    @Test
    void whatSupervisionFoundWithin24HoursAtAPointReportedNormalIsSuggestedAsX6() {
        incidents.contradicted(visits.get(0), point(18), TASK, 23, incidents.violationOfTheList());
        incidents.contradicted(visits.get(1), point(19), TASK, 25, incidents.violationOfTheList());

        assertThat(grounds.of(TH)).singleElement().satisfies(ground -> {
            assertThat(ground.code().name()).isEqualTo("X6");
            assertThat(ground.link()).matches("/supervision/visits/\\d+");
        });
    }

    @Test
    void whatTheCityOrTheCountryPublishedIsSuggestedAsY1() {
        String city = incidents.item(TH, ZHAOXIANG, 1, "CITY");
        incidents.item(TH, ZHAOXIANG, 2, "DISTRICT");
        String country = incidents.item(TH, XUJING, 3, "NATIONAL");

        assertThat(keys(TH)).containsExactly("Y1:" + city, "Y1:" + country);
    }

    @Test
    void officersInAnotherSquadsVisitsAreSuggestedAsY3OfTheirOwnSquad() {
        incidents.helped(visits.get(0), XUJING);
        incidents.helped(visits.get(1), XUJING);

        assertThat(grounds.of(TH)).singleElement().satisfies(ground -> {
            assertThat(ground.squad()).isEqualTo(XUJING);
            assertThat(ground.key()).isEqualTo("Y3:" + TH + " " + XUJING + " " + ZHAOXIANG);
            assertThat(ground.text()).contains("1名队员参加了赵巷镇城管中队的检查");
        });
    }

    @Test
    void isBookedByAPersonOnlyAndConfirmedByAnother() {
        String item = incidents.item(TH, ZHAOXIANG, 1, "CITY");
        assertThat(adjustments.of(scoring)).isEmpty();

        grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, coordination());

        assertThat(adjustments.of(scoring)).singleElement().satisfies(row -> {
            assertThat(row.count()).isOne();
            assertThat(row.evidenceRef()).isEqualTo("/publicity/" + item);
            assertThat(row.text()).isEqualTo(grounds.of(TH).get(0).text());
            assertThat(row.confirmedName()).isNull();
        });
        assertThat(grounds.of(TH).get(0).bookedIn()).isEqualTo(scoring);
        scorings.supply(scoring, "coordination2");
        scorings.compute(scoring);
        refused(Refusal.Kind.FORBIDDEN, () -> scorings.check(scoring, null, "coordination1"));
        scorings.check(scoring, null, "supervision1");
        assertThat(adjustments.of(scoring).get(0).confirmedName()).isNotNull();
    }

    @Test
    void countsOnceUntilItIsWithdrawn() {
        String item = incidents.item(TH, ZHAOXIANG, 1, "CITY");
        grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, coordination());

        refused(
                Refusal.Kind.CONFLICT,
                () -> grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, person("coordination2", "deptCoordination")));
        adjustments.withdraw(adjustments.of(scoring).get(0).id(), coordination());
        grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, coordination());
        assertThat(adjustments.of(scoring)).hasSize(2);
    }

    @Test
    void isCarriedIntoTheFinalScoreAndNotBookedThereAgain() {
        String item = incidents.item(TH, ZHAOXIANG, 1, "CITY");
        grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, coordination());
        scorings.supply(scoring, "coordination2");
        scorings.compute(scoring);
        campaigns.publish(scoring);
        campaigns.lock(scoring);
        String last = scorings.begin(TH, Stage.FINAL, "system");

        assertThat(grounds.of(TH).get(0).bookedIn()).isEqualTo(last);
        refused(Refusal.Kind.CONFLICT, () -> grounds.book(TH, Stage.FINAL, "Y1:" + item, coordination()));
        adjustments.withdraw(adjustments.of(last).get(0).id(), coordination());
        assertThat(grounds.of(TH).get(0).isBooked()).isFalse();
        grounds.book(TH, Stage.FINAL, "Y1:" + item, coordination());
    }

    @Test
    void refusesOthersWhatIsNotOnRecordAndAStageThatIsNotOpen() {
        String item = incidents.item(TH, ZHAOXIANG, 1, "CITY");

        for (String group : List.of("deptSupervision", "deptLegal", "bureauLeadership", "leadZhaoxiang")) {
            refused(
                    Refusal.Kind.FORBIDDEN,
                    () -> grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, person("x", group)));
        }
        refused(Refusal.Kind.NOT_FOUND, () -> grounds.book(TH, Stage.PROVISIONAL, "Y1:INFO-2044-9999", coordination()));
        refused(Refusal.Kind.NOT_FOUND, () -> grounds.book(TH, Stage.PROVISIONAL, null, coordination()));
        refused(Refusal.Kind.CONFLICT, () -> grounds.book(TH, Stage.FINAL, "Y1:" + item, coordination()));
        scorings.supply(scoring, "coordination2");
        refused(Refusal.Kind.CONFLICT, () -> grounds.book(TH, Stage.PROVISIONAL, "Y1:" + item, coordination()));
    }

    @Test
    void asksOnceHoweverMuchThereIs() {
        campaigns.begun(OTHER, ZHAOXIANG, XUJING);
        incidents.item(TH, ZHAOXIANG, 1, "CITY");
        incidents.item(TH, ZHAOXIANG, 2, "CITY");
        incidents.photo(visits.get(0), "a", "FALSE");

        assertThat(Statements.of(() -> grounds.of(OTHER))).hasSize(1);
        assertThat(Statements.of(() -> grounds.of(TH))).hasSize(1);
        assertThat(grounds.of(OTHER)).isEmpty();
    }

    /** Where no other test goes. */
    private static String point(int number) {
        return "P-" + ZHAOXIANG + "-00" + number;
    }

    private List<String> keys(String campaign) {
        return grounds.of(campaign).stream().map(Ground::key).toList();
    }

    private static void refused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
