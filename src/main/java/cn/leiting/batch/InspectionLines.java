package cn.leiting.batch;

import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Inspection.LegalClass;
import cn.leiting.fieldwork.Inspection.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the inspections of a year with a cursor, so that memory does not grow with them; two statements. */
@Component
class InspectionLines {

    private static final int AT_ONCE = 500;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<String, String> VERDICTS =
            Map.of("OK", "正常", "WARN", "偏离", "REJECT", "偏离过大", "UNKNOWN", "无定位");
    private static final Map<String, String> VALIDITY = Map.of("VALID", "有效", "INVALID", "作废", "PENDING", "待核");

    private static final String WHERE = """
            where visit.business_date between :from and :to
              and (:squad::text is null or visit.squad = :squad)
            """;

    private static final String COUNT = "select count(*) from inspection visit " + WHERE;

    /** The kinds of disposition in the words of the summary table. */
    private static final String ROWS = """
            select visit.business_date, unit.name as squad,
                   (select string_agg(split_part(squad_task, ':', 1), '、' order by squad_task)
                    from inspection_purpose
                    where inspection_purpose.inspection = visit.id) as tasks,
                   visit.point, point.name as point_name, point.kind,
                   visit.started_at at time zone 'Asia/Shanghai' as started, visit.ended_at at time zone 'Asia/Shanghai' as ended,
                   visit.legal_class, visit.inspection_code,
                   (select string_agg(person.name, '、' order by person.user_id)
                    from inspection_officer
                             join person on person.user_id = inspection_officer.person
                    where inspection_officer.inspection = visit.id) as officers,
                   visit.auxiliaries, visit.result, coalesce(found.findings, 0) as findings, found.words,
                   visit.geo_verdict, visit.late_upload, visit.validity, visit.invalid_reason, visit.remark
            from inspection visit
                     join unit on unit.code = visit.squad
                     join inspection_point point on point.code = visit.point
                     left join lateral (select count(*) as findings,
                                               string_agg(coalesce(law.name, finding.violation) || '：'
                                                              || case disposition
                                                                     when 'EDUCATED' then '教育劝阻'
                                                                     when 'CORRECTED_ON_SPOT' then '当场整改'
                                                                     when 'ORDERED' then '责令改正'
                                                                     when 'CASE' then '转立案'
                                                                     else '移送' end, '；' order by seq) as words
                                        from finding
                                                 left join violation_type law
                                                           on law.code = finding.violation
                                                               and visit.business_date between law.valid_from
                                                                   and coalesce(law.valid_to, 'infinity')
                                        where finding.inspection = visit.id) found on true
            """ + WHERE + "order by visit.business_date, visit.id";

    /** What is made of the rows while they are read. */
    interface Reading {

        void of(int total, Stream<List<@Nullable Object>> rows) throws IOException;
    }

    private final NamedParameterJdbcTemplate cursor;
    private final TransactionTemplate snapshot;

    InspectionLines(DataSource database, PlatformTransactionManager transactions) {
        JdbcTemplate slowly = new JdbcTemplate(database);
        slowly.setFetchSize(AT_ONCE);
        this.cursor = new NamedParameterJdbcTemplate(slowly);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** @param squad null: of all */
    void read(int year, @Nullable String squad, Reading reading) throws IOException {
        MapSqlParameterSource asked = new MapSqlParameterSource()
                .addValue("from", LocalDate.of(year, 1, 1))
                .addValue("to", LocalDate.of(year, 12, 31))
                .addValue("squad", squad);
        try {
            snapshot.executeWithoutResult(alone -> read(asked, reading));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private void read(MapSqlParameterSource asked, Reading reading) {
        Integer total = cursor.queryForObject(COUNT, asked, Integer.class);
        try (Stream<List<@Nullable Object>> rows = cursor.queryForStream(ROWS, asked, InspectionLines::cells)) {
            reading.of(total == null ? 0 : total, rows);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<@Nullable Object> cells(ResultSet row, int number) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>(20);
        Collections.addAll(
                cells, row.getObject("business_date", LocalDate.class), row.getString("squad"), row.getString("tasks"));
        Collections.addAll(
                cells,
                row.getString("point"),
                row.getString("point_name"),
                Point.Kind.valueOf(row.getString("kind")).label());
        Collections.addAll(cells, minute(row, "started"), minute(row, "ended"));
        Collections.addAll(
                cells,
                LegalClass.valueOf(row.getString("legal_class")).label(),
                row.getString("inspection_code"),
                row.getString("officers"),
                row.getInt("auxiliaries"));
        Collections.addAll(
                cells, Result.valueOf(row.getString("result")).label(), row.getInt("findings"), row.getString("words"));
        Collections.addAll(
                cells,
                VERDICTS.get(row.getString("geo_verdict")),
                row.getBoolean("late_upload") ? "是" : "",
                VALIDITY.get(row.getString("validity")));
        Collections.addAll(cells, row.getString("invalid_reason"), row.getString("remark"));
        return cells;
    }

    private static @Nullable String minute(ResultSet row, String column) throws SQLException {
        LocalDateTime moment = row.getObject(column, LocalDateTime.class);
        return moment == null ? null : MINUTE.format(moment);
    }
}
