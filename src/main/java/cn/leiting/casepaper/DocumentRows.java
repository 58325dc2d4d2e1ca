package cn.leiting.casepaper;

import cn.leiting.casepaper.CaseDocument.Origin;
import cn.leiting.casepaper.CaseDocument.Type;
import cn.leiting.casepaper.CaseDocument.Version;
import cn.leiting.casework.Cases;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 文书登记：the rows of the documents; their bytes are in the store before. */
@Component
@Transactional
class DocumentRows {

    /** A version that is to be added. */
    record Entry(Origin origin, @Nullable Integer template, Type type, String sha256, long bytes) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Clock clock;

    DocumentRows(JdbcClient jdbc, Cases cases, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /** Those of a case, by kind and number. */
    @Transactional(readOnly = true)
    List<CaseDocument> of(String code) {
        Map<Long, CaseDocument> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select document.*, version.no as version_no, version.origin, version.template, version.type,
                               version.sha256, version.bytes, version.made_by_name,
                               version.made_at at time zone 'Asia/Shanghai' as made_local
                        from case_document document
                                 join case_document_version version on version.document = document.id
                        where document.case_code = ?
                        order by document.id, version.no
                        """).param(code).query((row, number) -> add(found, row)).list();
        return found.values().stream()
                .sorted(java.util.Comparator.comparing(CaseDocument::kind).thenComparing(CaseDocument::no))
                .toList();
    }

    private static CaseDocument add(Map<Long, CaseDocument> found, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        CaseDocument document = found.get(id);
        if (document == null) {
            document = new CaseDocument(
                    id,
                    row.getString("case_code"),
                    DocumentKind.valueOf(row.getString("kind")),
                    row.getInt("no"),
                    row.getString("title"),
                    row.getObject("made_on", LocalDate.class),
                    row.getObject("signed_on", LocalDate.class),
                    new ArrayList<>());
            found.put(id, document);
        }
        document.versions()
                .add(new Version(
                        row.getInt("version_no"),
                        Origin.valueOf(row.getString("origin")),
                        row.getObject("template", Integer.class),
                        Type.valueOf(row.getString("type")),
                        row.getString("sha256"),
                        row.getLong("bytes"),
                        row.getString("made_by_name"),
                        row.getObject("made_local", LocalDateTime.class)));
        return document;
    }

    @Transactional(readOnly = true)
    Optional<CaseDocument> find(String code, DocumentKind kind, int no) {
        return of(code).stream()
                .filter(document -> document.kind() == kind && document.no() == no)
                .findFirst();
    }

    /** The number that the next document of that kind gets, unless somebody else makes one meanwhile. */
    @Transactional(readOnly = true)
    int next(String code, DocumentKind kind) {
        return jdbc.sql("select coalesce(max(no), 0) + 1 from case_document where case_code = ? and kind = ?")
                .params(code, kind.name())
                .query(Integer.class)
                .single();
    }

    /** Stores a document with its first version. The case's row keeps two of them apart. */
    void store(
            String code,
            DocumentKind kind,
            int no,
            String title,
            LocalDate madeOn,
            @Nullable LocalDate signedOn,
            Entry entry,
            String by) {
        cases.hold(code);
        long id = jdbc.sql("""
                        insert into case_document (case_code, kind, no, title, made_on, signed_on)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict on constraint one_number_once do nothing
                        returning id
                        """)
                .params(code, kind.name(), no, title, madeOn, signedOn)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict("同一种文书刚由他人制作，请重试。"));
        insert(id, entry, by);
    }

    /** A further version; with {@code signedOn} the document is signed from now on. */
    void add(CaseDocument document, @Nullable LocalDate signedOn, Entry entry, String by) {
        cases.hold(document.caseCode());
        if (signedOn != null) {
            jdbc.sql("update case_document set signed_on = coalesce(signed_on, ?) where id = ?")
                    .params(signedOn, document.id())
                    .update();
        }
        insert(document.id(), entry, by);
    }

    private void insert(long document, Entry entry, String by) {
        jdbc.sql("""
                        insert into case_document_version (document, no, origin, template, type, sha256, bytes, made_by,
                                                           made_by_name, made_at)
                        select :document, coalesce(max(no), 0) + 1, :origin, :template, :type, :sha256, :bytes, :by,
                               coalesce((select name from person where user_id = :by), :by), :at
                        from case_document_version
                        where document = :document
                        """)
                .param("document", document)
                .param("origin", entry.origin().name())
                .param("template", entry.template())
                .param("type", entry.type().name())
                .param("sha256", entry.sha256())
                .param("bytes", entry.bytes())
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
