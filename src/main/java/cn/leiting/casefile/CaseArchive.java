package cn.leiting.casefile;

import cn.leiting.casepaper.CaseDocument;
import cn.leiting.casepaper.CaseDocument.Origin;
import cn.leiting.casepaper.CaseDocument.Version;
import cn.leiting.casepaper.DocumentFiles;
import cn.leiting.casepaper.DocumentKind;
import cn.leiting.casepaper.DocumentReaders;
import cn.leiting.casepaper.DocumentTexts;
import cn.leiting.casepaper.Documents;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.office.Word;
import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForms;
import cn.leiting.paper.Templates;
import cn.leiting.party.MaskedParty;
import cn.leiting.party.Parties;
import cn.leiting.party.Party;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 案卷：one document, or all of a case, as a certain person may read them. Whoever may not see the
 * party gets it masked, and no scans, for nothing can be masked in them.
 */
@Component
class CaseArchive {

    private static final String COVER = "case-cover";

    /** 封面. */
    @Component
    static class Cover implements PaperForms {

        @Override
        public List<PaperForm> forms() {
            Map<String, String> placeholders = new LinkedHashMap<>(DocumentKind.COMMON);
            placeholders.put("status", "办理状态");
            placeholders.put("filedOn", "立案日期");
            placeholders.put("closedOn", "结案日期");
            placeholders.put("outcome", "结案方式");
            placeholders.put("documents", "文书份数");
            var shipped = new PaperForm.Edition(LocalDate.of(2020, 1, 1), "word/case-cover.docx", null);
            return List.of(new PaperForm(
                    COVER,
                    "案卷封面",
                    DocumentKind.KEEPER,
                    List.of(shipped),
                    placeholders,
                    Set.of("number", "party", "violation", "closedOn", "outcome")));
        }
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** What is written into an archive, collected before its first byte. */
    record Content(
            EnforcementCase found,
            byte[] cover,
            Map<String, String> party,
            boolean scans,
            List<CaseDocument> documents,
            List<Photo> photos,
            List<List<@Nullable Object>> journal) {}

    record Photo(String sha256, String relation, String type, boolean arrived) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Documents documents;
    private final DocumentReaders readers;
    private final DocumentTexts common;
    private final DocumentFiles files;
    private final Templates templates;
    private final Parties parties;
    private final Clock clock;

    CaseArchive(
            JdbcClient jdbc,
            Cases cases,
            Documents documents,
            DocumentReaders readers,
            DocumentTexts common,
            DocumentFiles files,
            Templates templates,
            Parties parties,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.documents = documents;
        this.readers = readers;
        this.common = common;
        this.files = files;
        this.templates = templates;
        this.parties = parties;
        this.clock = clock;
    }

    /** A document as that person may read it; refuses (403) a scan to whoever may not see the party. */
    InputStream open(EnforcementCase found, CaseDocument document, Version version, Actor actor) throws IOException {
        if (version.origin() == Origin.RENDERED) {
            byte[] kept = files.all(version.sha256());
            return new ByteArrayInputStream(Word.complete(kept, party(found, actor, "查阅" + document.name())));
        }
        if (!readers.seesParty(found, actor)) {
            throw Refusal.forbidden("扫描件含有当事人信息，只有案件的承办人、法制审核人员和决定机关可以查看。");
        }
        party(found, actor, "查阅" + document.name() + "扫描件");
        return files.read(version.sha256());
    }

    /** The party by its marks, in full and noted for whoever may see it. */
    private Map<String, String> party(EnforcementCase found, Actor actor, String reason) {
        Long party = found.party();
        if (party == null) {
            return Map.of();
        }
        if (readers.seesParty(found, actor)) {
            Party shown = parties.show(party, found.code(), actor, reason);
            Party operator = shown.operator();
            String no = shown.number() == null ? shown.creditCode() : shown.number();
            String name = shown.name() + (operator == null ? "" : "（经营者：" + operator.name() + "）");
            return marks(name, no, shown.address(), shown.phone());
        }
        MaskedParty masked = parties.masked(party);
        String name = masked.name() + (masked.operator() == null ? "" : "（经营者：" + masked.operator() + "）");
        return marks(name, masked.number(), masked.address(), masked.phone());
    }

    private static Map<String, String> marks(
            String name, @Nullable String no, @Nullable String address, @Nullable String phone) {
        List<@Nullable String> texts = Arrays.asList(name, no, address, phone);
        Map<String, String> marks = new HashMap<>();
        for (int at = 0; at < texts.size(); at++) {
            String text = texts.get(at);
            marks.put(DocumentTexts.OF_THE_PARTY.get(at), text == null ? "（未登记或者不予显示）" : text);
        }
        return marks;
    }

    /** Everything that needs the database, so that no connection is held while the bytes go out. */
    Content collect(EnforcementCase found, Actor actor) {
        LocalDate today = LocalDate.now(clock);
        List<CaseDocument> all = documents.of(found.code());
        Map<String, String> texts = new HashMap<>(common.of(found, today));
        texts.put("number", found.code());
        texts.put("status", found.status().label());
        texts.put("filedOn", day(found.filedOn(), "未立案"));
        texts.put("closedOn", day(found.closedOn(), "未结案"));
        texts.put("outcome", found.outcome() == null ? "" : found.outcome().label());
        texts.put("documents", all.size() + "份");
        byte[] cover = Word.fill(templates.inForce(COVER, today).content(), new Word.Content(texts, Map.of()));
        List<List<@Nullable Object>> journal = cases.events(found.code()).stream()
                .map(event -> Arrays.<@Nullable Object>asList(
                        event.at().toString().replace('T', ' '), event.kind().label(), event.text(), event.byName()))
                .toList();
        return new Content(
                found,
                cover,
                party(found, actor, "下载案卷"),
                readers.seesParty(found, actor),
                all,
                photos(found.code()),
                journal);
    }

    private static String day(@Nullable LocalDate day, String none) {
        return day == null ? none : DAY.format(day);
    }

    /** Of the visit in which it was found, and of the re-checks that followed. */
    private List<Photo> photos(String code) {
        return jdbc.sql("""
                        with found as (
                            select coalesce(enforcement_case.finding, rectification_order.finding) as id
                            from enforcement_case
                                     left join rectification_order on source = 'ORDER' and order_no = source_ref
                            where code = ?),
                        visit as (
                            select inspection
                            from finding
                            where id = (select id from found)
                            union
                            select inspection
                            from re_check
                            where finding = (select id from found))
                        select inspection_photo.sha256, relation, coalesce(photo_file.type, 'JPEG') as type,
                               photo_file.sha256 is not null as arrived
                        from visit
                                 join inspection_photo on inspection_photo.inspection = visit.inspection
                                 left join photo_file on photo_file.sha256 = inspection_photo.sha256
                        order by visit.inspection, relation desc, inspection_photo.sha256
                        """).param(code).query(Photo.class).list();
    }
}
