package cn.leiting.docket;

import cn.leiting.casework.Outcome;
import cn.leiting.casework.Source;
import cn.leiting.casework.Status;
import cn.leiting.disposition.Dispositions.Proposal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 案件登记簿：no word about parties, no sums; nothing in it is counted, ranked or a basis of assessment. */
final class Register {

    /**
     * What is asked for; null: all.
     *
     * @param month the first day of the month of registration
     * @param codes only these, because they are late or near
     * @param before the cases that were registered before this one
     */
    record Filter(
            @Nullable String squad,
            @Nullable Status status,
            @Nullable String campaign,
            @Nullable String violation,
            @Nullable LocalDate month,
            boolean hard,
            @Nullable List<String> codes,
            @Nullable String before) {}

    /** @param violation as it is called in the law of the day of the act */
    record Line(
            String code,
            @Nullable String externalNo,
            String squad,
            String decidingBody,
            Source.Kind source,
            @Nullable String campaign,
            String violation,
            String place,
            LocalDate actOn,
            LocalDate registeredOn,
            @Nullable Proposal route,
            Status status,
            boolean hard,
            @Nullable LocalDate filedOn,
            @Nullable LocalDate closedOn,
            @Nullable Outcome outcome) {}

    private Register() {}
}
