package cn.leiting.docket;

import cn.leiting.docket.Register.Filter;
import cn.leiting.docket.Register.Line;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 案件登记簿：the newest first, in one statement. */
@Component
class RegisterRows {

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
