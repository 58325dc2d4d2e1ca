package cn.leiting.overview;

import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.summary.Visitor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 案件情况：the cases that were found in a campaign, by procedure and state, for information only: never by squad for who sees
 * all, never with a target, never a basis of assessment (行政处罚法第七十四条第三款; domain 9.4, no. 46).
 */
@Component
@Transactional(readOnly = true)
class CaseCounts {

    /** @param route null: not assessed yet */
    record Line(@Nullable Proposal route, long open, long transferred, long closed) {}

    private final JdbcClient jdbc;

    CaseCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the squad that the visitor may see, or of all together. */
    List<Line> of(String campaign, Visitor visitor) {
        return of(campaign, visitor.only());
    }

    List<Line> of(String campaign, @Nullable String squad) {
        return jdbc.sql("""
                        select route,
                               count(*) filter (where closed_on is null and status <> 'TRANSFERRED') as open,
                               count(*) filter (where status = 'TRANSFERRED') as transferred,
                               count(*) filter (where closed_on is not null) as closed
                        from enforcement_case
                        where campaign = :campaign
                          and (:squad::text is null or squad = :squad)
                        group by route
                        order by array_position(array['EDUCATE', 'ORDER_IMMEDIATE', 'ORDER_WITH_DEADLINE', 'TRANSFER_AGENCY',
                                                'TRANSFER_CRIME', 'SIMPLIFIED', 'ORDINARY'], route) nulls first
                        """)
                .param("campaign", campaign)
                .param("squad", squad)
                .query(Line.class)
                .list();
    }
}
