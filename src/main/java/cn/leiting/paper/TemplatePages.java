package cn.leiting.paper;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/**
 * The templates, for their keepers to change: 办公室 those of the documents that it issues (notice, line 69), 法制科
 * those of the cases.
 */
@Controller
class TemplatePages {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String KIND = "/templates/{kind:[a-z-]{3,40}}";
    private static final String ONE = KIND + "/{no:-?\\d{1,6}}";

    private final Templates templates;
    private final Clock clock;

    TemplatePages(Templates templates, Clock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    @GetMapping("/templates")
    String list(Actor actor, Model model) {
        List<PaperForm> own = templates.forms().stream()
                .filter(form -> actor.isIn(form.keeper()))
                .toList();
        if (own.isEmpty()) {
            throw Refusal.forbidden("您没有管理文书模板的权限。");
        }
        model.addAttribute("forms", own);
        return "paper-templates";
    }

    @GetMapping(KIND)
    String show(@PathVariable String kind, Actor actor, Model model) {
        PaperForm form = kept(kind, actor);
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("form", form);
        model.addAttribute("today", today);
        model.addAttribute("versions", templates.versions(kind));
        model.addAttribute("terms", templates.terms(kind));
        return "paper-template";
    }

    @GetMapping(KIND + ".docx")
    ResponseEntity<byte[]> current(@PathVariable String kind, Actor actor) {
        PaperForm form = kept(kind, actor);
        return file(
                form.title() + "模板.docx",
                templates.inForce(kind, LocalDate.now(clock)).content());
    }

    @GetMapping(ONE + ".docx")
    ResponseEntity<byte[]> one(@PathVariable String kind, @PathVariable int no, Actor actor) {
        PaperForm form = kept(kind, actor);
        return file(form.title() + "模板" + (no > 0 ? "第" + no + "版" : "") + ".docx", templates.file(kind, no));
    }

    @PostMapping(KIND)
    String upload(
            @PathVariable String kind,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            Actor actor)
            throws IOException {
        kept(kind, actor);
        if (file.isEmpty()) {
            throw Refusal.invalid("file", "请选择要上传的模板。");
        }
        templates.upload(kind, file.getOriginalFilename(), file.getBytes(), orToday(from), actor.id());
        return "redirect:/templates/{kind}?done";
    }

    @PostMapping(ONE + "/use")
    String use(
            @PathVariable String kind,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            Actor actor) {
        kept(kind, actor);
        templates.use(kind, no, orToday(from), actor.id());
        return "redirect:/templates/{kind}?done";
    }

    private PaperForm kept(String kind, Actor actor) {
        PaperForm form = templates.form(kind);
        actor.require(form.keeper());
        return form;
    }

    private LocalDate orToday(@Nullable LocalDate from) {
        return from == null ? LocalDate.now(clock) : from;
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, WORD)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
