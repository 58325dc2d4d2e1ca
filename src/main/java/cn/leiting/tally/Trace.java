package cn.leiting.tally;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 依据：one record behind a count, with what it adds to numerator and denominator. Those of an indicator add up to its
 * count, and nothing else is counted.
 *
 * @param indicator one of domain 6.2, {@code A1} to {@code G2}
 * @param reference of the record as its kind says it
 * @param numerator less than 0 only where less is required of a shorter time
 * @param on the day that matters; null where there is none
 * @param note a whole sentence where the figures alone do not say why
 */
public record Trace(
        String indicator,
        Kind kind,
        String reference,
        BigDecimal numerator,
        BigDecimal denominator,
        @Nullable LocalDate on,
        @Nullable String note) {

    /** 依据的种类. */
    public enum Kind {
        /** 中队任务, by its code. */
        TASK,
        /** 勤务方案, by its task. */
        DUTY_PLAN,
        /** 反馈期限, by its task and rule. */
        FEEDBACK,
        /** 点位, by its code. */
        POINT,
        /** 折算: of the squad's own days, by its task. */
        OWN_DAYS,
        /** 检查, by its number. */
        VISIT,
        /** 发现的问题, by its number. */
        FINDING,
        /** 责令改正, by its number. */
        ORDER,
        /** 回头看样本: look-back and point with a blank between. */
        SAMPLE,
        /** 案件, by its code. */
        CASE,
        /** 信息, by its code. */
        ITEM,
        /** 目标: of how many is enough, by the campaign. */
        TARGET,
        /** 诉件, by its number. */
        TICKET
    }

    public Trace {
        numerator = Count.plain(numerator);
        denominator = Count.plain(denominator);
    }

    /** Whether it adds nothing and says nothing. */
    boolean isNothing() {
        return numerator.signum() == 0 && denominator.signum() == 0 && kind != Kind.ITEM;
    }

    static Trace of(String indicator, Kind kind, String reference, long numerator, long denominator) {
        return of(indicator, kind, reference, numerator, denominator, null);
    }

    static Trace of(
            String indicator, Kind kind, String reference, long numerator, long denominator, @Nullable String note) {
        return new Trace(
                indicator, kind, reference, BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), null, note);
    }
}
