package cn.leiting.calendar;

import static cn.leiting.calendar.Length.Unit.CALENDAR;
import static cn.leiting.calendar.Length.Unit.HOUR;
import static cn.leiting.calendar.Length.Unit.MONTH;
import static cn.leiting.calendar.Length.Unit.WORKDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class WorkCalendarTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private WorkCalendars calendars;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @CsvSource({
        "2023-01-19, 5, 2023-01-31",
        "2023-01-19, 7, 2023-02-02",
        "2023-04-28, 5, 2023-05-09",
        "2023-09-27, 7, 2023-10-12",
        "2026-09-30, 5, 2026-10-13",
        "2022-12-30, 1, 2023-01-03",
        "2023-01-21, 0, 2023-01-21",
    })
    void countsWorkingDaysByTheTableOfTheStateCouncil(LocalDate from, int days, LocalDate due) {
        assertThat(calendar.due(from, new Length(days, WORKDAY))).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"2022, 249", "2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void aYearHasItsNumberOfWorkingDays(int year, int workdays) {
        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(calendar::isWorkday))
                .hasSize(workdays);
    }

    @Test
    void ninetyCalendarDaysNeedNoTableAndFallOnAHoliday() {
        assertThat(calendar.due(LocalDate.of(2023, 11, 15), new Length(90, CALENDAR)))
                .isEqualTo("2024-02-13");
        assertThat(calendar.isWorkday(LocalDate.of(2024, 2, 13))).isFalse();
        assertThat(calendar.due(LocalDate.of(2051, 1, 31), new Length(1, MONTH)))
                .isEqualTo("2051-02-28");
    }

    @Test
    void asksForTheTableOfAYearThatHasNone() {
        WorkCalendar.Workdays shipped = tablesUpTo(2026);

        CalendarMissing missing = catchThrowableOfType(
                CalendarMissing.class, () -> shipped.due(LocalDate.of(2026, 12, 28), new Length(5, WORKDAY)));

        assertThat(missing.year()).isEqualTo(2027);
        assertThat(missing.notBefore()).isEqualTo("2027-01-05");
        assertThat(missing.sentence()).isEqualTo("尚未载入2027年的工作日历，无法推算期限，最早为2027年1月5日。");
    }

    /** Whatever later years other tests have loaded by now. */
    private WorkCalendar.Workdays tablesUpTo(int year) {
        Map<Integer, Map<LocalDate, Boolean>> years =
                new HashMap<>(calendar.now().years());
        years.keySet().removeIf(loaded -> loaded > year);
        return new WorkCalendar.Workdays(0, years);
    }

    @Test
    void aDayOfAYearWithoutTableIsNeitherWorkdayNorHoliday() {
        assertThatThrownBy(() -> calendar.isWorkday(LocalDate.of(2060, 3, 1))).isInstanceOf(CalendarMissing.class);
        assertThat(calendar.covers(2060)).isFalse();
        assertThat(calendar.covers(2023)).isTrue();
    }

    @Test
    void hoursHaveNoDueDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.due(LocalDate.of(2023, 1, 12), new Length(4, HOUR)));
    }

    @ParameterizedTest
    @CsvSource({"2023-01, 1, 2023-01-31", "2023-01, 5, 2023-01-20", "2023-04, 1, 2023-04-28", "2023-04, 5, 2023-04-24"})
    void countsWorkingDaysFromTheEndOfAMonth(YearMonth month, int n, LocalDate day) {
        assertThat(calendar.nthLastWorkday(month, n)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 24})
    void aMonthHasNoSuchWorkingDay(int n) {
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.nthLastWorkday(YearMonth.of(2023, 3), n));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3661})
    void aLengthHasLimits(int amount) {
        assertThatThrownBy(() -> new Length(amount, WORKDAY)).isInstanceOf(Refusal.class);
    }

    @Test
    void aTableLoadedElsewhereCountsAtOnce() {
        LocalDate friday = LocalDate.of(2041, 3, 1);
        assertThat(calendar.covers(2041)).isFalse();
        WorkCalendar onAnotherNode = new WorkCalendar(jdbc);
        assertThat(onAnotherNode.covers(2041)).isFalse();

        calendars.load(2041, "date,kind,name\n2041-03-04,HOLIDAY,试\n2041-03-02,MAKEUP_WORKDAY,试", COORDINATION);

        assertThat(onAnotherNode.due(friday, new Length(2, WORKDAY))).isEqualTo("2041-03-05");
        assertThat(calendar.due(friday, new Length(2, WORKDAY))).isEqualTo("2041-03-05");
    }

    @Test
    void anAmendedTableIsAFurtherVersionAndTheSameTableIsNone() {
        String first = "date,kind,name\n2042-01-01,HOLIDAY,元旦\n2042-05-01,HOLIDAY,劳动节\n";

        assertThat(calendars.load(2042, first, COORDINATION).version()).isEqualTo(1);
        assertThat(calendars.load(2042, first, COORDINATION).version()).isEqualTo(1);
        assertThat(calendars
                        .load(2042, first + "2042-05-02,HOLIDAY,劳动节", COORDINATION)
                        .version())
                .isEqualTo(2);
        assertThat(calendar.isWorkday(LocalDate.of(2042, 5, 2))).isFalse();
    }

    @Test
    void aTableThatIsRolledBackLeavesNoTrace() {
        transaction.executeWithoutResult(attempt -> {
            calendars.load(2043, "date,kind,name\n2043-01-01,HOLIDAY,元旦", COORDINATION);
            assertThat(calendar.covers(2043)).isTrue();
            attempt.setRollbackOnly();
        });

        assertThat(calendar.covers(2043)).isFalse();
    }

    @Test
    void namesEveryWrongRowAndStoresNothing() {
        String csv = """
                date,kind,name
                2044-01-01,HOLIDAY,元旦
                2044-13-01,HOLIDAY,元旦
                2045-01-01,HOLIDAY,元旦
                2044-01-01,HOLIDAY,元旦
                2044-01-04,MAKEUP_WORKDAY,元旦
                2044-01-05,WEEKEND,元旦
                2044-01-06,HOLIDAY,
                2044-01-07,HOLIDAY
                """;

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> calendars.load(2044, csv, COORDINATION));

        assertThat(refusal.sentence())
                .isEqualTo("2044年工作日历未载入：第3行日期应形如2027-01-01；第4行2045-01-01不属于2044年；第5行2044-01-01重复；"
                        + "第6行2044-01-04不是周末，不能作调休上班日；第7行类别应为HOLIDAY或MAKEUP_WORKDAY；"
                        + "第8行名称应为1至30个字；第9行不是三列。");
        assertThat(refusal.fields())
                .extracting(Refusal.Field::field)
                .isEqualTo(List.of("row3", "row4", "row5", "row6", "row7", "row8", "row9"));
        assertThat(calendar.covers(2044)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2044-01-01,HOLIDAY,元旦", "date,kind,name", "date,kind,name\n\n"})
    void refusesAFileWithoutHeadOrDays(String csv) {
        assertThatThrownBy(() -> calendars.load(2044, csv, COORDINATION)).isInstanceOf(Refusal.class);
    }

    @Test
    void onlyCoordinationAndAdministratorsLoadTables() {
        String csv = "date,kind,name\n2044-01-01,HOLIDAY,元旦";
        Actor squad = new Actor("xujing1", Set.of("squadXujing"));

        assertThatThrownBy(() -> calendars.load(2044, csv, squad))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThat(calendar.covers(2044)).isFalse();
    }
}
