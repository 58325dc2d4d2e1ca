package cn.leiting.inquiry;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 调查取证 (F-33): the evidence of a case and the documents of its investigation, which are only ever added to, by its
 * handlers, from the filing until the decision. Refuses others (403), another time (409) and what breaks a limit (422).
 */
@Component
@Transactional
public class Inquiries {

    private static final Set<Status> OPEN = EnumSet.range(Status.INVESTIGATING, Status.DECIDING);

    /** 证据种类 (行政处罚法第四十六条). */
    public enum EvidenceKind {
        DOCUMENTARY("书证"),
        MATERIAL("物证"),
        AUDIOVISUAL("视听资料"),
        ELECTRONIC("电子数据"),
        WITNESS("证人证言"),
        PARTY_STATEMENT("当事人的陈述"),
        APPRAISAL("鉴定意见"),
        RECORD("勘验笔录、现场笔录");

        private final String label;

        EvidenceKind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 文书种类. */
    public enum DocumentKind {
        SITE_RECORD("现场检查（勘验）笔录"),
        INTERVIEW("询问笔录"),
        PRESERVATION("先行登记保存决定书"),
        SEIZURE("查封、扣押决定书"),
        ITEM_LIST("物品清单"),
        SAMPLING("抽样取证凭证"),
        APPRAISAL("鉴定委托书"),
        REPORT("调查终结报告"),
        OTHER("其他文书");

        private final String label;

        DocumentKind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 当事人签名. */
    public enum Signature {
        SIGNED("已签名"),
        REFUSED("拒绝签名"),
        ABSENT("不在场"),
        NOT_NEEDED("无须签名");

        private final String label;

        Signature(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean isNoted() {
            return this == REFUSED || this == ABSENT;
        }
    }

    /**
     * 证据.
     *
     * @param title 2 to 200 characters, no word that names the party
     * @param location where it lies: a file's number, a photo's SHA-256; at most 200 characters
     */
    public record Evidence(
            EvidenceKind kind,
            String title,
            LocalDate gatheredOn,
            @Nullable String location) {

        public Evidence {
            title = Limits.required("证据名称", title, 2, 200);
            location = Limits.optional("存放位置", location, 200);
        }
    }

    /**
     * 文书.
     *
     * @param refusalNote 5 to 300 characters with the witness, of a party that refused to sign or was absent
     */
    public record Document(
            DocumentKind kind,
            String title,
            LocalDate madeOn,
            Signature signed,
            @Nullable String refusalNote,
            @Nullable String file) {

        public Document {
            title = Limits.required("文书名称", title, 2, 200);
            refusalNote = signed.isNoted() ? Limits.required("拒签或不在场的说明和见证人", refusalNote, 5, 300) : null;
            file = Limits.optional("文件", file, 200);
        }
    }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Clock clock;

    Inquiries(JdbcClient jdbc, Cases cases, Handlers handlers, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.clock = clock;
    }

    /** Refuses a day after today. */
    public void gather(String code, Evidence evidence, String by) {
        open(code, by);
        refuseFuture(evidence.gatheredOn(), "取得日期不能晚于今天。");
        jdbc.sql("""
                        insert into case_evidence (case_code, kind, title, gathered_on, location, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, evidence.kind().name(), evidence.title(), evidence.gatheredOn(), evidence.location())
                .params(by, now())
                .update();
    }

    /** Refuses a day after today. */
    public void write(String code, Document document, String by) {
        open(code, by);
        refuseFuture(document.madeOn(), "制作日期不能晚于今天。");
        jdbc.sql("""
                        insert into inquiry_document (case_code, kind, title, made_on, signed, refusal_note, file, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, document.kind().name(), document.title(), document.madeOn())
                .params(document.signed().name(), document.refusalNote(), document.file(), by, now())
                .update();
    }

    /** 调查终结: refuses a case without evidence or without a document (行政处罚法第五十四条、第四十七条). */
    public void conclude(String code, String by) {
        handlers.refuseOthers(code, by);
        boolean complete =
                jdbc.sql("""
                        select exists (select from case_evidence where case_code = :code)
                           and exists (select from inquiry_document where case_code = :code)
                        """).param("code", code).query(Boolean.class).single();
        if (!complete) {
            throw Refusal.conflict("案件" + code + "还没有登记证据和文书，不能终结调查（行政处罚法第四十条、第五十四条）。");
        }
    }

    @Transactional(readOnly = true)
    public List<Evidence> evidence(String code) {
        return jdbc.sql("select kind, title, gathered_on, location from case_evidence where case_code = ? order by id")
                .param(code)
                .query(Evidence.class)
                .list();
    }

    @Transactional(readOnly = true)
    public List<Document> documents(String code) {
        return jdbc.sql("""
                        select kind, title, made_on, signed, refusal_note, file
                        from inquiry_document
                        where case_code = ?
                        order by id
                        """).param(code).query(Document.class).list();
    }

    /** Held until the transaction ends; refuses whoever does not handle it, and a case not filed or decided already. */
    EnforcementCase open(String code, String by) {
        EnforcementCase found = cases.hold(code);
        handlers.refuseOthers(code, by);
        if (!OPEN.contains(found.status())) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，不能调查取证。");
        }
        return found;
    }

    private void refuseFuture(LocalDate day, String sentence) {
        if (day.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid(sentence);
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
