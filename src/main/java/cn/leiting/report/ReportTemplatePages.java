package cn.leiting.report;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The templates of the Word file, for 办公室 to change (notice, line 69: it issues the documents). */
@Controller
class ReportTemplatePages {

    static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final String KEEPER = "deptOffice";

    private final ReportTemplates templates;

    ReportTemplatePages(ReportTemplates templates) {
        this.templates = templates;
    }

    @GetMapping("/templates")
    String show(Actor actor, Model model) {
        actor.require(KEEPER);
        var versions = templates.versions();
        model.addAttribute("versions", versions);
        model.addAttribute("shipped", versions.stream().noneMatch(ReportTemplates.Version::inForce));
        model.addAttribute("placeholders", ReportPaper.PLACEHOLDERS);
        return "report-templates";
    }

    @GetMapping("/templates/special-report.docx")
    ResponseEntity<byte[]> current(Actor actor) {
        actor.require(KEEPER);
        return file("专报模板.docx", templates.current());
    }

    @GetMapping("/templates/{no:\\d{1,6}}.docx")
    ResponseEntity<byte[]> one(@PathVariable int no, Actor actor) {
        actor.require(KEEPER);
        return file("专报模板第" + no + "版.docx", templates.file(no));
    }

    @PostMapping("/templates")
    String upload(@RequestParam MultipartFile file, Actor actor) throws IOException {
        actor.require(KEEPER);
        if (file.isEmpty()) {
            throw Refusal.invalid("file", "请选择要上传的模板。");
        }
        templates.upload(file.getOriginalFilename(), file.getBytes(), actor.id());
        return "redirect:/templates?done";
    }

    @PostMapping("/templates/{no:\\d{1,6}}/use")
    String use(@PathVariable int no, Actor actor) {
        actor.require(KEEPER);
        templates.use(no, actor.id());
        return "redirect:/templates?done";
    }

    static ResponseEntity<byte[]> file(String name, byte[] content) {
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
