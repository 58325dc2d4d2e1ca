package cn.leiting.organization;

import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 指定分管副队长或队长：who answers for a squad's campaign tasks (the notice, line 31); one a squad on any
 * day.
 *
 * @param phone eleven digits from 1 on
 * @param validTo the last day, open until further notice
 */
public record Designation(
        long id,
        String squadCode,
        String officerId,
        String officerName,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String phone,
        @Nullable String deputyId,
        @Nullable String deputyName) {

    /** F-01. Refuses a phone that is none, an end before the start, a deputy who is the officer. */
    public record Form(
            String squadCode,
            String officerId,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String phone,
            @Nullable String deputyId) {

        public Form {
            if (!phone.matches("1\\d{10}")) {
                throw Refusal.invalid("phone", "联系电话须为11位数字，以1开头。");
            }
            if (validTo != null && validTo.isBefore(validFrom)) {
                throw Refusal.invalid("validTo", "结束日期不能早于开始日期。");
            }
            if (officerId.equals(deputyId)) {
                throw Refusal.invalid("deputyId", "替补人不能是负责人本人。");
            }
        }
    }

    public Period period() {
        return new Period(validFrom, validTo);
    }
}
