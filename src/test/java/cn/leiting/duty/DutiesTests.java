package cn.leiting.duty;

import static cn.leiting.duty.Shifts.BAIHE;
import static cn.leiting.duty.Shifts.CHONGGU;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.Amendments;
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** No day is without a mode (notice, line 29; domain D-03). Today is 2023-01-12; 2022 and 2058 are free of other tests. */
@LeitingTest
@Transactional
class DutiesTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    private static final LocalDate FIRST = LocalDate.of(2058, 6, 3);

    @Autowired
    private Duties duties;

    @Autowired
    private Shifts shifts;

    @Autowired
    private Amendments amendments;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({"2058, 365", "2056, 366", "2023, 365"})
    void everySquadHasAModeOnEveryDayOfAYear(int year, int days) {
        shifts.opened("TH-2058-11", Mode.CAMPAIGN, LocalDate.of(2058, 12, 20), LocalDate.of(2059, 1, 9), BAIHE);

        DutyYear calendar = duties.year(year, organization.squads(TODAY));

        assertThat(calendar.lines())
                .hasSize(12)
                .allSatisfy(line -> assertThat(line.days())
                        .hasSize(days)
                        .allMatch(
                                mode -> !mode.label().isBlank() && !mode.sign().isBlank()));
        assertThat(calendar.days()).hasSize(days);
        assertThat(calendar.months())
                .hasSize(12)
                .allSatisfy(month -> assertThat(month.lines())
                        .allSatisfy(line ->
                                assertThat(line.days()).hasSize(month.days().size())));
    }

    @Test
    void aYearAgreesWithItsDays() {
        shifts.signed("TH-2058-11", Mode.CAMPAIGN, FIRST, FIRST.plusDays(3));
        shifts.signed("LB-2058-12", Mode.LOOK_BACK, FIRST.plusDays(2), FIRST.plusDays(5));
        shifts.signed("FI-2058-13", Mode.FURTHER_IMPROVEMENT, FIRST.plusDays(4), FIRST.plusDays(6));

        List<String> week = List.of("专", "专", "专看", "专看", "升", "升", "升", "常");
        DutyYear.Line baihe = line(duties.year(2058, organization.squads(TODAY)), BAIHE);
        for (int i = 0; i < week.size(); i++) {
            LocalDate day = FIRST.plusDays(i);
            assertThat(baihe.days().get(day.getDayOfYear() - 1).sign())
                    .as("%s", day)
                    .isEqualTo(week.get(i));
            assertThat(mode(day, BAIHE).sign()).as("%s", day).isEqualTo(week.get(i));
            assertThat(mode(day, CHONGGU)).isEqualTo(new DayMode(DutyMode.ROUTINE, false));
        }
        assertThat(baihe.days().get(FIRST.getDayOfYear() - 2).mode()).isEqualTo(DutyMode.ROUTINE);
        assertThat(mode(FIRST.plusDays(2), BAIHE).label()).isEqualTo("专项整治（兼365回头看）");
    }

    @Test
    void lookBackAloneIsAModeOfItsOwn() {
        shifts.signed("LB-2058-12", Mode.LOOK_BACK, FIRST, FIRST);

        assertThat(mode(FIRST, BAIHE)).isEqualTo(new DayMode(DutyMode.LOOK_BACK, false));
    }

    @Test
    void whatIsNotDispatchedYetBeginsTomorrowAtTheEarliest() {
        jdbc.sql("""
                        update assignment
                        set first_day = date '2020-01-01', last_day = date '2020-01-02'
                        where code in (select assignment from squad_task where squad = '310118000')
                        """).update();
        shifts.opened("TH-2058-11", Mode.CAMPAIGN, TODAY.minusDays(1), TODAY.plusDays(1), "310118000");

        assertThat(mode(TODAY.minusDays(1), "310118000").mode()).isEqualTo(DutyMode.ROUTINE);
        assertThat(mode(TODAY, "310118000").mode()).isEqualTo(DutyMode.ROUTINE);
        assertThat(mode(TODAY.plusDays(1), "310118000").mode()).isEqualTo(DutyMode.CAMPAIGN);
    }

    @Test
    void aSquadAddedLateBeginsWithItsDispatch() {
        past("ASSIGNED", null);

        assertThat(signs()).isEqualTo("常专专专专常");
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED", "ABSORBED"})
    void whatEndedEarlyLastsUntilTheDayBefore(String state) {
        past(state, LocalDate.of(2022, 5, 4));

        assertThat(signs()).isEqualTo("常专专常常常");
    }

    @Test
    void aCampaignCancelledBeforehandIsNone() {
        shifts.signed("TH-2058-11", Mode.CAMPAIGN, FIRST, FIRST.plusDays(1));
        amendments.cancel("TH-2058-11");

        assertThat(mode(FIRST, BAIHE).mode()).isEqualTo(DutyMode.ROUTINE);
    }

    @Test
    void aSuspendedCampaignIsNoneFromTodayOn() {
        shifts.signed("TH-2058-11", Mode.CAMPAIGN, FIRST, FIRST.plusDays(1));
        amendments.suspend("TH-2058-11");
        assertThat(mode(FIRST, BAIHE).mode()).isEqualTo(DutyMode.ROUTINE);

        past("ASSIGNED", null);
        amendments.suspend("TH-2022-11");
        assertThat(signs()).isEqualTo("常专专专专常");
    }

    @Test
    void tellsASquadItsModeAndOthersHowManyAreInWhich() {
        Actor squad = new Actor("baihe1", Set.of("squadBaihe"));
        Actor section = new Actor("coordination1", Set.of("deptCoordination"));

        assertThat(duties.today(squad)).isEqualTo(mode(TODAY, BAIHE).label());
        assertThat(duties.today(section)).contains(" 个中队");
    }

    @Test
    void asksForADayAsForAYearInOneStatement() {
        duties.on(FIRST);

        assertThat(Statements.during(() -> duties.on(FIRST))).isEqualTo(1);
        assertThat(Statements.during(() -> duties.year(2058, organization.squads(TODAY))))
                .isEqualTo(1);
    }

    /** From 1 to 5 May 2022, dispatched on the 2nd. */
    private void past(String state, LocalDate closed) {
        LocalDate first = LocalDate.of(2022, 5, 1);
        shifts.past("TH-2022-11", Mode.CAMPAIGN, first, first.plusDays(4), first.plusDays(1), state, closed);
    }

    private String signs() {
        return LocalDate.of(2022, 5, 1)
                .datesUntil(LocalDate.of(2022, 5, 7))
                .map(day -> mode(day, BAIHE).sign())
                .reduce("", String::concat);
    }

    private DayMode mode(LocalDate day, String squad) {
        return duties.on(day).entrySet().stream()
                .filter(one -> one.getKey().code().equals(squad))
                .map(Map.Entry<Squad, DayMode>::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static DutyYear.Line line(DutyYear calendar, String squad) {
        return calendar.lines().stream()
                .filter(line -> line.squad().code().equals(squad))
                .findFirst()
                .orElseThrow();
    }
}
