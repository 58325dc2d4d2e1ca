package cn.leiting.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.Hands;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.Tables;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendars;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bureau's deadlines at a clock of their own in 2022: the sweep touches everything that is due, and
 * what other tests have opened is not due before 2023.
 */
@LeitingTest
class DeadlinesTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String GROUP = "squadOfDeadlinesTests";

    @Autowired
    private DeadlineRows rows;

    @Autowired
    private Openings openings;

    @Autowired
    private Reminders reminders;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Parameters parameters;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Tables tables;

    private final Hands hands = new Hands(at("2022-03-01T10:00"));
    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void leaveNothingOpen() {
        opened.forEach(deadlines()::cancel);
    }

    @Test
    void raisesEachLevelOnceAtItsMoment() {
        Deadlines deadlines = deadlines();
        Instant due = open(deadlines, "each", "feedback.final", "2022-03-01").orElseThrow();
        assertThat(due).isEqualTo(at("2022-03-03T23:59:59"));

        for (String moment : List.of(
                "2022-03-02T08:59:59",
                "2022-03-02T09:00",
                "2022-03-03T23:59:59",
                "2022-03-04T00:00",
                "2022-03-04T09:00",
                "2022-03-07T09:00",
                "2022-03-08T09:00",
                "2022-03-30T09:00")) {
            hands.now = at(moment);
            deadlines.sweep();
            deadlines.sweep();
        }

        assertThat(events)
                .containsExactly(
                        raised("each", 0, due), raised("each", 1, due), raised("each", 2, due), raised("each", 3, due));
        assertThat(raisedRows("each"))
                .containsExactly(
                        "0 2022-03-02T09:00", "1 2022-03-04T00:00", "2 2022-03-04T09:00", "3 2022-03-08T09:00");
    }

    @Test
    void catchesUpWhatANightOfStandstillLeft() {
        Deadlines deadlines = deadlines();
        Instant due =
                open(deadlines, "catch-up", "feedback.final", "2022-03-01").orElseThrow();

        hands.now = at("2022-03-05T00:00");

        assertThat(deadlines.sweep()).isEqualTo(3);
        assertThat(events)
                .containsExactly(raised("catch-up", 0, due), raised("catch-up", 1, due), raised("catch-up", 2, due));
    }

    @Test
    void twoNodesSweepingAtOnceRaiseEachLevelOnce() {
        int many = 450;
        IntStream.range(0, many).forEach(i -> open(deadlines(), "both-" + i, "feedback.final", "2022-03-01"));
        hands.now = at("2022-03-04T10:00");

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(deadlines()::sweep);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(deadlines()::sweep);
        int raised = one.join() + other.join() + deadlines().sweep();

        Map<String, List<Integer>> levels = events.stream()
                .map(Deadline.Raised.class::cast)
                .collect(Collectors.groupingBy(
                        Deadline.Raised::reference, Collectors.mapping(Deadline.Raised::level, Collectors.toList())));
        assertThat(raised).isEqualTo(3 * many);
        assertThat(levels)
                .hasSize(many)
                .allSatisfy((reference, of) -> assertThat(of).containsExactly(0, 1, 2));
    }

    @Test
    void aBatchTakesTheSameNumberOfStatementsHoweverFullItIs() {
        open(deadlines(), "few-0", "feedback.final", "2022-03-01");
        hands.now = at("2022-03-04T10:00");
        int few = Statements.during(() -> assertThat(deadlines().sweep()).isEqualTo(3));

        hands.now = at("2022-03-01T10:00");
        IntStream.range(0, 150).forEach(i -> open(deadlines(), "many-" + i, "feedback.final", "2022-03-01"));
        hands.now = at("2022-03-04T10:00");
        int many = Statements.during(() -> assertThat(deadlines().sweep()).isEqualTo(450));

        assertThat(few).isPositive();
        assertThat(many).isEqualTo(few);
    }

    @Test
    void oneDeadlineThatCannotBeToldHoldsUpNoOther() {
        IntStream.range(0, 3).forEach(i -> open(deadlines(), "poison-" + i, "feedback.final", "2022-03-01"));
        hands.now = at("2022-03-02T10:00");
        Deadlines failing = deadlines(event -> {
            if (event instanceof Deadline.Raised raised && raised.reference().endsWith("poison-1")) {
                throw new IllegalStateException("nobody can be told");
            }
            events.add(event);
        });

        assertThat(failing.sweep()).isEqualTo(2);
        assertThat(raisedRows("poison-1")).isEmpty();
        assertThat(nextAt("poison-1")).isEqualTo(at("2022-03-02T10:10"));

        hands.now = at("2022-03-02T10:10");
        assertThat(deadlines().sweep()).isEqualTo(1);
        assertThat(raisedRows("poison-1")).hasSize(1);
    }

    @Test
    void theSameReferenceAgainChangesNothing() {
        Deadlines deadlines = deadlines();
        Instant first = open(deadlines, "again", "feedback.final", "2022-03-01").orElseThrow();

        assertThat(open(deadlines, "again", "lookback.days", "2022-03-02")).contains(first);
        deadlines.met("again");
        assertThat(open(deadlines, "again", "feedback.final", "2022-03-09")).contains(first);
    }

    @Test
    void aDeadlineThatIsMetOrCancelledIsQuietForGood() {
        Deadlines deadlines = deadlines();
        Instant then = hands.now;
        hands.now = at("2022-04-01T10:00");
        deadlines.sweep(); // what other tests have left open
        events.clear();
        hands.now = then;
        open(deadlines, "met", "feedback.final", "2022-03-01");
        open(deadlines, "cancelled", "feedback.final", "2022-03-01");

        deadlines.met(reference("met"));
        deadlines.cancel(reference("met"));
        deadlines.met(reference("met"));
        deadlines.cancel(reference("cancelled"));
        deadlines.met(reference("cancelled"));
        deadlines.pause(reference("met"));
        deadlines.resume(reference("met"));
        deadlines.move(reference("met"), at("2022-03-02T10:00"));
        deadlines.met("unknown");
        hands.now = at("2022-04-01T10:00");

        assertThat(deadlines.sweep()).isZero();
        assertThat(events).isEmpty();
        assertThat(deadlines.lateOf(Set.of(GROUP))).isEmpty();
    }

    @Test
    void aPausedDeadlineRaisesNothingAndGetsItsWorkingDaysBack() {
        Deadlines deadlines = deadlines();
        open(deadlines, "pause", "feedback.final", "2022-03-01");

        deadlines.pause(reference("pause"));
        hands.now = at("2022-03-07T15:00");
        deadlines.pause(reference("pause"));
        assertThat(deadlines.sweep()).isZero();
        deadlines.resume(reference("pause"));
        deadlines.resume(reference("pause"));

        Instant due = at("2022-03-09T23:59:59");
        assertThat(events).containsExactly(moved(reference("pause"), due));
        assertThat(rows.due(reference("pause"))).contains(due);
        assertThat(deadlines.nextMoment()).contains(at("2022-03-08T09:00"));
    }

    @Test
    void aMovedDeadlineIsRaisedAtItsNewMomentsAndNoLevelTwice() {
        Deadlines deadlines = deadlines();
        open(deadlines, "move", "feedback.final", "2022-03-01");
        hands.now = at("2022-03-02T09:00");
        deadlines.sweep();
        events.clear();

        Instant due = at("2022-03-10T12:00");
        deadlines.move(reference("move"), due);
        deadlines.move(reference("move"), due);
        hands.now = at("2022-03-10T12:00");
        assertThat(deadlines.sweep()).isZero();
        hands.now = at("2022-03-10T12:00:01");
        deadlines.sweep();

        assertThat(events).containsExactly(moved(reference("move"), due), raised("move", 1, due));
    }

    @Test
    void isDatedWhenTheMissingTableIsLoadedAndNeverAfterItIsMet() {
        Deadlines deadlines = deadlines();
        assertThat(open(deadlines, "missing", "feedback.final", "2046-03-01")).isEmpty();
        assertThat(open(deadlines, "missing-met", "feedback.final", "2046-03-01"))
                .isEmpty();
        assertThat(open(deadlines, "missing-cancelled", "feedback.final", "2046-03-01"))
                .isEmpty();
        open(deadlines, "other-year", "feedback.final", "2022-03-01");
        deadlines.met(reference("missing-met"));
        deadlines.cancel(reference("missing-cancelled"));
        int undated = deadlines.undated();

        WorkCalendars.Loaded loaded = load(deadlines, 2046, "2046-03-02,HOLIDAY,试");

        Instant due = at("2046-03-06T23:59:59");
        assertThat(loaded).isEqualTo(new WorkCalendars.Loaded(1, 1));
        assertThat(events).containsExactly(moved(reference("missing"), due));
        assertThat(rows.due(reference("missing"))).contains(due);
        assertThat(rows.due(reference("missing-met"))).isEmpty();
        assertThat(nextAt("missing")).isEqualTo(at("2046-03-05T09:00"));
        assertThat(deadlines.undated()).isEqualTo(undated - 1);
        assertThat(open(deadlines, "missing", "feedback.final", "2046-03-01")).contains(due);
    }

    @Test
    void anAmendedTableMovesOpenDeadlinesButNotThoseSetByHand() {
        Deadlines deadlines = deadlines();
        load(deadlines, 2047, "2047-01-01,HOLIDAY,元旦");
        IntStream.range(0, 210).forEach(i -> open(deadlines, "amended-" + i, "feedback.final", "2047-03-04"));
        open(deadlines, "by-hand", "feedback.final", "2047-03-04");
        open(deadlines, "before", "feedback.final", "2047-02-04");
        deadlines.move(reference("by-hand"), at("2047-03-06T12:00"));
        events.clear();

        WorkCalendars.Loaded loaded = load(deadlines, 2047, "2047-01-01,HOLIDAY,元旦\n2047-03-05,HOLIDAY,试");

        assertThat(loaded).isEqualTo(new WorkCalendars.Loaded(2, 210));
        assertThat(events)
                .flatExtracting(event -> ((Deadline.Moved) event).dues())
                .hasSize(210)
                .contains(new Deadline.Due(reference("amended-209"), at("2047-03-07T23:59:59")));
        assertThat(rows.due(reference("by-hand"))).contains(at("2047-03-06T12:00"));
        assertThat(rows.due(reference("before"))).contains(at("2047-02-06T23:59:59"));
    }

    @Test
    void anOpeningWaitsForTheTableThatIsBeingLoaded() {
        Deadlines deadlines = deadlines();
        TransactionTemplate loading = new TransactionTemplate(transactions);

        CompletableFuture<Optional<Instant>> opening = loading.execute(transaction -> {
            load(deadlines, 2050, "2050-03-02,HOLIDAY,试");
            CompletableFuture<Optional<Instant>> meanwhile =
                    CompletableFuture.supplyAsync(() -> open(deadlines, "meanwhile", "feedback.final", "2050-03-01"));
            assertThatThrownBy(() -> meanwhile.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return meanwhile;
        });

        assertThat(opening.join()).contains(at("2050-03-04T23:59:59"));
    }

    @Test
    void aParameterThatChangesLeavesOpenDeadlinesAlone() {
        Deadlines deadlines = deadlines();
        load(deadlines, 2048, "2048-01-01,HOLIDAY,元旦");
        Instant due = open(deadlines, "kept", "report.final", "2048-03-02").orElseThrow();

        parameters.change("report.final", "9", LocalDate.of(2048, 3, 1), COORDINATION);
        load(deadlines, 2048, "2048-01-01,HOLIDAY,元旦\n2048-12-25,HOLIDAY,试");

        assertThat(rows.due(reference("kept"))).contains(due);
        assertThat(open(deadlines, "new", "report.final", "2048-03-02")).contains(at("2048-03-13T23:59:59"));
    }

    @Test
    void aRefusedTableMovesNothing() {
        Deadlines deadlines = deadlines();
        open(deadlines, "refused", "feedback.final", "2049-03-01");

        assertThatThrownBy(() -> load(deadlines, 2049, "2049-03-02,HOLIDAY,试\n2049-03-02,HOLIDAY,试"))
                .isInstanceOf(Refusal.class);

        assertThat(events).isEmpty();
        assertThat(rows.due(reference("refused"))).isEmpty();
    }

    @Test
    void showsItsHoldersWhatIsLateAndWhatTheyWereTold() {
        Deadlines deadlines = deadlines();
        open(deadlines, "late", "feedback.final", "2022-03-01");
        open(deadlines, "reminded", "feedback.final", "2022-03-02");
        open(deadlines, "fresh", "feedback.final", "2022-03-07");
        hands.now = at("2022-03-04T00:00");
        deadlines.sweep();
        deadlines.tell(reference("late"), 1, Set.of(GROUP, "leadOfDeadlinesTests"), "反馈已逾期。");
        deadlines.tell(reference("late"), 1, Set.of(GROUP), "反馈已逾期。");

        assertThat(deadlines.lateOf(Set.of(GROUP, "anyone")))
                .extracting(Deadline.Late::reference, Deadline.Late::level)
                .containsExactly(tuple(reference("late"), 1), tuple(reference("reminded"), 0));
        assertThat(deadlines.lateOf(Set.of("squadOfNobody"))).isEmpty();
        assertThat(deadlines.noticesTo(Set.of(GROUP, "leadOfDeadlinesTests"), hands.now))
                .containsExactly(
                        new Deadline.Notice(reference("late"), "TH-2022", "最终反馈", 1, "反馈已逾期。", hands.now, true));
        assertThat(deadlines.noticesTo(Set.of(GROUP), hands.now.plusSeconds(1))).isEmpty();
    }

    @Test
    void namesTheNextMomentOfAll() {
        Deadlines deadlines = deadlines();
        open(deadlines, "next", "feedback.final", "2022-03-01");
        open(deadlines, "later", "feedback.final", "2022-03-02");

        assertThat(deadlines.nextMoment()).contains(at("2022-03-02T09:00"));

        hands.now = at("2022-03-02T09:00");
        deadlines.sweep();
        assertThat(deadlines.nextMoment()).contains(at("2022-03-03T09:00"));
    }

    @Test
    void aRestartedDeadlineIsCountedFromItsNewDayAndForgetsItsPauses() {
        Deadlines deadlines = deadlines();
        open(deadlines, "restart", "feedback.final", "2022-03-01");
        deadlines.move(reference("restart"), at("2022-03-20T12:00"));
        deadlines.pause(reference("restart"));
        hands.now = at("2022-03-04T10:00");
        events.clear();

        deadlines.restart(reference("restart"), LocalDate.of(2022, 3, 7));

        Instant due = at("2022-03-09T23:59:59");
        assertThat(events).containsExactly(moved(reference("restart"), due));
        assertThat(rows.due(reference("restart"))).contains(due);
        assertThat(nextAt("restart")).isEqualTo(at("2022-03-08T09:00"));
        deadlines.resume(reference("restart"));
        assertThat(rows.due(reference("restart"))).contains(due);
    }

    @Test
    void aRestartedDeadlineThatIsNotLateAnyMoreIsRaisedAgainAndTheOldLevelsStayWritten() {
        Deadlines deadlines = deadlines();
        Instant first =
                open(deadlines, "ladder", "feedback.final", "2022-03-01").orElseThrow();
        hands.now = at("2022-03-04T10:00");
        deadlines.sweep();
        deadlines.tell(reference("ladder"), 0, Set.of("leadOfTheLadder"), "应于3月3日前办结。");

        deadlines.restart(reference("ladder"), LocalDate.of(2022, 3, 4));
        hands.now = at("2022-03-07T09:00");
        deadlines.sweep();
        deadlines.tell(reference("ladder"), 0, Set.of("leadOfTheLadder"), "应于3月8日前办结。");

        Instant second = at("2022-03-08T23:59:59");
        assertThat(events)
                .containsExactly(
                        raised("ladder", 0, first),
                        raised("ladder", 1, first),
                        raised("ladder", 2, first),
                        moved(reference("ladder"), second),
                        raised("ladder", 0, second));
        assertThat(raisedRows("ladder"))
                .containsExactly(
                        "0 2022-03-04T10:00", "0 2022-03-07T09:00", "1 2022-03-04T10:00", "2 2022-03-04T10:00");
        assertThat(deadlines.noticesTo(Set.of("leadOfTheLadder"), at("2022-03-01T00:00")))
                .extracting(Deadline.Notice::text)
                .containsExactly("应于3月8日前办结。", "应于3月3日前办结。");
    }

    @Test
    void aRestartedDeadlineThatIsStillLateKeepsItsLevels() {
        Deadlines deadlines = deadlines();
        open(deadlines, "still-late", "feedback.final", "2022-03-01");
        hands.now = at("2022-03-09T10:00");
        deadlines.sweep();
        events.clear();

        deadlines.restart(reference("still-late"), LocalDate.of(2022, 3, 2));

        assertThat(deadlines.sweep()).isZero();
        assertThat(events).containsExactly(moved(reference("still-late"), at("2022-03-04T23:59:59")));
        assertThat(deadlines.lateOf(Set.of(GROUP)))
                .extracting(Deadline.Late::level)
                .containsExactly(3);
    }

    @Test
    void restartingWhatIsMetOrUnknownChangesNothing() {
        Deadlines deadlines = deadlines();
        Instant due =
                open(deadlines, "restart-met", "feedback.final", "2022-03-01").orElseThrow();
        deadlines.met(reference("restart-met"));

        deadlines.restart(reference("restart-met"), LocalDate.of(2022, 3, 7));
        deadlines.restart(reference("unknown"), LocalDate.of(2022, 3, 7));

        assertThat(events).isEmpty();
        assertThat(rows.due(reference("restart-met"))).contains(due);
    }

    @Test
    void aRuleOfHoursIsCountedAnewFromNow() {
        Deadlines deadlines = deadlines();
        open(deadlines, "hours", "hardcase.reply.urgent", "2022-03-01");
        hands.now = at("2022-03-01T20:00");

        deadlines.restart(reference("hours"), LocalDate.of(2022, 3, 1));

        assertThat(rows.due(reference("hours"))).contains(at("2022-03-02T00:00"));
    }

    @Test
    void aThingThatIsSuspendedRestsWithAllThatBelongsToItAndNothingElse() {
        Deadlines deadlines = deadlines();
        openOf(deadlines, "TH-2022-07", "campaign", "2022-03-01");
        openOf(deadlines, "TH-2022-07:310118105", "squad", "2022-03-01");
        openOf(deadlines, "TH-2022-071", "other", "2022-03-01");
        openOf(deadlines, "TH-2022-07:310118102", "earlier", "2022-03-01");
        openOf(deadlines, "TH-2022-07:310118103", "done", "2022-03-01");
        deadlines.met(reference("done"));
        deadlines.pause(reference("earlier"));
        hands.now = at("2022-03-02T08:00");

        deadlines.pauseAll("TH-2022-07");
        hands.now = at("2022-03-07T15:00");
        deadlines.sweep();
        deadlines.resumeAll("TH-2022-07");
        deadlines.resumeAll("TH-2022-07");

        Instant due = at("2022-03-08T23:59:59");
        Instant dueOfTheEarlier = at("2022-03-09T23:59:59");
        assertThat(events)
                .hasSize(4)
                .contains(new Deadline.Moved(List.of(
                        new Deadline.Due(reference("campaign"), due),
                        new Deadline.Due(reference("squad"), due),
                        new Deadline.Due(reference("earlier"), dueOfTheEarlier))))
                .filteredOn(Deadline.Raised.class::isInstance)
                .extracting(event -> ((Deadline.Raised) event).reference())
                .containsOnly(reference("other"));
        assertThat(rows.due(reference("done"))).contains(at("2022-03-03T23:59:59"));
    }

    @Test
    void suspendingAndResumingTakeTheSameNumberOfStatementsHoweverMuchRests() {
        Deadlines deadlines = deadlines();
        openOf(deadlines, "TH-2022-08:0", "rests", "2022-03-01");
        int pause = Statements.during(() -> inTransaction(() -> deadlines.pauseAll("TH-2022-08")));
        int resume = Statements.during(() -> inTransaction(() -> deadlines.resumeAll("TH-2022-08")));
        inTransaction(() ->
                IntStream.range(1, 150).forEach(i -> openOf(deadlines, "TH-2022-08:" + i, "rests-" + i, "2022-03-01")));

        hands.now = at("2022-03-02T10:00");
        assertThat(Statements.during(() -> inTransaction(() -> deadlines.pauseAll("TH-2022-08"))))
                .isEqualTo(pause);
        hands.now = at("2022-03-03T10:00");
        assertThat(Statements.during(() -> inTransaction(() -> deadlines.resumeAll("TH-2022-08"))))
                .isEqualTo(resume);
        assertThat(events).hasSize(1);
    }

    @Test
    void aTransactionOpensAHundredWithAsManyStatementsAsOne() {
        Deadlines deadlines = deadlines();
        inTransaction(() -> open(deadlines, "the-first-reads-the-tables", "feedback.final", "2022-03-01"));

        int one = Statements.during(() -> inTransaction(() -> open(deadlines, "one", "feedback.final", "2022-03-01")));
        int hundred = Statements.during(() -> inTransaction(() -> IntStream.range(0, 100)
                .forEach(i -> assertThat(open(deadlines, "hundred-" + i, "feedback.final", "2022-03-01"))
                        .contains(at("2022-03-03T23:59:59")))));

        assertThat(hundred).isEqualTo(one).isEqualTo(2);
        assertThat(rows.due(reference("hundred-99"))).contains(at("2022-03-03T23:59:59"));
    }

    @Test
    void whatIsOpenedAndChangedInOneTransactionIsChanged() {
        Deadlines deadlines = deadlines();

        inTransaction(() -> {
            for (String name : List.of("t-met", "t-cancel", "t-pause", "t-move", "t-restart", "t-all", "t-twice")) {
                open(deadlines, name, "feedback.final", "2022-03-01");
            }
            open(deadlines, "t-twice", "lookback.days", "2022-03-01");
            deadlines.met(reference("t-met"));
            deadlines.cancel(reference("t-cancel"));
            deadlines.pause(reference("t-pause"));
            deadlines.move(reference("t-move"), at("2022-03-20T12:00"));
            deadlines.restart(reference("t-restart"), LocalDate.of(2022, 3, 7));
            openOf(deadlines, "TH-2022-09:1", "t-suspended", "2022-03-01");
            deadlines.pauseAll("TH-2022-09");
        });
        hands.now = at("2022-03-02T09:00");
        deadlines.sweep();

        assertThat(events)
                .extracting(event -> event instanceof Deadline.Raised raised ? raised.reference() : "moved")
                .containsExactlyInAnyOrder("moved", "moved", reference("t-all"), reference("t-twice"));
        assertThat(rows.due(reference("t-move"))).contains(at("2022-03-20T12:00"));
        assertThat(rows.due(reference("t-restart"))).contains(at("2022-03-09T23:59:59"));
    }

    @Test
    void whatWasOpenedBeforeAnotherTransactionOpensItAgainStaysAsItIs() {
        Deadlines deadlines = deadlines();
        Instant due = open(deadlines, "before", "feedback.final", "2022-03-01").orElseThrow();

        inTransaction(() -> open(deadlines, "before", "feedback.final", "2022-03-09"));

        assertThat(rows.due(reference("before"))).contains(due);
    }

    @Test
    void whatIsOpenedInATransactionThatIsRolledBackWasNeverOpened() {
        Deadlines deadlines = deadlines();

        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            open(deadlines, "rolled-back", "feedback.final", "2022-03-01");
            transaction.setRollbackOnly();
        });

        assertThat(rows.due(reference("rolled-back"))).isEmpty();
    }

    @Test
    void refusesAnUnknownRuleWhereItIsNamedAndNotOnlyAtTheCommit() {
        Deadlines deadlines = deadlines();

        inTransaction(() -> assertThatThrownBy(() -> open(deadlines, "no-rule", "no.rule", "2022-03-01"))
                .isInstanceOf(Refusal.class));
    }

    @Test
    void whatATransactionOpensBeforeItLoadsATableIsDatedByIt() {
        Deadlines deadlines = deadlines();

        inTransaction(() -> {
            assertThat(open(deadlines, "same", "feedback.final", "2052-03-01")).isEmpty();
            load(deadlines, 2052, "2052-01-01,HOLIDAY,元旦");
        });

        assertThat(rows.due(reference("same"))).contains(at("2052-03-05T23:59:59"));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> work.run());
    }

    private void openOf(Deadlines deadlines, String subject, String name, String from) {
        opened.add(reference(name));
        deadlines.open(new Deadline.Opening(
                reference(name), subject, "最终反馈", Set.of(GROUP), "feedback.final", LocalDate.parse(from)));
    }

    private Deadlines deadlines() {
        return deadlines(events::add);
    }

    private Deadlines deadlines(Consumer<Object> listener) {
        Raising raising = new Raising(rows, reminders, calendar, listener::accept, hands, transactions);
        return new Deadlines(rows, openings, raising, reminders, listener::accept, hands, transactions);
    }

    private Optional<Instant> open(Deadlines deadlines, String name, String rule, String from) {
        opened.add(reference(name));
        return deadlines.open(
                new Deadline.Opening(reference(name), "TH-2022", "最终反馈", Set.of(GROUP), rule, LocalDate.parse(from)));
    }

    private WorkCalendars.Loaded load(Deadlines deadlines, int year, String days) {
        WorkCalendars calendars = tables.thatDate(deadlines, hands);
        return new TransactionTemplate(transactions)
                .execute(transaction -> calendars.load(year, "date,kind,name\n" + days, COORDINATION));
    }

    private static Deadline.Moved moved(String reference, Instant due) {
        return new Deadline.Moved(List.of(new Deadline.Due(reference, due)));
    }

    private Deadline.Raised raised(String name, int level, Instant due) {
        return new Deadline.Raised(reference(name), "TH-2022", "最终反馈", level, due, Set.of(GROUP));
    }

    private List<String> raisedRows(String name) {
        return jdbc.sql("""
                        select deadline_raised.level || ' '
                               || to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI')
                        from deadline_raised
                        join deadline on deadline.id = deadline
                        where reference = ?
                        order by 1
                        """).param(reference(name)).query(String.class).list();
    }

    private Instant nextAt(String name) {
        return jdbc.sql("select extract(epoch from next_at)::bigint from deadline where reference = ?")
                .param(reference(name))
                .query((row, number) -> Instant.EPOCH.plus(Duration.ofSeconds(row.getLong(1))))
                .single();
    }

    private static String reference(String name) {
        return "DeadlinesTests:" + name;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BureauTime.ZONE).toInstant();
    }
}
