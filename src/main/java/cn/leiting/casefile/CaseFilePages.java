package cn.leiting.casefile;

import cn.leiting.casefile.CaseArchive.Content;
import cn.leiting.casepaper.CaseDocument;
import cn.leiting.casepaper.CaseDocument.Version;
import cn.leiting.casepaper.DocumentFiles;
import cn.leiting.casepaper.DocumentKind;
import cn.leiting.casepaper.DocumentReaders;
import cn.leiting.casepaper.Documents;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The documents of a case: made, looked at, scanned, taken away as one archive, and marked once the case is closed. */
@Controller
class CaseFilePages {

    private static final String DOCUMENTS = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}/documents";
    private static final String ONE = DOCUMENTS + "/{kind:[A-Z_]{3,40}}/{no:\\d{1,6}}";

    private final Documents documents;
    private final DocumentReaders readers;
    private final DocumentFiles files;
    private final CaseArchive archive;
    private final FileReviews reviews;
    private final Clock clock;

    CaseFilePages(
            Documents documents,
            DocumentReaders readers,
            DocumentFiles files,
            CaseArchive archive,
            FileReviews reviews,
            Clock clock) {
        this.documents = documents;
        this.readers = readers;
        this.files = files;
        this.archive = archive;
        this.reviews = reviews;
        this.clock = clock;
    }

    @GetMapping(DOCUMENTS)
    String show(@PathVariable String code, Actor actor, Model model) {
        EnforcementCase found = readers.readable(code, actor);
        model.addAttribute("case", found);
        model.addAttribute("documents", documents.of(code));
        model.addAttribute("reviews", reviews.of(code));
        model.addAttribute("kinds", DocumentKind.values());
        model.addAttribute("adds", readers.mayAdd(found, actor));
        model.addAttribute("seesParty", readers.seesParty(found, actor));
        model.addAttribute("marks", found.isClosed() && actor.isIn(FileReviews.REVIEWER));
        model.addAttribute("today", LocalDate.now(clock));
        return "case-documents";
    }

    @GetMapping(ONE + "/{version:\\d{1,6}}")
    ResponseEntity<InputStreamResource> one(
            @PathVariable String code,
            @PathVariable String kind,
            @PathVariable int no,
            @PathVariable int version,
            Actor actor)
            throws IOException {
        EnforcementCase found = readers.readable(code, actor);
        CaseDocument document = documents.get(code, kind(kind), no);
        Version wanted = document.version(version);
        InputStream bytes = archive.open(found, document, wanted, actor);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, wanted.type().mime())
                .header(HttpHeaders.CONTENT_DISPOSITION, saved(Documents.fileName(document, wanted)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new InputStreamResource(bytes));
    }

    /** Everything that may be refused comes before the first byte. */
    @GetMapping(DOCUMENTS + ".zip")
    void all(@PathVariable String code, Actor actor, HttpServletResponse response) throws IOException {
        Content content = archive.collect(readers.readable(code, actor), actor);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, saved("案卷" + code + ".zip"));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ArchiveFile.write(content, files, LocalDateTime.now(clock), response.getOutputStream());
    }

    @PostMapping(DOCUMENTS)
    String make(
            @PathVariable String code, @RequestParam String kind, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> documents.make(code, kind(kind), actor));
    }

    @PostMapping(ONE + "/versions")
    String remake(
            @PathVariable String code,
            @PathVariable String kind,
            @PathVariable int no,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        return done(code, actor, model, to, () -> documents.remake(code, kind(kind), no, actor));
    }

    @PostMapping(ONE + "/scans")
    String sign(
            @PathVariable String code,
            @PathVariable String kind,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate signedOn,
            @RequestParam MultipartFile file,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        return done(code, actor, model, to, () -> documents.sign(code, kind(kind), no, signedOn, file, actor));
    }

    @PostMapping(DOCUMENTS + "/scans")
    String receive(
            @PathVariable String code,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate madeOn,
            @RequestParam MultipartFile file,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        return done(code, actor, model, to, () -> documents.receive(code, kind(kind), title, madeOn, file, actor));
    }

    @PostMapping(DOCUMENTS + "/reviews")
    String mark(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer score,
            @RequestParam(defaultValue = "false") boolean fatal,
            @RequestParam(required = false) @Nullable String defects,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        return done(code, actor, model, to, () -> reviews.mark(code, score, fatal, defects, actor));
    }

    private String done(String code, Actor actor, Model model, HttpServletResponse to, Runnable command) {
        try {
            command.run();
        } catch (Refusal refusal) {
            if (!List.of(Refusal.Kind.INVALID, Refusal.Kind.CONFLICT).contains(refusal.kind())) {
                throw refusal;
            }
            to.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return show(code, actor, model);
        }
        return "redirect:/cases/{code}/documents?saved";
    }

    private static DocumentKind kind(String name) {
        return Arrays.stream(DocumentKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有文书种类“" + name + "”。"));
    }

    private static String saved(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
