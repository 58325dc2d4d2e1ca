package cn.leiting.followup;

import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.fieldwork.Finding.Disposition;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 处置疑点：findings that others are competent for and that were not transferred (domain D-04, row 2). They are shown,
 * not refused: the catalogue itself says that competences have moved and are to be looked up.
 */
@Component
class ForeignMatters {

    private static final int MOST = 200;

    record Doubt(
            String squad,
            LocalDate on,
            String point,
            String violation,
            Competence competent,
            Disposition disposition,
            long finding) {}

    private final JdbcClient jdbc;

    ForeignMatters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first, at most 200; of one squad, or with null of all. */
    List<Doubt> of(@Nullable String squad) {
        return jdbc.sql("""
                        select visit.squad, visit.business_date as on, visit.point, law.name as violation, law.competent,
                               found.disposition, found.id as finding
                        from finding found
                                 join inspection visit on visit.id = found.inspection and visit.validity = 'VALID'
                                 join violation_type law
                                      on law.code = found.violation
                                          and visit.business_date between law.valid_from
                                             and coalesce(law.valid_to, 'infinity')
                        where found.proposal = 'TRANSFER_AGENCY'
                          and found.disposition <> 'TRANSFERRED'
                          and (:squad::text is null or visit.squad = :squad)
                        order by found.id desc
                        limit :most
                        """)
                .param("squad", squad)
                .param("most", MOST)
                .query(Doubt.class)
                .list();
    }
}
