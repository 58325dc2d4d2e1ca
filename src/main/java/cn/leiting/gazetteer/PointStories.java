package cn.leiting.gazetteer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 点位档案：what has been done at a point and to it; each list is one statement. */
@Component
class PointStories {

    private static final int MOST = 100;

    /** @param recordedPoint the merged code under which it was recorded, if so */
    record Visit(
            LocalDate businessDate,
            String squad,
            String legalClass,
            String result,
            String validity,
            @Nullable BigDecimal distanceM,
            @Nullable String recordedPoint) {}

    record Found(
            LocalDate businessDate,
            String violation,
            String disposition,
            @Nullable String orderNo) {}

    record Given(
            String assignment,
            String title,
            String mode,
            int requiredRounds,
            boolean excused,
            @Nullable String excuseReason) {}

    record Twin(String code, String name) {}

    /** @param what each changed fact, e.g. 名称：甲→乙 */
    record Change(LocalDateTime at, String byName, String kind, String what) {}

    private final JdbcClient jdbc;

    PointStories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Visit> visits(String code) {
        return jdbc.sql("""
                        select business_date, squad, legal_class, result, validity, distance_m, recorded_point
                        from inspection
                        where point = :code
                           or recorded_point = :code
                        order by started_at desc, id desc
                        limit :most
                        """)
                .param("code", code)
                .param("most", MOST)
                .query(Visit.class)
                .list();
    }

    List<Found> findings(String code) {
        return jdbc.sql("""
                        select business_date, finding.violation, disposition, order_no
                        from inspection visit
                                 join finding on finding.inspection = visit.id
                                 left join rectification_order on rectification_order.finding = finding.id
                        where visit.validity = 'VALID'
                          and (visit.point = :code or visit.recorded_point = :code)
                        order by started_at desc, finding.id desc
                        limit :most
                        """)
                .param("code", code)
                .param("most", MOST)
                .query(Found.class)
                .list();
    }

    List<Given> assignments(String code) {
        return jdbc.sql("""
                        select assignment, title, mode, required_rounds, excused, excuse_reason
                        from assigned_point
                                 join assignment on assignment.code = assigned_point.assignment
                        where point = ?
                        order by first_day desc, assignment
                        """).param(code).query(Given.class).list();
    }

    /** What was merged into it. */
    List<Twin> twins(String code) {
        return jdbc.sql("select code, name from inspection_point where merged_into = ? order by code")
                .param(code)
                .query(Twin.class)
                .list();
    }

    @Nullable
    String mergedInto(String code) {
        return jdbc.sql("select merged_into from inspection_point where code = ?")
                .param(code)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    List<Change> changes(String code) {
        return jdbc.sql("""
                        select at at time zone 'Asia/Shanghai' as at, by_name, kind,
                               (select coalesce(string_agg(fact.label || '：' || coalesce(before ->> fact.key, '无') || '→'
                                   || coalesce(after ->> fact.key, '无'), '；' order by fact.place), '')
                                from (values (1, 'kind', '类型'), (2, 'name', '名称'), (3, 'address', '地址'),
                                             (4, 'lat', '纬度'), (5, 'lon', '经度'), (6, 'radius', '半径'),
                                             (7, 'merged', '并入'), (8, 'reason', '原因')) as fact (place, key, label)
                                where before is not null
                                  and before ->> fact.key is distinct from after ->> fact.key) as what
                        from point_change
                        where point = ?
                        order by id desc
                        """).param(code).query(Change.class).list();
    }
}
