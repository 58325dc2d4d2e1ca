package cn.leiting.docket;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.docket.CaseFile.Guided;
import cn.leiting.docket.CaseFile.Head;
import cn.leiting.docket.CaseFile.Step;
import cn.leiting.party.Parties;
import cn.leiting.timekeeping.Timings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one case over all rooms, in the same number of statements whatever they hold of it. */
@Component
@Transactional(readOnly = true)
class CaseFiles {

    private static final String HEAD = """
            select coalesce((select name
                             from violation_type
                             where violation_type.code = of.violation
                               and of.act_on between valid_from and coalesce(valid_to, 'infinity')), of.violation) as violation,
                   coalesce((select name from person where user_id = registered_by), registered_by) as registered_by,
                   (registered_at at time zone 'Asia/Shanghai')::date as registered_on,
                   coalesce((select name from person where user_id = filed_by), filed_by) as filed_by,
                   coalesce((select name from person where user_id = closed_by), closed_by) as closed_by,
                   visit.point, place.name as point_name, visit.business_date as inspected_on, found.description,
                   issued.order_no, issued.status as order_status,
                   array(select sha256 from inspection_photo where inspection = visit.id order by relation desc, 1) as photos,
                   exists (select from performance where case_code = of.code) as performed
            from enforcement_case of
                     left join finding found on found.id = of.finding
                     left join inspection visit on visit.id = found.inspection
                     left join inspection_point place on place.code = visit.point
                     left join rectification_order issued on issued.finding = found.id
            where of.code = ?
            """;

    private static final String GUIDANCE = """
            select code, status, requested_at at time zone 'Asia/Shanghai' as requested_at,
                   signed_at at time zone 'Asia/Shanghai' as signed_at
            from hard_case
            where case_code = :code
               or finding = :finding
            order by id
            """;

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Timings timings;
    private final StepRows steps;
    private final Parties parties;

    CaseFiles(JdbcClient jdbc, Cases cases, Handlers handlers, Timings timings, StepRows steps, Parties parties) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.timings = timings;
        this.steps = steps;
        this.parties = parties;
    }

    CaseFile of(EnforcementCase found) {
        String code = found.code();
        return new CaseFile(
                found,
                jdbc.sql(HEAD).param(code).query((row, number) -> head(row)).single(),
                timings.of(List.of(code)),
                handlers.of(code),
                cases.events(code),
                steps.of(code).stream()
                        .collect(Collectors.groupingBy(Step::part, LinkedHashMap::new, Collectors.toList())),
                jdbc.sql(GUIDANCE)
                        .param("code", code)
                        .param("finding", found.source().finding())
                        .query(Guided.class)
                        .list(),
                found.party() == null ? null : parties.masked(found.party()));
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getString("violation"),
                row.getString("registered_by"),
                row.getObject("registered_on", LocalDate.class),
                row.getString("filed_by"),
                row.getString("closed_by"),
                row.getString("point"),
                row.getString("point_name"),
                row.getObject("inspected_on", LocalDate.class),
                row.getString("description"),
                row.getString("order_no"),
                row.getString("order_status"),
                List.of((String[]) row.getArray("photos").getArray()),
                row.getBoolean("performed"));
    }
}
