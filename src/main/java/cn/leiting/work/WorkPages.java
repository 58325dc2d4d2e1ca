package cn.leiting.work;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.storage.ResultFiles;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What a person asked for, how far it is, and what came of it. The page of what is under way loads itself anew. */
@Controller
class WorkPages {

    private static final String ONE = "/progress/{id:\\d{1,18}}";

    private final Works works;
    private final ResultFiles files;

    WorkPages(Works works, ResultFiles files) {
        this.works = works;
        this.files = files;
    }

    /** The same for a program. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            long id,
            String kind,
            String subject,
            Progress.State state,
            int done,
            int total,
            @Nullable String failure,
            @Nullable String result) {}

    @GetMapping("/progress")
    String list(Actor actor, HttpServletResponse response, Model model) {
        var mine = works.of(actor);
        model.addAttribute("works", mine);
        if (!mine.stream().allMatch(Progress::isOver)) {
            response.setHeader("Refresh", "5");
        }
        return "works";
    }

    @GetMapping(ONE)
    String show(@PathVariable long id, Actor actor, HttpServletResponse response, Model model) {
        Progress work = works.get(id, actor);
        model.addAttribute("work", work);
        if (!work.isOver()) {
            response.setHeader("Refresh", "2");
        }
        return "work";
    }

    @GetMapping("/api" + ONE)
    @ResponseBody
    Answer call(@PathVariable long id, Actor actor) {
        Progress work = works.get(id, actor);
        String result = work.isDownloadable() ? "/progress/" + id + "/file" : work.page();
        return new Answer(
                id, work.kind(), work.subject(), work.state(), work.done(), work.total(), work.failure(), result);
    }

    @PostMapping(ONE + "/cancel")
    String cancel(@PathVariable long id, Actor actor) {
        works.cancel(id, actor);
        return "redirect:/progress/" + id;
    }

    @GetMapping(ONE + "/file")
    ResponseEntity<InputStreamResource> file(@PathVariable long id, Actor actor) throws IOException {
        Progress work = works.get(id, actor);
        String file = work.file();
        if (file == null) {
            throw Refusal.notFound("该项办理没有结果文件。");
        }
        if (work.gone()) {
            throw Refusal.notFound("结果文件保存期已满，已经删除，请重新办理。");
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, String.valueOf(work.fileType()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(String.valueOf(work.fileName()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentLength(work.bytes())
                .body(new InputStreamResource(opened(file)));
    }

    private InputStream opened(String file) throws IOException {
        try {
            return files.read(file);
        } catch (NoSuchFileException lost) {
            throw Refusal.notFound("结果文件已经不在，请重新办理。");
        }
    }
}
