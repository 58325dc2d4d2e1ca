package cn.leiting.drilldown;

import cn.leiting.tally.Trace;
import cn.leiting.tally.Trace.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where records are and what they are about, as it is called today: of however many, in one statement. */
@Component
class SourceNames {

    private record Named(String key, String name) {}

    private final JdbcClient jdbc;

    SourceNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By kind and reference with a blank between. */
    Map<String, String> of(List<Trace> traces) {
        return jdbc
                .sql("""
                        with known as (
                            select distinct on (code) code, name
                            from violation_type
                            order by code, valid_from desc)
                        select 'POINT ' || code as key, name
                        from inspection_point
                        where code = any (:points)
                        union all
                        select 'SAMPLE ' || sample, point.name
                        from unnest(:samples) as sample
                                 join inspection_point point on point.code = split_part(sample, ' ', 2)
                        union all
                        select 'VISIT ' || visit.id, point.name
                        from inspection visit
                                 join inspection_point point on point.code = visit.point
                        where visit.id = any (:visits::bigint[])
                        union all
                        select 'FINDING ' || finding.id, point.name || '，' || known.name
                        from finding
                                 join inspection visit on visit.id = finding.inspection
                                 join inspection_point point on point.code = visit.point
                                 join known on known.code = finding.violation
                        where finding.id = any (:findings::bigint[])
                        union all
                        select 'ORDER ' || order_no, point.name || '，' || known.name
                        from rectification_order
                                 join finding on finding.id = rectification_order.finding
                                 join inspection visit on visit.id = finding.inspection
                                 join inspection_point point on point.code = visit.point
                                 join known on known.code = finding.violation
                        where order_no = any (:orders)
                        union all
                        select 'CASE ' || filed.code, known.name
                        from enforcement_case filed
                                 join known on known.code = filed.violation
                        where filed.code = any (:cases)
                        union all
                        select 'TICKET ' || ticket_no, known.name
                        from complaint
                                 join known on known.code = complaint.kind
                        where ticket_no = any (:tickets)
                        """)
                .param("points", references(traces, Kind.POINT))
                .param("samples", references(traces, Kind.SAMPLE))
                .param("visits", references(traces, Kind.VISIT))
                .param("findings", references(traces, Kind.FINDING))
                .param("orders", references(traces, Kind.ORDER))
                .param("cases", references(traces, Kind.CASE))
                .param("tickets", references(traces, Kind.TICKET))
                .query(Named.class)
                .stream()
                .collect(Collectors.toMap(Named::key, Named::name, (one, same) -> one));
    }

    private static String[] references(List<Trace> traces, Kind kind) {
        return traces.stream()
                .filter(trace -> trace.kind() == kind)
                .map(Trace::reference)
                .toArray(String[]::new);
    }
}
