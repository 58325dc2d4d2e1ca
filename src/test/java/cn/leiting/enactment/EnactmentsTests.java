package cn.leiting.enactment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Source;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.catalogue.Violations;
import cn.leiting.catalogue.Violations.Applicable;
import cn.leiting.enactment.Enactments.Outcome;
import cn.leiting.enactment.Enactments.Result;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Laws of the nineties, which nobody else meets, and of the far future. */
@LeitingTest
class EnactmentsTests {

    private static final Actor LEGAL = new Actor("legal1", Set.of("deptLegal"));
    private static final LocalDate OLD = LocalDate.of(1990, 1, 1);
    private static final LocalDate NEW = LocalDate.of(1995, 1, 1);
    private static final LocalDate END = LocalDate.of(1999, 12, 31);

    @Autowired
    Enactments enactments;

    @Autowired
    Violations violations;

    @Autowired
    Cases cases;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aNewVersionEndsTheOneBeforeItAndIsReadAtOnce() {
        Violation old = version("VIO_TRY_NEXT", OLD, END, "50", "500");
        assertThat(enact(old)).isEqualTo(Outcome.ADDED);
        assertThat(violations.get("VIO_TRY_NEXT", NEW)).isEqualTo(old);

        Violation next = version("VIO_TRY_NEXT", NEW, END, "100", "1000");
        assertThat(enact(next)).isEqualTo(Outcome.ADDED);

        assertThat(violations.get("VIO_TRY_NEXT", NEW.minusDays(1)).valid())
                .isEqualTo(new Period(OLD, NEW.minusDays(1)));
        assertThat(violations.get("VIO_TRY_NEXT", NEW)).isEqualTo(next);
        assertThat(enact(next)).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void aVersionThatHasBegunIsNotRewritten() {
        enact(version("VIO_TRY_KEPT", OLD, END, "50", "500"));

        assertThat(refused(version("VIO_TRY_KEPT", OLD, END, "50", "600"))).contains("已经适用，不能改写");
        assertThatThrownBy(() -> jdbc.sql("update violation_type set fine_max = 600 where code = 'VIO_TRY_KEPT'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("cannot be rewritten");
    }

    @Test
    void aVersionThatIsStillToComeIsReplaced() {
        LocalDate far = LocalDate.of(2098, 1, 1);
        enact(version("VIO_TRY_FAR", far, null, "50", "500"));

        assertThat(enact(version("VIO_TRY_FAR", far, null, "50", "600"))).isEqualTo(Outcome.REPLACED);
        assertThat(violations.get("VIO_TRY_FAR", far).fineMax()).isEqualByComparingTo("600");
    }

    @Test
    void aVersionDoesNotReachIntoALaterOne() {
        enact(version("VIO_TRY_LATER", NEW, END, "50", "500"));

        assertThat(refused(version("VIO_TRY_LATER", OLD, null, "50", "500"))).contains("1995年1月1日起适用的版本重叠");
        assertThat(enact(version("VIO_TRY_LATER", OLD, NEW.minusDays(1), "50", "500")))
                .isEqualTo(Outcome.ADDED);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into violation_type (code, name, legal_basis, law_version, competent, precondition,
                                                            valid_from)
                                values ('VIO_TRY_LATER', '重叠', '条例', '文本', 'CITY_MGMT', 'NONE', date '1996-01-01')
                                """).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("violation_has_one_law_a_day");
    }

    @Test
    void aVersionByWhichACaseWasDecidedDoesNotEndBeforeItsAct() {
        enact(version("VIO_TRY_JUDGED", OLD, END, "50", "500"));
        String code = decided("VIO_TRY_JUDGED", LocalDate.of(1996, 6, 1));

        assertThat(refused(version("VIO_TRY_JUDGED", NEW, END, "10", "100"))).contains("1996年6月1日的案件");
        assertThatThrownBy(() -> jdbc.sql("""
                                update violation_type
                                set valid_to = date '1996-05-31'
                                where code = 'VIO_TRY_JUDGED'
                                """).update()).hasMessageContaining("has been applied");
        assertThatThrownBy(() -> jdbc.sql("delete from violation_type where code = 'VIO_TRY_JUDGED'")
                        .update())
                .hasMessageContaining("is in use");
        assertThat(enact(version("VIO_TRY_JUDGED", LocalDate.of(1996, 6, 2), END, "10", "100")))
                .isEqualTo(Outcome.ADDED);
        assertThat(code).isNotEmpty();
    }

    @Test
    void aRepealIsAnEndWithoutANextVersion() {
        enact(version("VIO_TRY_REPEALED", OLD, END, "50", "500"));

        assertThat(enact(version("VIO_TRY_REPEALED", OLD, NEW.minusDays(1), "50", "500")))
                .isEqualTo(Outcome.ENDED);
        assertThatThrownBy(() -> violations.get("VIO_TRY_REPEALED", NEW)).isInstanceOf(Refusal.class);
        Applicable applied = violations.applicable("VIO_TRY_REPEALED", OLD, NEW);
        assertThat(applied.repealed()).isTrue();
        assertThat(applied.note()).contains("不予处罚");
    }

    /** Old range and precondition, new ones, and whether the new one counts. */
    @ParameterizedTest
    @CsvSource({
        "LOWER_MAX,50,500,NONE,50,400,NONE,true",
        "HIGHER_MAX,50,500,NONE,10,600,NONE,false",
        "LOWER_MIN,50,500,NONE,20,500,NONE,true",
        "HIGHER_MIN,50,500,NONE,60,500,NONE,false",
        "LOWER_MAX_HIGHER_MIN,50,500,NONE,60,400,NONE,true",
        "ORDER_FIRST,50,500,NONE,50,500,AFTER_REFUSAL,true",
        "ORDER_NO_MORE,50,500,AFTER_DEADLINE,50,500,NONE,false",
        "OTHER_ORDER,50,500,AFTER_DEADLINE,50,500,AFTER_REFUSAL,false",
        "SAME,50,500,NONE,50,500,NONE,false"
    })
    void theMilderVersionCounts(
            String name,
            String min,
            String max,
            Precondition before,
            String newMin,
            String newMax,
            Precondition after,
            boolean later) {
        String code = "VIO_MILD_" + name;
        Violation old = version(code, OLD, NEW.minusDays(1), min, max, before);
        Violation next = version(code, NEW, END, newMin, newMax, after);
        enactments.enact(List.of(old, next), LEGAL);

        Applicable applied = violations.applicable(code, OLD, NEW);

        assertThat(applied.later()).isEqualTo(later);
        assertThat(applied.law()).isEqualTo(later ? next : old);
        assertThat(applied.repealed()).isFalse();
        assertThat(violations.applicable(code, NEW, NEW).law()).isEqualTo(next);
        assertThat(violations.applicable(code, OLD, NEW.minusDays(1)).law()).isEqualTo(old);
    }

    @Test
    void amountsThatAreNotKnownAreNotCompared() {
        enactments.enact(
                List.of(
                        version("VIO_TRY_UNKNOWN", OLD, NEW.minusDays(1), null, null),
                        version("VIO_TRY_UNKNOWN", NEW, END, "1", "2")),
                LEGAL);

        Applicable applied = violations.applicable("VIO_TRY_UNKNOWN", OLD, NEW);
        assertThat(applied.law().valid().from()).isEqualTo(OLD);
        assertThat(applied.later()).isFalse();
        assertThat(applied.note()).contains("人工比较");
    }

    @ParameterizedTest
    @CsvSource({"49.99,false,低于", "500.01,false,超过", "500.01,true,超过", "0,true,大于零"})
    void aFineStaysWithinTheRange(BigDecimal amount, boolean mitigated, String sentence) {
        Violation law = version("VIO_TRY_RANGE", OLD, END, "50", "500");

        assertThatThrownBy(() -> law.refuseFine(amount, mitigated))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
        law.refuseFine(new BigDecimal("50"), false);
        law.refuseFine(new BigDecimal("500"), false);
        law.refuseFine(new BigDecimal("0.01"), true);
        version("VIO_TRY_RANGE", OLD, END, null, null).refuseFine(new BigDecimal("99999"), false);
    }

    @Test
    void onlyTheLegalSectionEntersTheLaw() {
        assertThatThrownBy(() -> enactments.enact(List.of(), new Actor("coordination1", Set.of("deptCoordination"))))
                .isInstanceOf(Refusal.class);
    }

    private Outcome enact(Violation version) {
        Result result = enactments.enact(List.of(version), LEGAL).get(0);
        assertThat(result.sentence()).isEmpty();
        return result.outcome();
    }

    private String refused(Violation version) {
        Result result = enactments.enact(List.of(version), LEGAL).get(0);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        return result.sentence();
    }

    private String decided(String violation, LocalDate actOn) {
        String code = cases.register(
                new Source(
                        "310118106",
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        violation,
                        "徐泾镇试用点位7门前",
                        "在人行道上设摊经营，影响通行。",
                        actOn,
                        actOn),
                "xujing1");
        jdbc.sql("update enforcement_case set status = 'DECIDED' where code = ?")
                .param(code)
                .update();
        return code;
    }

    private static Violation version(
            String code, LocalDate from, @Nullable LocalDate to, @Nullable String min, @Nullable String max) {
        return version(code, from, to, min, max, Precondition.NONE);
    }

    private static Violation version(
            String code,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String min,
            @Nullable String max,
            Precondition precondition) {
        return new Violation(
                code,
                "试用违法行为",
                "试用条例第一条",
                precondition,
                null,
                new Period(from, to),
                from.getYear() + "年文本",
                Competence.CITY_MGMT,
                min == null ? null : new BigDecimal(min).setScale(2),
                max == null ? null : new BigDecimal(max).setScale(2),
                null);
    }
}
