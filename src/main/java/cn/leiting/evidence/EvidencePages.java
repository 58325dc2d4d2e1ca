package cn.leiting.evidence;

import cn.leiting.evidence.PhotoFiles.Kept;
import cn.leiting.evidence.Uploads.Outcome;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Brings photos in, at once or in parts, and shows them to whoever may see one of their visits. */
@Controller
class EvidencePages {

    private static final String UPLOAD = "/api/field/inspections/{clientId}/photos/{sha256:[0-9a-fA-F]{64}}";
    private static final String ORIGINAL = "/evidence/{sha256:[0-9a-f]{64}}";
    private static final int MOST = 9;
    private static final String OFFSET = "Upload-Offset";

    /** What stands under a hash never changes. */
    private static final CacheControl KEEP =
            CacheControl.maxAge(Duration.ofDays(7)).cachePrivate().immutable();

    private final Uploads uploads;
    private final PhotoFiles files;
    private final PhotoReviews reviews;
    private final DoubtedVisits doubted;
    private final Organization organization;
    private final Clock clock;

    EvidencePages(
            Uploads uploads,
            PhotoFiles files,
            PhotoReviews reviews,
            DoubtedVisits doubted,
            Organization organization,
            Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.reviews = reviews;
        this.doubted = doubted;
        this.organization = organization;
        this.clock = clock;
    }

    /** The answer to an upload; {@code state} as in the list of records. */
    record Received(String sha256, String state) {}

    @RequestMapping(path = UPLOAD, method = RequestMethod.HEAD)
    ResponseEntity<Void> state(@PathVariable UUID clientId, @PathVariable String sha256, Actor actor)
            throws IOException {
        Outcome outcome = uploads.state(clientId, sha256.toLowerCase(Locale.ROOT), actor);
        return outcome.state() == Uploads.State.KNOWN
                ? ResponseEntity.ok().build()
                : ResponseEntity.noContent()
                        .header(OFFSET, String.valueOf(outcome.offset()))
                        .build();
    }

    @PutMapping(UPLOAD)
    ResponseEntity<Received> receive(
            @PathVariable UUID clientId,
            @PathVariable String sha256,
            @RequestHeader(name = HttpHeaders.CONTENT_RANGE, required = false) @Nullable String range,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        String hash = sha256.toLowerCase(Locale.ROOT);
        Part part = Part.of(range, request.getContentLengthLong());
        Outcome outcome = receive(clientId, hash, part, request, actor);
        return switch (outcome.state()) {
            case STORED -> ResponseEntity.status(HttpStatus.CREATED).body(new Received(hash, "STORED"));
            case KNOWN -> ResponseEntity.ok(new Received(hash, "STORED"));
            case PARTIAL ->
                ResponseEntity.accepted()
                        .header(OFFSET, String.valueOf(outcome.offset()))
                        .body(new Received(hash, "PARTIAL"));
            case MISPLACED -> {
                response.setHeader(OFFSET, String.valueOf(outcome.offset()));
                throw Refusal.conflict("这张照片已收到" + outcome.offset() + "字节，请从此处继续上传。");
            }
        };
    }

    /** The container notes a phone that is gone as a failure of the house; it is none and not worth the log. */
    private Outcome receive(UUID clientId, String hash, Part part, HttpServletRequest request, Actor actor)
            throws IOException {
        try {
            return uploads.receive(clientId, hash, part, request.getInputStream(), actor);
        } finally {
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        }
    }

    /**
     * The plain page's visit with its photos, which are kept first and then told to the visit by their hashes. The
     * page says why one is refused, and gives back what was typed.
     */
    @PostMapping(path = "/field/inspections", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String record(MultipartRequest chosen, HttpServletRequest request, Actor actor) throws IOException {
        if (organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group()))
                .isEmpty()) {
            throw Refusal.forbidden("只有城管中队队员可以办理现场检查。");
        }
        int known = (int) request.getParameterMap().keySet().stream()
                .filter(name -> name.matches("photos\\[\\d+]\\.sha256"))
                .count();
        List<MultipartFile> wide = chosen.getFiles("wide");
        List<MultipartFile> files = Stream.concat(wide.stream(), chosen.getFiles("close").stream())
                .filter(one -> !one.isEmpty())
                .toList();
        StringBuilder photos = new StringBuilder();
        try {
            if (known + files.size() > MOST) {
                throw Refusal.invalid("照片最多9张，请重新选择。");
            }
            for (MultipartFile file : files) {
                photos.append("photos%%5B%d%%5D.sha256=%s&photos%%5B%d%%5D.relation=%s&"
                        .formatted(known, uploads.deposit(file), known++, wide.contains(file) ? "WIDE" : "CLOSE"));
            }
        } catch (Refusal refusal) {
            request.setAttribute("photoRefusal", refusal);
        }
        return "forward:/field/inspections/with-photos?" + photos;
    }

    @GetMapping("/evidence")
    String list(
            @RequestParam(defaultValue = "") String campaign,
            @RequestParam(defaultValue = "") String squad,
            @RequestParam(defaultValue = "DOUBTFUL") DoubtedVisits.Show show,
            @RequestParam(defaultValue = "false") boolean decided,
            @RequestParam(required = false) @Nullable Long before,
            Actor actor,
            Model model) {
        List<Squad> squads = organization.squads(LocalDate.now(clock)).stream()
                .filter(one -> PhotoFiles.seesAll(actor) || PhotoFiles.isOf(one, actor))
                .toList();
        if (squads.isEmpty()) {
            throw Refusal.forbidden("您没有查看照片核查的权限。");
        }
        String only = PhotoFiles.seesAll(actor)
                ? organization.chosen(squad)
                : squads.get(0).code();
        var narrowed = new DoubtedVisits.Narrowed(blankToNull(campaign), only, show, !decided, before);
        model.addAttribute("narrowed", narrowed);
        model.addAttribute("listing", doubted.list(narrowed));
        model.addAttribute("squads", squads);
        model.addAttribute("all", PhotoFiles.seesAll(actor));
        model.addAttribute("shows", DoubtedVisits.Show.values());
        model.addAttribute("decides", actor.isSupervisor());
        return "evidence";
    }

    @PostMapping(ORIGINAL + "/reviews")
    String decide(
            @PathVariable String sha256,
            @RequestParam long inspection,
            @RequestParam PhotoReviews.Decision decision,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        reviews.decide(inspection, sha256, decision, reason, actor);
        next.addFlashAttribute("done", "已认定照片" + decision.label() + "。");
        return "redirect:/evidence?decided=true#visit-" + inspection;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    @GetMapping(ORIGINAL)
    ResponseEntity<Resource> original(@PathVariable String sha256, Actor actor) throws IOException {
        Kept photo = files.of(sha256, actor);
        String name = sha256.substring(0, 12) + "." + photo.type().ending();
        return shown(sha256, name, MediaType.parseMediaType(photo.type().mime()))
                .contentLength(photo.bytes())
                .body(new InputStreamResource(files.read(sha256)));
    }

    /** Until it has been made, a drawing that says so takes its place. */
    @GetMapping(ORIGINAL + "/thumbnail")
    ResponseEntity<Resource> thumbnail(@PathVariable String sha256, Actor actor) throws IOException {
        Kept photo = files.of(sha256, actor);
        return switch (photo.thumbnail()) {
            case MADE ->
                shown(sha256 + "-t", sha256.substring(0, 12) + "-small.jpg", MediaType.IMAGE_JPEG)
                        .body(new InputStreamResource(files.readThumbnail(sha256)));
            case DUE -> elsewhere("/assets/photo-due.svg");
            case FAILED -> elsewhere("/assets/photo-failed.svg");
        };
    }

    private static ResponseEntity<Resource> elsewhere(String drawing) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, drawing)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity.BodyBuilder shown(String tag, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(KEEP)
                .eTag(tag)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff");
    }
}
