package cn.leiting.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.timekeeping.Timing.Kind;
import cn.leiting.timekeeping.Timing.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every clock of a case, from the rows that start it, against a second computation that knows nothing but days: holidays
 * and make-up days read from the State Council's tables as they were loaded, 2022 to 2026.
 */
@LeitingTest
@Transactional
class TimingsTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2022, 1, 4);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 30);
    private static final Pattern TABLE = Pattern.compile("\\(date '(\\d{4}-\\d\\d-\\d\\d)', '(\\w+)'");

    private static final Set<LocalDate> OFF = table("HOLIDAY");
    private static final Set<LocalDate> MADE_UP = table("MAKEUP_WORKDAY");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private WorkCalendar calendar;

    private final Random random = new Random(20230112);
    private Timings timings;
    private int number;

    @BeforeEach
    void atTheEndOfTheTables() {
        Clock end = Clock.fixed(LAST.plusDays(1).atStartOfDay(ZONE).toInstant(), ZONE);
        timings = new Timings(jdbc, calendar, end);
    }

    @Test
    void ninetyDaysRunFromTheFilingWithoutPausesAndWithExtensions() {
        for (int round = 0; round < 40; round++) {
            LocalDate filed = day();
            String code = filed(filed);
            LocalDate from = filed.plusDays(1L + random.nextInt(120));
            LocalDate to = from.plusDays(random.nextInt(40));
            int more = random.nextInt(3) * 30;
            paused(code, from, to);
            if (more > 0) {
                jdbc.sql("""
                                insert into case_extension (case_code, clock, days, basis, by_whom, at)
                                values (?, 'apl.60', ?, '案情复杂，经负责人批准', 'xujingDecide1', now())
                                """).params(code, more).update();
            }
            LocalDate plain = filed.plusDays(90L + more);
            long rest = from.isAfter(plain) ? 0 : to.toEpochDay() - from.toEpochDay() + 1;

            assertThat(due(code, Kind.DECISION))
                    .as("%s, %s to %s, %s", filed, from, to, more)
                    .isEqualTo(plain.plusDays(rest));
        }
    }

    @Test
    void aTransferEndsTheNinetyDaysUnlessItCameBackBeforeTheFiling() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        String away = filed(day);
        String back = filed(day);
        transferred(away, day, null);
        transferred(back, day, day);

        assertThat(settled(away)).isTrue();
        assertThat(settled(back)).isFalse();
    }

    private boolean settled(String code) {
        return timings.of(List.of(code)).stream()
                .filter(reading -> reading.timing().kind() == Kind.DECISION)
                .map(Reading::isSettled)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void measuresEndOnTheDayItselfAndPreservationsCountWorkingDays() {
        for (int round = 0; round < 40; round++) {
            LocalDate from = day();
            String code = filed(from);
            Integer more = random.nextBoolean() ? null : 1 + random.nextInt(30);
            measure(code, "PRESERVATION", from, null);
            measure(code, "SEIZURE", from, more);

            assertThat(due(code, Kind.PRESERVATION)).as("%s", from).isEqualTo(workdays(from, 7));
            assertThat(due(code, Kind.SEIZURE))
                    .as("%s", from)
                    .isEqualTo(from.plusDays(30L + (more == null ? 0 : more)));
        }
    }

    @Test
    void whatFollowsTheDecisionRunsFromItsDays() {
        for (int round = 0; round < 60; round++) {
            LocalDate decided = day();
            LocalDate served = decided.plusDays(random.nextInt(10));
            boolean onTheSpot = random.nextInt(4) == 0;
            String code = filed(decided.minusDays(20));
            performed(code, decided, onTheSpot ? decided : served, onTheSpot);
            LocalDate effective = onTheSpot ? decided : served;
            LocalDate remedies = onTheSpot && effective.getYear() >= 2024
                    ? rolled(effective.plusDays(60))
                    : rolled(effective.plusMonths(6));

            assertThat(due(code, Kind.PAYMENT)).as("%s", effective).isEqualTo(rolled(effective.plusDays(15)));
            assertThat(due(code, Kind.RECONSIDERATION)).as("%s", effective).isEqualTo(rolled(effective.plusDays(60)));
            assertThat(due(code, Kind.URGING)).as("%s", effective).isEqualTo(workdays(effective.plusDays(30), 10));
            if (onTheSpot) {
                assertThat(due(code, Kind.HAND_IN)).as("%s", effective).isEqualTo(workdays(effective, 2));
            } else {
                assertThat(due(code, Kind.SERVICE)).as("%s", decided).isEqualTo(workdays(decided, 7));
                assertThat(due(code, Kind.LITIGATION)).as("%s", effective).isEqualTo(remedies);
            }
            if (remedies != null && !remedies.isAfter(LAST)) {
                assertThat(due(code, Kind.COURT)).as("%s", effective).isEqualTo(rolled(remedies.plusMonths(3)));
                LocalDate around = remedies.plusDays(random.nextInt(60) - 30L);
                LocalDate last = around.isAfter(LAST) ? LAST : around;
                deferred(code, effective.plusDays(15), last);
                assertThat(due(code, Kind.COURT))
                        .as("%s, deferred until %s", effective, last)
                        .isEqualTo(rolled((last.isAfter(remedies) ? last : remedies).plusMonths(3)));
                assertThat(readings(code)).noneMatch(reading -> reading.timing().kind() == Kind.PAYMENT);
            }
        }
    }

    @Test
    void aPublishedDecisionIsWithdrawnInThreeWorkingDays() {
        for (int round = 0; round < 20; round++) {
            LocalDate owed = day();
            String code = filed(owed.minusDays(60));
            performed(code, owed.minusDays(40), owed.minusDays(40), false);
            jdbc.sql("""
                            insert into decision_publication (case_code, published_on, url, note, published_by, published_at,
                                                              owed_since)
                            values (?, ?, 'https://example.org/', '有社会影响的决定。', 'xujingDecide1', now(), ?)
                            """).params(code, owed.minusDays(30), owed).update();

            assertThat(due(code, Kind.WITHDRAWAL)).as("%s", owed).isEqualTo(workdays(owed, 3));
        }
    }

    @Test
    void aPeriodThatEntersAYearWithoutItsTableHasNoDayButNamesTheYear() {
        LocalDate from = LocalDate.of(2026, 12, 28);
        String code = filed(from);
        measure(code, "PRESERVATION", from, null);

        assertThat(readings(code))
                .filteredOn(reading -> reading.timing().kind() == Kind.PRESERVATION)
                .singleElement()
                .satisfies(reading -> assertThat(reading.missingYear()).isEqualTo(2027))
                .satisfies(reading -> assertThat(reading.words()).isEqualTo("缺2027年工作日历"))
                .satisfies(reading -> assertThat(reading.isBreached()).isFalse());
        assertThat(due(code, Kind.DECISION)).isEqualTo(LocalDate.of(2027, 3, 28));
    }

    private LocalDate day() {
        return FIRST.plusDays(random.nextInt((int) (LAST.toEpochDay() - FIRST.toEpochDay())));
    }

    private @Nullable LocalDate due(String code, Kind kind) {
        List<Reading> found = readings(code).stream()
                .filter(reading -> reading.timing().kind() == kind)
                .toList();
        assertThat(found).as("%s of %s", kind, code).hasSize(1);
        return found.get(0).due();
    }

    private List<Reading> readings(String code) {
        return timings.of(List.of(code));
    }

    /** Null: nobody knows yet. */
    private static @Nullable LocalDate workdays(LocalDate from, int amount) {
        LocalDate day = from;
        for (int left = amount; left > 0; left -= works(day) ? 1 : 0) {
            day = day.plusDays(1);
            if (day.isAfter(LocalDate.of(2026, 12, 31))) {
                return null;
            }
        }
        return day;
    }

    private static @Nullable LocalDate rolled(LocalDate last) {
        LocalDate day = last;
        while (day.getYear() < 2027 && !works(day)) {
            day = day.plusDays(1);
        }
        return day.getYear() < 2027 ? day : null;
    }

    private static boolean works(LocalDate day) {
        return MADE_UP.contains(day) || (day.getDayOfWeek().getValue() < 6 && !OFF.contains(day));
    }

    private static Set<LocalDate> table(String kind) {
        try {
            String sql =
                    new ClassPathResource("db/migration/V1_0__calendar.sql").getContentAsString(StandardCharsets.UTF_8);
            Function<MatchResult, LocalDate> date = match -> LocalDate.parse(match.group(1));
            return TABLE.matcher(sql)
                    .results()
                    .filter(match -> match.group(2).equals(kind))
                    .map(date)
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String filed(LocalDate on) {
        String code = "CASE-310118106-2047-%06d".formatted(900000 + ++number);
        jdbc.sql("""
                        insert into enforcement_case (code, squad, deciding_body, source, violation, place, facts, act_on,
                                                      discovered_on, status, filed_on, filed_by, registered_by,
                                                      registered_at, version)
                        values (?, '310118106', '徐泾镇人民政府', 'PATROL', 'VIO_STALL', '试用点位7门前', '在人行道上设摊经营，影响通行。',
                                date '2022-01-01', date '2022-01-01', 'INVESTIGATING', ?, 'xujingDecide1', 'xujing1', now(), 0)
                        """).params(code, on).update();
        return code;
    }

    private void transferred(String code, LocalDate sent, @Nullable LocalDate returned) {
        jdbc.sql("""
                        insert into case_transfer (case_code, no, kind, agency, letter_no, reason, sent_on, sent_by, sent_at,
                                                   accepted, answered_on, answer, recorded_by, recorded_at)
                        select :code, 1, 'AGENCY', 'agencyEcology', '徐移2047', '该事项不属于本机关职权。', :sent, 'xujingLead', now(),
                               case when returned is not null then false end, returned,
                               case when returned is not null then '不属于我局职权。' end,
                               case when returned is not null then 'xujing1' end,
                               case when returned is not null then now() end
                        from (select :returned::date as returned) given
                        """)
                .param("code", code)
                .param("sent", sent)
                .param("returned", returned)
                .update();
    }

    private void paused(String code, LocalDate from, LocalDate to) {
        jdbc.sql("""
                        insert into case_pause (case_code, clock, from_day, to_day, basis, by_whom, at)
                        values (?, 'apl.60', ?, ?, '行政处罚法第二十七条', 'xujingDecide1', now())
                        """).params(code, from, to).update();
    }

    private void measure(String code, String kind, LocalDate from, @Nullable Integer more) {
        jdbc.sql("""
                        insert into coercive_measure (case_code, kind, items, decision_no, approved_by, from_day, extended_days,
                                                      extension_reason, extended_by, by_whom, at)
                        select :code, :kind, '三轮车一辆', '徐登存2047', 'xujingDecide1', :from, more,
                               case when more is not null then '案情复杂，需要鉴定。' end,
                               case when more is not null then 'xujingDecide1' end, 'xujing1', now()
                        from (select :more::int as more) given
                        """)
                .param("code", code)
                .param("kind", kind)
                .param("from", from)
                .param("more", more)
                .update();
    }

    private void performed(String code, LocalDate decided, LocalDate served, boolean onTheSpot) {
        jdbc.sql("""
                        insert into performance (case_code, decision_no, decided_on, on_the_spot, fine, method, served_on,
                                                 effective_on, proof, served_by, lapsed_on, urged_on, urging_no, version)
                        values (:code, '徐罚2047', :decided, :spot, 100, case when :spot then 'ON_THE_SPOT' else 'DIRECT' end,
                                :served, :served, '送达回证', 'xujing1', :served::date + 20, :served::date + 30, '徐催2047', 0)
                        """)
                .param("code", code)
                .param("decided", decided)
                .param("spot", onTheSpot)
                .param("served", served)
                .update();
        if (onTheSpot) {
            jdbc.sql("""
                            insert into payment (case_code, no, paid_on, amount, channel, receipt_no, recorded_by, recorded_at)
                            values (?, 1, ?, 50, 'ON_THE_SPOT', '2047', 'xujing1', now())
                            """).params(code, served).update();
        }
    }

    private void deferred(String code, LocalDate first, LocalDate last) {
        jdbc.sql("""
                        insert into deferral (case_code, no, granted_on, paid, reason, granted_by, granted_at)
                        values (?, 1, ?, 0, '当事人经济困难。', 'xujingDecide1', now())
                        """).params(code, first).update();
        jdbc.sql("""
                        insert into instalment (case_code, deferral, no, due_on, amount)
                        values (:code, 1, 1, :first, 10), (:code, 1, 2, :last, 90)
                        """)
                .param("code", code)
                .param("first", first)
                .param("last", last)
                .update();
    }
}
