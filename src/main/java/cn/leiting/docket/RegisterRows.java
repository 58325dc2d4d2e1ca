package cn.leiting.docket;

import cn.leiting.casework.Outcome;
import cn.leiting.casework.Source;
import cn.leiting.casework.Status;
import cn.leiting.disposition.Dispositions.Proposal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 案件登记簿：the newest first, in one statement; no word about parties, no sums. Nothing in it is counted, ranked or a basis of
 * assessment (行政处罚法第七十四条第三款).
 */
@Component
class RegisterRows {

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

    private static final String LINES = """
            select code, external_no, squad, deciding_body, source, campaign,
                   coalesce((select name
                             from violation_type
                             where violation_type.code = violation
                               and act_on between valid_from and coalesce(valid_to, 'infinity')), violation) as violation,
                   place, act_on, (registered_at at time zone 'Asia/Shanghai')::date as registered_on, route, status, hard,
                   filed_on, closed_on, outcome
            from enforcement_case
            where (:squad::text is null or squad = :squad)
              and (:status::text is null or status = :status)
              and (:campaign::text is null or campaign = :campaign)
              and (:violation::text is null or violation = :violation)
              and (:month::date is null
                or registered_at >= :month::date::timestamp at time zone 'Asia/Shanghai'
                       and registered_at < (:month::date + interval '1 month') at time zone 'Asia/Shanghai')
              and (not :hard or hard)
              and (:codes::text[] is null or code = any (:codes))
              and (:before::text is null
                or (registered_at, code) < (select registered_at, code from enforcement_case where code = :before))
            order by registered_at desc, code desc
            limit :most
            """;

    private final JdbcClient jdbc;

    RegisterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Line> lines(Filter filter, int most) {
        return jdbc.sql(LINES)
                .param("squad", filter.squad())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("campaign", filter.campaign())
                .param("violation", filter.violation())
                .param("month", filter.month())
                .param("hard", filter.hard())
                .param("codes", filter.codes() == null ? null : filter.codes().toArray(String[]::new))
                .param("before", filter.before())
                .param("most", most)
                .query(Line.class)
                .list();
    }
}
