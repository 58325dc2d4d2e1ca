package cn.leiting.casepaper;

import cn.leiting.casepaper.CaseDocument.Origin;
import cn.leiting.casepaper.CaseDocument.Version;
import cn.leiting.casepaper.DocumentFacts.Facts;
import cn.leiting.casepaper.DocumentFiles.Kept;
import cn.leiting.casepaper.DocumentRows.Entry;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.office.Word;
import cn.leiting.paper.Templates;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/**
 * 案件文书 (domain P6, §5.4): makes the documents of a case from what its steps have left, keeps every version, and takes
 * the scans of what was signed. Whoever may read the case may read them (contract §6); only the case's handlers add any,
 * and any officer of its squad as long as nobody handles it. A rendered file is kept with the party left open.
 */
@Component
public class Documents {

    private final DocumentReaders readers;
    private final DocumentTexts common;
    private final Templates templates;
    private final DocumentFacts facts;
    private final DocumentRows rows;
    private final DocumentFiles files;
    private final Clock clock;

    Documents(
            DocumentReaders readers,
            DocumentTexts common,
            Templates templates,
            DocumentFacts facts,
            DocumentRows rows,
            DocumentFiles files,
            Clock clock) {
        this.readers = readers;
        this.common = common;
        this.templates = templates;
        this.facts = facts;
        this.rows = rows;
        this.files = files;
        this.clock = clock;
    }

    /** By kind and number. */
    public List<CaseDocument> of(String code) {
        return rows.of(code);
    }

    private EnforcementCase changeable(String code, Actor actor) {
        EnforcementCase found = readers.readable(code, actor);
        if (!readers.mayAdd(found, actor)) {
            throw Refusal.forbidden("只有案件" + code + "的承办人可以制作和上传文书。");
        }
        return found;
    }

    /**
     * Makes a new document of that kind, and answers its number. It bears the day of the step that it is about, and is
     * printed with that day's template. Refuses (409) a step that has not been taken, and a closed case.
     */
    public int make(String code, DocumentKind kind, Actor actor) {
        EnforcementCase found = changeable(code, actor);
        refuseClosed(found);
        Facts said = facts.of(found, kind);
        int no = rows.next(code, kind);
        rows.store(code, kind, no, kind.label(), said.on(), null, render(found, kind, no, said), actor.id());
        return no;
    }

    /** Makes a further version of a document that nobody has signed, with what is recorded by now. */
    public void remake(String code, DocumentKind kind, int no, Actor actor) {
        EnforcementCase found = changeable(code, actor);
        refuseClosed(found);
        CaseDocument document = get(code, kind, no);
        document.refuseSigned();
        if (!kind.isRendered()) {
            throw Refusal.conflict(document.name() + "不是系统制作的文书。");
        }
        Facts said = facts.of(found, kind);
        rows.add(document, null, render(found, kind, no, new Facts(document.madeOn(), said.texts())), actor.id());
    }

    private static void refuseClosed(EnforcementCase found) {
        if (found.isClosed()) {
            throw Refusal.conflict("案件" + found.code() + "已结案，不能再制作文书；补充材料请上传扫描件。");
        }
    }

    private Entry render(EnforcementCase found, DocumentKind kind, int no, Facts said) {
        Templates.Template template = templates.inForce(kind.form(), said.on());
        Map<String, String> texts = new HashMap<>(common.of(found, said.on()));
        texts.put("number", found.code() + "-" + kind.mark() + no);
        said.texts().forEach((name, text) -> texts.put(name, Word.typed(text)));
        Kept kept = files.keep(Word.fill(template.content(), new Word.Content(texts, Map.of())));
        return new Entry(Origin.RENDERED, template.no(), kept.type(), kept.sha256(), kept.bytes());
    }

    /** Takes the scan of a document that was made: it is signed from that day on, and is not made again. */
    public void sign(
            String code, DocumentKind kind, int no, @Nullable LocalDate signedOn, InputStreamSource scan, Actor actor) {
        changeable(code, actor);
        CaseDocument document = get(code, kind, no);
        LocalDate on = past("签署日期", signedOn);
        if (on.isBefore(document.madeOn())) {
            throw Refusal.invalid("signedOn", "签署日期不能早于文书日期。");
        }
        rows.add(document, on, scanned(scan), actor.id());
    }

    /**
     * Takes a document that was made outside, e.g. in the city's system, and answers its number.
     *
     * @param title 2 to 60 characters; blank: as its kind is called
     * @param madeOn not after today
     */
    public int receive(
            String code,
            DocumentKind kind,
            @Nullable String title,
            @Nullable LocalDate madeOn,
            InputStreamSource scan,
            Actor actor) {
        changeable(code, actor);
        String named = Limits.optional("文书名称", title, 60);
        if (named == null && kind == DocumentKind.OTHER || named != null && named.length() < 2) {
            throw Refusal.invalid("title", "请填写文书名称，不少于2字。");
        }
        LocalDate on = past("文书日期", madeOn);
        Entry entry = scanned(scan);
        int no = rows.next(code, kind);
        rows.store(code, kind, no, named == null ? kind.label() : named, on, on, entry, actor.id());
        return no;
    }

    private LocalDate past(String label, @Nullable LocalDate day) {
        if (day == null || day.isAfter(LocalDate.now(clock)) || day.getYear() < 2020) {
            throw Refusal.invalid(label + "不能为空，也不能晚于今天。");
        }
        return day;
    }

    private Entry scanned(InputStreamSource scan) {
        Kept kept = files.keep(scan);
        return new Entry(Origin.SCANNED, null, kept.type(), kept.sha256(), kept.bytes());
    }

    /** Refuses (404) one that there is not. */
    public CaseDocument get(String code, DocumentKind kind, int no) {
        return rows.find(code, kind, no).orElseThrow(() -> Refusal.notFound("案件" + code + "没有这份文书。"));
    }

    /** What it is called when it is saved; nothing that anybody has typed. */
    public static String fileName(CaseDocument document, Version version) {
        return document.kind().label() + document.no() + "-" + version.no() + "."
                + version.type().ending();
    }
}
