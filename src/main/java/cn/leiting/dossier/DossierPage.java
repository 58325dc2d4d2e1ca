package cn.leiting.dossier;

import cn.leiting.dossier.ItemPhotos.Photo;
import cn.leiting.dossier.Proofs.Proof;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.storage.EvidenceStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The file of an item, a campaign or a look-back, and what is added to it. */
@Controller
class DossierPage {

    private static final String ITEM = "/publicity/{subject:INFO-\\d{4}-\\d{4,9}}";
    private static final String SUBJECT =
            "/publicity/{subject:INFO-\\d{4}-\\d{4,9}|TH-\\d{4}-\\d{2,4}|LB-\\d{4}-\\d{2,4}}";
    private static final String PHOTO = ITEM + "/photos/{sha256:[0-9a-f]{64}}";
    private static final String PUBLICATION = SUBJECT + "/publications/{publication:\\d{1,4}}";

    private static final CacheControl KEEP =
            CacheControl.maxAge(Duration.ofDays(7)).cachePrivate().immutable();

    private final Dossier dossier;
    private final ItemPhotos photos;
    private final Proofs proofs;
    private final Mentions mentions;
    private final EvidenceStore store;

    DossierPage(Dossier dossier, ItemPhotos photos, Proofs proofs, Mentions mentions, EvidenceStore store) {
        this.dossier = dossier;
        this.photos = photos;
        this.proofs = proofs;
        this.mentions = mentions;
        this.store = store;
    }

    @GetMapping(SUBJECT + "/dossier")
    String show(@PathVariable String subject, Actor actor, Model model) {
        model.addAttribute("dossier", dossier.of(subject, actor));
        return "publicity-dossier";
    }

    @PostMapping(ITEM + "/photos")
    String add(
            @PathVariable String subject,
            @RequestParam MultipartFile file,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> {
            if (file.isEmpty()) {
                throw Refusal.invalid("file", "请选择照片。");
            }
            photos.add(subject, file, actor);
        });
    }

    @PostMapping(PHOTO + "/removal")
    String remove(
            @PathVariable String subject,
            @PathVariable String sha256,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> photos.remove(subject, sha256, actor));
    }

    @PostMapping(PHOTO + "/marks")
    String mark(
            @PathVariable String subject,
            @PathVariable String sha256,
            @RequestParam(defaultValue = "false") boolean faces,
            @RequestParam(defaultValue = "false") boolean plates,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> photos.mark(subject, sha256, faces, plates, actor));
    }

    @PostMapping(ITEM + "/cases")
    String link(
            @PathVariable String subject,
            @RequestParam(defaultValue = "") String caseCode,
            @RequestParam(defaultValue = "false") boolean remove,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        String code = caseCode.strip();
        return done(subject, actor, model, response, () -> {
            if (remove) {
                mentions.unlink(subject, code, actor);
            } else {
                mentions.link(subject, code, actor);
            }
        });
    }

    @PostMapping(PUBLICATION + "/proofs")
    String prove(
            @PathVariable String subject,
            @PathVariable int publication,
            @RequestParam MultipartFile file,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> proofs.add(subject, publication, file, actor));
    }

    @PostMapping(PUBLICATION + "/counts")
    String count(
            @PathVariable String subject,
            @PathVariable int publication,
            @RequestParam(required = false) @Nullable Integer readers,
            @RequestParam(required = false) @Nullable Integer shares,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> {
            if (readers == null) {
                throw Refusal.invalid("readers", "请填写阅读量。");
            }
            proofs.count(subject, publication, readers, shares, actor);
        });
    }

    private String done(String subject, Actor actor, Model model, HttpServletResponse response, Runnable command) {
        try {
            command.run();
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return show(subject, actor, model);
        }
        return "redirect:/publicity/{subject}/dossier?saved";
    }

    @GetMapping(PHOTO)
    ResponseEntity<Resource> photo(@PathVariable String subject, @PathVariable String sha256, Actor actor)
            throws IOException {
        Photo photo = photos.of(subject, sha256, actor);
        boolean png = photo.type().equals("PNG");
        return shown(
                png ? MediaType.IMAGE_PNG : MediaType.IMAGE_JPEG,
                "%s-%d.%s".formatted(subject, photo.no(), png ? "png" : "jpg"),
                store.read(sha256));
    }

    /** Until it has been made, a drawing that says so takes its place. */
    @GetMapping(PHOTO + "/thumbnail")
    ResponseEntity<Resource> thumbnail(@PathVariable String subject, @PathVariable String sha256, Actor actor)
            throws IOException {
        Photo photo = photos.of(subject, sha256, actor);
        return photo.small()
                ? shown(
                        MediaType.IMAGE_JPEG,
                        "%s-%d-small.jpg".formatted(subject, photo.no()),
                        store.readThumbnail(sha256))
                : ResponseEntity.status(HttpStatus.FOUND)
                        .header(HttpHeaders.LOCATION, "/assets/photo-due.svg")
                        .cacheControl(CacheControl.noStore())
                        .build();
    }

    @GetMapping(PUBLICATION + "/proofs/{no:[1-5]}")
    ResponseEntity<Resource> proof(
            @PathVariable String subject, @PathVariable int publication, @PathVariable int no, Actor actor)
            throws IOException {
        Proof proof = dossier.proof(subject, publication, no, actor);
        return shown(
                MediaType.parseMediaType(proof.type().mime()),
                "%s-%d-%d.%s".formatted(subject, publication, no, proof.type().ending()),
                store.read(proof.sha256()));
    }

    private static ResponseEntity<Resource> shown(MediaType type, String name, InputStream bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(KEEP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(bytes));
    }
}
