package cn.leiting.casepaper;

import cn.leiting.casework.EnforcementCase;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 文书内容：what each kind of document says, out of what the steps of the case have left; one statement a document.
 * Nothing is typed a second time, so that a paper cannot say anything else than the record.
 */
@Component
class DocumentFacts {

    /** @param on the day that the document bears */
    record Facts(LocalDate on, Map<String, String> texts) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final JdbcClient jdbc;
    private final DecisionFacts decisions;

    DocumentFacts(JdbcClient jdbc, DecisionFacts decisions) {
        this.jdbc = jdbc;
        this.decisions = decisions;
    }

    /** Refuses (409) as long as the step that it is about has not been taken. */
    Facts of(EnforcementCase found, DocumentKind kind) {
        return read(found, kind)
                .orElseThrow(() ->
                        Refusal.conflict("案件" + found.code() + "还没有" + kind.label() + "所需的办理记录，不能制作；已有纸质文书的，请上传扫描件。"));
    }

    private Optional<Facts> read(EnforcementCase found, DocumentKind kind) {
        return switch (kind) {
            case INSPECTION_RECORD -> inspected(found);
            case ORDER_TO_CORRECT -> ordered(found);
            case TRANSFER_LETTER ->
                query(found, """
                    select sent_on as on_day, letter_no, name as recipient, reason, goods
                    from case_transfer
                             join unit on unit.code = agency
                    where case_code = :code
                    order by no desc
                    limit 1
                    """, row -> texts(row, "letterNo=letter_no", "recipient", "reason", "goods"));
            case PRIOR_NOTICE, ON_THE_SPOT_DECISION, PENALTY_DECISION, NO_PENALTY_DECISION, SERVICE_RECEIPT ->
                decisions.read(found, kind);
            case GUIDANCE_OPINION -> guided(found);
            case OTHER -> Optional.empty();
        };
    }

    /** Of the visit in which it was found, or whose order was not followed. */
    private Optional<Facts> inspected(EnforcementCase found) {
        return query(found, """
                select business_date as on_day, to_char(started_at at time zone 'Asia/Shanghai', 'HH24:MI') as started,
                       to_char(coalesce(ended_at, started_at) at time zone 'Asia/Shanghai', 'HH24:MI') as ended,
                       cert_shown, recording_told, description, party_signed, witness,
                       (select count(*) from inspection_photo where inspection_photo.inspection = inspection.id) as photos,
                       (select string_agg(name || '（执法证号' || cert_no || '）', '、' order by person)
                        from inspection_officer
                                 join person on user_id = person
                        where inspection_officer.inspection = inspection.id) as officers
                from finding
                         join inspection on inspection.id = finding.inspection
                where finding.id = (select coalesce(enforcement_case.finding, rectification_order.finding)
                                    from enforcement_case
                                             left join rectification_order on source = 'ORDER' and order_no = source_ref
                                    where code = :code)
                """, DocumentFacts::inspection);
    }

    private static Map<String, String> inspection(ResultSet row) throws SQLException {
        Map<String, String> texts = texts(row, "officers", "findings=description");
        texts.put("startedAt", row.getString("started"));
        texts.put("endedAt", row.getString("ended"));
        texts.put(
                "told",
                (row.getBoolean("cert_shown") ? "已出示执法证件，" : "未记录出示执法证件，")
                        + (row.getBoolean("recording_told") ? "已告知全过程记录。" : "未记录告知全过程记录。"));
        String witness = text(row, "witness");
        texts.put(
                "signed",
                switch (row.getString("party_signed")) {
                    case "SIGNED" -> "当事人已签名";
                    case "REFUSED" -> "当事人拒绝签名，见证人：" + witness;
                    default -> "当事人不在场，见证人：" + witness;
                });
        texts.put("photos", row.getInt("photos") + "张");
        return texts;
    }

    /** The case's own, or the one out of the inspection. */
    private Optional<Facts> ordered(EnforcementCase found) {
        return query(found, """
                select issued_on as on_day, :code || '-' || no as order_no, demand, due_on
                from case_order
                where case_code = :code
                union all
                select issued_on, order_no, description, coalesce(extended_to, due_on)
                from enforcement_case
                         join rectification_order on rectification_order.finding = enforcement_case.finding
                                                 or source = 'ORDER' and order_no = source_ref
                         join finding on finding.id = rectification_order.finding
                where code = :code
                order by on_day desc
                limit 1
                """, row -> {
            Map<String, String> texts = texts(row, "orderNo=order_no", "requirement=demand");
            texts.put("orderDue", day(row, "due_on"));
            return texts;
        });
    }

    /** The last one that was signed; without the mark of being binding, which it never is (domain §9.4, no. 43). */
    private Optional<Facts> guided(EnforcementCase found) {
        return query(found, """
                select (signed_at at time zone 'Asia/Shanghai')::date as on_day, hard_case.code, question, answer,
                       array_to_string(legal_basis, '；') as bases
                from hard_case
                         join hard_case_opinion opinion on opinion.hard_case = hard_case.id
                where (hard_case.case_code = :code
                    or hard_case.finding = (select finding from enforcement_case where code = :code))
                  and signed_at is not null
                order by signed_at desc, opinion.no desc
                limit 1
                """, row -> {
            Map<String, String> texts = texts(row, "opinionNo=code", "question", "answer", "bases");
            texts.put("notice", "指导意见不替代法制审核和处理决定。");
            return texts;
        });
    }

    interface Reading {
        Map<String, String> of(ResultSet row) throws SQLException;
    }

    private Optional<Facts> query(EnforcementCase found, String sql, Reading reading) {
        return query(jdbc, found, sql, reading);
    }

    static Optional<Facts> query(JdbcClient jdbc, EnforcementCase found, String sql, Reading reading) {
        return jdbc.sql(sql)
                .param("code", found.code())
                .query((row, number) -> new Facts(row.getObject("on_day", LocalDate.class), reading.of(row)))
                .optional();
    }

    /** @param names of placeholders, with their column behind = where that is called otherwise */
    static Map<String, String> texts(ResultSet row, String... names) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        for (String name : names) {
            String[] parts = name.split("=", 2);
            texts.put(parts[0], text(row, parts[parts.length - 1]));
        }
        return texts;
    }

    static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    static String day(ResultSet row, String column) throws SQLException {
        return DAY.format(row.getObject(column, LocalDate.class));
    }
}
