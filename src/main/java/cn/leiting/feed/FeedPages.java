package cn.leiting.feed;

import cn.leiting.calendar.BureauTime;
import cn.leiting.feed.Releases.Found;
import cn.leiting.feed.Releases.Page;
import cn.leiting.storage.EvidenceStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;

/**
 * 公开页面：open to everybody without a login, and the same for all. Never fails for what an address says: what is not
 * released is not found, what was withdrawn is gone.
 */
@Controller
class FeedPages {

    private static final String NO = "{no:(?:INFO|TH|LB)-\\d{4}-\\d{2,9}}";
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

    /** Short, so that what is withdrawn is gone for everybody within a minute. */
    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic().mustRevalidate();

    private static final CacheControl LONG =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    private static final String ROBOTS = "User-agent: *\nAllow: /public/\nDisallow: /\n";

    private final Releases releases;
    private final EvidenceStore store;

    FeedPages(Releases releases, EvidenceStore store) {
        this.releases = releases;
        this.store = store;
    }

    @GetMapping({"/public", "/public/"})
    @Nullable
    ModelAndView list(@RequestParam(defaultValue = "1") String page, WebRequest request, HttpServletResponse response) {
        Optional<Page> found = page(page);
        if (found.isEmpty()) {
            return missing(HttpStatus.NOT_FOUND, "没有这一页。", response);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, SHORT.getHeaderValue());
        return isKnown(request, tag(found.get()), found.get().changed())
                ? null
                : new ModelAndView("public-list", Map.of("page", found.get(), "zone", BureauTime.ZONE));
    }

    @GetMapping("/public/feed.atom")
    Object feed(@RequestParam(defaultValue = "1") String page, HttpServletResponse response) {
        Optional<Page> found = page(page);
        if (found.isEmpty()) {
            return missing(HttpStatus.NOT_FOUND, "没有这一页。", response);
        }
        return ResponseEntity.ok()
                .contentType(ATOM)
                .cacheControl(SHORT)
                .eTag(tag(found.get()))
                .lastModified(found.get().changed())
                .body(AtomFeed.write(found.get()));
    }

    /** Weak ones, because they stand for a page whether it is compressed or not. */
    private static String tag(Page page) {
        Instant changed = page.changed();
        return "W/\"%d-%d-%d.%d\"".formatted(page.no(), page.total(), changed.getEpochSecond(), changed.getNano());
    }

    private Optional<Page> page(String typed) {
        if (!typed.matches("[1-9]\\d{0,3}") || Integer.parseInt(typed) > Releases.LAST_PAGE) {
            return Optional.empty();
        }
        return Optional.of(releases.page(Integer.parseInt(typed))).filter(Page::exists);
    }

    @GetMapping({"/public/items/" + NO, "/public/" + NO})
    @Nullable
    ModelAndView item(@PathVariable String no, WebRequest request, HttpServletResponse response) {
        Optional<Found> found = releases.of(no);
        if (found.isEmpty()) {
            return missing(HttpStatus.NOT_FOUND, "没有这条公开信息。", response);
        }
        if (found.get().withdrawn()) {
            return missing(HttpStatus.GONE, "这条信息已经撤下。", response);
        }
        Instant released = found.get().release().releasedAt();
        String tag = "W/\"%d.%d-%d\""
                .formatted(
                        released.getEpochSecond(),
                        released.getNano(),
                        found.get().photos().size());
        response.setHeader(HttpHeaders.CACHE_CONTROL, SHORT.getHeaderValue());
        return isKnown(request, tag, released)
                ? null
                : new ModelAndView(
                        "public-item",
                        Map.of(
                                "release", found.get().release(),
                                "photos", found.get().photos(),
                                "zone", BureauTime.ZONE));
    }

    private static boolean isKnown(WebRequest request, String tag, Instant changed) {
        return request.checkNotModified(tag, changed.toEpochMilli());
    }

    /** The small picture, which holds nothing of what the camera wrote. */
    @GetMapping("/public/photos/{sha256:[0-9a-f]{64}}")
    Object photo(@PathVariable String sha256, HttpServletResponse response) throws IOException {
        if (!releases.showPhoto(sha256)) {
            return missing(HttpStatus.NOT_FOUND, "没有这张照片。", response);
        }
        Resource bytes = new InputStreamResource(store.readThumbnail(sha256));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(SHORT)
                .body(bytes);
    }

    /** The house's own, at an address where nobody is given a cookie. */
    @GetMapping("/public/assets/{name:leiting\\.(?:css|svg)}")
    ResponseEntity<Resource> asset(@PathVariable String name) {
        return ResponseEntity.ok()
                .contentType(
                        MediaType.parseMediaType(name.endsWith("css") ? "text/css;charset=UTF-8" : "image/svg+xml"))
                .cacheControl(LONG)
                .body(new ClassPathResource("static/assets/" + name));
    }

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .cacheControl(LONG)
                .body(ROBOTS);
    }

    @GetMapping("/public/**")
    ModelAndView anythingElse(HttpServletResponse response) {
        return missing(HttpStatus.NOT_FOUND, "没有这个公开页面。", response);
    }

    private static ModelAndView missing(HttpStatus status, String sentence, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, SHORT.getHeaderValue());
        response.setHeader("X-Robots-Tag", "noindex");
        return new ModelAndView("public-missing", Map.of("sentence", sentence), status);
    }
}
