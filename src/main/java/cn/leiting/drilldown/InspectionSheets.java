package cn.leiting.drilldown;

import cn.leiting.fieldwork.Finding.Disposition;
import cn.leiting.fieldwork.Finding.Education;
import cn.leiting.fieldwork.Inspection.GeoVerdict;
import cn.leiting.fieldwork.Inspection.LegalClass;
import cn.leiting.fieldwork.Inspection.Relation;
import cn.leiting.fieldwork.Inspection.Result;
import cn.leiting.fieldwork.Inspection.Validity;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one visit with all that came of it; parties are on no visit (domain 2.4). */
@Component
@Transactional(readOnly = true)
class InspectionSheets {

    /**
     * @param officers their names, with 、 between
     * @param tasks the squad's tasks that it served, with blanks between; null: none
     * @param reCheckOf the finding that it looked at again; null: none
     */
    record Sheet(
            long id,
            String squad,
            String point,
            String pointName,
            LocalDate businessDate,
            LocalDateTime startedAt,
            @Nullable LocalDateTime endedAt,
            LocalDateTime receivedAt,
            boolean lateUpload,
            LegalClass legalClass,
            GeoVerdict geoVerdict,
            Result result,
            Validity validity,
            @Nullable String invalidReason,
            @Nullable String remark,
            int auxiliaries,
            @Nullable String officers,
            @Nullable String tasks,
            @Nullable Long reCheckOf,
            @Nullable String reCheckResult) {

        /** As people say it. */
        public @Nullable String reCheckLabel() {
            return reCheckResult == null
                    ? null
                    : switch (reCheckResult) {
                        case "PASS" -> "合格";
                        case "FAIL" -> "不合格";
                        default -> "无法复查";
                    };
        }
    }

    /** @param orderNo of the order to correct; {@code caseCode} of the case; null: none */
    record Found(
            long id,
            String violation,
            String description,
            Disposition disposition,
            Education educationKind,
            @Nullable String noEducationReason,
            @Nullable String orderNo,
            @Nullable String caseCode) {}

    /** @param decision GENUINE or FALSE; null: nobody has said */
    record Photo(
            String sha256,
            Relation relation,
            boolean arrived,
            @Nullable String decision) {}

    private final JdbcClient jdbc;

    InspectionSheets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Sheet of(long id) {
        return jdbc.sql("""
                        select visit.id, visit.squad, visit.point, point.name as point_name, business_date,
                               started_at at time zone 'Asia/Shanghai' as started_at,
                               ended_at at time zone 'Asia/Shanghai' as ended_at,
                               received_at at time zone 'Asia/Shanghai' as received_at, late_upload, legal_class, geo_verdict,
                               visit.result, validity, invalid_reason, visit.remark, auxiliaries,
                               (select string_agg(person.name, '、' order by person.user_id)
                                from inspection_officer officer
                                         join person on person.user_id = officer.person
                                where officer.inspection = visit.id) as officers,
                               (select string_agg(squad_task, ' ' order by squad_task)
                                from inspection_purpose
                                where inspection = visit.id) as tasks,
                               again.finding as re_check_of, again.result as re_check_result
                        from inspection visit
                                 join inspection_point point on point.code = visit.point
                                 left join re_check again on again.inspection = visit.id
                        where visit.id = ?
                        """)
                .param(id)
                .query(Sheet.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为" + id + "的检查。"));
    }

    List<Found> findingsOf(long visit) {
        return jdbc.sql("""
                        select finding.id,
                               (select name
                                from violation_type
                                where code = finding.violation
                                  and valid_from <= greatest(visit.business_date, (select min(valid_from)
                                                                                   from violation_type
                                                                                   where code = finding.violation))
                                order by valid_from desc
                                limit 1) as violation,
                               description, disposition, education_kind, no_education_reason, issued.order_no,
                               (select min(code) from enforcement_case where finding = finding.id) as case_code
                        from finding
                                 join inspection visit on visit.id = finding.inspection
                                 left join rectification_order issued on issued.finding = finding.id
                        where finding.inspection = ?
                        order by seq
                        """).param(visit).query(Found.class).list();
    }

    List<Photo> photosOf(long visit) {
        return jdbc.sql("""
                        select sha256, relation, arrived_at is not null as arrived,
                               (select decision
                                from photo_review
                                where photo_review.inspection = photo.inspection
                                  and photo_review.sha256 = photo.sha256
                                order by id desc
                                limit 1) as decision
                        from inspection_photo photo
                        where inspection = ?
                        order by relation desc, sha256
                        """).param(visit).query(Photo.class).list();
    }

    long visitOf(long finding) {
        return jdbc.sql("select inspection from finding where id = ?")
                .param(finding)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为" + finding + "的问题。"));
    }
}
