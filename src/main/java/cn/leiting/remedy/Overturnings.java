package cn.leiting.remedy;

import cn.leiting.remedy.Remedy.Kind;
import cn.leiting.remedy.Remedy.Result;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 被变更、撤销或者确认违法的处罚决定 of a year: what whoever supplies the adjustments looks at before writing an X3. */
@Component
@Transactional(readOnly = true)
public class Overturnings {

    /**
     * @param campaign in which the violation was found; null: none
     * @param on the day of the outcome, whose year it belongs to (domain §9.4, no. 41)
     */
    public record Overturning(
            String caseCode,
            String squad,
            String squadName,
            @Nullable String campaign,
            Kind kind,
            Result result,
            LocalDate on,
            String documentNo) {}

    private final JdbcClient jdbc;

    Overturnings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By day; a decision that was overturned twice is there twice. */
    public List<Overturning> of(int year) {
        return jdbc.sql("""
                        select case_code, enforcement_case.squad, unit.name as squad_name, campaign, remedy.kind,
                               remedy.result, remedy.decided_on as "on", document_no
                        from remedy
                                 join enforcement_case on enforcement_case.code = case_code
                                 join unit on unit.code = enforcement_case.squad
                        where remedy.result in ('CHANGED', 'ANNULLED', 'ILLEGAL')
                          and remedy.decided_on between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                        order by remedy.decided_on, case_code, remedy.no
                        """).param("year", year).query(Overturning.class).list();
    }
}
